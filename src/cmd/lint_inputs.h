/* What one run of `lint` reads: operands, lists of files, standard input and git revisions, each with its settings. */
#ifndef CMD_LINT_INPUTS_H
#define CMD_LINT_INPUTS_H

#include "cmd/lint_options.h"
#include "project/configured.h"
#include "project/git.h"

/* One input: a file, or standard input. */
struct input {
    struct str path;                 /* ends in a NUL */
    struct str name;                 /* in reports */
    const struct settings *settings; /* NULL: its configuration is wrong */
    bool is_named, is_stdin;
    bool is_object;        /* its content is in git; after inputs_load: */
    struct str bytes;      /* its content, */
    const char *complaint; /* or why there is none */
};

struct inputs {
    struct program *program;
    const struct lint_options *options;
    struct configured *config;
    struct input *all; /* standard input first, then in the order of the paths' bytes */
    size_t count;
    struct git git; /* when the options ask for a revision */
    struct git_objects objects;
    struct arena loaded; /* contents of the inputs that were loaded last */
    bool has_failed;     /* something named cannot be read, or a configuration is wrong: said on standard error */
};

/* Finds the inputs that the options name; `program`, `options` and `config` are set. False with one line. */
bool inputs_find(struct inputs *inputs, struct error *err) __attribute__((warn_unused_result));

/* Makes inputs from number `first` on ready to be read, in the thread that owns `inputs`; returns how many. What was
   loaded before is gone. */
size_t inputs_load(struct inputs *inputs, size_t first);

/* Ends what reads revisions. */
void inputs_end(struct inputs *inputs);

/* The bytes of an input, in `arena`, under the size limit. `stamp` is the state of a file, left alone for
   anything else. False with one line. */
bool input_read(const struct inputs *inputs, const struct input *input, struct arena *arena, struct str *bytes,
                struct file_stamp *stamp, struct error *err) __attribute__((warn_unused_result));

/* Whether the state is that of a file among the inputs. */
bool inputs_have(const struct inputs *inputs, const struct file_stamp *stamp);

/* Prints the names, one a line; what could act on a terminal or a CI log is escaped. */
void inputs_list(const struct inputs *inputs);

#endif
