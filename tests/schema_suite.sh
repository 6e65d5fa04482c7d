#!/bin/sh
# Runs JSON-Schema-Test-Suite of three drafts through schema_run, required and optional tests, and compares what goes
# wrong with tests/schema_suite.txt: another number of deviations below a listed name, and any without one, fail.
# usage: schema_suite.sh SCHEMA_RUN SUITE
run=$1 suite=$2
if [ ! -d "$suite" ]; then
    echo "schema suite: not present"
    exit 0
fi
found=$(mktemp) || exit 2
trap 'rm -f "$found"' EXIT

suite() { # DRAFT NUMBER FILE… [OPTION]: a line for each test that goes wrong, and one with their number
    draft=$1 number=$2
    shift 2
    timeout 100 "$run" -d "$number" -r "$suite/remotes" http://localhost:1234 "$@" | sed "s|^$suite/tests/$draft/||"
}

for number in 7 2019-09 2020-12; do
    draft=draft$number
    suite "$draft" "$number" suite "$suite/tests/$draft"/*.json "$suite/tests/$draft"/optional/*.json
    suite "$draft" "$number" -f suite "$suite/tests/$draft"/optional/format/*.json
done >"$found"

awk '
    FNR == NR && /^[0-9]/ { known[substr($0, index($0, " ") + 1)] = $1 }
    FNR == NR { next }
    /^[0-9]+ tests, [0-9]+ wrong$/ { tests += $1; runs++; next }
    {
        for (name in known)
            if (index($0, name) == 1) {
                known[name]--
                deviations++
                next
            }
        print "unknown deviation: " $0
        failed++
    }
    END {
        for (name in known)
            if (known[name]) {
                print known[name] " fewer deviations than listed: " name
                failed++
            }
        if (runs != 6) {
            print "a run broke off"
            failed++
        }
        print "schema suite: " tests " tests, " deviations + 0 " known deviations, " failed + 0 " others"
        exit failed > 0
    }' "${0%.sh}.txt" "$found"
