#!/bin/sh
# Creates a rule that compiles and examples that fail until both are filled in. usage: new_rule.sh FAMILY-MISTAKE
set -eu
id=${1:-}
if ! echo "$id" | grep -qxE '[a-z]+(-[a-z0-9]+)+'; then
    echo 'usage: make new-rule ID=family-what-is-wrong' >&2
    exit 2
fi
name=$(echo "$id" | tr - _)
family=${id%%-*}
source=src/rules/$family/$name.c
examples=testdata/rules/$id
if [ -e "$source" ] || [ -e "$examples" ]; then
    echo "$id: $source or $examples is there already" >&2
    exit 2
fi
mkdir -p "src/rules/$family" "$examples"

cat >"$source" <<TEMPLATE
#include "check/rule.h"

static void on_contract(struct check *check, const struct contract *contract)
{
    (void)check;
    (void)contract;
}

const struct rule rule_$name = {
    .id = "$id",
    .severity = SEVERITY_WARNING,
    .since = "$(sed -n 's/^VERSION := //p' Makefile)",
    .summary = "",
    .why = "",
    .advice = "",
    .on_contract = on_contract,
};
TEMPLATE

contract='dataProduct:
  name: customer-360
  domain: marketing
  owner: marketing-data-team
  version: 3.2.0
  description: Everything known about a customer, in one record
schema:
  type: object
  properties:
    customerId: {type: string, format: uuid, description: Unique customer identifier}
sla:
  freshness: PT15M
  availability: 99.9%
  qualityScore: 0.95
access:
  classification: internal
  requiredPermissions: [marketing:read]'
echo "$contract" >"$examples/good.yaml"
echo "$contract" | sed "s/^dataProduct:\$/& # expect: $id@1/" >"$examples/bad.yaml"

echo "$source: the rule; see src/check/rule.h for its hooks, src/check/check.h for what a hook may call"
echo "$examples/bad.yaml: plant the mistake and put its \`# expect:\` on the line of the finding"
echo "$examples/good.yaml: the same contract, right"
echo "make docs rule-tests"
