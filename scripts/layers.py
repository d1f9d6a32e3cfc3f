#!/usr/bin/env python3
"""Who may include whom, room by room. Prints FILE:LINE: what; status 1 if any.

A room includes itself, and what its line below names; a floor (`ledger`) stands for all its rooms,
`=ledger` for the files that lie in that folder itself. No screen room sees another, nor the
commands: what they share lives in `pos/acts` and below.
`--sees` prints the plan. Files that include each other stand in one room, and are two at the most:
a file is its .c and its .h. Before it judges, the script plants a fault of each kind in a plan of
its own and looks whether it is found.
"""

import pathlib
import re
import subprocess
import sys

SEES = {
    "base": "po",
    "drivers": "base",
    "ledger": "base",
    "ledger/proof": "base =ledger",
    "ledger/billing": "base =ledger",
    "ledger/closing": "base =ledger ledger/proof",
    "programme": "base",
    "programme/files": "base programme",
    "reports/print": "base ledger programme",
    "reports/figures": "base ledger programme reports/print",
    "reports/papers": "base ledger programme reports/print reports/figures",
    "reports/exports": "base ledger programme reports/print reports/figures docs tests/verifier",
    "reports/hub": "base ledger programme reports/print reports/figures",
    "reports/accounts": "base ledger programme reports/print reports/figures reports/exports "
    "reports/presets",
    "reports/slips": "base ledger programme drivers reports/print reports/figures reports/papers",
    "reports/kit": "base ledger programme reports/print reports/figures",
    "reports/catalogue": "base ledger programme drivers reports",
    "pos/ui": "base ledger/money.h programme/wording.h drivers/wedge.h drivers/gs1.h",
    "pos/machine": "base ledger programme reports drivers pos/ui pos/acts/desk.h"
    " pos/acts/places.h pos/acts/book.h",
    "pos/acts": "base ledger programme reports drivers pos/ui pos/machine",
}
SCREENS = ("stall", "people", "ratings", "session", "story")
for room in (*SCREENS, "commands"):
    SEES[f"pos/{room}"] = SEES["pos/acts"] + " pos/acts"
SEES["pos"] = "base ledger programme reports drivers pos"


def sees(room, header):
    """Whether `room` may include `header`: its own, or one below a name of its line."""
    other = str(pathlib.PurePath(header).parent)
    return room == other or any(
        name in (header, other, "=" + other) or other.startswith(name + "/")
        for name in SEES[room].split()
    )


def circles(includes):
    """The groups of files that reach each other; `includes`: file -> the files it includes."""
    reach = {}
    for start in includes:
        seen, open_files = set(), list(includes[start])
        while open_files:
            file = open_files.pop()
            if file not in seen:
                seen.add(file)
                open_files += includes.get(file, ())
        reach[start] = seen
    groups = {
        tuple(sorted({a} | {b for b in reach[a] if a in reach.get(b, ())}))
        for a in includes
        if a in reach[a]
    }
    return sorted(group for group in groups if len(group) > 1)


def judge(texts):
    """What is wrong with `texts`: path -> lines of source."""
    faults = []
    includes = {}
    for path, lines in texts.items():
        room = str(pathlib.PurePath(path).parent)
        if room not in SEES:
            faults.append(f"{path}:1: the room {room} is not in scripts/layers.py")
            continue
        file = path[:-2]
        for number, line in enumerate(lines, 1):
            match = re.match(r'#\s*include "([^"]+)"', line)
            if not match:
                continue
            header = match.group(1)
            if not sees(room, header):
                faults.append(f"{path}:{number}: {room} may not include {header}")
            if header.endswith(".h") and header[:-2] != file and header in texts:
                includes.setdefault(file, set()).add(header[:-2])
    for group in circles(includes):
        rooms = {str(pathlib.PurePath(file).parent) for file in group}
        if len(rooms) > 1 or len(group) > 2:
            faults.append(f"{group[0]}.h:1: a circle: {' '.join(group)}")
    return faults


# What must be found, and what must not.
PLANTED = (
    ({"base/err.c": ['#include "ledger/money.h"']}, 1),  # upward
    ({"ledger/till.c": ['#include "programme/people.h"']}, 1),  # sideways, between floors
    ({"pos/stall/cash.c": ['#include "pos/people/person.h"']}, 1),  # sideways, between screens
    ({"pos/people/person.c": ['#include "pos/commands/command.h"']}, 1),
    ({"ledger/sale.c": ['#include "ledger/proof/verify.h"']}, 1),  # from a floor into its room
    ({"ledger/proof/fork.c": ['#include "ledger/closing/closing.h"']}, 1),
    ({"cellar/box.c": []}, 1),  # a room without a line
    ({"base/a.h": ['#include "base/b.h"'], "base/b.h": ['#include "base/a.h"']}, 0),
    (
        {
            "base/a.h": ['#include "base/b.h"'],
            "base/b.h": ['#include "base/c.h"'],
            "base/c.c": ['#include "base/a.h"'],
            "base/c.h": [],
        },
        1,
    ),
    (
        {
            "pos/acts/desk.h": ['#include "pos/machine/devices.h"'],
            "pos/machine/devices.h": ['#include "pos/acts/desk.h"'],
        },
        1,  # between rooms: two are too many
    ),
    ({"pos/stall/cash.c": ['#include "pos/acts/desk.h"', '#include "ledger/proof/verify.h"']}, 0),
)


def main():
    if sys.argv[1:] == ["--sees"]:
        for room, others in SEES.items():
            print(f"{room}: {others}")
        return 0
    for texts, count in PLANTED:
        if len(judge(texts)) != count:
            print(f"scripts/layers.py:1: {list(texts)}: {len(judge(texts))} faults, not {count}")
            return 1
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "--", *{r.split("/")[0] for r in SEES}],
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [p for p in sorted(set(listed.stdout.split())) if p.endswith((".c", ".h"))]
    texts = {p: pathlib.Path(p).read_text().split("\n") for p in paths if pathlib.Path(p).exists()}
    faults = judge(texts)
    for fault in faults:
        print(fault)
    return int(len(faults) > 0)


sys.exit(main())
