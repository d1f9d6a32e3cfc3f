#!/bin/bash
# Says what of the catalogue of commands ($FLASHCOOP help --table) neither man page nor completion
# offers; nothing when all is there.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$FLASHCOOP" help --table >"$work/table"
awk -v shell=bash -f scripts/completion.awk "$work/table" >"$work/completion"
# shellcheck disable=SC1091
source "$work/completion"
for lang in fr en; do
    "$FLASHCOOP" help --table --lang $lang |
        awk -v lang=$lang -v version=1 -f scripts/manual.awk >"$work/$lang.1"
    command -v man >/dev/null &&
        man --warnings=all -l "$work/$lang.1" 2>&1 >/dev/null | grep -v 'cannot break line'
done

# offered WORD...: the last one is a word that completion offers there
offered() {
    COMP_WORDS=(flashcoop "$@")
    COMP_CWORD=$#
    _flashcoop
    [[ " ${COMPREPLY[*]} " == *" ${*: -1} "* ]] || echo "completion: $*"
}

# Each word that a command is used with: report BOOK sales|…, person BOOK interview.
words_of() {
    python3 -c 'import re, sys
used = re.sub(r"(?<![\w-])--?[a-z-]+(?: [^] ]\S*)?", "", sys.argv[1])
print(*(w for w in re.findall(r"(?<![\w=.:])[a-z][a-z0-9-]*(?![\w=-])", used)))' "$1"
}

command=
while IFS=$'\037' read -r kind name use _; do
    case $kind in
    command)
        command=$name
        offered "$command"
        offered help "$command"
        for word in $(words_of "$use"); do
            offered "$command" BOOK "$word"
        done
        ;;
    option)
        offered "$command" "$name"
        for lang in fr en; do
            tr -d '\134' <"$work/$lang.1" | grep -qF "\"$name\"" || echo "man $lang: $command $name"
        done
        ;;
    esac
done < <(tr '\t' '\037' <"$work/table") # empty columns count
offered report BOOK sales --format xlsx
for word in --help --lang --version; do
    offered "$word"
done
