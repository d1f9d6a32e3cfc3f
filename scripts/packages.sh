#!/bin/sh
# Installs the Debian packages that are missing, and says which, how many and how large before.
# Usage: scripts/packages.sh run|check    (check: those of run as well)
set -eu
here=$(dirname "$0")
# shellcheck source=scripts/launcher.sh
. "$here/launcher.sh"
wish=${1:-}
case $wish in
run) wanted=$(awk '$1 == "run" { print $2 }' "$here/packages.txt") ;;
check) wanted=$(awk '$1 == "run" || $1 == "check" { print $2 }' "$here/packages.txt") ;;
*)
    echo "usage: scripts/packages.sh run|check" >&2
    exit 2
    ;;
esac

if ! command -v dpkg-query >/dev/null; then
    say 'pas une Debian : installer ce que nomme scripts/packages.txt' \
        'not a Debian: install what scripts/packages.txt names'
    exit 0
fi

# Word splitting is meant: one word is one package.
# shellcheck disable=SC2086
present=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null |
    awk '$1 == "installed" { print $2 }')
missing=
for package in $wanted; do
    case "
$present
" in
    *"
$package
"*) ;;
    *)
        instead=$(awk -v package="$package" '$2 == package { print $3 }' "$here/packages.txt")
        [ -n "$instead" ] && command -v "$instead" >/dev/null || missing="$missing $package"
        ;;
    esac
done
[ -n "$missing" ] || exit 0

log=$(temporary)
lists=$(temporary)
trap 'rm -f "$log" "$lists"' EXIT

apt() {
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get "$@" </dev/null >"$log" 2>&1
}

# It ends well when no list has come, and install then knows no package: what it said is kept.
apt_update() {
    apt update
    status=$?
    cp "$log" "$lists"
    return "$status"
}

# A computer whose own name nobody knows makes sudo speak of names, whatever the reason is.
heard() {
    grep -v '^sudo: unable to resolve host' "$log" | grep -qE "$1"
}

# Debian gives no sudo to whoever chose a password for root when installing it.
ask_the_administrator() {
    command="su - -c '\"$(cd "$here" && pwd)/packages.sh\" $wish'"
    say "il faut l'administrateur ; qui a son mot de passe lance d'abord  $command" \
        "this needs the administrator; whoever has that password first runs  $command"
}

# The true reason of the last refusal, in words.
reason() {
    tail -n 20 "$log" >&2
    ! heard 'Unable to locate package|no installation candidate' || cat "$lists" >>"$log"
    if heard 'Could not get lock|Unable to acquire'; then
        say "un autre programme installe déjà : attendre qu'il finisse, puis recommencer" \
            'another program is installing: wait until it ends, then try again'
    elif heard "No space left|enough free space"; then
        disk_is_full
    elif heard 'dpkg was interrupted'; then
        say "une installation a été coupée : lancer d'abord  sudo dpkg --configure -a" \
            'an installation was cut off: first run  sudo dpkg --configure -a'
    elif heard '[Uu]nmet dependencies|held broken packages'; then
        say "des paquets se contredisent : lancer d'abord  sudo apt --fix-broken install" \
            'packages contradict each other: first run  sudo apt --fix-broken install'
    elif heard 'not valid yet|expired'; then
        say "l'heure de l'ordinateur n'est pas la bonne : la régler, puis recommencer" \
            'the clock of the computer is wrong: set it, then try again'
    elif heard 'NO_PUBKEY|not signed|BADSIG'; then
        say "la signature d'un serveur de paquets n'est pas connue : voir /etc/apt" \
            'the signature of a package server is not known: see /etc/apt'
    elif heard 'Could not (resolve|connect)|Temporary failure|unreachable|timed out'; then
        say 'pas de réseau : se connecter, puis recommencer' \
            'no network: connect, then try again'
    elif heard '404|Hash Sum mismatch|File has unexpected size'; then
        say "le serveur de paquets a changé pendant l'installation : recommencer" \
            'the package server changed meanwhile: try again'
    elif heard 'Failed to fetch|Some index files failed'; then
        say 'les paquets ne viennent pas : vérifier le réseau, puis recommencer' \
            'the packages do not come: check the network, then try again'
    elif heard 'Unable to locate package|no installation candidate'; then
        say 'un paquet est inconnu ici : il faut Debian 12 ou plus récent' \
            'a package is unknown here: Debian 12 or later is needed'
    elif heard 'sudoers'; then
        ask_the_administrator
    elif heard 'sudo|Permission denied|are you root'; then
        say "il faut le mot de passe de l'administrateur" \
            "the administrator's password is needed"
    else
        say 'apt-get a refusé : la raison est au-dessus' \
            'apt-get refused: the reason stands above'
    fi
    exit 3
}

# Without the lock of the package lists: who only asks is not root.
# shellcheck disable=SC2086
simulate() {
    apt-get -o Debug::NoLocking=1 install --no-install-recommends --assume-no $missing \
        </dev/null 2>/dev/null
}

# "16 packages" brings others along: what will really come, and its size.
announce() {
    plan=$(LC_ALL=C simulate || true)
    count=$(printf '%s\n' "$plan" | awk '/newly installed/ { print $1 + $3 }')
    size=$(printf '%s\n' "$plan" | sed -n 's,^Need to get \([^/]*\).* of archives.*,\1,p')
    plural=s
    [ "$count" != 1 ] || plural=
    say "il manque : ${missing# }" "missing: ${missing# }"
    [ -z "$count" ] ||
        say "Debian installera $count paquet$plural, à télécharger : ${size:-rien}" \
            "Debian will install $count package$plural, to download: ${size:-nothing}"
}

# Tests start servers of their own: one that runs on by itself is not wanted for that.
no_server_of_its_own() {
    as_root install -d /etc/postgresql-common/createcluster.d
    echo 'create_main_cluster = false' |
        as_root tee /etc/postgresql-common/createcluster.d/none.conf >/dev/null
}

[ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null || {
    announce
    ask_the_administrator
    exit 3
}
# The lists of a fresh machine are empty, those of an old one name files that are gone.
[ -n "$(find /var/lib/apt/lists -name '*Packages*' 2>/dev/null | head -n 1)" ] ||
    apt_update || reason
announce
if [ "$wish" = run ] && [ -t 0 ] && [ -t 2 ]; then
    agreed 'Installer ces paquets ?' 'Install these packages?' || exit 3
fi
case "$missing " in
*' postgresql '*) no_server_of_its_own || reason ;;
esac
# shellcheck disable=SC2086
install="install -y --no-install-recommends $missing"
# shellcheck disable=SC2086
apt $install || { apt_update && apt $install; } || reason
