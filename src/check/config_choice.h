/* What the command line chooses among the rules. */
#ifndef CHECK_CONFIG_CHOICE_H
#define CHECK_CONFIG_CHOICE_H

#include "check/config.h"

struct choice;

/* The choices of a run, by kind. Start with zeros. */
struct config_choices {
    const struct choice *last[CONFIG_SEVERITY + 1]; /* the latest first */
};

/* See config_choose. */
bool config_choices_add(struct config_choices *choices, struct arena *arena, const struct rule_set *rules,
                        enum config_choice kind, struct str text, struct error *err)
    __attribute__((warn_unused_result));

/* Changes the severities (one per rule) and where they come from. */
void config_choices_apply(const struct config_choices *choices, const struct rule_set *rules, unsigned char *severities,
                          struct config_origin *origins);

#endif
