#!/bin/sh
# Runs every fuzz target for SECONDS, several at a time; the last line counts them.
# Usage: scripts/fuzz.sh BUILD SECONDS BINARY...
# A corpus grows in BUILD/corpus from run to run, from tests/fuzz/seeds/NAME on;
# an input that breaks a target stays in BUILD.
set -u
build=$(cd "$1" && pwd)
seconds=$2
shift 2

# shellcheck disable=SC2016
printf '%s\n' "$@" | xargs -P "$(nproc)" -I '{}' sh -c '
    name=$(basename "$3")
    mkdir -p "$1/corpus/$name"
    seeds=
    for folder in "tests/fuzz/seeds/$name" "$1/seeds/$name"; do
        [ -d "$folder" ] && seeds="$seeds $folder"
    done
    "$3" -max_total_time="$2" -timeout=10 -rss_limit_mb=1024 -artifact_prefix="$1/$name-" \
        "$1/corpus/$name" $seeds >"$1/$name.log" 2>&1 </dev/null
    echo $? >"$1/$name.status"' sh "$build" "$seconds" '{}'

passed=0
failed=0
for binary in "$@"; do
    name=$(basename "$binary")
    # A target that ran no input has shown nothing.
    if [ "$(cat "$build/$name.status")" -eq 0 ] && grep -q '^Done [1-9]' "$build/$name.log"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf -- '--- %s\n' "$name"
        tail -n 40 "$build/$name.log"
    fi
done
printf '%s\n' "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
