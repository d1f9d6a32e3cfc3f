#!/usr/bin/env python3
"""Films the real program for docs/film.cast (asciinema, version 2), with the keys of SCENES.

Usage: scripts/film.py PROGRAM OUT       (asciinema play docs/film.cast)
Time in the film is that of a person who reads, and the clock of the program that tests run stands:
the same film each time, as long as the program draws the same.
"""

import fcntl
import json
import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import termios

COLUMNS, ROWS = 80, 24
QUIET_S = 0.4
CLOCK = "2019-11-29T10:00:00+00:00"
# What is pressed, and how long one looks at what comes of it.
SCENES = [
    ("", 5),  # the sessions of this computer
    ("\r", 8),  # the example: what comes next, and nine places
    ("4", 6),  # the till
    ("a", 3),
    ("a", 3),
    ("b", 5),
    ("\r", 6),  # how is it paid?
    ("a", 6),  # a note of 5 €: the change is drawn
    ("\r", 8),  # the sale is in the book
    ("\r", 4),
    ("\033", 4),
    ("6", 5),  # the money
    ("4", 10),  # what is left, and who gets what
    ("\033", 3),
    ("\033", 3),
    ("8", 6),  # the papers
    ("\033", 3),
    ("3", 6),  # the days
    ("\033", 5),
]


def is_working(process):
    """Not waiting for the next key: on a busy machine it is silent before it has drawn."""
    with open(f"/proc/{process}/stat", encoding="utf-8") as file:
        return file.read().rpartition(")")[2].split()[0] != "S"


def film(program):
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(HOME=home, XDG_DATA_HOME=f"{home}/data", TERM="xterm-256color",
                          LANG="C.UTF-8", FLASHCOOP_LANG="fr", TZ="UTC0", FLASHCOOP_CLOCK=CLOCK)
        child, screen = pty.fork()
        if child == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execv(program, [program])
        at = 0.0
        for keys, pause in SCENES:
            os.write(screen, keys.encode())
            shown = b""
            while select.select([screen], [], [], QUIET_S)[0] or not shown or is_working(child):
                if select.select([screen], [], [], 0)[0]:
                    shown += os.read(screen, 65536)
            yield at, shown.decode("utf-8", "replace")
            at += pause
        os.kill(child, 15)
        os.waitpid(child, 0)


def main():
    program, out = os.path.abspath(sys.argv[1]), sys.argv[2]
    with open(out, "w", encoding="utf-8") as file:
        head = {"version": 2, "width": COLUMNS, "height": ROWS, "title": "flashcoop"}
        file.write(json.dumps(head) + "\n")
        for at, shown in film(program):
            file.write(json.dumps([round(at, 2), "o", shown], ensure_ascii=False) + "\n")


main()
