#!/usr/bin/env python3
"""Sizes, includes and words that the house refuses. Prints FILE:LINE: what; status 1 if any."""

import pathlib
import re
import subprocess
import sys

FUNCTION_LINES = 46
TEST_LINES = 60
FILE_LINES = 500
HEADER_LINES = 120
NESTING = 3
PARAMETERS = 5
COLUMNS = 100
PRODUCT = ("base", "drivers", "ledger", "programme", "reports", "pos")

# Header -> the only files of the product that may include it.
ONLY = {
    r"openssl/": r"base/crypto\.c",
    r"sqlite3\.h": r"base/db_(inside\.h|guard\.c)",
    r"csv\.h": r"base/(csv_read|heading)\.c",
    r"libusb": r"drivers/usb_\w+\.[ch]",
    r"(cairo|pango)": r"reports/(print/(render_pdf|paper)\w*|papers/\w+)\.[ch]",
    r"xlsxwriter": r"reports/print/render_xlsx\.c",
    r"zip\.h": r"(base/xlsx|reports/print/packet|reports/exports/\w*archive\w*)\.c",
    r"expat\.h": r"base/xlsx\.c",
    r"iconv\.h": r"(base/(charset|encoder)\.[ch]|drivers/\w+\.c)",
    r"libpq-fe\.h": r"reports/hub/hub_wire\.c",
    r"n?curses\.h": r"nowhere",
    r"<term\.h": r"pos/ui/(terminal|painter)\.c",
}
# In screens and commands a change of the programme has one door, which asks who may, and why.
GATED = r"\b(programme_allow\w*|db_begin|db_commit|db_rollback)\("
GATES = r"(pos/acts/(act|book)\.c|(?!pos/).*)"
# Where a float may stand: drawing on paper, the spreadsheet's own cells, statistics of an interval.
FLOATS = r"reports/(print/(render_pdf\w*|paper\w*|render_xlsx|shape)|papers/\w+)\.[ch]"
# A variable of a file that is not const; what a signal sets has no other place.
GLOBAL = r"static (?!.*\b(?:const|inline|sig_atomic_t)\b)[^()]*(?: =|;)"
TYPEDEF = r"typedef (?:(?:double|u?int\w*|\w*int128) \w+;|[\w ]+ \*?\w+\()"
CONTROL = re.compile(r"^( +)(?:\} )?(if|for|while|switch|do|else)\b")

faults = []


def fault(path, line, what):
    faults.append(f"{path}:{line}: {what}")


def bare(text):
    """The text with comments and literals blanked out, line by line the same length."""

    def blank(match):
        return re.sub(r"[^\n]", " ", match.group(0))

    return re.sub(
        r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', blank, text, flags=re.S
    )


def parameter_count(parameters):
    depth = 0
    count = 1
    for char in parameters:
        depth += (char in "([") - (char in ")]")
        count += char == "," and depth == 0
    last = r"(struct err \*\w*|\.\.\.)\s*$"
    return count - bool(re.search(last, parameters))


def check_functions(path, lines):
    start = None
    limit = TEST_LINES if str(path).startswith("tests/") else FUNCTION_LINES
    for number, line in enumerate(lines, 1):
        if line == "{":
            start = number
        elif line == "}" and start:
            length = number - start + 1
            if length > limit:
                fault(path, start, f"a function of {length} lines, {limit} at most")
            start = None
        control = CONTROL.match(line) if start else None
        if control and len(control.group(1)) > 4 * NESTING and control.group(2) != "else":
            fault(path, number, f"nested deeper than {NESTING}")


def check_statements(path, lines):
    """A way out before stmt_finish() would keep the book open after its end."""
    name = since = None
    for number, line in enumerate(lines, 1):
        if line == "}" or "stmt_finish(" in line:
            name = None
        elif name and re.search(r"\breturn\b", line) and not re.search(rf"\b{name}\b", line):
            fault(path, number, f"returns before the statement of line {since} is finished")
        opened = re.match(r" +(?:struct stmt )?(\w+) = db_prepare\(", line)
        if opened:
            name, since = opened.group(1), number


def check_parameters(path, text):
    prototype = r"^[a-z][\w \*]*?\b(\w+)\(((?:[^()]|\([^()]*\))*)\)\s*[{;_A-Z]"
    for match in re.finditer(prototype, text, re.M):
        if parameter_count(match.group(2)) > PARAMETERS:
            line = text.count("\n", 0, match.start()) + 1
            fault(path, line, f"{match.group(1)}: more than {PARAMETERS} parameters before err")


def check_includes(path, lines, product):
    first = None
    for number, line in enumerate(lines, 1):
        match = re.match(r'#\s*include\s+([<"])([^>"]+)', line)
        if not match:
            continue
        first = first or match.group(2)
        for header, owners in ONLY.items():
            if product and match.group(1) == "<" and re.match(header, match.group(2)):
                if not re.fullmatch(owners, path):
                    fault(path, number, f"only {owners} includes {match.group(2)}")
    own = path[:-2] + ".h"
    if product and path.endswith(".c") and pathlib.Path(own).exists() and first != own:
        fault(path, 1, f"its own header {own} comes first")


def check_c(path, text, product):
    lines = text.split("\n")
    code = bare(text)
    code_lines = code.split("\n")
    count = len(lines) - 1
    limit = HEADER_LINES if path.endswith(".h") else FILE_LINES
    if count > limit:
        fault(path, count, f"{count} lines, {limit} at most: a second noun lives here")
    check_functions(path, code_lines)
    check_parameters(path, code)
    if product:
        check_statements(path, code_lines)
    check_includes(path, lines, product)
    if not product:
        return
    for number, line in enumerate(code_lines, 1):
        if re.search(r"\b(float|double)\b", line) and not re.fullmatch(FLOATS, path):
            fault(path, number, "no float or double here: money and counts are integers")
        if re.match(GLOBAL, line) and path != "base/lang.c":
            fault(path, number, "a global that can change: make it a parameter")
        if re.search(r"\btypedef\b", line) and not re.search(TYPEDEF, line):
            fault(path, number, "typedef only for units and function types")
        if re.search(GATED, line) and not re.fullmatch(GATES, path):
            fault(path, number, "a change of the programme goes through act_begin()")


def check_text(path, text, product):
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > COLUMNS:
            fault(path, number, f"{len(line)} columns, {COLUMNS} at most")
        if "\t" in line and not path.endswith("Makefile"):
            fault(path, number, "a tab: indent with spaces")
        if line.endswith((" ", "\r")):
            fault(path, number, "a space at the end of the line")
        if re.search(r"\b(FIXME|XXX)\b", line) and path != "scripts/style.py":
            fault(path, number, "write TODO with a reason and a condition")
        if re.search(r"\bTODO\b(?!: \S.{20})", line) and path != "scripts/style.py":
            fault(path, number, "a TODO carries a reason and a condition")
        if product and re.search(r"\bSELECT \*", line):
            fault(path, number, "name the columns: no SELECT *")
    if text and not text.endswith("\n"):
        fault(path, text.count("\n") + 1, "no newline at the end")


def check_error_codes(paths):
    """Every code that the product gives has a test that names it."""
    header = pathlib.Path("base/err.h").read_text(encoding="utf-8")
    codes = set(re.findall(r"^ +(ERR_\w+)", header, re.M)) - {"ERR_NONE"}

    def joined(folders):
        chosen = [p for p in paths if p.split("/")[0] in folders]
        return "".join(pathlib.Path(p).read_text(encoding="utf-8") for p in chosen)

    product, tests = joined(PRODUCT), joined(["tests"])
    for code in sorted(codes):
        given = re.search(rf"err_fail\([^;]*\b{code}\b", product)
        if given and not re.search(rf"\b{code}\b", tests):
            fault("base/err.h", 1, f"no test reads the sentence of {code}")


def main():
    listing = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], capture_output=True, text=True, check=True
    )
    paths = [p for p in listing.stdout.split("\n") if p and pathlib.Path(p).exists()]
    sources = [p for p in paths if p.endswith((".c", ".h"))]
    for path in paths:
        if not path.endswith((".c", ".h", ".sql", ".py", ".sh", "Makefile", "run", "check")):
            continue
        text = pathlib.Path(path).read_text(encoding="utf-8")
        product = path.split("/")[0] in PRODUCT
        check_text(path, text, product)
        if path in sources:
            check_c(path, text, product)
    check_error_codes(sources)
    print("\n".join(faults), end="\n" if faults else "")
    return 1 if faults else 0


sys.exit(main())
