#!/bin/sh
# Last touches to the stick's system, run by mmdebstrap: settle.sh ROOT
set -eu
root=$1
echo 'fr_FR.UTF-8 UTF-8' >"$root/etc/locale.gen"
chroot "$root" locale-gen
echo 'LANG=fr_FR.UTF-8' >"$root/etc/default/locale"
ln -sf /usr/share/zoneinfo/Europe/Paris "$root/etc/localtime"
echo caisse >"$root/etc/hostname"
: >"$root/etc/machine-id"
# Its home is the partition of the books; it reads no keyboard but that of its terminal.
chroot "$root" useradd --uid 1000 --home-dir /livres --no-create-home --shell /bin/sh \
    --groups audio,video,lp caisse
mkdir -p "$root/livres" "$root/etc/network"
for unit in getty@tty1.service e2scrub_reap.service apt-daily.timer apt-daily-upgrade.timer \
    fstrim.timer e2scrub_all.timer; do
    ln -sf /dev/null "$root/etc/systemd/system/$unit"
done
# Windows keeps local time in the clock of the computer.
printf '0.0 0 0.0\n0\nLOCAL\n' >"$root/etc/adjtime"
rm -rf "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/* "$root"/var/log/*.log
