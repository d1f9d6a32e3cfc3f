#!/bin/sh
# What gcc's -fanalyzer says of the product code and scripts/analyzed.txt does not explain.
# Usage: scripts/analyze.sh BUILD [CC]     (all is compiled again, under BUILD/analyze)
# The last line counts findings: "N explained, M not".
set -u
build=$1/analyze
cc=${2:-gcc}
known=$(dirname "$0")/analyzed.txt
rm -rf "$build"
mkdir -p "$build"
make -s -k -j"$(nproc)" BUILD="$build" CC="$cc" CFLAGS="-O1 -g -fanalyzer -Wno-error" all \
    >"$build/log" 2>&1 || { grep -E 'error|Error' "$build/log"; exit 1; }
sed -n 's/^\([a-z_/]*\.[ch]\):[0-9:]* warning: .*\[-Wanalyzer-\([a-z-]*\)\]$/\1 \2/p' "$build/log" |
    sort -u >"$build/found"
awk 'NR == FNR { if ($0 !~ /^#/) why[$1 " " $2] = 1; next } !(($1 " " $2) in why)' \
    "$known" "$build/found" >"$build/unknown"
while read -r file kind; do
    grep -A 12 -E "^$file:.*-Wanalyzer-$kind\]" "$build/log"
done <"$build/unknown"
bad=$(wc -l <"$build/unknown")
echo "$(($(wc -l <"$build/found") - bad)) explained, $bad not"
[ "$bad" -eq 0 ]
