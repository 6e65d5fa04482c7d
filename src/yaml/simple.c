#include "yaml/simple.h"

#include "base/buf.h"
#include "yaml/scalar.h"

/* Where reading stands: on the first character of a line that is neither blank nor a comment, or inside that line. Once
   `is_refused` nothing else counts. */
struct scan {
    struct composer *c;
    struct str text;
    uint32_t line;   /* start of the line */
    uint32_t at;     /* the next character */
    uint32_t indent; /* of the line */
    bool is_over;    /* no line is left */
    bool is_refused;
};

enum { KEY_MAX = 1000 /* bytes; libyaml takes 1,024 characters */ };

static void read_block(struct scan *s);

static char char_at(const struct scan *s, uint32_t at)
{
    return at < s->text.len ? s->text.at[at] : '\0';
}

static bool refuse(struct scan *s)
{
    s->is_refused = true;
    return false;
}

static bool is_line_end(const struct scan *s, uint32_t at)
{
    return at >= s->text.len || s->text.at[at] == '\n';
}

static uint32_t skip_spaces(const struct scan *s, uint32_t at)
{
    while (char_at(s, at) == ' ')
        at++;
    return at;
}

static uint32_t line_end(const struct scan *s, uint32_t at)
{
    const char *end = at < s->text.len ? memchr(s->text.at + at, '\n', s->text.len - at) : NULL;
    return end ? (uint32_t)(end - s->text.at) : (uint32_t)s->text.len;
}

/* Directives and document markers. */
static bool is_marker(const struct scan *s)
{
    struct str line = str_slice(s->text, s->at, s->text.len);
    return s->indent == 0 && (str_starts(line, "---") || str_starts(line, "...") || str_starts(line, "%"));
}

/* Goes to the first line from byte `start` on that has content. */
static void find_line(struct scan *s, uint32_t start)
{
    for (uint32_t line = start; line < s->text.len; line = line_end(s, line) + 1) {
        uint32_t at = skip_spaces(s, line);
        if (is_line_end(s, at) || s->text.at[at] == '#')
            continue;
        s->line = line;
        s->at = at;
        s->indent = at - line;
        if (is_marker(s))
            refuse(s);
        return;
    }
    s->is_over = true;
}

/* Whether nothing but blanks and a comment follows. */
static bool ends_line(const struct scan *s, uint32_t at)
{
    uint32_t after = skip_spaces(s, at);
    return is_line_end(s, after) || (s->text.at[after] == '#' && after > at);
}

static bool is_dash(const struct scan *s, uint32_t at)
{
    return char_at(s, at) == '-' && (char_at(s, at + 1) == ' ' || is_line_end(s, at + 1));
}

/* Scalars. */

static void add_plain(struct scan *s, struct span span)
{
    struct str text = {s->text.at + span.start, span.end - span.start};
    struct node *node = compose_scalar(s->c, span, STYLE_PLAIN, scalar_type_of(text), text, NULL);
    if (scalar_yaml11_reading(text))
        node->flags |= NODE_YAML11_DIFFERS;
}

static bool may_start_plain(const struct scan *s, uint32_t at)
{
    char c = char_at(s, at);
    if (c == '-')
        return char_is_alnum(char_at(s, at + 1)) || char_at(s, at + 1) == '.';
    return c > ' ' ? !strchr("?:,[]{}#&*!|>'\"%@`", c) : (unsigned char)c >= 0x80;
}

/* The end of a plain scalar in a block: before the comment or line end, without the blanks there. */
static bool find_plain_end(struct scan *s, uint32_t *end)
{
    if (!may_start_plain(s, s->at))
        return refuse(s);
    uint32_t last = s->at, at = s->at;
    for (; !is_line_end(s, at); at++) {
        char c = s->text.at[at];
        if (c == ':' && (char_at(s, at + 1) == ' ' || is_line_end(s, at + 1)))
            return refuse(s);
        if (c == '#' && s->text.at[at - 1] == ' ')
            break;
        if (c != ' ')
            last = at;
    }
    *end = last + 1;
    return true;
}

/* The byte behind the closing quote of a quoted scalar on one line without escapes. */
static bool find_quote_end(struct scan *s, uint32_t start, uint32_t *end)
{
    char quote = s->text.at[start];
    for (uint32_t at = start + 1; !is_line_end(s, at); at++) {
        char c = s->text.at[at];
        if (c == '\\' && quote == '"')
            return refuse(s);
        if (c != quote)
            continue;
        *end = at + 1;
        return quote == '\'' && char_at(s, at + 1) == '\'' ? refuse(s) : true;
    }
    return refuse(s);
}

static bool read_quoted(struct scan *s)
{
    uint32_t end;
    if (!find_quote_end(s, s->at, &end))
        return false;
    enum node_style style = s->text.at[s->at] == '"' ? STYLE_DOUBLE_QUOTED : STYLE_SINGLE_QUOTED;
    struct str text = {s->text.at + s->at + 1, end - s->at - 2};
    compose_scalar(s->c, (struct span){s->at, end}, style, SCALAR_STRING, text, NULL);
    s->at = end;
    return true;
}

static bool is_quote(char c)
{
    return c == '"' || c == '\'';
}

/* Block texts. */

struct block {
    struct buf value;
    uint32_t indent;  /* of the content */
    uint32_t blanks;  /* empty lines since the last one with content */
    uint32_t content; /* behind the last character that counts */
    bool is_folded;
};

static bool block_add(struct scan *s, struct block *block, uint32_t start, uint32_t end)
{
    bool is_odd = s->text.at[start] == ' ' || s->text.at[end - 1] == ' ';
    if (block->is_folded && is_odd)
        return refuse(s);
    if (block->value.len && block->is_folded && !block->blanks)
        buf_add_char(&block->value, ' ');
    else if (block->value.len && !block->is_folded)
        buf_add_char(&block->value, '\n');
    for (; block->blanks; block->blanks--)
        buf_add_char(&block->value, '\n');
    buf_add(&block->value, str_slice(s->text, start, end));
    block->content = end;
    while (s->text.at[block->content - 1] == ' ')
        block->content--;
    return true;
}

/* One line of the text; false where it ends, or is refused. */
static bool block_line(struct scan *s, struct block *block, uint32_t line)
{
    uint32_t at = skip_spaces(s, line), end = line_end(s, line);
    bool is_first = block->value.len == 0;
    if (is_line_end(s, at)) {
        block->blanks++;
        return is_first || at - line > block->indent ? refuse(s) : true;
    }
    if (is_first)
        block->indent = at - line;
    if (at - line < block->indent)
        return false;
    if (end == s->text.len)
        return refuse(s);
    return block_add(s, block, line + block->indent, end);
}

static bool read_block_text(struct scan *s, uint32_t indent)
{
    uint32_t start = s->at;
    struct block block = {.value = {.arena = s->c->arena}, .is_folded = s->text.at[start] == '>'};
    bool is_stripped = char_at(s, start + 1) == '-';
    uint32_t line = start + 1 + is_stripped;
    if (!is_line_end(s, line) || line >= s->text.len)
        return refuse(s);
    for (line++; line < s->text.len && block_line(s, &block, line);)
        line = line_end(s, line) + 1;
    if (s->is_refused || !block.value.len || block.indent <= indent)
        return refuse(s);
    if (!is_stripped)
        buf_add_char(&block.value, '\n');
    enum node_style style = block.is_folded ? STYLE_FOLDED : STYLE_LITERAL;
    compose_scalar(s->c, (struct span){start, block.content}, style, SCALAR_STRING, buf_str(&block.value), NULL);
    find_line(s, line);
    return true;
}

/* Flow collections on one line. */

static bool read_flow(struct scan *s);

static bool find_flow_plain_end(struct scan *s, uint32_t *end)
{
    if (!may_start_plain(s, s->at))
        return refuse(s);
    uint32_t last = s->at;
    for (uint32_t at = s->at; !strchr(",[]{}", char_at(s, at)); at++) {
        char c = s->text.at[at];
        if (c == ':' && char_at(s, at + 1) == ' ')
            break;
        if (c == '\n' || c == '#' || c == '?' ||
            (c == ':' && !char_is_alnum(char_at(s, at + 1)) && char_at(s, at + 1) != '/'))
            return refuse(s);
        if (c != ' ')
            last = at;
    }
    *end = last + 1;
    return true;
}

static bool read_flow_scalar(struct scan *s)
{
    uint32_t end;
    if (is_quote(char_at(s, s->at)))
        return read_quoted(s);
    if (!find_flow_plain_end(s, &end) || end >= s->text.len)
        return refuse(s);
    add_plain(s, (struct span){s->at, end});
    s->at = end;
    return true;
}

static bool read_flow_value(struct scan *s)
{
    char c = char_at(s, s->at);
    return c == '[' || c == '{' ? read_flow(s) : read_flow_scalar(s);
}

static bool read_flow_pair(struct scan *s)
{
    uint32_t start = s->at;
    if (!read_flow_scalar(s) || s->at - start > KEY_MAX || char_at(s, s->at) != ':' || char_at(s, s->at + 1) != ' ')
        return refuse(s);
    s->at = skip_spaces(s, s->at + 1);
    return read_flow_value(s);
}

static bool read_flow(struct scan *s)
{
    bool is_mapping = s->text.at[s->at] == '{';
    char close = is_mapping ? '}' : ']';
    compose_begin(s->c, is_mapping ? NODE_MAPPING : NODE_SEQUENCE, STYLE_FLOW, s->at, NULL);
    if (s->c->is_stopped)
        return refuse(s);
    s->at = skip_spaces(s, s->at + 1);
    while (char_at(s, s->at) != close) {
        if (!(is_mapping ? read_flow_pair(s) : read_flow_value(s)) || s->c->is_stopped)
            return refuse(s);
        s->at = skip_spaces(s, s->at);
        bool has_more = char_at(s, s->at) == ',';
        if (has_more)
            s->at = skip_spaces(s, s->at + 1);
        if (has_more == (char_at(s, s->at) == close))
            return refuse(s);
    }
    s->at++;
    compose_end(s->c, s->at, false);
    return true;
}

/* Block collections. */

/* A value that begins on the line at hand, below a collection at `indent`; ends on the next line. */
static bool read_inline(struct scan *s, uint32_t indent)
{
    char c = char_at(s, s->at);
    uint32_t end;
    if (c == '|' || c == '>')
        return read_block_text(s, indent);
    if (is_quote(c)) {
        if (!read_quoted(s))
            return false;
    } else if (c == '[' || c == '{') {
        if (!read_flow(s))
            return false;
    } else {
        if (!find_plain_end(s, &end))
            return false;
        add_plain(s, (struct span){s->at, end});
        s->at = end;
    }
    if (!ends_line(s, s->at))
        return refuse(s);
    find_line(s, line_end(s, s->at) + 1);
    return !s->is_over && s->indent > indent ? refuse(s) : true;
}

/* The byte of the colon behind a key at `at`; 0 when there is no simple key. */
static uint32_t key_end(struct scan *s, uint32_t at)
{
    uint32_t end = at;
    if (is_quote(char_at(s, at))) {
        struct scan trial = *s;
        if (!find_quote_end(&trial, at, &end))
            return 0;
    } else {
        bool is_name = char_is_alnum(char_at(s, at)) || char_at(s, at) == '_' || char_at(s, at) == '$';
        while (is_name && (char_is_alnum(char_at(s, end)) || (char_at(s, end) && strchr("_-.$", char_at(s, end)))))
            end++;
    }
    bool is_key = end > at && end - at <= KEY_MAX && char_at(s, end) == ':' &&
                  (char_at(s, end + 1) == ' ' || is_line_end(s, end + 1));
    return is_key ? end : 0;
}

static void read_sequence(struct scan *s, uint32_t indent);

/* What follows a key's colon. */
static void read_pair_value(struct scan *s, uint32_t colon, uint32_t indent)
{
    s->at = skip_spaces(s, colon + 1);
    if (!ends_line(s, colon + 1)) {
        read_inline(s, indent);
        return;
    }
    find_line(s, line_end(s, colon) + 1);
    if (s->is_refused)
        return;
    if (!s->is_over && s->indent > indent)
        read_block(s);
    else if (!s->is_over && s->indent == indent && is_dash(s, s->at))
        read_sequence(s, indent);
    else
        add_plain(s, (struct span){colon + 1, colon + 1});
}

static void read_mapping(struct scan *s, uint32_t indent)
{
    compose_begin(s->c, NODE_MAPPING, STYLE_BLOCK, s->at, NULL);
    for (bool is_next = true; is_next && !s->is_refused; is_next = !s->is_over && s->indent == indent) {
        uint32_t colon = s->c->is_stopped ? 0 : key_end(s, s->at);
        if (!colon) {
            refuse(s);
            return;
        }
        if (is_quote(s->text.at[s->at]))
            read_quoted(s);
        else
            add_plain(s, (struct span){s->at, colon});
        read_pair_value(s, colon, indent);
    }
    if (!s->is_over && s->indent > indent)
        refuse(s);
    if (!s->is_refused)
        compose_end(s->c, 0, false);
}

/* What follows an item's dash. */
static void read_item(struct scan *s, uint32_t indent)
{
    uint32_t dash = s->at;
    s->at = skip_spaces(s, dash + 1);
    if (ends_line(s, dash + 1)) {
        find_line(s, line_end(s, dash) + 1);
        if (s->is_over || s->indent <= indent)
            refuse(s);
        else if (!s->is_refused)
            read_block(s);
    } else if (is_dash(s, s->at)) {
        read_sequence(s, s->at - s->line);
    } else if (key_end(s, s->at)) {
        read_mapping(s, s->at - s->line);
    } else {
        read_inline(s, indent);
    }
}

static void read_sequence(struct scan *s, uint32_t indent)
{
    compose_begin(s->c, NODE_SEQUENCE, STYLE_BLOCK, s->at, NULL);
    for (bool is_next = true; is_next && !s->is_refused;) {
        if (s->c->is_stopped) {
            refuse(s);
            return;
        }
        read_item(s, indent);
        is_next = !s->is_over && s->indent == indent && is_dash(s, s->at);
    }
    if (!s->is_over && s->indent > indent)
        refuse(s);
    if (!s->is_refused)
        compose_end(s->c, 0, false);
}

static void read_block(struct scan *s)
{
    if (is_dash(s, s->at))
        read_sequence(s, s->indent);
    else
        read_mapping(s, s->indent);
}

bool simple_read(struct composer *c, struct str text)
{
    struct scan s = {.c = c, .text = text};
    find_line(&s, 0);
    if (s.is_over || s.is_refused)
        return false;
    compose_document(c, s.at);
    read_block(&s);
    if (s.is_refused || !s.is_over || c->is_stopped)
        return false;
    compose_document_end(c);
    return true;
}
