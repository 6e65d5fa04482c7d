#!/bin/sh
# Runs unit test programs, two at a time, and counts their tests; a program that ends by itself without saying so is one
# failure. usage: unit.sh PROGRAM…
set -u
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT

# shellcheck disable=SC2016 # for the inner shell
printf '%s\n' "$@" | xargs -P 2 -I '{}' sh -c \
    'timeout 120 "$1" >"$2/$(basename "$1")" 2>&1 || echo "status $?" >>"$2/$(basename "$1")"' sh '{}' "$folder"
awk '
/^\[  PASSED  \] [0-9]+ test/ { passed += $4 }
/^\[  FAILED  \] [0-9]+ test/ { failed += $4; counted[FILENAME] = 1 }
/^status / && !counted[FILENAME] { failed++ }
!/^\[ RUN|^\[       OK|^\[=====|^\[  PASSED|^$/ { name = FILENAME; sub(".*/", "", name); print name ": " $0 }
END { print passed + 0 " passed, " failed + 0 " failed"; exit failed > 0 }
' "$folder"/*
