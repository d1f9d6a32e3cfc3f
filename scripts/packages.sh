#!/bin/sh
# Installs the Debian packages that are missing, and says which before it does.
# Usage: scripts/packages.sh run|check    (check: those of run as well)
set -eu
list=$(dirname "$0")/packages.txt
case ${1:-} in
run) wanted=$(awk '$1 == "run" { print $2 }' "$list") ;;
check) wanted=$(awk '$1 == "run" || $1 == "check" { print $2 }' "$list") ;;
*)
    echo "usage: scripts/packages.sh run|check" >&2
    exit 2
    ;;
esac

if ! command -v dpkg-query >/dev/null; then
    echo "flashcoop : pas une Debian : installer ce que nomme scripts/packages.txt" >&2
    exit 0
fi

# Word splitting is meant: one word is one package.
# shellcheck disable=SC2086
present=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null |
    awk '$1 == "installed" { print $2 }')
missing=
for package in $wanted; do
    case "
$present
" in
    *"
$package
"*) ;;
    *)
        instead=$(awk -v package="$package" '$2 == package { print $3 }' "$list")
        [ -n "$instead" ] && command -v "$instead" >/dev/null || missing="$missing $package"
        ;;
    esac
done
[ -n "$missing" ] || exit 0

echo "flashcoop : va installer, de Debian :$missing" >&2
if [ "$(id -u)" -eq 0 ]; then
    as_root=
elif command -v sudo >/dev/null; then
    as_root=sudo
else
    echo "flashcoop : à demander à l'administrateur : apt-get install$missing" >&2
    exit 3
fi

install() {
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends $missing </dev/null >"$log" 2>&1
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
# The lists of a fresh machine are empty, those of an old one name files that are gone.
install || { $as_root apt-get update </dev/null >"$log" 2>&1 && install; } || {
    tail -n 20 "$log" >&2
    echo "flashcoop : apt-get a échoué : vérifier le réseau, puis recommencer" >&2
    exit 3
}
