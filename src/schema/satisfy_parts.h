/* What the parts of satisfy.h share: satisfy_goal.c (goals, and what is known of them), satisfy_dynamic.c (dynamic
   references), satisfy_branch.c (the search),
   satisfy_expand.c and satisfy_choice.c (from schemas to facts about a value of one type), satisfy_closure.c (what else
   holds), satisfy_unevaluated.c and satisfy_constant.c (schemas said by other keywords), satisfy_mention.c (the
   tolerant reading), satisfy_array.c, satisfy_object.c, satisfy_names.c and satisfy_scalar.c (from facts to values). */
#ifndef SCHEMA_SATISFY_PARTS_H
#define SCHEMA_SATISFY_PARTS_H

#include "base/arena.h"
#include "base/map.h"
#include "schema/satisfy.h"
#include "yaml/node_make.h"

struct language;
struct pattern;

enum {
    SATISFY_DEPTH_MAX = 48,   /* values inside each other */
    SATISFY_LENGTH_MAX = 1024 /* items or properties of a value that is made */
};

/* The keyword's value that was beyond us, and its name; NULL both: the budget. */
struct reason {
    const struct node *node;
    const char *keyword;
};

/* A schema that must hold, or must not. */
struct literal {
    const struct schema *schema;
    bool is_negative;
    bool is_emitted; /* must hold, of the side whose values are looked for: under the tolerant reading it names the
                        properties */
};

/* What a value must be: all literals, and one of the types. Equal goals have equal keys. */
struct goal {
    const struct literal *literals;
    size_t count;
    struct str key;
    const struct language *language; /* of a property's name: what it must be in; else NULL */
};

/* The answer for a goal. A NO may rest on the assumption that the goals in progress have no smaller value. */
struct outcome {
    enum schema_answer answer;
    const struct node *witness; /* YES */
    struct reason reason;       /* UNKNOWN */
    uint32_t depends;           /* NO: the depth of the outermost goal that it rests on; NO_DEPENDENCE: none */
};

#define NO_DEPENDENCE UINT32_MAX

/* What one keyword, or its negation, says about a value of the type in hand. */
enum fact_kind {
    FACT_INTEGER, /* of type number: has no fraction */
    FACT_MINIMUM,
    FACT_EXCLUSIVE_MINIMUM,
    FACT_MAXIMUM,
    FACT_EXCLUSIVE_MAXIMUM,
    FACT_MULTIPLE_OF,
    FACT_MIN_LENGTH,
    FACT_MAX_LENGTH,
    FACT_PATTERN,
    FACT_FORMAT,
    FACT_VALUE,  /* is not `value`: always negative */
    FACT_ARRAYS, /* all keywords of `schema->arrays`: never negative */
    FACT_PREFIX, /* the item at `index`: this and the next kinds are always negative */
    FACT_ITEMS,  /* an item behind the prefix */
    FACT_FEW,    /* fewer items than `minContains` are as `contains` says */
    FACT_MANY,   /* more than `maxContains` */
    FACT_MIN_ITEMS,
    FACT_MAX_ITEMS,
    FACT_UNIQUE,
    FACT_OBJECTS,          /* all keywords of `schema->objects` but the dependencies: never negative */
    FACT_PROPERTY,         /* the property at `index`: this and the next kinds are always negative */
    FACT_PATTERN_PROPERTY, /* a property whose name has the pattern at `index` */
    FACT_ADDITIONAL,
    FACT_NAMES,
    FACT_MIN_PROPERTIES,
    FACT_MAX_PROPERTIES,
    FACT_PRESENT,     /* the property `name`: negative when it must be absent */
    FACT_UNEVALUATED, /* `unevaluatedProperties` or `unevaluatedItems`, while it is open what is evaluated */
    FACT_MENTION,     /* the side that emits may speak of what is in `schema->objects` or `schema->arrays` */
    FACT_BEYOND       /* it may speak of anything, for what the schema says is beyond us */
};

struct fact {
    enum fact_kind kind;
    bool is_negative, is_emitted;
    const struct schema *schema;
    size_t index;
    struct str name;
    const struct node *value;
    const struct fact *next;
};

/* A part of an alternative: a literal, a fact, or that something is left out. */
struct item {
    enum { ITEM_LITERAL, ITEM_FACT, ITEM_REASON } kind;
    union {
        struct literal literal;
        struct fact fact;
        struct reason reason;
    };
    const struct item *next;
};

struct alternative {
    const struct item *items;
    struct alternative *next;
};

/* A disjunction: one of the alternatives must hold. */
struct choice {
    struct literal literal; /* of which it is a part */
    const struct alternative *first;
    size_t count;
    const struct choice *next;
};

struct literals {
    struct literal literal;
    const struct literals *next;
};

/* One way through the disjunctions of a goal, for values of one type. Lists are shared between branches. */
struct branch {
    unsigned type;                /* one bit of enum json_type; numbers are JSON_TYPE_NUMBER */
    const struct literals *todo;  /* not yet looked at */
    const struct literals *done;  /* what was */
    const struct choice *choices; /* not yet made */
    const struct fact *facts;
    const struct schema_values *values; /* the value is one of these; NULL: not known */
    struct reason left_out;             /* keyword NULL: nothing */
    uint32_t attempts;                  /* how many of its values were not confirmed */
    struct branch *next;
};

struct search {
    struct arena *arena;
    const struct schema_set *set;
    struct satisfy_options options;
    struct validator *validator;
    uint64_t steps;        /* left */
    struct reason blame;   /* what was left out first of a branch whose value was not confirmed */
    uint32_t depth;        /* of the goal in hand, 0: the first */
    bool is_scope_dynamic; /* a part judged alone may mean something else than in its place */
    struct map ids;        /* schema to its number in the order of being met */
    uint32_t id_count;
    struct map entries;              /* a goal's key to what is known of it */
    struct map equals;               /* pairs of schemas to whether they are equal */
    struct map rests;                /* a list of branches or a dependency to the schema made of it */
    struct map shapes;               /* schemas made from parts of others, and struct unevaluated, by these */
    struct map constants;            /* a value's text to the schema with it as `const` */
    struct map targets;              /* schema with a dynamic reference to where it leads; itself: not known */
    struct map circles;              /* see satisfy_circle.c */
    const struct pattern **patterns; /* of the set, by their numbers */
};

/* satisfy.c */

/* Takes steps off the budget; false when it is spent. */
bool search_spend(struct search *search, uint64_t steps);

/* Whether the validator accepts a value under the goal; undecided counts as neither. */
enum schema_verdict search_judge(struct search *search, const struct goal *goal, const struct node *value);

/* Whether a name matches one of the set's patterns: SCHEMA_UNKNOWN where it is beyond us. */
enum schema_answer search_match(struct search *search, const struct schema_pattern *pattern, struct str name);

/* Whether `format` decides under this schema. */
bool search_asserts_format(const struct search *search, const struct schema *schema);

/* Whether the tolerant reading overlooks a schema of `additionalProperties` or `unevaluatedProperties`. */
bool search_overlooks(const struct search *search, const struct schema *schema);

/* satisfy_dynamic.c */

/* Finds where the dynamic references lead that can be reached from where the search begins. */
void search_find_targets(struct search *search, const struct schema *root);

/* Where the dynamic reference of a schema leads; NULL: not known, or there is none. */
const struct schema *search_target(const struct search *search, const struct schema *schema);

/* satisfy_circle.c */

/* The value of a reference by which schemas come back to themselves without going into the value, if judging it by this
   one leads to such; else NULL. */
const struct node *search_circle(struct search *search, const struct schema *schema);

/* satisfy_goal.c */

/* Literals being collected. */
struct goal_builder {
    struct search *search;
    struct literal *literals;
    size_t count, capacity;
    bool is_impossible; /* a literal and its opposite, `false`, or not `true` */
};

void goal_add(struct goal_builder *builder, struct literal literal);

/* Answers for the literals of a builder, from memory if it can. `language` as in struct goal. */
struct outcome goal_solve(struct goal_builder *builder, const struct language *language);

/* Whether no value is valid under one literal and the other, since they say the opposite. */
bool literal_opposes(struct search *search, struct literal a, struct literal b);

/* satisfy_expand.c: what must hold, and the loop over what is to do. */

/* Takes the branch's literals apart until only facts and choices are left; false when they contradict each other. */
bool branch_expand(struct search *search, struct branch *branch);

/* satisfy_choice.c: what must not hold. */

/* Remembers that something was left out of the branch, as if it held. */
void branch_leave_out(struct branch *branch, const struct node *node, const char *keyword);

/* Adds a copy of a fact. */
void branch_add_fact(struct search *search, struct branch *branch, struct fact fact);

/* Adds a literal to what is to be looked at. */
void branch_add(struct search *search, struct branch *branch, struct literal literal);

/* Adds the parts of an alternative to a branch. */
void branch_take(struct search *search, struct branch *branch, const struct alternative *alternative);

/* Adds the choice whether a schema holds, of which something hangs that `literal` says. */
void branch_decide(struct search *search, struct branch *branch, struct literal literal, const struct schema *schema);

/* satisfy_unevaluated.c */

/* What a schema says by `unevaluatedProperties`, or `unevaluatedItems`, about a value of the branch. */
struct unevaluated {
    const struct schema *shape; /* with `additionalProperties` or `items` instead; what it refuses the schema does */
    const struct schema *open;  /* on which it depends what is evaluated, while the branch does not say whether it
                                   holds; NULL: nothing */
    bool is_exact;              /* with all else that the schema says, the shape says all of it */
};

struct unevaluated unevaluated_shape(struct search *search, const struct branch *branch, const struct schema *schema);

/* The value of the keyword, and its name. */
struct reason unevaluated_reason(const struct branch *branch, const struct schema *schema);

/* satisfy_branch.c */

/* Looks for a value of the goal. */
struct outcome branch_search(struct search *search, const struct goal *goal);

/* A NO without assumptions. */
static inline struct outcome outcome_no(void)
{
    return (struct outcome){.answer = SCHEMA_NO, .depends = NO_DEPENDENCE};
}

static inline struct outcome outcome_yes(const struct node *witness)
{
    return (struct outcome){.answer = SCHEMA_YES, .witness = witness, .depends = NO_DEPENDENCE};
}

static inline struct outcome outcome_unknown(struct reason reason)
{
    return (struct outcome){.answer = SCHEMA_UNKNOWN, .reason = reason, .depends = NO_DEPENDENCE};
}

/* What is known of a value that needs both: NO if either is, else the first UNKNOWN, else the second. */
struct outcome outcome_both(struct outcome a, struct outcome b);

/* What is known when both ways to find a value were tried: the first YES, else the first UNKNOWN, else NO. */
struct outcome outcome_either(struct outcome a, struct outcome b);

/* satisfy_scalar.c, satisfy_array.c, satisfy_object.c */

/* A value with the facts of the branch; what they cannot decide they leave out of it. `language` is of a name. */
struct outcome scalar_solve(struct search *search, struct branch *branch, const struct language *language);
struct outcome array_solve(struct search *search, struct branch *branch);
struct outcome object_solve(struct search *search, struct branch *branch);

/* satisfy_mention.c */

/* Under the tolerant reading, adds a fact for each schema that names parts of the value if it holds, of which the
   branch does not say whether it does; returns one of them, NULL when there is none. */
const struct schema *branch_mention(struct search *search, struct branch *branch, const struct goal *goal);

/* Adds that a schema speaks of the value if it holds. NULL: none. */
void goal_mention(struct goal_builder *builder, const struct schema *schema);

/* satisfy_constant.c */

/* A schema that says nothing, to be filled. */
struct schema *constant_make(struct search *search);

/* The schema that only this value is valid under; the same for values written alike. */
const struct schema *constant_schema(struct search *search, const struct node *value);

/* The same for a list or mapping, but said by the keywords of its parts instead of `const`. */
const struct schema *constant_shape(struct search *search, const struct node *value);

/* The `additionalProperties` of a shape, which the tolerant reading does not overlook. */
extern const struct schema constant_nothing;

#endif
