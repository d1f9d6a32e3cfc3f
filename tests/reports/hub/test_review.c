/* The review: sums with their bases, and nothing from which a person or a session would follow. */
#include "tests/support/hub_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Sessions with their answers, as pushes leave them; `rows`: (host's digit, sector, yes, little,
 * no). */
static void fill(struct shell *shell, const char *rows)
{
    char sql[2500];

    snprintf(
        sql, sizeof sql,
        "WITH f AS (SELECT gen_random_uuid() AS s, v.* FROM (VALUES %s) AS "
        "v(host, sector, yes, little, no)), one AS (INSERT INTO hub.session SELECT s, "
        "repeat(host::text, 9), 'Host ' || host, 'S', 'L', 'V', '2026-03-01', '2026-03-09', "
        "yes + little + no, sector, false, NULL, now() FROM f), two AS (INSERT INTO hub.figure "
        "SELECT s, 1, 0, 1000, 900, 100, 1000, 0, 0, 0, 0, 0, 900, 0, 900, 0, 0, 0, 900, 0, 900 "
        "FROM f) INSERT INTO hub.answer_count SELECT s, 'I1', yes + little + no, yes, little, "
        "no, 0 FROM f",
        rows);
    hub_value(shell, "admin", sql);
}

static const char *review(struct shell *shell)
{
    return shell_do(shell, "$F hub report review --service network --format csv | tr -d '\\r'",
                    NULL);
}

#define HEADS "year,sector,statement,sessions,participants,answered,yes,little,no,others\n"

static void sums_are_of_three_sessions_and_two_hosts_or_not_at_all(void **state)
{
    struct shell *shell = *state;

    fill(shell, "(1,'food',5,3,3),(2,'food',4,3,3)");
    assert_string_equal(review(shell), HEADS);
    fill(shell, "(1,'food',5,3,3)");
    assert_string_equal(review(shell), HEADS "2026,,I1,3,32,32,14,9,9,0\n"
                                             "2026,food,I1,3,32,32,14,9,9,0\n");
}

static void three_sessions_of_one_host_are_not_pooled(void **state)
{
    struct shell *shell = *state;

    fill(shell, "(1,'food',5,3,3),(1,'food',4,3,3),(1,'food',4,3,3)");
    assert_string_equal(review(shell), HEADS);
}

static void a_sector_that_may_not_be_shown_takes_the_others_with_it(void **state)
{
    struct shell *shell = *state;

    fill(shell, "(1,'food',5,3,3),(2,'food',4,3,3),(1,'food',4,3,3),(2,'textile',4,3,4)");
    assert_string_equal(review(shell), HEADS "2026,,I1,4,42,42,17,12,13,0\n");
}

static void small_cells_are_merged_and_never_masked(void **state)
{
    struct shell *shell = *state;

    fill(shell, "(1,'food',5,3,0),(2,'food',4,2,1),(1,'food',4,3,0)");
    assert_string_equal(review(shell), HEADS "2026,,I1,3,22,22,13,,,9\n");
    hub_value(shell, "admin", "DELETE FROM hub.answer_count");
    fill(shell, "(1,'food',5,0,0),(2,'food',5,0,0),(1,'food',5,0,1)");
    assert_string_equal(review(shell), HEADS "2026,,I1,3,16,16,,,,\n");
}

static void each_year_and_host_has_its_facts_in_every_form(void **state)
{
    struct shell *shell = *state;

    fill(shell, "(1,'food',5,3,3),(2,'textile',4,3,3),(1,'food',5,3,3)");
    shell_do(shell, "$F hub report review --service network", NULL);
    assert_non_null(strstr(shell->out, "2026   Host 1"));
    assert_non_null(strstr(shell->out, "2026   toutes"));
    assert_non_null(strstr(shell->out, "14 sur 32"));
    shell_do(shell,
             "$F hub report review --service network --format pdf -o r.pdf && "
             "$F hub report review --service network --format xlsx -o r.xlsx && "
             "$F hub report review --service network --format html -o r.html && "
             "$F hub report review --service network --year 2025 --format csv | wc -l && "
             "pdftotext r.pdf - | grep -q 'Host 2' && grep -q 'Host 2' r.html",
             NULL);
    assert_string_equal(shell->out, "1\n");
}

/* What became of people, hours and calls: merged as answers are, and never of two sessions. */
static void next_steps_hours_and_calls_are_sums_without_small_cells(void **state)
{
    static const char FOLLOW[] =
        "INSERT INTO hub.follow_count SELECT session, v.* FROM hub.session, (VALUES "
        "('exit', 'training', 4), ('exit', 'search', 2), ('exit', 'unsaid', 1), "
        "('hours', 'minutes', 630), ('call', 'attempts', 9), ('call', 'called', 5), "
        "('call', 'reached', 4)) AS v WHERE session NOT IN (SELECT session FROM hub.follow_count)";
    struct shell *shell = *state;

    fill(shell, "(1,'food',5,3,3),(2,'textile',4,3,3)");
    hub_value(shell, "admin", FOLLOW);
    shell_do(shell, "$F hub report review --service network", NULL);
    assert_null(strstr(shell->out, "en formation"));
    fill(shell, "(1,'food',5,3,3)");
    hub_value(shell, "admin", FOLLOW);
    shell_do(shell,
             "$F hub report review --service network | tr -s ' ' | grep '^2026 [a-zé]* le dernier'",
             NULL);
    assert_non_null(strstr(shell->out, "3 21 en formation 12"));
    assert_non_null(strstr(shell->out, "3 21 cherche du 6"));
    assert_non_null(strstr(shell->out, "3 21 Autres ou non dit 3"));
    assert_null(strstr(shell->out, "2026 culinaire le dernier"));
    shell_do(shell,
             "$F hub report review --service network | tr -s ' ' | grep '^2026 toutes 32 27 15 12'",
             NULL);
    hub_value(shell, "admin",
              "UPDATE hub.follow_count SET count = 1 WHERE item = 'search' AND "
              "session <> (SELECT min(session::text)::uuid FROM hub.session)");
    hub_value(shell, "admin", "DELETE FROM hub.follow_count WHERE item = 'search' AND count = 2");
    shell_do(shell, "$F hub report review --service network | tr -s ' '", NULL);
    assert_null(strstr(shell->out, "cherche du"));
    assert_non_null(strstr(shell->out, "Autres ou non dit 5"));
    assert_string_equal(hub_value(shell, "network", "SELECT count(*) FROM hub.follow_count"), "");
}

/* Of a year's sectors, too: all with the same cells, of which the year's are the sums. */
static void next_steps_hours_and_calls_are_told_by_sector(void **state)
{
    static const char FOLLOW[] =
        "INSERT INTO hub.follow_count SELECT session, v.kind, v.item, v.count + "
        "(sector = 'food')::int * v.more FROM hub.session, (VALUES ('exit', 'training', 3, 1), "
        "('exit', 'search', 1, -1), ('exit', 'job_short', 0, 2), ('exit', 'unsaid', 1, 0), "
        "('hours', 'minutes', 600, 60), ('call', 'attempts', 9, 1), ('call', 'called', 6, 2), "
        "('call', 'reached', 4, 3)) AS v(kind, item, count, more) "
        "WHERE v.count + (sector = 'food')::int * v.more > 0";
    struct shell *shell = *state;

    fill(shell, "(1,'food',5,3,3),(2,'food',4,3,3),(1,'food',5,3,3),"
                "(1,'textile',5,3,3),(2,'textile',4,3,3),(1,'textile',5,3,3)");
    hub_value(shell, "admin", FOLLOW);
    shell_do(shell,
             "$F hub report review --service network | tr -s ' ' | grep '^2026 .*le dernier' | "
             "sort",
             NULL);
    assert_string_equal(shell->out, "2026 culinaire le dernier jour 3 21 Autres ou non 3\n"
                                    "2026 culinaire le dernier jour 3 21 en formation 12\n"
                                    "2026 culinaire le dernier jour 3 21 travail de 6 6\n"
                                    "2026 textile le dernier jour 3 15 Autres ou non 3\n"
                                    "2026 textile le dernier jour 3 15 cherche du 3\n"
                                    "2026 textile le dernier jour 3 15 en formation 9\n"
                                    "2026 toutes le dernier jour 6 36 Autres ou non 6\n"
                                    "2026 toutes le dernier jour 6 36 cherche du 3\n"
                                    "2026 toutes le dernier jour 6 36 en formation 21\n"
                                    "2026 toutes le dernier jour 6 36 travail de 6 6\n");
    shell_do(shell,
             "$F hub report review --service network | tr -s ' ' | grep -E '^2026 [a-z]+ [0-9]+ "
             "[0-9]+ [0-9]+ [0-9]+$'",
             NULL);
    assert_string_equal(shell->out, "2026 toutes 63 57 42 33\n"
                                    "2026 culinaire 33 30 24 21\n2026 textile 30 27 18 12\n");
}

/* Files hold one table: each of the review has its own name. */
static void each_table_of_the_review_is_a_file(void **state)
{
    static const char FOLLOW[] =
        "INSERT INTO hub.rating_count SELECT session, 'G', 1, 'A', 'self', 9, 9, 4, 3, 2 "
        "FROM hub.session; INSERT INTO hub.follow_count SELECT session, v.* FROM hub.session, "
        "(VALUES ('cold', 'training', 4), ('cold', 'search', 3), ('hours', 'minutes', 630), "
        "('call', 'attempts', 9), ('call', 'called', 7), ('call', 'reached', 3)) AS v";
    static const char WANTED[] =
        "year,sector,sessions,participants,turnover,net_sales,result\n"
        "2026,,3,32,30.00,27.00,27.00\n2026,food,3,32,30.00,27.00,27.00\n"
        "year,host,sessions,participants,turnover,net_sales,result\n"
        "2026,Host 1,2,22,20.00,18.00,18.00\n2026,Host 2,1,10,10.00,9.00,9.00\n"
        "year,sector,grid,volet,rater,sessions,people,up,same,down,others\n"
        "2026,,G 1,A,self,3,27,12,9,6,0\n2026,food,G 1,A,self,3,27,12,9,6,0\n"
        "year,sector,moment,sessions,people,outcome,count\n"
        "2026,,cold,3,21,training,12\n2026,,cold,3,21,search,9\n"
        "2026,food,cold,3,21,training,12\n2026,food,cold,3,21,search,9\n"
        "year,sector,hours,attempts,called,reached\n2026,,32,27,21,9\n2026,food,32,27,21,9\n";
    struct shell *shell = *state;

    fill(shell, "(1,'food',5,3,3),(2,'food',4,3,3),(1,'food',5,3,3)");
    hub_value(shell, "admin", FOLLOW);
    shell_do(shell,
             "for table in facts hosts ratings outcomes calls; do $F hub report $table "
             "--service network --format csv | tr -d '\\r'; for f in text pdf xlsx html; do "
             "$F hub report $table --service network --format $f -o $table.$f; done; done",
             NULL);
    assert_string_equal(shell->out, WANTED);
}

/* Whatever the counts: no cell of 1 or 2, and none by taking what is said from what is said. */
static void no_small_cell_follows_from_year_and_sectors(void **state)
{
    static const char FILL[] =
        "DELETE FROM hub.follow_count; SELECT setseed(%d / 100.0); "
        "INSERT INTO hub.follow_count SELECT session, 'exit', item, n FROM (SELECT session, item, "
        "floor(random() * random() * %d)::int AS n FROM hub.session, "
        "unnest(hub.outcomes()) AS item) AS drawn WHERE n > 0";
    static const char SMALL[] = "SELECT count(*) FROM hub.network_outcome WHERE cell IN (1, 2)";
    static const char ALL_IN_ONE[] =
        "SELECT count(*) FROM (SELECT FROM hub.network_outcome GROUP BY year, sector, kind "
        "HAVING count(*) FILTER (WHERE cell > 0) = 1) AS alone";
    static const char LEFT_OVER[] =
        "SELECT count(*) FROM (SELECT year, kind, item, sum(cell) FILTER (WHERE sector <> '') AS "
        "sectors, sum(cell) FILTER (WHERE sector = '') AS whole, "
        "count(*) FILTER (WHERE sector <> '') AS split FROM hub.network_outcome "
        "GROUP BY year, kind, item) AS all_of WHERE split > 0 AND sectors IS DISTINCT FROM whole";
    static const char LOST[] =
        "SELECT (SELECT coalesce(sum(cell), 0) FROM hub.network_outcome WHERE sector = '') - "
        "CASE WHEN EXISTS (SELECT FROM hub.network_outcome WHERE sector = '' AND cell IS NOT NULL) "
        "THEN (SELECT sum(count) FROM hub.follow_count) ELSE 0 END";
    struct shell *shell = *state;
    int split = 0;

    fill(shell, "(1,'food',5,3,3),(2,'food',4,3,3),(1,'food',5,3,3),"
                "(1,'textile',5,3,3),(2,'textile',4,3,3),(1,'textile',5,3,3)");
    for (int round = 0; round < 40; round++) {
        char sql[600];

        snprintf(sql, sizeof sql, FILL, round, 2 + round % 10 * 3);
        hub_value(shell, "admin", sql);
        assert_string_equal(hub_value(shell, "admin", SMALL), "0");
        assert_string_equal(hub_value(shell, "admin", ALL_IN_ONE), "0");
        assert_string_equal(hub_value(shell, "admin", LEFT_OVER), "0");
        assert_string_equal(hub_value(shell, "admin", LOST), "0");
        split += strcmp(hub_value(shell, "admin",
                                  "SELECT count(*) FROM hub.network_outcome WHERE sector <> ''"),
                        "0") != 0;
    }
    assert_in_range(split, 5, 39);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, hub_set_up, hub_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(sums_are_of_three_sessions_and_two_hosts_or_not_at_all),
        TEST(three_sessions_of_one_host_are_not_pooled),
        TEST(a_sector_that_may_not_be_shown_takes_the_others_with_it),
        TEST(small_cells_are_merged_and_never_masked),
        TEST(next_steps_hours_and_calls_are_sums_without_small_cells),
        TEST(next_steps_hours_and_calls_are_told_by_sector),
        TEST(each_table_of_the_review_is_a_file),
        TEST(no_small_cell_follows_from_year_and_sectors),
        TEST(each_year_and_host_has_its_facts_in_every_form),
    };

    return cmocka_run_group_tests(tests, hub_server_start, hub_server_stop);
}
