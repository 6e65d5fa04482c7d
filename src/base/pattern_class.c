#include "base/pattern_parser.h"

#include "base/buf.h"
#include "base/utf8.h"

static int digit_value(int c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : 16;
}

/* Exactly `count` hexadecimal digits; nothing is read when there are fewer. */
static bool take_hex(struct pattern_parser *parser, size_t count, uint32_t *value)
{
    *value = 0;
    for (size_t i = 0; i < count; i++) {
        int digit = digit_value(pattern_peek_at(parser, i));
        if (digit > 15)
            return false;
        *value = *value << 4 | (uint32_t)digit;
    }
    parser->at += count;
    return true;
}

static bool take_braced_hex(struct pattern_parser *parser, uint32_t *value)
{
    size_t digits = 0;
    *value = 0;
    for (; digit_value(pattern_peek_at(parser, 1 + digits)) < 16; digits++) {
        *value = *value << 4 | (uint32_t)digit_value(pattern_peek_at(parser, 1 + digits));
        if (*value > 0x10FFFF)
            return false;
    }
    if (digits == 0 || pattern_peek_at(parser, 1 + digits) != '}')
        return false;
    parser->at += digits + 2;
    return true;
}

static void join_surrogates(struct pattern_parser *parser, uint32_t *code_point)
{
    size_t start = parser->at;
    uint32_t low;
    if (*code_point < 0xD800 || *code_point > 0xDBFF || !pattern_take(parser, "\\u"))
        return;
    if (take_hex(parser, 4, &low) && low >= 0xDC00 && low <= 0xDFFF)
        *code_point = 0x10000 + ((*code_point - 0xD800) << 10) + (low - 0xDC00);
    else
        parser->at = start;
}

bool pattern_take_unicode_escape(struct pattern_parser *parser, bool braces_allowed, uint32_t *code_point)
{
    size_t start = parser->at;
    if (!pattern_take(parser, "u"))
        return false;
    if (take_hex(parser, 4, code_point)) {
        join_surrogates(parser, code_point);
        return true;
    }
    if (braces_allowed && pattern_peek(parser) == '{' && take_braced_hex(parser, code_point))
        return true;
    parser->at = start;
    return false;
}

static bool is_property_character(int c)
{
    return c == '_' || (c >= 0 && char_is_alnum((char)c));
}

static struct str take_property_word(struct pattern_parser *parser)
{
    size_t start = parser->at;
    while (is_property_character(pattern_peek(parser)))
        parser->at++;
    return str_slice(parser->text, start, parser->at);
}

static void add_property(struct pattern_parser *parser, struct pattern_set_builder *set, struct str name,
                         bool is_negated)
{
    static const struct pattern_range ascii = {0, 0x7F}, any = {0, 0x10FFFF};
    if (str_is(name, "ASCII"))
        pattern_set_add_all(parser->arena, set, &ascii, 1, is_negated);
    else if (str_is(name, "Any"))
        pattern_set_add_all(parser->arena, set, &any, 1, is_negated);
    else if (str_is(name, "Assigned"))
        pattern_set_add_property(parser->arena, set, (struct pattern_property){STR("Cn"), !is_negated});
    else
        pattern_set_add_property(parser->arena, set, (struct pattern_property){name, is_negated});
}

/* \p{…} from the `p` on. */
static bool take_property(struct pattern_parser *parser, struct pattern_set_builder *set)
{
    size_t start = parser->at - 1;
    bool is_negated = pattern_peek(parser) == 'P';
    parser->at++;
    struct str value = {0}, known;
    if (!pattern_take(parser, "{"))
        return pattern_fail(parser, PATTERN_INVALID, start, "`\\%c` needs a property: `\\%c{Letter}`",
                            is_negated ? 'P' : 'p', is_negated ? 'P' : 'p');
    struct str name = take_property_word(parser);
    if (pattern_take(parser, "="))
        value = take_property_word(parser);
    if (!pattern_take(parser, "}"))
        return pattern_fail(parser, PATTERN_INVALID, start, "property is not closed with `}`");
    static const char *const ranges[] = {"ASCII", "Any", "Assigned", NULL};
    if (!value.at && str_is_one_of(name, ranges))
        known = name;
    else if (!pattern_property_find(parser->arena, name, value, &known))
        return pattern_fail(parser, PATTERN_INVALID, start, "`%.*s` is no Unicode property of ECMA-262",
                            STR_ARG(str_slice(parser->text, start, parser->at)));
    add_property(parser, set, known, is_negated);
    return true;
}

/* \d \s \w and their opposites. */
static bool take_class_letter(struct pattern_parser *parser, struct pattern_set_builder *set)
{
    static const struct pattern_range digits[] = {{'0', '9'}};
    static const struct pattern_range words[] = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
    static const struct pattern_range blanks[] = {
        {'\t', '\r'},     {' ', ' '},       {0xA0, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200A},
        {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
    int letter = pattern_peek(parser);
    bool is_negated = letter == 'D' || letter == 'S' || letter == 'W';
    if (letter == 'd' || letter == 'D')
        pattern_set_add_all(parser->arena, set, digits, sizeof digits / sizeof *digits, is_negated);
    else if (letter == 's' || letter == 'S')
        pattern_set_add_all(parser->arena, set, blanks, sizeof blanks / sizeof *blanks, is_negated);
    else if (letter == 'w' || letter == 'W')
        pattern_set_add_all(parser->arena, set, words, sizeof words / sizeof *words, is_negated);
    else
        return false;
    parser->at++;
    return true;
}

/* Annex B: up to \377 from the first digit on. */
static uint32_t take_octal(struct pattern_parser *parser)
{
    uint32_t value = 0;
    for (int c; c = pattern_peek(parser), c >= '0' && c <= '7' && value * 8 + (uint32_t)(c - '0') <= 0377;)
        value = value * 8 + (uint32_t)(pattern_take_character(parser) - '0');
    return value;
}

/* \cX from the `c` on. In Annex B the backslash of a `\c` without a letter stands for itself. */
static bool take_control(struct pattern_parser *parser, bool in_class, uint32_t *code_point)
{
    int next = pattern_peek_at(parser, 1);
    bool is_letter = next >= 0 && char_is_alpha((char)next);
    bool is_annex_b_class = in_class && !parser->is_unicode && is_property_character(next);
    if (is_letter || is_annex_b_class) {
        parser->at += 2;
        *code_point = (uint32_t)next % 32;
        return true;
    }
    *code_point = '\\';
    if (!parser->is_unicode)
        return true;
    parser->at++;
    return pattern_fail(parser, PATTERN_INVALID, parser->at - 2, "`\\c` needs a letter: `\\cJ`");
}

static bool take_digit_escape(struct pattern_parser *parser, uint32_t *code_point)
{
    size_t start = parser->at - 1;
    int digit = pattern_peek(parser), next = pattern_peek_at(parser, 1);
    if (digit == '0' && !(next >= '0' && next <= '9')) {
        parser->at++;
        *code_point = 0;
        return true;
    }
    if (parser->is_unicode) {
        parser->at++;
        return pattern_fail(parser, PATTERN_INVALID, start, "`\\%c` is no escape here", digit);
    }
    *code_point = digit <= '7' ? take_octal(parser) : pattern_take_character(parser);
    return true;
}

static bool is_identity_escape(const struct pattern_parser *parser, int c, bool in_class)
{
    if (!parser->is_unicode)
        return c != 'k' || !parser->has_names;
    return c > 0 && (strchr("^$\\.*+?()[]{}|/", c) || (in_class && c == '-'));
}

static const char *escape_advice(int c)
{
    switch (c) {
    case 'A': return "; the start of the text is `^` in ECMA-262";
    case 'Z':
    case 'z': return "; the end of the text is `$` in ECMA-262";
    default: return "";
    }
}

static bool take_identity_escape(struct pattern_parser *parser, bool in_class, uint32_t *code_point)
{
    size_t start = parser->at - 1;
    int c = pattern_peek(parser);
    bool is_allowed = is_identity_escape(parser, c, in_class);
    *code_point = pattern_take_character(parser);
    return is_allowed || pattern_fail(parser, PATTERN_INVALID, start, "`%.*s` is no escape of ECMA-262%s",
                                      STR_ARG(str_slice(parser->text, start, parser->at)), escape_advice(c));
}

static bool take_character_escape(struct pattern_parser *parser, bool in_class, uint32_t *code_point)
{
    static const char letters[] = "fnrtv", controls[] = "\f\n\r\t\v";
    int c = pattern_peek(parser);
    const char *letter = c > 0 ? strchr(letters, c) : NULL;
    if (letter || (in_class && c == 'b')) {
        parser->at++;
        *code_point = letter ? (uint32_t)controls[letter - letters] : '\b';
        return true;
    }
    if (c == 'c')
        return take_control(parser, in_class, code_point);
    if (c >= '0' && c <= '9')
        return take_digit_escape(parser, code_point);
    if (pattern_take(parser, "x")) {
        if (take_hex(parser, 2, code_point))
            return true;
        parser->at--;
    }
    return pattern_take_unicode_escape(parser, parser->is_unicode, code_point) ||
           take_identity_escape(parser, in_class, code_point);
}

bool pattern_take_escape(struct pattern_parser *parser, bool in_class, struct pattern_set_builder *set, bool *is_single,
                         uint32_t *code_point)
{
    size_t start = parser->at++;
    int c = pattern_peek(parser);
    *is_single = false;
    if (c < 0)
        return pattern_fail(parser, PATTERN_INVALID, start, "`\\` at the end escapes nothing");
    if (take_class_letter(parser, set))
        return true;
    if (parser->is_unicode && (c == 'p' || c == 'P'))
        return take_property(parser, set);
    *is_single = true;
    if (!take_character_escape(parser, in_class, code_point))
        return false;
    parser->has_lone_surrogate |= *code_point >= 0xD800 && *code_point <= 0xDFFF;
    return true;
}

/* One character or one escape of a class; classes are added at once, characters are left to the caller. */
static bool take_class_atom(struct pattern_parser *parser, struct pattern_set_builder *set, bool *is_single,
                            uint32_t *code_point)
{
    if (pattern_peek(parser) == '\\')
        return pattern_take_escape(parser, true, set, is_single, code_point);
    *is_single = true;
    *code_point = pattern_take_character(parser);
    return true;
}

/* `first` and the hyphen have been read. */
static bool take_range_end(struct pattern_parser *parser, struct pattern_set_builder *set, size_t start,
                           bool first_is_single, uint32_t first)
{
    bool last_is_single;
    uint32_t last = 0;
    if (!take_class_atom(parser, set, &last_is_single, &last))
        return false;
    struct str range = str_slice(parser->text, start, parser->at);
    if (first_is_single && last_is_single) {
        if (first > last)
            return pattern_fail(parser, PATTERN_INVALID, start, "range out of order `%.*s`", STR_ARG(range));
        pattern_set_add(parser->arena, set, first, last);
        return true;
    }
    if (parser->is_unicode)
        return pattern_fail(parser, PATTERN_INVALID, start, "a class cannot be the end of a range `%.*s`",
                            STR_ARG(range));
    pattern_set_add(parser->arena, set, '-', '-');
    if (first_is_single || last_is_single)
        pattern_set_add(parser->arena, set, first_is_single ? first : last, first_is_single ? first : last);
    return true;
}

static bool take_class_item(struct pattern_parser *parser, struct pattern_set_builder *set)
{
    size_t start = parser->at;
    bool is_single;
    uint32_t first = 0;
    if (!take_class_atom(parser, set, &is_single, &first))
        return false;
    int after_hyphen = pattern_peek_at(parser, 1);
    if (pattern_peek(parser) == '-' && after_hyphen >= 0 && after_hyphen != ']') {
        parser->at++;
        return take_range_end(parser, set, start, is_single, first);
    }
    if (is_single)
        pattern_set_add(parser->arena, set, first, first);
    return true;
}

const struct pattern_set *pattern_take_class(struct pattern_parser *parser)
{
    struct pattern_set_builder set = {0};
    size_t start = parser->at;
    parser->at++;
    bool is_negated = pattern_take(parser, "^");
    while (!pattern_take(parser, "]")) {
        if (pattern_peek(parser) < 0) {
            parser->at = start + 1;
            pattern_fail(parser, PATTERN_INVALID, start, "class is not closed");
            return NULL;
        }
        if (!take_class_item(parser, &set))
            return NULL;
    }
    return pattern_set_build(parser->arena, &set, is_negated);
}
