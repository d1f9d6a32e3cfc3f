#!/bin/sh
# What scripts/check_release.sh does inside a bare Debian, where nothing of the machine around is
# but /dev: make (the packages of /srv/flashcoop), live (with those of /debs), run (the clone),
# check (the clone).
set -eux
apt="apt-get install -y -qq --no-install-recommends"
apt-get update -qq

# An older version is the new one under a smaller number: what is tried is the change of packages.
older() {
    mkdir -p /older
    for deb in /debs/flashcoop_*.deb /debs/flashcoop-paper_*.deb; do
        dpkg-deb -R "$deb" /tmp/deb
        sed -i -E 's/^Version: .*/Version: 0.0.1/; s/(flashcoop \(= )[^)]*/\10.0.1/' \
            /tmp/deb/DEBIAN/control
        dpkg-deb -b /tmp/deb "/older/$(basename "$deb")"
        rm -r /tmp/deb
    done
}

# Whoever uses it is nobody special.
as_ana() {
    su - ana -c "LC_ALL=C.UTF-8 $1"
}

book_sum() {
    sha256sum /home/ana/a.flashcoop
}

make_packages() {
    # shellcheck disable=SC2086
    $apt build-essential git lintian debhelper
    apt-get build-dep -y -qq --no-install-recommends /srv/flashcoop
    make -s -C /srv/flashcoop deb
}

live() {
    useradd --create-home --shell /bin/sh ana
    older
    $apt /older/flashcoop_*.deb /older/flashcoop-paper_*.deb
    as_ana 'flashcoop new a.flashcoop --name Essai --host H'
    as_ana 'printf "code,label,price,vat\nC1,Cookie,1.50,5.5\n" |
        flashcoop import a.flashcoop products -'
    $apt /debs/flashcoop_*.deb /debs/flashcoop-paper_*.deb
    [ "$(dpkg-query -W -f '${Version}' flashcoop)" != 0.0.1 ]
    as_ana 'printf "add C1 2\npay cash 5\n" | flashcoop sell a.flashcoop' |
        grep 'sold A-1 3.00 change 2.00'
    as_ana 'flashcoop close a.flashcoop day'
    as_ana 'flashcoop verify a.flashcoop'
    as_ana 'flashcoop report a.flashcoop result --format pdf -o result.pdf'
    as_ana 'flashcoop report a.flashcoop result --format xlsx -o result.xlsx'
    as_ana 'flashcoop demo demo'
    as_ana 'printf "total\nquit\n" | flashcoop sell demo/mamcookies.flashcoop'
    as_ana 'flashcoop report demo/mamcookies.flashcoop papers -o papers'
    [ "$(find /home/ana/papers -name '*.pdf' -size +1k | wc -l)" -gt 20 ]
    what_is_there
    before=$(book_sum)
    # What a person was not asked about stays: her books, her keys.
    apt-get remove -y -qq flashcoop flashcoop-paper
    [ "$(book_sum)" = "$before" ]
    $apt /debs/flashcoop_*.deb
    as_ana 'flashcoop verify a.flashcoop'
    if as_ana 'flashcoop report a.flashcoop result --format pdf -o without.pdf'; then exit 1; fi
    $apt /debs/flashcoop-hub_*.deb
    before=$(book_sum)
    apt-get purge -y -qq flashcoop flashcoop-hub
    [ "$(book_sum)" = "$before" ]
    test -d /home/ana/.local/share/flashcoop
    test ! -e /usr/bin/flashcoop
    test ! -e /usr/lib/flashcoop
    [ -z "$(find /usr /lib /etc /var/lib -path /var/lib/apt -prune -o -name '*flashcoop*' -print)" ]
}

what_is_there() {
    share=/usr/share
    for page in $share/man/man1/flashcoop.1.gz $share/man/fr/man1/flashcoop.1.gz; do
        gzip -t "$page"
    done
    test -e $share/bash-completion/completions/flashcoop
    test -e $share/zsh/vendor-completions/_flashcoop
    test -e $share/applications/flashcoop.desktop
    test -e $share/icons/hicolor/scalable/apps/flashcoop.svg
    test -e $share/metainfo/io.github.flashcoop.metainfo.xml
    test -e $share/doc/flashcoop/copyright
    find /lib/udev/rules.d /usr/lib/udev/rules.d -name '60-flashcoop.rules' | grep .
}

# The two commands; then once more, when neither network nor a -dev package is there.
run() {
    cd /srv/flashcoop
    ./run --version </dev/null
    ./run demo /root/demo </dev/null
    ./run report /root/demo/mamcookies.flashcoop result
    ./run path
    mv /etc/resolv.conf /etc/resolv.away
    dpkg --remove --force-depends libzint-dev
    /root/.local/bin/flashcoop --version
    ./run verify /root/demo/mamcookies.flashcoop
    mv /etc/resolv.away /etc/resolv.conf
}

check_all() {
    cd /srv/flashcoop
    ./check
}

case $1 in
make) make_packages ;;
live) live ;;
run) run ;;
check) check_all ;;
esac
