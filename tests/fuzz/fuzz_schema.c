/* A document {schema: …, instance: …}: what is judged and what is told agree, words are visible, work is bounded. */
#include "base/utf8.h"
#include "schema/compile.h"
#include "schema/validate.h"
#include "yaml/parse.h"

#include <stdlib.h>

static void out_of_memory(void)
{
    abort();
}

static void check(bool claim)
{
    if (!claim)
        abort();
}

static void check_causes(struct arena *arena, const struct schema_cause *causes, enum schema_verdict verdict)
{
    enum { LIMIT = 5 };
    size_t count = 0;
    check(!causes == (verdict != SCHEMA_INVALID));
    for (const struct schema_cause *cause = causes; cause; cause = cause->next, count++) {
        struct str text = str_of(schema_cause_text(arena, cause));
        uint32_t code_point;
        check(text.len && cause->instance && cause->schema);
        for (size_t i = 0, size; i < text.len; i += size) {
            size = utf8_decode(str_slice(text, i, text.len), &code_point);
            check(size && !utf8_is_unsafe(code_point));
        }
        check_causes(arena, cause->others, cause->others ? SCHEMA_INVALID : SCHEMA_VALID);
    }
    check(count <= LIMIT);
}

static void judge(struct arena *arena, const struct node *root, enum schema_draft draft)
{
    const struct node *schema_node = node_find(root, "schema"), *instance = node_find(root, "instance");
    if (!schema_node || !instance)
        return;
    struct schema_set *set = schema_set_make(arena, draft);
    schema_set_add(set, STR(""), schema_node, NULL);
    const struct schema *schema = schema_compile(set, schema_node);
    for (int flags = 0; flags < 4; flags++) {
        const struct validator_options options = {
            .asserts_format = flags & 1, .is_tolerant = flags & 2, .steps = 20000};
        struct validator *validator = validator_make(arena, set, &options);
        enum schema_verdict verdict = schema_validate(validator, schema, instance);
        check(verdict == schema_validate(validator, schema, instance));
        check_causes(arena, schema_explain(validator, arena, schema, instance, 5), verdict);
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
    for (int draft = SCHEMA_DRAFT_7; tree && tree->root && draft <= SCHEMA_DRAFT_2020_12; draft++)
        judge(&arena, tree->root, (enum schema_draft)draft);
    arena_free(&arena);
    return 0;
}
