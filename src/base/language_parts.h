/* What the parts of language.h share: language_alphabet.c (letters), language_term.c (states), language_derive.c
   (steps), language_explore.c (all states). */
#ifndef BASE_LANGUAGE_PARTS_H
#define BASE_LANGUAGE_PARTS_H

#include "base/arena.h"
#include "base/language.h"
#include "base/map.h"
#include "base/pattern_ast.h"

enum language_kind {
    LANGUAGE_KIND_UNKNOWN,
    LANGUAGE_KIND_NONE,
    LANGUAGE_KIND_ALL,
    LANGUAGE_KIND_SEARCH, /* of `root` */
    LANGUAGE_KIND_WHOLE,  /* `root` from the start to the end of the string */
    LANGUAGE_KIND_NOT,    /* of `left` */
    LANGUAGE_KIND_AND,
    LANGUAGE_KIND_OR
};

struct language {
    enum language_kind kind;
    uint32_t depth;
    const struct pattern_node *root;
    const struct language *left, *right;
};

/* Code points between which the language makes no difference. */
struct letter {
    uint32_t code_point; /* one of them, the best to show */
    uint32_t rank;       /* how good it is, 0 best */
    uint32_t size;       /* their number */
};

/* The letters of a language, the best to show first. */
struct alphabet {
    struct letter *letters;
    uint32_t count;
    uint32_t *cuts;        /* first code points of intervals, ascending, */
    uint32_t *letter_of;   /* the letter of each, */
    size_t interval_count; /* and their number; the last one ends behind U+10FFFF */
};

#define LETTER_NONE UINT32_MAX /* surrogates belong to no letter */

enum membership { MEMBER_NO, MEMBER_YES, MEMBER_UNKNOWN };

/* Whether a set has a code point; unknown where that hangs on a Unicode property. */
enum membership set_has(const struct pattern_set *set, uint32_t code_point);

/* A term is what may follow in a string. Equal terms are one object. */
enum term_kind {
    TERM_NONE,    /* nothing may */
    TERM_ALL,     /* anything may */
    TERM_UNKNOWN, /* something may, we do not know what */
    TERM_END,     /* the end of the string */
    TERM_TAIL,    /* `node` and its siblings in turn, then `next` */
    TERM_LOOP,    /* `min` to `max` more rounds of the repetition `node`, then `next` */
    TERM_SEARCH,  /* `node` from here on or from a later place on, then anything */
    TERM_NOT,     /* what its member does not allow */
    TERM_OR,
    TERM_AND
};

/* What is before the present place, as far as assertions ask: the start, a character of \w, another one, or, where
   there is a look-behind, PAST_LETTER and which letter. */
enum past { PAST_START, PAST_WORD, PAST_OTHER, PAST_LETTER };

struct term {
    uint32_t id;   /* in the order of their making */
    bool is_exact; /* TERM_UNKNOWN is no part of it */
    /* Made when first asked for: */
    struct term **derivatives; /* one for each past and symbol */
    uint32_t *states;          /* one for each past: 1 + index of the state, 0: none yet */
    struct term *rest;         /* TAIL: without its first node; LOOP: with one round less */
    struct term *negation;
    /* From here on it is the key. */
    const struct pattern_node *node;
    struct term *next;
    uint32_t kind, min, max, count;
    struct term *members[]; /* by their ids */
};

/* A piece of work: the terms made so far, and what is left of the budget. */
struct terms {
    struct arena *arena;
    struct map map;
    struct alphabet alphabet;
    bool has_boundary;    /* \b or \B somewhere, so that PAST_WORD and PAST_OTHER differ */
    bool has_look_behind; /* so that letters before a place differ */
    uint32_t past_count;
    uint32_t steps; /* left */
    bool is_spent;  /* then every result is worthless */
    struct term *none, *all, *unknown, *end;
    struct term **list; /* being collected */
    size_t list_count, list_capacity;
};

/* Takes `steps` off the budget; false when it is spent. */
bool terms_spend(struct terms *terms, size_t steps);

/* Finds the letters that `language` needs. */
void alphabet_make(struct terms *terms, const struct language *language);

/* The index of the letter of a code point, or LETTER_NONE. */
uint32_t alphabet_find(const struct alphabet *alphabet, uint32_t code_point);

/* Begins a piece of work on `language` in `arena`, where all of it stays, and returns the term of the language. */
struct term *terms_begin(struct terms *terms, struct arena *arena, const struct language *language, uint32_t steps);

struct term *term_tail(struct terms *terms, const struct pattern_node *node, struct term *next);
struct term *term_loop(struct terms *terms, const struct pattern_node *node, uint32_t min, uint32_t max,
                       struct term *next);
struct term *term_rest(struct terms *terms, struct term *term);
struct term *term_not(struct terms *terms, struct term *term);

/* A conjunction or disjunction of any number of terms: begin, add each, end. Lists nest. */
size_t term_list_begin(const struct terms *terms);
void term_list_add(struct terms *terms, enum term_kind kind, struct term *term);
struct term *term_list_end(struct terms *terms, enum term_kind kind, size_t begin);

/* The conjunction or disjunction of two. */
struct term *term_pair(struct terms *terms, enum term_kind kind, struct term *a, struct term *b);

/* What may follow after `letter`. Where the letter is the number of letters, the end of the string: TERM_ALL when it
   may be here, TERM_NONE when not, or TERM_UNKNOWN. */
struct term *term_derive(struct terms *terms, struct term *term, uint32_t past, uint32_t letter);

/* What a letter is for what comes after it. */
uint32_t past_after(const struct terms *terms, uint32_t letter);

/* Whether a letter is a character of \w; false when no pattern has a boundary. */
bool letter_is_word(const struct terms *terms, uint32_t letter);

#endif
