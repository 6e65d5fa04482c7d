/* UTF-8 (RFC 3629): decoding, and which characters a person must not be shown raw. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/buf.h"
#include "base/str.h"

#include <stdint.h>

/* Bytes of the character at the start of `s` (1 to 4) and its code point; 0 when `s` is empty or not valid UTF-8 there.
 */
size_t utf8_decode(struct str s, uint32_t *code_point);

/* Appends `code_point` as UTF-8. */
void utf8_encode(struct buf *buf, uint32_t code_point);

/* Number of code points; an invalid byte counts as one. */
size_t utf8_length(struct str s);

/* Byte index of the first invalid byte, or `s.len`. NUL counts as valid. */
size_t utf8_valid_length(struct str s);

/* Whether a terminal or a log viewer could act on it or a reader not see it: C0, DEL, C1, U+2028/9, bidi controls,
   zero-width characters, BOM, noncharacters. */
bool utf8_is_unsafe(uint32_t code_point);

/* Appends the first character of a non-empty `s` for a person: an unsafe one as \u{1b}, an invalid byte as \x{ff}, and
   the bracket of `##[` as \u{5b}, because CI runners obey `##[command]` anywhere in a line. Returns the bytes read. */
size_t utf8_add_visible_one(struct buf *buf, struct str s);

/* Appends `s` like that, on one line, cut after `limit` code points with an ellipsis (0: never). */
void utf8_add_visible(struct buf *buf, struct str s, size_t limit);

enum { UTF8_QUOTE_LIMIT = 80 };

/* A value as messages show it: visible, in backticks, cut after UTF8_QUOTE_LIMIT characters. In `arena`. */
const char *utf8_quote(struct arena *arena, struct str value);

#endif
