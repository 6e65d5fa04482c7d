/* The own check of a configuration: every mistake at its place in one run, before libcyaml sees the text. */
#ifndef CHECK_CONFIG_CHECK_H
#define CHECK_CONFIG_CHECK_H

#include "check/config_table.h"
#include "check/config_value.h"
#include "check/rule.h"

enum { CONFIG_MISTAKES_MAX = 100 }; /* told of one file; "did you mean" is not asked beyond */

/* A mistake in a configuration. */
struct config_mistake {
    uint32_t at; /* byte of the source */
    const char *text;
    const struct config_mistake *next;
};

/* A configuration being checked. */
struct config_check {
    struct arena *arena;
    const struct source *source;
    const struct rule_set *rules;
    const struct config_shapes *shapes;
    const struct config_mistake *first; /* in no order */
    size_t count;
};

/* Notes a mistake at a byte of the source. */
void config_mistake(struct config_check *check, uint32_t at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The most important sections of the checked text; what is wrong in it is noted in `check`. */
struct config_sections config_check_text(struct config_check *check, const struct tree *tree);

/* A text for a message: in backticks, on one line, unsafe characters escaped, cut after 80 characters. */
const char *config_quote(struct arena *arena, struct str text);

/* The node of a row of config_values in a file or an override; NULL: absent. */
const struct node *config_value_node(const struct config_sections *sections, const struct config_value *value);

#endif
