#include "yaml/json.h"

#include "base/utf8.h"
#include "yaml/compose.h"

struct json {
    const char *text, *at, *end;
    struct composer composer;
    const char *error; /* set once; then `at` is where */
};

static bool fail(struct json *json, const char *error)
{
    json->error = error;
    return false;
}

static uint32_t byte(const struct json *json, const char *at)
{
    return (uint32_t)(at - json->text);
}

static char peek(const struct json *json)
{
    return json->at < json->end ? *json->at : '\0';
}

static void skip_blanks(struct json *json)
{
    while (json->at < json->end && char_is_blank(*json->at))
        json->at++;
}

/* The four digits of \uXXXX at `at`; -1 when they are none. */
static int32_t hex4(const char *at, const char *end)
{
    int32_t value = 0;
    if (end - at < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        char c = char_lower(at[i]);
        if (!char_is_digit(c) && (c < 'a' || c > 'f'))
            return -1;
        value = value * 16 + (char_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    return value;
}

/* Reads \uXXXX, or two of them that make one character; `at` is behind the first `\u`. */
static bool decode_unicode(struct json *json, struct buf *buf, const char **at)
{
    int32_t unit = hex4(*at, json->end);
    json->at = *at - 2;
    if (unit < 0)
        return fail(json, "`\\u` needs four hexadecimal digits");
    *at += 4;
    if (unit >= 0xD800 && unit < 0xDC00) {
        bool is_pair = json->end - *at >= 6 && (*at)[0] == '\\' && (*at)[1] == 'u';
        int32_t low = is_pair ? hex4(*at + 2, json->end) : -1;
        if (low < 0xDC00 || low >= 0xE000)
            return fail(json, "half of a surrogate pair");
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
        *at += 6;
    } else if (unit >= 0xDC00 && unit < 0xE000) {
        return fail(json, "half of a surrogate pair");
    }
    utf8_encode(buf, (uint32_t)unit);
    return true;
}

static bool decode_escape(struct json *json, struct buf *buf, const char **at)
{
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    char c = (*at)[1];
    const char *name = c ? strchr(names, c) : NULL;
    *at += 2;
    if (name)
        buf_add_char(buf, values[name - names]);
    else if (c == 'u')
        return decode_unicode(json, buf, at);
    else {
        json->at = *at - 2;
        return fail(json, "JSON has no such escape");
    }
    return true;
}

/* A raw text between quotes that holds escapes, decoded. */
static bool decode(struct json *json, struct str raw, struct str *text)
{
    struct buf buf = {.arena = json->composer.arena};
    const char *at = raw.at, *end = raw.at + raw.len;
    while (at < end) {
        const char *escape = memchr(at, '\\', (size_t)(end - at));
        buf_add(&buf, (struct str){at, (size_t)((escape ? escape : end) - at)});
        at = escape ? escape : end;
        if (escape && !decode_escape(json, &buf, &at))
            return false;
    }
    *text = buf_str(&buf);
    return true;
}

/* Reads a string at its opening quote, up to behind the closing one. */
static bool read_string(struct json *json, struct str *text)
{
    const char *start = json->at + 1, *at = start;
    bool has_escape = false;
    unsigned char high = 0;
    for (;; at++) {
        while (at < json->end && *at != '"' && *at != '\\' && (unsigned char)*at >= 0x20)
            high |= (unsigned char)*at++;
        if (at == json->end || *at == '"' || *at != '\\')
            break;
        has_escape = true;
        if (++at == json->end)
            break;
        if ((unsigned char)*at < 0x20)
            break;
        high |= (unsigned char)*at;
    }
    struct str raw = {start, (size_t)(at - start)};
    size_t valid = high & 0x80 ? utf8_valid_length(raw) : raw.len;
    if (valid < raw.len) {
        json->at = start + valid;
        return fail(json, "this is no UTF-8");
    }
    if (at == json->end)
        return fail(json, "a quote is not closed");
    if (*at != '"') {
        json->at = at;
        return fail(json, "a control character in a string; write it as an escape");
    }
    *text = raw;
    if (has_escape && !decode(json, raw, text))
        return false;
    json->at = at + 1;
    return true;
}

static const char *digits(const char *at, const char *end)
{
    while (at < end && char_is_digit(*at))
        at++;
    return at;
}

/* RFC 8259 section 6. */
static bool read_number(struct json *json, enum scalar_type *type)
{
    const char *at = json->at + (*json->at == '-'), *end = json->end, *whole = at;
    *type = SCALAR_INT;
    at = digits(at, end);
    if (at == whole)
        return fail(json, "a value is expected");
    if (*whole == '0' && at - whole > 1)
        return fail(json, "a number in JSON has no leading zero");
    if (at < end && *at == '.') {
        const char *fraction = ++at;
        *type = SCALAR_FLOAT;
        at = digits(at, end);
        if (at == fraction)
            return fail(json, "a number in JSON has digits after its point");
    }
    if (at < end && (*at == 'e' || *at == 'E')) {
        at++;
        *type = SCALAR_FLOAT;
        if (at < end && (*at == '+' || *at == '-'))
            at++;
        const char *power = at;
        at = digits(at, end);
        if (at == power)
            return fail(json, "a number in JSON has digits in its exponent");
    }
    json->at = at;
    return true;
}

static bool read_word(struct json *json, enum scalar_type *type)
{
    struct str left = {json->at, (size_t)(json->end - json->at)};
    const char *word = left.at[0] == 't' ? "true" : left.at[0] == 'f' ? "false" : "null";
    if (!str_starts(left, word) || (left.len > strlen(word) && char_is_alnum(left.at[strlen(word)])))
        return fail(json, "a value is expected; a text needs double quotes");
    *type = left.at[0] == 'n' ? SCALAR_NULL : SCALAR_BOOL;
    json->at += strlen(word);
    return true;
}

static bool read_scalar(struct json *json)
{
    const char *start = json->at;
    enum scalar_type type = SCALAR_STRING;
    struct str text;
    char c = peek(json);
    bool is_quoted = c == '"', is_word = c == 't' || c == 'f' || c == 'n';
    if (start == json->end)
        return fail(json, "the text ends where a value is expected");
    if (!(is_quoted ? read_string(json, &text) : is_word ? read_word(json, &type) : read_number(json, &type)))
        return false;
    if (!is_quoted)
        text = (struct str){start, (size_t)(json->at - start)};
    struct span span = {byte(json, start), byte(json, json->at)};
    compose_scalar(&json->composer, span, is_quoted ? STYLE_DOUBLE_QUOTED : STYLE_PLAIN, type, text, NULL);
    return true;
}

/* Reads a key and its colon. */
static bool read_key(struct json *json)
{
    if (peek(json) != '"')
        return fail(json, json->at == json->end ? "`{` is not closed" : "a key in double quotes is expected");
    if (!read_scalar(json))
        return false;
    skip_blanks(json);
    if (peek(json) != ':')
        return fail(json, "`:` is missing after a key");
    json->at++;
    skip_blanks(json);
    return true;
}

static bool is_mapping_open(const struct json *json)
{
    return compose_collection(&json->composer)->kind == NODE_MAPPING;
}

static void close_collection(struct json *json)
{
    json->at++;
    compose_end(&json->composer, byte(json, json->at), false);
}

/* Opens a collection; true also when it is empty and closed again, which `is_open` tells. */
static bool open_collection(struct json *json, bool *is_open)
{
    bool is_mapping = *json->at == '{';
    compose_begin(&json->composer, is_mapping ? NODE_MAPPING : NODE_SEQUENCE, STYLE_FLOW, byte(json, json->at), NULL);
    json->at++;
    skip_blanks(json);
    *is_open = peek(json) != (is_mapping ? '}' : ']');
    if (!*is_open)
        close_collection(json);
    return !*is_open || !is_mapping || read_key(json);
}

/* Behind a value: closes what closes there and reads on to the next value. False with an error, or when the text is
   complete. */
static bool read_on(struct json *json)
{
    while (compose_collection(&json->composer)) {
        skip_blanks(json);
        bool is_mapping = is_mapping_open(json);
        char c = peek(json);
        if (c == ',') {
            json->at++;
            skip_blanks(json);
            return !is_mapping || read_key(json);
        }
        if (c != (is_mapping ? '}' : ']'))
            return fail(json, json->at == json->end ? is_mapping ? "`{` is not closed" : "`[` is not closed"
                              : is_mapping          ? "`,` or `}` is missing"
                                                    : "`,` or `]` is missing");
        close_collection(json);
    }
    return false;
}

static void read_text(struct json *json)
{
    bool goes_on = true;
    skip_blanks(json);
    while (goes_on && !json->composer.is_stopped) {
        bool is_open = false;
        char c = peek(json);
        bool is_read = c == '{' || c == '[' ? open_collection(json, &is_open) : read_scalar(json);
        goes_on = is_read && (is_open || read_on(json));
    }
    if (json->error || json->composer.is_stopped)
        return;
    skip_blanks(json);
    if (json->at < json->end)
        fail(json, "text after the end of the JSON value");
}

bool json_parse(struct arena *arena, const struct source *source, const struct limits *limits, struct tree *tree,
                uint32_t *error_at, const char **error_text)
{
    struct str text = source->text;
    struct json json = {.text = text.at, .at = text.at, .end = text.at + text.len};
    compose_init(&json.composer, arena, text, limits);
    while (json.at < json.end && char_is_blank(*json.at))
        json.at++;
    compose_document(&json.composer, byte(&json, json.at));
    read_text(&json);
    if (json.error || json.composer.is_stopped)
        compose_stop(&json.composer, 0);
    *tree = *json.composer.first;
    tree->is_json = true;
    *error_at = byte(&json, json.at);
    *error_text = json.error;
    return !json.error || json.composer.is_stopped;
}
