/* The leaves of the search behind satisfy.h: conjunctions about one number or one string, decided exactly where that
   can be done. Knows neither schemas nor nodes.

   An answer counts how many different values there are as far as it was asked, so that the same call gives a witness,
   decides a small `uniqueItems` or `minItems`, and lists a finite domain. Everything found lives in the arena, or in
   what the goal points to. Work is bounded whatever the goal. */
#ifndef SCHEMA_SATISFY_LEAF_H
#define SCHEMA_SATISFY_LEAF_H

#include "schema/satisfy.h"

struct language;

#define LEAF_NO_DEMAND SIZE_MAX

struct leaf {
    enum schema_answer answer; /* YES: at least one value was found; NO: there is none, proved */
    size_t found;              /* how many different values were written */
    bool is_all;               /* there are no others */
    size_t conflict[2];        /* NO: two demands that contradict each other, in their order, the same twice for one
                                  that nothing meets; LEAF_NO_DEMAND both where it takes more than two */
};

enum number_demand_kind {
    NUMBER_MINIMUM,
    NUMBER_EXCLUSIVE_MINIMUM,
    NUMBER_MAXIMUM,
    NUMBER_EXCLUSIVE_MAXIMUM,
    NUMBER_MULTIPLE_OF, /* of a value above zero */
    NUMBER_INTEGER      /* its value counts for nothing */
};

struct number_demand {
    enum number_demand_kind kind;
    bool is_negated;
    struct number value;
};

struct number_goal {
    const struct number_demand *demands;
    size_t demand_count;
    const struct number *excluded; /* values that are not wanted */
    size_t excluded_count;
};

/* Finds up to `count` (at least 1) different numbers that meet all demands: integers first, then few digits, near zero
   first. Exact but for more digits than can be reckoned with (1e999999999 with a step of 7), and for so many excluded
   values and negated steps that thousands of candidates fail: then the answer is UNKNOWN, or `is_all` false. */
struct leaf satisfy_number(struct arena *arena, const struct number_goal *goal, struct number *values, size_t count);

enum string_demand_kind {
    STRING_LANGUAGE, /* a pattern, a list of strings */
    STRING_LENGTH,   /* code points */
    STRING_FORMAT    /* of strings; one that is not checked refuses nothing, and that one is not of it is unknown */
};

struct string_demand {
    enum string_demand_kind kind;
    bool is_negated;
    const struct language *language;
    const struct pattern_ast *pattern; /* of the language; may be NULL. Where the language cannot say whether it has a
                                          string, a search with the pattern does. */
    uint64_t min, max;                 /* of the length; UINT64_MAX: no bound above */
    const struct format *format;
};

struct string_goal {
    const struct string_demand *demands;
    size_t demand_count;
    const struct str *excluded; /* values that are not wanted */
    size_t excluded_count;
    uint32_t steps; /* for each question about languages, see base/language.h; 0: LANGUAGE_STEPS */
};

/* Finds up to `count` (at least 1) different strings that meet all demands: usual values of a format first, then short
   ones of letters and digits. UNKNOWN where no candidate met the demands and they were not refuted either. */
struct leaf satisfy_string(struct arena *arena, const struct string_goal *goal, struct str *values, size_t count);

#endif
