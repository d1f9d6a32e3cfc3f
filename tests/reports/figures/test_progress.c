/* The rules of the programme's reference, sections 5 and 6, from the book to the report. */
#include "reports/figures/progress.h"

#include "base/lang.h"
#include "reports/figures/call_list.h"
#include "reports/figures/impact_table.h"
#include "reports/figures/roll.h"
#include "tests/support/people_book.h"
#include "tests/support/rendered.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct session SESSION = { .name = "MamCookies", .host = "CDP49" };
static const char *const A_IDS[] = { "A1", "A2", "A3", "A4", "A5", "A6" };
static const char *const B_IDS[] = { "B1", "B2", "B3", "B4", "B5", "B6" };

static int set_up(void **state)
{
    static struct people_book book;

    people_book_open(&book, true);
    *state = &book;
    return 0;
}

static int tear_down(void **state)
{
    lang_choose("fr");
    people_book_close(*state);
    return 0;
}

/* "1 2 2 3 . 4" on a day, for six indicators. */
static void rate(struct people_book *book, const char *badge, const char *const ids[6], int day,
                 const char *marks)
{
    static struct grid grid;

    grid_default(&grid);
    for (int i = 0; i < 6; i++) {
        struct rating rating = { .rater = "self",
                                 .indicator = grid_find(&grid, ids[i]),
                                 .day = day };

        rating.value = marks[2 * i] == '.' ? 0 : marks[2 * i] - '0';
        assert_true(records_put_rating(book->db, badge, &rating, &grid, &book->err));
    }
}

static void report(struct people_book *book, enum page_format format, struct rendered *out)
{
    struct rating_table *marks;
    static struct progress progress;

    assert_true(rating_table_open(book->db, &marks, &book->err));
    progress_compute(marks, &progress);
    rendered_begin(out, format);
    progress_page(&SESSION, marks, &progress, out->page);
    rating_table_close(marks);
}

static void assert_line(struct people_book *book, const char *line)
{
    struct rendered out;

    report(book, PAGE_CSV, &out);
    if (!strstr(rendered_text(&out), line))
        fail_msg("%s not in\n%s", line, buf_text(&out.outlet.block));
    rendered_end(&out);
}

static void v1_and_v2_are_written_with_the_columns_of_the_contract(void **state)
{
    struct people_book *book = *state;

    people_book_add(book, 1);
    rate(book, "P1", A_IDS, 2, "1 2 2 3 . 4");
    rate(book, "P1", A_IDS, 7, "3 3 2 4 3 4");
    rate(book, "P1", B_IDS, 1, "2 2 1 3 3 2");
    rate(book, "P1", B_IDS, 7, "3 3 3 3 4 3");
    assert_line(book, "badge,volet,rater,pairs,sum,up,same,down,ceiling,index\r\n");
    assert_line(book, "P1,A,self,5,4,3,2,0,1,26.7\r\n");
    assert_line(book, "P1,B,self,6,6,5,1,0,0,33.3\r\n");
    assert_line(book, "P1,ALL,self,11,10,8,3,0,1,30.0\r\n");
    assert_line(book, "P1,A,animator,0,0,0,0,0,0,\r\n");
    assert_line(book, "GROUP,A,self,1,,1,0,0,,\r\n");
}

static void a_loss_keeps_its_sign_and_too_few_pairs_give_no_index(void **state)
{
    struct people_book *book = *state;

    people_book_add(book, 1);
    rate(book, "P1", A_IDS, 2, "2 . . 3 . 1");
    rate(book, "P1", A_IDS, 7, "3 3 2 3 2 2");
    rate(book, "P1", B_IDS, 1, "4 3 3 2 3 3");
    rate(book, "P1", B_IDS, 7, "3 3 2 2 3 2");
    assert_line(book, "P1,A,self,3,2,2,1,0,0,\r\n");
    assert_line(book, "P1,B,self,6,-3,0,3,3,1,-16.7\r\n");
    assert_line(book, "P1,ALL,self,9,-1,2,4,3,1,\r\n");
}

/* G1: sums of six ratings, spread over six indicators. */
static void seven_people(struct people_book *book)
{
    static const int STARTS[] = { 14, 15, 11, 20, 12, 16, 13 };
    static const int ENDS[] = { 18, 19, 17, 20, 17, 18, 15 };

    people_book_add(book, 7);
    for (int person = 0; person < 7; person++) {
        char badge[BADGE_MAX];
        char starts[12];
        char ends[12];

        for (int i = 0; i < 6; i++) {
            starts[2 * i] = (char)('0' + STARTS[person] / 6 + (i < STARTS[person] % 6));
            ends[2 * i] = (char)('0' + ENDS[person] / 6 + (i < ENDS[person] % 6));
        }
        snprintf(badge, sizeof badge, "P%d", person + 1);
        rate(book, badge, A_IDS, 2, starts);
        rate(book, badge, A_IDS, 7, ends);
    }
}

static void g1_the_group_is_18_3_percent_over_seven_persons(void **state)
{
    struct people_book *book = *state;

    seven_people(book);
    assert_line(book, "GROUP,A,self,7,,6,1,0,,18.3\r\n");
    assert_line(book, "GROUP,B,self,0,,0,0,0,,\r\n");
}

static void g1_is_said_with_its_base_and_its_interval(void **state)
{
    struct people_book *book = *state;
    struct rendered out;
    const char *text;

    seven_people(book);
    assert_true(people_stop(book->db, "P7", 5, &book->err));
    report(book, PAGE_TEXT, &out);
    text = rendered_text(&out);
    assert_non_null(strstr(text, "Ont commencé : 7. Ont fini : 6."));
    assert_non_null(strstr(text, "+18 %"));
    assert_non_null(strstr(text, "7 sur 7 personnes"));
    assert_non_null(strstr(text, "p = 0,03125"));
    assert_non_null(strstr(text, "7,7"));
    assert_non_null(strstr(text, "28,8"));
    rendered_end(&out);
}

static void with_nobody_one_two_or_three_people_something_true_is_said(void **state)
{
    struct people_book *book = *state;

    for (int count = 0; count <= 3; count++) {
        struct rendered out;
        char line[80];

        people_book_add(book, count);
        snprintf(line, sizeof line, "Ont commencé : %d.", count);
        report(book, PAGE_TEXT, &out);
        assert_non_null(strstr(rendered_text(&out), line));
        assert_null(strstr(buf_text(&out.outlet.block), "moyen "));
        rendered_end(&out);
        snprintf(line, sizeof line, "GROUP,A,self,0,,0,0,0,,\r\n");
        assert_line(book, line);
    }
}

static void four_who_all_went_up_are_too_few_to_conclude(void **state)
{
    struct people_book *book = *state;
    static struct progress progress;
    struct rating_table *marks;
    char text[GROUP_TEXT_MAX];

    people_book_add(book, 4);
    for (int i = 1; i <= 4; i++) {
        char badge[BADGE_MAX];

        snprintf(badge, sizeof badge, "P%d", i);
        rate(book, badge, A_IDS, 1, "1 1 1 1 1 1");
        rate(book, badge, A_IDS, 7, "4 4 4 4 4 4");
    }
    assert_true(rating_table_open(book->db, &marks, &book->err));
    progress_compute(marks, &progress);
    progress_format_group(&progress.groups[0][0], text);
    assert_string_equal(
        text, "progrès mesurés (indice) : 4 sur 4 personnes, 4 plus haut, 0 pareil, 0 plus bas. "
              "En moyenne +100 %, de +100 % à +100 % (4 sur 4 personnes). "
              "Groupe trop petit pour conclure.");
    progress_format_expert(&progress.groups[0][0], text);
    assert_string_equal(text, "");
    rating_table_close(marks);
}

/* Every text that the reports on people make, one after the other. */
static void everything(struct people_book *book, struct rendered *out)
{
    struct rating_table *marks;
    static struct progress progress;
    static struct roll roll;
    static struct impact_table impact;
    static struct call_list calls;

    assert_true(rating_table_open(book->db, &marks, &book->err));
    progress_compute(marks, &progress);
    assert_true(roll_read(book->db, &roll, &book->err));
    assert_true(impact_table_read(book->db, &impact, &book->err));
    assert_true(call_list_read(book->db, day_of(2020, 4, 10), &calls, &book->err));
    rendered_begin(out, PAGE_TEXT);
    progress_page(&SESSION, marks, &progress, out->page);
    rating_table_page(&SESSION, marks, out->page);
    roll_page(&SESSION, &roll, out->page);
    impact_table_page(&SESSION, &impact, out->page);
    call_list_page(&SESSION, &calls, out->page);
    rating_table_close(marks);
}

static void assert_holds_none(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strstr(text, words[i]))
            fail_msg("« %s » in\n%s", words[i], text);
}

static void no_report_claims_what_it_cannot_know(void **state)
{
    static const char *const FORBIDDEN[] = {
        "grâce",    "parce que",  "certifi", "CléA",   "niveau", "apte ",     "aptitude",
        "meilleur", "classement", "échoué",  "prouve", "caus",   "thanks to", "because",
        "certif",   "level ",     "best",    "rank",   "proves", "failed",
    };
    struct people_book *book = *state;

    seven_people(book);
    for (int i = 0; i < 2; i++) {
        struct rendered out;

        lang_choose(i == 0 ? "fr" : "en");
        everything(book, &out);
        assert_holds_none(rendered_text(&out), FORBIDDEN, COUNT_OF(FORBIDDEN));
        rendered_end(&out);
    }
}

/* A second way from the rows of the book to the index: one SQL question, no code of ours. */
static void random_books_agree_with_a_computation_in_sql(void **state)
{
    static const char SQL_AGAIN[] =
        "WITH start AS (SELECT badge, indicator, value FROM rating r WHERE rater = 'self' "
        "AND day <= 3 AND value IS NOT NULL AND day = (SELECT min(day) FROM rating s WHERE "
        "s.badge = r.badge AND s.rater = 'self' AND s.indicator = r.indicator AND s.day <= 3 "
        "AND s.value IS NOT NULL)), finish AS (SELECT badge, indicator, value FROM rating r "
        "WHERE rater = 'self' AND day >= 5 AND value IS NOT NULL AND day = (SELECT max(day) "
        "FROM rating s WHERE s.badge = r.badge AND s.rater = 'self' AND s.indicator = "
        "r.indicator AND s.day >= 5 AND s.value IS NOT NULL)) SELECT count(*), "
        "coalesce(sum(f.value - s.value), 0) FROM start s JOIN finish f USING (badge, indicator) "
        "WHERE badge = ?1 AND substr(indicator, 1, 1) = 'A' AND indicator <> 'A7'";
    struct people_book *book = *state;
    static struct progress progress;
    struct rating_table *marks;
    unsigned seed = 42;

    people_book_add(book, 15);
    assert_true(db_begin(book->db, &book->err));
    for (int i = 1; i <= 15; i++)
        for (int day = 1; day <= 7; day++) {
            char badge[BADGE_MAX];
            char values[12];

            for (int k = 0; k < 6; k++)
                values[2 * k] = rand_r(&seed) % 2 ? '.' : "1234"[rand_r(&seed) % 4];
            snprintf(badge, sizeof badge, "P%d", i);
            rate(book, badge, A_IDS, day, values);
        }
    assert_true(db_commit(book->db, &book->err));
    assert_true(rating_table_open(book->db, &marks, &book->err));
    progress_compute(marks, &progress);
    for (int i = 0; i < 15; i++) {
        struct stmt query = db_prepare(book->db, SQL_AGAIN, &book->err);
        const struct progression *mine = &progress.persons[i][0][0];

        stmt_bind_text(&query, 1, marks->people.list[i].badge);
        assert_true(stmt_next(&query));
        assert_int_equal(stmt_int(&query, 0), mine->pairs);
        assert_int_equal(stmt_int(&query, 1) * STEP, mine->sum);
        assert_true(stmt_finish(&query));
        assert_int_equal(mine->shown, mine->pairs >= 4);
    }
    rating_table_close(marks);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(v1_and_v2_are_written_with_the_columns_of_the_contract),
        TEST(a_loss_keeps_its_sign_and_too_few_pairs_give_no_index),
        TEST(g1_the_group_is_18_3_percent_over_seven_persons),
        TEST(g1_is_said_with_its_base_and_its_interval),
        TEST(with_nobody_one_two_or_three_people_something_true_is_said),
        TEST(four_who_all_went_up_are_too_few_to_conclude),
        TEST(no_report_claims_what_it_cannot_know),
        TEST(random_books_agree_with_a_computation_in_sql),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
