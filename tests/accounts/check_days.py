#!/usr/bin/env python3
"""Adds up each day of a host's books again, from the lines of every ticket, sharing no code.

    check_days.py PROGRAM FOLDER BOOK...

By book, till, accounting day and rate: what the lines make must be what the closings say, what the
entries say, what the FEC of FOLDER says, what its journal says to hledger, what is declared of its
takings, and, over all days, what `report result` says. By day and use: what payments, counts, cash
movements, charges and decisions make must be what the entries say. Prints `ok: N days`, or the
first thing that differs with status 1.
"""

import collections
import csv
import datetime
import io
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

EPOCH = datetime.date(1970, 1, 1)
MODES = {1: "cash", 2: "card", 3: "cheque", 4: "voucher"}


class Wrong(Exception):
    """What differs, in one sentence."""


def same(what, one, other):
    if isinstance(one, dict) and one != other:
        both = sorted(key for key in one.keys() | other.keys() if one.get(key) != other.get(key))
        raise Wrong(f"{what}: " + ", ".join(f"{key} {one.get(key)} and {other.get(key)}"
                                            for key in both))
    if one != other:
        raise Wrong(f"{what}: {one} and {other}")


def cents(text):
    return int(text.replace(",", "").replace(".", ""))


def half_up(amount, rate):
    """Net of an amount, VAT included: half a cent goes away from zero."""
    sign = -1 if amount < 0 else 1
    return sign * ((2 * abs(amount) * 10000 + 10000 + rate) // (2 * (10000 + rate)))


def civil_day(time, offset, cut_min):
    return (time + offset * 60 - cut_min * 60) // 86400


def closings_of(book, chain):
    return book.execute("SELECT seq, number, first_ticket, last_ticket, day FROM closing WHERE "
                        "chain = ? AND period = 1 ORDER BY seq", (chain,)).fetchall()


def settled(days, first, last):
    """A day before the book was made or after the closing was under a wrong clock: its tickets
    count for the newest right day of that closing, or for the day on which it was closed."""
    right = [day for day in days if first <= day <= last]
    return {day: day if first <= day <= last else max(right, default=last) for day in days}


def add_tickets(book, chain, closing, first_day, totals):
    seq, _, first, last, _ = closing
    closed = book.execute("SELECT time, offset FROM record WHERE chain = ? AND seq = ?",
                          (chain, seq)).fetchone()
    tickets = [(number, civil_day(time, offset, 300), "refunds" if refunded else "sales")
               for number, time, offset, refunded in book.execute(
                   "SELECT sale.number, record.time, record.offset, refund_number FROM sale JOIN "
                   "record USING (chain, seq) WHERE chain = ? AND sale.number BETWEEN ? AND ?",
                   (chain, first, last))]
    counts_for = settled({day for _, day, _ in tickets}, first_day, civil_day(*closed, 300))
    for number, day, kind in tickets:
        for mode, means, amount in book.execute("SELECT mode, means, amount FROM payment WHERE "
                                                "chain = ? AND number = ?", (chain, number)):
            totals[counts_for[day], MODES.get(mode, "means:" + means)] += amount
        gross = collections.Counter()
        for rate, amount in book.execute("SELECT rate, gross FROM sale_line WHERE chain = ? AND "
                                         "number = ?", (chain, number)):
            gross[rate] += amount
        for rate, amount in gross.items():
            net = half_up(amount, rate)
            totals[counts_for[day], rate, "net"] += net
            totals[counts_for[day], rate, "vat"] += amount - net
            totals[counts_for[day], rate, kind] += 1
    return counts_for


def computed(book):
    totals = collections.Counter()
    for (chain,) in book.execute("SELECT DISTINCT chain FROM record WHERE chain BETWEEN 'A' AND "
                                 "'Z'").fetchall():
        first = book.execute("SELECT time, offset FROM record WHERE chain BETWEEN 'A' AND 'Z' AND "
                             "time >= 1514764800 ORDER BY chain, seq LIMIT 1").fetchone()
        for closing in closings_of(book, chain):
            before = collections.Counter(totals)
            counts_for = add_tickets(book, chain, closing, civil_day(*first, 300), totals)
            same(f"day of Z {chain}-{closing[1]}", closing[4],
                 min(counts_for.values(), default=closing[4]))
            fresh = collections.Counter(totals)
            fresh.subtract(before)
            check_closing(book, chain, closing, fresh)
            add_difference(book, chain, closing, max(counts_for.values(), default=closing[4]),
                           totals)
        days = days_of_records(book, chain, civil_day(*first, 300))
        for add in (add_cash, add_charges, add_sharing):
            add(book, chain, days, totals)
    return totals


def check_closing(book, chain, closing, fresh):
    said = book.execute("SELECT rate, net, vat FROM closing_rate WHERE chain = ? AND seq = ?",
                        (chain, closing[0])).fetchall()
    made = collections.Counter()
    for key, amount in fresh.items():
        if len(key) == 3:
            made[key[1:]] += amount
    for rate, net, vat in said:
        same(f"Z {chain}-{closing[1]} at {rate}", (made[rate, "net"], made[rate, "vat"]),
             (net, vat))
    same(f"net of Z {chain}-{closing[1]}", sum(net for _, net, _ in said),
         sum(amount for (_, kind), amount in made.items() if kind == "net"))


def add_difference(book, chain, closing, day, totals):
    """What the count found is of the last day that the closing counts for."""
    (found,) = book.execute("SELECT difference FROM closing WHERE chain = ? AND seq = ?",
                            (chain, closing[0])).fetchone()
    totals[day, "cash"] += found
    totals[day, "difference"] -= found


def days_of_records(book, chain, first_day):
    """The day on which each record was made: under a clock from before the book, that of the one
    before it."""
    days, day = {}, first_day
    for seq, time, offset in book.execute("SELECT seq, time, offset FROM record WHERE chain = ? "
                                          "ORDER BY seq", (chain,)):
        civil = civil_day(time, offset, 300)
        day = civil if civil >= first_day else day
        days[seq] = day
    return days


def add_cash(book, chain, days, totals):
    """A float and money put in or taken out: by what they change in the drawer."""
    for seq, moved in book.execute(
            "SELECT now.seq, now.drawer - before.drawer FROM record AS now JOIN record AS before "
            "ON before.chain = now.chain AND before.seq = now.seq - 1 WHERE now.chain = ? AND "
            "now.kind IN (20, 21, 22)", (chain,)):
        totals[days[seq], "cash"] += moved
        totals[days[seq], "transfer"] -= moved


def add_charges(book, chain, days, totals):
    for seq, day, category, net, vat, payer in book.execute(
            "SELECT seq, day, category, net, vat, paid_from FROM charge WHERE chain = ?",
            (chain,)):
        totals[day, "charge:" + category] += net
        totals[day, "vat-deductible"] += vat
        totals[day, "supplier"] -= net + vat
        if payer != "host":
            totals[days[seq], "supplier"] += net + vat
            totals[days[seq], "cash" if payer == "drawer" else "advance"] -= net + vat


def add_sharing(book, chain, days, totals):
    """A later decision takes the one before it back."""
    before = (0, 0)
    for seq, reserve in book.execute("SELECT seq, reserve FROM sharing WHERE chain = ? ORDER BY "
                                     "seq", (chain,)).fetchall():
        (shares,) = book.execute("SELECT sum(amount) FROM share WHERE chain = ? AND seq = ?",
                                 (chain, seq)).fetchone()
        for use, sign, amount in (("shares", 1, shares - before[0]), ("share", -1, shares -
                                  before[0]), ("charge:reserve", 1, reserve - before[1]),
                                  ("reserve", -1, reserve - before[1])):
            totals[days[seq], use] += sign * amount
        before = (shares, reserve)


def posted_by_use(book):
    totals = collections.Counter()
    for day, use, amount in book.execute(
            "SELECT day, use, debit - credit FROM posting WHERE chain BETWEEN 'A' AND 'Z' AND NOT "
            "(use LIKE 'sales:%' OR use LIKE 'vat:%')"):
        totals[day, use] += amount
    return totals


def posted(book):
    totals = collections.Counter()
    for day, use, credit in book.execute(
            "SELECT day, use, credit - debit FROM posting WHERE chain BETWEEN 'A' AND 'Z' AND "
            "(use LIKE 'sales:%' OR use LIKE 'vat:%')"):
        word, rate = use.split(":")
        totals[day, int(rate), "net" if word == "sales" else "vat"] += credit
    return totals


def of_fec(folder):
    """By day and account, over all exercises that the folder has."""
    totals = collections.Counter()
    for path in folder.glob("*FEC*.txt"):
        if path.name.endswith("-description.txt"):
            continue
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        for row in rows[1:]:
            line = dict(zip(rows[0], row))
            day = datetime.datetime.strptime(line["EcritureDate"], "%Y%m%d").date()
            totals[(day - EPOCH).days, line["CompteNum"]] += cents(line["Debit"]) - cents(
                line["Credit"])
    return totals


def of_books(books):
    totals = collections.Counter()
    for book in books:
        for day, account, amount in book.execute(
                "SELECT day, account, debit - credit FROM posting WHERE chain BETWEEN 'A' AND 'Z'"):
            totals[day, account] += amount
    return totals


def of_journal(path):
    """By day and account number, as hledger adds the host's journal up."""
    totals = collections.Counter()
    out = subprocess.run(["hledger", "-f", str(path), "register", "-O", "csv"], check=True,
                         capture_output=True, text=True).stdout
    for row in csv.DictReader(io.StringIO(out)):
        number = row["account"].split(":")[1].split("-")[0]
        day = (datetime.date.fromisoformat(row["date"]) - EPOCH).days
        totals[day, number] += cents(row["amount"].replace(" EUR", "").replace("EUR", "").strip())
    return totals


def of_tickets(program, path):
    """The same journal with each ticket of its own, as `export` writes it."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "tickets.journal"
        subprocess.run([program, "export", path, "journal", "-o", str(file)], check=True,
                       capture_output=True)
        return of_journal(file)


def nonzero(totals):
    return {key: amount for key, amount in totals.items() if amount != 0}


def result_of(program, path):
    out = subprocess.run([program, "report", path, "result", "--format", "csv"], check=True,
                         capture_output=True, text=True).stdout
    return {row["key"]: row["value"] for row in csv.DictReader(io.StringIO(out))}


def declared(program, path):
    """What the file for the tax platform says of each day and rate."""
    out = subprocess.run([program, "export", path, "e-reporting", "-o", "-"], check=True,
                         capture_output=True, text=True).stdout
    totals = collections.Counter()
    for row in csv.DictReader(io.StringIO(out)):
        day = (datetime.date.fromisoformat(row["date"]) - EPOCH).days
        for kind in ("net", "vat", "sales", "refunds"):
            totals[day, round(100 * float(row["rate"])), kind] += cents(row[kind])
    return totals


def check(program, folder, paths):
    books = [sqlite3.connect(f"file:{path}?mode=ro", uri=True) for path in paths]
    days = set()
    journal = collections.Counter()
    for path, book in zip(paths, books):
        made = computed(book)
        by_use = {key: made.pop(key) for key in list(made) if len(key) == 2}
        same(f"money of {path}", nonzero(by_use), nonzero(posted_by_use(book)))
        amounts = {key: amount for key, amount in made.items() if key[2] in ("net", "vat")}
        same(f"entries of {path}", nonzero(amounts), nonzero(posted(book)))
        net = sum(amount for (_, _, kind), amount in made.items() if kind == "net")
        same(f"result of {path}", net, cents(result_of(program, path)["net_sales"]))
        same(f"declared takings of {path}", nonzero(made), nonzero(declared(program, path)))
        same(f"tickets of {path}", nonzero(of_tickets(program, path)), nonzero(of_books([book])))
        days |= {(path, day) for day, _, _ in made}
    for path in folder.glob("*/comptes.journal"):
        journal.update(of_journal(path))
    same("FEC and entries", nonzero(of_fec(folder)), nonzero(of_books(books)))
    same("journal and entries", nonzero(journal), nonzero(of_books(books)))
    return len(days)


def main(arguments):
    if len(arguments) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        days = check(arguments[0], pathlib.Path(arguments[1]), arguments[2:])
    except Wrong as wrong:
        print(wrong)
        return 1
    print(f"ok: {days} days")
    return 0


sys.exit(main(sys.argv[1:]))
