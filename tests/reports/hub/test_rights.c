/* Who may see and write what, tried by SQL as anyone with a login could. */
#include "tests/support/hub_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct hub_book MAM = { "mam", "732829320", 3 };
static const struct hub_book COOP = { "coop", "404833048", 2 };

/* A host's book and another's, both at the hub. */
static void push_both(struct shell *shell)
{
    hub_make_book(shell, &MAM);
    hub_make_book(shell, &COOP);
    shell_do(shell,
             "$F hub push mam.flashcoop --yes && $F hub push coop.flashcoop --yes --service other",
             NULL);
}

/* The statement is refused to that service. */
static void assert_refused(struct shell *shell, const char *service, const char *sql)
{
    char line[200];

    shell_write(shell, "try.sql", sql);
    snprintf(line, sizeof line, "psql -qAtX service=%s -v ON_ERROR_STOP=1 -f try.sql", service);
    assert_int_equal(shell_run(shell, line, NULL), 3);
    if (!strstr(shell->err, "permission denied") && !strstr(shell->err, "must be owner") &&
        !strstr(shell->err, "not of your host"))
        fail_msg("%s: %s", sql, shell->err);
}

static void a_host_sees_its_own_rows_and_no_other(void **state)
{
    struct shell *shell = *state;
    static const char *const TABLES[] = { "session",   "till",        "record",   "sale",
                                          "sale_line", "payment",     "closing",  "posting",
                                          "figure",    "own_session", "own_entry" };

    push_both(shell);
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++) {
        char sql[200];

        snprintf(sql, sizeof sql, "SELECT count(DISTINCT session) FROM hub.%s", TABLES[i]);
        assert_string_equal(hub_value(shell, "flashcoop", sql), "1");
    }
    assert_string_equal(hub_value(shell, "other", "SELECT string_agg(name, ' ') FROM hub.session"),
                        "coop");
    assert_string_equal(hub_value(shell, "other", "SELECT string_agg(siren, ' ') FROM hub.host"),
                        "404833048");
}

static void a_function_that_tells_on_rows_is_told_nothing(void **state)
{
    struct shell *shell = *state;

    push_both(shell);
    shell_write(shell, "leak.sql",
                "CREATE FUNCTION pg_temp.tell(text) RETURNS bool LANGUAGE plpgsql COST 0.0001 AS "
                "$$ BEGIN RAISE NOTICE 'told %', $1; RETURN true; END $$;\n"
                "SELECT name FROM hub.session WHERE pg_temp.tell(name);\n"
                "SELECT name FROM hub.own_session WHERE pg_temp.tell(name);\n");
    shell_do(shell, "psql -qAtX service=flashcoop -f leak.sql", NULL);
    assert_non_null(strstr(shell->err, "told mam"));
    assert_null(strstr(shell->err, "told coop"));
    shell_write(shell, "leak.sql",
                "CREATE FUNCTION pg_temp.tell(bigint) RETURNS bool LANGUAGE plpgsql COST 0.0001 "
                "AS $$ BEGIN RAISE NOTICE 'told %', $1; RETURN true; END $$;\n"
                "SELECT answered FROM hub.network_answer WHERE pg_temp.tell(answered);\n");
    shell_do(shell, "psql -qAtX service=network -f leak.sql", NULL);
    assert_null(strstr(shell->err, "told"));
}

static void nobody_writes_but_by_a_push_and_nobody_deletes(void **state)
{
    struct shell *shell = *state;

    push_both(shell);
    assert_refused(shell, "flashcoop", "DELETE FROM hub.sale");
    assert_refused(shell, "flashcoop", "UPDATE hub.figure SET gross = 0");
    assert_refused(shell, "flashcoop", "INSERT INTO hub.host VALUES ('1', 'x')");
    assert_refused(shell, "flashcoop", "TRUNCATE hub.record");
    assert_refused(shell, "flashcoop", "DROP TABLE hub.sale");
    assert_refused(shell, "flashcoop", "CREATE TABLE hub.mine (n int)");
    assert_refused(shell, "flashcoop", "SET ROLE hub_owner");
    assert_refused(shell, "network", "DELETE FROM hub.till");
}

static void a_host_cannot_push_what_is_another_s(void **state)
{
    struct shell *shell = *state;
    char sql[400];

    push_both(shell);
    /* The same book by another login: its SIREN says whose it is. */
    assert_int_equal(shell_run(shell, "$F hub push mam.flashcoop --yes --service other", NULL), 1);
    assert_string_equal(hub_value(shell, "admin",
                                  "SELECT session FROM hub.session "
                                  "WHERE siren = '404833048' \\gset\n"
                                  "SELECT count(*) FROM hub.session"),
                        "2");
    snprintf(sql, sizeof sql, "SELECT session FROM hub.session WHERE siren = '404833048'");

    char id[64];

    snprintf(id, sizeof id, "%.60s", hub_value(shell, "admin", sql));
    snprintf(sql, sizeof sql, "SELECT hub.push_chain('%s', 'A')", id);
    assert_refused(shell, "flashcoop", sql);
    snprintf(sql, sizeof sql,
             "SELECT hub.push_payment('%s', 'A', ARRAY[1::bigint], ARRAY[1::bigint], "
             "ARRAY[1::bigint], ARRAY[1::bigint])",
             id);
    assert_refused(shell, "flashcoop", sql);
    snprintf(sql, sizeof sql,
             "SELECT hub.push_open('%s', ARRAY['', 'h', 'mine now', '', '', '', '', 'food'], 1, "
             "false)",
             id);
    shell_write(shell, "try.sql", sql);
    assert_int_equal(
        shell_run(shell, "psql -qX service=flashcoop -v ON_ERROR_STOP=1 -f try.sql", NULL), 3);
    assert_non_null(strstr(shell->err, "of another host"));
}

static void the_network_reads_figures_and_nothing_below(void **state)
{
    struct shell *shell = *state;
    static const char *const HIDDEN[] = { "session",  "sale",         "posting",      "record",
                                          "figure",   "answer_count", "rating_count", "member",
                                          "all_pool", "own_session",  "all_session" };

    push_both(shell);
    shell_do(shell, "$F hub report consolidate --service network --format csv", NULL);
    assert_non_null(strstr(shell->out, "mam,CDP49,Angers,,,0,Halles,4.50,"));
    assert_non_null(strstr(shell->out, "TOTAL,,,,,0,,7.50,"));
    for (size_t i = 0; i < sizeof HIDDEN / sizeof *HIDDEN; i++) {
        char sql[100];

        snprintf(sql, sizeof sql, "SELECT * FROM hub.%s", HIDDEN[i]);
        assert_refused(shell, "network", sql);
    }
    assert_int_equal(shell_run(shell, "$F hub report entries --service network", NULL), 1);
}

static void rows_that_no_seal_covers_count_nowhere_and_go_with_the_next_push(void **state)
{
    struct shell *shell = *state;

    push_both(shell);
    shell_write(shell, "stray.sql",
                "SELECT session AS s FROM hub.session \\gset\n"
                "SELECT hub.push_posting(:'s', 'A', ARRAY[900::bigint], ARRAY[1::bigint], "
                "ARRAY['VE'], ARRAY[20000::bigint], ARRAY['530'], ARRAY[100::bigint], "
                "ARRAY[0::bigint], ARRAY[20000::bigint]);\n");
    shell_do(shell, "psql -qX service=flashcoop -v ON_ERROR_STOP=1 -f stray.sql", NULL);
    assert_string_equal(
        hub_value(shell, "flashcoop", "SELECT count(*) FROM hub.own_entry WHERE seq = 900"), "0");
    hub_sell_more(shell, &MAM);
    shell_do(shell, "$F hub push mam.flashcoop", NULL);
    assert_string_equal(
        hub_value(shell, "flashcoop", "SELECT count(*) FROM hub.posting WHERE seq = 900"), "0");
}

/* unnest() would fill up the shorter with nulls. */
static void lists_of_unequal_lengths_are_refused(void **state)
{
    static const char *const CALLS[] = {
        "push_payment(:'s', 'A', ARRAY[9::bigint], ARRAY[1::bigint, 2], ARRAY[1::bigint], "
        "ARRAY[1::bigint])",
        "push_answers(:'s', ARRAY['I1', 'I2'], ARRAY[5::bigint], ARRAY[5::bigint], "
        "ARRAY[0::bigint], ARRAY[0::bigint], ARRAY[0::bigint])",
        "push_follow(:'s', ARRAY['exit'], ARRAY['search'], NULL)",
    };
    struct shell *shell = *state;

    push_both(shell);
    for (size_t i = 0; i < sizeof CALLS / sizeof *CALLS; i++) {
        char sql[400];

        snprintf(sql, sizeof sql, "SELECT session AS s FROM hub.session \\gset\nSELECT hub.%s;",
                 CALLS[i]);
        shell_write(shell, "try.sql", sql);
        assert_int_equal(
            shell_run(shell, "psql -qX service=flashcoop -v ON_ERROR_STOP=1 -f try.sql", NULL), 3);
        if (!strstr(shell->err, "lists of unequal lengths"))
            fail_msg("%s: %s", CALLS[i], shell->err);
    }
}

/* As a client that is not ours could call the functions. */
static void what_does_not_hold_is_not_sealed(void **state)
{
    struct shell *shell = *state;

    static const struct {
        const char *spoil, *said;
    } TRIES[] = {
        { "DELETE FROM hub.record WHERE seq = :n - 2", "gap" },
        { "UPDATE hub.payment SET amount = amount + 1 WHERE seq = :n - 2", "do not make the sale" },
        { "UPDATE hub.sale_line SET discount = 7 WHERE seq = :n - 2", "broken" },
        { "UPDATE hub.posting SET debit = debit + 1 WHERE seq = :n AND debit > 0", "balance" },
        { "UPDATE hub.closing SET gross = gross + 1 WHERE seq = :n", "sum of its sales" },
    };

    push_both(shell);
    for (size_t i = 0; i < sizeof TRIES / sizeof *TRIES; i++) {
        char sql[800];

        snprintf(sql, sizeof sql,
                 "BEGIN;\nSELECT session AS s, seq AS n, link AS l, public_key AS k FROM hub.till "
                 "JOIN hub.session USING (session) WHERE siren = '732829320' \\gset\n"
                 "INSERT INTO hub.member VALUES ('postgres', '732829320') ON CONFLICT DO NOTHING;\n"
                 "DELETE FROM hub.till WHERE session = :'s';\n%s;\n"
                 "SELECT hub.push_seal(:'s', 'A', :n, ARRAY[:'l'::bytea, NULL, :'k']);\nROLLBACK;",
                 TRIES[i].spoil);
        shell_write(shell, "try.sql", sql);
        assert_int_equal(
            shell_run(shell, "psql -qX service=admin -v ON_ERROR_STOP=1 -f try.sql", NULL), 3);
        if (!strstr(shell->err, TRIES[i].said))
            fail_msg("%s: %s", TRIES[i].said, shell->err);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, hub_set_up, hub_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_host_sees_its_own_rows_and_no_other),
        TEST(a_function_that_tells_on_rows_is_told_nothing),
        TEST(nobody_writes_but_by_a_push_and_nobody_deletes),
        TEST(a_host_cannot_push_what_is_another_s),
        TEST(the_network_reads_figures_and_nothing_below),
        TEST(rows_that_no_seal_covers_count_nowhere_and_go_with_the_next_push),
        TEST(lists_of_unequal_lengths_are_refused),
        TEST(what_does_not_hold_is_not_sealed),
    };

    return cmocka_run_group_tests(tests, hub_server_start, hub_server_stop);
}
