#include "base/distance.h"
#include "cmd/cmd.h"
#include "cmd/config_schema.h"
#include "cmd/options.h"

static const struct option options[] = {{NULL}};

static const struct {
    const char *name;
    void (*add)(struct buf *out);
} schemas[] = {{"config", config_schema_add}};

static int print_schema(struct program *program, const char *name)
{
    struct buf out = {.arena = &program->arena};
    struct distance_search search = distance_search_start(str_of(name));
    for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++) {
        distance_search_offer(&search, str_of(schemas[i].name));
        if (strcmp(schemas[i].name, name) != 0)
            continue;
        schemas[i].add(&out);
        file_output_write(&program->out, buf_str(&out));
        return STATUS_OK;
    }
    struct str meant = distance_search_meant(&search);
    if (meant.at)
        return complain(program, "unknown schema `%s`; did you mean `%.*s`?", name, STR_ARG(meant));
    return complain(program, "unknown schema `%s`; there is config, that of configurations", name);
}

static int run(struct program *program, char **argv)
{
    struct option_texts operands = {NULL, 0};
    struct error err = {.is_set = false};
    if (!options_parse(&program->arena, options, argv, NULL, &operands, &err))
        return complain(program, "%s", err.text);
    if (operands.count != 1)
        return complain(program, "schema: name one: config, that of configurations");
    return print_schema(program, operands.at[0]);
}

const struct command command_schema = {"schema", "schema NAME",
                                       "a JSON Schema, for editors: config, that of configurations", options, run};
