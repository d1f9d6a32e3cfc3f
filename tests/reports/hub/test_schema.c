/* What the server is given: each table, key, view and function of it, whatever steps come. */
#include "tests/support/hub_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define OF_HUB "WHERE c.relnamespace = 'hub'::regnamespace "

static void assert_none(struct shell *shell, const char *sql)
{
    char line[1200];

    snprintf(line, sizeof line, "SELECT 'found: ' || coalesce(string_agg(x, ' '), '') FROM (%s) q",
             sql);
    assert_string_equal(hub_value(shell, "admin", line), "found: ");
}

/* Ready for a server that spreads tables by the session. */
static void every_fact_table_and_key_begins_with_the_session(void **state)
{
    struct shell *shell = *state;

    /* The hosts, their logins and the steps are the same on every server. */
    assert_none(shell, "SELECT c.relname AS x FROM pg_class c " OF_HUB
                       "AND c.relkind = 'r' AND c.relname NOT IN ('host', 'member', 'step') AND "
                       "(NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND "
                       "i.indisprimary) OR EXISTS (SELECT FROM pg_index i JOIN pg_attribute a ON "
                       "a.attrelid = c.oid AND a.attnum = i.indkey[0] WHERE i.indrelid = c.oid "
                       "AND i.indisunique AND a.attname <> 'session') OR NOT EXISTS (SELECT FROM "
                       "pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = 1 AND "
                       "a.attname = 'session'))");
    assert_none(shell, "SELECT c.relname AS x FROM pg_class c " OF_HUB "AND c.relkind = 'S'");
    assert_none(shell, "SELECT t.tgname AS x FROM pg_trigger t JOIN pg_class c ON "
                       "c.oid = t.tgrelid " OF_HUB "AND NOT t.tgisinternal");
    assert_none(shell,
                "SELECT k.conname AS x FROM pg_constraint k JOIN pg_class c ON "
                "c.oid = k.conrelid " OF_HUB "AND k.contype = 'f' AND c.relname <> 'member'");
}

static void every_table_view_and_function_has_its_guard(void **state)
{
    struct shell *shell = *state;

    assert_none(shell, "SELECT c.relname AS x FROM pg_class c " OF_HUB
                       "AND c.relkind = 'r' AND c.relname <> 'step' AND NOT c.relrowsecurity");
    assert_none(shell, "SELECT c.relname || ' ' || who AS x FROM pg_class c, unnest(ARRAY["
                       "'hub_host', 'hub_network', 'cdp', 'net']) AS who " OF_HUB
                       "AND c.relkind IN ('r', 'v') AND has_table_privilege(who, c.oid, "
                       "'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')");
    assert_none(shell, "SELECT c.relname AS x FROM pg_class c " OF_HUB
                       "AND c.relkind IN ('r', 'v') AND c.relname NOT LIKE 'network_%' AND "
                       "c.relname <> 'step' AND has_table_privilege('net', c.oid, 'SELECT')");
    assert_none(shell, "SELECT c.relname AS x FROM pg_class c " OF_HUB
                       "AND c.relkind = 'v' AND (c.relname LIKE 'own_%' AND NOT c.reloptions::text "
                       "LIKE '%security_invoker%' OR c.reloptions::text IS NULL OR "
                       "c.reloptions::text NOT LIKE '%security_barrier%' OR c.relname !~ "
                       "'^(own|network|all)_' OR c.relname !~ '^own_' AND "
                       "has_table_privilege('cdp', c.oid, 'SELECT'))");
    assert_none(shell, "SELECT p.proname AS x FROM pg_proc p WHERE p.pronamespace = "
                       "'hub'::regnamespace AND (p.proacl IS NULL OR p.proacl::text ~ '[{,]=X' OR "
                       "p.prosecdef AND p.proconfig::text NOT LIKE '%search_path=hub, pg_temp%')");
}

/* From each step to the newest, with sessions of the demo in it. */
static void from_each_step_the_newest_has_the_same_reports(void **state)
{
    struct shell *shell = *state;

    shell_write(shell, "outcomes.csv",
                "badge,moment,outcome,date,with\nP1,cold,training,,\nP2,cold,training,,\n"
                "P3,cold,training,,\nP4,cold,search,,\nP5,cold,search,,\nP6,cold,search,,\n");
    shell_write(shell, "common.sh",
                "ask() { psql -qAtX service=admin -v ON_ERROR_STOP=1 -c \"$1\"; }\n"
                "push() { $F hub push books/*.flashcoop --yes >said || cat said; }\n"
                /* Those of the demo do not count in the review. */
                "tell() { ask 'UPDATE hub.session SET is_example = false'; "
                "for r in consolidate entries review facts hosts ratings outcomes calls; do "
                "$F hub report $r --format csv; done >$1; $F hub status --verify >>$1; }\n");
    shell_do(
        shell,
        ". ./common.sh; mkdir books && $F demo books >made && "
        "$F import books/mamcookies.flashcoop outcomes outcomes.csv && push && tell whole && "
        "grep -q cold,.*training,3 whole && pg_dump --data-only --inserts --exclude-table=hub.step "
        "service=admin >rows.sql && ask 'DROP SCHEMA hub CASCADE' && "
        "$F hub init --service admin --dry-run >all.sql",
        NULL);
    shell_do(shell,
             ". ./common.sh; set -e; newest=$(grep -c '^-- Step' all.sql); [ $newest -gt 3 ]; "
             "for n in $(seq 1 $((newest - 1))); do ask 'DROP SCHEMA IF EXISTS hub CASCADE'; "
             "{ echo 'BEGIN;'; sed \"/^-- Step $((n + 1))/,\\$d\" all.sql; "
             "for i in $(seq 1 $n); do echo \"INSERT INTO hub.step (number) VALUES ($i);\"; done; "
             "echo 'COMMIT;'; } >part.sql; "
             "psql -qX service=admin -v ON_ERROR_STOP=1 -f part.sql; "
             /* Tables of later steps are not there yet: what they held comes with the next push. */
             "psql -qX service=admin -f rows.sql >log 2>&1; "
             "ask \"UPDATE hub.session SET digest = NULL\"; "
             "$F hub init --service admin; push; tell part$n; "
             "cmp whole part$n; done",
             NULL);
    assert_non_null(strstr(shell->out, "step "));
    shell_do(shell, "$F hub init --service admin", NULL);
    assert_string_equal(shell_do(shell, "$F hub init --service admin --dry-run", NULL), "");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, hub_set_up, hub_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(every_fact_table_and_key_begins_with_the_session),
        TEST(every_table_view_and_function_has_its_guard),
        TEST(from_each_step_the_newest_has_the_same_reports),
    };

    return cmocka_run_group_tests(tests, hub_server_start, hub_server_stop);
}
