#include "yaml/equal.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/number.h"
#include "yaml/decimal.h"

enum { BYTES_PER_STEP = 64, HASH_STEPS = 4 /* a hash takes longer than a comparison */ };

static bool is_number(const struct node *scalar)
{
    return scalar->type == SCALAR_INT || scalar->type == SCALAR_FLOAT;
}

/* Takes what looking at a node costs; false when there is not enough left. */
static bool spend(uint64_t *budget, const struct node *node, uint64_t each)
{
    uint64_t cost = each + (node->kind == NODE_SCALAR ? each * node->text.len / BYTES_PER_STEP : 0);
    *budget = *budget > cost ? *budget - cost : 0;
    return *budget > 0;
}

static bool scalar_equal(const struct node *a, const struct node *b)
{
    if (is_number(a) && is_number(b))
        return decimal_equal(a->text, b->text);
    if (a->type != b->type)
        return false;
    switch (a->type) {
    case SCALAR_NULL: return true;
    case SCALAR_BOOL: return str_equal_caseless(a->text, b->text);
    default: return str_equal(a->text, b->text);
    }
}

/* Children without a scalar key are compared in their order. */
static bool mapping_equal(const struct node *a, const struct node *b, uint64_t *budget)
{
    const struct node *other = b->first;
    for (const struct node *child = a->first; child; child = child->next) {
        if (node_is_scalar(child->key)) {
            if (!node_equal_within(child, node_find_str(b, node_key(child)), budget))
                return false;
            continue;
        }
        while (other && node_is_scalar(other->key))
            other = other->next;
        if (!other || !node_equal_within(child->key, other->key, budget) || !node_equal_within(child, other, budget))
            return false;
        other = other->next;
    }
    return true;
}

static bool sequence_equal(const struct node *a, const struct node *b, uint64_t *budget)
{
    const struct node *left = a->first, *right = b->first;
    for (; left && right && node_equal_within(left, right, budget); left = left->next)
        right = right->next;
    return !left && !right;
}

/* Recursion is bounded by limits.depth. */
bool node_equal_within(const struct node *a, const struct node *b, uint64_t *budget)
{
    if (!a || !b)
        return false;
    a = node_resolve(a);
    b = node_resolve(b);
    if (a == b)
        return true;
    if (!a || !b || a->kind != b->kind || !spend(budget, a, 1))
        return false;
    if (a->kind == NODE_SCALAR)
        return scalar_equal(a, b);
    if (a->count != b->count)
        return false;
    return a->kind == NODE_MAPPING ? mapping_equal(a, b, budget) : sequence_equal(a, b, budget);
}

/* The work is bounded by limits.nodes, which counts through aliases. */
bool node_equal(const struct node *a, const struct node *b)
{
    uint64_t budget = UINT64_MAX;
    return node_equal_within(a, b, &budget);
}

/* The hash of what is told by a mark, two words and a text. */
static uint64_t mix(const uint64_t *seed, uint64_t mark, uint64_t first, uint64_t second, struct str text)
{
    const uint64_t words[] = {mark, first, second, text.len ? hash_bytes(seed, text) : 0};
    return hash_bytes(seed, (struct str){(const char *)words, sizeof words});
}

static uint64_t scalar_hash(struct arena *arena, const uint64_t *seed, const struct node *scalar)
{
    struct number number;
    if (scalar->type == SCALAR_NULL)
        return mix(seed, SCALAR_NULL, 0, 0, STR(""));
    if (scalar->type == SCALAR_BOOL)
        return mix(seed, SCALAR_BOOL, (uint64_t)char_lower(scalar->text.at[0]), 0, STR(""));
    if (is_number(scalar) && number_parse(arena, scalar->text, &number))
        return mix(seed, SCALAR_INT, number.is_negative, (uint64_t)number.point, number.digits);
    return mix(seed, SCALAR_STRING, is_number(scalar), 0, scalar->text);
}

/* Pairs in any order have the same sum. */
static uint64_t mapping_hash(struct arena *arena, const uint64_t *seed, const struct node *mapping, uint64_t *budget)
{
    uint64_t sum = 0;
    for (const struct node *child = mapping->first; child && *budget; child = child->next)
        sum += mix(seed, NODE_MAPPING, node_hash(arena, seed, child, budget), 0, node_key(child));
    return mix(seed, NODE_MAPPING, sum, 1, STR(""));
}

static uint64_t sequence_hash(struct arena *arena, const uint64_t *seed, const struct node *sequence, uint64_t *budget)
{
    uint64_t hash = 0;
    for (const struct node *child = sequence->first; child && *budget; child = child->next)
        hash = mix(seed, NODE_SEQUENCE, hash, node_hash(arena, seed, child, budget), STR(""));
    return mix(seed, NODE_SEQUENCE, hash, 1, STR("["));
}

/* Recursion is bounded by limits.depth. */
uint64_t node_hash(struct arena *arena, const uint64_t *seed, const struct node *node, uint64_t *budget)
{
    node = node_resolve(node);
    if (!node || !spend(budget, node, HASH_STEPS))
        return 0;
    if (node->kind == NODE_SCALAR)
        return scalar_hash(arena, seed, node);
    return node->kind == NODE_MAPPING ? mapping_hash(arena, seed, node, budget)
                                      : sequence_hash(arena, seed, node, budget);
}
