#!/bin/sh
# The tarball of what is committed; it must build by itself. Usage: scripts/dist.sh BUILD VERSION
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
name=flashcoop-$2
out=$root/$1/dist
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"

# The number is in VERSION; whoever forgot one of the files that repeat it is told so here.
names() {
    grep -qF -- "$2" "$root/$1" || {
        printf '%s does not name version %s\n' "$1" "$version" >&2
        exit 1
    }
}
version=$2
names CHANGELOG.md "## $version"
names debian/changelog "flashcoop ($version)"
names packaging/io.github.flashcoop.metainfo.xml "<release version=\"$version\""
grep -q '^ *<url type="homepage">' "$root"/packaging/*.xml ||
    echo 'Not to be published yet: packaging/*.metainfo.xml has no homepage.' >&2
if grep -q '\.invalid' "$root/debian/control"; then
    echo 'Not to be published yet: debian/control has an address that ends in .invalid.' >&2
fi

git -C "$root" archive --prefix="$name/" HEAD | xz -9 >"$out/$name.tar.xz"
tar -xJf "$out/$name.tar.xz" -C "$work"
make -s -j"$(nproc)" -C "$work/$name" all >"$work/log" 2>&1 || {
    tail -n 20 "$work/log"
    exit 1
}
[ "$("$work/$name/build/flashcoop" --version)" = "flashcoop $2" ]
(cd "$out" && sha256sum "$name.tar.xz" | tee "$name.tar.xz.sha256")
