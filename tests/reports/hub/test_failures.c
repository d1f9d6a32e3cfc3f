/* What goes wrong between a book and its hub: nothing lost, doubled or half done. */
#include "tests/support/hub_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct hub_book MAM = { "mam", "732829320", 3 };

/* Shell words: `ask SQL` as who keeps the server; `hold` stops a push in its middle; `waits`. */
#define WORDS                                                                                      \
    "ask() { psql -qAtX service=admin -c \"$1\"; }; "                                              \
    "until_is() { until [ \"$(ask \"$1\")\" = \"$2\" ]; do :; done; }; "                           \
    "hold() { mkfifo held; psql -qAtX service=admin -f held & exec 9>held; "                       \
    "echo 'BEGIN; LOCK TABLE hub.posting IN ACCESS EXCLUSIVE MODE;' >&9; "                         \
    "until_is \"SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' "                 \
    "AND relation = 'hub.posting'::regclass\" 1; }; "                                              \
    "release() { echo 'ROLLBACK;' >&9; exec 9>&-; }; "                                             \
    "waits() { until_is \"SELECT count(*) FROM pg_stat_activity WHERE usename = 'cdp' "            \
    "AND datname = current_database() AND wait_event_type = 'Lock'\" 1; }; "

static void a_push_cut_off_leaves_nothing_and_the_next_completes(void **state)
{
    struct shell *shell = *state;

    hub_make_book(shell, &MAM);
    shell_do(shell,
             WORDS "hold; { $F hub push mam.flashcoop --yes 2>said; echo $? >status; } & waits; "
                   "ask \"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
                   "usename = 'cdp' AND datname = current_database()\" >done; "
                   "until [ -s status ]; do :; done; release; wait; cat status said",
             NULL);
    assert_int_equal(shell->out[0], '3');
    assert_non_null(strstr(shell->out, "mam.flashcoop: "));
    assert_string_equal(hub_value(shell, "admin",
                                  "SELECT (SELECT count(*) FROM hub.session) + "
                                  "(SELECT count(*) FROM hub.record)"),
                        "0");
    shell_do(shell, "$F hub push mam.flashcoop --yes && $F hub status --verify", NULL);
}

static void a_server_that_falls_leaves_nothing_and_the_next_completes(void **state)
{
    struct shell *shell = *state;

    hub_make_book(shell, &MAM);
    shell_do(shell,
             WORDS "hold; { $F hub push mam.flashcoop --yes 2>said; echo $? >status; } "
                   "</dev/null >/dev/null & waits",
             NULL);
    hub_server_crash();
    shell_do(shell, "until [ -s status ]; do :; done; cat status", NULL);
    assert_string_equal(shell->out, "3\n");
    assert_string_equal(hub_value(shell, "admin", "SELECT count(*) FROM hub.session"), "0");
    shell_do(shell, "$F hub push mam.flashcoop --yes && $F hub status --verify", NULL);
}

static void a_client_that_is_killed_holds_no_lock_for_long(void **state)
{
    struct shell *shell = *state;

    hub_make_book(shell, &MAM);
    shell_do(shell,
             WORDS "hold; $F hub push mam.flashcoop --yes & pushing=$!; waits; kill -9 $pushing; "
                   "until_is \"SELECT count(*) FROM pg_stat_activity WHERE usename = 'cdp' AND "
                   "datname = current_database()\" 0; release; wait; "
                   "$F hub push mam.flashcoop --yes",
             NULL);
    assert_non_null(strstr(shell->out, "mam.flashcoop: sent "));
}

static void one_book_pushed_four_times_at_once_is_sent_once(void **state)
{
    struct shell *shell = *state;

    hub_make_book(shell, &MAM);
    shell_do(shell,
             "for i in 1 2 3 4; do cp mam.flashcoop m$i.flashcoop; done; "
             "for i in 1 2 3 4; do $F hub push m$i.flashcoop --yes >o$i & done; wait; "
             "cat o? | cut -d ' ' -f 2 | sort | uniq -c | tr -s ' '",
             NULL);
    assert_string_equal(shell->out, " 3 known\n 1 sent\n");
    assert_string_equal(hub_value(shell, "flashcoop", "SELECT gross FROM hub.figure"), "450");
    shell_do(shell, "$F hub status --verify", NULL);
}

/* Twenty SIRENs that have their key. */
static const char SIRENS[] =
    "python3 -c \"\n"
    "def key(d):\n"
    "    return sum(sum(divmod(int(c) * (1 + i % 2), 10)) for i, c in enumerate(d[::-1])) % 10\n"
    "print(*[f'{n:09d}' for n in range(300000000, 300000400) if key(f'{n:09d}') == 0][:20])\"";

static void twenty_hosts_at_once_each_keep_their_own(void **state)
{
    struct shell *shell = *state;
    char line[1800];

    shell_write(shell, "products.csv", "code,label,price,vat\nC1,Cookie,1.50,5.5\n");
    snprintf(line, sizeof line,
             "%s >sirens; for s in $(cat sirens); do "
             "$F hub host add --siren $s --name H$s --login h$s --service admin; "
             "printf '[h%%s]\\nhost=%s\\nuser=h%%s\\ndbname=%%s\\n\\n' $s $s "
             "$(sed -n 's/dbname=//p' service | head -n 1) >>service; "
             "$F new $s.flashcoop --name S$s --host H$s --siren $s; "
             "$F import $s.flashcoop products products.csv; "
             "printf 'add C1\\npay cash 2\\n' | $F sell $s.flashcoop; "
             "$F close $s.flashcoop day; done >made && "
             "for s in $(cat sirens); do "
             "$F hub push $s.flashcoop --yes --service h$s >$s.said & done; wait; "
             "cat *.said | grep -c sent; "
             "for s in $(cat sirens); do $F hub report consolidate --service h$s --format csv | "
             "grep -c \"^S$s,H$s,\"; done | sort | uniq -c | tr -s ' '",
             SIRENS, hub_server_folder());
    shell_do(shell, line, NULL);
    assert_string_equal(shell->out, "20\n 20 1\n");
}

static void hostile_names_are_text_everywhere(void **state)
{
    struct shell *shell = *state;

    shell_write(shell, "products.csv", "code,label,price,vat\nC1,Cookie,1.50,5.5\n");
    shell_do(shell,
             "$F new b.flashcoop --name \"<script>x</script>'); DROP TABLE hub.sale; --\" "
             "--host '=1+1' --place '$$ {} \\\\ \\x00 NULL' --venue '\"a\",\"b\"' "
             "--siren 732829320 && $F import b.flashcoop products products.csv && "
             "printf 'add C1\\npay cash 2\\n' | $F sell b.flashcoop && "
             "$F close b.flashcoop day && $F hub push b.flashcoop --yes && "
             "$F hub report consolidate --format html >page && "
             "$F hub report consolidate --format csv",
             NULL);
    assert_null(strstr(shell->out, ",=1+1"));
    assert_non_null(strstr(shell->out, "<script>x</script>'); DROP TABLE hub.sale; --"));
    assert_int_not_equal(shell_run(shell, "grep -q '<script' page", NULL), 0);
    assert_string_equal(hub_value(shell, "flashcoop", "SELECT venue FROM hub.session"),
                        "\"a\",\"b\"");
    shell_do(shell,
             "$F hub report consolidate --format xlsx -o all.xlsx && "
             "unzip -p all.xlsx 'xl/worksheets/*.xml' >cells && ! grep -q '<f>1+1' cells && "
             "grep -q '=1+1' cells",
             NULL);
    /* A client that is not ours. */
    assert_int_equal(
        shell_run(shell,
                  "psql -qX service=flashcoop -v ON_ERROR_STOP=1 -v VERBOSITY=sqlstate "
                  "-c \"SELECT hub.push_open(gen_random_uuid(), ARRAY['', 'h', "
                  "E'\\xff', '', '', '', '', 'food'], 1, false)\"",
                  NULL),
        1);
    assert_non_null(strstr(shell->err, "22021"));
    assert_string_equal(hub_value(shell, "flashcoop",
                                  "SELECT hub.push_open(gen_random_uuid(), ARRAY['', 'h', "
                                  "repeat('n', 90), '', '', '', '', 'food'], 1, false)"),
                        "");
}

/* It ends with 3 and one line that holds `words`. */
static void assert_trouble(struct shell *shell, const char *line, const char *words)
{
    assert_int_equal(shell_run(shell, line, NULL), 3);
    if (!strstr(shell->err, words) || strchr(shell->err, '\n')[1] != '\0')
        fail_msg("%s: %s", line, shell->err);
}

static void each_trouble_with_the_server_is_one_line(void **state)
{
    struct shell *shell = *state;

    hub_make_book(shell, &MAM);
    assert_trouble(shell, "$F hub push mam.flashcoop --service nowhere", "pg_service.conf");
    shell_do(shell,
             "{ printf '[gone]\\nhost=/nowhere\\n\\n[plain]\\nhost=127.0.0.1\\nport=1\\n'; "
             "printf 'sslmode=require\\n\\n[some]\\nhost=127.0.0.1,/tmp\\nport=1\\n\\n'; "
             "sed -n '/admin/,/^$/p' service | sed 's/admin/locked/; s/postgres/locked/'; } "
             ">>service && psql -q service=admin -c "
             "\"DROP ROLE IF EXISTS locked\" -c \"CREATE ROLE locked LOGIN PASSWORD 'right'\"",
             NULL);
    assert_trouble(shell, "$F hub push mam.flashcoop --service gone", "ne répond pas");
    assert_trouble(shell, "$F hub push mam.flashcoop --service plain", "sslmode=verify-full");
    assert_trouble(shell, "$F hub push mam.flashcoop --service some", "sslmode=verify-full");
    shell_do(shell, "echo '*:*:*:locked:SECRETwrong' >pass && chmod 600 pass", NULL);
    assert_trouble(shell, "PGPASSFILE=$PWD/pass $F hub status --service locked", "mot de passe");
    assert_null(strstr(shell->err, "SECRET"));
    assert_trouble(shell, "chmod 644 pass; PGPASSFILE=$PWD/pass $F hub status --service locked",
                   "chmod 600");
    hub_value(shell, "admin", "INSERT INTO hub.step VALUES (99)");
    assert_trouble(shell, "$F hub push mam.flashcoop", "plus récente");
    assert_trouble(shell, "$F hub init --service admin", "plus récente");
    hub_value(shell, "admin", "DELETE FROM hub.step WHERE number > 1");
    assert_trouble(shell, "$F hub push mam.flashcoop", "hub init");
    hub_value(shell, "admin", "DROP SCHEMA hub CASCADE");
    assert_trouble(shell, "$F hub push mam.flashcoop", "hub init");
}

static void the_program_works_without_what_speaks_to_the_hub(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "mkdir alone && cp \"$F\" alone/flashcoop && alone/flashcoop --version", NULL);
    shell_do(shell, "alone/flashcoop new b.flashcoop --name B --host H", NULL);
    assert_trouble(shell, "alone/flashcoop hub status", "libflashcoop-hub.so");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, hub_set_up, hub_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_push_cut_off_leaves_nothing_and_the_next_completes),
        TEST(a_server_that_falls_leaves_nothing_and_the_next_completes),
        TEST(a_client_that_is_killed_holds_no_lock_for_long),
        TEST(one_book_pushed_four_times_at_once_is_sent_once),
        TEST(twenty_hosts_at_once_each_keep_their_own),
        TEST(hostile_names_are_text_everywhere),
        TEST(each_trouble_with_the_server_is_one_line),
        TEST(the_program_works_without_what_speaks_to_the_hub),
    };

    return cmocka_run_group_tests(tests, hub_server_start, hub_server_stop);
}
