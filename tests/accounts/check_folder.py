#!/usr/bin/env python3
"""Reads a host's folder as the tax office and accounting programs do, sharing no code with ours.

    check_folder.py DIR

The FEC by its rules (art. A47 A-1); then each file for a program by the layout that program
documents, which must hold the same movements as the FEC: document, day, account, side, amount.
Prints `ok: N entries`, or the first thing wrong with status 1.
"""

import collections
import csv
import datetime
import pathlib
import re
import sys

FEC = ("JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib "
       "PieceRef PieceDate EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise "
       "Idevise").split()
NEVER_EMPTY = ("JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib PieceRef "
               "PieceDate EcritureLib ValidDate Debit Credit").split()
NO_BREAK = re.compile("[\u00a0\u202f]")  # may stand within a text


class Wrong(Exception):
    """What was found, in one sentence."""


def want(condition, what):
    if not condition:
        raise Wrong(what)


def money(text):
    want(re.fullmatch(r"\d+[.,]\d\d|0|", text), f"amount {text!r}")
    return int(re.sub("[.,]", "", text)) if re.search("[.,]", text) else 0


def day(text, form):
    return datetime.datetime.strptime(text, form).date()


def lines_of(path, encoding, newline="\r\n"):
    text = path.read_bytes().decode(encoding)
    want(text.endswith(newline), f"{path.name} does not end with a line")
    want("\n" not in text.replace(newline, ""), f"{path.name}: another line end")
    return text[:-len(newline)].split(newline)


def root(account, third):
    """A third party under its root, where the file has one account column only."""
    return account[:3] + third if third else account


def luhn(digits):
    pairs = [int(digit) * (1 + rank % 2) for rank, digit in enumerate(reversed(digits))]
    return sum(pair // 10 + pair % 10 for pair in pairs) % 10 == 0


def one_name(found, number, name):
    """A journal, an account, a third party bears one name in a file."""
    names = {}
    for line in found:
        known = names.setdefault(line[number], line[name])
        want(known == line[name], f"{number} {line[number]} is {known!r} and {line[name]!r}")


def judge_fec(path, found, from_day, to_day):
    """What the tax office's tester looks at beyond the fields: the file against itself.

    The name is the SIREN (with its key) and the last day of the exercise; every day lies in it,
    that of the piece too unless it is older; nothing is validated before it happened or after
    tomorrow; an entry has one journal, one day, one piece, one validation, two lines at least, and
    accounts of the classes 1 to 7; letters and currencies come with their other half."""
    siren, last = re.fullmatch(r"(\d{9})FEC(\d{8})\.txt", path.name).groups()
    want(luhn(siren), f"SIREN {siren}")
    want(day(last, "%Y%m%d") == to_day, f"{path.name} is not of {to_day}")
    entries = collections.defaultdict(list)
    for line in found:
        entries[line["EcritureNum"]].append(line)
        moment = day(line["EcritureDate"], "%Y%m%d")
        want(from_day <= moment <= to_day, f"{moment} is outside the exercise: {line}")
        want(line["EcritureDate"] <= line["ValidDate"], f"validated before it happened: {line}")
        want(line["PieceDate"] <= line["ValidDate"], f"a piece of later: {line}")
        want(re.fullmatch(r"[1-7]\d\d[0-9A-Z]*", line["CompteNum"]), f"account of {line}")
        want(re.fullmatch(r"[1-9]\d*", line["EcritureNum"]), f"number of {line}")
        for one, other in (("EcritureLet", "DateLet"), ("Montantdevise", "Idevise")):
            want(bool(line[one]) == bool(line[other]), f"{one} alone: {line}")
        for text in line.values():
            want(text == text.strip() and NO_BREAK.sub(" ", text).isprintable(),
                 f"blanks or signs: {line}")
    for number, lines in entries.items():
        want(len(lines) > 1, f"entry {number} has one line")
        for name in ("JournalCode", "EcritureDate", "PieceRef", "PieceDate", "ValidDate"):
            want(len({line[name] for line in lines}) == 1, f"entry {number} has several {name}")
    one_name(found, "JournalCode", "JournalLib")
    one_name(found, "CompteNum", "CompteLib")
    one_name([line for line in found if line["CompAuxNum"]], "CompAuxNum", "CompAuxLib")


def judge_formats(line):
    """A field by itself, as Test Compta Demat of the tax office reads it (its rules of 2019; LPF,
    art. A. 47 A-1, after the arrêté of 29 July 2013), and stricter where one way of writing is
    ours: days of the years 1900 to 2099, also that of a letter; a comma before the cents and no
    point, no thousands, no sign, also in another currency."""
    for name in ("EcritureDate", "PieceDate", "ValidDate", "DateLet"):
        want(line[name] == "" or re.fullmatch(r"(19|20)\d{6}", line[name]), f"{name} of {line}")
        if line[name]:
            day(line[name], "%Y%m%d")
    for name in ("Debit", "Credit", "Montantdevise"):
        want(re.fullmatch(r"(\d+,\d\d)?", line[name]), f"{name} of {line}")


def read_fec(path):
    want(not path.read_bytes().startswith(b"\xef\xbb\xbf"), "a byte order mark")
    rows = [line.split("\t") for line in lines_of(path, "utf-8")]
    want(rows[0] == FEC, "the header of the FEC")
    found, last, balance, valid_before = [], 0, 0, ""
    for row in rows[1:]:
        want(len(row) == 18, f"{len(row)} fields: {row}")
        line = dict(zip(FEC, row))
        for name in NEVER_EMPTY:
            want(line[name] != "", f"{name} is empty: {row}")
        want('"' not in "".join(row), f"a quotation mark: {row}")
        judge_formats(line)
        number = int(line["EcritureNum"])
        if number != last:
            want(balance == 0 and number == last + 1, f"entry {number} after {last}: {balance}")
        want(line["ValidDate"] >= valid_before, f"entry {number} is validated before the last")
        last, valid_before = number, line["ValidDate"]
        debit, credit = money(line["Debit"]), money(line["Credit"])
        want((debit == 0) != (credit == 0), f"debit and credit: {row}")
        balance += debit - credit
        want(len(line["PieceRef"]) <= 12, f"piece {line['PieceRef']}")
        want(len(line["CompAuxNum"]) <= 8, f"auxiliary {line['CompAuxNum']}")
        want(bool(line["CompAuxNum"]) == bool(line["CompAuxLib"]), f"auxiliary: {row}")
        found.append(line)
    want(found, f"{path.name} has no entry")
    want(balance == 0, "the last entry does not balance")
    pieces = collections.defaultdict(set)
    for line in found:
        pieces[line["PieceRef"]].add(line["EcritureNum"])
    for piece, numbers in pieces.items():
        want(len(numbers) == 1, f"piece {piece} stands in entries {sorted(numbers)}")
    return found


def expected(fec, rooted):
    """(document, day, account, debit, credit) as often as the FEC has it."""
    return collections.Counter(
        (line["PieceRef"], day(line["EcritureDate"], "%Y%m%d"),
         root(line["CompteNum"], line["CompAuxNum"]) if rooted else line["CompteNum"],
         money(line["Debit"]), money(line["Credit"])) for line in fec)


def sided(side, amount):
    want(side in "DC", f"side {side}")
    return (amount, 0) if side == "D" else (0, amount)


def read_caerp(folder):
    rows = list(csv.reader(lines_of(folder / "CAERP.txt", "iso-8859-15"), delimiter=";"))
    want(all(re.fullmatch(r'("[^"]*";)*"[^"]*"', line)
             for line in lines_of(folder / "CAERP.txt", "iso-8859-15")), "CAErp quotes all")
    want(len(rows[0]) == 13, "CAErp has 13 columns")
    for general, analytic in zip(rows[1::2], rows[2::2]):
        want(general[11] == "G" and general[12] == "", f"G line {general}")
        want(analytic[11] == "A" and analytic[12] != "", f"A line {analytic}")
        want(general[:11] == analytic[:11] and general[0] == general[4], "A is not as its G")
        yield (general[0], day(general[2], "%d%m%y"), general[3], money(general[9]),
               money(general[10]))


def read_quadra(folder):
    before = None
    for line in lines_of(folder / "QUADRA.txt", "cp1252"):
        if line[0] == "M":
            want(line[11:14] == "000" and line[107:110] == "EUR", f"Quadra M {line}")
            want(line[42] == "+" and line[43:55].isdigit(), f"Quadra amount {line}")
            before = line
            yield (line[148:158].strip(), day(line[14:20], "%d%m%y"), line[1:9].strip(),
                   *sided(line[41], int(line[43:55])))
        elif line[0] == "I":
            want(before[0] == "M" and before[1] in "67", "a section after a class 6 or 7")
            want(line[1:6] == "10000" and line[7:19] == before[43:55], f"Quadra I {line}")
            want(line[19:29].strip() != "", "a section without a code")
            before = line
        else:
            want(line[0] == "C" and before is None, f"Quadra {line}")


def read_rimport(folder):
    lines = lines_of(folder / "RImport.txt", "cp1252")
    want(lines[:4] == ["##Transfert", "##Section\tDos", "EUR", "##Section\tMvt"], "RImport head")
    for row in csv.reader(lines[4:], delimiter="\t"):
        want(row[7] == "B" and len(row[3]) <= 13 and len(row[9]) <= 15, f"RImport {row}")
        want((len(row) > 13 and row[13] != "") == (row[3][0] in "67"), f"RImport section {row}")
        yield (row[9], day(row[2], "%d/%m/%Y"), row[3], *sided(row[6], money(row[5])))


def read_ximport(folder):
    for line in lines_of(folder / "XIMPORT.TXT", "ascii"):
        want(len(line) == 142 and line.endswith("O2003"), f"XIMPORT of {len(line)}: {line}")
        want((line[97:103].strip() != "") == (line[35] in "67"), f"XIMPORT section {line}")
        yield (line[23:35].strip(), day(line[7:15], "%Y%m%d"), line[35:46].strip(),
               *sided(line[84], money(line[71:84].strip())))


def read_ebp(folder):
    known = {row[0] for row in csv.reader(lines_of(folder / "COMPTES.TXT", "cp1252"))}
    for rank, row in enumerate(csv.reader(lines_of(folder / "ECRITURES.TXT", "cp1252")), 1):
        want(len(row) == 11 and row[0] == str(rank) and row[10] == "EUR", f"EBP {row}")
        want(row[3] in known and len(row[3]) <= 10 and len(row[6]) <= 15, f"EBP account {row}")
        yield (row[6], day(row[1], "%d%m%y"), row[3], *sided(row[8], money(row[7])))


def read_pnm(folder):
    lines = lines_of(folder / "SAGE100.pnm", "ascii")
    want(len(lines[0]) == 30 and lines[0].strip() != "", f"PNM company {lines[0]!r}")
    before, rank = None, 0
    for line in lines[1:]:
        want(len(line) == 199, f"PNM of {len(line)}: {line}")
        want(line[9:11] == "OD" and line[104] == "N" and line[138:141] == "EUR", f"PNM {line}")
        if line[24] == "A":
            want(line[:24] == before[:24] and line[38:141] == before[38:141], f"PNM A {line}")
            want(line[25:38].strip() != "" and line[11] in "67", f"PNM section {line}")
            want(line[141:164].strip() == "" and line[164] == "1", f"PNM axis {line}")
            continue
        want((line[24] == "X") == (line[25:38].strip() != ""), f"PNM third party {line}")
        want(int(line[105:112]) == rank + 1 and line[141:].strip() == "", f"PNM line {line}")
        before, rank = line, rank + 1
        want(re.fullmatch(r" *\d+\.\d\d", line[84:104]), f"PNM amount {line}")
        yield (line[38:51].strip(), day(line[3:9], "%d%m%y"), line[11:24].strip(),
               *sided(line[83], money(line[84:104].strip())))


def read_sage100_text(folder):
    before = None
    for line in lines_of(folder / "SAGE100.txt", "cp1252"):
        row = line.split("\t")
        want(len(row) == 11, f"Sage 100 {row}")
        if row[0] == "G":
            before = row
            yield (row[3], day(row[2], "%d%m%y"), row[4], money(row[9]), money(row[10]))
        else:
            want(row[0] == "A" and row[5] and row[6:] == before[6:], f"Sage 100 A {row}")


def read_paheko(folder):
    rows = list(csv.reader(lines_of(folder / "paheko.csv", "utf-8"), delimiter=";"))
    want(rows[0] == ["Libellé", "Date", "Numéro pièce comptable", "Numéro compte", "Débit",
                     "Crédit", "Projet analytique"], "the header of Paheko")
    seen, last = set(), None
    for row in rows[1:]:
        want(len(row[0]) <= 200, "a label over 200")
        want(row[2] == last or row[2] not in seen, f"document {row[2]} comes back later")
        last = row[2]
        seen.add(last)
        yield (row[2], day(row[1], "%d/%m/%Y"), row[3], money(row[4]), money(row[5]))


def read_as_fec(path, form):
    rows = list(csv.reader(lines_of(path, "utf-8"), delimiter=";"))
    want(rows[0] == FEC, f"the header of {path.name}")
    for row in rows[1:]:
        int(row[2])
        yield (row[8], day(row[3], form), row[4], money(row[11]), money(row[12]))


# Name: reader, and whether a third party stands under its root. Sage 100 knows the entry by number.
PROGRAMS = {
    "caerp": (read_caerp, False),
    "quadra": (read_quadra, True),
    "rimport": (read_rimport, True),
    "ximport": (read_ximport, True),
    "ebp": (read_ebp, True),
    "sage100": (read_pnm, False),
    "sage100-texte": (read_sage100_text, False),
    "paheko": (read_paheko, False),
    "odoo": (lambda folder: read_as_fec(folder / "odoo-fec.csv", "%Y%m%d"), False),
    "dolibarr": (lambda folder: read_as_fec(folder / "dolibarr.csv", "%Y-%m-%d"), False),
}


def check(folder):
    index = list(csv.DictReader(open(folder / "index.csv", encoding="utf-8")))
    names = [row["file"] for row in index]
    spans = {row["file"]: [day(row[end], "%Y-%m-%d") for end in ("from", "to")] for row in index
             if re.fullmatch(r"\d{9}FEC\d{8}\.txt", row["file"])}
    for name in names:
        want((folder / name).is_file(), f"the index names {name}, which is not there")
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    rest = found - set(names) - {"index.csv", "index.txt", "numbers.csv"}
    want(not rest, f"the index does not name {rest}")
    entries = 0
    for fec_name in sorted(name for name in names if re.fullmatch(r"\d{9}FEC\d{8}\.txt", name)):
        want(fec_name.replace(".txt", "-description.txt") in names, "no description")
        fec = read_fec(folder / fec_name)
        judge_fec(folder / fec_name, fec, *spans[fec_name])
        entries += int(fec[-1]["EcritureNum"])
    for name, (reader, rooted) in PROGRAMS.items():
        if not (folder / name).is_dir():
            continue
        wanted = expected(fec, rooted)
        if name == "quadra":  # ten characters for a document: its end
            wanted = collections.Counter((key[0][-10:], *key[1:]) for key in wanted.elements())
        if name == "sage100-texte":
            numbers = {line["EcritureNum"]: line["PieceRef"] for line in fec}
            got = collections.Counter((numbers[row[0]], *row[1:])
                                      for row in reader(folder / name))
        else:
            got = collections.Counter(reader(folder / name))
        want(got == wanted, f"{name}: {(got - wanted) + (wanted - got)}")
    return entries


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        print(f"ok: {check(pathlib.Path(arguments[0]))} entries")
        return 0
    except (Wrong, OSError, ValueError, KeyError, IndexError) as wrong:
        print(f"{arguments[0]}: {wrong}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
