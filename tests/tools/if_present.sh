#!/bin/sh
# Runs COMMAND when NAME, a path or a program, is there; says so when it is not. usage: if_present.sh NAME COMMAND…
name=$1
shift
if [ -e "$name" ] || command -v "$name" >/dev/null; then exec "$@"; fi
echo "$name: not present"
