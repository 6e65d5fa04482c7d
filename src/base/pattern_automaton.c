#include "base/pattern_automaton.h"

enum {
    UNROLLED_MAX = 32, /* positions of a counted repetition written out */
    LIKE_A_LOOP = 16   /* rounds from which a counted repetition is as bad as an unlimited one */
};

static uint8_t two_at_most(unsigned ways)
{
    return (uint8_t)(ways < 2 ? ways : 2);
}

/* Properties without a table are taken to have no ASCII. */
static bool property_has(struct str name, uint32_t c)
{
    bool is_in;
    pattern_property_has(name, (char)c, &is_in);
    return is_in;
}

static bool set_has(const struct pattern_set *set, uint32_t c)
{
    bool is_in = false;
    for (size_t i = 0; i < set->range_count; i++)
        is_in |= set->ranges[i].first <= c && c <= set->ranges[i].last;
    for (size_t i = 0; i < set->property_count; i++)
        is_in |= property_has(set->properties[i].name, c) != set->properties[i].is_negated;
    return is_in != set->is_negated;
}

static void position_fill(struct pattern_position *position, const struct pattern_set *set)
{
    position->others = set->is_negated ? NULL : set;
    for (uint32_t c = 0; c < 128; c++)
        if (set_has(set, c))
            position->ascii[c / 64] |= (uint64_t)1 << c % 64;
}

bool pattern_position_takes(const struct pattern_position *position, uint32_t c)
{
    if (c < 128)
        return position->ascii[c / 64] >> c % 64 & 1;
    bool is_in = false;
    for (size_t i = 0; position->others && i < position->others->range_count; i++)
        is_in |= position->others->ranges[i].first <= c && c <= position->others->ranges[i].last;
    return is_in;
}

static bool others_meet(const struct pattern_set *a, const struct pattern_set *b, uint32_t *code_point)
{
    for (size_t i = 0, j = 0; a && b && i < a->range_count && j < b->range_count;) {
        struct pattern_range x = a->ranges[i], y = b->ranges[j];
        uint32_t first = x.first > y.first ? x.first : y.first, last = x.last < y.last ? x.last : y.last;
        if (first < 128)
            first = 128;
        if (first <= last && (first < 0xD800 || first > 0xDFFF)) {
            *code_point = first;
            return true;
        }
        if (x.last < y.last)
            i++;
        else
            j++;
    }
    return false;
}

bool pattern_positions_meet(const struct pattern_position *a, const struct pattern_position *b, uint32_t *code_point)
{
    uint64_t low = a->ascii[0] & b->ascii[0], high = a->ascii[1] & b->ascii[1];
    if (!low && !high)
        return others_meet(a->others, b->others, code_point);
    for (uint32_t i = 0; i < 128; i++) {
        uint32_t c = (i + 'a') % 128; /* letters first, control characters after them */
        if ((c < 64 ? low >> c : high >> (c - 64)) & 1) {
            *code_point = c;
            if (char_is_alnum((char)c))
                return true;
        }
    }
    return true;
}

static struct pattern_fragment fragment_empty(const struct pattern_automaton *automaton)
{
    return (struct pattern_fragment){.from = automaton->count, .to = automaton->count, .empty = 1};
}

static struct pattern_fragment position_add(struct pattern_automaton *automaton, enum pattern_symbol symbol,
                                            const struct pattern_node *node)
{
    struct pattern_fragment fragment = fragment_empty(automaton);
    if (automaton->count == PATTERN_POSITIONS_MAX) {
        automaton->is_too_large = true;
        return fragment;
    }
    size_t i = automaton->count++;
    automaton->positions[i] = (struct pattern_position){.symbol = symbol, .node = node, .loop = automaton->loop};
    fragment.to = automaton->count;
    fragment.first[i] = fragment.last[i] = 1;
    fragment.empty = 0;
    return fragment;
}

static struct pattern_fragment set_build(struct pattern_automaton *automaton, const struct pattern_node *node)
{
    struct pattern_fragment fragment = position_add(automaton, PATTERN_SYMBOL_SET, node);
    if (fragment.to > fragment.from)
        position_fill(&automaton->positions[fragment.from], node->set);
    return fragment;
}

static void connect(struct pattern_automaton *automaton, const struct pattern_fragment *a,
                    const struct pattern_fragment *b)
{
    for (size_t p = a->from; p < a->to; p++)
        for (size_t q = b->from; a->last[p] && q < b->to; q++)
            automaton->ways[p][q] = two_at_most((unsigned)automaton->ways[p][q] + (unsigned)a->last[p] * b->first[q]);
}

/* Look-around and boundaries match nothing; a backreference may match anything. */
static struct pattern_fragment guard_build(struct pattern_automaton *automaton, const struct pattern_node *node)
{
    struct pattern_fragment fragment = position_add(automaton, PATTERN_SYMBOL_GUARD, node);
    if (!automaton->is_generous || fragment.to == fragment.from)
        return fragment;
    fragment.empty = 1;
    if (node->kind == PATTERN_BACKREFERENCE) {
        automaton->positions[fragment.from].ascii[0] = automaton->positions[fragment.from].ascii[1] = UINT64_MAX;
        connect(automaton, &fragment, &fragment);
    }
    return fragment;
}

static void sequence_add(struct pattern_automaton *automaton, struct pattern_fragment *a,
                         const struct pattern_fragment *b)
{
    connect(automaton, a, b);
    for (size_t i = 0; i < PATTERN_POSITIONS_MAX; i++) {
        a->first[i] = two_at_most((unsigned)a->first[i] + (unsigned)a->empty * b->first[i]);
        a->last[i] = two_at_most((unsigned)b->last[i] + (unsigned)b->empty * a->last[i]);
    }
    a->empty = two_at_most((unsigned)a->empty * b->empty);
    a->from = a->from < b->from ? a->from : b->from;
    a->to = a->to > b->to ? a->to : b->to;
}

static void alternative_add(struct pattern_fragment *a, const struct pattern_fragment *b)
{
    for (size_t i = 0; i < PATTERN_POSITIONS_MAX; i++) {
        a->first[i] = two_at_most((unsigned)a->first[i] + b->first[i]);
        a->last[i] = two_at_most((unsigned)a->last[i] + b->last[i]);
    }
    a->empty = two_at_most((unsigned)a->empty + b->empty);
    a->to = b->to;
}

static uint64_t position_count(const struct pattern_node *node)
{
    uint64_t count = node->first ? 0 : 1;
    for (const struct pattern_node *child = node->first; child; child = child->next)
        count += position_count(child);
    if (node->kind == PATTERN_REPEAT && node->max != PATTERN_UNLIMITED && node->max > 1)
        count *= node->max;
    return count > PATTERN_POSITIONS_MAX ? PATTERN_POSITIONS_MAX : count;
}

static struct pattern_fragment node_build(struct pattern_automaton *automaton, const struct pattern_node *node);

/* x{2,4} as x x(x(x)?)?, the inner ones first. */
static struct pattern_fragment unrolled_build(struct pattern_automaton *automaton, const struct pattern_node *node)
{
    struct pattern_fragment tail = fragment_empty(automaton);
    for (uint32_t i = node->max; i > 0; i--) {
        struct pattern_fragment round = node_build(automaton, node->first);
        sequence_add(automaton, &round, &tail);
        tail = round;
        if (i > node->min)
            tail.empty = 1;
    }
    return tail;
}

static struct pattern_fragment loop_build(struct pattern_automaton *automaton, const struct pattern_node *node)
{
    const struct pattern_node *outer = automaton->loop;
    bool is_unlimited = node->max == PATTERN_UNLIMITED;
    if (is_unlimited)
        automaton->loop = node;
    struct pattern_fragment body = node_build(automaton, node->first);
    automaton->loop = outer;
    if (is_unlimited || automaton->is_generous || (node->min != node->max && node->max >= LIKE_A_LOOP))
        connect(automaton, &body, &body);
    if (automaton->on_repeat && !automaton->is_too_large)
        automaton->on_repeat(automaton->data, node, body.from, body.to);
    return body;
}

static struct pattern_fragment repeat_build(struct pattern_automaton *automaton, const struct pattern_node *node)
{
    if (node->max <= 1 || (node->max != PATTERN_UNLIMITED && position_count(node) <= UNROLLED_MAX))
        return unrolled_build(automaton, node);
    struct pattern_fragment whole = fragment_empty(automaton);
    bool is_spelled_out = node->min > 1 && node->min * position_count(node->first) <= UNROLLED_MAX;
    for (uint32_t i = 1; is_spelled_out && i < node->min; i++) {
        struct pattern_fragment round = node_build(automaton, node->first);
        sequence_add(automaton, &whole, &round);
    }
    struct pattern_fragment loop = loop_build(automaton, node);
    if (node->min == 0)
        loop.empty = 1;
    sequence_add(automaton, &whole, &loop);
    return whole;
}

static struct pattern_fragment children_build(struct pattern_automaton *automaton, const struct pattern_node *node)
{
    struct pattern_fragment whole = fragment_empty(automaton);
    bool is_alternation = node->kind == PATTERN_ALTERNATION;
    if (is_alternation)
        whole.empty = 0;
    for (const struct pattern_node *child = node->first; child; child = child->next) {
        struct pattern_fragment next = node_build(automaton, child);
        if (is_alternation)
            alternative_add(&whole, &next);
        else
            sequence_add(automaton, &whole, &next);
    }
    return whole;
}

static struct pattern_fragment node_build(struct pattern_automaton *automaton, const struct pattern_node *node)
{
    if (automaton->is_too_large)
        return fragment_empty(automaton);
    switch (node->kind) {
    case PATTERN_SET: return set_build(automaton, node);
    case PATTERN_REPEAT: return repeat_build(automaton, node);
    case PATTERN_START: return position_add(automaton, PATTERN_SYMBOL_START, node);
    case PATTERN_END: return position_add(automaton, PATTERN_SYMBOL_END, node);
    case PATTERN_LOOK:
    case PATTERN_BACKREFERENCE:
    case PATTERN_BOUNDARY: return guard_build(automaton, node);
    default: return children_build(automaton, node);
    }
}

void pattern_automaton_build(struct pattern_automaton *automaton, const struct pattern_node *root)
{
    automaton->whole = node_build(automaton, root);
}
