#!/bin/sh
# Every rule's examples are its tests: src/rules/FAMILY/RULE.c needs testdata/rules/RULE/bad.yaml and good.yaml.
set -u
binary=${1:?usage: rules.sh BINARY}
missing=0
for file in src/rules/*/*.c; do
    id=$(basename "$file" .c | tr _ -)
    for example in bad good; do
        ls "testdata/rules/$id/$example".* >/dev/null 2>&1 && continue
        echo "testdata/rules/$id/$example.yaml is missing"
        missing=1
    done
done
find testdata/rules -type f \( -name '*.yaml' -o -name '*.json' \) ! -name '.*' ! -name '*.fixed.*' | LC_ALL=C sort |
    xargs "$binary" rules --test || missing=1
for id in $("$binary" rules | cut -d ' ' -f 1); do
    "$binary" explain --no-config "$id" | sed -n '/^contractlint says$/,/^Good$/p' | grep -qF "[$id]" && continue
    echo "explain $id: its bad example is not called bad"
    missing=1
done
exit $missing
