#!/bin/sh
# `flashcoop` for whoever asked ./run for it (a link to this file): starts what is built, and lets
# ./run build again what an upgrade of the system keeps from loading.
root=$(dirname "$(dirname "$(readlink -f "$0")")")
"$root/build/flashcoop" --version >/dev/null 2>&1 || exec "$root/run" "$@"
exec "$root/build/flashcoop" "$@"
