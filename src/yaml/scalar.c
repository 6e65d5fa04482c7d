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
    while (i < text.len && char_is_digit(text.at[i]))
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
    return str_starts(text, prefix) && text.len > 2 && span_of(rest(text, 2), set) == text.len - 2;
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

/* Whether it is longer than any word the schemas know and no number: nearly every plain scalar of a contract. */
static bool is_long_word(struct str text)
{
    return text.len > 5 && char_is_alpha(text.at[0]);
}

enum scalar_type scalar_type_of(struct str text)
{
    static const char *const nulls[] = {"~", "null", "Null", "NULL", NULL};
    static const char *const bools[] = {"true", "True", "TRUE", "false", "False", "FALSE", NULL};
    if (is_long_word(text))
        return SCALAR_STRING;
    if (text.len == 0)
        return SCALAR_NULL;
    switch (text.at[0]) {
    case '~':
    case 'n':
    case 'N': return str_is_one_of(text, nulls) ? SCALAR_NULL : SCALAR_STRING;
    case 't':
    case 'T':
    case 'f':
    case 'F': return str_is_one_of(text, bools) ? SCALAR_BOOL : SCALAR_STRING;
    case '.':
    case '-':
    case '+':
        if (is_infinity_or_nan(text))
            return SCALAR_FLOAT;
        return number_type(text);
    default: return char_is_digit(text.at[0]) ? number_type(text) : SCALAR_STRING;
    }
}

/* 1:30, 12:30:45, 1:30.5: digits, then colons with numbers below 60 behind them. */
static bool is_base_60(struct str text)
{
    struct str left = after_sign(text);
    if (left.len == 0 || !char_is_digit(left.at[0]))
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
    struct str left = rest(number, span_of(number, "0123456789_"));
    if (left.len && left.at[0] == '.')
        left = rest(left, 1 + span_of(rest(left, 1), "0123456789_"));
    return is_exponent(left) && number.at[1] != '\0' && str_index(number, '_') < number.len &&
           char_is_digit(number.at[number.at[0] == '.']);
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

static bool is_yaml11_bool(struct str text)
{
    static const char *const words[] = {"y",  "Y",  "n",  "N",  "yes", "Yes", "YES", "no", "No",
                                        "NO", "on", "On", "ON", "off", "Off", "OFF", NULL};
    return text.len <= 3 && str_is_one_of(text, words);
}

const char *scalar_yaml11_reading(struct str text)
{
    if (text.len == 0 || is_long_word(text))
        return NULL;
    switch (text.at[0]) {
    case 'y':
    case 'Y':
    case 'n':
    case 'N':
    case 'o':
    case 'O': return is_yaml11_bool(text) ? "boolean" : NULL;
    case '-':
    case '+':
    case '.': break;
    default:
        if (!char_is_digit(text.at[0]) || (text.at[0] != '0' && digits(text) == text.len))
            return NULL;
    }
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
