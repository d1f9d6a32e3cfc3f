#!/bin/sh
# The whole job without a terminal: the seven published sessions of 2019-2020 as books, the result
# and the shares of one of them, the table of the network.
# Usage: scripts/demo.sh PROGRAM [DIR]
# Otherwise demo-sessions, or the first free name after it, in the folder of the books: there the
# list of sessions shows them.
set -eu
# shellcheck source=scripts/launcher.sh
. "$(dirname "$0")/launcher.sh"
program=$1
folder=${2:-}
if [ -z "$folder" ]; then
    books=${FLASHCOOP_BOOKS:-$HOME/Flashcoop}
    folder_made "$books" || exit 3
    folder=$books/demo-sessions
    count=1
    while [ -e "$folder" ]; do
        count=$((count + 1))
        folder=$books/demo-sessions-$count
    done
fi

"$program" demo "$folder"
