#include "yaml/decimal.h"

#include <stdint.h>

/* The value 0.DIGITS * 10^point; `digits` may hold one point, which counts for nothing, and no zero at either end. */
struct decimal {
    struct str digits;
    int64_t point;
    bool is_negative;
};

enum { EXPONENT_MAX = 1000000000 }; /* far beyond any text's length; larger ones count as this */

static int64_t exponent_of(struct str text)
{
    bool is_negative = text.len && text.at[0] == '-';
    int64_t value = 0;
    for (size_t i = 0; i < text.len && value < EXPONENT_MAX; i++)
        if (char_is_digit(text.at[i]))
            value = value * 10 + (text.at[i] - '0');
    return is_negative ? -value : value;
}

static bool is_exponent_letter(char c)
{
    return c == 'e' || c == 'E';
}

/* False when it is no decimal. */
static bool decimal_parse(struct str text, struct decimal *decimal)
{
    *decimal = (struct decimal){.is_negative = text.len && text.at[0] == '-'};
    size_t start = text.len && (text.at[0] == '-' || text.at[0] == '+'), end = start, point = SIZE_MAX;
    for (; end < text.len && !is_exponent_letter(text.at[end]); end++) {
        if (text.at[end] == '.')
            point = end;
        else if (!char_is_digit(text.at[end]))
            return false;
    }
    if (point == SIZE_MAX)
        point = end;
    int64_t exponent = exponent_of(str_slice(text, end + 1, text.len));
    while (start < end && (text.at[start] == '0' || text.at[start] == '.'))
        start++;
    while (end > start && (text.at[end - 1] == '0' || text.at[end - 1] == '.'))
        end--;
    decimal->digits = str_slice(text, start, end);
    decimal->point = exponent + (int64_t)point - (int64_t)start + (start > point);
    return true;
}

static bool digits_equal(struct str a, struct str b)
{
    size_t i = 0, j = 0;
    for (;; i++, j++) {
        i += i < a.len && a.at[i] == '.';
        j += j < b.len && b.at[j] == '.';
        if (i >= a.len || j >= b.len)
            return i >= a.len && j >= b.len;
        if (a.at[i] != b.at[j])
            return false;
    }
}

bool decimal_equal(struct str a, struct str b)
{
    struct decimal left, right;
    if (!decimal_parse(a, &left) || !decimal_parse(b, &right))
        return str_equal(a, b);
    if (left.digits.len == 0 || right.digits.len == 0)
        return left.digits.len == right.digits.len;
    return left.is_negative == right.is_negative && left.point == right.point &&
           digits_equal(left.digits, right.digits);
}
