#!/bin/sh
# Prints the C table of all rules from their file names: src/rules/sla/sla_freshness_duration.c defines
# rule_sla_freshness_duration. Sorted by id, which is how the files are given.
echo '#include "rules/all_rules.h"'
echo
for file; do echo "extern const struct rule rule_$(basename "$file" .c);"; done
echo
echo 'static const struct rule *const rules[] = {'
for file; do basename "$file" .c; done | tr _ - | LC_ALL=C sort | tr - _ | sed 's/.*/    \&rule_&,/'
echo '};'
echo
printf 'const struct rule_set all_rules = {rules, %d};\n' "$#"
