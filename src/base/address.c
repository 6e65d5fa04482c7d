#include "base/address.h"

#include "base/utf8.h"

enum { LOCAL_MAX = 64, LABEL_MAX = 63, HOSTNAME_MAX = 253, GROUPS = 8 };

static bool is_ascii(char c)
{
    return (unsigned char)c < 0x80;
}

/* The text before the next `separator`; `rest` moves behind it, to {NULL, 0} when there is none. */
static struct str take_until(struct str *rest, char separator)
{
    size_t end = str_index(*rest, separator);
    struct str part = str_slice(*rest, 0, end);
    *rest = end < rest->len ? str_slice(*rest, end + 1, rest->len) : (struct str){NULL, 0};
    return part;
}

static bool is_label(struct str label, bool is_international)
{
    if (!label.len || label.len > LABEL_MAX || label.at[0] == '-' || label.at[label.len - 1] == '-')
        return false;
    for (size_t i = 0; i < label.len; i++)
        if (!char_is_alnum(label.at[i]) && label.at[i] != '-' && (!is_international || is_ascii(label.at[i])))
            return false;
    return true;
}

static bool is_domain(struct str text, bool is_international)
{
    if (text.len > HOSTNAME_MAX)
        return false;
    do {
        if (!is_label(take_until(&text, '.'), is_international))
            return false;
    } while (text.at);
    return true;
}

bool address_is_hostname(struct str text)
{
    return is_domain(text, false);
}

static bool is_octet(struct str text)
{
    int value = 0;
    if (!text.len || text.len > 3 || (text.len > 1 && text.at[0] == '0'))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (!char_is_digit(text.at[i]))
            return false;
        value = value * 10 + (text.at[i] - '0');
    }
    return value <= 255;
}

bool address_is_ipv4(struct str text)
{
    int parts = 0;
    do {
        if (++parts > 4 || !is_octet(take_until(&text, '.')))
            return false;
    } while (text.at);
    return parts == 4;
}

static bool is_group(struct str text)
{
    if (!text.len || text.len > 4)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (!char_is_hex(text.at[i]))
            return false;
    return true;
}

/* Number of groups in a side of an IPv6 address (an IPv4 address at the end counts two), -1 when it is none. */
static int count_groups(struct str text, bool may_end_in_ipv4)
{
    int count = 0;
    if (!text.len)
        return 0;
    do {
        struct str group = take_until(&text, ':');
        bool is_ipv4 = !text.at && may_end_in_ipv4 && address_is_ipv4(group);
        if (count > GROUPS || (!is_ipv4 && !is_group(group)))
            return -1;
        count += is_ipv4 ? 2 : 1;
    } while (text.at);
    return count;
}

bool address_is_ipv6(struct str text)
{
    size_t gap = str_find(text, STR("::"));
    if (gap == text.len)
        return count_groups(text, true) == GROUPS;
    int before = count_groups(str_slice(text, 0, gap), false);
    int after = count_groups(str_slice(text, gap + 2, text.len), true);
    return before >= 0 && after >= 0 && before + after < GROUPS;
}

static bool is_atom_character(char c, bool is_international)
{
    if (!is_ascii(c))
        return is_international;
    return char_is_alnum(c) || (c && strchr("!#$%&'*+-/=?^_`{|}~", c));
}

static bool is_dot_string(struct str text, bool is_international)
{
    do {
        struct str atom = take_until(&text, '.');
        for (size_t i = 0; i < atom.len; i++)
            if (!is_atom_character(atom.at[i], is_international))
                return false;
        if (!atom.len)
            return false;
    } while (text.at);
    return true;
}

/* The length of a quoted string at the start of `text` with its quotes, 0 when there is none. */
static size_t quoted_length(struct str text, bool is_international)
{
    for (size_t i = 1; i < text.len && text.at[0] == '"'; i++) {
        if (text.at[i] == '"')
            return i + 1;
        if (text.at[i] == '\\' && ++i == text.len)
            return 0;
        bool is_printable = text.at[i] >= ' ' && text.at[i] <= '~';
        if (!is_printable && (is_ascii(text.at[i]) || !is_international))
            return 0;
    }
    return 0;
}

static bool is_mail_domain(struct str text, bool is_international)
{
    if (!str_starts(text, "["))
        return is_domain(text, is_international);
    if (!str_ends(text, "]"))
        return false;
    struct str literal = str_slice(text, 1, text.len - 1);
    if (literal.len > 5 && str_is_caseless(str_slice(literal, 0, 5), "IPv6:"))
        return address_is_ipv6(str_slice(literal, 5, literal.len));
    return address_is_ipv4(literal);
}

static bool is_email(struct str text, bool is_international)
{
    size_t quoted = quoted_length(text, is_international);
    size_t at = quoted ? quoted : str_index(text, '@');
    if (at > LOCAL_MAX || at >= text.len || text.at[at] != '@')
        return false;
    return (quoted || is_dot_string(str_slice(text, 0, at), is_international)) &&
           is_mail_domain(str_slice(text, at + 1, text.len), is_international);
}

bool address_is_email(struct str text)
{
    return is_email(text, false);
}

bool address_is_email_international(struct str text)
{
    return utf8_valid_length(text) == text.len && is_email(text, true);
}
