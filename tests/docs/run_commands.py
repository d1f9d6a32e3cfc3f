#!/usr/bin/env python3
"""Runs every command that README and docs name, each on a fresh copy of a small book.

Usage: run_commands.py PROGRAM FOLDER TEXT...    (FOLDER is empty and private)
A command is what stands in backquotes, or in an indented or fenced line, and begins with
`flashcoop`. Words in capitals stand for something: see STANDS_FOR. Prints what failed; status 1.
"""

import itertools
import os
import pathlib
import re
import shutil
import subprocess
import sys

STANDS_FOR = {
    "BOOK": "marche.flashcoop", "LIVRE": "marche.flashcoop", "AVANT": "automne.flashcoop",
    "FILE": "fichier", "FICHIER": "fichier.zip", "DIR": "dossier", "DOSSIER": "dossier",
    "BADGE": "P1", "DAY": "J2", "N": "1", "R": "motif",
}
# What cannot end with 0 here, and why; the first that a command begins with counts.
OTHERWISE = {
    "flashcoop accept": 1,  # the book is no older copy
    "flashcoop backup": 1,  # no stick is plugged in
    "flashcoop print marche.flashcoop test": 3,  # nor a printer
    "flashcoop print marche.flashcoop setup": 3,
    "flashcoop print marche.flashcoop receipt": 3,
    "flashcoop person marche.flashcoop forget": 1,  # the session is not over
    "flashcoop till marche.flashcoop stay": 1,  # it never went elsewhere
    "flashcoop import marche.flashcoop format": 1,  # it is under way
    "flashcoop reconcile": 1,  # it names what the other side lacks
    "flashcoop hub push marche.flashcoop --dry-run": 0,
    "flashcoop hub push mamcookies.flashcoop --dry-run": 0,
    "flashcoop hub": 3,  # no server: reports/hub has its own tests
}
CLOSE = "flashcoop close marche.flashcoop day && flashcoop close automne.flashcoop day"
# What goes before, since it is said there too.
BEFORE = {
    "flashcoop accounts": CLOSE,
    "flashcoop export marche.flashcoop fec": CLOSE,
    "flashcoop close marche.flashcoop session": CLOSE,
    "flashcoop import marche.flashcoop outcomes": "flashcoop template outcomes >fichier.csv",
    "flashcoop import marche.flashcoop pictures":
        "printf 'code,file\\nC1,logo.png\\n' >liste.csv",
    "flashcoop merge marche.flashcoop caisse-b.flashcoop":
        "flashcoop till marche.flashcoop new B caisse-b.flashcoop",
    "flashcoop share": f"{CLOSE} && flashcoop import marche.flashcoop attendance appel.csv",
    "flashcoop formats 7 -o": "rm mien.csv",
    "flashcoop person marche.flashcoop interview": "echo dit aimer vendre >fichier",
}
# A black point.
LOGO = ("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg"
        "==")
FILES = {
    "personnes.csv": "badge,name\nP1,Ana\nP2,Bilal\n",
    "produits.csv": "code,label,price,vat,stock\nC1,Cookie,1.50,5.5,60\n",
    "moyens.csv": "means,label,account\nmuse,La Muse,5117\n",
    "notes.csv": "badge,rater,indicator,day,value\nP1,self,A1,1,3\n",
    "appel.csv": "badge,day,half,minutes\nP1,1,am,210\nP2,1,am,210\n",
    "ventes.txt": "add C1 2\npay cash 5\n",
    "fichier.csv": "Date,Amount\n2026-11-28,3.00\n",
}


def commands_of(text):
    """Each command as it stands; the words that explain it, two spaces after it, are cut off."""
    found = re.findall(r"`(flashcoop [^`\n]+)`", text)
    for line in re.findall(r"^(?: {4,}|)(flashcoop(?: .*)?)$", text, re.M):
        found.append(re.split(r" {2,}", line)[0])
    return [command for command in found if command != "flashcoop"]


def spelled_out(command):
    """With something for each word in capitals; a command for each of `a|b|c`."""
    words = [STANDS_FOR.get(word, word) for word in command.replace(":N", ":A-1").split(" ")]
    return [" ".join(each) for each in itertools.product(*(word.split("|") for word in words))]


def is_mention(command):
    """A name and no more, or with `…` for the rest: help must know it."""
    words = command.split()
    whole = ("formats", "where", "devices", "help", "--version")
    return "…" in command or words[-1] == "--format" or (len(words) == 2 and words[1] not in whole)


class World:
    def __init__(self, program, folder):
        self.folder = pathlib.Path(folder)
        self.made = self.folder / "made"
        self.made.mkdir()
        (self.folder / "bin").mkdir()
        (self.folder / "bin/flashcoop").symlink_to(program)
        os.environ.update(PATH=f"{self.folder / 'bin'}:{os.environ['PATH']}", FLASHCOOP_LANG="fr",
                          FLASHCOOP_PIN="2468", FLASHCOOP_NEW_PASSPHRASE="une phrase")
        for name, text in FILES.items():
            (self.made / name).write_text(text)
        for line in (
            "flashcoop new marche.flashcoop --name Marché --host H --siren 732829320",
            "flashcoop new automne.flashcoop --name Automne --host H --siren 732829320",
            "flashcoop demo demo >/dev/null && cp demo/mamcookies.flashcoop . && rm -r demo",
            "flashcoop import marche.flashcoop participants personnes.csv",
            "flashcoop import marche.flashcoop products produits.csv",
            "flashcoop template recipes | sed s/COOKIE/C1/ >recettes.csv",
            "flashcoop template stays -o periodes.csv",
            "printf '%s' '" + LOGO + "' | base64 -d >logo.png",
            "flashcoop formats 7 >mien.csv",
            "flashcoop exercise exercice.flashcoop",
            "flashcoop sell marche.flashcoop < ventes.txt",
        ):
            out = self.run(line, self.made)
            if out.returncode:
                sys.exit(f"{line}: {out.stdout}{out.stderr}")

    @staticmethod
    def run(line, where):
        home = {"HOME": f"{where}/home", "XDG_DATA_HOME": f"{where}/home/data"}
        return subprocess.run(["sh", "-c", line], cwd=where, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=120, env=os.environ | home)

    def try_one(self, line):
        copy = self.folder / "copy"
        shutil.copytree(self.made, copy)
        head = self.run("flashcoop verify marche.flashcoop", copy).stdout
        line = line.replace("EMPREINTE", (re.findall(r"head (\w+)", head) or [""])[0])
        out = self.run(f"{{ {wanted(BEFORE, line, 'true')}; }} >&2 && {line}", copy)
        shutil.rmtree(copy)
        return out


def wanted(table, line, otherwise):
    return next((value for start, value in table.items() if line.startswith(start)), otherwise)


def main():
    world = World(pathlib.Path(sys.argv[1]).resolve(), sys.argv[2])
    failed = 0
    tried = set()
    for path in sys.argv[3:]:
        for command in commands_of(pathlib.Path(path).read_text()):
            if command.split()[1].endswith(".flashcoop"):
                continue  # opens a screen
            if is_mention(command):
                lines = [f"flashcoop help {command.split()[1]}"]
            else:
                lines = spelled_out(command)
            for line in lines:
                if line in tried:
                    continue
                tried.add(line)
                out = world.try_one(line)
                if out.returncode != wanted(OTHERWISE, line, 0):
                    print(f"{path}: {command}: status {out.returncode}: {out.stderr.strip()}")
                    failed += 1
    print(f"{len(tried)} commands")
    return int(failed > 0 or len(tried) < 40)


sys.exit(main())
