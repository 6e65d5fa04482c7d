#!/bin/sh
# The lists of the manual page have exactly the options of each command's --help, and all report formats.
set -u
binary=${1:?usage: man.sh BINARY}
page=man/contractlint.1
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0

verdict() { # NAME, and whether it passed as a status
    if [ "$2" -eq 0 ]; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "$page: $1"
    fi
}

# The lines of the page between `.Ss NAME` and the next heading.
section() { awk -v name="$1" '/^\.S[hs] /{ inside = $0 == ".Ss " name; next } inside' "$page"; }

for command in $("$binary" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
    "$binary" "$command" --help | grep -oE '^  (-[a-z], )?--[a-z-]+' | tr -d ' ' | tr ',' '\n' |
        LC_ALL=C sort -u >"$scratch/help"
    section "$command" | grep '^\.It' | grep -oE 'Fl ([a-z]( |$)|Fl [a-z-]+)' | sed 's/Fl Fl /--/; s/Fl /-/; s/ $//' |
        LC_ALL=C sort -u >"$scratch/page"
    diff -u "$scratch/help" "$scratch/page"
    verdict "the options of $command are not those of its --help" $?
    section "$command" | grep -q .
    verdict "there is no section $command" $?
done
formats=$("$binary" --format nothing-like-it 2>&1 | sed -n 's/.*there are //p' | tr -d ',')
[ -n "$formats" ]
verdict "the program does not list its formats" $?
for format in $formats; do
    section lint | tr ' ' '\n' | grep -qx -e "$format"
    verdict "the format $format is missing" $?
done
echo "man: $passed passed, $failed failed"
[ $failed -eq 0 ]
