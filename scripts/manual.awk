# Makes a man page of the catalogue of commands: flashcoop help --table | awk -f scripts/manual.awk
# Variables: lang (fr or en), version. What stands before and after comes from man/LANG.head and
# man/LANG.tail.
BEGIN {
    FS = "\t"
    heading = lang == "fr" ? "COMMANDES" : "COMMANDS"
    paste("man/" lang ".head")
    print ".SH " heading "\n.ad l"
}
function paste(file,    line) {
    while ((getline line < file) > 0) {
        gsub(/@VERSION@/, version, line)
        print line
    }
    close(file)
}
function roff(text) {
    gsub(/\\/, "\\e", text)
    gsub(/-/, "\\-", text)
    gsub(/\|/, "|\\:", text) # a long list of words may be broken there
    if (text ~ /^[.']/)
        text = "\\&" text
    return text
}
function detail_end() {
    if (in_detail)
        print ".fi\n.RE"
    in_detail = 0
}
$1 == "command" {
    detail_end()
    print ".TP\n.B " roff($2)
    print ".na\n.nh\n" ".RI \"" roff($3) "\"" # such words leave no room to adjust in
    print ".br\n" roff($4)
}
$1 == "detail" {
    if (!in_detail)
        print ".RS\n.nf"
    in_detail = 1
    print roff($2)
}
$1 == "option" {
    detail_end()
    print ".RS\n.TP\n.BI \"" roff($2) "\" \" " roff($3) "\"\n" roff($4) "\n.RE"
}
END {
    detail_end()
    paste("man/" lang ".tail")
}
