#!/bin/sh
# The whole job without a terminal: the seven published sessions of 2019-2020 as books, the result
# and the shares of one of them, the table of the network.
# Usage: scripts/demo.sh PROGRAM [DIR]    (default: demo-sessions, or the first free name after it)
set -eu
program=$1
folder=${2:-}
if [ -z "$folder" ]; then
    parent=.
    [ -w . ] || parent=$(mktemp -d)
    folder=$parent/demo-sessions
    count=1
    while [ -e "$folder" ]; do
        count=$((count + 1))
        folder=$parent/demo-sessions-$count
    done
fi

"$program" demo "$folder"
