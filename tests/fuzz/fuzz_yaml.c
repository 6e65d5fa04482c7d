/* Any bytes: reading ends, and every node stands inside its parent, behind its elder sibling and within the limits. */
#include "base/buf.h"
#include "yaml/parse.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static const struct limits limits = {.file_size = 1 << 20, .depth = 20, .nodes = 5000, .aliases = 50, .run = 100};

static void require(bool is_true, const char *what)
{
    if (is_true)
        return;
    fprintf(stderr, "broken: %s\n", what);
    abort();
}

static bool is_inside(struct span inner, struct span outer)
{
    return outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
}

/* Counts what a walker that follows aliases sees. */
static uint64_t check_node(const struct node *node, struct span outer, uint32_t depth, bool is_target)
{
    uint64_t nodes = 1;
    require(is_target || is_inside(node->span, outer), "span inside the parent's");
    if (node->kind == NODE_ALIAS) {
        require(!node->target || node->target->kind != NODE_ALIAS, "an alias never stands for an alias");
        return node->target ? check_node(node->target, outer, depth, true) : 1;
    }
    if (node->kind == NODE_SCALAR)
        return nodes;
    require(depth + 1 <= limits.depth + 1, "depth, one more for the collection that passed it");
    uint32_t count = 0, start = node->span.start;
    for (const struct node *child = node->first; child; child = child->next, count++) {
        const struct node *first = child->key ? child->key : child;
        require(child->parent == node, "parent");
        require(!child->key == (node->kind == NODE_SEQUENCE), "keys in mappings only");
        require(child->next || node->last == child, "last child");
        nodes += check_node(child, node->span, depth + 1, false);
        if (child->flags & NODE_MERGED)
            continue;
        require(first->span.start >= start, "children in the order of the text");
        if (child->key) {
            require(child->key->span.end <= child->span.start, "value behind its key");
            nodes += check_node(child->key, node->span, depth + 1, false);
        }
        start = child->span.end;
    }
    require(count == node->count, "count of children");
    return nodes;
}

static void check_problems(const struct tree *tree, struct span text)
{
    for (const struct problem *problem = tree->problems; problem; problem = problem->next) {
        require(problem->rule && problem->facts, "rule and facts");
        require(is_inside(problem->span, text), "problem inside the text");
        require(!problem->related_text || is_inside(problem->related, text), "related place inside the text");
    }
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct arena arena;
    arena_init(&arena, NULL);
    bool is_json = size && data[size - 1] % 4 == 1;
    struct str bytes = {(const char *)data, size};
    bytes.at = str_c(&arena, bytes);
    struct source source = source_make(&arena, is_json ? STR("x.json") : STR("x.yaml"), bytes);
    struct span text = {0, (uint32_t)source.text.len};
    uint64_t nodes = 0;
    const struct tree *tree = yaml_parse(&arena, &source, &limits);
    require(tree, "at least one tree");
    for (uint32_t start = 0; tree; tree = tree->next) {
        require(tree->start >= start && tree->start <= text.end, "trees in the order of the text");
        start = tree->start;
        if (tree->root)
            nodes += check_node(tree->root, text, 0, false);
        check_problems(tree, text);
    }
    require(nodes <= limits.nodes + 1, "nodes, one more for the one that passed it");
    arena_free(&arena);
    return 0;
}
