#!/usr/bin/env python3
"""Starts the stick in an emulator as a person would: sells, cuts the power, finds the sale again.

Usage: scripts/stick_test.py IMAGE [WAY...]     (as root: qemu-system-x86, ovmf, mtools,
squashfs-tools, dosfstools; STICK_PICTURES=FOLDER keeps what the screen showed)
Ways, both otherwise:
  bios   no phrase; the sale is there after the power cut; a second stick takes a copy; the power
         button ends it, and the papers are on the partition that every system reads
  uefi   Secure Boot; a phrase, typed on AZERTY; the sale is there behind it, not behind another;
         the power button ends it while the till runs, and no paper is where everybody reads
The copy that is tried gets one layer more, with a shell on the serial line, through which the test
asks; what the person sees and types goes through the keyboard of the emulator. Status 1: a step
failed, named with what the line said last.
"""

import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time

PATIENCE_S = 1800
SHELL_UNIT = """[Service]
ExecStart=/bin/sh -c 'echo "shell is" there; exec /bin/sh'
Restart=always
StandardInput=tty-force
StandardOutput=tty
TTYPath=/dev/ttyS0
"""
OFFSET = "@@1M"  # of the first partition
BOOK = "/livres/essai.flashcoop"
PAPER = "ventes.pdf"
FIRMWARE = pathlib.Path("/usr/share/OVMF")
PHRASE_KEYS = "qwertyuiop"  # as they stand on an American keyboard: azertyuiop on a French one
PHRASE = "azertyuiop"
AS_TILL = "runuser -u caisse -- env HOME=/livres LANG=fr_FR.UTF-8 "


def image_prepare(image, work):
    """A copy with room for the books and the shell's layer."""
    disk = work / "disk.img"
    shutil.copy(image, disk)
    with open(disk, "r+b") as file:
        file.truncate(disk.stat().st_size + (256 << 20))
    units = work / "layer/usr/lib/systemd/system"
    units.mkdir(parents=True)
    (units / "test-shell.service").write_text(SHELL_UNIT)
    wants = work / "layer/etc/systemd/system/sysinit.target.wants"
    wants.mkdir(parents=True)
    (wants / "test-shell.service").symlink_to("/usr/lib/systemd/system/test-shell.service")
    layer = work / "zz-test.squashfs"
    subprocess.run(["mksquashfs", work / "layer", layer, "-quiet", "-all-root", "-no-progress"],
                   check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["mcopy", "-i", f"{disk}{OFFSET}", layer, "::live/zz-test.squashfs"], check=True)
    return disk


class Machine:
    """One start of the disk: from power on to power cut."""

    def __init__(self, disk, work, firmware):
        self.work = work
        line = work / "line"
        keys = work / "keys"
        for path in (line, keys):
            path.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            ["qemu-system-x86_64", "-cpu", "Nehalem", "-smp", "2", "-m", "1024", "-display", "none",
             "-device", "qemu-xhci", "-nic", "none", *firmware,
             "-drive", f"file={disk},format=raw,cache=writethrough",
             "-serial", f"unix:{line},server=on,wait=off",
             "-monitor", f"unix:{keys},server=on,wait=off"])
        self.line = self.connect(line)
        self.keys = self.connect(keys)
        self.said = ""

    @staticmethod
    def connect(path):
        end = time.monotonic() + PATIENCE_S
        while True:
            one = socket.socket(socket.AF_UNIX)
            try:
                one.connect(str(path))
                one.settimeout(1)
                return one
            except OSError:
                one.close()
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)

    def wait_for_shell(self):
        """Silently: until then a boot menu may listen on the line, and take words for keys."""
        self.read("shell is there", PATIENCE_S)

    def ask(self, command, wanted):
        """Run it in the shell until its answer holds `wanted`."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            try:
                # What is typed comes back as well: it must not look like the answer.
                self.line.send(f"{command}; echo 'ans'wered\n".encode())
                answer = self.read("answered\r\n", 20)
                if wanted in answer:
                    return answer
            except TimeoutError:
                pass
            time.sleep(1)
        raise SystemExit(f"stick: {command}: no {wanted!r} in {self.said[-2000:]!r}")

    def read(self, mark, patience):
        self.said = ""
        end = time.monotonic() + patience
        while mark not in self.said:
            if time.monotonic() > end:
                raise TimeoutError
            try:
                self.said += self.line.recv(65536).decode("utf-8", "replace")
            except TimeoutError:
                continue
        return self.said

    def order(self, command):
        """To the emulator: a key, a picture, a stick plugged in."""
        self.keys.send(f"{command}\n".encode())

    def type(self, keys):
        for key in keys:
            self.order(f"sendkey {key}")
            time.sleep(1)  # a busy emulator forgets what comes faster
        self.order("sendkey ret")

    def picture(self, name):
        folder = os.environ.get("STICK_PICTURES")
        if folder and self.process.poll() is None:
            self.order(f"screendump {folder}/{name}.ppm")
            time.sleep(2)

    def cut(self):
        self.process.kill()
        self.process.wait()

    def power_button(self):
        self.order("system_powerdown")
        self.process.wait(PATIENCE_S)


def uefi_firmware(work):
    """With Microsoft's keys, so that only what is signed starts."""
    variables = work / "variables.fd"
    if not variables.exists():
        shutil.copy(FIRMWARE / "OVMF_VARS_4M.ms.fd", variables)
    return ["-machine", "q35,smm=on", "-global", "driver=cfi.pflash01,property=secure,value=on",
            "-drive", f"if=pflash,format=raw,readonly=on,file={FIRMWARE / 'OVMF_CODE_4M.ms.fd'}",
            "-drive", f"if=pflash,format=raw,file={variables}"]


def sell(machine):
    machine.ask("systemctl is-active caisse", "\nactive")
    machine.ask("findmnt -rno FSTYPE,OPTIONS /livres", "ext4 rw,nosuid,nodev,noexec,noatime")
    machine.ask(f"{AS_TILL} flashcoop new {BOOK} --name Essai --host H && echo ma'de'", "made")
    machine.ask(f"printf 'code,label,price,vat\\nC1,Cookie,1.50,5.5\\n' | {AS_TILL} flashcoop "
                f"import {BOOK} products -", "products: 1")
    machine.ask(f"printf 'add C1 2\\npay cash 5\\n' | {AS_TILL} flashcoop sell {BOOK}",
                "sold A-1 3.00 change 2.00")


def find_again(machine):
    machine.ask("systemctl is-active caisse", "\nactive")
    machine.ask(f"{AS_TILL} flashcoop verify {BOOK}", "ok:")
    machine.ask(f"{AS_TILL} flashcoop report {BOOK} sales --format csv", "A-1")


def make_paper(machine):
    machine.ask(f"{AS_TILL} sh -c 'mkdir -p /livres/Flashcoop && flashcoop report {BOOK} sales "
                f"--format pdf --force -o /livres/Flashcoop/{PAPER} && echo ma\"de\"'", "made")


def wait_for_words(machine, words):
    """On the screen of the person; plain letters only, the console has its own for others."""
    machine.ask("tr -d '\\0' </dev/vcs1 | fold -w 80", words)


def second_stick(machine, work):
    stick = work / "second.img"
    subprocess.run(["mkfs.vfat", "-n", "FLASHCOOP", "-C", stick, "65536"], check=True,
                   stdout=subprocess.DEVNULL)
    machine.order(f"drive_add 0 if=none,id=second,format=raw,file={stick}")
    machine.order("device_add usb-storage,id=second,drive=second")
    machine.ask("findmnt -rno FSTYPE /media/FLASHCOOP", "vfat")
    machine.ask(f"{AS_TILL} flashcoop backup {BOOK}; ls /media/FLASHCOOP/*", ".flashcoop")


def first_bios(machine, _):
    wait_for_words(machine, "livres par une phrase")
    machine.ask("lsblk -rno NAME", "sda2")
    machine.picture("question")
    machine.type("")  # no phrase
    sell(machine)


def second_bios(machine, work):
    find_again(machine)
    machine.ask("stat -c %U $(grep -lx flashcoop /proc/[0-9]*/comm | sed 's,comm$,,')", "caisse")
    machine.ask("dumpkeys -C /dev/tty1 | grep 'keycode *16 ='", "+a")  # AZERTY is what is loaded
    make_paper(machine)
    machine.picture("till")
    second_stick(machine, work)
    machine.power_button()


def first_uefi(machine, _):
    wait_for_words(machine, "livres par une phrase")
    machine.type("o")
    for words in ("8 signes au moins", "encore une fois"):
        wait_for_words(machine, words)
        machine.type(PHRASE_KEYS)
    machine.ask("lsblk -rno TYPE", "crypt")
    sell(machine)
    machine.ask("dmesg | grep -i 'secure boot'", "enabled")
    machine.ask(f"printf {PHRASE} | cryptsetup open --test-passphrase --key-file - /dev/sda2 && "
                "echo op'ens'", "opens")


def second_uefi(machine, _):
    wait_for_words(machine, "des livres :")
    machine.type("qqqqqqqqqq")
    wait_for_words(machine, "pas la bonne phrase")
    machine.picture("wrong-phrase")
    machine.type(PHRASE_KEYS)
    find_again(machine)
    make_paper(machine)
    machine.power_button()


def papers_are_judged(disk, is_wanted):
    """Where Windows would look."""
    listed = subprocess.run(["mdir", "-b", "-i", f"{disk}{OFFSET}", "::PAPIERS"], check=True,
                            capture_output=True, text=True).stdout
    if (PAPER in listed) != is_wanted:
        raise SystemExit(f"stick: in PAPIERS: {listed!r}")


WAYS = {"bios": (first_bios, second_bios), "uefi": (first_uefi, second_uefi)}


def way_try(image, way):
    work = pathlib.Path(tempfile.mkdtemp())
    try:
        disk = image_prepare(image, work)
        for start in WAYS[way]:
            machine = Machine(disk, work, uefi_firmware(work) if way == "uefi" else [])
            try:
                machine.wait_for_shell()
                start(machine, work)
                machine.picture(f"{way}-{start.__name__}")
            finally:
                machine.cut()
        papers_are_judged(disk, way == "bios")
    finally:
        shutil.rmtree(work)
    print(f"stick: {way}: sold, cut off, found again", flush=True)


def main():
    for way in sys.argv[2:] or WAYS:
        way_try(sys.argv[1], way)


main()
