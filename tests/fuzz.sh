#!/bin/bash
# Gives each fuzz harness every input that is kept in tests/fuzz/corpus, then new ones for some seconds, made from those of its
# own and from what testdata has for it; two harnesses at a time. RUNS (environment) bounds the new inputs, too. What fails
# stays in FOLDER; its input belongs into the corpus once it is mended. usage: fuzz.sh SECONDS FOLDER HARNESS…
set -u
seconds=$1 folder=$2
shift 2

seeds() { # NAME: folders
    case $1 in
    yaml | simple | lint | fix) echo testdata/rules/* testdata/demo/contracts testdata/reports testdata/dialects ;;
    config) echo testdata/config/* ;;
    data) contracts && echo testdata/rules/data-* testdata/cli/data-* ;;
    breaking) pairs ;;
    esac
    [ ! -d "tests/fuzz/corpus/$1" ] || echo "tests/fuzz/corpus/$1"
}

pairs() { # the examples, both versions in one file
    mkdir -p "$folder/pairs"
    for before in testdata/breaking/*/before.yaml; do
        example=${before%/before.yaml}
        { cat "$before" && echo ===== && cat "$example/after.yaml"; } >"$folder/pairs/${example##*/}"
    done
    echo "$folder/pairs"
}

contracts() { # each contract with each data of its folder, in one file
    mkdir -p "$folder/contracts"
    for contract in testdata/{rules,cli}/data-*/*.y{a,}ml; do
        for data in "${contract%/*}"/*.{jsonl,json,csv,yaml}; do
            [ ! -f "$contract" ] || [ ! -f "$data" ] || [ "$contract" = "$data" ] ||
                { cat "$contract" && echo ===== && cat "$data"; } >"$folder/contracts/$(echo "$contract-${data##*/}" | tr / -)"
        done
    done
    echo "$folder/contracts"
}

told() { # NAME STATUS
    [ "$2" -eq 0 ] || grep -vE '^#[0-9]+\s|^INFO|^Executed' "$folder/$1.log" | tail -n 40
    return "$2"
}

replay() { # HARNESS NAME
    find tests/fuzz/corpus -type f -print0 | LC_ALL=C sort -z | xargs -0 "$1" -timeout=10 -rss_limit_mb=2560 >"$folder/$2.log" 2>&1
    status=$?
    echo "$2: $(grep -c '^Executed' "$folder/$2.log") kept inputs, status $status"
    told "$2" $status
}

run() { # HARNESS
    name=${1##*/fuzz_}
    mkdir -p "$folder/corpus/$name"
    replay "$1" "$name" || return
    # shellcheck disable=SC2046 # folders are words
    "$1" -seed=1 -runs="${RUNS:--1}" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2560 -max_len=4096 -artifact_prefix="$folder/$name-" \
        -print_final_stats=1 "$folder/corpus/$name" $(seeds "$name") >"$folder/$name.log" 2>&1
    status=$?
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$folder/$name.log")
    echo "$name: ${runs:-no} inputs, status $status"
    told "$name" $status
}
export -f run replay told seeds pairs contracts
export seconds folder

printf '%s\n' "$@" | xargs -P 2 -I '{}' bash -c 'run "$1" && echo passed || echo failed' _ '{}' | awk '
    /^passed$/ { passed++; next }
    /^failed$/ { failed++; next }
    { print }
    END { print "fuzz: " passed + 0 " passed, " failed + 0 " failed"; exit failed > 0 }'
