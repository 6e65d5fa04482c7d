#!/bin/sh
# The hooks with pre-commit itself: a good contract is committed, a bad one is not and its finding is shown, what is
# ignored or no contract passes; what breaks readers is not pushed. Needs no network. usage: pre_commit.sh BINARY
set -u
binary=$(realpath "${1:?usage: pre_commit.sh BINARY}")
project=$PWD
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
export PATH="$work/bin:$PATH" HOME="$work" PRE_COMMIT_HOME="$work/cache" GIT_CONFIG_NOSYSTEM=1

verdict() { # WHAT, and whether it passed as a status
    if [ "$2" -eq 0 ]; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "$1: failed"
        sed 's/^/    /' "$work/log"
    fi
}

commit() { git add -A && git commit -m "$1" >"$work/log" 2>&1; }

mkdir "$work/bin" "$work/hooks" "$work/repository" && ln -s "$binary" "$work/bin/contractlint"
git config --global user.name nobody && git config --global user.email nobody@example.com
git config --global init.defaultBranch main

pre-commit validate-manifest "$project/.pre-commit-hooks.yaml" >"$work/log" 2>&1
verdict 'the manifest is valid' $?
cd "$work/hooks" && cp "$project/.pre-commit-hooks.yaml" . && git init -q && commit hooks
cd "$work/repository" && git init -q && cat >.pre-commit-config.yaml <<CONFIG
repos:
  - repo: $work/hooks
    rev: $(git -C "$work/hooks" rev-parse HEAD)
    hooks:
      - id: contractlint
      - id: contractlint-breaking
CONFIG
pre-commit install --hook-type pre-commit --hook-type pre-push >/dev/null

mkdir contracts
cp "$project/testdata/demo/contracts/orders.yaml" contracts
printf 'services: {web: {image: nginx}}\n' >compose.yaml
commit good
verdict 'a good contract is committed' $?

cp "$project/testdata/demo/contracts/customer-360.yaml" contracts
! commit bad
verdict 'a bad contract is not' $?
grep -q '^contracts/customer-360.yaml:42:14: error: .*\[sla-freshness-duration\]$' "$work/log"
verdict 'its finding is shown' $?

printf 'ignore: [contracts/customer-360.yaml]\n' >.contractlint.yaml
commit ignored
verdict 'an ignored contract is committed' $?

git clone -q --bare . "$work/origin" && git remote add origin "$work/origin" && git fetch -q &&
    git remote set-head origin main && git checkout -q -b topic >"$work/log" 2>&1
push() { git push origin topic >"$work/log" 2>&1; }

printf '\n# a comment\n' >>contracts/orders.yaml && commit comment && push
verdict 'what breaks nobody is pushed' $?

git rm -q contracts/orders.yaml && commit removal
! push
verdict 'a removal is not' $?
grep -q ': error: contract removed: .*\[contract-removed\]$' "$work/log"
verdict 'what it removes is shown' $?

echo "pre-commit: $passed passed, $failed failed"
[ $failed -eq 0 ]
