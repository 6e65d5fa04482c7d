/* A file of testdata/dialects as a document for tests of one dialect. Include after cmocka.h. */
#ifndef MODEL_FIXTURE_H
#define MODEL_FIXTURE_H

#include "base/file.h"
#include "contract/document.h"
#include "contract/place.h"
#include "tree_text.h"

static struct arena arena;
static struct source source;
static struct places places;

static inline int set_up(void **state)
{
    (void)state;
    arena_init(&arena, NULL);
    places_init(&places, &arena);
    return 0;
}

static inline int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static inline const struct document *document_of(struct str text, const struct limits *limits)
{
    const struct limits bounded = limits_of_input(limits, &arena);
    const struct tree *tree = read_text(&arena, &source, "x.yaml", text, &bounded);
    return document_read(&arena, &source, tree, DIALECT_NONE, &bounded);
}

/* The first contract of a YAML text. */
static inline const struct contract *contract_of(const char *text)
{
    return document_of(str_of(text), &limits_default)->contracts.first;
}

/* The first contract of a file. */
static inline const struct contract *contract_of_file(const char *path)
{
    struct error err = {0};
    struct str bytes;
    if (!file_read(&arena, path, 0, &bytes, NULL, &err))
        fail_msg("%s", err.text);
    const struct document *document = document_of(bytes, &limits_default);
    assert_int_equal(document->contracts.count, 1);
    assert_null(document->problems);
    return document->contracts.first;
}

/* Where a node stands and what it covers, "3:5<id>"; "" for NULL. A collection ends with its first line. */
static inline const char *place_of(const struct node *node)
{
    const struct node *target = node_resolve(node);
    if (!target)
        return "";
    struct position at = source_position(&source, target->span.start);
    struct str text = str_slice(source.text, target->span.start, target->span.end);
    text.len = str_index(text, '\n');
    return text_print(&arena, "%u:%u<%.*s>", at.line, at.column, STR_ARG(text));
}

static inline const char *path_of(const struct node *node)
{
    return str_c(&arena, places_path(&places, node, NULL));
}

/* A scalar's value and where it stands. */
static inline const char *told(struct text text)
{
    return text_print(&arena, "%.*s at %s", STR_ARG(text.value), place_of(text.node));
}

/* The texts of a list of struct item, each followed by a blank. */
static inline const char *items_of(struct list list)
{
    struct buf buf = {.arena = &arena};
    for (const struct item *item = list.first; item; item = item->at.next)
        buf_print(&buf, "%.*s ", STR_ARG(item->text.value));
    return buf_c(&buf);
}

/* The object at an index, from 0, of a list; NULL behind its end. */
static inline const void *nth(struct list list, size_t index)
{
    const struct object *object = list.first;
    while (object && index--)
        object = object->next;
    return object;
}

/* The keywords of a field in their order, each with its place. */
static inline const char *keywords_of(const struct field *field)
{
    struct buf buf = {.arena = &arena};
    for (const struct keyword_use *use = field->keywords; use; use = use->next)
        buf_print(&buf, "%s=%s ", use->keyword->name, place_of(use->value));
    return buf_c(&buf);
}

#endif
