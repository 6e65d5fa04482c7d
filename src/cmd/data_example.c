#include "cmd/data_example.h"

#include "cmd/data_options.h"
#include "contract/document.h"
#include "rules/all_rules.h"
#include "yaml/parse.h"

static bool read_schema(struct arena *arena, const struct data_example *example, struct data_schema *schema)
{
    struct error err = {.is_set = false};
    struct source *source = arena_new(arena, struct source);
    const struct limits *limits = &example->settings->limits;
    *source = source_make(arena, STR("contract.yaml"), example->contract);
    source_index_lines(source, arena);
    const struct document *document =
        document_read(arena, source, yaml_parse(arena, source, limits), DIALECT_NONE, limits);
    const struct contract *contract = document->contracts.first;
    return contract && contract->datasets.first &&
           data_schema_make(arena, example->settings, document, contract, contract->datasets.first, STR(""), schema,
                            &err);
}

struct lint_result *data_example_check(struct arena *arena, const struct data_example *example,
                                       const struct data_measures **measures)
{
    struct data_schema *schema = arena_new(arena, struct data_schema);
    struct stream stream = stream_of_text(example->bytes);
    struct error err = {.is_set = false};
    const struct data_options options = {.contract = NULL};
    struct data_request request = {.rules = &all_rules,
                                   .settings = example->settings,
                                   .schema = schema,
                                   .name = example->name,
                                   .asserts_format = true,
                                   .max_findings = DATA_FINDINGS_DEFAULT,
                                   .workers = 1};
    bool is_broken;
    if (!data_options_format(&options, str_c(arena, example->name), &request.format, &request.delimiter, &err) ||
        !read_schema(arena, example, schema))
        return NULL;
    struct data_measures *all = data_measures_make(arena, schema);
    if (measures)
        *measures = all;
    return data_check(arena, &request, &stream, all, &is_broken, &err);
}
