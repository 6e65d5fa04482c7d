/* A document {left: …, right: …}: whether either has a value and whether one is contained in the other is answered
   within a small budget, every witness is one, what is contained is not refuted, and a schema is contained in itself.
 */
#include "schema/compile.h"
#include "schema/contain.h"
#include "yaml/parse.h"

#include <stdlib.h>

enum { STEPS = 3000 };

static void out_of_memory(void)
{
    abort();
}

static void check(bool claim)
{
    if (!claim)
        abort();
}

static bool is_valid(struct arena *arena, const struct schema_set *set, const struct satisfy_options *options,
                     const struct schema *schema, const struct node *value, enum schema_verdict verdict)
{
    const struct validator_options judging = {.asserts_format = options->asserts_format,
                                              .is_tolerant = options->is_tolerant};
    return schema_validate(validator_make(arena, set, &judging), schema, value) == verdict;
}

static void check_contained(struct arena *arena, const struct schema_set *set, const struct satisfy_options *options,
                            const struct schema *left, const struct schema *right)
{
    struct containment contained = schema_contains(arena, set, right, left, options);
    check(!contained.witness == (contained.answer != SCHEMA_NO));
    if (contained.answer == SCHEMA_NO)
        check(is_valid(arena, set, options, left, contained.witness, SCHEMA_VALID) &&
              is_valid(arena, set, options, right, contained.witness, SCHEMA_INVALID));
    struct satisfaction some = schema_satisfiable(arena, set, left, options);
    check(!some.witness == (some.answer != SCHEMA_YES));
    check(!some.witness || is_valid(arena, set, options, left, some.witness, SCHEMA_VALID));
    check(some.answer != SCHEMA_NO || contained.answer != SCHEMA_NO);
    if (contained.answer == SCHEMA_YES && some.witness)
        check(!is_valid(arena, set, options, right, some.witness, SCHEMA_INVALID));
    check(schema_contains(arena, set, left, left, options).answer != SCHEMA_NO);
}

static void ask(struct arena *arena, const struct node *root, enum schema_draft draft)
{
    const struct node *left_node = node_find(root, "left"), *right_node = node_find(root, "right");
    if (!left_node || !right_node)
        return;
    struct schema_set *set = schema_set_make(arena, draft);
    schema_set_add(set, STR(""), left_node, NULL);
    schema_set_add(set, STR(""), right_node, NULL);
    const struct schema *left = schema_compile(set, left_node), *right = schema_compile(set, right_node);
    for (int flags = 0; flags < 4; flags++) {
        const struct satisfy_options options = {.asserts_format = flags & 1, .is_tolerant = flags & 2, .steps = STEPS};
        check_contained(arena, set, &options, left, right);
        check_contained(arena, set, &options, right, left);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    arena_init(&arena, out_of_memory);
    struct str bytes = {str_c(&arena, (struct str){(const char *)data, size}), size};
    struct source source = source_make(&arena, STR("x.yaml"), bytes);
    const struct tree *tree = yaml_parse(&arena, &source, &limits_default);
    if (tree && tree->root)
        ask(&arena, tree->root, SCHEMA_DRAFT_2020_12);
    arena_free(&arena);
    return 0;
}
