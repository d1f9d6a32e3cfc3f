#!/usr/bin/env python3
"""The hub against bare COPY of the same rows, on a server of its own. Usage: hub.py BUILD SESSIONS

Goals as in bench.py. SESSIONS is how many the hub holds at the end, of 2 000 sales each.
"""

import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import bench
from bench import Pairs, numbers, program, show

TABLES = "record sale sale_line payment closing closing_rate closing_till charge".split()
TABLES += ["posting", "sharing"]
FACTS = [*TABLES, "till", "figure", "answer_count", "rating_count", "session"]
SALES_A_BOOK = 1000
BOOKS = 100
root = pathlib.Path(__file__).resolve().parent.parent
sessions = int(sys.argv[2])

# Sessions that never were, written by the server itself: five rows a sale, as pushed ones have.
FILL = """
SET session_replication_role = replica;
CREATE TEMP TABLE fill AS SELECT md5('s' || i)::uuid AS session, i FROM generate_series({a}, {b}) i;
INSERT INTO hub.session SELECT session, lpad((i % 40 + 100000000)::text, 9, '1'), 'Host', 'S' || i,
    'Ici', 'Halles', date '2019-01-01' + i, date '2019-01-08' + i, 8,
    (ARRAY['food', 'textile', 'other'])[i % 3 + 1], false, NULL, now() FROM fill;
INSERT INTO hub.record SELECT session, 'A', n, 10, n, date '2019-01-08' + i, 10,
    sha256((i || ' ' || n)::bytea) FROM fill, generate_series(1, 2001) n;
INSERT INTO hub.sale SELECT session, 'A', n, n, 600, 569, 31, false
    FROM fill, generate_series(1, 2000) n;
INSERT INTO hub.sale_line SELECT session, 'A', n, l, l, 1000, 0, 300, 284 + l % 2, 550
    FROM fill, generate_series(1, 2000) n, generate_series(1, 2) l;
INSERT INTO hub.payment SELECT session, 'A', n, 1, 1, 600 FROM fill, generate_series(1, 2000) n;
INSERT INTO hub.posting SELECT session, 'A', 2001, l, 'VE', date '2019-01-08' + i,
    (ARRAY['530', '7011', '445711'])[l], CASE l WHEN 1 THEN 1200000 ELSE 0 END,
    CASE l WHEN 1 THEN 0 WHEN 2 THEN 1138000 ELSE 62000 END, date '2019-01-08' + i
    FROM fill, generate_series(1, 3) l;
INSERT INTO hub.till SELECT session, 'A', 2001, sha256(''), sha256(''), NULL, sha256('') FROM fill;
INSERT INTO hub.figure SELECT session, 2000, 0, 1200000, 1138000, 62000, 1200000, 0, 0, 0, 0, 0,
    1138000, 0, 1138000, 0, 0, 0, 1138000, 0, 1138000 FROM fill;
INSERT INTO hub.answer_count SELECT session, 'I' || s, 8, 4, 2, 1, 1
    FROM fill, generate_series(1, 6) s;
INSERT INTO hub.rating_count SELECT session, 'flashcoop', 1, v, r, 8, 7, 5, 1, 1
    FROM fill, unnest(ARRAY['A', 'B']) v, unnest(ARRAY['self', 'animator']) r;
ANALYZE;
"""


class Server:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        base = self.folder / "pg"
        base.mkdir()
        base.chmod(0o755)
        self.folder.chmod(0o755)
        script = str(root / "tests/support/postgres.sh")
        options = ["-c", "fsync=on", "-c", "shared_buffers=256MB"]
        self.process = subprocess.Popen([script, str(base), *options])
        while subprocess.run(["pg_isready", "-q", "-h", str(base)]).returncode:
            time.sleep(0.05)
        users = {"admin": "postgres", "flashcoop": "cdp", "network": "net"}
        services = self.folder / "service"
        services.write_text(
            "".join(
                f"[{name}]\nhost={base}\nuser={user}\ndbname=postgres\n\n"
                for name, user in users.items()
            )
        )
        home = self.folder / "home"
        home.mkdir()
        os.environ.update(PGSERVICEFILE=str(services), HOME=str(home), XDG_DATA_HOME=str(home))
        flashcoop("hub", "init", "--service", "admin")
        host = ["--siren", "732829320", "--name", "CDP49", "--login", "cdp"]
        flashcoop("hub", "host", "add", *host, "--service", "admin")
        self.sql("CREATE ROLE net LOGIN IN ROLE hub_network")

    def sql(self, text):
        command = ["psql", "-qAtX", "service=admin", "-v", "ON_ERROR_STOP=1", "-c", text]
        out = subprocess.run(command, capture_output=True, text=True)
        if out.returncode:
            sys.exit(f"bench: {out.stderr}")
        return out.stdout.strip()

    def empty(self):
        self.sql("TRUNCATE " + ", ".join("hub." + table for table in FACTS))

    def end(self):
        self.process.terminate()
        self.process.wait()


def flashcoop(*words):
    out = subprocess.run([program, *words], capture_output=True, text=True)
    if out.returncode:
        sys.exit(f"bench: {words}: {out.stderr}")
    return out.stdout


def make_book(folder, name, count):
    """`count` sales, five rows each, closed."""
    rows = ["ticket,time,product,quantity,price,cash"]
    for ticket in range(1, count + 1):
        rows.append(f"{ticket},2026-11-28T10:00:00+01:00,C1,1,1.50,13.50")
        rows.append(f"{ticket},2026-11-28T10:00:00+01:00,T1,1,12.00,")
    (folder / "sales.csv").write_text("\n".join(rows) + "\n")
    goods = "code,label,price,vat\nC1,Cookie,1.50,5.5\nT1,Sac,12.00,20\n"
    (folder / "goods.csv").write_text(goods)
    book = str(folder / f"{name}.flashcoop")
    flashcoop("new", book, "--name", name, "--host", "CDP49", "--siren", "732829320")
    flashcoop("import", book, "products", str(folder / "goods.csv"))
    flashcoop("import", book, "sales", str(folder / "sales.csv"))
    flashcoop("close", book, "day")
    return book


def keep_rows(server, folder):
    """The rows of one pushed book, for the floor."""
    for table in TABLES:
        with open(folder / table, "wb") as file:
            command = ["psql", "-qX", "service=admin", "-c"]
            copy = f"COPY hub.{table} TO STDOUT (FORMAT binary)"
            subprocess.run([*command, copy], stdout=file, check=True)


def timed(*command):
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def bench_push(server, folder, book):
    def floor():
        server.empty()
        return numbers(bench.bench("floor_hub"), "flashcoop_admin", str(folder / "rows"))

    def ours():
        server.empty()
        return numbers(bench.bench("our_hub"), "flashcoop", book)

    services = pathlib.Path(os.environ["PGSERVICEFILE"])
    text = services.read_text()
    services.write_text(text + text.split("\n\n")[0].replace("[admin]", "[flashcoop_admin]") + "\n")
    (folder / "rows").mkdir()
    numbers(bench.bench("our_hub"), "flashcoop", book)
    keep_rows(server, folder / "rows")
    pairs = Pairs(lambda: floor() * 2, ours, 7)
    show("hub", "push of 1 000 sales, chain made again", pairs[0], "ms", 3.0, 2.2)
    show("hub", "second push, known", pairs[1], "ms", 0.3, 0.1)


def bench_large(server, book, large):
    """Checks that look at each row once: five times the rows, some five times as long."""

    def push(one):
        server.empty()
        return numbers(bench.bench("our_hub"), "flashcoop", one)

    pairs = Pairs(lambda: push(book), lambda: push(large))
    show("hub", "push of 5 000 sales against 1 000", pairs[0], "ms", 8, 6)


def bench_many(server, books):
    """All books in one go against one, then by 20 clients at once against in turn."""
    push = [program, "hub", "push", "--yes"]

    def one():
        server.empty()
        return timed(*push, books[0])

    def at_once():
        server.empty()
        began = time.perf_counter()
        clients = [
            subprocess.Popen([*push, *books[i::20]], stdout=subprocess.DEVNULL) for i in range(20)
        ]
        if any(client.wait() for client in clients):
            sys.exit("bench: a client was refused")
        return time.perf_counter() - began

    alone = statistics.median(one() for _ in range(5))
    server.empty()
    in_turn = timed(*push, *books)
    growth = [alone * 1000, in_turn / BOOKS * 1000, in_turn / BOOKS / alone]
    show("hub", "100 books, each against one alone", growth, "ms", 1.5, 1.2)
    together = at_once()
    if server.sql("SELECT count(*) FROM hub.session") != str(BOOKS):
        sys.exit("bench: books were lost")
    show("hub", "20 clients at once against in turn", [in_turn, together, together / in_turn],
         "s", 1.0, 0.8)


def bench_stored(server, book):
    """The same push and reports with 100 sessions stored, then with all."""

    def measure():
        push = []
        for _ in range(5):
            for table in FACTS:
                server.sql(f"DELETE FROM hub.{table} WHERE session IN (SELECT session FROM "
                           "hub.session WHERE siren = '732829320')")
            push.append(numbers(bench.bench("our_hub"), "flashcoop", book)[0])
        table, review = (
            statistics.median(
                timed(program, "hub", "report", name, "--service", "network", "--format", "csv")
                for _ in range(5)
            )
            for name in ("consolidate", "review")
        )
        own = statistics.median(
            timed(program, "hub", "report", "entries", "--format", "csv") for _ in range(5)
        )
        return [statistics.median(push), table * 1000, review * 1000, own * 1000]

    server.empty()
    server.sql(FILL.format(a=1, b=100))
    few = measure()
    server.sql(FILL.format(a=101, b=sessions))
    all_of_them = measure()
    names = ("push", "network's table", "network's review", "a host's entries")
    for name, before, after, must, aim in zip(names, few, all_of_them, (1.5, 4, 4, 1.5),
                                              (1.2, 4, 4, 1.2)):
        what = f"{name}: {sessions} sessions against 100"
        show("hub", what, [before, after, after / before], "ms", must, aim)
    what = f"network's table, {sessions * 2000} sales"
    show("hub", what, all_of_them[1], "ms", 2000, 1000, False)


def main():
    with tempfile.TemporaryDirectory() as folder:
        server = Server(folder)
        try:
            place = pathlib.Path(folder)
            books = [make_book(place, f"b{i}", SALES_A_BOOK) for i in range(BOOKS)]
            bench_push(server, place, books[0])
            bench_large(server, books[0], make_book(place, "large", 5 * SALES_A_BOOK))
            bench_many(server, books)
            bench_stored(server, books[0])
        finally:
            server.end()
    if bench.missed:
        print(f"{len(bench.missed)} missed: {', '.join(bench.missed)}")
    return 1 if bench.missed else 0


sys.exit(main())
