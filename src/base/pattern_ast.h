/* The tree of an ECMA-262 pattern, for those who build automata from it; everybody else needs pattern.h only. */
#ifndef BASE_PATTERN_AST_H
#define BASE_PATTERN_AST_H

#include "base/pattern.h"

enum pattern_kind {
    PATTERN_SET,         /* one code point of `set`: a character, `.`, a class, \d, \p{L} */
    PATTERN_SEQUENCE,    /* its children in turn; none: the empty string */
    PATTERN_ALTERNATION, /* one of its children */
    PATTERN_REPEAT,      /* its child `min` to `max` times */
    PATTERN_GROUP,       /* its child; captured as `group`, 0: not captured */
    PATTERN_LOOK,        /* its child from here on, or up to here (`is_behind`) */
    PATTERN_BACKREFERENCE,
    PATTERN_START,
    PATTERN_END,
    PATTERN_BOUNDARY /* \b, negated \B */
};

enum { PATTERN_DEPTH_MAX = 100 /* nested groups; a tree is at most 4 times as deep */ };

#define PATTERN_UNLIMITED UINT32_MAX

struct pattern_range {
    uint32_t first, last;
};

/* A Unicode property by the name PCRE2 knows. */
struct pattern_property {
    struct str name;
    bool is_negated;
};

/* Code points: the union of both lists, negated if so (only when there are properties). Ranges ascend and do not
   touch; they may hold surrogates, which no UTF-8 subject has. */
struct pattern_set {
    const struct pattern_range *ranges;
    size_t range_count;
    const struct pattern_property *properties;
    size_t property_count;
    bool is_negated;
};

struct pattern_node {
    enum pattern_kind kind;
    uint32_t start, end;               /* bytes of the pattern */
    struct pattern_node *first, *next; /* children and siblings */
    const struct pattern_set *set;
    uint32_t min, max; /* REPEAT; max PATTERN_UNLIMITED: any number */
    uint32_t group;    /* GROUP, BACKREFERENCE */
    bool is_lazy;      /* REPEAT */
    bool is_behind;    /* LOOK */
    bool is_negated;   /* LOOK, BOUNDARY */
};

struct pattern_ast {
    struct str text;
    enum pattern_status status;
    struct pattern_problem problem;  /* unless PATTERN_OK */
    const struct pattern_node *root; /* NULL unless PATTERN_OK */
    uint32_t group_count;
    bool has_lone_surrogate; /* \uD800 without its other half: its meaning depends on the `u` flag */
    /* Set when only Annex B accepts the pattern: why `u` refuses it. */
    struct pattern_problem unicode_problem;
};

/* Whether a General_Category value, a binary property (`value.at` NULL) or a script of ECMA-262 2024, tables 67 to 69,
   is meant; `*name` then is PCRE2's name for it. */
bool pattern_property_find(struct arena *arena, struct str name, struct str value, struct str *pcre2_name);

/* Whether the ASCII character `c` has the property of this PCRE2 name; false when there is no table for it. */
bool pattern_property_has(struct str name, char c, bool *is_in);

/* The PCRE2 text of a valid pattern. */
struct str pattern_print(struct arena *arena, const struct pattern_ast *ast);

/* Whether a valid pattern means something that PCRE2 does not do alike; `problem` then says where. */
bool pattern_is_beyond_pcre2(struct arena *arena, const struct pattern_ast *ast, struct pattern_problem *problem);

/* Whether every way through `node` passes an anchor of `kind`, PATTERN_START or PATTERN_END, so that what it matches
   begins or ends there. */
bool pattern_is_anchored_at(const struct pattern_node *node, enum pattern_kind kind);

/* Fewest code points that `node` can match. */
uint32_t pattern_min_length(const struct pattern_node *node);

/* Most code points that `node` can match; PATTERN_UNLIMITED: no bound is known. */
uint32_t pattern_max_length(const struct pattern_node *node);

#endif
