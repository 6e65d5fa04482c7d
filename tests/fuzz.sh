#!/bin/bash
# Runs each fuzz harness for some seconds, two at a time, from the inputs in tests/fuzz/corpus/NAME and what testdata has for
# it; RUNS (environment) bounds the inputs, too. What fails stays in FOLDER; its input belongs into the corpus once it is mended. usage: fuzz.sh SECONDS FOLDER HARNESS…
set -u
seconds=$1 folder=$2
shift 2

seeds() { # NAME: folders
    case $1 in
    yaml | lint | fix) echo testdata/rules/* testdata/demo/contracts testdata/reports ;;
    config) echo testdata/config/* ;;
    esac
    [ ! -d "tests/fuzz/corpus/$1" ] || echo "tests/fuzz/corpus/$1"
}

run() { # HARNESS
    name=${1##*/fuzz_}
    mkdir -p "$folder/corpus/$name"
    # shellcheck disable=SC2046 # folders are words
    "$1" -seed=1 -runs="${RUNS:--1}" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2560 -max_len=4096 -artifact_prefix="$folder/$name-" \
        -print_final_stats=1 "$folder/corpus/$name" $(seeds "$name") >"$folder/$name.log" 2>&1
    status=$?
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$folder/$name.log")
    echo "$name: ${runs:-no} inputs, status $status"
    [ $status -eq 0 ] || grep -vE '^#[0-9]+\s|^INFO' "$folder/$name.log" | tail -n 40
    return $status
}
export -f run seeds
export seconds folder

printf '%s\n' "$@" | xargs -P 2 -I '{}' bash -c 'run "$1" && echo passed || echo failed' _ '{}' | awk '
    /^passed$/ { passed++; next }
    /^failed$/ { failed++; next }
    { print }
    END { print "fuzz: " passed + 0 " passed, " failed + 0 " failed"; exit failed > 0 }'
