#!/bin/sh
# Shows the main job on the contracts of testdata/demo: succeeds when the mistakes in them are found.
# usage: demo.sh BINARY
set -u
binary=$(realpath "${1:?usage: demo.sh BINARY}")
cd testdata/demo || exit 2

show() {
    echo "\$ contractlint $*"
    "$binary" "$@"
    status=$?
    echo "(exit status $status)"
    echo
    [ $status -le 1 ]
}

show lint contracts
[ $status -eq 1 ] || exit 1
show lint --quiet contracts/orders.yaml
[ $status -eq 0 ] || exit 1
show explain sla-freshness-duration
