/* What is read without libyaml is the same tree as with it: every node, place and problem. */
#include "same_tree.h"

#include <stdlib.h>

static void out_of_memory(void)
{
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    arena_init(&arena, out_of_memory);
    struct str bytes = {str_c(&arena, (struct str){(const char *)data, size}), size};
    struct source source = source_make(&arena, STR("x.yaml"), bytes);
    size_t start = 0;
    while (start < source.text.len && char_is_blank(source.text.at[start]))
        start++;
    bool is_maybe_json = start < source.text.len && strchr("{[", source.text.at[start]);
    if (!is_maybe_json)
        compare_trees(yaml_parse(&arena, &source, &limits_default),
                      yaml_parse_by_libyaml(&arena, &source, &limits_default));
    arena_free(&arena);
    return 0;
}
