#!/bin/sh
# What the start of the stick says and asks, on the screen of the till.

say() {
    printf '\n  %s\n' "$1"
}

# Nothing more can be done here: say why, wait for a key, and end the computer.
stop() {
    say "$1"
    say "Appuyer sur Entrée pour éteindre."
    read -r answer
    systemctl poweroff
    exit 1
}

ask_yes() {
    printf '\n  %s (o = oui, Entrée = non) ' "$1"
    read -r answer
    case $answer in [oOyY]*) return 0 ;; *) return 1 ;; esac
}

# Into $phrase; what is typed is not shown.
ask_phrase() {
    printf '\n  %s ' "$1"
    stty -echo
    read -r phrase
    stty echo
    echo
}

ask_new_phrase() {
    say "Sans cette phrase, les livres sont perdus : la noter, et la garder ailleurs que la clé."
    while :; do
        ask_phrase "La phrase (8 signes au moins) :"
        first=$phrase
        ask_phrase "La même encore une fois :"
        [ "${#first}" -ge 8 ] && [ "$first" = "$phrase" ] && return
        say "Trop court, ou pas deux fois la même. Recommencer."
    done
}
