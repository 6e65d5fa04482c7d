/* The table of all rules, made by the build from the file names under src/rules. */
#ifndef RULES_ALL_RULES_H
#define RULES_ALL_RULES_H

#include "check/rule.h"

extern const struct rule_set all_rules;

#endif
