#include "base/str.h"

#include "base/arena.h"

bool str_equal_caseless(struct str a, struct str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (char_lower(a.at[i]) != char_lower(b.at[i]))
            return false;
    return true;
}

bool str_is_caseless(struct str s, const char *text)
{
    if (s.len && char_lower(s.at[0]) != char_lower(text[0]))
        return false;
    return str_equal_caseless(s, str_of(text));
}

int str_compare(struct str a, struct str b)
{
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared ? memcmp(a.at, b.at, shared) : 0;
    if (order != 0)
        return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

size_t str_index(struct str s, char byte)
{
    const char *found = s.len ? memchr(s.at, byte, s.len) : NULL;
    return found ? (size_t)(found - s.at) : s.len;
}

size_t str_find(struct str s, struct str needle)
{
    if (needle.len == 0)
        return 0;
    for (size_t at = 0; s.len - at >= needle.len;) {
        const char *first = memchr(s.at + at, needle.at[0], s.len - at - needle.len + 1);
        if (!first)
            return s.len;
        if (memcmp(first, needle.at, needle.len) == 0)
            return (size_t)(first - s.at);
        at = (size_t)(first - s.at) + 1;
    }
    return s.len;
}

bool str_contains(struct str s, const char *needle)
{
    struct str wanted = str_of(needle);
    return wanted.len == 0 || str_find(s, wanted) < s.len;
}

struct str str_trim(struct str s)
{
    while (s.len && char_is_blank(s.at[0]))
        s = str_slice(s, 1, s.len);
    while (s.len && char_is_blank(s.at[s.len - 1]))
        s.len--;
    return s;
}

size_t str_digits(struct str s)
{
    size_t count = 0;
    while (count < s.len && char_is_digit(s.at[count]))
        count++;
    return count;
}

bool str_is_blank(struct str s)
{
    return str_trim(s).len == 0;
}

struct str str_copy(struct arena *arena, struct str s)
{
    return (struct str){str_c(arena, s), s.len};
}

char *str_c(struct arena *arena, struct str s)
{
    char *copy = arena_alloc_bytes(arena, s.len + 1);
    if (s.len)
        memcpy(copy, s.at, s.len);
    copy[s.len] = '\0';
    return copy;
}

struct str str_lower(struct arena *arena, struct str s)
{
    char *copy = str_c(arena, s);
    for (size_t i = 0; i < s.len; i++)
        copy[i] = char_lower(copy[i]);
    return (struct str){copy, s.len};
}

bool str_is_one_of(struct str s, const char *const *words)
{
    for (; *words; words++)
        if (str_is(s, *words))
            return true;
    return false;
}

bool char_is_hex(char c)
{
    c = char_lower(c);
    return char_is_digit(c) || (c >= 'a' && c <= 'f');
}
