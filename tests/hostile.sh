#!/bin/sh
# Makes the hostile inputs and runs them but for those that tests/hostile.txt names.
# usage: hostile.sh BINARY FAIL_NTH.so HOSTILE_FOLDER OUTPUT_FOLDER [--only REGEX …]
set -eu
binary=$1 failso=$2 tools=$3 out=$4
shift 4
python3 "$tools/make_hostile.py" "$out" >"$out.log" 2>&1 || { cat "$out.log"; exit 2; }
skipped=$(sed -n 's/^\([a-z_.*]*\):.*/\1/p' tests/hostile.txt | paste -sd '|')
grep -vP "^($skipped)\t" "$out/EXPECT.tsv" >"$out.tsv"
status=0
python3 "$tools/run_hostile.py" --tool "$binary" --dir "$out" --tsv "$out.tsv" --failso "$failso" \
    --needs lint,config,junit,github,sarif,otherformats,git,fix,failnth,breaking "$@" >"$out.log" 2>&1 || status=$?
cat "$out.log"
sed -nE '$s/^([0-9]+) rows, ([0-9]+) failed.*/\1 \2/p' "$out.log" | {
    read -r rows failed
    echo "hostile: $((rows - failed)) passed, $failed failed"
}
exit $status
