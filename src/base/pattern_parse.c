#include "base/pattern_parser.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

int pattern_peek_at(const struct pattern_parser *parser, size_t ahead)
{
    size_t at = parser->at + ahead;
    return at < parser->text.len ? (unsigned char)parser->text.at[at] : -1;
}

int pattern_peek(const struct pattern_parser *parser)
{
    return pattern_peek_at(parser, 0);
}

bool pattern_take(struct pattern_parser *parser, const char *word)
{
    bool is_next = str_starts(str_slice(parser->text, parser->at, parser->text.len), word);
    if (is_next)
        parser->at += strlen(word);
    return is_next;
}

uint32_t pattern_take_character(struct pattern_parser *parser)
{
    uint32_t code_point = 0;
    parser->at += utf8_decode(str_slice(parser->text, parser->at, parser->text.len), &code_point);
    return code_point;
}

bool pattern_take_number(struct pattern_parser *parser, uint32_t *value)
{
    size_t start = parser->at;
    *value = 0;
    for (int c; c = pattern_peek(parser), c >= '0' && c <= '9'; parser->at++)
        *value = *value > (PATTERN_UNLIMITED - 10) / 10 ? PATTERN_UNLIMITED : *value * 10 + (uint32_t)(c - '0');
    return parser->at > start;
}

bool pattern_fail(struct pattern_parser *parser, enum pattern_status status, size_t start, const char *format, ...)
{
    if (parser->status != PATTERN_OK)
        return false;
    va_list args;
    va_start(args, format);
    parser->status = status;
    parser->problem =
        (struct pattern_problem){(uint32_t)start, (uint32_t)parser->at, text_vprint(parser->arena, format, args)};
    va_end(args);
    return false;
}

struct pattern_node *pattern_node_make(struct pattern_parser *parser, enum pattern_kind kind, size_t start)
{
    struct pattern_node *node = arena_new(parser->arena, struct pattern_node);
    node->kind = kind;
    node->start = (uint32_t)start;
    node->end = (uint32_t)parser->at;
    return node;
}

static struct pattern_node *set_make(struct pattern_parser *parser, size_t start, const struct pattern_set *set)
{
    struct pattern_node *node = pattern_node_make(parser, PATTERN_SET, start);
    node->set = set;
    return node;
}

/* \1 and so on; in Annex B a number without a group is an octal escape: NULL without a failure, nothing read. */
static struct pattern_node *take_numbered_reference(struct pattern_parser *parser, size_t start)
{
    uint32_t number;
    size_t digits = parser->at;
    pattern_take_number(parser, &number);
    if (number <= parser->group_count) {
        struct pattern_node *node = pattern_node_make(parser, PATTERN_BACKREFERENCE, start);
        node->group = number;
        return node;
    }
    if (parser->is_unicode)
        pattern_fail(parser, PATTERN_INVALID, start, "there is no group %u", (unsigned)number);
    parser->at = digits;
    return NULL;
}

static struct pattern_node *take_boundary(struct pattern_parser *parser, size_t start, bool is_negated)
{
    struct pattern_node *node = pattern_node_make(parser, PATTERN_BOUNDARY, start);
    node->is_negated = is_negated;
    return node;
}

static struct pattern_node *take_set_escape(struct pattern_parser *parser)
{
    size_t start = parser->at;
    struct pattern_set_builder set = {0};
    bool is_single;
    uint32_t code_point = 0;
    if (!pattern_take_escape(parser, false, &set, &is_single, &code_point))
        return NULL;
    if (is_single)
        return set_make(parser, start, pattern_set_of(parser->arena, code_point));
    return set_make(parser, start, pattern_set_build(parser->arena, &set, false));
}

static struct pattern_node *take_escape(struct pattern_parser *parser)
{
    size_t start = parser->at;
    int c = pattern_peek_at(parser, 1);
    if (pattern_take(parser, "\\b"))
        return take_boundary(parser, start, false);
    if (pattern_take(parser, "\\B"))
        return take_boundary(parser, start, true);
    if ((parser->is_unicode || parser->has_names) && pattern_take(parser, "\\k"))
        return pattern_take_named_reference(parser, start);
    if (c >= '1' && c <= '9') {
        parser->at++;
        struct pattern_node *reference = take_numbered_reference(parser, start);
        if (reference || parser->status != PATTERN_OK)
            return reference;
        parser->at = start;
    }
    return take_set_escape(parser);
}

/* `{2}`, `{2,}`, `{2,5}`; nothing is read when it is none. */
static bool take_counts(struct pattern_parser *parser, uint32_t *min, uint32_t *max)
{
    size_t start = parser->at;
    if (pattern_take(parser, "{") && pattern_take_number(parser, min)) {
        *max = *min;
        if (pattern_take(parser, ",") && !pattern_take_number(parser, max))
            *max = PATTERN_UNLIMITED;
        if (pattern_take(parser, "}"))
            return true;
    }
    parser->at = start;
    return false;
}

static bool take_quantifier(struct pattern_parser *parser, uint32_t *min, uint32_t *max)
{
    *min = pattern_peek(parser) == '+';
    *max = pattern_peek(parser) == '?' ? 1 : PATTERN_UNLIMITED;
    return pattern_take(parser, "*") || pattern_take(parser, "+") || pattern_take(parser, "?") ||
           take_counts(parser, min, max);
}

static bool fail_nothing_to_repeat(struct pattern_parser *parser, size_t start)
{
    return pattern_fail(parser, PATTERN_INVALID, start, "quantifier `%.*s` has nothing to repeat",
                        STR_ARG(str_slice(parser->text, start, parser->at)));
}

/* A character that stands for itself, or may not. */
static struct pattern_node *take_plain(struct pattern_parser *parser)
{
    size_t start = parser->at;
    uint32_t min, max;
    if (take_quantifier(parser, &min, &max)) {
        fail_nothing_to_repeat(parser, start);
        return NULL;
    }
    uint32_t c = pattern_take_character(parser);
    if (c == ')')
        pattern_fail(parser, PATTERN_INVALID, start, "`)` closes no group");
    else if (parser->is_unicode && (c == '{' || c == '}' || c == ']'))
        pattern_fail(parser, PATTERN_INVALID, start, "`%c` must be escaped", (int)c);
    else
        return set_make(parser, start, pattern_set_of(parser->arena, c));
    return NULL;
}

static struct pattern_node *take_class(struct pattern_parser *parser)
{
    size_t start = parser->at;
    const struct pattern_set *set = pattern_take_class(parser);
    return set ? set_make(parser, start, set) : NULL;
}

static struct pattern_node *take_atom(struct pattern_parser *parser)
{
    size_t start = parser->at;
    switch (pattern_peek(parser)) {
    case '(': return pattern_take_group(parser);
    case '[': return take_class(parser);
    case '\\': return take_escape(parser);
    default: break;
    }
    if (pattern_take(parser, "^"))
        return pattern_node_make(parser, PATTERN_START, start);
    if (pattern_take(parser, "$"))
        return pattern_node_make(parser, PATTERN_END, start);
    if (pattern_take(parser, "."))
        return set_make(parser, start, pattern_set_dot(parser->arena));
    return take_plain(parser);
}

/* Annex B lets a look-ahead be repeated. */
static bool is_repeatable(const struct pattern_parser *parser, const struct pattern_node *atom)
{
    if (atom->kind == PATTERN_LOOK)
        return !parser->is_unicode && !atom->is_behind;
    return atom->kind != PATTERN_START && atom->kind != PATTERN_END && atom->kind != PATTERN_BOUNDARY;
}

static bool check_quantifier(struct pattern_parser *parser, const struct pattern_node *atom, size_t start, uint32_t min,
                             uint32_t max)
{
    if (!is_repeatable(parser, atom))
        return fail_nothing_to_repeat(parser, start);
    if (min > max)
        return pattern_fail(parser, PATTERN_INVALID, start, "counts out of order `%.*s`",
                            STR_ARG(str_slice(parser->text, start, parser->at)));
    if (pattern_take(parser, "+"))
        return pattern_fail(parser, PATTERN_INVALID, start, "possessive quantifiers are no ECMA-262");
    return true;
}

static struct pattern_node *take_term(struct pattern_parser *parser)
{
    size_t start = parser->at;
    struct pattern_node *atom = take_atom(parser);
    uint32_t min, max;
    size_t quantifier = parser->at;
    if (!atom || !take_quantifier(parser, &min, &max))
        return atom;
    if (!check_quantifier(parser, atom, quantifier, min, max))
        return NULL;
    bool is_lazy = pattern_take(parser, "?");
    struct pattern_node *repeat = pattern_node_make(parser, PATTERN_REPEAT, start);
    repeat->first = atom;
    repeat->min = min;
    repeat->max = max;
    repeat->is_lazy = is_lazy;
    return repeat;
}

static struct pattern_node *take_sequence(struct pattern_parser *parser)
{
    struct pattern_node *sequence = pattern_node_make(parser, PATTERN_SEQUENCE, parser->at);
    struct pattern_node **next = &sequence->first;
    for (int c; c = pattern_peek(parser), c >= 0 && c != '|' && (c != ')' || parser->depth == 1);) {
        *next = take_term(parser);
        if (!*next)
            return NULL;
        next = &(*next)->next;
    }
    sequence->end = (uint32_t)parser->at;
    return sequence;
}

static struct pattern_node *take_alternatives(struct pattern_parser *parser, struct pattern_scope *scope)
{
    struct pattern_node *alternation = pattern_node_make(parser, PATTERN_ALTERNATION, parser->at);
    struct pattern_node **next = &alternation->first;
    do {
        scope->first_name_of_alternative = parser->name_count;
        *next = take_sequence(parser);
        if (!*next)
            return NULL;
        next = &(*next)->next;
    } while (pattern_take(parser, "|"));
    alternation->end = (uint32_t)parser->at;
    return alternation->first->next ? alternation : alternation->first;
}

struct pattern_node *pattern_take_alternation(struct pattern_parser *parser)
{
    struct pattern_scope scope = {parser->scope, parser->name_count, parser->name_count};
    if (parser->depth > PATTERN_DEPTH_MAX) {
        pattern_fail(parser, PATTERN_NOT_CHECKED, parser->at - 1, "groups are nested more than %d deep",
                     PATTERN_DEPTH_MAX);
        return NULL;
    }
    parser->depth++;
    parser->scope = &scope;
    struct pattern_node *alternation = take_alternatives(parser, &scope);
    parser->scope = scope.outer;
    parser->depth--;
    return alternation;
}

/* Backreferences may come before their groups, so groups are counted first. */
static void count_groups(struct pattern_parser *parser)
{
    bool in_class = false;
    struct str text = parser->text;
    for (size_t i = 0; i < text.len; i++) {
        struct str rest = str_slice(text, i, text.len);
        bool is_named = str_starts(rest, "(?<") && !str_starts(rest, "(?<=") && !str_starts(rest, "(?<!");
        if (text.at[i] == '\\')
            i++;
        else if (in_class || text.at[i] == '[')
            in_class = text.at[i] != ']';
        else if (is_named || (text.at[i] == '(' && !str_starts(rest, "(?")))
            parser->group_count++;
        parser->has_names |= is_named && !in_class && text.at[i] == '(';
    }
}

static void parse_as(struct arena *arena, struct pattern_ast *ast, bool is_unicode)
{
    struct pattern_parser parser = {.arena = arena, .text = ast->text, .is_unicode = is_unicode};
    count_groups(&parser);
    const struct pattern_node *root = pattern_take_alternation(&parser);
    if (root && pattern_resolve_references(&parser))
        ast->root = root;
    ast->status = parser.status;
    ast->problem = parser.problem;
    ast->group_count = parser.group_count;
    ast->has_lone_surrogate = parser.has_lone_surrogate;
}

static bool is_readable(struct pattern_ast *ast)
{
    size_t valid = utf8_valid_length(ast->text);
    if (ast->text.len > PATTERN_LENGTH_MAX)
        ast->problem = (struct pattern_problem){0, (uint32_t)ast->text.len, "pattern is longer than 1,000 bytes"};
    else if (valid < ast->text.len)
        ast->problem = (struct pattern_problem){(uint32_t)valid, (uint32_t)valid + 1, "pattern is not UTF-8"};
    else
        return true;
    ast->status = PATTERN_NOT_CHECKED;
    return false;
}

const struct pattern_ast *pattern_parse(struct arena *arena, struct str text)
{
    struct pattern_ast *ast = arena_new(arena, struct pattern_ast);
    ast->text = text;
    if (!is_readable(ast))
        return ast;
    parse_as(arena, ast, true);
    if (ast->status == PATTERN_OK)
        return ast;
    ast->unicode_problem = ast->problem;
    parse_as(arena, ast, false);
    return ast;
}

enum pattern_status pattern_status(const struct pattern_ast *ast, struct pattern_problem *problem)
{
    *problem = ast->problem;
    return ast->status;
}
