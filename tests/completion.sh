#!/bin/bash
# Each shell that is there loads the completion script and completes the same lines to the same words. usage: completion.sh BINARY
set -u
binary=$(realpath "${1:?usage: completion.sh BINARY}")
tools=$(realpath tests/tools)
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/empty" && ln -s "$binary" "$work/bin/contractlint"
export PATH=$work/bin:$PATH HOME=$work TERM=dumb LC_ALL=C
passed=0 failed=0

sorted() { while read -r -a words; do printf '%s\n' "${words[@]}" | sort -u | xargs; done; }

formats=$(contractlint --format = 2>&1 | sed -n 's/.*there are //p' | tr -d ,)

# LINE | WORDS: what follows the last blank of the line is completed.
rows() {
    cat <<ROWS
contractlint li|lint
contractlint lint --for|--force-exclude --format
contractlint lint --format |$formats
contractlint --format j|json junit junit-extended
contractlint lint -f sh|short
contractlint rules --format |json markdown text
contractlint changelog --format |json markdown text
contractlint --fail-on w|warning
contractlint contracts/ --fail|--fail-on
contractlint lint --only structure-wr|structure-wrong-kind
contractlint explain structure-wr|structure-wrong-kind
ROWS
}

complete_bash() { # LINE…
    # shellcheck disable=SC2016 # for the inner shell
    timeout 60 bash -c '. "$0"
        for line; do
            read -ra COMP_WORDS <<<"$line"
            [ "${line% }" = "$line" ] || COMP_WORDS+=("")
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMPREPLY=()
            _contractlint
            echo "${COMPREPLY[@]}"
        done' "$work/script.bash" "$@"
}

# As it is sourced, and as zsh finds it in its path.
complete_zsh() {
    mkdir -p "$work/functions" && cp "$work/script.zsh" "$work/functions/_contractlint"
    timeout 60 zsh -f "$tools/complete.zsh" ". $work/script.zsh" "$@" >"$work/sourced" || return
    timeout 60 zsh -f "$tools/complete.zsh" "" "$@" >"$work/found" || return
    diff "$work/sourced" "$work/found" >&2 && cat "$work/found"
}

complete_fish() {
    # shellcheck disable=SC2016 # for the inner shell
    timeout 60 fish -N -c 'source $argv[1]
        for line in $argv[2..]
            complete -C "$line" | cut -f 1 | xargs
        end' "$work/script.fish" "$@"
}

mapfile -t lines < <(rows | cut -d '|' -f 1)
rows | cut -d '|' -f 2 | sorted >"$work/expected"
for shell in bash zsh fish; do
    if ! command -v $shell >/dev/null; then
        echo "$shell: not present"
        continue
    fi
    contractlint completion $shell >"$work/script.$shell"
    (cd "$work/empty" && "complete_$shell" "${lines[@]}") | sorted >"$work/$shell"
    wrong=$(paste -d '|' <(rows | cut -d '|' -f 1) "$work/expected" "$work/$shell" |
        awk -F '|' '$2 != $3 { print $1 ": expected " $2 ", not " $3 }')
    count=$(grep -c . <<<"$wrong")
    failed=$((failed + count)) passed=$((passed + ${#lines[@]} - count))
    [ -z "$wrong" ] || printf '%s:\n%s\n' "$shell" "$wrong"
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
