#!/bin/sh
# Runs every test binary and ends with one line that counts what ran.
# Usage: tests/run.sh BUILD BINARY...
set -u
build=$1
shift
log=$build/tests.log
: >"$log"
failed=0
export FLASHCOOP="$build/flashcoop"
for binary in "$@"; do
    if ! "$binary" >"$log.one" 2>&1; then
        failed=$((failed + 1))
        printf '%s\n' "--- $binary"
        cat "$log.one"
    fi
    cat "$log.one" >>"$log"
done
passed=$(grep -c '^\[       OK \]' "$log")
bad=$(grep -c '^\[  FAILED  \] [a-z]' "$log")
[ "$failed" -gt 0 ] && [ "$bad" -eq 0 ] && bad=$failed
printf '%s\n' "$passed passed, $bad failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
