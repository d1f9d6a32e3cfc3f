#!/bin/sh
# What a release must pass beside ./check, as root. Usage: scripts/check_release.sh BUILD [PART...]
#   same       source and packages are the same bytes from two folders
#   kit        the kit opens in LibreOffice and becomes tagged PDF
#   bookworm   a bare Debian 12 makes the packages, lintian content; another installs, upgrades,
#   trixie     sells, closes, makes papers and keeps its book when they go; a third runs a clone
#   check-bookworm, check-trixie     ./check there, from a clone
#   stick      a stick starts in an emulator, sells, is cut off and has the sale
#   mutants    every planted fault is found
# All of them otherwise. The last line counts the checks: "N passed, M failed".
set -u
cd "$(dirname "$0")/.." || exit 3
build=$1
shift
work=$(mktemp -d)
passed=0
failed=0
tools='mmdebstrap dpkg-buildpackage lintian soffice pdfinfo qemu-system-x86_64 mksquashfs mcopy'

below_work() {
    findmnt -rno TARGET | grep "^$work/" | sort -r
}

unmount() {
    below_work | while read -r place; do umount "$place"; done
}

# Never through a folder of this machine that is still mounted there.
leave() {
    unmount
    [ -n "$(below_work)" ] || rm -rf --one-file-system "$work"
}
trap leave EXIT
trap 'exit 1' INT TERM

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
    (cd "$1" && sha256sum ./*.deb ./*.dsc ./*.tar.*)
}

same_bytes() {
    git clone -q . "$work/elsewhere" && # now: what is committed meanwhile is in neither
        make -s deb BUILD="$build" && sums "$build/deb" >"$work/one" &&
        make -s -C "$work/elsewhere" deb BUILD=build &&
        sums "$work/elsewhere/build/deb" >"$work/two" && cmp "$work/one" "$work/two"
}

# A bare Debian under $work/NAME, once made and then copied.
bare() {
    suite=$1
    root=$work/$2
    [ -e "$work/$suite.tar" ] ||
        mmdebstrap --quiet --variant=minbase --include=ca-certificates "$suite" \
            "$work/$suite.tar" || return 1
    mkdir "$root" && tar -x -f "$work/$suite.tar" -C "$root" &&
        mount -t proc proc "$root/proc" && mount -t sysfs -o ro sysfs "$root/sys" &&
        mount --bind /dev "$root/dev" && mount --bind /dev/pts "$root/dev/pts" &&
        mount -t tmpfs tmpfs "$root/dev/shm" &&
        cp /etc/resolv.conf "$root/etc/resolv.conf" && cp scripts/bare_system.sh "$root/root"
}

# inside NAME PART: see scripts/bare_system.sh
inside() {
    env -i PATH="$PATH" HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        chroot "$work/$1" sh /root/bare_system.sh "$2"
}

gone() {
    unmount
    [ -n "$(below_work)" ] || rm -rf --one-file-system "${work:?}/$1"
}

packages_of() {
    bare "$1" maker && git clone -q . "$work/maker/srv/flashcoop" && inside maker make &&
        mkdir "$work/debs-$1" && cp "$work/maker/srv/flashcoop/build/deb"/*.deb "$work/debs-$1"
    status=$?
    gone maker
    return "$status"
}

life_of() {
    bare "$1" user && cp -r "$work/debs-$1" "$work/user/debs" && inside user live
    status=$?
    gone user
    return "$status"
}

clone_of() {
    bare "$1" clone && git clone -q . "$work/clone/srv/flashcoop" && inside clone "$2"
    status=$?
    gone clone
    return "$status"
}

stick() {
    make -s stick BUILD="$build" &&
        scripts/stick_test.py "$build/stick/flashcoop-$(cat VERSION).img"
}

# Each OpenDocument text of the kit becomes a tagged PDF with its language, from a session with
# partners and from one with nothing.
kit_converts() {
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

part() {
    case $1 in
    same) check 'source and packages are the same bytes from two folders' same_bytes ;;
    kit) check 'the kit opens in LibreOffice and becomes tagged PDF' kit_converts ;;
    bookworm | trixie)
        check "a bare $1 makes the packages" packages_of "$1"
        check "a bare $1 installs, upgrades, sells, closes and lets go" life_of "$1"
        check "a bare $1 runs a clone by two commands" clone_of "$1" run
        ;;
    check-bookworm | check-trixie)
        check "a bare ${1#check-} passes ./check" clone_of "${1#check-}" check
        ;;
    stick) check 'a stick starts, sells, is cut off and has the sale' stick ;;
    mutants) check 'every planted fault is found' make -s mutants ;;
    *)
        sed -n '2,10s/^# //p' "$0" >&2
        exit 2
        ;;
    esac
}

[ "$(id -u)" = 0 ] || { echo 'check-release: run it as root' >&2; exit 1; }
PATH=$PATH:/usr/sbin:/sbin
for tool in $tools; do
    command -v "$tool" >/dev/null || {
        echo "check-release: $tool is missing: apt-get install --no-install-recommends mmdebstrap" \
            "build-essential debhelper lintian libreoffice-writer-nogui poppler-utils ovmf" \
            "qemu-system-x86 squashfs-tools grub-pc-bin grub-common mtools dosfstools fdisk" >&2
        exit 1
    }
done
[ $# -gt 0 ] || set -- same kit bookworm check-bookworm trixie check-trixie stick mutants
for each; do
    part "$each"
done
printf '%s\n' "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
