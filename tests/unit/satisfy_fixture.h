/* Schemas written in YAML and asked about; shared by the tests of satisfy.h and contain.h. */
#ifndef SATISFY_FIXTURE_H
#define SATISFY_FIXTURE_H

#include "base/arena.h"
#include "schema/compile.h"
#include "schema/contain.h"
#include "yaml/node_print.h"
#include "yaml/parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

struct fixture {
    struct arena arena;
    struct schema_set *set;
    struct source sources[4];
    size_t source_count;
};

static inline void fixture_start(struct fixture *f)
{
    *f = (struct fixture){.source_count = 0};
    arena_init(&f->arena, abort);
    f->set = schema_set_make(&f->arena, SCHEMA_DRAFT_2020_12);
}

static inline const struct schema *fixture_schema(struct fixture *f, const char *text)
{
    struct source *source = &f->sources[f->source_count++];
    *source = source_make(&f->arena, STR("s.yaml"), str_of(text));
    const struct node *root = yaml_parse(&f->arena, source, &limits_default)->root;
    assert_non_null(root);
    schema_set_add(f->set, STR(""), root, NULL);
    return schema_compile(f->set, root);
}

/* The value as JSON; "" for none. */
static inline const char *fixture_print(struct fixture *f, const struct node *value)
{
    struct buf buf = {.arena = &f->arena};
    if (value)
        node_print(&buf, value, 0);
    return buf_c(&buf);
}

#endif
