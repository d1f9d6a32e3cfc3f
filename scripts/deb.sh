#!/bin/sh
# Builds the Debian source and binary packages of what is committed, and lets lintian judge them.
# Usage: scripts/deb.sh BUILD    (packages go to BUILD/deb)
set -eu
build=$1
root=$(cd "$(dirname "$0")/.." && pwd)
out=$root/$build/deb
for tool in git cc dpkg-buildpackage dh lintian; do
    command -v "$tool" >/dev/null || {
        echo "deb: $tool is missing: apt-get install --no-install-recommends build-essential" \
            "debhelper lintian git" >&2
        exit 1
    }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -rf "$out"
mkdir -p "$out"
git -C "$root" archive --prefix=flashcoop/ HEAD | tar -x -C "$work"
# The date of the last entry of the changelog dates every file: two builds make the same bytes.
(cd "$work/flashcoop" && dpkg-buildpackage -us -uc -d >"$work/log" 2>&1) || {
    tail -n 30 "$work/log"
    exit 1
}
mv "$work"/flashcoop*.deb "$work"/flashcoop_*.dsc "$work"/flashcoop_*.tar.* \
    "$work"/flashcoop_*.changes "$work"/flashcoop_*.buildinfo "$out"
lintian --fail-on error,warning "$out"/flashcoop_*.changes
ls "$out"
