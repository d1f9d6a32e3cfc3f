#!/bin/sh
# Lines that the tests reached, folder by folder, worst first, then all together; file by file in
# BUILD/lines.txt. Usage: scripts/coverage.sh BUILD
set -eu
find "$1" -name '*.gcda' ! -path '*/tests/*' | while read -r data; do
    gcov -n "$data" 2>/dev/null | awk -F"'" '/^File/ { file = $2 }
        /^Lines executed/ && file ~ /\.c$/ && file !~ /^\// {
            split($0, part, /[:% ]+/); print part[3] "\t" part[5] "\t" file; file = "" }'
done | sort -u >"$1/gcov.txt"

# rows CUT: what of a file's name is counted together.
rows() {
    awk -F'\t' -v cut="$1" '{ name = $3; sub(cut, "", name)
            lines[name] += $2; hit[name] += $1 * $2 / 100 }
        END { for (n in lines)
                printf "%5.1f %%  %6d lines  %s\n", 100 * hit[n] / lines[n], lines[n], n }' \
        "$2" | sort -n
}

rows '$^' "$1/gcov.txt" >"$1/lines.txt"
rows '/[^/]*$' "$1/gcov.txt"
sed 's/\t[^\t]*$/\tall/' "$1/gcov.txt" >"$1/all.txt"
rows '$^' "$1/all.txt"
