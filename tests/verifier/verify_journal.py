#!/usr/bin/env python3
"""An independent verifier of the sealed journal: docs/journal-format.md and nothing else.

    verify_journal.py [--every-signature] BOOK|ARCHIVE.zip|FOLDER|VECTORS.txt

FOLDER is an archive that was unpacked.

Shares no code with the program and needs only Python's standard library, Ed25519 included
(RFC 8032, written for clarity: a few milliseconds a signature). Unless asked for every signature,
those of keys, closings, heads and of the last record under each key are checked: each record seals
the signature of the one before.
Prints `ok: ...` with status 0, or the first thing wrong with status 1.
"""

import csv
import datetime
import hashlib
import io
import pathlib
import re
import sqlite3
import struct
import sys
import zipfile

FORMS = (1, 2)
KEY, CLOSINGS, TICKETS, DOCUMENTS = 1, (31, 32, 33), (10, 11, 12), (42, 43, 44)
REFUND, FLOAT, CASH_IN, CASH_OUT, CLOSE_DAY, MERGE, JUMP, UPGRADE = 11, 20, 21, 22, 31, 65, 66, 68
DAY_STARTS, DAYS_MAX = 64, 16

# Number, name, key column, sealed columns as NAME:KIND (kind: how an archive's CSV writes it).
# What form 1 does not seal stands behind a bar: there it holds null where it may, else 0 or ''.
TABLES = [
    (1, "sale", "number", "seq:i time:u offset:i flags:i seller:t gross:m net:m vat:m change:m "
     "line_count:i refund_chain:t refund_number:i source_key:t paper:t | day:d"),
    (2, "sale_line", "number", "line:i code:t label:t quantity:q price:m discount:m gross:m net:m "
     "rate:p refund_line:i"),
    (3, "payment", "number", "rank:i mode:i given:m change:m amount:m slip:t | means:t"),
    (4, "rate_total", "number", "rate:p gross:m net:m vat:m running_gross:m running_net:m "
     "running_vat:m"),
    (5, "cash_movement", "seq", "amount:m reason:t"),
    (6, "cash_count", "seq", "amount:m expected:m replaces_seq:i"),
    (7, "count_piece", "seq", "value:m pieces:i"),
    (8, "closing", "seq", "period:i number:i day:d first_ticket:i last_ticket:i tickets:i "
     "refunds:i gross:m net:m vat:m cash:m card:m cheque:m voucher:m float:m expected:m counted:m "
     "difference:m reason:t perpetual:m absolute:m head:b public_key:b | other:m cash_in:m "
     "cash_out:m opened:i from_day:d to_day:d waiting:i"),
    (9, "closing_rate", "seq", "rate:p gross:m net:m vat:m"),
    (10, "closing_till", "seq", "till:t till_seq:i till_hash:b gross:m"),
    (11, "charge", "seq", "day:d label:t category:t net:m vat:m supplier:t document:t paid_from:t "
     "| cancels_chain:t cancels_seq:i reason:t"),
    (12, "sharing", "seq", "rule:t mix_percent:p reserve_rate:p result:m reserve:m pool:m "
     "votes_for:i votes_against:i votes_abstain:i is_secret:i"),
    (13, "share", "seq", "rank:i badge:t weight:i amount:m"),
    (14, "posting", "seq", "line:i journal:t day:d account:t account_label:t auxiliary:t label:t "
     "debit:m credit:m document:t document_day:d | use:t"),
    (15, "product_fact", "seq", "code:t label:t price:m rate:p barcode:t category:t unit:t cost:c "
     "allergens:t fibres:t use_by:d best_before:d | retired:i"),
    (16, "stock_movement", "seq", "code:t quantity:q reason:t"),
    (17, "setting_fact", "seq", "rank:i key:t value:t"),
    (18, "note", "seq", "subject:t detail:t amount:m"),
    (19, "means_total", "number", "| means:t amount:m running:m"),
    (20, "closing_means", "seq", "| means:t amount:m"),
    (21, "closing_day", "seq", "| day:d rate:p gross:m net:m vat:m"),
    (22, "presence", "seq", "| rank:i badge:t day:i half:i minutes:i code:t"),
    (23, "consent_fact", "seq", "| rank:i badge:t use:t answer:t day:d until:d noted_by:t paper:t"),
    (24, "means_fact", "seq", "| rank:i means:t label:t account:t change:i drawer:i number:i "
     "max:m"),
    (25, "document", "seq", "| kind:t number:t day:d due_day:d client:t client_name:t "
     "client_address:t client_siren:t client_vat:t refers:t terms:t gross:m net:m vat:m"),
    (26, "document_line", "seq", "| line:i label:t quantity:q price:m rate:p gross:m net:m day:d "
     "place:t"),
    (27, "jump", "seq", "| from_ticket:i to_ticket:i seen_seq:i seen_hash:b lost_count:i "
     "lost_gross:m reason:t"),
]
FIRST_COUNT = {number: len(columns.partition("|")[0].split()) for number, _, _, columns in TABLES}
TABLES = {
    number: (name, key, [c.split(":")[0] for c in columns.replace("|", "").split()],
             [c.split(":")[1] for c in columns.replace("|", "").split()])
    for number, name, key, columns in TABLES
}
MAY_BE_NULL = {"day", "opened", "from_day", "to_day"}  # among those that form 1 does not seal
HEAD = ["chain", "seq", "kind", "number", "time", "offset", "operator", "tutor"]
HEAD_KINDS = ["t", "i", "i", "i", "u", "i", "t", "t"]
RUNNING = ["gross", "absolute", "tickets", "refunds", "cash", "card", "cheque", "voucher",
           "drawer", "float", "other", "cash_in", "cash_out"]
RUNNING_KINDS = ["m", "m", "i", "i", "m", "m", "m", "m", "m", "m", "m", "m", "m"]
RUNNING_COUNT = {1: 10, 2: 13}


class Wrong(Exception):
    """What was found, in one sentence."""


# -- Ed25519, RFC 8032 section 5.1: verification only --------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_MINUS_1 = pow(2, (P - 1) // 4, P)


def point_add(a, b):
    s = (a[1] - a[0]) * (b[1] - b[0]) % P
    t = (a[1] + a[0]) * (b[1] + b[0]) % P
    u = 2 * a[3] * b[3] * D % P
    v = 2 * a[2] * b[2] % P
    e, f, g, h = t - s, v - u, v + u, t + s
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def point_times(n, point):
    result = (0, 1, 1, 0)
    while n > 0:
        if n & 1:
            result = point_add(result, point)
        point = point_add(point, point)
        n >>= 1
    return result


def point_read(text):
    y = int.from_bytes(text, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    if (x * x - xx) % P:
        x = x * SQRT_MINUS_1 % P
    if (x * x - xx) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


BASE = point_read((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signature_is_good(public_key, message, signature):
    key, r = point_read(public_key), point_read(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if len(public_key) != 32 or len(signature) != 64 or not key or not r or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little")
    left, right = point_times(s, BASE), point_add(r, point_times(h % L, key))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (
        left[1] * right[2] - right[1] * left[2]) % P == 0


# -- Canonical bytes ------------------------------------------------------------------------------


def canonical(value):
    if value is None:
        return b"n"
    if isinstance(value, int):
        return b"i" + struct.pack(">q", value)
    tag = b"t" if isinstance(value, str) else b"b"
    data = value.encode() if isinstance(value, str) else bytes(value)
    return tag + struct.pack(">I", len(data)) + data


def sealed_count(table, form):
    return FIRST_COUNT[table] if form == 1 else len(TABLES[table][2])


def defaults(table):
    """What the columns hold that form 1 does not seal."""
    at = FIRST_COUNT[table]
    return [None if name in MAY_BE_NULL else "" if kind == "t" else 0
            for name, kind in list(zip(TABLES[table][2], TABLES[table][3]))[at:]]


def canonical_record(record):
    parts = [bytes([record["form"]])] + [canonical(v) for v in record["head"]]
    parts.append(canonical(record["previous"]))
    for table, values in record["rows"]:
        values = values[:sealed_count(table, record["form"])]
        parts.append(b"r" + bytes([table, len(values)]))
        parts += [canonical(v) for v in values]
    running = record["running"][:RUNNING_COUNT[record["form"]]]
    return b"".join(parts + [canonical(v) for v in running])


def value_at(data, at):
    tag = data[at:at + 1]
    if tag == b"n":
        return None, at + 1
    if tag == b"i":
        return struct.unpack_from(">q", data, at + 1)[0], at + 9
    if tag not in (b"t", b"b"):
        raise Wrong("bytes that are no value")
    length = struct.unpack_from(">I", data, at + 1)[0]
    value = data[at + 5:at + 5 + length]
    if len(value) != length:
        raise Wrong("a value is cut short")
    return (value.decode() if tag == b"t" else value), at + 5 + length


def read_record(data):
    """Canonical bytes back into a record."""
    form = data[0]
    if form not in FORMS:
        raise Wrong("unknown form")
    at, head, rows, running = 1, [], [], []
    for _ in range(len(HEAD) + 1):
        value, at = value_at(data, at)
        head.append(value)
    while data[at:at + 1] == b"r":
        table, count, values = data[at + 1], data[at + 2], []
        at += 3
        for _ in range(count):
            value, at = value_at(data, at)
            values.append(value)
        if count == 0 or count != sealed_count(table, form):
            raise Wrong("a row has not the columns of its form")
        rows.append((table, values + (defaults(table) if form == 1 else [])))
    for _ in range(RUNNING_COUNT[form]):
        value, at = value_at(data, at)
        running.append(value)
    if at != len(data):
        raise Wrong("bytes left after the record")
    running += [0] * (len(RUNNING) - len(running))
    return {"form": form, "head": head[:-1], "previous": head[-1], "rows": rows,
            "running": running}


# -- Where records come from ----------------------------------------------------------------------


def records_of_book(path):
    """Every record of a book, made of the rows that its reports read."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    chains = {row[0] for row in db.execute("SELECT chain FROM record")}
    for _, (name, _, _, _) in tables_in(db):
        for (chain,) in db.execute(f"SELECT DISTINCT chain FROM {name}"):
            if chain not in chains:
                raise Wrong(f"a row of {name} belongs to no record")
    for chain in sorted(chains):
        yield from records_of_chain(db, chain)


def columns_in(db, name):
    return {row[1] for row in db.execute(f"PRAGMA table_info({name})")}


def tables_in(db):
    return [(number, table) for number, table in TABLES.items() if columns_in(db, table[0])]


def asked(db, name, columns, otherwise):
    """What a book of before form 2 lacks is empty: `otherwise` stands for the last columns."""
    there = columns_in(db, name)
    empty = dict(zip(columns[len(columns) - len(otherwise):], otherwise))
    return ", ".join(c if c in there else "NULL" if empty[c] is None else repr(empty[c])
                     for c in columns)


def records_of_chain(db, chain):
    waiting = {}
    for number, (name, key, columns, _) in tables_in(db):
        order = ", ".join([key] + columns[:2 if name == "closing_day" else 1])
        rows = db.execute(f"SELECT {key}, {asked(db, name, columns, defaults(number))} "
                          f"FROM {name} WHERE chain = ? "
                          f"ORDER BY {order}", (chain,))
        for row in rows:
            waiting.setdefault((number, row[0]), []).append(list(row[1:]))
    previous = None
    totals = asked(db, "record", RUNNING + ["form"], [0, 0, 0, 1])
    query = f'SELECT {", ".join(HEAD)}, hash, signature, {totals} FROM record ' \
            "WHERE chain = ? ORDER BY seq"
    for row in db.execute(query, (chain,)):
        head, running, form = list(row[:8]), list(row[10:23]), row[23]
        rows = []
        for number, (_, key, _, _) in TABLES.items():
            if key == "number" and head[2] not in TICKETS:
                continue
            at = (number, head[3] if key == "number" else head[1])
            rows += [(number, values) for values in waiting.pop(at, [])]
        check_unsealed(form, rows, running)
        yield {"form": form, "head": head, "previous": previous, "rows": rows,
               "running": running, "hash": row[8], "signature": row[9]}
        previous = row[9]
    for (number, key) in waiting:
        raise Wrong(f"chain {chain}: a row of {TABLES[number][0]} (key {key}) has no record")


def check_unsealed(form, rows, running):
    """A record of form 1 seals only some columns: the others hold what nobody can mistake."""
    if form not in FORMS:
        raise Wrong("unknown form")
    for table, values in rows if form == 1 else ():
        if not FIRST_COUNT[table] or values[FIRST_COUNT[table]:] != defaults(table):
            raise Wrong(f"a row of {TABLES[table][0]} holds a value that is not sealed")
    if any(running[RUNNING_COUNT[form]:]):
        raise Wrong("a running total that is not sealed")


def records_of_archive(data):
    """records.bin: for each record a length, the bytes, the signature."""
    at = 0
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        record = read_record(data[at + 4:at + 4 + length])
        record["signature"] = data[at + 4 + length:at + 68 + length]
        record["hash"] = None
        yield record
        at += 68 + length


def records_of_vectors(text):
    for block in text.split("\n\n"):
        fields = dict(line.split(" ", 1) for line in block.splitlines() if line[:1] != "#")
        if "bytes" not in fields:
            continue
        record = read_record(bytes.fromhex(fields["bytes"]))
        record["hash"] = bytes.fromhex(fields["hash"])
        record["signature"] = bytes.fromhex(fields["signature"])
        yield record


# -- What must hold -------------------------------------------------------------------------------


def rows_of(record, name):
    for number, values in record["rows"]:
        if TABLES.get(number, ("",))[0] == name:
            yield dict(zip(TABLES[number][2], values))


def expected_running(record, before, rates, state_means):
    """The running totals that the record's own rows give."""
    now = dict(zip(RUNNING, before))
    kind = record["head"][2]
    for sale in rows_of(record, "sale"):
        now["gross"] += sale["gross"]
        now["absolute"] += abs(sale["gross"])
        now["refunds" if kind == REFUND else "tickets"] += 1
    for payment in rows_of(record, "payment"):
        mode = {1: "cash", 2: "card", 3: "cheque", 4: "voucher", 5: "other"}[payment["mode"]]
        now[mode] += payment["amount"]
        now["drawer"] += payment["amount"] if mode == "cash" else 0
    for rate in rows_of(record, "rate_total"):
        total = rates.setdefault(rate["rate"], [0, 0, 0])
        for i, name in enumerate(("gross", "net", "vat")):
            total[i] += rate[name]
            if total[i] != rate["running_" + name]:
                raise Wrong("the running total of a rate does not follow")
    for means in rows_of(record, "means_total"):
        total = state_means[means["means"]] = state_means.get(means["means"], 0) + means["amount"]
        if total != means["running"]:
            raise Wrong("the running total of a means of payment does not follow")
    for movement in rows_of(record, "cash_movement"):
        change = movement["amount"] - (now["float"] if kind == FLOAT else 0)
        now["drawer"] += change
        if record["form"] > 1 and kind == CASH_IN:
            now["cash_in"] += change
        if record["form"] > 1 and kind == CASH_OUT:
            now["cash_out"] -= change
        now["float"] += change if kind == FLOAT else 0
    for charge in rows_of(record, "charge"):
        if charge["paid_from"] == "drawer":
            now["drawer"] -= charge["net"] + charge["vat"]
            now["cash_out"] += charge["net"] + charge["vat"] if record["form"] > 1 else 0
    if kind == UPGRADE and record["head"][0] >= "a":
        now["drawer"] = now["float"] = 0
    for closing in rows_of(record, "closing"):
        if kind == CLOSE_DAY:
            now["drawer"] += closing["difference"]
            now["float"] = now["drawer"]
    return list(now.values())


def check_ticket(record):
    for sale in rows_of(record, "sale"):
        lines, payments = list(rows_of(record, "sale_line")), list(rows_of(record, "payment"))
        rates = list(rows_of(record, "rate_total"))
        sums = (len(lines), sum(x["gross"] for x in lines), sum(x["net"] for x in lines),
                sum(x["amount"] for x in payments), sum(x["change"] for x in payments),
                sum(x["gross"] for x in rates), sum(x["net"] for x in rates),
                sum(x["vat"] for x in rates))
        if sums != (sale["line_count"], sale["gross"], sale["net"], sale["gross"],
                    sale["change"], sale["gross"], sale["net"], sale["vat"]):
            raise Wrong("the ticket's amounts do not add up")


def check_closing(record, closing, state, before_hash):
    """The period's figures are the totals now less those at the former closing of its kind."""
    now = dict(zip(RUNNING, state["running"]))
    mark = state["marks"].get(closing["period"], {"number": 0, "ticket": 0, "rates": {},
                                                  "running": dict.fromkeys(RUNNING, 0),
                                                  "means": {}})
    rates = []
    for rate, totals in sorted(state["rates"].items()):
        amounts = [a - b for a, b in zip(totals, mark["rates"].get(rate, [0, 0, 0]))]
        if any(amounts):
            rates.append([rate] + amounts)
    counted = closing["counted"]
    expected = {name: now[name] - mark["running"][name] for name in
                ("tickets", "refunds", "gross", "cash", "card", "cheque", "voucher")}
    expected.update(
        number=mark["number"] + 1, first_ticket=mark["ticket"] + 1, last_ticket=state["ticket"],
        net=sum(r[2] for r in rates), vat=sum(r[3] for r in rates), float=now["float"],
        expected=now["drawer"], difference=0 if counted is None else counted - now["drawer"],
        perpetual=now["gross"], absolute=now["absolute"], head=before_hash,
        public_key=state["key"])
    if record["form"] > 1:
        check_closing_more(record, closing, state, mark, expected, now)
    for name, value in expected.items():
        if closing[name] != value:
            raise Wrong(f"the closing's {name} is not that of its period")
    if [list(r.values()) for r in rows_of(record, "closing_rate")] != rates:
        raise Wrong("the closing's rates are not those of its period")
    state["marks"][closing["period"]] = {
        "number": expected["number"], "ticket": state["ticket"], "running": now,
        "means": dict(state["means"]),
        "rates": {rate: list(totals) for rate, totals in state["rates"].items()}}


def check_closing_more(record, closing, state, mark, expected, now):
    """What form 2 says more: other means, the drawer, when it opened, which days it counts for."""
    span = state["spans"][closing["period"]]
    for name in ("other", "cash_in", "cash_out"):
        expected[name] = now[name] - mark["running"][name]
    expected["opened"] = span["opened"]
    if span["days"]:
        expected.update(from_day=min(span["days"]), to_day=max(span["days"]))
    elif closing["from_day"] != closing["to_day"] or not may_be_of(closing["to_day"], record):
        raise Wrong("the closing's day is not that of its record")
    means = [[name, total - mark["means"].get(name, 0)]
             for name, total in sorted(state["means"].items(), key=lambda m: m[0].encode())]
    if [list(r.values()) for r in rows_of(record, "closing_means")] != [m for m in means if m[1]]:
        raise Wrong("the closing's means of payment are not those of its period")
    days = [[day, rate] + totals for day, rates in sorted(span["totals"].items())
            for rate, totals in sorted(rates.items()) if any(totals)]
    if [list(r.values()) for r in rows_of(record, "closing_day")] != (
            days if record["head"][2] == CLOSE_DAY else []):
        raise Wrong("the closing's days are not those of its period")


def civil_day(record):
    return (record["head"][4] + 60 * record["head"][5]) // 86400


def may_be_of(day, record):
    return day in (civil_day(record), civil_day(record) - 1)


def take_day(record, state):
    """The accounting day of a ticket; form 1 says none: that of its record, cut at 05:00."""
    for sale in rows_of(record, "sale"):
        day = sale["day"]
        if record["form"] == 1:
            day = (record["head"][4] + 60 * record["head"][5] - 5 * 3600) // 86400
        elif day is None or not may_be_of(day, record):
            raise Wrong("the ticket's day is not that of its record")
        elif bool(sale["flags"] & DAY_STARTS) != (day != state["day"]):
            raise Wrong("the first ticket of a day is flagged, no other")
        state["day"] = day if record["form"] > 1 else None
        for span in state["spans"].values():
            span["days"].add(day)
            totals = span["totals"]
            known = day in totals or len(totals) < DAYS_MAX
            rates = totals.setdefault(day, {}) if known else totals[max(totals)]
            for rate in rows_of(record, "rate_total"):
                total = rates.setdefault(rate["rate"], [0, 0, 0])
                for i, name in enumerate(("gross", "net", "vat")):
                    total[i] += rate[name]


def check_jump(record, state):
    jumps = list(rows_of(record, "jump"))
    if len(jumps) != (record["head"][2] == JUMP):
        raise Wrong("a jump of the ticket numbers is a record of its own")
    for jump in jumps:
        if jump["from_ticket"] != state["ticket"] or jump["to_ticket"] <= state["ticket"]:
            raise Wrong("the jump does not go on from the last ticket")
        state["ticket"] = jump["to_ticket"]


def check_documents(record, state):
    """A quote, an invoice, a credit note: the sum of its lines, numbered 1, 2, 3 in its kind."""
    documents = list(rows_of(record, "document"))
    if len(documents) != (record["head"][2] in DOCUMENTS):
        raise Wrong("a quote, an invoice, a credit note is one record")
    for document in documents:
        for name in ("gross", "net"):
            if sum(line[name] for line in rows_of(record, "document_line")) != document[name]:
                raise Wrong("the lines of a document are not its total")
        if document["gross"] != document["net"] + document["vat"]:
            raise Wrong("net and VAT of a document are not its total")
        state["documents"][document["kind"]] = state["documents"].get(document["kind"], 0) + 1
        if not document["number"].endswith("-%d" % state["documents"][document["kind"]]):
            raise Wrong("the numbers of documents do not follow")


def check_inside(record, state, before_hash):
    for period in (1, 2, 3):
        state["spans"].setdefault(period, {"opened": record["head"][4], "days": set(),
                                           "totals": {}})
    take_day(record, state)
    check_jump(record, state)
    check_ticket(record)
    postings = list(rows_of(record, "posting"))
    if sum(p["debit"] for p in postings) != sum(p["credit"] for p in postings):
        raise Wrong("the entry does not balance")
    if expected_running(record, state["running"], state["rates"],
                        state["means"]) != record["running"]:
        raise Wrong("the running totals do not follow")
    for count in rows_of(record, "cash_count"):
        if sum(p["value"] * p["pieces"] for p in rows_of(record, "count_piece")) != count["amount"]:
            raise Wrong("the count is not the sum of its pieces")
        if count["expected"] != state["running"][RUNNING.index("drawer")]:
            raise Wrong("the count expects another sum than the drawer held")
    for sharing in rows_of(record, "sharing"):
        if sum(s["amount"] for s in rows_of(record, "share")) != sharing["pool"]:
            raise Wrong("the shares are not the sum to share")
    check_documents(record, state)
    for closing in rows_of(record, "closing"):
        check_closing(record, closing, state, before_hash)
        del state["spans"][closing["period"]]


def head_check(state):
    if state["seq"] and not signature_is_good(state["key"], state["hash"], state["signature"]):
        raise Wrong(f'the signature of record {state["seq"]} is not the till\'s')


def check_record(record, state, every_signature):
    head = dict(zip(HEAD, record["head"]))
    before_hash = state["hash"]
    if head["seq"] != state["seq"] + 1:
        raise Wrong(f'record {state["seq"] + 1} is missing')
    if head["kind"] in TICKETS:
        state["ticket"] += 1
        if head["number"] != state["ticket"]:
            raise Wrong("ticket numbers do not follow")
    if record["form"] < state["form"]:
        raise Wrong("it is of an earlier form than the record before")
    if record["previous"] != state["signature"]:
        raise Wrong("it does not seal the signature of the record before")
    hashed = hashlib.sha256(before_hash + canonical_record(record)).digest()
    if record["hash"] not in (None, hashed):
        raise Wrong("its content does not match its hash: it was altered")
    if head["kind"] == KEY:
        head_check(state)  # the last record under the key before
        (note,) = rows_of(record, "note")
        state["key"] = bytes.fromhex(note["detail"])
    check_inside(record, state, before_hash)
    signed = every_signature or head["kind"] == KEY or head["kind"] in CLOSINGS
    if signed and not signature_is_good(state["key"], hashed, record["signature"]):
        raise Wrong("its signature is not the till's")
    state.update(form=record["form"], seq=head["seq"], hash=hashed, signature=record["signature"],
                 running=record["running"])


def new_state():
    return {"form": 1, "seq": 0, "hash": bytes(32), "signature": None, "key": b"", "ticket": 0,
            "day": None, "running": [0] * len(RUNNING), "rates": {}, "means": {}, "marks": {},
            "spans": {}, "documents": {}}


def check_other_tills(named, hashes):
    """The heads of other tills, as merges and session closings named them, are in the book."""
    for chain, seq, head in named:
        if seq == 0 and head == bytes(32):
            continue  # that till had no record
        if hashes.get((chain, seq)) != head:
            raise Wrong(f"chain {chain}, record {seq}: it was cut or taken out")


def check_records(records, every_signature=False, each=None):
    """Every chain; returns {chain: state} of the heads."""
    chains, hashes, named = {}, {}, []
    for record in records:
        chain = record["head"][0]
        state = chains.setdefault(chain, new_state())
        try:
            check_record(record, state, every_signature)
        except Wrong as wrong:
            raise Wrong(f'chain {chain}, record {record["head"][1]}: {wrong}') from None
        if each:
            each(record, state)
        hashes[chain, state["seq"]] = state["hash"]
        named += [(t["till"], t["till_seq"], t["till_hash"])
                  for t in rows_of(record, "closing_till")]
        for note in rows_of(record, "note") if record["head"][2] == MERGE else ():
            if note["detail"]:
                head, seq = note["detail"].split(" ")
                named.append((note["subject"], int(seq), bytes.fromhex(head)))
    check_other_tills(named, hashes)
    for chain, state in chains.items():
        if not signature_is_good(state["key"], state["hash"], state["signature"]):
            raise Wrong(f'chain {chain}, record {state["seq"]}: its signature is not the till\'s')
    return chains


# -- The archive: its files must be what its records say ------------------------------------------


def decimals(value, unit, places):
    sign, value = ("-" if value < 0 else ""), abs(value)
    return f"{sign}{value // unit}.{value % unit:0{places}d}"


def shown(kind, value, following):
    """A value as the CSV files of an archive write it."""
    if value is None or (kind == "c" and value == -1):
        return ""
    if kind in "mc":
        return decimals(value, 100, 2)
    if kind in "pq":
        text = decimals(value, 100, 2) if kind == "p" else decimals(value, 1000, 3)
        return text.rstrip("0").rstrip(".")
    if kind == "d":
        return (datetime.date(1970, 1, 1) + datetime.timedelta(days=value)).isoformat()
    if kind == "u":
        zone = datetime.timezone(datetime.timedelta(minutes=following))
        return datetime.datetime.fromtimestamp(value, zone).isoformat()
    return value.hex() if kind == "b" else str(value)


def shown_row(kinds, values):
    following = values[1:] + [0]
    return [shown(k, v, f if isinstance(f, int) else 0)
            for k, v, f in zip(kinds, values, following)]


def check_archive(archive, every_signature):
    manifest = archive.read("MANIFEST.txt")
    for line in manifest.decode().splitlines():
        match = re.fullmatch(r"([0-9a-f]{64})  (\S+)", line)
        if not match or hashlib.sha256(archive.read(match[2])).hexdigest() != match[1]:
            raise Wrong(f"MANIFEST.txt: {line}: the file does not match")
    tables = {"record": []}

    def each(record, state):
        head = record["head"]
        tables["record"].append(shown_row(
            HEAD_KINDS + RUNNING_KINDS + ["i", "b", "b"],
            head + record["running"] + [record["form"], state["hash"], record["signature"]]))
        for number, values in record["rows"]:
            name, key, _, kinds = TABLES[number]
            at = head[3] if key == "number" else head[1]
            tables.setdefault(name, []).append([head[0], str(at)] + shown_row(kinds, values))

    chains = check_records(records_of_archive(archive.read("records.bin")), every_signature, each)
    for name in ["record"] + [t[0] for t in TABLES.values()]:
        text = io.StringIO(archive.read(f"{name}.csv").decode(), newline="")
        if list(csv.reader(text))[1:] != tables.get(name, []):
            raise Wrong(f"{name}.csv is not what the records say")
    till = dict(csv.reader(io.StringIO(archive.read("archive.csv").decode())))["till"]
    if not signature_is_good(chains[till]["key"], manifest, archive.read("MANIFEST.sig")):
        raise Wrong("MANIFEST.sig is not the till's signature of MANIFEST.txt")
    return chains


class Folder:
    """An unpacked archive, read as its ZIP would be."""

    def __init__(self, path):
        self.path = pathlib.Path(path)

    def read(self, name):
        return (self.path / pathlib.PurePath(name).name).read_bytes()


def main(arguments):
    every_signature = "--every-signature" in arguments
    paths = [a for a in arguments if not a.startswith("--")]
    if len(paths) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        if pathlib.Path(paths[0]).is_dir():
            chains = check_archive(Folder(paths[0]), every_signature)
        elif zipfile.is_zipfile(paths[0]):
            with zipfile.ZipFile(paths[0]) as archive:
                chains = check_archive(archive, every_signature)
        elif paths[0].endswith(".txt"):
            with open(paths[0], encoding="utf-8") as vectors:
                chains = check_records(records_of_vectors(vectors.read()), True)
        else:
            chains = check_records(records_of_book(paths[0]), every_signature)
    except (Wrong, KeyError, OSError, ValueError, struct.error, sqlite3.Error) as wrong:
        print(f"{paths[0]}: {wrong}", file=sys.stderr)
        return 1
    count = sum(state["seq"] for state in chains.values())
    heads = " ".join(f'{chain}:{state["hash"].hex()[:12]}' for chain, state in chains.items())
    print(f"ok: {count} records, heads {heads}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
