#include "check/secret_shape.h"

#include "base/uri.h"

enum {
    LOOK_AHEAD = 256, /* how far a form is looked for: keeps hostile texts linear */
    VALUE_MAX = 512,
    KEY_MAX = 40,
    PRIVATE_KEY_MAX = 16 * 1024
};

/* Values. */

/* How sure a key makes us: below a password nearly every literal is one, below `token` words are usual too. */
enum telling { NOT_TELLING, TELLS_SECRET, TELLS_PASSWORD };

static bool is_separator(char c)
{
    return c == '_' || c == '-' || c == '.';
}

/* The letters and digits at the end of a key, in lower case, without separators. */
static struct str fold_end(struct str key, char *folded)
{
    size_t start = KEY_MAX;
    for (size_t i = key.len; i > 0 && start > 0; i--) {
        char c = key.at[i - 1];
        if (char_is_alnum(c))
            folded[--start] = char_lower(c);
        else if (!is_separator(c))
            break;
    }
    return (struct str){folded + start, KEY_MAX - start};
}

static bool ends_in_one_of(struct str text, const char *const *endings)
{
    for (; *endings; endings++)
        if (str_ends(text, *endings))
            return true;
    return false;
}

/* Whether a text may end in a telling key: most keys of a contract end in other letters. */
static bool may_be_telling(struct str key)
{
    if (key.len < 3)
        return false;
    char last = char_lower(key.at[key.len - 1]), before = char_lower(key.at[key.len - 2]);
    switch (last) {
    case 'd': return before == 'r' || before == 'w' || is_separator(before);
    case 's': return before == 'd' || before == 'l' || before == 's' || is_separator(before);
    case 'l': return before == 'a' || is_separator(before);
    case 'n':
    case 't':
    case 'y': return before == 'e' || is_separator(before);
    case 'e': return before == 's' || is_separator(before);
    default: return false;
    }
}

static enum telling telling_of(struct str key)
{
    static const char *const passwords[] = {"password", "passwd", "pwd", "passphrase", "passwords", NULL};
    static const char *const secrets[] = {
        "secret",  "token",     "credential", "credentials", "apikey",       "accesskey",     "secretkey", "privatekey",
        "authkey", "sharedkey", "accountkey", "signingkey",  "accesssecret", "encryptionkey", "masterkey", NULL};
    char folded[KEY_MAX];
    if (!may_be_telling(key))
        return NOT_TELLING;
    struct str end = fold_end(key, folded);
    if (ends_in_one_of(end, passwords) || str_is(end, "pass"))
        return TELLS_PASSWORD;
    return ends_in_one_of(end, secrets) ? TELLS_SECRET : NOT_TELLING;
}

static bool starts_with_one_of(struct str text, const char *const *prefixes)
{
    for (; *prefixes; prefixes++)
        if (str_is_caseless(str_slice(text, 0, strlen(*prefixes)), *prefixes))
            return true;
    return false;
}

static bool is_caseless_word(struct str text, const char *const *words)
{
    for (; *words; words++)
        if (str_is_caseless(text, *words))
            return true;
    return false;
}

/* Something that is filled in, or names the place where the secret lies. */
static bool is_reference(struct str value)
{
    static const char *const prefixes[] = {
        "vault:",   "secret:",   "secrets",   "env:",    "env.",  "ssm:", "arn:",   "op:",
        "file:",    "kms:",      "aws:",      "gcp:",    "azure", "enc[", "enc(",   "your",
        "keyvault", "projects/", "change",    "example", "dummy", "http", "redact", "placeholder",
        "masked",   "hidden",    "encrypted", "hash",    NULL};
    static const char *const templates[] = {"${", "{{", "$(", "<%", "%(", "{}", NULL};
    if (strchr("$<{%*[(^\\@&!/:~", value.at[0]) || starts_with_one_of(value, prefixes))
        return true;
    for (const char *const *template = templates; *template; template ++)
        if (str_contains(value, *template))
            return true;
    return value.at[value.len - 1] == ')';
}

/* Words that stand where a secret would: what it is, how it is treated, or nothing. */
static bool is_plain_word(struct str value)
{
    static const char *const words[] = {
        "string",    "text",     "varchar",  "char",        "integer", "number",     "boolean",      "object",
        "binary",    "bytes",    "none",     "null",        "true",    "false",      "todo",         "tbd",
        "n/a",       "required", "optional", "password",    "passwd",  "passphrase", "pass",         "secret",
        "token",     "apikey",   "key",      "credentials", "public",  "internal",   "confidential", "restricted",
        "sensitive", "mask",     "drop",     "tokenize",    "nullify", "sha256",     "md5",          "bcrypt",
        "basic",     "bearer",   "oauth2",   "plain",       "removed", "unset",      "default",      NULL};
    return is_caseless_word(value, words);
}

/* DB_PASSWORD: a variable of the environment. */
static bool is_variable_name(struct str value)
{
    bool has_underscore = false;
    for (size_t i = 0; i < value.len; i++) {
        char c = value.at[i];
        if (!(c >= 'A' && c <= 'Z') && !char_is_digit(c) && c != '_')
            return false;
        has_underscore = has_underscore || c == '_';
    }
    return has_underscore;
}

/* "prod", "v2", "001": letters with up to three digits behind them. */
static bool is_name_part(struct str part)
{
    size_t letters = 0, digits = 0;
    while (letters < part.len && part.at[letters] >= 'a' && part.at[letters] <= 'z')
        letters++;
    digits = str_digits(str_slice(part, letters, part.len));
    return part.len && letters + digits == part.len && digits <= 3;
}

static bool is_part_end(char c)
{
    return is_separator(c) || c == '/' || c == ':';
}

/* "kafka/marketing-password-2": the name of a secret. With `needs_word` only when a part says so. */
static bool is_name(struct str value, bool needs_word)
{
    static const char *const words[] = {"password", "secret", "token", "key", "credential", "credentials", "pw", NULL};
    size_t parts = 0;
    bool has_word = false;
    for (size_t start = 0; start <= value.len; parts++) {
        size_t end = start;
        while (end < value.len && !is_part_end(value.at[end]))
            end++;
        struct str part = str_slice(value, start, end);
        if (!is_name_part(part))
            return false;
        has_word = has_word || str_is_one_of(part, words);
        start = end + 1;
    }
    return parts > 1 && (has_word || !needs_word);
}

/* Whether there are no blanks, more than one character and, where asked for, both letters and digits. */
static bool is_dense(struct str value, bool needs_mix)
{
    bool has_letter = false, has_digit = false, is_same = true;
    for (size_t i = 0; i < value.len; i++) {
        if (char_is_blank(value.at[i]))
            return false;
        has_letter = has_letter || char_is_alpha(value.at[i]);
        has_digit = has_digit || char_is_digit(value.at[i]);
        is_same = is_same && value.at[i] == value.at[0];
    }
    return !is_same && (!needs_mix || (has_letter && has_digit));
}

static bool is_value(enum telling telling, struct str value)
{
    size_t least = telling == TELLS_PASSWORD ? 4 : 8;
    if (telling == NOT_TELLING || value.len < least || value.len > LOOK_AHEAD * 64)
        return false;
    bool is_password = telling == TELLS_PASSWORD;
    return is_dense(value, !is_password) && !is_reference(value) && !is_plain_word(value) && !is_variable_name(value) &&
           !is_name(value, is_password);
}

bool secret_is_value_of(struct str key, struct str value)
{
    enum telling telling = telling_of(key);
    if (telling == NOT_TELLING)
        return false;
    struct str text = str_trim(value), first = str_slice(text, 0, str_index(text, '\n'));
    bool is_prose = first.len < text.len && memchr(text.at, ' ', text.len);
    return !is_prose && is_value(telling, str_trim(first));
}

/* Known forms of tokens. */

enum body { BODY_UPPER = 1, BODY_ALNUM = 2, BODY_URL = 4 }; /* A-Z0-9; letters and digits; those and _ - */

/* A row: a token begins with `prefix`, found by its byte at `trigger`, and goes on with at least `least` bytes. */
struct form {
    const char *prefix;
    unsigned trigger;
    enum body body;
    unsigned least;
    const char *what;
};

static const struct form forms_with_underscore[] = {
    {"ghp_", 3, BODY_ALNUM, 36, "GitHub token"},
    {"gho_", 3, BODY_ALNUM, 36, "GitHub token"},
    {"ghu_", 3, BODY_ALNUM, 36, "GitHub token"},
    {"ghs_", 3, BODY_ALNUM, 36, "GitHub token"},
    {"ghr_", 3, BODY_ALNUM, 36, "GitHub token"},
    {"github_pat_", 10, BODY_URL, 22, "GitHub token"},
    {"sk_live_", 7, BODY_ALNUM, 16, "Stripe key"},
    {"rk_live_", 7, BODY_ALNUM, 16, "Stripe key"},
    {"npm_", 3, BODY_ALNUM, 36, "npm token"},
    {"hf_", 2, BODY_ALNUM, 30, "Hugging Face token"},
    {NULL},
};

static const struct form forms_with_hyphen[] = {
    {"GOCSPX-", 6, BODY_URL, 20, "Google client secret"},
    {"glpat-", 5, BODY_URL, 20, "GitLab token"},
    {"xoxb-", 4, BODY_URL, 10, "Slack token"},
    {"xoxp-", 4, BODY_URL, 10, "Slack token"},
    {"xoxa-", 4, BODY_URL, 10, "Slack token"},
    {"xoxs-", 4, BODY_URL, 10, "Slack token"},
    {"xoxr-", 4, BODY_URL, 10, "Slack token"},
    {"xapp-", 4, BODY_URL, 10, "Slack token"},
    {"sk-ant-", 6, BODY_URL, 20, "API key"},
    {"sk-proj-", 7, BODY_URL, 20, "API key"},
    {"sk-", 2, BODY_ALNUM, 32, "API key"},
    {"pypi-", 4, BODY_URL, 50, "PyPI token"},
    {NULL},
};

static const struct form other_forms[] = {
    {"AKIA", 0, BODY_UPPER, 16, "AWS access key"},
    {"ASIA", 0, BODY_UPPER, 16, "AWS access key"},
    {"AIza", 0, BODY_URL, 35, "Google API key"},
    {"ya29.", 4, BODY_URL, 20, "Google access token"},
    {"hvs.", 3, BODY_URL, 24, "Vault token"},
    {"Bearer ", 0, BODY_URL, 24, "bearer token"},
    {NULL},
};

static bool is_body(char c, enum body body)
{
    switch (body) {
    case BODY_UPPER: return char_is_digit(c) || (c >= 'A' && c <= 'Z');
    case BODY_ALNUM: return char_is_alnum(c);
    case BODY_URL: return char_is_alnum(c) || c == '_' || c == '-';
    }
    return false;
}

static bool begins_word(struct str text, size_t at)
{
    return at == 0 || !(char_is_alnum(text.at[at - 1]) || text.at[at - 1] == '_' || text.at[at - 1] == '-');
}

/* Where a token ends that goes on at `end`; not in the dot of a sentence. */
static size_t end_of_token(struct str text, size_t end)
{
    while (end < text.len && (is_body(text.at[end], BODY_URL) || text.at[end] == '.'))
        end++;
    while (text.at[end - 1] == '.')
        end--;
    return end;
}

static bool is_form(struct str text, size_t start, const struct form *form, struct secret_match *match)
{
    size_t body = start + strlen(form->prefix), end = body;
    if (!str_starts(str_slice(text, start, text.len), form->prefix) || !begins_word(text, start))
        return false;
    bool has_digit = false;
    for (; end < text.len && end - body < LOOK_AHEAD && is_body(text.at[end], form->body); end++)
        has_digit = has_digit || char_is_digit(text.at[end]);
    if (end - body < form->least || !has_digit)
        return false;
    *match = (struct secret_match){start, end_of_token(text, end), form->what, false};
    return true;
}

/* Looks at the byte beside the trigger first: it alone tells nearly all texts from a form. */
static bool match_form(struct str text, size_t at, const struct form *form, struct secret_match *match)
{
    char before = at ? text.at[at - 1] : '\0', after = at + 1 < text.len ? text.at[at + 1] : '\0';
    for (; form->prefix; form++) {
        const char *trigger = form->prefix + form->trigger;
        bool may_be = trigger[0] == text.at[at] && form->trigger <= at &&
                      (form->trigger ? trigger[-1] == before : trigger[1] == after);
        if (may_be && is_form(text, at - form->trigger, form, match))
            return true;
    }
    return false;
}

/* A JSON Web Token (RFC 7519): "eyJ" is base64url of `{"`; header and payload are such objects. */
static bool match_web_token(struct str text, size_t at, struct secret_match *match)
{
    if (at < 2 || !str_starts(str_slice(text, at - 2, text.len), "eyJ") || !begins_word(text, at - 2))
        return false;
    size_t end = at + 1;
    while (end < text.len && end - at < LOOK_AHEAD && is_body(text.at[end], BODY_URL))
        end++;
    if (end - at < 10 || !str_starts(str_slice(text, end, text.len), ".eyJ"))
        return false;
    *match = (struct secret_match){at - 2, end_of_token(text, end), "JSON Web Token", false};
    return true;
}

/* "-----BEGIN RSA PRIVATE KEY-----" (RFC 7468) and what follows it. */
static bool match_private_key(struct str text, size_t at, struct secret_match *match)
{
    struct str rest = str_slice(text, at, at + PRIVATE_KEY_MAX);
    if (!str_starts(rest, "-----BEGIN "))
        return false;
    size_t label = str_find(str_slice(rest, 0, 64), STR("PRIVATE KEY"));
    size_t dashes = str_find(str_slice(rest, 11, 80), STR("-----"));
    if (label >= 64 || dashes == str_slice(rest, 11, 80).len || label > 11 + dashes)
        return false;
    size_t start = 11 + dashes + 5, end = str_find(rest, STR("-----END "));
    *match = (struct secret_match){at + start, at + (end > start ? end : start), "private key", true};
    return match->end > match->start;
}

/* URLs and telling keys. */

static bool ends_token(char c)
{
    return (unsigned char)c <= ' ' || c == '"' || c == '\'' || c == '`' || c == '<' || c == '>' || c == 0x7F;
}

/* `user:password@` of documentation. */
static bool is_generic(struct str text, struct str password)
{
    static const char *const users[] = {"/user:", "/username:", "/usr:", "/login:", NULL};
    return is_plain_word(password) && ends_in_one_of(str_slice(text, 0, (size_t)(password.at - text.at)), users);
}

/* "postgres://user:PASSWORD@host". */
static bool match_url(struct str text, size_t colon, struct secret_match *match)
{
    size_t start = colon, end = colon;
    while (start > 0 && colon - start < KEY_MAX && (char_is_alnum(text.at[start - 1]) || text.at[start - 1] == '+'))
        start--;
    while (end < text.len && end - colon < LOOK_AHEAD && !ends_token(text.at[end]))
        end++;
    struct str password = uri_password(str_slice(text, start, end));
    if (password.len < 3 || !is_dense(password, false) || is_reference(password) || is_generic(text, password))
        return false;
    start = (size_t)(password.at - text.at);
    *match = (struct secret_match){start, start + password.len, "password in a URL", false};
    return true;
}

/* Empty when it is none that tells. */
static struct str key_before(struct str text, size_t end)
{
    size_t start;
    if (end > 0 && (text.at[end - 1] == '"' || text.at[end - 1] == '\''))
        end--;
    if (!may_be_telling(str_slice(text, 0, end)))
        return (struct str){NULL, 0};
    for (start = end; start > 0 && end - start < KEY_MAX; start--)
        if (!char_is_alnum(text.at[start - 1]) && !is_separator(text.at[start - 1]))
            break;
    return str_slice(text, start, end);
}

static size_t skip_blanks(struct str text, size_t at)
{
    while (at < text.len && (text.at[at] == ' ' || text.at[at] == '\t'))
        at++;
    return at;
}

static bool ends_value(char c)
{
    return ends_token(c) || c == ';' || c == ',' || c == '&' || c == ')' || c == '}' || c == ']';
}

/* Whether nothing but a comment or punctuation follows: prose is no value. */
static bool is_alone(struct str text, size_t end)
{
    size_t next = skip_blanks(text, end);
    return next == end || next == text.len || strchr("\r\n#,;}])", text.at[next]);
}

/* The value at `start`, in quotes or up to where one ends. */
static struct str value_at(struct str text, size_t start)
{
    size_t end = start;
    if (start < text.len && (text.at[start] == '"' || text.at[start] == '\'')) {
        char mark = text.at[start++];
        for (end = start; end < text.len && end - start < VALUE_MAX && text.at[end] != mark; end++)
            if (text.at[end] == '\n')
                return (struct str){NULL, 0};
        return str_slice(text, start, end);
    }
    while (end < text.len && end - start < VALUE_MAX && !ends_value(text.at[end]))
        end++;
    return is_alone(text, end) ? str_slice(text, start, end) : (struct str){NULL, 0};
}

/* "password: PASSWORD", "\"apiKey\":\"KEY\"", "pwd=PASSWORD;". */
static bool match_value(struct str text, size_t mark, struct secret_match *match)
{
    if (mark == 0 || mark + 1 >= text.len)
        return false;
    char before = text.at[mark - 1], after = text.at[mark + 1];
    bool is_quoted = before == '"' || before == '\'';
    if (text.at[mark] == ':' && after != ' ' && after != '\t' && !is_quoted)
        return false;
    size_t end = mark;
    if (text.at[mark] == '=' && before == ' ')
        end--;
    enum telling telling = telling_of(key_before(text, end));
    if (telling == NOT_TELLING)
        return false;
    struct str value = value_at(text, skip_blanks(text, mark + 1));
    if (!is_value(telling, value) || memchr(value.at, '(', value.len))
        return false;
    size_t start = (size_t)(value.at - text.at);
    *match = (struct secret_match){start, start + value.len, "value of a key that names a secret", false};
    return true;
}

static bool match_at(struct str text, size_t at, struct secret_match *match)
{
    switch (text.at[at]) {
    case ':':
        if (at + 2 < text.len && text.at[at + 1] == '/' && text.at[at + 2] == '/')
            return match_url(text, at, match);
        return match_value(text, at, match);
    case '=': return match_value(text, at, match);
    case 'J': return match_web_token(text, at, match);
    case '-':
        if (at + 1 < text.len && text.at[at + 1] == '-')
            return match_private_key(text, at, match);
        return at > 0 && char_is_alnum(text.at[at - 1]) && match_form(text, at, forms_with_hyphen, match);
    case '_': return match_form(text, at, forms_with_underscore, match);
    default: return match_form(text, at, other_forms, match);
    }
}

bool secret_next(struct str text, size_t from, struct secret_match *match)
{
    static const bool is_trigger[256] = {
        [':'] = true, ['='] = true, ['J'] = true, ['-'] = true, ['A'] = true, ['B'] = true, ['_'] = true, ['.'] = true};
    for (size_t i = from; i < text.len; i++) {
        while (i < text.len && !is_trigger[(unsigned char)text.at[i]])
            i++;
        if (i < text.len && match_at(text, i, match) && match->start >= from)
            return true;
    }
    return false;
}
