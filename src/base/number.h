/* Exact decimal numbers of any length; no binary floating point anywhere. Knows nothing of YAML or JSON but how they
   write numbers. */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include "base/str.h"

#include <stdint.h>

/* The value 0.DIGITS * 10^point, so 12.5 is {"125", 2}. Immutable; its digits live in the parsed text or in the arena.
 */
struct number {
    struct str digits; /* no zero at either end; empty for zero */
    int64_t point;     /* 0 for zero */
    bool is_negative;  /* false for zero */
};

/* What number_is_multiple_of found out. */
enum number_multiple { NUMBER_MULTIPLE_NO, NUMBER_MULTIPLE_YES, NUMBER_MULTIPLE_UNKNOWN };

/* The number 0.DIGITS * 10^point, or its negative. The digits may have zeros at their ends; they are not copied. */
struct number number_make(struct str digits, int64_t point, bool is_negative);

/* Reads a decimal of YAML 1.2 (10.3.2), of which JSON's numbers (RFC 8259 section 6) are a part: -1.50e+3, +.5, 7. .
   False for anything else. An exponent beyond 10^18 counts as 10^18. Linear; a huge exponent costs nothing. The digits
   stay in `text` unless the point stands inside them. */
bool number_parse(struct arena *arena, struct str text, struct number *number);

/* Like number_parse, and YAML 1.2's 0x1F and 0o17 too, up to 1,024 digits (false beyond). */
bool number_parse_yaml(struct arena *arena, struct str text, struct number *number);

/* The number before the sign of "99.9%" or "99.9 %". False without a sign or a number. */
bool number_parse_percent(struct arena *arena, struct str text, struct number *number);

/* A share of one: 0.999 for "99.9%", a number without a sign as it is. False for anything else. */
bool number_parse_ratio(struct arena *arena, struct str text, struct number *number);

/* `value` as a number. */
struct number number_of(struct arena *arena, int64_t value);

/* The value when it is an integer that fits, else false and `*value` stays. */
bool number_to_int64(struct number number, int64_t *value);

/* <0, 0, >0; by sign, then magnitude, then digits. */
int number_compare(struct number a, struct number b);

bool number_is_zero(struct number number);
bool number_is_integer(struct number number); /* 1.0 and 1e3 are, 0.5 is not */
int number_sign(struct number number);        /* -1, 0, 1 */

struct number number_negate(struct number number);

/* The number without its fraction, towards zero. */
struct number number_truncate(struct number number);

/* The number times 10^power; exact. */
struct number number_scale(struct number number, int power);

/* The exact result in `arena`. False, and `*result` stays, when it would need over 1,024 digits more than the operands
   have: 1e999999999 + 1. */
bool number_add(struct arena *arena, struct number a, struct number b, struct number *result);
bool number_subtract(struct arena *arena, struct number a, struct number b, struct number *result);

/* The exact product with a small factor; linear. */
struct number number_times(struct arena *arena, struct number number, uint32_t factor);

/* Whether a / b is an integer, exactly. Zero is a multiple of everything, nothing else is a multiple of zero. Unknown
   when b has over 18 digits and answering would take long: b over 64 digits or a over 65,536. Linear in a's digits. */
enum number_multiple number_is_multiple_of(struct number a, struct number b);

/* The exact product. False, and `*result` stays, when it would take long: over 4,000,000 digits times digits. */
bool number_multiply(struct arena *arena, struct number a, struct number b, struct number *result);

/* What is left of the magnitude of `a` divided by `b` (above zero), exactly. False, and `*rest` stays, when it would
   take long: see number_floor_multiple. */
bool number_remainder(struct arena *arena, struct number a, struct number b, struct number *rest);

/* The greatest multiple of `step` (above zero) that is not above `a`, and the least that is not below. Exact. False,
   and
   `*result` stays, when it would take long: `a` over 65,536 digits beyond the last of `step`, or over 4,000,000 digits
   times digits. */
bool number_floor_multiple(struct arena *arena, struct number a, struct number step, struct number *result);
bool number_ceiling_multiple(struct arena *arena, struct number a, struct number step, struct number *result);

/* The least number above zero that is a multiple of both, which must be above zero: 1.5 of 0.3 and 0.5. False, and
   `*result` stays, when neither is a multiple of the other and they have over 512 digits from the first to the last
   place. */
bool number_common_multiple(struct arena *arena, struct number a, struct number b, struct number *result);

/* The normal form, equal for equal numbers: plain ("-0.05", "1200") unless that takes over 40 zeros, then "1.5e400". */
struct str number_print(struct arena *arena, struct number number);

#endif
