/* What the parts of the pattern parser share: pattern_parse.c (structure), pattern_group.c, pattern_class.c (and
 * escapes).
 */
#ifndef BASE_PATTERN_PARSER_H
#define BASE_PATTERN_PARSER_H

#include "base/buf.h"
#include "base/pattern_ast.h"

/* Ranges and properties while a class is read; ranges in any order. */
struct pattern_set_builder {
    struct pattern_range *ranges;
    size_t range_count, range_capacity;
    struct pattern_property *properties;
    size_t property_count, property_capacity;
};

struct pattern_name {
    struct str name;
    uint32_t group;
};

/* An enclosing alternation: names it has seen before its present alternative may come again in this one. */
struct pattern_scope {
    struct pattern_scope *outer;
    size_t first_name, first_name_of_alternative;
};

/* A name waiting for its group. */
struct pattern_reference {
    struct pattern_reference *older;
    struct pattern_node *node;
    struct str name;
};

struct pattern_parser {
    struct arena *arena;
    struct str text;
    size_t at;
    bool is_unicode; /* the grammar of `u`, else of Annex B */
    bool has_names;  /* the pattern has a named group, so `\k` is no identity escape */
    uint32_t depth;
    uint32_t group_count;  /* of the whole pattern, counted beforehand */
    uint32_t groups_begun; /* so far */
    struct pattern_name names[PATTERN_LENGTH_MAX / 4];
    size_t name_count;
    struct pattern_scope *scope;
    struct buf name;                      /* being read */
    struct pattern_reference *references; /* \k<name>, resolved at the end */
    bool has_lone_surrogate;
    enum pattern_status status;
    struct pattern_problem problem;
};

/* The next byte, or -1 at the end. */
int pattern_peek(const struct pattern_parser *parser);

/* The byte `ahead` bytes further on, or -1. */
int pattern_peek_at(const struct pattern_parser *parser, size_t ahead);

/* Steps over `word` if it is next. */
bool pattern_take(struct pattern_parser *parser, const char *word);

/* Steps over the next character and returns it. */
uint32_t pattern_take_character(struct pattern_parser *parser);

/* Decimal digits, saturating; false when there is none. */
bool pattern_take_number(struct pattern_parser *parser, uint32_t *value);

/* Records the first problem, of bytes `start` up to the current place. Always false. */
bool pattern_fail(struct pattern_parser *parser, enum pattern_status status, size_t start, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* \uXXXX, \u{X…} or a surrogate pair of the former after the backslash; false, and nothing read, when it is none. */
bool pattern_take_unicode_escape(struct pattern_parser *parser, bool braces_allowed, uint32_t *code_point);

/* A node of the bytes from `start` up to the current place. */
struct pattern_node *pattern_node_make(struct pattern_parser *parser, enum pattern_kind kind, size_t start);

/* Alternatives up to the end or the parenthesis that closes them; NULL after a failure, as below. */
struct pattern_node *pattern_take_alternation(struct pattern_parser *parser);

/* Everything that begins with `(`. */
struct pattern_node *pattern_take_group(struct pattern_parser *parser);

/* `<name>` of a \k at `start`; the group may follow later. */
struct pattern_node *pattern_take_named_reference(struct pattern_parser *parser, size_t start);

/* Gives the named references their groups. */
bool pattern_resolve_references(struct pattern_parser *parser);

/* The character or class that the escape at the backslash stands for, added to `set`; `*is_single` tells a character
   in `*code_point` from a class. */
bool pattern_take_escape(struct pattern_parser *parser, bool in_class, struct pattern_set_builder *set, bool *is_single,
                         uint32_t *code_point);

/* The class at `[`. */
const struct pattern_set *pattern_take_class(struct pattern_parser *parser);

void pattern_set_add(struct arena *arena, struct pattern_set_builder *builder, uint32_t first, uint32_t last);

/* Adds the ranges, or what they leave out. They ascend. */
void pattern_set_add_all(struct arena *arena, struct pattern_set_builder *builder, const struct pattern_range *ranges,
                         size_t count, bool is_negated);

void pattern_set_add_property(struct arena *arena, struct pattern_set_builder *builder,
                              struct pattern_property property);

/* The sorted set; negation is worked out where no property stands in the way. */
const struct pattern_set *pattern_set_build(struct arena *arena, struct pattern_set_builder *builder, bool is_negated);

/* The set of one character. */
const struct pattern_set *pattern_set_of(struct arena *arena, uint32_t code_point);

/* What `.` matches. */
const struct pattern_set *pattern_set_dot(struct arena *arena);

#endif
