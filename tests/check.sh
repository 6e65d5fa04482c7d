#!/bin/bash
# Runs test suites and adds up what they say. usage: check.sh LOGS NAME=COMMAND…
# The last line of a suite is "N passed, N failed", with its name or without; a suite without such a line is one test. What a
# suite prints is shown when it fails, and where it left something out ("not present").
set -u
logs=${1:?usage: check.sh LOGS NAME=COMMAND…}
shift
mkdir -p "$logs"
passed=0 failed=0

for suite; do
    name=${suite%%=*} log=$logs/${suite%%=*}.log start=$EPOCHREALTIME
    timeout 600 bash -c "${suite#*=}" >"$log" 2>&1
    status=$?
    read -r suite_passed suite_failed < <(tail -n 1 "$log" | sed -nE 's/^([a-z -]*: )?([0-9]+) passed, ([0-9]+) failed$/\2 \3/p')
    : "${suite_passed:=$((status == 0))}" "${suite_failed:=$((status != 0))}"
    [ $status -ne 0 ] && [ "$suite_failed" = 0 ] && suite_failed=1
    printf '%-4s %-16s %5d passed %5d failed %6.1f s\n' "$([ "$suite_failed" = 0 ] && echo ok || echo FAIL)" "$name" \
        "$suite_passed" "$suite_failed" "$(((${EPOCHREALTIME/./} - ${start/./}) / 100000))e-1"
    if [ "$suite_failed" != 0 ]; then sed 's/^/     /' "$log"; else grep 'not present' "$log" | sed 's/^/     /'; fi
    passed=$((passed + suite_passed)) failed=$((failed + suite_failed))
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
