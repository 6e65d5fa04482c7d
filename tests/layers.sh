#!/bin/sh
# The house's rules that a compiler does not know: floors, owners of libraries, headers that stand alone, no mutable
# globals, no banned function, the format. usage: layers.sh BUILD_FOLDER (its objects are looked at; CC and CPPFLAGS are
# used for headers)
set -u
build=${1:?usage: layers.sh BUILD_FOLDER}
passed=0 failed=0

verdict() { # NAME, and what is wrong with it
    if [ -z "$2" ]; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        printf '%s:\n%s\n' "$1" "$2"
    fi
}

sources=$(find src -name '*.[ch]' | LC_ALL=C sort)

# Nothing from a floor above, nothing from a neighbour on the same floor.
find_climbers() {
    # shellcheck disable=SC2086 # a list of files
    awk '
    BEGIN {
        count = split("base yaml contract,schema check change,data rules,report,project cmd", floors, " ")
        for (i = 1; i <= count; i++) {
            n = split(floors[i], rooms, ",")
            for (k = 1; k <= n; k++)
                floor[rooms[k]] = i
        }
    }
    /^#include "/ {
        split(FILENAME, own, "/")
        path = $2
        gsub(/"/, "", path)
        split(path, other, "/")
        if (!(own[2] in floor))
            print FILENAME ": stands on no floor"
        else if (!(other[1] in floor))
            print FILENAME ":" FNR ": " path " is not written floor/file.h"
        else if (floor[other[1]] > floor[own[2]])
            print FILENAME ":" FNR ": " path " stands on a floor above"
        else if (floor[other[1]] == floor[own[2]] && other[1] != own[2])
            print FILENAME ":" FNR ": " path " is a neighbour"
    }' $sources
}

find_strangers() { # HEADER OWNERS: files that include a library that belongs to others
    # shellcheck disable=SC2086
    grep -nF "#include <$1>" $sources | grep -vE "^src/($2):"
}

find_dependent_headers() {
    for header in $(find src -name '*.h'); do
        # shellcheck disable=SC2086
        echo "#include \"${header#src/}\"" | $compile -x c - 2>&1 | head -3
    done
}

# Constant tables only; cmd/main.c keeps what signal handlers must find.
find_globals() {
    find "$build" \( -path '*/unit' -o -path "$build/cmd/main.o" \) -prune -o -name '*.o' -print | while read -r object; do
        objdump -t "$object" | awk -v object="${object#"$build"/}" \
            '/ O / && !/ \.(rodata|data\.rel\.ro)/ && !/asan|Lubsan/ { print object ": " $NF }'
    done
}

# banned.h turns what it names into errors where it is included; the others depend on the locale or start programs.
find_banned() {
    names=$(sed -n 's/^#undef //p' src/base/banned.h | tr '\n' '|')
    # shellcheck disable=SC2086
    grep -nE "\<(${names}strto(d|f|ld|l|ul|ll|ull)|setlocale|alloca|system|popen|tmpnam|mktemp) ?\(" $sources
}

find_unformatted() {
    # shellcheck disable=SC2086
    clang-format --dry-run $sources tests/unit/*.[ch] tests/fuzz/*.c tests/*.c 2>&1 | grep 'warning: code should' |
        cut -d: -f1 | uniq
}

compile="${CC:-cc} -std=c11 ${CPPFLAGS:-} -Isrc -D_POSIX_C_SOURCE=200809L -fsyntax-only -Wall -Wextra -Werror"
verdict floors "$(find_climbers)"
verdict yaml.h "$(find_strangers yaml.h 'yaml/parse\.c')"
verdict pcre2.h "$(find_strangers pcre2.h 'base/pattern\.c')"
verdict pthread.h "$(find_strangers pthread.h 'base/pool\.c')"
verdict cyaml.h "$(find_strangers cyaml/cyaml.h 'check/(config_load|custom)\.c')"
verdict jansson.h "$(find_strangers jansson.h 'report/json_text\.h|check/baseline\.c')"
verdict 'headers compile alone' "$(find_dependent_headers)"
verdict 'no mutable globals' "$(find_globals)"
verdict 'no banned functions' "$(find_banned)"
if command -v clang-format >/dev/null; then verdict format "$(find_unformatted)"; else echo "clang-format: not present"; fi
echo "layers: $passed passed, $failed failed"
[ $failed -eq 0 ]
