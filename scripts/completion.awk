# Makes the completion of a shell of the catalogue of commands (flashcoop help --table).
# Variable: shell (bash or zsh).
BEGIN { FS = "\t" }
$1 == "command" {
    names = names " " $2
    current = $2
    split($3, first, /[ []/)
    words[current] = ""
    gsub(/\[?:[A-Z:]+\]?/, "", $3) # what follows a name: z:N, fallback[:N]
    if (match($3, /[a-z0-9-]+(\|[a-z0-9-]+)+/))
        words[current] = substr($3, RSTART, RLENGTH)
    gsub(/\|/, " ", words[current])
    order[++count] = current
}
$1 == "option" { options[current] = options[current] " " $2 }
END {
    if (shell == "zsh")
        print "#compdef flashcoop\nautoload -U +X bashcompinit && bashcompinit"
    print "_flashcoop() {"
    print "    local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]}"
    print "    COMPREPLY=()"
    print "    if [ \"$COMP_CWORD\" -eq 1 ]; then"
    print "        COMPREPLY=($(compgen -W \"help" names " --help --lang --version\" -- \"$word\")" \
          " $(compgen -f -X '!*.flashcoop' -- \"$word\") $(compgen -d -- \"$word\"))"
    print "        return"
    print "    fi"
    print "    case $command in"
    for (i = 1; i <= count; i++)
        print "    " order[i] ") COMPREPLY=($(compgen -W \"" words[order[i]] options[order[i]] \
              "\" -- \"$word\") $(compgen -f -- \"$word\")) ;;"
    print "    help) COMPREPLY=($(compgen -W \"" substr(names, 2) "\" -- \"$word\")) ;;"
    print "    esac"
    print "}"
    print "complete -o filenames -F _flashcoop flashcoop"
}
