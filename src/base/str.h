/* Strings as slices that own nothing; they know nothing of YAML. Bytes are UTF-8 unless a caller says otherwise. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/banned.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* `len` bytes at `at`, not NUL-terminated; {NULL, 0} is the empty string too. */
struct str {
    const char *at;
    size_t len;
};

/* Small ASCII tests that no locale changes. */
static inline bool char_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool char_is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool char_is_alnum(char c)
{
    return char_is_digit(c) || char_is_alpha(c);
}

/* Space, tab, CR, LF. */
static inline bool char_is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static inline char char_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool char_is_hex(char c);

/* The slice of a string literal. */
#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})

/* The two arguments of a "%.*s". */
#define STR_ARG(s) (int)(s).len, (s).at

/* The slice of a NUL-terminated string; NULL gives the empty string. */
static inline struct str str_of(const char *text)
{
    return (struct str){text, text ? strlen(text) : 0};
}

/* Whether both have the same bytes. */
static inline bool str_equal(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || (a.at[0] == b.at[0] && memcmp(a.at, b.at, a.len) == 0));
}

/* Whether `s` has the bytes of the NUL-terminated `text`. */
static inline bool str_is(struct str s, const char *text)
{
    return s.len ? s.at[0] == text[0] && str_equal(s, str_of(text)) : text[0] == '\0';
}

/* Like str_is, but ASCII letters match in either case. */
bool str_is_caseless(struct str s, const char *text);

/* Like str_equal, but ASCII letters match in either case. */
bool str_equal_caseless(struct str a, struct str b);

/* <0, 0, >0 by bytes, a prefix before the longer. */
int str_compare(struct str a, struct str b);

static inline bool str_starts(struct str s, const char *prefix)
{
    size_t len = strlen(prefix);
    return s.len >= len && memcmp(s.at, prefix, len) == 0;
}

static inline bool str_ends(struct str s, const char *suffix)
{
    size_t len = strlen(suffix);
    return s.len >= len && memcmp(s.at + s.len - len, suffix, len) == 0;
}

/* Index of the first `byte`, or `s.len` when there is none. */
size_t str_index(struct str s, char byte);

/* Index of the first `needle`, or `s.len` when there is none. */
size_t str_find(struct str s, struct str needle);

/* Whether `needle` occurs in `s`. */
bool str_contains(struct str s, const char *needle);

/* Bytes from `start` up to `end`, both cut to the length. */
static inline struct str str_slice(struct str s, size_t start, size_t end)
{
    if (end > s.len)
        end = s.len;
    if (start > end)
        start = end;
    return (struct str){s.at ? s.at + start : s.at, end - start};
}

/* Without ASCII blanks (space, tab, CR, LF) at both ends. */
struct str str_trim(struct str s);

/* Number of ASCII digits at the start. */
size_t str_digits(struct str s);

/* Whether there is nothing but ASCII blanks. */
bool str_is_blank(struct str s);

/* A copy in `arena`. */
struct str str_copy(struct arena *arena, struct str s);

/* A NUL-terminated copy in `arena`, for C interfaces; an inner NUL stays in it. */
char *str_c(struct arena *arena, struct str s);

/* ASCII lower case copy in `arena`. */
struct str str_lower(struct arena *arena, struct str s);

/* Whether `s` is one of the NULL-terminated `words`. */
bool str_is_one_of(struct str s, const char *const *words);

#endif
