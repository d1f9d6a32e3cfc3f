#!/bin/sh
# Lines that the tests reached, folder by folder, worst first. Usage: scripts/coverage.sh BUILD
set -eu
find "$1" -name '*.gcda' ! -path '*/tests/*' | while read -r data; do
    gcov -n "$data" 2>/dev/null | awk -F"'" '/^File/ { file = $2 }
        /^Lines executed/ && file ~ /\.c$/ && file !~ /^\// {
            split($0, part, /[:% ]+/); print part[3] "\t" part[5] "\t" file; file = "" }'
done | awk -F'\t' '{ folder = $3; sub("/[^/]*$", "", folder)
        lines[folder] += $2; hit[folder] += $1 * $2 / 100 }
    END { for (f in lines)
            printf "%5.1f %%  %6d lines  %s\n", 100 * hit[f] / lines[f], lines[f], f }' | sort -n
