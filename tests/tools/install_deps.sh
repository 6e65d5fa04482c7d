#!/bin/sh
# Installs what is missing of what building needs, with `check` testing, with `ci` what .ci/run needs; Debian and Ubuntu only.
# usage: install_deps.sh [check|ci]
set -u
wanted=${1:-build}
[ -n "${PYTHON:-}" ] || PYTHON=$(command -v /usr/bin/python3 || echo python3)
export PYTHON

# PACKAGE, and how to tell that what is wanted of it is there.
packages() {
    cat <<'ROWS'
gcc command -v cc
pkg-config command -v pkg-config
libyaml-dev pkg-config --exists yaml-0.1
libjansson-dev pkg-config --exists jansson
libpcre2-dev pkg-config --exists libpcre2-8
libcyaml-dev pkg-config --exists libcyaml
ROWS
    [ "$wanted" = build ] || cat <<'ROWS'
libcmocka-dev pkg-config --exists cmocka
libxml2-utils command -v xmllint
cmark-gfm command -v cmark-gfm
python3 command -v python3
python3-yaml $PYTHON -c 'import yaml'
python3-junitparser $PYTHON -W ignore -c 'import junitparser'
python3-jsonschema $PYTHON -W ignore -c 'import jsonschema'
git command -v git
mandoc command -v mandoc
pre-commit command -v pre-commit
valgrind command -v valgrind
patch command -v patch
ROWS
    [ "$wanted" != ci ] || cat <<'ROWS'
clang echo 'int LLVMFuzzerTestOneInput(void) { return 0; }' | clang -fsanitize=fuzzer,address -x c -o /dev/null -
clang-format command -v clang-format
zsh command -v zsh
fish command -v fish
ROWS
}

missing=$(packages | while read -r package test; do
    sh -c "$test" >/dev/null 2>&1 </dev/null || echo "$package"
done | tr '\n' ' ')
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null; then
    echo "missing, to be installed by hand (names as in Debian): $missing"
    exit 0
fi
root=
[ "$(id -u)" = 0 ] || root=sudo
echo "installing: $missing"
# clang recommends what its sanitizers need.
[ "$wanted" = ci ] && recommends=--install-recommends || recommends=--no-install-recommends
# shellcheck disable=SC2086 # words
$root apt-get update -qq && $root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y $recommends $missing ||
    echo "not installed; what needs it will fail or say so: $missing"
