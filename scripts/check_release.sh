#!/bin/sh
# What a release must pass beside ./check, as root: the packages are the same bytes from two
# folders, and a bare Debian installs them, sells, closes, makes a paper and keeps its book when
# they go.
# Usage: scripts/check_release.sh BUILD [SUITE...]    (bookworm otherwise)
# The last line counts the checks: "N passed, M failed".
set -u
cd "$(dirname "$0")/.." || exit 3
build=$1
shift
work=$(mktemp -d)
passed=0
failed=0
trap 'rm -rf "$work"' EXIT

check() {
    name=$1
    shift
    if "$@" >"$work/log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf -- '--- %s\n' "$name"
        tail -n 20 "$work/log"
    fi
}

sums() {
    (cd "$1" && sha256sum ./*.deb)
}

same_bytes() {
    make -s deb BUILD="$build" && sums "$build/deb" >"$work/one" &&
        git clone -q . "$work/elsewhere" && make -s -C "$work/elsewhere" deb BUILD=build &&
        sums "$work/elsewhere/build/deb" >"$work/two" && cmp "$work/one" "$work/two"
}

# Runs inside the bare system; nothing of this machine is there but the packages.
cat >"$work/inside.sh" <<'INSIDE'
set -e
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 HOME=/root
apt-get update -qq
install="apt-get install -y -qq --no-install-recommends"
$install /debs/flashcoop_*_amd64.deb
flashcoop new /root/a.flashcoop --name Essai --host H
printf 'code,label,price,vat\nC1,Cookie,1.50,5.5\n' | flashcoop import /root/a.flashcoop products -
printf 'add C1 2\npay cash 5\n' | flashcoop sell /root/a.flashcoop |
    grep 'sold A-1 3.00 change 2.00'
flashcoop close /root/a.flashcoop day
flashcoop verify /root/a.flashcoop
$install /debs/flashcoop-paper_*_amd64.deb
flashcoop report /root/a.flashcoop result --format pdf -o /root/result.pdf
test -e /usr/share/man/man1/flashcoop.1.gz || test -e /usr/share/man/man1/flashcoop.1
test -e /usr/share/bash-completion/completions/flashcoop
$install /debs/flashcoop_*_amd64.deb --reinstall
apt-get purge -y -qq flashcoop flashcoop-paper
test -s /root/a.flashcoop
test ! -e /usr/bin/flashcoop
test ! -e /usr/lib/flashcoop
INSIDE

bare_system() {
    suite=$1
    root=$work/$suite
    mmdebstrap --variant=minbase --include=ca-certificates "$suite" "$root" || return 1
    mkdir -p "$root/debs"
    cp "$build"/deb/*.deb "$root/debs"
    cp "$work/inside.sh" "$root/inside.sh"
    cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null
    mount -t proc proc "$root/proc" || return 1
    chroot "$root" sh /inside.sh
    status=$?
    umount "$root/proc"
    rm -rf "$root"
    return "$status"
}

stick() {
    make -s stick BUILD="$build" &&
        scripts/stick_test.py "$build/stick/flashcoop-$(cat VERSION).img"
}

# Needs libreoffice-writer-nogui: each OpenDocument text of the kit becomes a tagged PDF with its
# language, from a session with partners and from one with nothing.
kit_converts() {
    command -v soffice >/dev/null || {
        echo 'apt-get install --no-install-recommends libreoffice-writer-nogui'
        return 1
    }
    make -s all BUILD="$build" || return 1
    XDG_DATA_HOME=$work/data HOME=$work
    export XDG_DATA_HOME HOME
    program=$build/flashcoop
    mkdir -p "$work/kits"
    "$program" new "$work/kits/empty.flashcoop" --name Vide --host 'H & <Fils>' &&
        cp "$work/kits/empty.flashcoop" "$work/kits/full.flashcoop" &&
        {
            echo 'key,kind,name,roles,days,publish'
            for n in 1 2 3 4 5 6 7 8 9 10 11 12; do
                echo "k$n,guest,Nom $n & <سارة>,produce,$((n % 7 + 1)),yes"
            done
        } | "$program" import "$work/kits/full.flashcoop" partners - || return 1
    for session in empty full; do
        "$program" kit "$work/kits/$session.flashcoop" -o "$work/kits/$session" || return 1
        soffice --headless --convert-to \
            'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}' \
            --outdir "$work/kits/$session/made" "$work/kits/$session"/*.odt || return 1
        for odt in "$work/kits/$session"/*.odt; do
            pdf=$work/kits/$session/made/$(basename "$odt" .odt).pdf
            pdfinfo "$pdf" | grep 'Tagged: *yes' || return 1
            grep -aq '/Lang(fr-FR)' "$pdf" || return 1
        done
    done
}

check 'packages are the same bytes from two folders' same_bytes
check 'the kit opens in LibreOffice and becomes tagged PDF' kit_converts
for suite in "${@:-bookworm}"; do
    check "a bare $suite installs, sells, closes and lets go" bare_system "$suite"
done
check 'a stick starts, sells, is cut off and has the sale' stick
printf '%s\n' "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
