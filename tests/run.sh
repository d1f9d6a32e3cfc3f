#!/bin/sh
# Runs every test binary, several at a time, and ends with one line that counts what ran.
# Usage: tests/run.sh BUILD BINARY...
# A skipped test and a binary that ends without a verdict are failures.
set -u
build=$(cd "$1" && pwd)
shift
logs=$build/logs
rm -rf "$logs"
mkdir -p "$logs"
export FLASHCOOP="$build/flashcoop-tested"
export LSAN_OPTIONS="suppressions=$PWD/tests/leaks.txt:print_suppressions=0"
export LC_ALL=C.UTF-8 TZ=Europe/Paris
unset FLASHCOOP_LANG FLASHCOOP_PIN

# Thousands of small durable files: in memory where 4 GB of it are free and programs may run there.
# What a power cut does is tried by tests/support/power, which does not ask the disk.
in_memory() {
    [ "$(awk '/^MemAvailable/ { print $2 }' /proc/meminfo)" -gt 4000000 ] &&
        [ "$(df -Pk "$1" 2>/dev/null | awk 'NR == 2 { print $4 }')" -gt 3000000 ] &&
        probe=$(mktemp "$1/flashcoop-XXXXXX") || return 1
    printf '#!/bin/sh\n' >"$probe"
    chmod 755 "$probe"
    "$probe" 2>/dev/null
    status=$?
    rm "$probe"
    return "$status"
}
FLASHCOOP_SCRATCH=/tmp
in_memory /dev/shm && FLASHCOOP_SCRATCH=/dev/shm
export FLASHCOOP_SCRATCH

# Nothing of the person who runs the tests is read or written.
HOME=$(mktemp -d /tmp/flashcoop-home-XXXXXX)
trap 'rm -rf "$HOME"' EXIT
export HOME
export HUB_MADE="$HOME/hub"
export XDG_DATA_HOME="$HOME/data" XDG_CONFIG_HOME="$HOME/config" XDG_STATE_HOME="$HOME/state"

# Half of them wait for a screen or a device at any time. The rooms with the long ones come first.
# shellcheck disable=SC2016
printf '%s\n' "$@" | sort -r | xargs -P "$((3 * $(nproc)))" -I '{}' sh -c '
    log=$1/$(printf "%s" "$2" | tr / _)
    case $2 in
    # Emulated devices come in by LD_PRELOAD; without the wrapper these tests fail. All below /dev
    # is a device to it.
    */test_usb_* | */test_words) set -- "$1" "$2" umockdev-wrapper; FLASHCOOP_SCRATCH=/tmp ;;
    *) set -- "$1" "$2" ;;
    esac
    timeout "${FLASHCOOP_TEST_SECONDS:-900}" ${3:-} "$2" >"$log.log" 2>&1 </dev/null
    echo $? >"$log.status"' sh "$logs" '{}'

passed=0
failed=0
for binary in "$@"; do
    log=$logs/$(printf '%s' "$binary" | tr / _)
    status=$(cat "$log.status")
    good=$(grep -c '^\[       OK \]' "$log.log")
    started=$(grep -c '^\[ RUN      \]' "$log.log")
    if [ "$status" -ne 0 ] || [ "$good" -ne "$started" ] || [ "$good" -eq 0 ]; then
        printf -- '--- %s (exit status %s)\n' "$binary" "$status"
        cat "$log.log"
        bad=$((started - good))
        [ "$bad" -gt 0 ] || bad=1
        failed=$((failed + bad))
    fi
    passed=$((passed + good))
done
printf '%s\n' "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
