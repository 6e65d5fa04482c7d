#include "schema/satisfy.h"

#include "base/pattern.h"
#include "schema/compile.h"
#include "schema/equal.h"
#include "schema/satisfy_conflict.h"
#include "schema/satisfy_parts.h"

enum {
    JUDGE_STEPS = 50000,   /* of the validator, for one value */
    JUDGE_COST = 2,        /* of a judgement, in steps of the search */
    JUDGED_PER_STEP = 32,  /* steps of the validator for one more */
    UNDECIDED_COST = 2000, /* when they may all have been used */
};

bool search_spend(struct search *search, uint64_t steps)
{
    search->steps = search->steps > steps ? search->steps - steps : 0;
    return search->steps > 0;
}

bool search_overlooks(const struct search *search, const struct schema *schema)
{
    return search->options.is_tolerant && schema->is_false && schema != &constant_nothing;
}

bool search_asserts_format(const struct search *search, const struct schema *schema)
{
    return search->options.asserts_format || (schema->resource && schema->resource->asserts_format);
}

enum schema_verdict search_judge(struct search *search, const struct goal *goal, const struct node *value)
{
    enum schema_verdict verdict = SCHEMA_VALID;
    for (size_t i = 0; i < goal->count && verdict != SCHEMA_INVALID; i++) {
        uint64_t before = validator_steps(search->validator);
        enum schema_verdict one = schema_validate(search->validator, goal->literals[i].schema, value);
        search_spend(search, (validator_steps(search->validator) - before) / JUDGED_PER_STEP);
        if (goal->literals[i].is_negative && one != SCHEMA_UNDECIDED)
            one = one == SCHEMA_VALID ? SCHEMA_INVALID : SCHEMA_VALID;
        verdict = one < verdict ? one : verdict;
        search_spend(search, one == SCHEMA_UNDECIDED ? UNDECIDED_COST : JUDGE_COST);
    }
    bool is_in_place = !search->is_scope_dynamic || search->depth <= 1;
    return verdict == SCHEMA_INVALID && !is_in_place ? SCHEMA_UNDECIDED : verdict;
}

enum schema_answer search_match(struct search *search, const struct schema_pattern *pattern, struct str name)
{
    const struct pattern **compiled = &search->patterns[pattern->number];
    if (!*compiled)
        *compiled = pattern_compile(search->arena, pattern->ast);
    search_spend(search, 1);
    enum pattern_result result = pattern_match(*compiled, name);
    if (result == PATTERN_UNDECIDED)
        return SCHEMA_UNKNOWN;
    return result == PATTERN_MATCHES ? SCHEMA_YES : SCHEMA_NO;
}

static struct search *search_make(struct arena *arena, const struct schema_set *set,
                                  const struct satisfy_options *options)
{
    const struct validator_options judging = {options->asserts_format, options->is_tolerant, JUDGE_STEPS};
    struct search *search = arena_new(arena, struct search);
    search->arena = arena;
    search->set = set;
    search->options = *options;
    search->steps = options->steps ? options->steps : SATISFY_STEPS;
    search->validator = validator_make(arena, set, &judging);
    search->patterns = arena_alloc_array(arena, schema_set_patterns(set) + 1, sizeof *search->patterns);
    map_init(&search->ids, arena);
    map_init(&search->entries, arena);
    map_init(&search->equals, arena);
    map_init(&search->rests, arena);
    map_init(&search->shapes, arena);
    map_init(&search->constants, arena);
    map_init(&search->targets, arena);
    map_init(&search->circles, arena);
    return search;
}

static struct outcome solve(struct search *search, const struct schema_goal *goal)
{
    struct goal_builder builder = {.search = search};
    for (size_t i = 0; i < goal->all_count; i++)
        goal_add(&builder, (struct literal){goal->all[i], false, true});
    for (size_t i = 0; i < goal->none_count; i++)
        goal_add(&builder, (struct literal){goal->none[i], true, false});
    for (size_t i = 0; i < builder.count; i++)
        search_find_targets(search, builder.literals[i].schema);
    return goal_solve(&builder, NULL);
}

static const struct node *keep_scalar(struct arena *arena, const struct node *value)
{
    struct number number;
    if (value->type == SCALAR_NULL)
        return node_make_null(arena);
    if (value->type == SCALAR_BOOL)
        return node_make_bool(arena, char_lower(value->text.at[0]) == 't');
    struct str text = str_copy(arena, value->text);
    if (value->type != SCALAR_STRING && number_parse_yaml(arena, text, &number))
        return node_make_number(arena, number);
    return node_make_string(arena, text);
}

/* A copy in `arena`; NULL where YAML holds what JSON cannot: a key that is no text, an alias of nothing. As deep as
   values are: those of schemas by the limits of sources, others by SATISFY_DEPTH_MAX. */
static const struct node *keep(struct arena *arena, const struct node *value)
{
    value = node_resolve(value);
    if (!value)
        return NULL;
    if (value->kind == NODE_SCALAR)
        return keep_scalar(arena, value);
    bool is_mapping = value->kind == NODE_MAPPING;
    struct node *copy = is_mapping ? node_make_object(arena) : node_make_list(arena);
    for (const struct node *child = value->first; child; child = child->next) {
        const struct node *part = is_mapping && !node_is_scalar(child->key) ? NULL : keep(arena, child);
        if (!part)
            return NULL;
        if (is_mapping)
            node_add_member(arena, copy, str_copy(arena, node_key(child)), part);
        else
            node_add_item(arena, copy, part);
    }
    return copy;
}

struct satisfaction satisfy_only(struct arena *arena, const struct schema_set *set, const struct schema_goal *goal,
                                 const struct satisfy_options *options)
{
    struct arena scratch;
    arena_init(&scratch, arena->on_out_of_memory);
    struct search *search = search_make(&scratch, set, options);
    struct outcome outcome = solve(search, goal);
    uint64_t all = options->steps ? options->steps : SATISFY_STEPS;
    struct satisfaction satisfaction = {.answer = outcome.answer, .steps = all - search->steps};
    if (outcome.answer == SCHEMA_YES) {
        satisfaction.witness = keep(arena, outcome.witness);
        satisfaction.answer = satisfaction.witness ? SCHEMA_YES : SCHEMA_UNKNOWN;
    } else if (outcome.answer == SCHEMA_UNKNOWN) {
        const struct reason *reason = outcome.reason.keyword ? &outcome.reason : &search->blame;
        satisfaction.reason = reason->node;
        satisfaction.reason_keyword = reason->keyword;
    }
    arena_free(&scratch);
    return satisfaction;
}

struct satisfaction schema_satisfy(struct arena *arena, const struct schema_set *set, const struct schema_goal *goal,
                                   const struct satisfy_options *options)
{
    struct satisfaction satisfaction = satisfy_only(arena, set, goal, options);
    if (satisfaction.answer == SCHEMA_NO && goal->none_count == 0) {
        struct arena scratch;
        arena_init(&scratch, arena->on_out_of_memory);
        satisfy_conflict(&scratch, set, goal, options, &satisfaction);
        arena_free(&scratch);
    }
    return satisfaction;
}

struct satisfaction schema_satisfiable(struct arena *arena, const struct schema_set *set, const struct schema *schema,
                                       const struct satisfy_options *options)
{
    const struct schema_goal goal = {.all = &schema, .all_count = 1};
    return schema_satisfy(arena, set, &goal, options);
}
