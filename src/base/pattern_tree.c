#include "base/pattern_ast.h"

#include "base/buf.h"
#include "base/utf8.h"

static uint32_t saturated(uint64_t value)
{
    return value > PATTERN_UNLIMITED ? PATTERN_UNLIMITED : (uint32_t)value;
}

static uint32_t min_length_of_children(const struct pattern_node *node)
{
    uint32_t shortest = node->first ? PATTERN_UNLIMITED : 0, sum = 0;
    for (const struct pattern_node *child = node->first; child; child = child->next) {
        uint32_t length = pattern_min_length(child);
        sum = saturated((uint64_t)sum + length);
        if (length < shortest)
            shortest = length;
    }
    return node->kind == PATTERN_ALTERNATION ? shortest : sum;
}

uint32_t pattern_min_length(const struct pattern_node *node)
{
    switch (node->kind) {
    case PATTERN_SET: return 1;
    case PATTERN_REPEAT: return saturated((uint64_t)node->min * pattern_min_length(node->first));
    case PATTERN_SEQUENCE:
    case PATTERN_ALTERNATION:
    case PATTERN_GROUP: return min_length_of_children(node);
    default: return 0;
    }
}

static uint32_t max_length_of_children(const struct pattern_node *node)
{
    uint32_t longest = 0, sum = 0;
    for (const struct pattern_node *child = node->first; child; child = child->next) {
        uint32_t length = pattern_max_length(child);
        sum = saturated((uint64_t)sum + length);
        longest = length > longest ? length : longest;
    }
    return node->kind == PATTERN_ALTERNATION ? longest : sum;
}

uint32_t pattern_max_length(const struct pattern_node *node)
{
    switch (node->kind) {
    case PATTERN_SET: return 1;
    case PATTERN_REPEAT: return saturated((uint64_t)node->max * pattern_max_length(node->first));
    case PATTERN_BACKREFERENCE: return PATTERN_UNLIMITED;
    case PATTERN_SEQUENCE:
    case PATTERN_ALTERNATION:
    case PATTERN_GROUP: return max_length_of_children(node);
    default: return 0;
    }
}

bool pattern_is_anchored_at(const struct pattern_node *node, enum pattern_kind kind)
{
    bool has_anchor = node->kind == kind;
    switch (node->kind) {
    case PATTERN_GROUP: return pattern_is_anchored_at(node->first, kind);
    case PATTERN_REPEAT: return node->min > 0 && pattern_is_anchored_at(node->first, kind);
    case PATTERN_ALTERNATION:
        has_anchor = true;
        for (const struct pattern_node *child = node->first; child; child = child->next)
            has_anchor = has_anchor && pattern_is_anchored_at(child, kind);
        return has_anchor;
    case PATTERN_SEQUENCE:
        for (const struct pattern_node *child = node->first; child; child = child->next)
            has_anchor = has_anchor || pattern_is_anchored_at(child, kind);
        return has_anchor;
    default: return has_anchor;
    }
}

bool pattern_is_anchored(const struct pattern_ast *ast)
{
    return ast->root && pattern_is_anchored_at(ast->root, PATTERN_START) &&
           pattern_is_anchored_at(ast->root, PATTERN_END);
}

static bool is_plain_character(const struct pattern_node *node)
{
    return node->kind == PATTERN_SET && node->set->property_count == 0 && node->set->range_count == 1 &&
           node->set->ranges[0].first == node->set->ranges[0].last;
}

bool pattern_is_literal(struct arena *arena, const struct pattern_ast *ast, struct str *literal)
{
    struct buf buf = {.arena = arena};
    if (!ast->root || ast->root->kind != PATTERN_SEQUENCE || ast->has_lone_surrogate)
        return false;
    for (const struct pattern_node *node = ast->root->first; node; node = node->next) {
        if (!is_plain_character(node))
            return false;
        utf8_encode(&buf, node->set->ranges[0].first);
    }
    *literal = buf_str(&buf);
    return true;
}
