/* What the files of the validator share: one file for each section of the specification, named validate_*.c. Used
   inside schema/ only.

   There is one walk and it has two modes: to judge, it stops at the first mistake; to explain (`causes` set), it goes
   on and keeps each. */
#ifndef SCHEMA_VALIDATOR_H
#define SCHEMA_VALIDATOR_H

#include "schema/validate.h"

/* Causes in the order of the value. Start with `struct cause_list list = {.limit = limit}`. */
struct cause_list {
    struct schema_cause **at;
    size_t count, capacity, limit;
};

enum { FOLLOWERS = 1024 /* a power of two */ };

/* What lives from call to call. */
struct validator {
    struct arena *arena;
    struct validator_options options;
    uint64_t steps_taken;
    const struct pattern **patterns; /* by schema_pattern.number; NULL: not compiled yet */
    size_t pattern_count;
    bool has_grown;                /* during the call at hand: its memory is kept */
    uint16_t followers[FOLLOWERS]; /* guesses, see validate_objects.c */
};

/* One call. */
struct judge {
    struct validator *validator;
    struct arena *arena; /* scratch; to explain, also of the causes */
    uint64_t steps;      /* left; 0: used up, everything is undecided */
    uint64_t pattern_steps;
    struct schema_cause cause; /* the last refusal */
    struct cause_list *causes; /* NULL: stop at the first mistake */
};

/* A value on its way through schemas. */
struct value {
    const struct node *place, *node; /* where it is used, and what it is; the latter is no alias */
    unsigned types;                  /* enum json_type; 0: none that JSON has */
    bool has_number;                 /* `number` is read */
    struct number number;
};

/* A schema at a value: what the judge of a section is given. `outer` leads to the schemas that this one was reached
   through, which are the dynamic scope (core, section 7.1). */
struct frame {
    struct judge *judge;
    const struct frame *outer;
    const struct schema *schema;
    struct value *value;
    unsigned char *marks; /* whether each child was evaluated, as verdicts; NULL: nobody asks */
    unsigned depth;
};

/* Takes steps; false when they are used up. */
static inline bool judge_spend(struct judge *judge, uint64_t steps)
{
    judge->steps = judge->steps > steps ? judge->steps - steps : 0;
    return judge->steps > 0;
}

/* AND: makes the verdict the lesser of both. Whether to go on: the verdict still can change, or more is to be told. */
static inline bool judge_and(const struct judge *judge, enum schema_verdict *verdict, enum schema_verdict other)
{
    if (other < *verdict)
        *verdict = other;
    return *verdict != SCHEMA_INVALID || (judge->causes && judge->causes->count < judge->causes->limit);
}

/* A call that makes things in `arena`. */
struct judge judge_start(struct validator *validator, struct arena *arena);

/* The end of a call: notes what it took. */
void judge_end(const struct judge *judge);

/* Judges a whole value. */
enum schema_verdict judge_instance(struct judge *judge, const struct schema *schema, const struct node *instance);

/* Whether the type of the value is all that the schema asks, and right. */
static inline bool judge_is_settled(const struct schema *schema, const struct value *value)
{
    return value->types & schema->types & schema->settled;
}

/* Whether the schema asks which children of the value were evaluated. */
static inline bool judge_asks_evaluated(const struct schema *schema, const struct value *value)
{
    return (schema->objects && schema->objects->unevaluated && (value->types & JSON_TYPE_OBJECT)) ||
           (schema->arrays && schema->arrays->unevaluated && (value->types & JSON_TYPE_ARRAY));
}

/* Keeps a cause and says "invalid". The first takes the value for instance. */
enum schema_verdict judge_refuse(const struct frame *frame, const char *keyword, const struct node *demand);
enum schema_verdict judge_refuse_child(const struct frame *frame, const char *keyword, const struct node *demand,
                                       const struct node *child);
enum schema_verdict judge_refuse_missing(const struct frame *frame, const char *keyword, const struct node *demand,
                                         const struct node *missing);

/* Judges a value by a schema that `outer` applies to it, or to its child. */
enum schema_verdict judge_schema(const struct frame *outer, const struct schema *schema, struct value *value,
                                 unsigned char *marks);

/* Judges a child of the frame's value, whose types may have been seen at a glance. */
enum schema_verdict judge_child_closely(const struct frame *frame, const struct schema *schema,
                                        const struct node *child, unsigned types);

/* The same; of most values only the type is asked. */
static inline enum schema_verdict judge_child(const struct frame *frame, const struct schema *schema,
                                              const struct node *child)
{
    unsigned types = json_types_at_a_glance(child);
    return types & schema->types & schema->settled ? SCHEMA_VALID : judge_child_closely(frame, schema, child, types);
}

/* The same for a keyword whose schema may be `false`, which then refuses the child. */
enum schema_verdict judge_extra_child(const struct frame *frame, const char *keyword, const struct schema *schema,
                                      const struct node *child);

/* Judges a name of a member as a string. */
enum schema_verdict judge_name(const struct frame *frame, const struct schema *schema, const struct node *key);

/* Judges the frame's own value by a schema that must hold, so that what it evaluates is evaluated here. */
enum schema_verdict judge_in_place(const struct frame *frame, const struct schema *schema);

/* Judges the frame's own value by a schema that need not hold. What it evaluates counts if it holds; its mistakes go to
   `causes`, NULL: nowhere. */
enum schema_verdict judge_branch(const struct frame *frame, const struct schema *schema, struct cause_list *causes);

/* The sections. Each is called only where the schema has it; values of other types are valid. */
enum schema_verdict judge_values(const struct frame *frame, const char *keyword, const struct schema_values *values);
enum schema_verdict judge_numbers(const struct frame *frame);
enum schema_verdict judge_strings(const struct frame *frame); /* `format` too */
enum schema_verdict judge_arrays(const struct frame *frame);
enum schema_verdict judge_objects(const struct frame *frame);
enum schema_verdict judge_logic(const struct frame *frame);
enum schema_verdict judge_reference(const struct frame *frame);
enum schema_verdict judge_dynamic_reference(const struct frame *frame);

/* Whether a text matches, INVALID for no. */
enum schema_verdict judge_pattern(struct judge *judge, const struct schema_pattern *pattern, struct str text);

/* Marks of as many children as the value has, none evaluated. */
unsigned char *marks_make(struct judge *judge, const struct value *value);

/* Adds what a schema with that verdict evaluated: nothing when it is invalid; when it is undecided, maybe everything.
   `from` may be `marks` itself. */
void marks_add(const struct frame *frame, const unsigned char *from, enum schema_verdict verdict);

/* unevaluatedItems and unevaluatedProperties, when all else was judged. */
enum schema_verdict judge_unevaluated(const struct frame *frame);

/* Adds a copy unless the list is full or has the same already. */
void causes_add(struct cause_list *list, struct arena *arena, const struct schema_cause *cause);

/* Of the lists of the first `count` branches that all failed, `all` in number, adds the one that fits best to `to`,
   with the others as `others` of its first. */
void causes_add_best(struct cause_list *to, struct arena *arena, const struct cause_list *branches, size_t count,
                     size_t all, const struct value *value);

#endif
