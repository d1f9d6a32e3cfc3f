#!/bin/sh
# Builds the image of a stick that starts a 64-bit PC into the till, as root, from Debian packages.
# Usage: scripts/stick.sh BUILD    (BUILD/stick/flashcoop-VERSION.img)
# The system (Debian) is made once and kept; the program is a layer of its own that is made anew
# each time: to bring a new version to a stick, replace live/flashcoop.squashfs.
set -eu
build=$1
root=$(cd "$(dirname "$0")/.." && pwd)
from=$root/packaging/stick
out=$root/$build/stick
suite=bookworm
needs='mmdebstrap mksquashfs grub-mkimage mkfs.vfat mcopy sfdisk dpkg-deb'
megabytes=1024 # the partition that every system reads; the books take what is behind it
PATH=$PATH:/usr/sbin:/sbin
version=$(cat "$root/VERSION")
SOURCE_DATE_EPOCH=$(git -C "$root" log -1 --format=%ct)
export SOURCE_DATE_EPOCH

[ "$(id -u)" = 0 ] || { echo 'stick: run it as root' >&2; exit 1; }
for tool in $needs; do
    command -v "$tool" >/dev/null || {
        echo "stick: $tool is missing: apt-get install mmdebstrap squashfs-tools grub-pc-bin" \
            "grub-common mtools dosfstools fdisk" >&2
        exit 1
    }
done
mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What the packages of the program ask for, without versions and without each other.
depends() {
    for deb in "$root/$build"/deb/flashcoop_*.deb "$root/$build"/deb/flashcoop-paper_*.deb; do
        dpkg-deb -f "$deb" Depends
    done | tr ',' '\n' | sed 's/|.*//; s/(.*//; s/ //g' | grep -v '^flashcoop' | sort -u
}

make -s -C "$root" deb BUILD="$build" >/dev/null
include=$({ sed 's/#.*//' "$from/system.txt"; depends; } | grep . | sort -u | paste -sd,)
stamp=$(printf '%s\n' "$suite" "$include" | cat - "$from/settle.sh" | sha256sum | cut -c 1-64)
if [ "$(cat "$out/system.stamp" 2>/dev/null)" != "$stamp" ]; then
    rm -f "$out/system.stamp"
    mmdebstrap --quiet --variant=minbase --components=main,non-free-firmware \
        --include="$include" --customize-hook="$from/settle.sh \"\$1\"" "$suite" "$out/system.tar"
    mksquashfs - "$out/filesystem.squashfs" -tar -comp zstd -Xcompression-level 15 -noappend \
        -quiet -no-progress <"$out/system.tar"
    tar -x -f "$out/system.tar" -C "$out" --wildcards --transform='s,.*/,,;s,-.*,,' \
        './boot/vmlinuz-*' './boot/initrd.img-*'
    rm "$out/system.tar"
    echo "$stamp" >"$out/system.stamp"
fi

layer=$work/layer
mkdir "$layer"
for deb in "$root/$build"/deb/flashcoop_*.deb "$root/$build"/deb/flashcoop-paper_*.deb; do
    dpkg-deb -x "$deb" "$layer"
done
cp -r "$from/tree/." "$layer"
wanted=$layer/etc/systemd/system/multi-user.target.wants
mkdir -p "$wanted"
for unit in livres caisse; do
    ln -s "/usr/lib/systemd/system/$unit.service" "$wanted/$unit.service"
done
ln -s /usr/lib/systemd/system/multi-user.target "$layer/etc/systemd/system/default.target"
chmod -R u=rwX,go=rX "$layer"
mksquashfs "$layer" "$out/flashcoop.squashfs" -comp zstd -all-root -noappend -quiet -no-progress

# For UEFI: Debian's signed loaders, as they come in its packages.
(cd "$work" && apt-get download -qq shim-signed grub-efi-amd64-signed shim-helpers-amd64-signed &&
    for deb in ./*.deb; do dpkg-deb -x "$deb" loaders; done)

fat=$work/fat
image=$out/flashcoop-$version.img
mkfs.vfat --invariant -F 32 -i 0F1A5C00 -n CAISSE -h 2048 -C "$fat" $((megabytes * 1024)) >/dev/null
for folder in EFI EFI/BOOT boot boot/grub live .disk PAPIERS; do
    mmd -i "$fat" "::$folder"
done
put() {
    touch -d "@$SOURCE_DATE_EPOCH" "$1"
    mcopy -m -i "$fat" "$1" "::$2"
}
signed=$work/loaders/usr/lib/grub/x86_64-efi-signed
put "$work/loaders/usr/lib/shim/shimx64.efi.signed" EFI/BOOT/BOOTX64.EFI
put "$signed/gcdx64.efi.signed" EFI/BOOT/grubx64.efi
put "$work/loaders/usr/lib/shim/mmx64.efi.signed" EFI/BOOT/mmx64.efi
printf 'Flashcoop %s\n' "$version" >"$work/info"
put "$work/info" .disk/info
cp "$from/grub.cfg" "$from/early.cfg" "$work"
put "$work/grub.cfg" boot/grub/grub.cfg
put "$out/vmlinuz" live/vmlinuz
put "$out/initrd.img" live/initrd
put "$out/filesystem.squashfs" live/filesystem.squashfs
put "$out/flashcoop.squashfs" live/flashcoop.squashfs

# For BIOS: the first sector, the loader behind it, then the partition.
grub-mkimage -O i386-pc -o "$work/core.img" -c "$work/early.cfg" -p /boot/grub biosdisk part_msdos \
    fat normal linux configfile search search_fs_file echo test all_video
rm -f "$image"
truncate -s $(((megabytes + 1) * 1024 * 1024)) "$image"
echo "label-id: 0x0f1a5c00
start=2048, size=$((megabytes * 2048)), type=c, bootable" | sfdisk --quiet "$image"
dd if=/usr/lib/grub/i386-pc/boot.img of="$image" bs=440 count=1 conv=notrunc status=none
dd if="$work/core.img" of="$image" bs=512 seek=1 conv=notrunc status=none
dd if="$fat" of="$image" bs=1M seek=1 conv=notrunc,sparse status=none
ls -l "$image"
