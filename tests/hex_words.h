/* How the oracles' programs are asked: lines of words, each an `x` and then its bytes in hexadecimal. */
#ifndef HEX_WORDS_H
#define HEX_WORDS_H

#include "base/buf.h"

#include <stdio.h>

static inline int hex_value(char c)
{
    return char_is_digit(c) ? c - '0' : c - 'a' + 10;
}

/* The next word; `*end` is what ended the last one, a blank before the first. False at the end of a line. */
static inline bool read_word(struct arena *arena, int *end, struct str *word)
{
    struct buf buf = {.arena = arena};
    if (*end == '\n' || getchar() != 'x')
        return false;
    int high;
    while ((high = getchar()) != ' ' && high != '\n' && high != EOF)
        buf_add_char(&buf, (char)(hex_value((char)high) << 4 | hex_value((char)getchar())));
    *end = high;
    *word = buf_str(&buf);
    return true;
}

#endif
