#!/usr/bin/env python3
"""Who may include whom, room by room. Prints FILE:LINE: what; status 1 if any.

A room includes itself, and what its line below names; a floor (`ledger`) stands for all its rooms,
`=ledger` for the files that lie in that folder itself. No screen room sees another, nor the
commands: what they share lives in `pos/acts` and below.
`--sees` prints the plan.
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
    " pos/acts/places.h",
    "pos/acts": "base ledger programme reports drivers pos/ui pos/machine",
}
SCREENS = ("stall", "people", "ratings", "session")
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


def main():
    if sys.argv[1:] == ["--sees"]:
        for room, others in SEES.items():
            print(f"{room}: {others}")
        return 0
    faults = 0
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "--", *{r.split("/")[0] for r in SEES}],
        capture_output=True,
        text=True,
        check=True,
    )
    for path in sorted(set(listed.stdout.split())):
        if not path.endswith((".c", ".h")) or not pathlib.Path(path).exists():
            continue
        room = str(pathlib.PurePath(path).parent)
        if room not in SEES:
            print(f"{path}:1: the room {room} is not in scripts/layers.py")
            faults += 1
            continue
        for number, line in enumerate(pathlib.Path(path).read_text().split("\n"), 1):
            match = re.match(r'#\s*include "([^"]+)"', line)
            if match and not sees(room, match.group(1)):
                print(f"{path}:{number}: {room} may not include {match.group(1)}")
                faults += 1
    return int(faults > 0)


sys.exit(main())
