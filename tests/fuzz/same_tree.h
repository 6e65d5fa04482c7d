/* Compares two trees node by node: kinds, types, styles, flags, places, texts and problems. Aborts on a difference. */
#ifndef FUZZ_SAME_TREE_H
#define FUZZ_SAME_TREE_H

#include "yaml/parse.h"

static void require(bool is_same)
{
    if (!is_same)
        abort();
}

static bool is_same_span(struct span a, struct span b)
{
    return a.start == b.start && a.end == b.end;
}

static void compare_nodes(const struct node *a, const struct node *b)
{
    require((a == NULL) == (b == NULL));
    if (!a)
        return;
    require(a->kind == b->kind && a->type == b->type && a->style == b->style && a->flags == b->flags);
    require(a->count == b->count && is_same_span(a->span, b->span));
    require((a->key == NULL) == (b->key == NULL));
    if (a->key)
        compare_nodes(a->key, b->key);
    if (a->kind == NODE_SCALAR) {
        require(str_equal(a->text, b->text));
        return;
    }
    if (a->kind == NODE_ALIAS)
        return;
    const struct node *left = a->first, *right = b->first;
    for (; left && right; left = left->next, right = right->next)
        compare_nodes(left, right);
    require(!left && !right);
}

static void compare_problems(const struct problem *a, const struct problem *b)
{
    for (; a && b; a = a->next, b = b->next) {
        require(strcmp(a->rule, b->rule) == 0 && is_same_span(a->span, b->span) && strcmp(a->facts, b->facts) == 0);
        require((a->related_text == NULL) == (b->related_text == NULL) && is_same_span(a->related, b->related));
    }
    require(!a && !b);
}

static void compare_trees(const struct tree *a, const struct tree *b)
{
    for (; a && b; a = a->next, b = b->next) {
        require(a->index == b->index && a->start == b->start && a->is_partial == b->is_partial);
        compare_nodes(a->root, b->root);
        compare_problems(a->problems, b->problems);
    }
    require(!a && !b);
}

#endif
