#!/bin/sh
# The French that people read: every sentence of the source, the guide, the README, spelled as
# dictionaries do or as scripts/french.txt says. Prints the words that are not known.
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Sentences without what printf puts into them, then the pages without what is written in code.
git ls-files 'base/*.[ch]' 'drivers/*.[ch]' 'ledger/*.[ch]' 'programme/*.[ch]' 'reports/*.[ch]' \
    'pos/*.[ch]' >"$work/sources"
xgettext -L C --from-code=UTF-8 -k -k_ -kN_ -klang_plural:1,2 --no-location --no-wrap \
    --files-from="$work/sources" -o "$work/all.pot"
msgattrib --no-wrap --no-obsolete "$work/all.pot" | grep '^msgid' |
    sed 's/^msgid\(_plural\)* "//; s/"$//; s/\\n/ /g; s/%[-+0-9.*]*[a-z]*[sdcuzf]/ /g' >"$work/text"
# shellcheck disable=SC2016 # the backquotes are those of the pages
sed '/^```/,/^```/d; s/`[^`]*`//g; s/]([^)]*)//g' docs/guide.fr.md README.fr.md >>"$work/text"

# A plain space stands before : ; ! ? » and after «: base/text knows that no line breaks there.
# Lines for machines, and what is typed into files, keep their colon.
if grep -vE '^(flashcoop|help): |mot: valeur' "$work/text" |
    grep -nE '[[:alpha:])][;!?]|[[:alpha:])]:( |$)|[^ ]»|«[^ ]'; then
    echo 'want a plain space: before : ; ! ? », after «'
    exit 1
fi

# What looks like a file, an option, an address or a code is none of its business.
sed "s/[^ ]*[/_@=][^ ]*//g; s/--[a-z-]*//g; s/[^ ]*\.[a-z][a-z]*\b//g; s/’/'/g" "$work/text" |
    hunspell -d fr -i UTF-8 -p scripts/french.txt -l | sort -u >"$work/unknown"
[ ! -s "$work/unknown" ] || { cat "$work/unknown"; exit 1; }
