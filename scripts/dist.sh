#!/bin/sh
# The tarball of what is committed; it must build by itself. Usage: scripts/dist.sh BUILD VERSION
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
name=flashcoop-$2
out=$root/$1/dist
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"
git -C "$root" archive --prefix="$name/" HEAD | xz -9 >"$out/$name.tar.xz"
tar -xJf "$out/$name.tar.xz" -C "$work"
make -s -j"$(nproc)" -C "$work/$name" all >"$work/log" 2>&1 || {
    tail -n 20 "$work/log"
    exit 1
}
[ "$("$work/$name/build/flashcoop" --version)" = "flashcoop $2" ]
(cd "$out" && sha256sum "$name.tar.xz" | tee "$name.tar.xz.sha256")
