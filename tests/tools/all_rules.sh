#!/bin/sh
# Prints the C table of all rules, sorted by id. A rule of lint is known by its file name: src/rules/sla/sla_freshness_duration.c
# defines rule_sla_freshness_duration; a rule of breaking by its enumerator, CHANGE_FIELD_REMOVED in the header.
# usage: all_rules.sh HEADER FILE…
header=${1:?usage: all_rules.sh HEADER FILE…}
shift
printf '#include "rules/all_rules.h"\n\n#include "change/change_rule.h"\n\n'
for file; do echo "extern const struct rule rule_$(basename "$file" .c);"; done
printf '\nstatic const struct rule *const rules[] = {\n'
{
    for file; do
        name=$(basename "$file" .c)
        echo "$name rule_$name"
    done
    sed -n 's/^    CHANGE_\([A-Z0-9_]*\),$/\1/p' "$header" | awk '{ print tolower($0) " change_rules[CHANGE_" $0 "].rule" }'
} | sed 'h; s/ .*//; y/_/-/; G; s/\n/ /' | LC_ALL=C sort -k 1,1 | sed 's/^[^ ]* [^ ]* \(.*\)/    \&\1,/'
printf '};\n\nconst struct rule_set all_rules = {rules, sizeof rules / sizeof *rules};\n'
