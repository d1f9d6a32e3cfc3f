#!/usr/bin/env python3
"""Seeds for fuzz targets, made of what is in the tree anyway. Usage: fuzz_seeds.py PROGRAM FOLDER

fuzz_record: each record of docs/journal-vectors*.txt. fuzz_book: the books of before in
tests/books, and one that PROGRAM makes now. Without seeds a fuzzer never gets past the first check.
"""

import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

APPLICATION_ID = 0x464C4350  # ledger/till_book.h


def records(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for vectors in pathlib.Path("docs").glob("journal-vectors*.txt"):
        lines = [line.split() for line in vectors.read_text().splitlines()]
        for number, words in enumerate(words for words in lines if words[:1] == ["bytes"]):
            (folder / f"{vectors.stem}-{number}").write_bytes(bytes.fromhex(words[1]))


def books_of_before(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for dump in pathlib.Path("tests/books").glob("*.dump"):
        path = folder / dump.stem
        path.unlink(missing_ok=True)
        book = sqlite3.connect(path)
        book.executescript(dump.read_text())
        book.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        book.execute("PRAGMA user_version = 1")
        book.close()


def book_of_now(program, folder):
    with tempfile.TemporaryDirectory() as home:
        path = os.path.join(home, "b.flashcoop")
        environment = dict(os.environ, XDG_DATA_HOME=home)
        imported = "code,label,price,vat\nC1,Cookie,1.50,5.5\n"
        for arguments, text in (
            (["new", path, "--name", "N", "--host", "H"], ""),
            (["import", path, "products", "-"], imported),
            (["sell", path], "add C1 2\npay cash 5\nquit\n"),
        ):
            subprocess.run(
                [program, *arguments],
                input=text,
                text=True,
                env=environment,
                stdout=subprocess.DEVNULL,
                check=True,
            )
        (folder / "now").write_bytes(pathlib.Path(path).read_bytes())


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    records(folder / "fuzz_record")
    books_of_before(folder / "fuzz_book")
    book_of_now(os.path.abspath(program), folder / "fuzz_book")


main()
