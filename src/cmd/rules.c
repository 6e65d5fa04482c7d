#include "cmd/cmd.h"
#include "cmd/options.h"
#include "cmd/rules_test.h"

struct rules_options {
    struct option_texts test;
};

static const struct option options[] = {
    {"test", 0, OPTION_TEXTS, "FILE", "compare the findings of a fixture with its `# expect:` comments",
     offsetof(struct rules_options, test)},
    {NULL},
};

static int run(struct program *program, char **argv)
{
    struct rules_options chosen = {.test = {NULL, 0}};
    struct option_texts operands = {NULL, 0};
    struct error err = {.is_set = false};
    if (!options_parse(&program->arena, options, argv, &chosen, &operands, &err))
        return complain(program, "%s", err.text);
    if (chosen.test.count && !operands.count)
        return rules_test(program, chosen.test.at);
    return chosen.test.count ? rules_test(program, operands.at) : complain(program, "rules: in the making");
}

const struct command command_rules = {"rules", "rules [OPTIONS]", "the rule catalogue", options, run};
