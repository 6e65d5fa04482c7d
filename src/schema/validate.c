#include "schema/validate.h"

#include "schema/compile.h"
#include "schema/validator.h"

enum {
    PATTERN_STEPS = 2000000, /* of all patterns in one call */
    HOPS_MAX = 8             /* references that lead nowhere have a depth, too */
};

struct validator *validator_make(struct arena *arena, const struct schema_set *set,
                                 const struct validator_options *options)
{
    struct validator *validator = arena_new(arena, struct validator);
    validator->arena = arena;
    validator->options = *options;
    if (!validator->options.steps)
        validator->options.steps = VALIDATOR_STEPS;
    validator->pattern_count = schema_set_patterns(set);
    validator->patterns = arena_alloc_array(arena, validator->pattern_count, sizeof(const struct pattern *));
    return validator;
}

static enum schema_verdict refuse(const struct frame *frame, const char *keyword, const struct node *demand,
                                  const struct node *child, const struct node *missing)
{
    struct judge *judge = frame->judge;
    judge->cause = (struct schema_cause){.instance = frame->value->place,
                                         .child = child,
                                         .missing = missing,
                                         .schema = frame->schema,
                                         .keyword = keyword,
                                         .demand = demand};
    if (judge->causes)
        causes_add(judge->causes, judge->arena, &judge->cause);
    return SCHEMA_INVALID;
}

enum schema_verdict judge_refuse(const struct frame *frame, const char *keyword, const struct node *demand)
{
    return refuse(frame, keyword, demand, NULL, NULL);
}

enum schema_verdict judge_refuse_child(const struct frame *frame, const char *keyword, const struct node *demand,
                                       const struct node *child)
{
    return refuse(frame, keyword, demand, child, NULL);
}

enum schema_verdict judge_refuse_missing(const struct frame *frame, const char *keyword, const struct node *demand,
                                         const struct node *missing)
{
    return refuse(frame, keyword, demand, NULL, missing);
}

/* What the value is; with another type or another value than is due, no more is to be said about it. */
static enum schema_verdict judge_kind(const struct frame *frame)
{
    const struct schema *schema = frame->schema;
    enum schema_verdict verdict = SCHEMA_VALID;
    if (schema->types != JSON_TYPE_ANY && !(schema->types & frame->value->types))
        return judge_refuse(frame, "type", schema->type);
    if (schema->constant)
        verdict = judge_values(frame, "const", schema->constant);
    if (schema->enumeration && verdict != SCHEMA_INVALID) {
        enum schema_verdict other = judge_values(frame, "enum", schema->enumeration);
        verdict = other < verdict ? other : verdict;
    }
    return verdict;
}

static enum schema_verdict judge_sections(const struct frame *frame)
{
    const struct judge *judge = frame->judge;
    const struct schema *schema = frame->schema;
    unsigned types = frame->value->types;
    enum schema_verdict verdict = judge_kind(frame);
    if (verdict == SCHEMA_INVALID)
        return verdict;
    bool goes_on = true;
    if (schema->numbers && (types & JSON_TYPE_NUMBER))
        goes_on = judge_and(judge, &verdict, judge_numbers(frame));
    else if ((schema->strings || schema->format) && (types & JSON_TYPE_STRING))
        goes_on = judge_and(judge, &verdict, judge_strings(frame));
    else if (schema->objects && (types & JSON_TYPE_OBJECT))
        goes_on = judge_and(judge, &verdict, judge_objects(frame));
    else if (schema->arrays && (types & JSON_TYPE_ARRAY))
        goes_on = judge_and(judge, &verdict, judge_arrays(frame));
    goes_on = goes_on && (!schema->logic || judge_and(judge, &verdict, judge_logic(frame))) &&
              (!schema->reference.node || judge_and(judge, &verdict, judge_reference(frame)));
    if (goes_on && schema->dynamic_reference.node)
        judge_and(judge, &verdict, judge_dynamic_reference(frame));
    return verdict;
}

/* Gives the schema marks of its own, which is what sees through references but not into cousins. */
static enum schema_verdict judge_with_marks(struct frame *frame)
{
    const struct frame outside = *frame;
    frame->marks = marks_make(frame->judge, frame->value);
    enum schema_verdict verdict = judge_sections(frame);
    if (verdict != SCHEMA_INVALID)
        judge_and(frame->judge, &verdict, judge_unevaluated(frame));
    if (outside.marks)
        marks_add(&outside, frame->marks, verdict);
    return verdict;
}

enum schema_verdict judge_schema(const struct frame *outer, const struct schema *schema, struct value *value,
                                 unsigned char *marks)
{
    for (int i = 0; schema->is_reference && i < HOPS_MAX; i++)
        schema = schema->reference.target;
    if (judge_is_settled(schema, value))
        return SCHEMA_VALID;
    struct frame frame = {outer->judge, outer, schema, value, marks, outer->depth + 1};
    if (schema->is_false)
        return judge_refuse(&frame, "false", schema->node);
    if (frame.depth > VALIDATOR_DEPTH || !judge_spend(frame.judge, 1) || !value->node)
        return SCHEMA_UNDECIDED;
    if (judge_asks_evaluated(schema, value))
        return judge_with_marks(&frame);
    return judge_sections(&frame);
}

/* Reading a long number takes time, and memory that is given back. */
static unsigned types_of(struct judge *judge, const struct node *node)
{
    enum { SHORT = 20, DIGITS_PER_STEP = 16 };
    bool is_number = node && node->kind == NODE_SCALAR && (node->type == SCALAR_INT || node->type == SCALAR_FLOAT);
    if (!is_number || (node->type == SCALAR_INT && node->text.len <= SHORT))
        return json_types_of(judge->arena, node);
    judge_spend(judge, node->text.len / DIGITS_PER_STEP);
    struct arena_mark mark = arena_mark(judge->arena);
    unsigned types = json_types_of(judge->arena, node);
    arena_rewind(judge->arena, mark);
    return types;
}

/* `types` are those seen at a glance, or 0. */
static void value_set(struct judge *judge, struct value *value, const struct node *node, unsigned types)
{
    value->place = node;
    value->node = node_resolve(node);
    value->types = types ? types : types_of(judge, value->node);
    value->has_number = false;
}

enum schema_verdict judge_child_closely(const struct frame *frame, const struct schema *schema,
                                        const struct node *child, unsigned types)
{
    struct value value;
    value_set(frame->judge, &value, child, types);
    return judge_schema(frame, schema, &value, NULL);
}

enum schema_verdict judge_extra_child(const struct frame *frame, const char *keyword, const struct schema *schema,
                                      const struct node *child)
{
    if (schema->is_false)
        return judge_refuse_child(frame, keyword, schema->node, child);
    return judge_child(frame, schema, child);
}

enum schema_verdict judge_name(const struct frame *frame, const struct schema *schema, const struct node *key)
{
    struct value value;
    value_set(frame->judge, &value, key, 0);
    if (!value.node || value.node->kind != NODE_SCALAR)
        return SCHEMA_UNDECIDED;
    if (value.types != JSON_TYPE_STRING) {
        judge_spend(frame->judge, sizeof(struct node));
        struct node *name = arena_new(frame->judge->arena, struct node);
        *name = *value.node;
        name->type = SCALAR_STRING;
        value.node = name;
        value.types = JSON_TYPE_STRING;
    }
    return judge_schema(frame, schema, &value, NULL);
}

struct judge judge_start(struct validator *validator, struct arena *arena)
{
    return (struct judge){
        .validator = validator, .arena = arena, .steps = validator->options.steps, .pattern_steps = PATTERN_STEPS};
}

void judge_end(const struct judge *judge)
{
    struct validator *validator = judge->validator;
    validator->steps_taken += validator->options.steps - judge->steps + PATTERN_STEPS - judge->pattern_steps;
}

uint64_t validator_steps(const struct validator *validator)
{
    return validator->steps_taken;
}

enum schema_verdict judge_instance(struct judge *judge, const struct schema *schema, const struct node *instance)
{
    struct value value;
    value_set(judge, &value, instance, 0);
    const struct frame outside = {.judge = judge};
    return judge_schema(&outside, schema, &value, NULL);
}

enum schema_verdict schema_validate(struct validator *validator, const struct schema *schema,
                                    const struct node *instance)
{
    struct judge judge = judge_start(validator, validator->arena);
    struct arena_mark mark = arena_mark(validator->arena);
    validator->has_grown = false;
    enum schema_verdict verdict = judge_instance(&judge, schema, instance);
    judge_end(&judge);
    if (!validator->has_grown)
        arena_rewind(validator->arena, mark);
    return verdict;
}
