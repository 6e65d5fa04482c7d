#include "schema/equal.h"
#include "schema/satisfy_parts.h"

enum { EQUAL_STEPS = 2000 };

/* What is known of a goal. */
struct entry {
    enum { ENTRY_NEW, ENTRY_OPEN, ENTRY_KNOWN } state;
    uint32_t depth; /* OPEN */
    struct outcome outcome;
};

struct outcome outcome_either(struct outcome a, struct outcome b)
{
    if (a.answer == SCHEMA_YES || (a.answer == SCHEMA_UNKNOWN && b.answer != SCHEMA_YES))
        return a;
    if (b.answer == SCHEMA_NO)
        b.depends = a.depends < b.depends ? a.depends : b.depends;
    return b;
}

struct outcome outcome_both(struct outcome a, struct outcome b)
{
    if (a.answer == SCHEMA_NO || (a.answer == SCHEMA_UNKNOWN && b.answer != SCHEMA_NO))
        return a;
    return b;
}

/* Numbers in the order of being met, so that nothing hangs on where the system puts things. */
static uint32_t id_of(struct search *search, const struct schema *schema)
{
    uintptr_t known = (uintptr_t)map_get_object(&search->ids, schema);
    if (known)
        return (uint32_t)known;
    map_put_object(&search->ids, schema, (void *)(uintptr_t)++search->id_count);
    return search->id_count;
}

static bool is_equal(struct search *search, const struct schema *a, const struct schema *b)
{
    const uint32_t ids[2] = {id_of(search, a), id_of(search, b)};
    struct str key = {(const char *)ids, sizeof ids};
    const bool *known = map_get(&search->equals, key);
    if (known)
        return *known;
    uint64_t limit = search->steps < EQUAL_STEPS ? search->steps : EQUAL_STEPS, left = limit;
    bool *is_same = arena_new(search->arena, bool);
    *is_same = schema_equal(search->arena, a, b, &left);
    search_spend(search, (limit - left) / 8);
    map_put(&search->equals, str_copy(search->arena, key), is_same);
    return *is_same;
}

bool literal_opposes(struct search *search, struct literal a, struct literal b)
{
    if (a.is_negative == b.is_negative || (search->is_scope_dynamic && search->depth > 0))
        return false;
    return a.schema == b.schema || is_equal(search, a.schema, b.schema);
}

static void grow(struct goal_builder *builder)
{
    size_t capacity = builder->capacity ? 2 * builder->capacity : 8;
    struct literal *literals = arena_alloc_array(builder->search->arena, capacity, sizeof *literals);
    if (builder->count)
        memcpy(literals, builder->literals, builder->count * sizeof *literals);
    builder->literals = literals;
    builder->capacity = capacity;
}

void goal_add(struct goal_builder *builder, struct literal literal)
{
    literal.schema = schema_target(literal.schema);
    if (literal.schema->is_false ? literal.is_negative : !literal.is_negative && schema_is_true(literal.schema))
        return;
    if (literal.schema->is_false || schema_is_true(literal.schema))
        builder->is_impossible = true;
    for (size_t i = 0; i < builder->count && !builder->is_impossible; i++) {
        struct literal *other = &builder->literals[i];
        if (other->schema == literal.schema && other->is_negative == literal.is_negative) {
            other->is_emitted |= literal.is_emitted;
            return;
        }
        builder->is_impossible = literal_opposes(builder->search, *other, literal);
    }
    if (builder->count == builder->capacity)
        grow(builder);
    builder->literals[builder->count++] = literal;
}

static int compare_words(const void *a, const void *b)
{
    uint32_t one = *(const uint32_t *)a, other = *(const uint32_t *)b;
    return (one > other) - (one < other);
}

static struct str goal_key(struct search *search, const struct literal *literals, size_t count)
{
    uint32_t *words = arena_alloc_array(search->arena, count + 1, sizeof *words);
    for (size_t i = 0; i < count; i++)
        words[i] = id_of(search, literals[i].schema) * 4 + literals[i].is_negative * 2u + literals[i].is_emitted;
    qsort(words, count, sizeof *words, compare_words);
    return (struct str){(const char *)words, count * sizeof *words};
}

static struct outcome solve(struct search *search, const struct goal *goal)
{
    uint32_t depth = search->depth++;
    struct outcome outcome = branch_search(search, goal);
    search->depth = depth;
    if (outcome.answer == SCHEMA_NO && outcome.depends >= depth)
        outcome.depends = NO_DEPENDENCE;
    return outcome;
}

/* A goal in progress that comes up again inside itself is given up there; what rests on that is not kept. */
static struct outcome solve_once(struct search *search, const struct goal *goal)
{
    struct entry *entry = map_get(&search->entries, goal->key);
    if (!entry) {
        entry = arena_new(search->arena, struct entry);
        map_put(&search->entries, goal->key, entry);
    }
    if (entry->state == ENTRY_KNOWN)
        return entry->outcome;
    if (entry->state == ENTRY_OPEN)
        return (struct outcome){.answer = SCHEMA_NO, .depends = entry->depth};
    entry->state = ENTRY_OPEN;
    entry->depth = search->depth;
    entry->outcome = solve(search, goal);
    bool is_kept = entry->outcome.answer != SCHEMA_NO || entry->outcome.depends == NO_DEPENDENCE;
    entry->state = is_kept ? ENTRY_KNOWN : ENTRY_NEW;
    return entry->outcome;
}

struct outcome goal_solve(struct goal_builder *builder, const struct language *language)
{
    struct search *search = builder->search;
    if (builder->is_impossible)
        return outcome_no();
    if (!search_spend(search, 1) || search->depth >= SATISFY_DEPTH_MAX)
        return outcome_unknown((struct reason){NULL, NULL});
    struct goal goal = {builder->literals, builder->count, {NULL, 0}, language};
    if (language)
        return solve(search, &goal);
    goal.key = goal_key(search, goal.literals, goal.count);
    return solve_once(search, &goal);
}
