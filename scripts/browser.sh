#!/bin/sh
# Our pages in a real browser: makes them with the program, then tests/browser/page_check.py judges.
# Usage: scripts/browser.sh BUILD      The last line counts: "N passed, M failed".
set -eu
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
tools=$build/browser
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What the lock file names, by its checksum, once a build folder.
mkdir -p "$tools"
if ! cmp -s tests/browser/package-lock.json "$tools/package-lock.json"; then
    cp tests/browser/package.json tests/browser/package-lock.json "$tools"
    (cd "$tools" && npm ci --ignore-scripts --no-audit --no-fund >"$work/log" 2>&1) || {
        cat "$work/log" >&2
        rm -f "$tools/package-lock.json"
        exit 1
    }
fi

export HOME="$work" XDG_DATA_HOME="$work/data" XDG_CONFIG_HOME="$work/config"
export XDG_STATE_HOME="$work/state" TZ=Europe/Paris
unset FLASHCOOP_LANG FLASHCOOP_PIN
mkdir "$work/books" "$work/pg"
chmod 755 "$work" "$work/pg"
tests/support/postgres.sh "$work/pg" &
server=$!
trap 'kill -QUIT "$server"; wait "$server"; rm -rf "$work"' EXIT
until pg_isready -q -h "$work/pg"; do kill -0 "$server"; done
printf '[flashcoop]\nhost=%s\nuser=postgres\ndbname=postgres\n' "$work/pg" >"$work/service"
export PGSERVICEFILE="$work/service"
"$build/flashcoop" demo "$work/books" >/dev/null
"$build/flashcoop" hub init >/dev/null
"$build/flashcoop" hub host add --siren 732829320 --name CDP49 --login postgres >/dev/null
# Next steps, so that the review shows some: as many people in three sessions.
{
    echo badge,moment,outcome,date,with
    for who in P1 P2 P3; do echo "$who,cold,training,,"; done
    for who in P4 P5 P6; do echo "$who,cold,search,,"; done
} >"$work/outcomes.csv"
for book in apephemere cookiks mamcookies; do
    "$build/flashcoop" import "$work/books/$book.flashcoop" outcomes "$work/outcomes.csv" >/dev/null
done
"$build/flashcoop" hub push "$work"/books/*.flashcoop --yes >/dev/null
# Published sessions with invented answers are left out of the review: here they shall count.
psql -qX service=flashcoop -c 'UPDATE hub.session SET is_example = false'
for lang in fr en; do
    page() {
        name=$1
        shift
        "$build/flashcoop" --lang "$lang" "$@" --format html -o "$work/$name-$lang.html"
    }
    page network consolidate "$work"/books/*.flashcoop
    page session report "$work/books/mamcookies.flashcoop" session
    page review hub report review
    page hub hub report consolidate
    page sales report "$work/books/mamcookies.flashcoop" sales
done
python3 tests/browser/page_check.py "$tools/node_modules/axe-core/axe.min.js" "$work"/*.html
