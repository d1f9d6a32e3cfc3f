#!/usr/bin/env python3
"""Whether what a text calls a place, between single stars, is a name on some screen.

Usage: check_places.py TEXT...    Prints what is not; status 1. A word in small letters between
stars is a term of the text, a key is a key.
"""

import pathlib
import re
import sys

KEY = re.compile(r"[A-Z0-9]|F\d+|Entrée|Échap")
NAMED = re.compile(r"(?<!\*)\*([^*\n]+(?:\n[^*\n]+)?)\*(?!\*)")


def names_of_screens():
    """Every string of the screens that people read."""
    names = set()
    for path in pathlib.Path("pos").rglob("*.c"):
        names.update(re.findall(r'\b(?:N_|_)\("((?:[^"\\]|\\.)*)"\)', path.read_text()))
    return {name.strip() for name in names}


def main():
    names = names_of_screens()
    seen = faults = 0
    for text in sys.argv[1:]:
        # What stands in backquotes is typed, stars and all.
        content = re.sub(r"`[^`\n]*`", "`", pathlib.Path(text).read_text())
        for match in NAMED.finditer(content):
            name = " ".join(match.group(1).split())
            if name[0].islower() or KEY.fullmatch(name):
                continue
            seen += 1
            if name not in names:
                faults += 1
                line = content.count("\n", 0, match.start()) + 1
                print(f"{text}:{line}: no screen says {name}")
    return 0 if seen > 0 and faults == 0 else 1


sys.exit(main())
