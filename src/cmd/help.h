/* Help, version and shell completion: all printed from the tables of commands and options. */
#ifndef CMD_HELP_H
#define CMD_HELP_H

#include "cmd/cmd.h"

/* Prints the overview, or one command's usage and options. Returns STATUS_OK. */
int help_print(struct program *program);
int help_print_command(struct program *program, const struct command *command);

/* Prints the program's version; with `is_verbose` those of the libraries, too. Returns STATUS_OK. */
int help_print_version(struct program *program, bool is_verbose);

#endif
