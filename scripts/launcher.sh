#!/bin/sh
# Sourced by ./run and scripts/packages.sh: one language for all that they say, and the right to
# install. French, or English when FLASHCOOP_LANG says so, as the program itself.

# Who comes without a home has the one of the list of users, as for the program.
[ -n "${HOME:-}" ] || HOME=$(getent passwd "$(id -u)" | cut -d: -f6)
export HOME

# say FRENCH ENGLISH
say() {
    case ${FLASHCOOP_LANG:-fr} in
    en*) printf 'flashcoop: %s\n' "$2" >&2 ;;
    *) printf 'flashcoop : %s\n' "$1" >&2 ;;
    esac
}

# agreed FRENCH ENGLISH: asks; no answer is a no.
agreed() {
    case ${FLASHCOOP_LANG:-fr} in
    en*) printf '%s [y/N] ' "$2" >&2 ;;
    *) printf '%s [o/N] ' "$1" >&2 ;;
    esac
    read -r answer || return 1
    case $answer in
    [oOyY]*) return 0 ;;
    *) return 1 ;;
    esac
}

not_writable() {
    say "$1 : impossible d'y écrire" "$1: nothing can be written there"
    return 3
}

folder_made() {
    { mkdir -p "$1" 2>/dev/null && [ -w "$1" ]; } || not_writable "$1"
}

temporary() {
    mktemp 2>/dev/null || not_writable "${TMPDIR:-/tmp}"
}

disk_is_full() {
    say 'le disque est plein : faire de la place, puis recommencer' \
        'the disk is full: make room, then try again'
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        say "il faut l'administrateur pour : $*" "this needs the administrator: $*"
        return 3
    fi
}
