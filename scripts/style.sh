#!/bin/sh
# Everything about the source that is not a test: sizes, format, headers, planted faults, shell,
# translations.
# The last line counts the checks: "N passed, M failed".
set -u
cd "$(dirname "$0")/.." || exit 3
export LC_ALL=C.UTF-8
folders='base drivers ledger programme reports pos'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

rule() {
    name=$1
    shift
    if "$@" >"$work/log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf -- '--- %s\n' "$name"
        cat "$work/log"
    fi
}

tracked() {
    git ls-files -co --exclude-standard -- "$@" | while read -r file; do
        [ -e "$file" ] && printf '%s\n' "$file"
    done
}

format() {
    tracked '*.c' '*.h' | xargs -r clang-format --dry-run -Werror
}

# A header that needs another one to come first is a trap for its next reader.
headers() {
    flags=$(pkg-config --cflags-only-I sqlite3 libusb-1.0 pangocairo tinfo vterm)
    for folder in $folders; do
        tracked "$folder/*.h"
    done | while read -r header; do
        printf '#include "%s"\n' "$header" >"$work/alone.c"
        # shellcheck disable=SC2086
        cc -std=c17 -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -I. $flags -fsyntax-only \
            "$work/alone.c" || return 1
    done
}

shell() {
    { tracked run check .ci/run 'scripts/*.sh' 'tests/*.sh' 'bench/*.sh'; } | xargs shellcheck
}

# The texts of a catalogue: a long one begins on the line after an empty string.
said() {
    grep -A1 "^$1" | grep '"..*"'
}

# French is the language of the source: every sentence has its English, and no English is left over.
translations() {
    for folder in $folders; do
        tracked "$folder/*.c" "$folder/*.h"
    done >"$work/sources"
    xgettext -L C --from-code=UTF-8 -k -k_ -kN_ -klang_plural:1,2 --no-location \
        --files-from="$work/sources" -o "$work/all.pot" || return 1
    msgcat --force-po po/en/*.po -o "$work/en.po" || return 1
    msgmerge -q --no-fuzzy-matching --no-wrap "$work/en.po" "$work/all.pot" -o "$work/new.po"
    msgattrib --no-wrap --untranslated --no-obsolete "$work/new.po" | said msgid &&
        echo 'have no English in po/en/' && return 1
    msgattrib --no-wrap --only-obsolete "$work/new.po" | said '#~ msgid' &&
        echo 'stand in po/en/ but no longer in the source' && return 1
    msgfmt --check-format -o /dev/null "$work/new.po"
}

rule 'sizes, includes, words' python3 scripts/style.py
rule 'format' format
rule 'headers stand alone' headers
rule 'planted faults stand' python3 scripts/mutants.py --stand
rule 'shell' shell
rule 'translations' translations
printf '%s\n' "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
