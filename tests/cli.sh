#!/bin/sh
# The command line by examples: testdata/cli/NAME/cmd is run by sh in a scratch folder that holds the files of
# testdata/cli/common and of the case; what it prints must be NAME/stdout and NAME/stderr (missing: nothing), its exit status
# NAME/status (missing: 0), and every file of NAME/after must be there then. With --bless these are written.
# usage: cli.sh BINARY [--bless]
set -u
binary=$(realpath "${1:?usage: cli.sh BINARY [--bless]}")
bless=${2:-}
cases=$PWD/testdata/cli
work=$(mktemp -d) || exit 2
trap 'chmod -R u+rwX "$work"; rm -rf "$work"' EXIT
mkdir "$work/bin" && ln -s "$binary" "$work/bin/contractlint"
passed=0 failed=0
zero='0
'

# Runs the case and leaves what it printed in $work/NAME.
run() {
    mkdir -p "$work/$1/scratch"
    cp -R "$cases/common/." "$cases/$1/." "$work/$1/scratch"
    (cd "$work/$1/scratch" && rm -rf cmd stdout stderr status after &&
        timeout 30 env -i PATH="$work/bin:$PATH" HOME="$work" LC_ALL=C TZ=UTC SOURCE_DATE_EPOCH=1767323045 \
            ASAN_OPTIONS="${ASAN_OPTIONS:-}" sh "$cases/$1/cmd" >"$work/$1/stdout.raw" 2>"$work/$1/stderr.raw" </dev/null)
    echo $? >"$work/$1/status"
    for stream in stdout stderr; do
        sed -e 's/\(contractlint \)[0-9]\.[0-9.]*[0-9]/\1VERSION/' -e 's/\("version": \)"[^"]*"/\1"VERSION"/' \
            "$work/$1/$stream.raw" >"$work/$1/$stream"
    done
}

# FILE DEFAULT: a golden file is there only when it says more than the default.
write_golden() {
    if [ "$(cat "$work/$name/$1")" = "$2" ]; then rm -f "$cases/$name/$1"; else cp "$work/$name/$1" "$cases/$name/$1"; fi
}

compare_golden() {
    if [ -e "$cases/$name/$1" ]; then cat "$cases/$name/$1"; else printf '%s' "$2"; fi |
        diff -u --label "$name/$1" --label "now" - "$work/$name/$1"
}

compare_after() {
    [ -d "$cases/$name/after" ] || return 0
    (cd "$cases/$name/after" && find . -type f) | while read -r file; do
        diff -u --label "$name/after/$file" --label now "$cases/$name/after/$file" "$work/$name/scratch/$file" || echo differs
    done | { ! grep . >&2; }
}

for folder in "$cases"/*/; do
    name=$(basename "$folder")
    [ -e "$cases/$name/cmd" ] || continue
    run "$name"
    if [ "$bless" = --bless ]; then
        write_golden stdout '' && write_golden stderr '' && write_golden status 0
        [ ! -d "$folder/after" ] || (cd "$folder/after" && find . -type f -exec cp "$work/$name/scratch/{}" '{}' \;)
    elif compare_golden stdout '' && compare_golden stderr '' && compare_golden status "$zero" && compare_after; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
done
[ "$bless" = --bless ] || echo "cli: $passed passed, $failed failed"
[ $failed -eq 0 ]
