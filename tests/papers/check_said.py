"""Every word that a PDF shows is also said: its marked text, as readers aloud take it.

check_said.py FILE... names each file and its words that are not; words in Arabic letters are left
out, whose order the two tools tell apart.
"""

import concurrent.futures
import re
import subprocess
import sys

ARABIC = re.compile("[\u0590-\u08ff\ufb50-\ufeff]")


def told(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True)


def unsaid(path):
    shown = told("pdftotext", "-raw", path, "-").stdout.split()
    marked = told("pdfinfo", "-struct-text", path)
    said = marked.stdout
    words = (word.strip(".,:;") for word in shown if not ARABIC.search(word))
    missing = [word for word in words if word not in said]
    return missing + (["(warning)"] if "Warning" in marked.stderr else [])


def main(paths):
    with concurrent.futures.ThreadPoolExecutor() as pool:
        found = list(pool.map(unsaid, paths))
    for path, missing in zip(paths, found):
        if missing:
            print(path, *missing[:10])
    return 1 if any(found) or not paths else 0


sys.exit(main(sys.argv[1:]))
