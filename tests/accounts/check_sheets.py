#!/usr/bin/env python3
"""Reads every workbook of a folder as a screen reader and a spreadsheet do, without computing them.

    check_sheets.py DIR

Each has one named sheet, a title, session, host and period above a frozen row of headings, no
merged cell, and formulas that give what stands beside them. Prints `ok: N formulas`, or the first
thing wrong with status 1.
"""

import pathlib
import re
import sys
import xml.etree.ElementTree
import zipfile

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Wrong(Exception):
    """What was found, in one sentence."""


def want(condition, what):
    if not condition:
        raise Wrong(what)


def text_of(cell, shared):
    if cell.get("t") == "s":
        return shared[int(cell.find(SPACE + "v").text)]
    if cell.get("t") == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(SPACE + "t"))
    value = cell.find(SPACE + "v")
    return value.text if value is not None else ""


def shared_texts(book):
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    root = xml.etree.ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    return ["".join(part.text or "" for part in item.iter(SPACE + "t")) for item in root]


def computed(formula, values):
    """Of =SUM(C5:C11), =SUM(C5) and =+B5-B6: all that is written."""
    total = re.fullmatch(r"SUM\(([A-Z]+)(\d+)(?::\1(\d+))?\)", formula)
    if total:
        column, first, last = total[1], int(total[2]), int(total[3] or total[2])
        return sum(values.get(f"{column}{row}", 0) for row in range(first, last + 1))
    want(re.fullmatch(r"([+-][A-Z]+\d+)+", formula), f"a formula {formula}")
    return sum((-1 if sign == "-" else 1) * values[place]
               for sign, place in re.findall(r"([+-])([A-Z]+\d+)", formula))


def check(path):
    book = zipfile.ZipFile(path)
    names = re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
    want(len(names) == 1 and not re.search(r"\(|^Sheet|^Feuil", names[0]), f"sheets {names}")
    root = xml.etree.ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    want(root.find(SPACE + "mergeCells") is None, "merged cells")
    shared = shared_texts(book)
    cells = {cell.get("r"): cell for cell in root.iter(SPACE + "c")}
    texts = {place: text_of(cell, shared) for place, cell in cells.items()}
    pane = root.find(f".//{SPACE}pane")
    want(pane is not None and pane.get("state") == "frozen", "no frozen headings")
    head = int(float(pane.get("ySplit")))
    want(texts.get("A1") and re.search(r", du \d\d/\d\d/\d{4} au ", texts.get("A2", "")),
         f"no session, host and period: {texts.get('A2')}")
    want(texts.get(f"A{head}") and texts.get(f"B{head}"), f"no headings in row {head}")
    values = {place: float(text) for place, text in texts.items()
              if cells[place].get("t") in (None, "n") and text}
    formulas = [(place, cell.find(SPACE + "f").text) for place, cell in cells.items()
                if cell.find(SPACE + "f") is not None]
    for place, formula in formulas:
        want(abs(computed(formula, values) - values[place]) < 0.005,
             f"{place} shows {values[place]}, {formula} is {computed(formula, values)}")
    return len(formulas)


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    formulas = 0
    for path in sorted(pathlib.Path(arguments[0]).rglob("*.xlsx")):
        try:
            formulas += check(path)
        except (Wrong, KeyError, ValueError) as wrong:
            print(f"{path}: {wrong}", file=sys.stderr)
            return 1
    print(f"ok: {formulas} formulas")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
