# Makes the completion of a shell of the catalogue of commands (flashcoop help --table).
# Variable: shell (bash or zsh).
BEGIN { FS = "\t" }
# The words of a command stand in small letters where it is used; what belongs to an option, what
# has a value (price=E) and what follows a name (z:N, fallback[:N]) goes first.
$1 == "command" {
    current = order[++count] = $2
    names = names " " $2
    gsub(/(^|[ \[])--?[a-z-]+( [^ ]+)?/, " ", $3)
    gsub(/[a-z]+=[^] ]*|\[?:[^] |]*/, "", $3)
    for (i = split($3, each, /[^A-Za-z0-9-]+/); i > 0; i--)
        if (each[i] ~ /^[a-z][a-z0-9-]*$/ && index(words[current] " ", " " each[i] " ") == 0)
            words[current] = words[current] " " each[i]
}
$1 == "option" {
    options[current] = options[current] " " $2
    if ($3 ~ /^[a-z0-9|]+$/ && !($2 in values)) {
        valued[++valued_count] = $2
        values[$2] = $3
        gsub(/\|/, " ", values[$2])
    }
}
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
    print "    case ${COMP_WORDS[COMP_CWORD - 1]} in"
    for (i = 1; i <= valued_count; i++)
        print "    " valued[i] ") COMPREPLY=($(compgen -W \"" values[valued[i]] \
              "\" -- \"$word\")); return ;;"
    print "    esac"
    print "    case $command in"
    for (i = 1; i <= count; i++)
        print "    " order[i] ") COMPREPLY=($(compgen -W \"" substr(words[order[i]] options[order[i]], 2) \
              "\" -- \"$word\") $(compgen -f -- \"$word\")) ;;"
    print "    help) COMPREPLY=($(compgen -W \"" substr(names, 2) "\" -- \"$word\")) ;;"
    print "    esac"
    print "}"
    print "complete -o filenames -F _flashcoop flashcoop"
}
