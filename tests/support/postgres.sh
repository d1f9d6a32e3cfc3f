#!/bin/sh
# A PostgreSQL server of its own in the folder BASE, made when that is empty, on a socket there
# and nowhere else.
# HUB_PRELOAD is a library to lay under the server. HUB_MADE is a folder that the first server
# leaves for the next ones to copy.
# Usage: tests/support/postgres.sh BASE [OPTION…]      It ends with whoever started it.
set -eu
base=$1
shift
bin=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin | sort -V | tail -n 1)
as=
drop=
if [ "$(id -u)" -eq 0 ]; then # the server refuses root
    chown postgres "$base"
    as='runuser -u postgres --'
    drop='--reuid=postgres --regid=postgres --clear-groups'
fi
cd "$base"
made=${HUB_MADE:-$base/made}
exec 9>"$made.lock"
flock 9
[ -d "$base/d" ] || [ ! -d "$made" ] || cp -a "$made" "$base/d"
if [ ! -d "$base/d" ]; then
    $as "$bin/initdb" -D "$base/d" -U postgres --auth=trust -E UTF8 --locale=C --no-sync \
        >"$base/log" 2>&1
    [ -z "${HUB_MADE:-}" ] || cp -a "$base/d" "$made"
fi
exec 9>&-
# One login needs a password, for the tests of that.
hba=$base/d/pg_hba.conf
grep -q locked "$hba" || sed -i '1i local all locked scram-sha-256' "$hba"
# shellcheck disable=SC2086
exec setpriv $drop --pdeathsig QUIT env ${HUB_PRELOAD:+LD_PRELOAD="$HUB_PRELOAD"} \
    "$bin/postgres" -D "$base/d" -c listen_addresses= -c unix_socket_directories="$base" \
    -c fsync=off "$@" >>"$base/log" 2>&1
