/* A tree as text for tests: what every span covers, what every node is. Included after cmocka.h. */
#ifndef TEST_TREE_TEXT_H
#define TEST_TREE_TEXT_H

#include "base/buf.h"
#include "yaml/json.h"
#include "yaml/parse.h"

static inline const struct tree *read_text(struct arena *arena, struct source *source, const char *name,
                                           struct str text, const struct limits *limits)
{
    *source = source_make(arena, str_of(name), (struct str){str_c(arena, text), text.len});
    source_index_lines(source, arena);
    return yaml_parse(arena, source, limits);
}

static inline void add_escaped(struct buf *buf, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '\n')
            buf_add_c(buf, "\\n");
        else if (text.at[i] == '\r')
            buf_add_c(buf, "\\r");
        else if (text.at[i] == '\0')
            buf_add_c(buf, "\\0");
        else
            buf_add_char(buf, text.at[i]);
    }
}

static inline void add_span(struct buf *buf, const struct source *source, struct span span)
{
    struct position at = source_position(source, span.start);
    buf_print(buf, "%u:%u<", at.line, at.column);
    add_escaped(buf, str_slice(source->text, span.start, span.end));
    buf_add_c(buf, ">");
}

static inline void add_node(struct buf *buf, const struct source *source, const struct node *node, int depth)
{
    buf_print(buf, "%*s", depth * 2, "");
    if (node->key) {
        add_span(buf, source, node->key->span);
        buf_add_c(buf, " ");
    }
    add_span(buf, source, node->span);
    if (node->kind == NODE_ALIAS)
        buf_print(buf, node->target ? " alias of %s" : " alias of nothing", node_kind_name(node));
    else
        buf_print(buf, " %s", node_kind_name(node));
    if (node->kind == NODE_SCALAR && node->type == SCALAR_STRING) {
        buf_add_c(buf, " ");
        add_escaped(buf, node->text);
    }
    buf_add_c(buf, node->flags & NODE_MERGED ? " merged" : "");
    buf_add_c(buf, node->flags & NODE_OPEN ? " open" : "");
    buf_add_c(buf, "\n");
    if (node->kind == NODE_ALIAS)
        return;
    for (const struct node *child = node_children(node); child; child = child->next)
        add_node(buf, source, child, depth + 1);
}

/* Every node of a document, a line each: place and text of the key, place and text of the value, kind, value. */
static inline const char *tree_text(struct arena *arena, const struct source *source, const struct tree *tree)
{
    struct buf buf = {.arena = arena};
    if (tree->root)
        add_node(&buf, source, tree->root, 0);
    return buf_c(&buf);
}

/* Every problem of a document but unused anchors, a line each: place, rule, facts, related place. */
static inline const char *problems_text(struct arena *arena, const struct source *source, const struct tree *tree)
{
    struct buf buf = {.arena = arena};
    for (const struct problem *problem = tree->problems; problem; problem = problem->next) {
        if (str_is(str_of(problem->rule), "yaml-anchor-unused"))
            continue;
        struct position at = source_position(source, problem->span.start);
        buf_print(&buf, "%u:%u %s: %s", at.line, at.column, problem->rule, problem->facts);
        if (problem->related_text) {
            at = source_position(source, problem->related.start);
            buf_print(&buf, " (%u:%u %s)", at.line, at.column, problem->related_text);
        }
        buf_add_c(&buf, "\n");
    }
    return buf_c(&buf);
}

#endif
