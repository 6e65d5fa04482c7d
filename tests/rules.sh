#!/bin/sh
# Every rule's examples are its tests: src/rules/FAMILY/RULE.c needs testdata/rules/RULE/bad.yaml and good.yaml, and
# `explain` calls the bad one bad; a rule about data needs bad.jsonl, good.jsonl (or .json, .csv) and contract.yaml. usage: rules.sh BINARY
set -u
binary=${1:?usage: rules.sh BINARY}
problems=$(mktemp) || exit 2
trap 'rm -f "$problems"' EXIT

for file in src/rules/*/*.c; do
    id=$(basename "$file" .c | tr _ -)
    for example in bad good; do
        ls "testdata/rules/$id/$example".* >/dev/null 2>&1 || echo "testdata/rules/$id/$example.yaml is missing"
    done
    "$binary" explain --no-config "$id" | sed -n '/^contractlint says$/,/^Good$/p' | grep -qF "[$id]" ||
        echo "explain $id: its bad example is not called bad"
done | tee "$problems"
find testdata/rules -type f \( -name '*.yaml' -o -name '*.json' -o -name '*.jsonl' -o -name '*.csv' \) \
    ! -name '.*' ! -name '*.fixed.*' ! -path '*/data-*/contract.yaml' ! -path '*/accepted-*/contract.yaml' | LC_ALL=C sort |
    xargs "$binary" rules --test |
    awk -v problems="$(wc -l <"$problems")" '
        /^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3; next }
        { print }
        END { failed += problems; print passed + 0 " passed, " failed + 0 " failed"; exit failed > 0 }'
