#include "yaml/compose.h"

#include "base/utf8.h"
#include "yaml/mapping.h"

#include <assert.h>

/* A stream with more mistakes than this is not worth its memory. */
enum { PROBLEMS_MAX = 20000, NODE_BLOCK = 32, QUOTE_MAX = 80 };

/* A collection that is being read. */
struct frame {
    struct frame *outer;
    struct node *node;
    struct node *last;        /* child */
    const struct node *key;   /* the pair's value is still to come */
    const struct node *merge; /* the value of `<<` */
    struct anchor *anchor;
    uint64_t nodes; /* of the stream before this one */
    uint32_t end;   /* of what was read of it, dropped children included */
    uint32_t height;
};

/* A definition `&name` and how large what it stands for is, aliases expanded. */
struct anchor {
    struct str name;
    struct span span;
    const struct node *node;
    uint64_t nodes;
    uint32_t height; /* 0 for scalars, 1 for collections of scalars */
    bool is_used, is_open;
    struct anchor *older;
};

void compose_init(struct composer *c, struct arena *arena, struct str text, const struct limits *limits)
{
    *c = (struct composer){.arena = arena, .text = text, .limits = limits};
}

static const char *quote(struct arena *arena, struct str text)
{
    struct buf buf = {.arena = arena};
    buf_add_char(&buf, '`');
    utf8_add_visible(&buf, text, QUOTE_MAX);
    buf_add_char(&buf, '`');
    return buf_c(&buf);
}

static struct problem *problem_add(struct composer *c, struct problem problem)
{
    struct problem *made = arena_new(c->arena, struct problem);
    *made = problem;
    *c->problem_end = made;
    c->problem_end = &made->next;
    c->problem_count++;
    return made;
}

struct problem *compose_problem(struct composer *c, const char *rule, struct span span, const struct node *node,
                                const char *facts)
{
    if (c->problem_count == PROBLEMS_MAX) {
        const char *limit = text_print(c->arena, "more than %d mistakes in one file", PROBLEMS_MAX);
        problem_add(c, (struct problem){.rule = "yaml-limit", .span = span, .node = node, .facts = limit});
        c->is_stopped = true;
    }
    struct problem problem = {.rule = rule, .span = span, .node = node, .facts = facts};
    if (c->problem_count < PROBLEMS_MAX)
        return problem_add(c, problem);
    c->ignored = problem;
    return &c->ignored;
}

struct problem *compose_problem_quote(struct composer *c, const char *rule, struct span span, const struct node *node,
                                      struct str quoted)
{
    bool has_room = c->problem_count < PROBLEMS_MAX;
    return compose_problem(c, rule, span, node, has_room ? quote(c->arena, quoted) : NULL);
}

/* Ends the stream. `key` is the configuration's name of the limit, `what` what there is too much of. */
static void limit_passed(struct composer *c, struct span span, const struct node *node, uint32_t limit,
                         const char *what, const char *key)
{
    if (c->is_stopped)
        return;
    compose_problem(c, "yaml-limit", span, node, text_print(c->arena, "more than %u %s (limits.%s)", limit, what, key));
    c->is_stopped = true;
}

void compose_document(struct composer *c, uint32_t start)
{
    struct tree *tree = arena_new(c->arena, struct tree);
    tree->start = start;
    tree->index = c->tree ? c->tree->index + 1 : 1;
    if (c->tree)
        c->tree->next = tree;
    else
        c->first = tree;
    c->nodes += c->first != tree;
    c->tree = tree;
    c->problem_end = &tree->problems;
    map_init(&c->anchors, c->arena);
    c->anchor_list = NULL;
}

void compose_document_end(struct composer *c)
{
    struct anchor *oldest_first = NULL;
    for (struct anchor *anchor = c->anchor_list, *older; anchor; anchor = older) {
        older = anchor->older;
        anchor->older = oldest_first;
        oldest_first = anchor;
    }
    c->anchor_list = NULL;
    for (const struct anchor *anchor = oldest_first; anchor && !c->tree->is_partial; anchor = anchor->older)
        if (!anchor->is_used)
            compose_problem_quote(c, "yaml-anchor-unused", anchor->span, anchor->node, anchor->name);
}

const struct node *compose_key(const struct composer *c)
{
    return c->frame ? c->frame->key : NULL;
}

const struct node *compose_collection(const struct composer *c)
{
    return c->frame ? c->frame->node : NULL;
}

/* Puts a node where the text has it: as a key, or as a child behind its elder sibling. */
static void node_place(struct composer *c, struct node *node)
{
    struct frame *frame = c->frame;
    if (!frame) {
        c->tree->root = node;
        return;
    }
    struct node *parent = frame->node;
    node->parent = parent;
    if (parent->kind == NODE_MAPPING) {
        if (!frame->key) {
            frame->key = node;
            return;
        }
        node->key = frame->key;
        frame->key = NULL;
        if (mapping_is_merge_key(node->key)) {
            if (frame->merge) {
                struct problem *problem =
                    compose_problem_quote(c, "yaml-duplicate-key", node->key->span, node, STR("<<"));
                problem->related = frame->merge->key->span;
                problem->related_text = "first defined here";
            } else {
                frame->merge = node;
            }
            return;
        }
    }
    if (frame->last)
        frame->last->next = node;
    else
        parent->first = node;
    parent->last = frame->last = node;
    parent->count++;
}

static struct anchor *anchor_add(struct composer *c, struct node *node, const struct node_properties *properties)
{
    if (++c->anchor_count > c->limits->aliases)
        limit_passed(c, properties->anchor_span, node, c->limits->aliases, "anchors", "aliases");
    struct anchor *anchor = arena_new(c->arena, struct anchor);
    *anchor = (struct anchor){
        .name = properties->anchor, .span = properties->anchor_span, .node = node, .nodes = 1, .older = c->anchor_list};
    c->anchor_list = anchor;
    map_put(&c->anchors, properties->anchor, anchor);
    return anchor;
}

static void tag_check(struct composer *c, const struct node *node, const struct node_properties *properties)
{
    static const char *const known[] = {"str", "int",       "float", "bool",  "null",   "map",   "seq",
                                        "set", "timestamp", "omap",  "pairs", "binary", "merge", NULL};
    static const char core[] = "tag:yaml.org,2002:";
    if (str_is(properties->tag, "!"))
        return;
    if (str_starts(properties->tag, core) &&
        str_is_one_of(str_slice(properties->tag, sizeof core - 1, properties->tag.len), known))
        return;
    struct str written = str_slice(c->text, properties->tag_span.start, properties->tag_span.end);
    compose_problem_quote(c, "yaml-tag-unknown", properties->tag_span, node, written);
}

/* Returns the anchor's definition, if there is one. */
static struct anchor *properties_set(struct composer *c, struct node *node, const struct node_properties *properties)
{
    struct node_extra *extra = arena_new(c->arena, struct node_extra);
    extra->properties = *properties;
    node->extra = extra;
    c->nodes++; /* it takes as much memory as another node */
    if (properties->tag.len)
        tag_check(c, node, properties);
    return properties->anchor.len ? anchor_add(c, node, properties) : NULL;
}

/* Tells the collection around that a child of that height ended at `end`. */
static void child_finished(struct composer *c, const struct node *child, uint32_t end, uint32_t height)
{
    struct frame *frame = c->frame;
    if (!frame)
        return;
    if (end > frame->end)
        frame->end = end;
    /* What is merged stands in the mapping itself, not a level deeper. */
    bool is_merge = child == frame->merge;
    if (is_merge && child->kind == NODE_SEQUENCE)
        height--;
    if (height + !is_merge > frame->height)
        frame->height = height + !is_merge;
}

/* A zeroed node; taken from the arena in blocks, since most of a file's memory is nodes. */
static struct node *node_new(struct composer *c, enum node_kind kind, enum node_style style, struct span span)
{
    if (c->free_node == c->free_end) {
        c->free_node = arena_alloc_array(c->arena, NODE_BLOCK, sizeof *c->free_node);
        c->free_end = c->free_node + NODE_BLOCK;
    }
    struct node *node = c->free_node++;
    node->kind = (unsigned char)kind;
    node->style = (unsigned char)style;
    node->span = span;
    return node;
}

/* Puts a new node in its place and counts it. */
static void node_add(struct composer *c, struct node *node)
{
    node_place(c, node);
    if (++c->nodes > c->limits->nodes)
        limit_passed(c, node->span, node, c->limits->nodes, "values and keys, aliases expanded", "nodes");
}

struct node *compose_scalar(struct composer *c, struct span span, enum node_style style, enum scalar_type type,
                            struct str text, const struct node_properties *properties)
{
    struct node *node = node_new(c, NODE_SCALAR, style, span);
    node->type = (unsigned char)type;
    node->text = text;
    if (properties)
        properties_set(c, node, properties);
    node_add(c, node);
    child_finished(c, node, span.end, 0);
    return node;
}

static struct frame *frame_push(struct composer *c)
{
    struct frame *frame = c->free_frames;
    if (frame)
        c->free_frames = frame->outer;
    else
        frame = arena_new(c->arena, struct frame);
    *frame = (struct frame){.outer = c->frame};
    c->frame = frame;
    c->depth++;
    return frame;
}

static void frame_pop(struct composer *c)
{
    struct frame *frame = c->frame;
    c->frame = frame->outer;
    frame->outer = c->free_frames;
    c->free_frames = frame;
    c->depth--;
}

void compose_begin(struct composer *c, enum node_kind kind, enum node_style style, uint32_t start,
                   const struct node_properties *properties)
{
    struct node *node = node_new(c, kind, style, (struct span){start, start});
    struct anchor *anchor = properties ? properties_set(c, node, properties) : NULL;
    uint64_t nodes = c->nodes;
    node_add(c, node);
    if (anchor)
        anchor->is_open = true;
    struct frame *frame = frame_push(c);
    frame->node = node;
    frame->anchor = anchor;
    frame->nodes = nodes;
    frame->end = start;
    frame->height = 1;
    if (c->depth > c->limits->depth)
        limit_passed(c, (struct span){start, start + 1}, node, c->limits->depth, "levels of nesting", "depth");
}

void compose_end(struct composer *c, uint32_t end, bool is_open)
{
    struct frame *frame = c->frame;
    struct node *node = frame->node;
    node->span.end = end > frame->end ? end : frame->end;
    if (is_open)
        node->flags |= NODE_OPEN;
    if (frame->merge) {
        node->flags |= NODE_HAS_MERGE;
        frame->last = mapping_merge(c, node, frame->last, frame->merge);
    }
    if (node->kind == NODE_MAPPING)
        mapping_finish(c, node);
    if (frame->anchor) {
        frame->anchor->is_open = false;
        frame->anchor->nodes = c->nodes - frame->nodes;
        frame->anchor->height = frame->height;
    }
    uint32_t height = frame->height;
    frame_pop(c);
    child_finished(c, node, node->span.end, height);
}

/* How deep a collection that the alias stands for would begin: one level up when it is merged. */
static uint32_t alias_level(const struct composer *c)
{
    const struct frame *frame = c->frame;
    if (!frame)
        return 0;
    bool is_merge = frame->key && mapping_is_merge_key(frame->key);
    bool is_in_merge_list = frame->outer && frame->outer->merge == frame->node;
    return c->depth - is_merge - 2 * is_in_merge_list;
}

/* What an alias stands for; NULL, with a problem, when that is nothing or too much. */
static struct anchor *alias_target(struct composer *c, struct str name, const struct node *node)
{
    struct anchor *anchor = map_get(&c->anchors, name);
    if (!anchor) {
        compose_problem_quote(c, "yaml-undefined-alias", node->span, node,
                              str_slice(c->text, node->span.start, node->span.end));
        return NULL;
    }
    anchor->is_used = true;
    if (anchor->is_open) {
        struct problem *problem = compose_problem_quote(c, "yaml-alias-cycle", node->span, node, name);
        problem->related = anchor->span;
        problem->related_text = "stands inside what is anchored here";
        return NULL;
    }
    if (++c->aliases > c->limits->aliases)
        limit_passed(c, node->span, node, c->limits->aliases, "aliases", "aliases");
    else if (alias_level(c) + anchor->height > c->limits->depth)
        limit_passed(c, node->span, node, c->limits->depth, "levels of nesting through aliases", "depth");
    else if ((c->nodes += anchor->nodes) > c->limits->nodes)
        limit_passed(c, node->span, node, c->limits->nodes, "values and keys, aliases expanded", "nodes");
    return c->is_stopped ? NULL : anchor;
}

void compose_alias(struct composer *c, struct span span, struct str name)
{
    struct node *node = node_new(c, NODE_ALIAS, STYLE_PLAIN, span);
    node->parent = compose_collection(c);
    node->key = compose_key(c);
    const struct anchor *anchor = alias_target(c, name, node);
    node->target = anchor ? anchor->node : NULL;
    if (!anchor)
        c->nodes++;
    node_place(c, node);
    child_finished(c, node, span.end, anchor ? anchor->height : 0);
}

/* Whether nothing but blanks, after a block of lines also line breaks, lies between the end of a node and the place
   where reading stopped. */
static bool touches(const struct composer *c, const struct node *node, uint32_t place)
{
    bool is_block = node->kind != NODE_SCALAR && node->style == STYLE_BLOCK;
    const char *const blanks = is_block || place >= c->text.len ? " \t\r\n" : " \t";
    for (uint32_t at = node->span.end; at < place && at < c->text.len; at++)
        if (!c->text.at[at] || !strchr(blanks, c->text.at[at]))
            return false;
    return (is_block || node->kind == NODE_SCALAR) && node->span.end <= place;
}

void compose_stop(struct composer *c, uint32_t place)
{
    if (c->frame && c->frame->last && touches(c, c->frame->last, place))
        c->frame->last->flags |= NODE_OPEN;
    if (!c->tree)
        compose_document(c, place);
    while (c->frame)
        compose_end(c, 0, true);
    c->tree->is_partial = true;
}
