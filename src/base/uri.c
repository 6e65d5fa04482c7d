#include "base/uri.h"

#include "base/address.h"
#include "base/utf8.h"

/* Whether a code point may stand in a part unescaped. */
struct part_grammar {
    const char *more; /* ASCII beside unreserved and sub-delims */
    bool is_private_allowed;
};

static const struct part_grammar userinfo_grammar = {":", false}, host_grammar = {"", false},
                                 path_grammar = {":@/", false}, query_grammar = {":@/?", true},
                                 fragment_grammar = {":@/?", false};

static bool is_unreserved_or_delimiter(uint32_t c)
{
    return c && c < 0x80 && (char_is_alnum((char)c) || strchr("-._~!$&'()*+,;=", (int)c));
}

/* ucschar of RFC 3987 2.2: every plane without its last two code points, the first one without what is not for text. */
static bool is_ucschar(uint32_t c)
{
    if (c < 0x10000)
        return (c >= 0xA0 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) || (c >= 0xFDF0 && c <= 0xFFEF);
    return c <= 0xEFFFD && (c & 0xFFFF) <= 0xFFFD && !(c >= 0xE0000 && c < 0xE1000);
}

static bool is_iprivate(uint32_t c)
{
    return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && (c & 0xFFFF) <= 0xFFFD);
}

static bool is_escape(struct str text, size_t at)
{
    return at + 2 < text.len && text.at[at] == '%' && char_is_hex(text.at[at + 1]) && char_is_hex(text.at[at + 2]);
}

static bool is_part(struct str part, const struct part_grammar *grammar, enum uri_charset charset)
{
    for (size_t i = 0; i < part.len;) {
        uint32_t c;
        size_t size = utf8_decode(str_slice(part, i, part.len), &c);
        if (!size)
            return false;
        bool is_ascii_allowed =
            is_unreserved_or_delimiter(c) || (c && c < 0x80 && strchr(grammar->more, (int)c)) || is_escape(part, i);
        bool is_other_allowed = charset == URI_INTERNATIONAL && c >= 0x80 &&
                                (is_ucschar(c) || (grammar->is_private_allowed && is_iprivate(c)));
        if (!is_ascii_allowed && !is_other_allowed)
            return false;
        i += size;
    }
    return true;
}

/* [IPv6address] or [vHEX.text]. */
static bool is_ip_literal(struct str text)
{
    if (text.len < 2 || text.at[0] != '[' || text.at[text.len - 1] != ']')
        return false;
    struct str inner = str_slice(text, 1, text.len - 1);
    if (!inner.len || char_lower(inner.at[0]) != 'v')
        return address_is_ipv6(inner);
    size_t dot = str_index(inner, '.');
    struct str version = str_slice(inner, 1, dot), rest = str_slice(inner, dot + 1, inner.len);
    for (size_t i = 0; i < version.len; i++)
        if (!char_is_hex(version.at[i]))
            return false;
    return version.len && rest.len && str_index(rest, '%') == rest.len && is_part(rest, &userinfo_grammar, URI_ASCII);
}

static bool split_authority(struct uri *uri, enum uri_charset charset)
{
    struct str rest = uri->authority;
    size_t at = str_index(rest, '@');
    if (at < rest.len) {
        uri->userinfo = str_slice(rest, 0, at);
        rest = str_slice(rest, at + 1, rest.len);
    }
    size_t host_end = str_starts(rest, "[") ? str_index(rest, ']') + 1 : str_index(rest, ':');
    uri->host = str_slice(rest, 0, host_end);
    rest = str_slice(rest, host_end, rest.len);
    if (rest.len && rest.at[0] != ':')
        return false;
    if (rest.len)
        uri->port = str_slice(rest, 1, rest.len);
    if (str_digits(uri->port) < uri->port.len)
        return false;
    bool is_host = str_starts(uri->host, "[") ? is_ip_literal(uri->host) : is_part(uri->host, &host_grammar, charset);
    return is_host && is_part(uri->userinfo, &userinfo_grammar, charset);
}

struct str uri_scheme(struct str text)
{
    size_t colon = str_index(text, ':');
    struct str scheme = str_slice(text, 0, colon);
    bool is_scheme = colon < text.len && colon && char_is_alpha(text.at[0]);
    for (size_t i = 0; i < scheme.len && is_scheme; i++)
        is_scheme = char_is_alnum(scheme.at[i]) || (scheme.at[i] && strchr("+-.", scheme.at[i]));
    return is_scheme ? scheme : (struct str){NULL, 0};
}

/* Cuts off what follows the first `mark`, if it is there. */
static struct str cut_after(struct str *text, char mark)
{
    size_t at = str_index(*text, mark);
    if (at == text->len)
        return (struct str){NULL, 0};
    struct str part = str_slice(*text, at + 1, text->len);
    text->len = at;
    return part;
}

static bool has_colon_in_first_segment(struct str path)
{
    return str_index(path, ':') < str_index(path, '/');
}

bool uri_parse(struct str text, enum uri_charset charset, struct uri *uri)
{
    struct str rest = text.at ? text : STR("");
    *uri = (struct uri){.scheme = uri_scheme(rest)};
    if (uri->scheme.at)
        rest = str_slice(rest, uri->scheme.len + 1, rest.len);
    uri->fragment = cut_after(&rest, '#');
    uri->query = cut_after(&rest, '?');
    if (str_starts(rest, "//")) {
        rest = str_slice(rest, 2, rest.len);
        uri->authority = str_slice(rest, 0, str_index(rest, '/'));
        rest = str_slice(rest, uri->authority.len, rest.len);
        if (!split_authority(uri, charset))
            return false;
    }
    uri->path = rest;
    return (uri->scheme.at || uri->authority.at || !has_colon_in_first_segment(uri->path)) &&
           is_part(uri->path, &path_grammar, charset) && is_part(uri->query, &query_grammar, charset) &&
           is_part(uri->fragment, &fragment_grammar, charset);
}

bool uri_is_absolute(struct str text, enum uri_charset charset)
{
    struct uri uri;
    return uri_parse(text, charset, &uri) && uri.scheme.at;
}

bool uri_is_reference(struct str text, enum uri_charset charset)
{
    struct uri uri;
    return uri_parse(text, charset, &uri);
}

/* The last `@` before `end`; 0 when there is none. */
static size_t last_at(struct str text, size_t end)
{
    while (end > 0 && text.at[end - 1] != '@')
        end--;
    return end ? end - 1 : 0;
}

struct str uri_password(struct str text)
{
    size_t start = uri_scheme(text).len, end = 0;
    struct str rest = str_slice(text, start ? start + 1 : 0, text.len);
    if (!str_starts(rest, "//"))
        return (struct str){NULL, 0};
    rest = str_slice(rest, 2, rest.len);
    while (end < rest.len && !strchr("/?#", rest.at[end]))
        end++;
    size_t at = last_at(rest, end), colon = str_index(rest, ':');
    struct str port = str_slice(rest, colon + 1, end);
    if (!at && colon && colon < end && rest.at[0] != '[' && str_digits(port) < port.len)
        at = last_at(rest, rest.len); /* no port: the password itself holds the slash */
    struct str userinfo = str_slice(rest, 0, at);
    return str_slice(userinfo, colon + 1, userinfo.len);
}

/* Reads a variable name (2.3) at the start of `text`; 0 when there is none. */
static size_t variable_length(struct str text)
{
    size_t i = 0;
    bool may_dot = false;
    while (i < text.len) {
        char c = text.at[i];
        if (char_is_alnum(c) || c == '_')
            i++;
        else if (is_escape(text, i))
            i += 3;
        else if (c == '.' && may_dot)
            i++;
        else
            break;
        may_dot = c != '.';
    }
    return i && text.at[i - 1] == '.' ? 0 : i;
}

/* name, name* or name:1 to name:9999. */
static bool is_variable(struct str text)
{
    size_t length = variable_length(text);
    struct str modifier = str_slice(text, length, text.len);
    if (!length || !modifier.len || str_is(modifier, "*"))
        return length > 0;
    struct str digits = str_slice(modifier, 1, modifier.len);
    return modifier.at[0] == ':' && digits.len && digits.len <= 4 && digits.at[0] != '0' &&
           str_digits(digits) == digits.len;
}

static bool is_expression(struct str text)
{
    if (text.len && text.at[0] && strchr("+#./;?&=,!@|", text.at[0])) /* an operator of 2.2, reserved ones too */
        text = str_slice(text, 1, text.len);
    for (;;) {
        size_t comma = str_index(text, ',');
        if (!is_variable(str_slice(text, 0, comma)))
            return false;
        if (comma == text.len)
            return true;
        text = str_slice(text, comma + 1, text.len);
    }
}

/* A literal of 2.1: anything but controls, space and "%<>\^`{|} where no escape stands. */
static bool is_literal(uint32_t c)
{
    return c > ' ' && c != 0x7F && !(c < 0x80 && strchr("\"%<>\\^`{|}", (int)c)) &&
           (c < 0x80 || is_ucschar(c) || is_iprivate(c));
}

bool uri_is_template(struct str text)
{
    for (size_t i = 0; i < text.len;) {
        struct str rest = str_slice(text, i, text.len);
        uint32_t c = 0;
        size_t size = utf8_decode(rest, &c);
        if (c == '{') {
            size = str_index(rest, '}');
            if (size == rest.len || !is_expression(str_slice(rest, 1, size)))
                return false;
            size++;
        } else if (!size || (!is_literal(c) && !is_escape(text, i))) {
            return false;
        }
        i += size;
    }
    return true;
}
