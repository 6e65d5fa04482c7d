/* prefixItems, items, contains (core, section 10.3.1); minItems, maxItems, uniqueItems, minContains, maxContains
   (validation, section 6.4). */
#include "base/hash.h"
#include "schema/validator.h"
#include "yaml/equal.h"

enum { PAIRS_MAX = 8 /* items that are compared each with each */ };

static const struct node *repeated_of_few(struct judge *judge, const struct node *array)
{
    for (const struct node *item = array->first; item; item = item->next)
        for (const struct node *other = array->first; other != item; other = other->next)
            if (node_equal_within(other, item, &judge->steps))
                return item;
    return NULL;
}

struct slot {
    uint64_t hash;
    const struct node *item; /* NULL: free */
};

static const struct node *repeated_of_many(struct judge *judge, const struct node *array)
{
    const uint64_t *seed = hash_seed(judge->arena);
    const struct node *repeated = NULL;
    struct arena_mark mark = arena_mark(judge->arena);
    size_t capacity = 1;
    while (capacity < (size_t)array->count * 2)
        capacity *= 2;
    struct slot *slots = arena_alloc_array(judge->arena, capacity, sizeof *slots);
    for (const struct node *item = array->first; item && judge->steps && !repeated; item = item->next) {
        uint64_t hash = node_hash(judge->arena, seed, item, &judge->steps);
        size_t at = (size_t)hash & (capacity - 1);
        for (; slots[at].item && !repeated; at = (at + 1) & (capacity - 1))
            if (slots[at].hash == hash && node_equal_within(slots[at].item, item, &judge->steps))
                repeated = item;
        slots[at] = (struct slot){hash, item};
    }
    arena_rewind(judge->arena, mark);
    return repeated;
}

static enum schema_verdict judge_unique(const struct frame *frame, const struct node *array)
{
    const struct node *demand = frame->schema->arrays->unique;
    const struct node *repeated =
        array->count <= PAIRS_MAX ? repeated_of_few(frame->judge, array) : repeated_of_many(frame->judge, array);
    if (repeated)
        return judge_refuse_child(frame, "uniqueItems", demand, repeated);
    return frame->judge->steps ? SCHEMA_VALID : SCHEMA_UNDECIDED;
}

static enum schema_verdict judge_count(const struct frame *frame, const struct schema_arrays *arrays, uint64_t count)
{
    if (arrays->min_items.node && count < arrays->min_items.value)
        return judge_refuse(frame, "minItems", arrays->min_items.node);
    if (arrays->max_items.node && count > arrays->max_items.value)
        return judge_refuse(frame, "maxItems", arrays->max_items.node);
    return SCHEMA_VALID;
}

/* The keyword that says what the items behind the prefix must be. */
static const char *rest_keyword(const struct schema *schema)
{
    bool is_additional =
        schema->arrays->prefix.node && schema->resource && schema->resource->draft < SCHEMA_DRAFT_2020_12;
    return is_additional ? "additionalItems" : "items";
}

static enum schema_verdict judge_items(const struct frame *frame, const struct node *array)
{
    const struct schema_arrays *arrays = frame->schema->arrays;
    enum schema_verdict verdict = SCHEMA_VALID;
    size_t index = 0;
    for (const struct node *item = array->first; item; item = item->next, index++) {
        bool is_in_prefix = index < arrays->prefix.count, goes_on = true;
        if (!is_in_prefix && !arrays->items)
            break;
        if (!judge_spend(frame->judge, 1))
            return verdict < SCHEMA_UNDECIDED ? verdict : SCHEMA_UNDECIDED;
        if (is_in_prefix)
            goes_on = judge_and(frame->judge, &verdict, judge_child(frame, arrays->prefix.at[index], item));
        else
            goes_on = judge_and(frame->judge, &verdict,
                                judge_extra_child(frame, rest_keyword(frame->schema), arrays->items, item));
        if (!goes_on)
            break;
        if (frame->marks)
            frame->marks[index] = SCHEMA_VALID;
    }
    return verdict;
}

/* How many items a schema holds for: at least, at most. */
struct held {
    uint64_t low, high;
};

static struct held count_held(const struct frame *frame, const struct node *array, uint64_t enough)
{
    const struct schema *contains = frame->schema->arrays->contains;
    bool marks = frame->marks && frame->schema->resource && frame->schema->resource->draft >= SCHEMA_DRAFT_2020_12;
    struct cause_list *causes = frame->judge->causes;
    struct held held = {0, 0};
    size_t index = 0;
    frame->judge->causes = NULL;
    for (const struct node *item = array->first; item && (marks || held.low < enough); item = item->next, index++) {
        enum schema_verdict verdict =
            judge_spend(frame->judge, 1) ? judge_child(frame, contains, item) : SCHEMA_UNDECIDED;
        held.low += verdict == SCHEMA_VALID;
        held.high += verdict != SCHEMA_INVALID;
        if (marks && frame->marks[index] < verdict)
            frame->marks[index] = (unsigned char)verdict;
    }
    frame->judge->causes = causes;
    return held;
}

static enum schema_verdict judge_contains(const struct frame *frame, const struct node *array)
{
    const struct schema_arrays *arrays = frame->schema->arrays;
    uint64_t least = arrays->min_contains.node ? arrays->min_contains.value : 1;
    uint64_t most = arrays->max_contains.node ? arrays->max_contains.value : UINT64_MAX;
    struct held held = count_held(frame, array, most == UINT64_MAX ? least : most + 1);
    if (held.high < least && least == 1)
        return judge_refuse(frame, "contains", arrays->contains->node);
    if (held.high < least)
        return judge_refuse(frame, "minContains", arrays->min_contains.node);
    if (held.low > most)
        return judge_refuse(frame, "maxContains", arrays->max_contains.node);
    return held.low < least || held.high > most ? SCHEMA_UNDECIDED : SCHEMA_VALID;
}

enum schema_verdict judge_arrays(const struct frame *frame)
{
    const struct schema_arrays *arrays = frame->schema->arrays;
    const struct node *array = frame->value->node;
    struct judge *judge = frame->judge;
    enum schema_verdict verdict = judge_count(frame, arrays, array->count);
    bool goes_on = judge_and(judge, &verdict, SCHEMA_VALID);
    if (goes_on && (arrays->prefix.count || arrays->items))
        goes_on = judge_and(judge, &verdict, judge_items(frame, array));
    if (goes_on && arrays->contains)
        goes_on = judge_and(judge, &verdict, judge_contains(frame, array));
    if (goes_on && arrays->unique)
        judge_and(judge, &verdict, judge_unique(frame, array));
    return verdict;
}
