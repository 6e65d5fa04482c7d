#!/bin/sh
# Prints the C table of all rules from their file names: src/rules/sla/sla_freshness_duration.c defines rule_sla_freshness_duration.
echo '#include "check/rule.h"'
echo
for file; do echo "extern const struct rule rule_$(basename "$file" .c);"; done
echo
echo 'const struct rule *const all_rules[] = {'
for file; do echo "    &rule_$(basename "$file" .c),"; done
echo '    NULL,'
echo '};'
printf 'const size_t all_rules_count = %d;\n' "$#"
