#!/bin/sh
# Runs every case of the yaml-test-suite through yaml_dump and compares what deviates with tests/yaml_suite.txt: a case
# that deviates in another way, a new one and one that no longer does all fail.
# usage: yaml_suite.sh YAML_DUMP SUITE
dump=$1 suite=$2
if [ ! -d "$suite" ]; then
    echo "yaml suite: not present"
    exit 0
fi
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT

# How events are written that trees do not keep: explicit document marks.
plain_marks() {
    sed -E 's/^([+-]DOC).*/\1/' "$1"
}

judge() { # FOLDER: says how the case deviates, or nothing
    timeout 10 "$dump" "$1/in.yaml" >"$folder/got" 2>"$folder/errors"
    status=$?
    if [ $status -gt 1 ]; then
        echo "broken (status $status)"
    elif [ -f "$1/error" ]; then
        [ $status -eq 1 ] || echo accepted
    elif [ $status -eq 1 ]; then
        echo refused
    elif ! plain_marks "$1/test.event" | cmp -s - "$folder/got"; then
        echo differs
    fi
}

for input in "$suite"/*/in.yaml "$suite"/*/*/in.yaml; do
    case=${input%/in.yaml}
    deviation=$(judge "$case")
    [ -z "$deviation" ] || echo "${case#"$suite"/} $deviation"
done | sort >"$folder/found"
count=$(ls "$suite"/*/in.yaml "$suite"/*/*/in.yaml | wc -l)
sed -n 's/^\([^#:]*\):.*/\1/p' "$(dirname "$0")/yaml_suite.txt" | sort >"$folder/known"
if ! diff "$folder/known" "$folder/found" >"$folder/changes"; then
    echo "yaml suite: < is known and no longer so, > is new"
    grep '^[<>]' "$folder/changes"
    exit 1
fi
echo "yaml suite: $count cases, $(wc -l <"$folder/known") known deviations, no other"
