#!/bin/sh
# Configurations: testdata/config/bad/NAME.yaml gives exactly the mistakes in NAME.txt, "LINE:COLUMN: text" or, of another
# file, "FILE:LINE:COLUMN: text"; what `contractlint config` prints for good/NAME.yaml holds the lines of NAME.txt, and
# comes to the same when it is read back.
set -u
binary=${1:?usage: config.sh BINARY}
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0

verdict() { # NAME, and whether it passed as a status
    if [ "$2" -eq 0 ]; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "$1: failed"
    fi
}

for file in testdata/config/bad/*.yaml; do
    "$binary" config --config "$file" "${file%/*}/contract.yaml" >"$scratch/out" 2>"$scratch/err"
    status=$?
    sed "s|^$file:||" "$scratch/err" >"$scratch/mistakes"
    [ $status -eq 2 ] && [ ! -s "$scratch/out" ] && diff -u "${file%.yaml}.txt" "$scratch/mistakes"
    verdict "$file" $?
done

# The values without their origins.
values() { sed 's/  *# .*//; /^#/d'; }

for file in testdata/config/good/*.yaml; do
    "$binary" config --config "$file" "${file%/*}/contract.yaml" >"$scratch/out.yaml" 2>"$scratch/err" && [ ! -s "$scratch/err" ]
    verdict "$file" $?
    missing=$(while IFS= read -r line; do grep -qxF -e "$line" "$scratch/out.yaml" || echo "$line"; done <"${file%.yaml}.txt")
    [ -z "$missing" ] || echo "not printed: $missing"
    [ -z "$missing" ]
    verdict "$file: lines" $?
    "$binary" config --config "$scratch/out.yaml" "${file%/*}/contract.yaml" >"$scratch/again.yaml" &&
        values <"$scratch/out.yaml" >"$scratch/first" && values <"$scratch/again.yaml" | diff -u "$scratch/first" -
    verdict "$file: read back" $?
done

# The shipped packs can be used, and `strict` turns on all that `recommended` leaves off.
for pack in rules/*.yaml; do
    name=$(basename "$pack" .yaml)
    printf 'extends: [%s]\n' "$name" >"$scratch/pack.yaml"
    "$binary" config --config "$scratch/pack.yaml" >"$scratch/out"
    verdict "$pack" $?
    "$binary" rules --pack "$name" >"$scratch/printed"
    verdict "$pack: printed" $?
done
printf 'extends: [strict]\n' >"$scratch/pack.yaml"
"$binary" config --config "$scratch/pack.yaml" | sed -n '/^rules:/,/^options:/p' | grep ': off '
[ $? -eq 1 ]
verdict "strict leaves no rule off (add those above to rules/strict.yaml)" $?

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
