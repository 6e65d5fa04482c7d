/* enum and const (validation, sections 6.1.2 and 6.1.3). */
#include "base/map.h"
#include "schema/validator.h"
#include "yaml/equal.h"

enum { BYTES_PER_STEP = 16 };

static bool is_string(const struct node *node)
{
    return node->kind == NODE_SCALAR && node->type == SCALAR_STRING;
}

/* Long lists of scalars are looked up. */
static bool is_listed(struct judge *judge, const struct schema_values *values, const struct node *node)
{
    struct str key;
    if (values->scalars) {
        struct arena_mark mark = arena_mark(judge->arena);
        bool is_found = json_key_of(judge->arena, node, &key) && map_get(values->scalars, key);
        arena_rewind(judge->arena, mark);
        return is_found;
    }
    bool is_text = is_string(node);
    for (size_t i = 0; i < values->count; i++)
        if (is_text ? is_string(values->at[i]) && str_equal(node->text, values->at[i]->text)
                    : node_equal_within(node, values->at[i], &judge->steps))
            return true;
    return false;
}

enum schema_verdict judge_values(const struct frame *frame, const char *keyword, const struct schema_values *values)
{
    const struct node *node = frame->value->node;
    uint64_t bytes = node->kind == NODE_SCALAR ? node->text.len : 0;
    judge_spend(frame->judge, (values->scalars ? 1 : values->count) + bytes / BYTES_PER_STEP);
    if (is_listed(frame->judge, values, node))
        return SCHEMA_VALID;
    return frame->judge->steps ? judge_refuse(frame, keyword, values->node) : SCHEMA_UNDECIDED;
}
