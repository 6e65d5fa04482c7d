/* Command line options from one table each: parsing, help, completion and "did you mean". */
#ifndef CMD_OPTIONS_H
#define CMD_OPTIONS_H

#include "base/error.h"
#include "base/str.h"

struct arena;

enum option_kind {
    OPTION_FLAG,  /* bool: set to true */
    OPTION_TEXT,  /* const char *: the last one counts */
    OPTION_TEXTS, /* struct option_texts: every one, in order */
    OPTION_CALL   /* `call` reads the argument */
};

/* Every argument of a repeatable option. */
struct option_texts {
    const char **at; /* NULL-terminated once read */
    size_t count;
};

/* A row. `offset` is into the struct that the command's options fill. */
struct option {
    const char *name; /* without the dashes */
    char letter;      /* 0: none */
    enum option_kind kind;
    const char *argument; /* in the help, "FORMAT[:PATH]"; NULL for flags */
    const char *help;
    size_t offset;
    bool (*call)(void *target, const struct option *option, const char *argument, struct error *err);
};

/* Whether the argument of an option is a report format (report/report.h). */
bool option_takes_format(const struct option *option);

/* Reads `argv` (NULL-terminated, after the command's name) by a table that ends with a NULL name into `target`, GNU
   style: --name=value, --name value, -xvalue, -x value, bundled flags, `--` ends options, `-` is an operand. Operands
   go to `operands` (NULL-terminated, in `arena`). False with one line for an unknown option ("did you mean"), a missing
   or a superfluous argument. */
bool options_parse(struct arena *arena, const struct option *table, char **argv, void *target,
                   struct option_texts *operands, struct error *err) __attribute__((warn_unused_result));

/* The index of the argument in a NULL-terminated list of words. False with one line, "did you mean" included. */
bool option_choose(const struct option *option, const char *argument, const char *const *words, size_t *index,
                   struct error *err) __attribute__((warn_unused_result));

#endif
