#!/usr/bin/env python3
"""Ratios against a bare floor, measured in turn in one run. Usage: bench.py BUILD SALES

Prints one line a goal: floor, ours, their ratio (or ours alone where the goal is absolute), what
it must be and what we aim at. Status 1 when a must is missed.
"""

import os
import pathlib
import pty
import select
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import termios
import time

PAIRS = 5
KEY_RIGHT = b"\x1bOC"
PICTURE = "reports/figures/drawings.png"  # no picture changes more from cell to cell
QUIET_S = 0.15  # no byte for so long: the screen is done
build = pathlib.Path(sys.argv[1]).resolve()
sales = int(sys.argv[2])
program = str(build / "flashcoop")
missed = []


def bench(name):
    return str(build / "bench" / name)


class Pairs:
    """Floor and ours taken in turn; [i] is a figure of both: the medians, and that of the ratios.

    The ratio is taken within each pair: a machine drifts less between neighbours than in a run.
    """

    def __init__(self, floor, ours, count=PAIRS):
        self.both = [(floor(), ours()) for _ in range(count)]

    def __getitem__(self, i):
        floors = [floor[i] for floor, _ in self.both]
        ours = [our[i] for _, our in self.both]
        ratios = [our / floor for floor, our in zip(floors, ours)]
        return [statistics.median(values) for values in (floors, ours, ratios)]


def show(goal, what, figures, unit, must, aim, ratio=True, least=False):
    """One line of (floor, ours, ours/floor). `ratio`: that is the goal; `least`: more is better."""
    floor, ours, times = figures if isinstance(figures, list) else (None, figures, None)
    value = times if ratio else ours
    good = value >= must if least else value <= must
    best = value >= aim if least else value <= aim
    verdict = "aim met" if best else "must met" if good else "MISSED"
    if not good:
        missed.append(what)
    shown = f"{value:.2f}x" if ratio else f"{value:.5g} {unit}"
    floor_text = "" if floor is None else f"{floor:.5g} {unit}"
    print(
        f"{goal:>4}  {what:<44} {floor_text:>12} {ours:>9.5g} {unit:<4} {shown:>11}"
        f"   must {must:g} aim {aim:g}   {verdict}",
        flush=True,
    )


def numbers(*command):
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [float(word) for word in out.split()]


def run_timed(command, env=None):
    """[milliseconds, kilobytes resident at most] of a whole process."""
    out = subprocess.run([bench("timed"), *command], capture_output=True, text=True, env=env)
    if out.returncode:
        sys.exit(f"bench: {command}: {out.stderr}")
    return [float(word) for word in out.stdout.split()]


class Book:
    """A large book whose program was cut off: with a WAL still to be taken up."""

    def __init__(self, count):
        out = subprocess.run([bench("our_book"), str(count)], capture_output=True, text=True)
        self.path, self.keyring = out.stdout.split()
        self.folder = pathlib.Path(self.path).parent
        home = self.folder / "home"
        home.mkdir()
        (home / "flashcoop").symlink_to(self.keyring)
        self.environment = dict(os.environ, XDG_DATA_HOME=str(home), HOME=str(home))
        self.cut = self.folder / "cut"
        self.cut.mkdir()
        for suffix in ("", "-wal"):
            shutil.copy(self.path + suffix, self.cut / ("book" + suffix))

    def restore_cut(self):
        """The files as the power cut left them, under the book's own name."""
        for suffix in ("", "-wal"):
            shutil.copy(self.cut / ("book" + suffix), self.path + suffix)

    def remove(self):
        shutil.rmtree(self.folder)


class Terminal:
    """A program in a pseudo-terminal of 80 by 24."""

    def __init__(self, command, environment, marker):
        self.began = time.perf_counter()
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            termios.tcsetwinsize(0, (24, 80))
            terminal = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
            os.execve(command[0], command, {**environment, **terminal})
        seen = b""
        while marker not in seen:
            if not select.select([self.file], [], [], 5)[0]:
                sys.exit(f"bench: {command[0]} shows {seen!r}")
            seen += os.read(self.file, 65536)
        self.first_screen_ms = (time.perf_counter() - self.began) * 1000
        self.drain()

    def read(self, wait_s):
        if not select.select([self.file], [], [], wait_s)[0]:
            sys.exit("bench: the program shows nothing")
        return os.read(self.file, 65536)

    def drain(self):
        count = 0
        while select.select([self.file], [], [], QUIET_S)[0]:
            count += len(os.read(self.file, 65536))
        return count

    def press(self, key):
        """[bytes sent back, milliseconds to the first of them]."""
        os.write(self.file, key)
        began = time.perf_counter()
        count = len(self.read(5))
        answer_ms = (time.perf_counter() - began) * 1000
        return [count + self.drain(), answer_ms]

    def memory_mib(self):
        text = pathlib.Path(f"/proc/{self.pid}/smaps_rollup").read_text()
        sizes = {line.split(":")[0]: int(line.split()[1]) for line in text.splitlines()[1:]}
        private = sizes["Private_Dirty"]  # clean pages are the files of programs, read again
        return sizes["Rss"] / 1024, private / 1024

    def switches(self):
        """How often the process went to sleep so far: waking up means to go back to sleep."""
        text = pathlib.Path(f"/proc/{self.pid}/status").read_text()
        return int(text.split("\nvoluntary_ctxt_switches:")[1].split()[0])

    def close(self):
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self.file)


def bench_sale():
    schema = "ledger/schema.sql"
    for pace, count, name in ((0, 2000, "burst"), (20, 100, "one per 20 ms")):
        taken = Pairs(
            lambda: numbers(bench("floor_sale"), schema, str(count), str(pace)),
            lambda: numbers(bench("our_sale"), str(count), str(pace)),
        )
        show("1", f"durable sale, median, {name}", taken[0], "µs", 1.30, 1.15)
        if pace == 0:
            show("2", "syncs a sale", taken[1], "", 1.1, 1.1, ratio=False)
            show("2", "written a sale", [x / 1000 for x in taken[2]], "KB", 65, 35, ratio=False)


def bench_growth(book):
    taken = Pairs(
        lambda: numbers(bench("our_sale"), "2000", "0"),
        lambda: numbers(bench("our_sale"), "2000", "0", book.path, book.keyring),
    )
    show("3", f"sale after {sales} others / none", taken[0], "µs", 1.25, 1.1)


def bench_verify(book):
    taken = Pairs(
        lambda: numbers(bench("floor_verify"), book.path),
        lambda: numbers(bench("our_verify"), book.path, book.keyring),
    )
    floor, ours, times = taken[0]
    speed = [floor, ours, 1 / times]
    show("4", "verify, speed of reading and hashing", speed, "ms", 0.6, 0.8, least=True)
    cores = os.cpu_count()
    taken = Pairs(
        lambda: numbers(bench("our_verify"), book.path, book.keyring),
        lambda: numbers(bench("our_verify"), book.path, book.keyring, "all"),
    )
    one, side_by_side, times = taken[0]
    speed = [one, side_by_side, 1 / times]
    show("4b", f"verify on {cores} cores / on one", speed, "ms", 0.7 * cores, 0.85 * cores,
         least=True)


def bench_opening(book):
    query = "SELECT count(*) FROM product"

    def floor():
        book.restore_cut()
        return run_timed(["sqlite3", book.path, query])

    def ours():
        book.restore_cut()
        shutil.rmtree(book.keyring + "/heads")
        command = [program, "report", book.path, "x"]
        return run_timed(command, env=book.environment)

    taken = Pairs(floor, ours)[0]
    show("15", "opening after a power cut", taken, "ms", 3, 100 / taken[0])


def report(book, *words):
    command = [program, "report", book.path, *words]
    return run_timed(command, env=book.environment)


def bench_reports(book):
    taken = [report(book, "x") for _ in range(PAIRS)]
    show("5", "X, whole process", statistics.median(t[0] for t in taken), "ms", 10, 5, False)
    for name in ("sales", "lines", "result", "postings"):
        memory = report(book, name, "--format", "csv")[1] / 1024
        show("7", f"memory of report {name}, csv", memory, "MiB", 32, 12, False)
    sql = "SELECT * FROM sale_line"
    taken = Pairs(
        lambda: run_timed(["sqlite3", "-csv", book.path, sql]),
        lambda: report(book, "lines", "--format", "csv"),
    )
    show("8", "report lines as CSV", taken[0], "ms", 1.5, 1.0)


def bench_import(book):
    """Memory of an import must not grow with its file."""
    products = book.folder / "products.csv"
    products.write_text("code,label,price,vat\nC1,Cookie,1.50,5.5\n")
    for count in (sales // 10, sales):
        path = str(book.folder / f"import-{count}.flashcoop")
        table = book.folder / "sales.csv"
        rows = (f"T{i},2019-11-26T10:00:00+01:00,C1,2,3.00\n" for i in range(count))
        table.write_text("ticket,time,product,quantity,cash\n" + "".join(rows))
        made = ["new", path, "--name", "Import", "--host", "Bench"]
        run_timed([program, *made], env=book.environment)
        run_timed([program, "import", path, "products", str(products)], env=book.environment)
        command = [program, "import", path, "sales", str(table)]
        taken = run_timed(command, env=book.environment)
        show("7", f"memory to import {count} sales", taken[1] / 1024, "MiB", 32, 12, False)


def bench_paper(book):
    path = str(book.folder / "paper.pdf")
    taken = Pairs(
        lambda: run_timed([bench("floor_paper"), path]),
        lambda: run_timed([bench("our_paper"), path]),
    )
    show("14", "PDF of ten pages, whole process", taken[0], "ms", 1.5, 1.1)


def bench_balance(book):
    """Our balance against plain-text accounting on our own export of the same sales."""
    journal = str(book.folder / "book.journal")
    command = [program, "export", book.path, "journal", "-o", journal]
    run_timed(command, env=book.environment)
    ours = statistics.median(report(book, "balance")[0] for _ in range(PAIRS))
    plain = ["-f", journal, "balance"]
    no_cache = ["env", "BEANCOUNT_DISABLE_LOAD_CACHE=1"]
    others = (
        ("hledger", ["hledger", *plain], 50, 200),
        ("ledger", ["ledger", *plain], 10, 40),
        ("beancount", [*no_cache, "bean-report", journal, "balances"], 70, 300),
    )
    for name, command, must, aim in others:
        other = run_timed(command)[0]
        figures = [other, ours, other / ours]
        show("6", f"balance, times faster than {name}", figures, "ms", must, aim, least=True)


def try_floor_screen(book):
    """[ms to the first screen, bytes of a digit, of a move, of a sale, resident, private]."""
    floor = Terminal([bench("floor_till"), book.path], os.environ, b"Bare till")
    bytes_sent = [floor.press(key)[0] for key in (b"5", b"\x1bOB", b"\n")]
    memory = floor.memory_mib()
    floor.close()
    return [floor.first_screen_ms, *bytes_sent, *memory]


def stock(book):
    """Forty goods, each with a picture of its own."""
    goods, pictures = book.folder / "goods.csv", book.folder / "pictures.csv"
    names = [f"G{i},Article {i},{i % 9 + 1}.50,5.5\n" for i in range(40)]
    goods.write_text("code,label,price,vat\n" + "".join(names))
    files = [f"G{i},{pathlib.Path(PICTURE).resolve()}\n" for i in range(40)]
    pictures.write_text("code,file\n" + "".join(files))
    for what, path in (("products", goods), ("pictures", pictures)):
        run_timed([program, "import", book.path, what, str(path)], env=book.environment)


def try_our_screen(book):
    """Likewise, and then: milliseconds of the slowest answer, wake-ups while idle."""
    ours = Terminal([program, book.path], book.environment, b"Entr\xc3\xa9e")
    ours.press(b"4")  # to the till
    answers = [ours.press(b"a")[1] for _ in range(30)]  # QUIET_S apart: faster is a scanner
    ours.press(KEY_RIGHT)
    move = ours.press(KEY_RIGHT)[0]  # from tile to tile, all pictures in sight
    ours.press(b"\x1b")
    ours.press(b"\r")  # to the payment
    ours.press(b"e")
    digit = statistics.mean(ours.press(key)[0] for key in (b"2", b"5", b"0"))
    ours.press(b"\x1b")
    sold = ours.press(b"\r")[0]
    memory = ours.memory_mib()
    before = ours.switches()
    time.sleep(2)
    idle = ours.switches() - before
    ours.close()
    return [ours.first_screen_ms, digit, move, sold, *memory, max(answers), idle]


def bench_tile():
    """The floor is what a bare half block picture of that size took when it was measured."""
    for colours, term, floor in (("true colours", "xterm-direct", 5700),
                                 ("256 colours", "xterm-256color", 3100)):
        environment = dict(os.environ, TERM=term)
        out = subprocess.run([bench("our_tile"), PICTURE], capture_output=True, text=True,
                             env=environment)
        if out.returncode == 0:  # a terminal that this machine can describe
            ours = float(out.stdout)
            show("10b", f"a picture of 20 by 8 cells, {colours}", [floor, ours, ours / floor],
                 "B", 1.3, 1.0)


def bench_screen(book):
    stock(book)
    taken = Pairs(lambda: try_floor_screen(book), lambda: try_our_screen(book))
    answers = statistics.median(our[6] for _, our in taken.both)
    idle = max(our[7] for _, our in taken.both)
    show("9", "first screen", taken[0], "ms", 2, 1.3)
    show("10", "a digit of an amount", taken[1], "B", 60, 16, False)
    show("10", "a move from tile to tile", taken[2], "B", 220, 160, False)
    show("10", "a sale booked", taken[3], "B", 1300, 900, False)
    show("11", "key to answer, worst of 30", answers, "ms", 3, 1, False)
    show("12", "wake-ups in 2 idle seconds", idle, "", 0, 0, False)
    show("13", "resident, 40 pictures", taken[4], "MiB", 14, 8, False)
    show("13", "private, 40 pictures", taken[5], "MiB", 5, 2, False)
    bench_tile()


def bench_exports(book):
    for what in ("journal", "archive"):
        path = str(book.folder / f"export.{what}")
        command = [program, "export", book.path, what, "-o", path]
        taken = run_timed(command, env=book.environment)
        show("7", f"memory of export {what}", taken[1] / 1024, "MiB", 32, 12, False)


def bench_idle(book):
    """System calls in ten idle seconds without devices, as strace counts them from outside."""
    ours = Terminal([program, book.path], book.environment, b"Entr\xc3\xa9e")
    counts = book.folder / "calls.txt"
    command = ["strace", "-f", "-c", "-o", str(counts), "-p", str(ours.pid)]
    watcher = subprocess.Popen(command, stderr=subprocess.PIPE)
    attached = watcher.stderr.readline()
    time.sleep(10)
    watcher.send_signal(signal.SIGINT)
    watcher.communicate()
    ours.close()
    if b"attached" not in attached:
        sys.exit(f"bench: strace says {attached!r}")
    rows = [line.split() for line in counts.read_text().splitlines()]
    total = sum(int(row[3]) for row in rows if len(row) > 4 and row[3].isdigit())
    show("12", "system calls in 10 idle seconds (strace)", total, "", 0, 0, False)


def bench_voice():
    """Into a file: the sound itself takes as long as it takes, for both."""
    real = shutil.which("espeak-ng")
    if not real:
        print("  17  espeak-ng is not installed: not measured")
        return
    with tempfile.TemporaryDirectory() as folder:
        voice = pathlib.Path(folder, "espeak-ng")
        voice.write_text(f'#!/bin/sh\nexec {real} -w {folder}/sound "$@"\n')
        voice.chmod(0o700)
        before = os.environ["PATH"]
        os.environ["PATH"] = f"{folder}:{before}"
        taken = Pairs(
            lambda: numbers(bench("floor_voice"), "20", "À payer : 12 euros 50.") * 2,
            lambda: numbers(bench("our_voice"), "20", "1250"),
        )
        os.environ["PATH"] = before
    show("17", "word to sound", taken[0], "ms", 1.2, 1.05)
    show("17", "the till held by a spoken sentence", taken[1][1], "ms", 3, 1, ratio=False)


def main():
    print(f"goal  what{'floor':>53} {'ours':>9}      {'':>11}")
    bench_sale()
    book = Book(sales)
    try:
        bench_verify(book)
        bench_growth(book)
        bench_screen(book)
        bench_idle(book)
        bench_reports(book)
        bench_import(book)
        bench_balance(book)
        bench_exports(book)
        bench_paper(book)
        bench_opening(book)
        bench_voice()
    finally:
        book.remove()
    if missed:
        print(f"{len(missed)} missed: {', '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
