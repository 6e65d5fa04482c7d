#include "contract/reader.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <stdarg.h>

enum { QUOTABLE = 80 /* bytes of a scalar that a fix may quote */, OBJECT_MAX = 4096 };

/* Objects. */

/* Sets the reader full once its arena is, and says so. */
static void check_memory(struct reader *reader, size_t size, const struct node *node)
{
    bool has_room = !reader->memory || arena_size(reader->arena) + reader->spent + size <= reader->memory;
    if (reader->is_full || has_room)
        return;
    reader->memory = 0; /* for the problem itself */
    reader_problem_at_key(reader, "yaml-limit", node,
                          "more fields, products and other entries than limits.nodes has room for");
    reader->spare = arena_alloc(reader->arena, OBJECT_MAX);
    reader->is_full = true;
}

void reader_spend(struct reader *reader, size_t size, const struct node *node)
{
    check_memory(reader, size, node);
    reader->spent += size;
}

void *reader_new(struct reader *reader, size_t size, const struct node *node)
{
    check_memory(reader, size, node);
    return reader->is_full ? memset(reader->spare, 0, size) : arena_alloc(reader->arena, size);
}

/* Problems. */

__attribute__((format(printf, 5, 0))) static struct problem *problem_add(struct reader *reader, const char *id,
                                                                         const struct node *node, struct span span,
                                                                         const char *facts, va_list args)
{
    check_memory(reader, sizeof(struct problem), node);
    if (reader->is_full) {
        reader->ignored = (struct problem){.rule = id};
        return &reader->ignored;
    }
    struct problem *problem = arena_new(reader->arena, struct problem);
    problem->rule = id;
    problem->node = node;
    problem->use = reader->use;
    problem->span = span;
    problem->facts = text_vprint(reader->arena, facts, args);
    if (reader->last_problem)
        reader->last_problem->next = problem;
    else
        reader->first_problem = problem;
    reader->last_problem = problem;
    return problem;
}

struct problem *reader_problem_at(struct reader *reader, const char *id, const struct node *value, const char *facts,
                                  ...)
{
    const struct node *target = node_resolve(value);
    va_list args;
    va_start(args, facts);
    struct problem *problem = problem_add(reader, id, value, target ? target->span : value->span, facts, args);
    va_end(args);
    if (target && target != value) {
        problem->related = value->span;
        problem->related_text = "used here";
    }
    return problem;
}

struct problem *reader_problem_at_key(struct reader *reader, const char *id, const struct node *value,
                                      const char *facts, ...)
{
    va_list args;
    va_start(args, facts);
    struct problem *problem = problem_add(reader, id, value, value->key ? value->key->span : value->span, facts, args);
    va_end(args);
    return problem;
}

struct problem *reader_problem_missing(struct reader *reader, const char *id, const struct node *mapping,
                                       const char *facts, ...)
{
    va_list args;
    va_start(args, facts);
    struct problem *problem = problem_add(reader, id, mapping, node_owner_span(mapping), facts, args);
    va_end(args);
    return problem;
}

const char *reader_visible(struct reader *reader, struct str text)
{
    struct buf buf = {.arena = reader->arena};
    utf8_add_visible(&buf, text, 80);
    return buf_c(&buf);
}

/* Kinds. */

static unsigned kind_of(const struct node *node)
{
    if (node->kind == NODE_MAPPING)
        return VALUE_MAPPING;
    if (node->kind == NODE_SEQUENCE)
        return VALUE_LIST;
    if (node->type == SCALAR_BOOL)
        return VALUE_BOOLEAN;
    return node->type == SCALAR_INT || node->type == SCALAR_FLOAT ? VALUE_NUMBER : VALUE_STRING;
}

/* What the kinds are called, or how they are written. */
static const char *kinds_name(struct reader *reader, unsigned kinds, bool is_written)
{
    static const struct {
        unsigned kind;
        const char *name, *form;
    } names[] = {{VALUE_STRING, "a string", "a single value"},
                 {VALUE_NUMBER, "a number", "a number without quotes"},
                 {VALUE_BOOLEAN, "true or false", "`true` or `false`"},
                 {VALUE_MAPPING, "a mapping", "a mapping of keys: `{key: value}`"},
                 {VALUE_LIST, "a list", "a list: `[…]`"}};
    if ((kinds & VALUE_SCALAR) == VALUE_SCALAR)
        kinds &= ~(unsigned)(VALUE_NUMBER | VALUE_BOOLEAN);
    struct buf buf = {.arena = reader->arena};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!(kinds & names[i].kind))
            continue;
        buf_print(&buf, "%s%s", buf.len ? " or " : "", is_written ? names[i].form : names[i].name);
    }
    return buf_c(&buf);
}

static void offer_quotes(struct reader *reader, struct problem *problem, const struct node *value, unsigned kinds)
{
    if (!(kinds & VALUE_STRING) || value->kind != NODE_SCALAR || value->style != STYLE_PLAIN ||
        value->text.len > QUOTABLE)
        return;
    problem->fix = value->span;
    problem->fix_text = text_print(reader->arena, "\"%.*s\"", STR_ARG(value->text));
    problem->help = text_print(reader->arena, "quote it: `%s`", problem->fix_text);
}

bool reader_is_kind(const struct node *value, unsigned kinds)
{
    const struct node *target = node_resolve(value);
    return target && (node_is_null(target) || (kind_of(target) & kinds));
}

bool reader_check_kind(struct reader *reader, const struct node *value, unsigned kinds, const char *name)
{
    const struct node *target = node_resolve(value);
    if (!target || reader_is_kind(value, kinds))
        return target != NULL;
    bool is_quoted = target->kind == NODE_SCALAR && target->style != STYLE_PLAIN;
    bool is_word = is_quoted && (str_is(target->text, "true") || str_is(target->text, "false"));
    const char *found = target->kind == NODE_SCALAR ? text_print(reader->arena, "%s`%s`", is_quoted ? "the text " : "",
                                                                 reader_visible(reader, target->text))
                                                    : text_print(reader->arena, "a %s", node_kind_name(target));
    struct problem *problem = reader_problem_at(reader, "structure-wrong-kind", value, "`%s` is %s where %s is due",
                                                name, found, kinds_name(reader, kinds, false));
    problem->help = is_word && (kinds & VALUE_BOOLEAN)
                        ? "write it without quotes"
                        : text_print(reader->arena, "write %s", kinds_name(reader, kinds, true));
    offer_quotes(reader, problem, value, kinds);
    return false;
}

/* Lists. */

const struct use *reader_enter(struct reader *reader, const struct node *node)
{
    const struct use *before = reader->use;
    if (node->kind != NODE_ALIAS)
        return before;
    struct use *use = arena_new(reader->arena, struct use);
    *use = (struct use){.target = node->target, .alias = node, .outer = before};
    reader->use = use;
    return before;
}

void reader_leave(struct reader *reader, const struct use *before)
{
    reader->use = before;
}

void *reader_append(struct reader *reader, struct list *list, size_t size, const struct node *node)
{
    struct object *object = reader_new(reader, size, node);
    if (reader->is_full)
        return object;
    object->node = node;
    object->use = reader->use;
    if (list->last)
        ((struct object *)list->last)->next = object;
    else
        list->first = object;
    list->last = object;
    list->count++;
    return object;
}

void reader_each_mapping(struct reader *reader, const struct node *list, const char *noun, void *object,
                         void (*each)(struct reader *reader, void *object, const struct node *item))
{
    const struct use *outer = reader_enter(reader, list);
    for (const struct node *item = node_children(list); item && !reader->is_full; item = item->next) {
        if (!reader_check_kind(reader, item, VALUE_MAPPING, noun) || !node_is_mapping(item))
            continue;
        const struct use *before = reader_enter(reader, item);
        each(reader, object, item);
        reader_leave(reader, before);
    }
    reader_leave(reader, outer);
}

void reader_items(struct reader *reader, struct list *list, const struct node *value)
{
    if (node_is_scalar(value)) {
        struct item *item = reader_append(reader, list, sizeof *item, value);
        item->text = text_of(value);
        return;
    }
    const struct use *outer = reader_enter(reader, value);
    for (const struct node *child = node_children(value); child && !reader->is_full; child = child->next) {
        if (!node_is_scalar(child)) {
            reader_check_kind(reader, child, VALUE_SCALAR, "item");
            continue;
        }
        struct item *item = reader_append(reader, list, sizeof *item, child);
        item->text = text_of(child);
    }
    reader_leave(reader, outer);
}

struct str reader_glued_key(const struct node *value)
{
    struct str name = node_key(value);
    size_t colon = str_index(name, ':'), blank = str_index(name, ' ');
    size_t end = colon < blank ? colon : blank;
    return node_is_null(value) && end < name.len ? str_slice(name, 0, end) : (struct str){NULL, 0};
}
