#!/usr/bin/env python3
"""Plant small faults one at a time and say which of them no test finds.

tests/mutants.txt lists them: in FILE, the line FROM (found by its text, which must stand there
once) becomes TO, and TESTS should fail. Works in a copy of the tree under build/mutants.
The last line counts: "N found, M not found". Usage: mutants.py [FILE-FILTER]
`mutants.py --stand` only says which of them stand no longer in the tree: style asks it.
"""

import os
import pathlib
import shutil
import subprocess
import sys

COPY = pathlib.Path("build/mutants")
PATIENCE_S = 100  # a fault may make a test go on for ever: that, too, is found


def read_list():
    """Blocks of `file`, `from`, `to`, `tests`, one a line, separated by empty lines."""
    mutants = []
    for block in pathlib.Path("tests/mutants.txt").read_text().split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith("#")]
        if lines:
            mutants.append(dict(line.split(" ", 1) for line in lines))
    return mutants


def forget_removed(names):
    """A file that is gone would go on in the libraries that were built: then all is built anew."""
    before = [path.relative_to(COPY) for path in COPY.rglob("*") if path.is_file()]
    gone = [
        path
        for path in before
        if path.parts[0] != "build" and not (str(path) in names and path.is_file())
    ]
    for path in gone:
        (COPY / path).unlink()
    if gone:
        shutil.rmtree(COPY / "build", ignore_errors=True)


def copy_tree():
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], capture_output=True, text=True, check=True
    )
    names = set(listed.stdout.split("\n"))
    forget_removed(names)
    for name in names:
        source = pathlib.Path(name)
        if not name or not source.is_file():
            continue
        target = COPY / name
        if target.exists() and target.read_bytes() == source.read_bytes():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)


def run(*command, patience_s=300):
    return subprocess.run(
        command,
        cwd=COPY,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"FLASHCOOP_TEST_SECONDS": str(patience_s)},
        check=False,
    ).returncode


def tests_pass(tests, patience_s=300):
    """None when the copy does not build: such a fault proves nothing."""
    binaries = [f"build/tests/{test}" for test in tests]
    if run("make", "-s", f"-j{os.cpu_count()}", "all", "build/flashcoop-tested", *binaries):
        return None
    return run("sh", "tests/run.sh", "build", *binaries, patience_s=patience_s) == 0


def plant(mutant):
    path = COPY / mutant["file"]
    sound = path.read_text()
    if sound.count(mutant["from"]) != 1:
        return f"stands {sound.count(mutant['from'])} times"
    path.write_text(sound.replace(mutant["from"], mutant["to"]))
    passed = tests_pass(mutant["tests"].split(), PATIENCE_S)
    path.write_text(sound)
    return {None: "does not build", True: "not found", False: ""}[passed]


def say_fallen():
    fallen = 0
    for mutant in read_list():
        count = pathlib.Path(mutant["file"]).read_text().count(mutant["from"])
        if count != 1:
            fallen += 1
            print(f"tests/mutants.txt: {mutant['file']}: {mutant['from']}: stands {count} times")
    return int(fallen > 0)


def main():
    if sys.argv[1:] == ["--stand"]:
        return say_fallen()
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    mutants = [mutant for mutant in read_list() if wanted in mutant["file"]]
    copy_tree()
    if not tests_pass(sorted({test for mutant in mutants for test in mutant["tests"].split()})):
        print("without any fault the tests do not pass: nothing is shown")
        return 2
    missed = 0
    for mutant in mutants:
        why = plant(mutant)
        if why:
            missed += 1
            print(f"{mutant['file']}: {mutant['from']}: {why}", flush=True)
    print(f"{len(mutants) - missed} found, {missed} not found")
    return int(missed * 10 > len(mutants))


sys.exit(main())
