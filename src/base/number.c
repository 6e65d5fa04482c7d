#include "base/number.h"

#include "base/arena.h"
#include "base/buf.h"

#define EXPONENT_MAX INT64_C(1000000000000000000)

enum {
    DIGITS_EXTRA_MAX = 1024, /* digits a sum may have beyond its operands' */
    BASE_DIGITS_MAX = 1024,  /* of 0x and 0o: their conversion is quadratic */
    ZEROS_MAX = 40,          /* padding of the plain form */
};

/* Reads what follows the mantissa: nothing, or e+12. */
static bool parse_exponent(struct str text, int64_t *exponent)
{
    *exponent = 0;
    if (!text.len)
        return true;
    if (char_lower(text.at[0]) != 'e')
        return false;
    text = str_slice(text, 1, text.len);
    bool is_negative = str_starts(text, "-");
    if (is_negative || str_starts(text, "+"))
        text = str_slice(text, 1, text.len);
    if (!text.len || str_digits(text) < text.len)
        return false;
    for (size_t i = 0; i < text.len; i++)
        *exponent = *exponent < EXPONENT_MAX / 10 ? *exponent * 10 + (text.at[i] - '0') : EXPONENT_MAX;
    if (is_negative)
        *exponent = -*exponent;
    return true;
}

static struct str join(struct arena *arena, struct str whole, struct str fraction)
{
    char *at = arena_alloc_bytes(arena, whole.len + fraction.len);
    memcpy(at, whole.at, whole.len);
    memcpy(at + whole.len, fraction.at, fraction.len);
    return (struct str){at, whole.len + fraction.len};
}

struct number number_make(struct str digits, int64_t point, bool is_negative)
{
    size_t zeros = 0;
    while (zeros < digits.len && digits.at[zeros] == '0')
        zeros++;
    digits = str_slice(digits, zeros, digits.len);
    while (digits.len && digits.at[digits.len - 1] == '0')
        digits.len--;
    if (!digits.len)
        return (struct number){{NULL, 0}, 0, false};
    return (struct number){digits, point - (int64_t)zeros, is_negative};
}

bool number_parse(struct arena *arena, struct str text, struct number *number)
{
    bool is_negative = str_starts(text, "-");
    if (is_negative || str_starts(text, "+"))
        text = str_slice(text, 1, text.len);
    struct str whole = str_slice(text, 0, str_digits(text)), fraction = {NULL, 0};
    struct str rest = str_slice(text, whole.len, text.len);
    if (str_starts(rest, ".")) {
        rest = str_slice(rest, 1, rest.len);
        fraction = str_slice(rest, 0, str_digits(rest));
        rest = str_slice(rest, fraction.len, rest.len);
    }
    int64_t exponent;
    if (whole.len + fraction.len == 0 || !parse_exponent(rest, &exponent))
        return false;
    /* With only zeros on one side of the point, the digits of the other side are all there is to keep. */
    int64_t point = exponent + (int64_t)whole.len;
    if (number_is_zero(number_make(fraction, 0, false)))
        *number = number_make(whole, point, is_negative);
    else if (number_is_zero(number_make(whole, 0, false)))
        *number = number_make(fraction, exponent, is_negative);
    else
        *number = number_make(join(arena, whole, fraction), point, is_negative);
    return true;
}

/* The value of a digit, 16 for anything else. */
static int hex_value(char c)
{
    if (!char_is_hex(c))
        return 16;
    return char_is_digit(c) ? c - '0' : char_lower(c) - 'a' + 10;
}

/* Reads digits of base 8 or 16 into decimal ones by long multiplication. */
static bool parse_base(struct arena *arena, struct str text, int base, struct number *number)
{
    if (!text.len || text.len > BASE_DIGITS_MAX)
        return false;
    size_t size = text.len * 2; /* log10(16) < 2 */
    char *digits = arena_alloc_bytes(arena, size);
    memset(digits, '0', size);
    size_t first = size; /* of the digits in use */
    for (size_t i = 0; i < text.len; i++) {
        int carry = hex_value(text.at[i]);
        if (carry >= base)
            return false;
        for (size_t j = size; j > 0 && (carry || j > first); j--) {
            int value = (digits[j - 1] - '0') * base + carry;
            digits[j - 1] = (char)('0' + value % 10);
            carry = value / 10;
            if (j <= first)
                first = j - 1;
        }
    }
    *number = number_make((struct str){digits, size}, (int64_t)size, false);
    return true;
}

bool number_parse_yaml(struct arena *arena, struct str text, struct number *number)
{
    if (str_starts(text, "0x"))
        return parse_base(arena, str_slice(text, 2, text.len), 16, number);
    if (str_starts(text, "0o"))
        return parse_base(arena, str_slice(text, 2, text.len), 8, number);
    return number_parse(arena, text, number);
}

bool number_parse_percent(struct arena *arena, struct str text, struct number *number)
{
    return str_ends(text, "%") && number_parse(arena, str_trim(str_slice(text, 0, text.len - 1)), number);
}

bool number_parse_ratio(struct arena *arena, struct str text, struct number *number)
{
    if (!number_parse_percent(arena, text, number))
        return number_parse(arena, text, number);
    *number = number_scale(*number, -2);
    return true;
}

struct number number_of(struct arena *arena, int64_t value)
{
    uint64_t magnitude = value < 0 ? -(uint64_t)value : (uint64_t)value;
    enum { SIZE = 20 };
    char *digits = arena_alloc_bytes(arena, SIZE);
    for (size_t i = SIZE; i-- > 0; magnitude /= 10)
        digits[i] = (char)('0' + magnitude % 10);
    return number_make((struct str){digits, SIZE}, SIZE, value < 0);
}

bool number_to_int64(struct number number, int64_t *value)
{
    if (!number_is_integer(number) || number.point > 19)
        return false;
    uint64_t magnitude = 0;
    for (size_t i = 0; i < (size_t)number.point; i++)
        magnitude = magnitude * 10 + (uint64_t)(i < number.digits.len ? number.digits.at[i] - '0' : 0);
    if (magnitude > (uint64_t)INT64_MAX + number.is_negative)
        return false;
    *value = number.is_negative ? -(int64_t)(magnitude - 1) - 1 : (int64_t)magnitude;
    return true;
}

static int compare_magnitude(struct number a, struct number b)
{
    if (number_is_zero(a) || number_is_zero(b))
        return (int)number_is_zero(b) - (int)number_is_zero(a);
    if (a.point != b.point)
        return a.point < b.point ? -1 : 1;
    return str_compare(a.digits, b.digits);
}

int number_compare(struct number a, struct number b)
{
    if (number_sign(a) != number_sign(b))
        return number_sign(a) - number_sign(b);
    return a.is_negative ? compare_magnitude(b, a) : compare_magnitude(a, b);
}

bool number_is_zero(struct number number)
{
    return number.digits.len == 0;
}

bool number_is_integer(struct number number)
{
    return number.point >= (int64_t)number.digits.len;
}

int number_sign(struct number number)
{
    return number_is_zero(number) ? 0 : number.is_negative ? -1 : 1;
}

struct number number_negate(struct number number)
{
    number.is_negative = !number.is_negative && !number_is_zero(number);
    return number;
}

struct number number_truncate(struct number number)
{
    if (number_is_integer(number))
        return number;
    size_t kept = number.point > 0 ? (size_t)number.point : 0;
    return number_make(str_slice(number.digits, 0, kept), number.point, number.is_negative);
}

struct number number_scale(struct number number, int power)
{
    if (!number_is_zero(number))
        number.point += power;
    return number;
}

/* The digit at the place worth 10^(place - 1), so the units are place 1. */
static int digit_at(struct number number, int64_t place)
{
    int64_t index = number.point - place;
    return index >= 0 && index < (int64_t)number.digits.len ? number.digits.at[index] - '0' : 0;
}

bool number_add(struct arena *arena, struct number a, struct number b, struct number *result)
{
    if (number_is_zero(a) || number_is_zero(b)) {
        *result = number_is_zero(a) ? b : a;
        return true;
    }
    bool is_difference = a.is_negative != b.is_negative;
    struct number larger = compare_magnitude(a, b) >= 0 ? a : b, smaller = compare_magnitude(a, b) >= 0 ? b : a;
    int64_t low_a = a.point - (int64_t)a.digits.len, low_b = b.point - (int64_t)b.digits.len;
    int64_t low = low_a < low_b ? low_a : low_b, width = larger.point + 1 - low;
    if (width > (int64_t)(a.digits.len + b.digits.len) + DIGITS_EXTRA_MAX)
        return false;
    char *digits = arena_alloc_bytes(arena, (size_t)width);
    int carry = 0;
    for (int64_t i = width; i-- > 0;) {
        int64_t place = low + width - i;
        int value =
            digit_at(larger, place) + (is_difference ? -digit_at(smaller, place) : digit_at(smaller, place)) + carry;
        carry = value < 0 ? -1 : value / 10;
        digits[i] = (char)('0' + (value + 10) % 10);
    }
    *result = number_make((struct str){digits, (size_t)width}, larger.point + 1, larger.is_negative);
    return true;
}

bool number_subtract(struct arena *arena, struct number a, struct number b, struct number *result)
{
    return number_add(arena, a, number_negate(b), result);
}

struct number number_times(struct arena *arena, struct number number, uint32_t factor)
{
    enum { MORE = 10 }; /* digits of the greatest factor */
    size_t size = number.digits.len + MORE;
    char *digits = arena_alloc_bytes(arena, size);
    uint64_t carry = 0;
    for (size_t i = size; i-- > 0; carry /= 10) {
        if (i >= MORE)
            carry += (uint64_t)(number.digits.at[i - MORE] - '0') * factor;
        digits[i] = (char)('0' + carry % 10);
    }
    return number_make((struct str){digits, size}, number.point + MORE, number.is_negative);
}

static void add_zeros(struct buf *buf, int64_t count)
{
    for (; count > 0; count--)
        buf_add_char(buf, '0');
}

struct str number_print(struct arena *arena, struct number number)
{
    struct buf buf = {.arena = arena};
    struct str digits = number.digits;
    int64_t len = (int64_t)digits.len, point = number.point;
    if (number_is_zero(number))
        return STR("0");
    if (number.is_negative)
        buf_add_char(&buf, '-');
    if (point < -ZEROS_MAX || point - len > ZEROS_MAX) {
        buf_add_char(&buf, digits.at[0]);
        buf_add_c(&buf, len > 1 ? "." : "");
        buf_add(&buf, str_slice(digits, 1, digits.len));
        buf_print(&buf, "e%lld", (long long)(point - 1));
        return buf_str(&buf);
    }
    size_t whole = point > 0 ? (size_t)point : 0;
    buf_add(&buf, str_slice(digits, 0, whole));
    add_zeros(&buf, point - len);
    buf_add_c(&buf, point <= 0 ? "0" : "");
    buf_add_c(&buf, point < len ? "." : "");
    add_zeros(&buf, -point);
    buf_add(&buf, str_slice(digits, whole, digits.len));
    return buf_str(&buf);
}
