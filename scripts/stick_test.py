#!/usr/bin/env python3
"""Starts the stick in an emulator, sells, cuts the power, starts again, and looks for the sale.

Usage: scripts/stick_test.py IMAGE     (as root: qemu-system-x86, mtools, squashfs-tools)
The copy that is tried gets one layer more, with a shell on the serial line, through which the test
asks; what the person sees and types goes through the keyboard of the emulator. Status 1: a step
failed, named with what the line said last.
"""

import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time

PATIENCE_S = 900
SHELL_UNIT = """[Service]
ExecStart=/bin/sh
Restart=always
StandardInput=tty-force
StandardOutput=tty
TTYPath=/dev/ttyS0
"""
OFFSET = "@@1M"  # of the first partition
BOOK = "/livres/essai.flashcoop"
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

    def __init__(self, disk, work):
        self.work = work
        line = work / "line"
        keys = work / "keys"
        for path in (line, keys):
            path.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            ["qemu-system-x86_64", "-cpu", "Nehalem", "-smp", "2", "-m", "1024", "-display", "none",
             "-drive", f"file={disk},format=raw,cache=writethrough", "-nic", "none",
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

    def key(self, name):
        self.keys.send(f"sendkey {name}\n".encode())

    def picture(self, path):
        self.keys.send(f"screendump {path}\n".encode())
        time.sleep(2)

    def cut(self):
        self.process.kill()
        self.process.wait()

    def wait_off(self):
        self.process.wait(PATIENCE_S)


def first_start(machine):
    machine.ask("systemctl is-active livres", "activating")
    machine.ask("pgrep -f flashcoop-stick/livres && lsblk -rno NAME", "sda2")
    machine.key("ret")  # no phrase
    machine.ask("systemctl is-active caisse", "\nactive")
    machine.ask("findmnt -no FSTYPE,OPTIONS /livres", "ext4 rw,nosuid,nodev,noexec,noatime")
    machine.ask(f"{AS_TILL} flashcoop new {BOOK} --name Essai --host H", "")
    machine.ask(f"printf 'code,label,price,vat\\nC1,Cookie,1.50,5.5\\n' | {AS_TILL} flashcoop "
                f"import {BOOK} products -", "")
    machine.ask(f"printf 'add C1 2\\npay cash 5\\n' | {AS_TILL} flashcoop sell {BOOK}",
                "sold A-1 3.00 change 2.00")


def second_start(machine):
    machine.ask("systemctl is-active caisse", "\nactive")
    machine.ask(f"{AS_TILL} flashcoop verify {BOOK}", "ok:")
    machine.ask(f"{AS_TILL} flashcoop report {BOOK} sales --format csv", "A-1")
    machine.ask("ps -o user= -C flashcoop", "caisse")
    machine.ask("grep XKBLAYOUT /etc/default/keyboard", '"fr"')


def main():
    work = pathlib.Path(tempfile.mkdtemp())
    pictures = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else work
    try:
        disk = image_prepare(sys.argv[1], work)
        for number, start in enumerate((first_start, second_start), 1):
            machine = Machine(disk, work)
            try:
                start(machine)
                machine.picture(pictures / f"start-{number}.ppm")
            finally:
                machine.cut()
    finally:
        shutil.rmtree(work)
    print("stick: sold, cut off, found again")


main()
