#!/bin/bash
# Documents that are made from the rules and tables must be fresh; manual pages must be well-formed. With --write the
# documents are written. usage: docs.sh BINARY [--write]
set -u
binary=${1:?usage: docs.sh BINARY [--write]}
write=${2:-}
passed=0 failed=0

verdict() { # NAME, and whether it passed as a status
    if [ "$2" -eq 0 ]; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "$1"
    fi
}

indented() { "${PYTHON:-python3}" -m json.tool --indent 2 --no-ensure-ascii; }

while IFS='|' read -r file command; do
    if [ "$write" = --write ]; then
        eval "$command" >"$file.now" && mv "$file.now" "$file" || exit 1 # it may read what it writes
    else
        eval "$command" | diff -u "$file" -
        verdict "$file is stale: make docs" $?
    fi
done <<'DOCUMENTS'
rules/recommended.yaml|"$binary" rules --pack recommended
docs/rules.md|printf '# Rules\n\n`contractlint explain RULE` says why a rule exists, what to do, and shows examples. Rules with a level, `breaking`,\n`dangerous` or `safe`, are those of [`contractlint breaking`](breaking.md).\n\n' && "$binary" rules --format markdown
docs/breaking.md|"$binary" rules --format json | "${PYTHON:-python3}" tests/tools/breaking_table.py
man/contractlint-rules.7|"$binary" rules --format json | "${PYTHON:-python3}" tests/tools/rules_man.py
docs/schemas/config.schema.json|"$binary" schema config | indented
DOCUMENTS
[ "$write" = --write ] && exit 0

for page in man/*; do
    command -v mandoc >/dev/null || { echo 'mandoc: not present'; break; }
    mandoc -Tlint -Wwarning "$page"
    verdict "$page" $?
done
echo "docs: $passed passed, $failed failed"
[ $failed -eq 0 ]
