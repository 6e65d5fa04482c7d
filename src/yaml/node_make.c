#include "yaml/node_make.h"

#include "base/arena.h"
#include "yaml/scalar.h"

#include <assert.h>

static struct node *make_scalar(struct arena *arena, enum scalar_type type, enum node_style style, struct str text)
{
    struct node *node = arena_new(arena, struct node);
    node->kind = NODE_SCALAR;
    node->type = (unsigned char)type;
    node->style = (unsigned char)style;
    node->text = text;
    return node;
}

struct node *node_make_null(struct arena *arena)
{
    return make_scalar(arena, SCALAR_NULL, STYLE_PLAIN, STR("null"));
}

struct node *node_make_bool(struct arena *arena, bool value)
{
    return make_scalar(arena, SCALAR_BOOL, STYLE_PLAIN, value ? STR("true") : STR("false"));
}

struct node *node_make_number(struct arena *arena, struct number value)
{
    struct str text = number_print(arena, value);
    return make_scalar(arena, scalar_type_of(text), STYLE_PLAIN, text);
}

struct node *node_make_string(struct arena *arena, struct str value)
{
    return make_scalar(arena, SCALAR_STRING, STYLE_DOUBLE_QUOTED, value);
}

static struct node *make_collection(struct arena *arena, enum node_kind kind)
{
    struct node *node = arena_new(arena, struct node);
    node->kind = (unsigned char)kind;
    node->style = STYLE_FLOW;
    return node;
}

struct node *node_make_list(struct arena *arena)
{
    return make_collection(arena, NODE_SEQUENCE);
}

struct node *node_make_object(struct arena *arena)
{
    return make_collection(arena, NODE_MAPPING);
}

/* What stands for a value at another place. */
static struct node *stand_in(struct arena *arena, const struct node *value)
{
    const struct node *target = node_resolve(value);
    if (target && target->kind == NODE_SCALAR)
        return make_scalar(arena, target->type, target->style, target->text);
    struct node *alias = arena_new(arena, struct node);
    alias->kind = NODE_ALIAS;
    alias->target = target;
    return alias;
}

/* The children are const for everybody but those who make them: here they were made, too. */
static void append(struct node *collection, struct node *child)
{
    child->parent = collection;
    if (collection->last)
        ((struct node *)(uintptr_t)collection->last)->next = child;
    else
        collection->first = child;
    collection->last = child;
    collection->count++;
}

void node_add_item(struct arena *arena, struct node *list, const struct node *value)
{
    assert(list->kind == NODE_SEQUENCE);
    append(list, stand_in(arena, value));
}

void node_add_member(struct arena *arena, struct node *object, struct str key, const struct node *value)
{
    assert(object->kind == NODE_MAPPING);
    struct node *name = node_make_string(arena, key), *child = stand_in(arena, value);
    name->parent = object;
    child->key = name;
    append(object, child);
}
