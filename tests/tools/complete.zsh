# What zsh offers behind each line, a line of words each, where SETUP has loaded the completion (empty: from ../functions).
# Leaves files in the current folder. usage: zsh -f complete.zsh SETUP LINE…
setup=$1
shift

# The inner shell says with a file that it has come so far.
wait_ready() {
    for i in {1..100}; do [[ -e ready ]] && return; sleep 0.05; done
    print -u2 "the shell does not answer"
    exit 1
}

# Its compadd notes what would be offered; with the options named there it only computes.
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PS1= fpath=(../functions $fpath); autoload -Uz compinit; compinit -u -D; '$setup'
compadd() {
    (( ${@[(I)-[ADO]*]} )) && { builtin compadd "$@"; return }
    local -a hits
    builtin compadd -O hits "$@"
    print -rl -- $hits >>hits
    builtin compadd "$@"
}
bindkey "^I" list-choices "^X" kill-whole-line; ready() { : >ready }; ready'
wait_ready
for line; do
    rm -f ready; : >hits
    zpty -w -n shell $line$'\t'$'\x18' # keys that a terminal passes on, even before the line editor is there
    zpty -w shell ready
    wait_ready
    print -r -- $(sort -u hits)
done
