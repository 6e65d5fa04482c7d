#include "cmd/cmd.h"

static int run(struct program *program, char **argv)
{
    (void)argv;
    return complain(program, "lint: in the making");
}

const struct command command_lint = {.name = "lint", .run = run};
