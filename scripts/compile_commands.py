#!/usr/bin/env python3
"""Makes compile_commands.json from what make would run (standard input)."""

import json
import os
import re
import sys

entries = []
for line in sys.stdin:
    match = re.search(r"(?:^|; |&& )(?:@)?((?:gcc|clang|cc)\b.* -c -o \S+ (\S+\.c))\s*$", line)
    if match:
        entries.append({"directory": os.getcwd(), "command": match[1], "file": match[2]})
with open("compile_commands.json", "w", encoding="utf-8") as out:
    json.dump(entries, out, indent=1)
print(f"compile_commands.json: {len(entries)} files")
