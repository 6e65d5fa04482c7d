/* `contractlint rules --test`: fixtures with expectations on the line. */
#ifndef CMD_RULES_TEST_H
#define CMD_RULES_TEST_H

#include "cmd/cmd.h"

/* Lints each fixture and compares the findings with its `# expect:` comments; prints differences and a closing count.
   The rule under test is named by the folder, testdata/rules/RULE/bad.yaml, and is switched on when it is off; else
   the configuration found for the fixture holds. bad.fixed.yaml is what --fix makes of bad.yaml, its comments included;
   it is required where the rule under test has a safe fix, and fixing it again must change nothing. */
int rules_test(struct program *program, const char *const *paths);

#endif
