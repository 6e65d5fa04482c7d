#include "yaml/scalar.h"

static bool is_sign(char c)
{
    return c == '-' || c == '+';
}

static struct str after_sign(struct str text)
{
    return text.len && is_sign(text.at[0]) ? str_slice(text, 1, text.len) : text;
}

/* Bytes at the start that stand in `set`. */
static size_t span_of(struct str text, const char *set)
{
    size_t i = 0;
    while (i < text.len && text.at[i] && strchr(set, text.at[i]))
        i++;
    return i;
}

static size_t digits(struct str text)
{
    size_t i = 0;
    while (i < text.len && text.at[i] >= '0' && text.at[i] <= '9')
        i++;
    return i;
}

static struct str rest(struct str text, size_t start)
{
    return str_slice(text, start, text.len);
}

/* A prefix such as 0x and then one or more of `set`. */
static bool is_based(struct str text, const char *prefix, const char *set)
{
    return text.len > 2 && text.at[0] == prefix[0] && text.at[1] == prefix[1] &&
           span_of(rest(text, 2), set) == text.len - 2;
}

static const char hexadecimal[] = "0123456789abcdefABCDEF", octal[] = "01234567";

/* Whether `text` is an exponent with its digits, or nothing. */
static bool is_exponent(struct str text)
{
    if (text.len == 0)
        return true;
    if (text.at[0] != 'e' && text.at[0] != 'E')
        return false;
    struct str power = after_sign(rest(text, 1));
    return power.len && digits(power) == power.len;
}

static enum scalar_type number_type(struct str text)
{
    if (text.at[0] >= '1' && digits(text) == text.len)
        return SCALAR_INT;
    if (is_based(text, "0x", hexadecimal) || is_based(text, "0o", octal))
        return SCALAR_INT;
    struct str number = after_sign(text);
    size_t whole = digits(number);
    if (whole && whole == number.len)
        return SCALAR_INT;
    struct str fraction = rest(number, whole);
    size_t places = 0;
    if (fraction.len && fraction.at[0] == '.') {
        places = digits(rest(fraction, 1));
        fraction = rest(fraction, 1 + places);
    }
    return whole + places && is_exponent(fraction) ? SCALAR_FLOAT : SCALAR_STRING;
}

static bool is_infinity_or_nan(struct str text)
{
    static const char *const infinities[] = {".inf", ".Inf", ".INF", NULL}, *const nans[] = {".nan", ".NaN", ".NAN",
                                                                                             NULL};
    return str_is_one_of(after_sign(text), infinities) || str_is_one_of(text, nans);
}

/* What a plain scalar can be, by its first character: all that most scalars of a contract are ever asked. */
enum first {
    FIRST_TEXT,
    FIRST_NULL,
    FIRST_TRUE,
    FIRST_FALSE,
    FIRST_YES,
    FIRST_ON,
    FIRST_TILDE,
    FIRST_SIGN,
    FIRST_DIGIT
};

static const unsigned char firsts[256] = {
    ['n'] = FIRST_NULL,  ['N'] = FIRST_NULL,  ['t'] = FIRST_TRUE,  ['T'] = FIRST_TRUE,  ['f'] = FIRST_FALSE,
    ['F'] = FIRST_FALSE, ['y'] = FIRST_YES,   ['Y'] = FIRST_YES,   ['o'] = FIRST_ON,    ['O'] = FIRST_ON,
    ['~'] = FIRST_TILDE, ['.'] = FIRST_SIGN,  ['-'] = FIRST_SIGN,  ['+'] = FIRST_SIGN,  ['0'] = FIRST_DIGIT,
    ['1'] = FIRST_DIGIT, ['2'] = FIRST_DIGIT, ['3'] = FIRST_DIGIT, ['4'] = FIRST_DIGIT, ['5'] = FIRST_DIGIT,
    ['6'] = FIRST_DIGIT, ['7'] = FIRST_DIGIT, ['8'] = FIRST_DIGIT, ['9'] = FIRST_DIGIT,
};

static enum first first_of(struct str text)
{
    return (enum first)firsts[(unsigned char)text.at[0]];
}

/* Whether `text` is `word`, Word or WORD; they share the first letter. */
static bool is_word(struct str text, struct str word)
{
    if (text.len != word.len)
        return false;
    bool is_upper = text.at[0] != word.at[0] && text.len > 1 && text.at[1] < 'a';
    for (size_t i = 1; i < text.len; i++)
        if (text.at[i] != (is_upper ? word.at[i] - 'a' + 'A' : word.at[i]))
            return false;
    return true;
}

enum scalar_type scalar_type_of(struct str text)
{
    if (text.len == 0)
        return SCALAR_NULL;
    switch (first_of(text)) {
    case FIRST_NULL: return is_word(text, STR("null")) ? SCALAR_NULL : SCALAR_STRING;
    case FIRST_TRUE: return is_word(text, STR("true")) ? SCALAR_BOOL : SCALAR_STRING;
    case FIRST_FALSE: return is_word(text, STR("false")) ? SCALAR_BOOL : SCALAR_STRING;
    case FIRST_TILDE: return text.len == 1 ? SCALAR_NULL : SCALAR_STRING;
    case FIRST_SIGN: return is_infinity_or_nan(text) ? SCALAR_FLOAT : number_type(text);
    case FIRST_DIGIT: return number_type(text);
    default: return SCALAR_STRING;
    }
}

/* 1:30, 12:30:45, 1:30.5: digits, then colons with numbers below 60 behind them. */
static bool is_base_60(struct str text)
{
    struct str left = after_sign(text);
    if (str_index(left, ':') == left.len || !char_is_digit(left.at[0]))
        return false;
    left = rest(left, span_of(left, "0123456789_"));
    bool has_colon = false;
    while (left.len > 1 && left.at[0] == ':') {
        size_t count = digits(rest(left, 1));
        if (count == 0 || count > 2 || (count == 2 && left.at[1] > '5'))
            return false;
        left = rest(left, 1 + count);
        has_colon = true;
    }
    if (left.len && left.at[0] == '.')
        left = rest(left, 1 + span_of(rest(left, 1), "0123456789_"));
    return has_colon && left.len == 0;
}

/* 2001-12-14, and 2001-12-14 21:59:43.10 -5 in its many spellings: a day, then nothing but what times are made of. */
static bool is_date(struct str text)
{
    if (digits(text) != 4 || text.len < 8 || text.at[4] != '-')
        return false;
    size_t month = digits(rest(text, 5));
    if (month == 0 || month > 2 || text.len < 7 + month || text.at[5 + month] != '-')
        return false;
    struct str day = rest(text, 6 + month);
    size_t day_digits = digits(day);
    struct str time = rest(day, day_digits);
    if (time.len == 0)
        return text.len == 10;
    return day_digits && day_digits <= 2 && (char_is_blank(time.at[0]) || time.at[0] == 'T' || time.at[0] == 't') &&
           str_index(time, ':') < time.len && span_of(time, "Tt \t0123456789:.Z+-") == time.len;
}

/* Numbers with underscores: 1_000, 0b1010, 0x_1F, 1_0.5. */
static bool is_yaml11_number(struct str text)
{
    struct str number = after_sign(text);
    if (number.len < 2 || (!char_is_digit(number.at[0]) && number.at[0] != '.'))
        return false;
    if (is_based(number, "0b", "01_") || is_based(number, "0x", "0123456789abcdefABCDEF_"))
        return true;
    if (str_index(number, '_') == number.len)
        return false;
    struct str left = rest(number, span_of(number, "0123456789_"));
    if (left.len && left.at[0] == '.')
        left = rest(left, 1 + span_of(rest(left, 1), "0123456789_"));
    return is_exponent(left) && char_is_digit(number.at[number.at[0] == '.']);
}

/* The core schema's decimals: 0123 is octal in YAML 1.1, 089 is no number there, 1e3 and 1.5e3 are none without a sign
   in the exponent. */
static const char *decimal_reading(struct str text)
{
    struct str number = after_sign(text);
    size_t zeros = span_of(number, "0");
    if (digits(number) == number.len && zeros && number.len - zeros > 0) {
        if (span_of(number, octal) < number.len)
            return "string";
        return number.len - zeros > 1 ? "octal number" : NULL;
    }
    size_t exponent = str_index(number, 'e');
    if (exponent == number.len)
        exponent = str_index(number, 'E');
    if (exponent < number.len && (!is_sign(number.at[exponent + 1]) || str_index(number, '.') > exponent))
        return "string";
    return number.at[0] == '.' ? "number" : NULL;
}

static const char *number_reading(struct str text)
{
    if (text.at[0] >= '1' && digits(text) == text.len)
        return NULL;
    if (is_based(text, "0o", octal))
        return "string";
    if (is_yaml11_number(text))
        return "number";
    if (is_base_60(text))
        return "base-60 number";
    if (is_date(text))
        return "date";
    return number_type(text) == SCALAR_STRING ? NULL : decimal_reading(text);
}

const char *scalar_yaml11_reading(struct str text)
{
    static const char boolean[] = "boolean";
    if (text.len == 0)
        return NULL;
    switch (first_of(text)) {
    case FIRST_NULL: return text.len == 1 || is_word(text, STR("no")) ? boolean : NULL;
    case FIRST_YES: return text.len == 1 || is_word(text, STR("yes")) ? boolean : NULL;
    case FIRST_ON: return is_word(text, STR("on")) || is_word(text, STR("off")) ? boolean : NULL;
    case FIRST_SIGN:
    case FIRST_DIGIT: return number_reading(text);
    default: return NULL;
    }
}
