#include "base/number.h"

#include "base/arena.h"

enum {
    DIVISOR_SMALL = 18,         /* digits for which ten times the divisor fits 64 bits */
    DIVISOR_MAX = 64,           /* digits, where there is no arena */
    DIVIDEND_MAX = 65536,       /* digits, for divisors that are not small */
    WORK_MAX = 4 << 20,         /* digits times digits of a product or a quotient */
    COMMON_MAX = 512,           /* digits of two numbers whose common multiple is looked for: it is cubic */
    FACTORS_OF_2_PER_DIGIT = 4, /* at most 3.33 */
};

static struct number magnitude_of(struct number number)
{
    number.is_negative = false;
    return number;
}

static bool divides_small(struct str dividend, size_t zeros, struct str divisor)
{
    uint64_t modulus = 0, rest = 0;
    for (size_t i = 0; i < divisor.len; i++)
        modulus = modulus * 10 + (uint64_t)(divisor.at[i] - '0');
    for (size_t i = 0; i < dividend.len + zeros; i++)
        rest = (rest * 10 + (uint64_t)(i < dividend.len ? dividend.at[i] - '0' : 0)) % modulus;
    return rest == 0;
}

/* Subtracts the divisor from the rest, which has one digit more in front, as often as it goes; returns how often. */
static int reduce(char *rest, struct str divisor)
{
    int count = 0;
    while (rest[0] != '0' || memcmp(rest + 1, divisor.at, divisor.len) >= 0) {
        int borrow = 0;
        for (size_t i = divisor.len; i > 0; i--) {
            int value = rest[i] - divisor.at[i - 1] - borrow;
            borrow = value < 0;
            rest[i] = (char)('0' + (borrow ? value + 10 : value));
        }
        rest[0] = (char)(rest[0] - borrow);
        count++;
    }
    return count;
}

static bool divides_large(struct str dividend, size_t zeros, struct str divisor)
{
    char rest[DIVISOR_MAX + 1];
    memset(rest, '0', sizeof rest);
    for (size_t i = 0; i < dividend.len + zeros; i++) {
        memmove(rest, rest + 1, divisor.len);
        rest[divisor.len] = i < dividend.len ? dividend.at[i] : '0';
        reduce(rest, divisor);
    }
    for (size_t i = 0; i <= divisor.len; i++)
        if (rest[i] != '0')
            return false;
    return true;
}

enum number_multiple number_is_multiple_of(struct number a, struct number b)
{
    if (number_is_zero(a))
        return NUMBER_MULTIPLE_YES;
    if (number_is_zero(b))
        return NUMBER_MULTIPLE_NO;
    /* As integers A and B without trailing zeros, a / b = A * 10^shift / B; A has no factor ten to give away. */
    int64_t shift = (a.point - (int64_t)a.digits.len) - (b.point - (int64_t)b.digits.len);
    if (shift < 0 || number_compare(magnitude_of(a), magnitude_of(b)) < 0)
        return NUMBER_MULTIPLE_NO;
    /* More tens than B has factors two or five change nothing. */
    size_t enough = b.digits.len * FACTORS_OF_2_PER_DIGIT;
    size_t zeros = shift < (int64_t)enough ? (size_t)shift : enough;
    if (b.digits.len <= DIVISOR_SMALL)
        return divides_small(a.digits, zeros, b.digits) ? NUMBER_MULTIPLE_YES : NUMBER_MULTIPLE_NO;
    if (b.digits.len > DIVISOR_MAX || a.digits.len > DIVIDEND_MAX)
        return NUMBER_MULTIPLE_UNKNOWN;
    return divides_large(a.digits, zeros, b.digits) ? NUMBER_MULTIPLE_YES : NUMBER_MULTIPLE_NO;
}

/* The place of the last digit: its worth is 10^place. */
static int64_t last_place(struct number number)
{
    return number.point - (int64_t)number.digits.len;
}

/* Divides magnitudes, the divisor not zero: a = quotient * b + rest, the rest below b. False when it is too much. */
static bool divide(struct arena *arena, struct number a, struct number b, struct number *quotient, struct number *rest)
{
    int64_t low = last_place(b), count = a.point - low;
    if (number_is_zero(a) || count <= 0) {
        *quotient = (struct number){{NULL, 0}, 0, false};
        *rest = magnitude_of(a);
        return true;
    }
    if (count > DIVIDEND_MAX || (size_t)count > WORK_MAX / b.digits.len)
        return false;
    size_t steps = (size_t)count, width = b.digits.len + 1;
    struct str tail = str_slice(a.digits, steps, a.digits.len);
    char *digits = arena_alloc_bytes(arena, steps), *left = arena_alloc_bytes(arena, width + tail.len);
    memset(left, '0', width);
    for (size_t i = 0; i < steps; i++) {
        memmove(left, left + 1, width - 1);
        left[width - 1] = i < a.digits.len ? a.digits.at[i] : '0';
        digits[i] = (char)('0' + reduce(left, b.digits));
    }
    if (tail.len)
        memcpy(left + width, tail.at, tail.len);
    *quotient = number_make((struct str){digits, steps}, count, false);
    *rest = number_make((struct str){left, width + tail.len}, low + (int64_t)width, false);
    return true;
}

bool number_remainder(struct arena *arena, struct number a, struct number b, struct number *rest)
{
    struct number quotient;
    return divide(arena, a, b, &quotient, rest);
}

bool number_floor_multiple(struct arena *arena, struct number a, struct number step, struct number *result)
{
    struct number quotient, rest, multiple;
    if (!divide(arena, a, step, &quotient, &rest) || !number_subtract(arena, magnitude_of(a), rest, &multiple))
        return false;
    if (a.is_negative && !number_is_zero(rest) && !number_add(arena, multiple, step, &multiple))
        return false;
    *result = a.is_negative ? number_negate(multiple) : multiple;
    return true;
}

bool number_ceiling_multiple(struct arena *arena, struct number a, struct number step, struct number *result)
{
    if (!number_floor_multiple(arena, number_negate(a), step, result))
        return false;
    *result = number_negate(*result);
    return true;
}

bool number_multiply(struct arena *arena, struct number a, struct number b, struct number *result)
{
    struct str left = a.digits, right = b.digits;
    if (left.len && right.len > WORK_MAX / left.len)
        return false;
    size_t size = left.len + right.len;
    char *digits = arena_alloc_bytes(arena, size);
    memset(digits, 0, size);
    for (size_t i = left.len; i-- > 0;) {
        int carry = 0;
        for (size_t j = right.len; j-- > 0; carry /= 10) {
            carry += digits[i + j + 1] + (left.at[i] - '0') * (right.at[j] - '0');
            digits[i + j + 1] = (char)(carry % 10);
        }
        digits[i] = (char)carry;
    }
    for (size_t i = 0; i < size; i++)
        digits[i] = (char)(digits[i] + '0');
    *result = number_make((struct str){digits, size}, a.point + b.point, a.is_negative != b.is_negative);
    return true;
}

/* The greatest number of which both are multiples (Euclid). */
static bool common_divisor(struct arena *arena, struct number a, struct number b, struct number *divisor)
{
    struct number quotient, rest;
    for (; !number_is_zero(b); a = b, b = rest)
        if (!divide(arena, a, b, &quotient, &rest))
            return false;
    *divisor = a;
    return true;
}

bool number_common_multiple(struct arena *arena, struct number a, struct number b, struct number *result)
{
    struct number divisor, quotient, rest;
    bool is_multiple = number_is_multiple_of(a, b) == NUMBER_MULTIPLE_YES;
    if (is_multiple || number_is_multiple_of(b, a) == NUMBER_MULTIPLE_YES) {
        *result = is_multiple ? a : b;
        return true;
    }
    int64_t high = a.point > b.point ? a.point : b.point;
    int64_t low = last_place(a) < last_place(b) ? last_place(a) : last_place(b);
    return high - low <= COMMON_MAX && common_divisor(arena, a, b, &divisor) &&
           divide(arena, b, divisor, &quotient, &rest) && number_multiply(arena, a, quotient, result);
}
