#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../fuzz/same_tree.h"

#include "yaml/simple.h"

#include <stdlib.h>

static void out_of_memory(void)
{
    abort();
}

/* Whether a text is read without libyaml; the tree is the one that libyaml would give in any case. */
static bool is_simple(const char *yaml)
{
    struct arena arena;
    arena_init(&arena, out_of_memory);
    struct source source = source_make(&arena, STR("x.yaml"), str_of(yaml));
    compare_trees(yaml_parse(&arena, &source, &limits_default),
                  yaml_parse_by_libyaml(&arena, &source, &limits_default));
    struct composer composer;
    compose_init(&composer, &arena, source.text, &limits_default);
    bool is_read = simple_read(&composer, source.text);
    arena_free(&arena);
    return is_read;
}

static void reads_what_contracts_are_written_in(void **state)
{
    static const char *const texts[] = {
        "a: 1\n",
        "a: 1",
        "# c\n\na:\n  b: x # y\n  c: ~\n",
        "a:\nb:\n  - 1\n  - x: y\n    z: -1.5\n  - - 1\n    - 2\n",
        "a:\n- 1\n- 2\nb: c\n",
        "a: 'it is'\nb: \"two # three\"\n'c': d\n",
        "a: [1, two, 'three', {b: c, d: [e]}]\nf: {}\ng: []\n",
        "a: [marketing:read, s3://b/c]\n",
        "a: |\n  one\n\n  two\nb: >-\n  three\n  four\n\n  five\nc: 1\n",
        "a: \xC3\xA9\xF0\x9F\x98\x80 x\nb: no\n",
        "a: 1\na: 2\n",
        "a: http://x.y/z?q=1#f\n",
        "- a\n- b: c\n",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_true(is_simple(texts[i]));
}

static void leaves_everything_else_to_libyaml(void **state)
{
    static const char *const texts[] = {
        "",
        "# only a comment\n",
        "a: &x 1\nb: *x\n",
        "a: !!str 1\n",
        "<<: {a: 1}\n",
        "--- \na: 1\n",
        "a: 1\n...\n",
        "%YAML 1.2\n",
        "a: one\n  two\n",
        "a: 'one\n  two'\n",
        "a: \"\\n\"\n",
        "a: 'it''s'\n",
        "a: b: c\n",
        "a: [1,\n  2]\n",
        "a: |2\n  x\n",
        "a: |+\n  x\n\n",
        "a: >\n  x\n   y\n",
        "a: |\n  x",
        "? a\n: b\n",
        "a b: c\n",
        "a: 1\n  b: 2\n",
        "a:\n    b: 1\n  c: 2\n",
        "- 1\na: 2\n",
        "-\n- 1\n",
        "a: @b\n",
        "a:b\n",
        "a: [1 2: 3]\n",
        "a: {b}\n",
        "a: [1,]\n",
        "a: 'x' y\n",
        "a: x:\n",
        "just text\n",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_false(is_simple(texts[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_contracts_are_written_in),
        cmocka_unit_test(leaves_everything_else_to_libyaml),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
