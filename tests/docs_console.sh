#!/bin/sh
# What the documents show is what the program says. In blocks marked `console` of README.md and docs/*.md every line that
# begins with "$ " is run, in a copy of docs/examples/ per document, and the lines below it are what it prints, errors included.
# Blocks marked `yaml` that begin as a contract are clean of errors and warnings, the others are configurations; blocks
# marked `c` compile.
# Files and targets of make that the documents name as code are there.
# With --bless the output is written anew; read the difference before committing it.
set -u
binary=${1:?usage: docs_console.sh BINARY [--bless]}
bless=${2:-}
case $binary in /*) ;; *) binary=$PWD/$binary ;; esac
root=$PWD
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin" && ln -s "$binary" "$scratch/bin/contractlint"
PATH=$scratch/bin:$PATH
SOURCE_DATE_EPOCH=1767323045 # 2026-01-02
HOME=$scratch
export PATH SOURCE_DATE_EPOCH HOME
unset NO_COLOR CLICOLOR_FORCE
passed=0 failed=0

verdict() { # NAME, and whether it passed as a status
    if [ "$2" -eq 0 ]; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "$1"
    fi
}

# The document on standard input with the output of its commands as it is now.
rerun() {
    place=text status=0
    while IFS= read -r line || [ -n "$line" ]; do
        case $place:$line in
        text:'```console') place=console ;;
        console:'```') place=text ;;
        console:'$ '*)
            printf '%s\n' "$line"
            command=${line#??}
            (exit $status)
            eval "$command" </dev/null 2>&1
            status=$?
            continue
            ;;
        console:*) continue ;;
        esac
        printf '%s\n' "$line"
    done
}

check_commands() { # DOCUMENT
    rm -rf "$scratch/examples" && cp -R docs/examples "$scratch/examples" && cd "$scratch/examples" || exit 2
    rerun <"$root/$1" >"$scratch/now.md"
    cd "$root" || exit 2
    [ "$bless" != --bless ] || cat "$scratch/now.md" >"$1"
    diff -u "$1" "$scratch/now.md"
    verdict "$1: a command prints something else" $?
}

check_blocks() { # DOCUMENT
    rm -rf "$scratch/blocks" && mkdir "$scratch/blocks"
    awk -v folder="$scratch/blocks" '
        /^```$/ { file = "" }
        file != "" { print > file }
        /^```(yaml|c)$/ { file = folder "/line-" NR "." substr($0, 4) }' "$1"
    for block in "$scratch/blocks"/*; do
        [ -e "$block" ] || continue
        case $block:$(head -n 1 "$block") in
        *.c:*) ${CC:-cc} -std=c11 -Isrc -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Werror -fsyntax-only "$block" ;;
        *:dataProduct:* | *:domains:*) "$binary" --no-config -q --min-severity warning --fail-on warning "$block" ;;
        *) "$binary" config --config "$block" >/dev/null ;;
        esac
        verdict "$1: the block at ${block##*/}" $?
    done
}

check_names() { # DOCUMENT
    absent=$(grep -oE '`(src/)?[a-z]+/[a-z0-9_/-]+\.(c|h|sh|py|md|yaml|json)`' "$1" | tr -d '`' | sort -u | while read -r name; do
        [ -e "$name" ] || [ -e "src/$name" ] || echo "$name"
    done)
    [ -z "$absent" ]
    verdict "$1 names what is not there: $absent" $?
    absent=$(sed -nE 's/^(.*`|    )make ([a-z][a-z-]+).*/\2/p' "$1" | sort -u | while read -r target; do
        grep -qE "^(suite-)?$target(:| =)" Makefile || echo "$target"
    done)
    [ -z "$absent" ]
    verdict "$1 names targets that are not there: $absent" $?
}

for document in README.md CONTRIBUTING.md docs/*.md; do
    check_names "$document"
    if grep -q '^```console$' "$document"; then check_commands "$document"; fi
    check_blocks "$document"
done
echo "docs console: $passed passed, $failed failed"
[ $failed -eq 0 ]
