#include "reports/figures/group_profile.h"

#include "tests/support/people_book.h"
#include "tests/support/rendered.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct group_profile_question question_of(const int *counts, int count)
{
    struct group_profile_question question = { .heading = "École", .line_count = count };

    for (int i = 0; i < count; i++) {
        snprintf(question.lines[i].label, sizeof question.lines[i].label, "mot %d", i);
        question.lines[i].count = counts[i];
    }
    return question;
}

static void small_answers_go_to_the_others_with_the_smallest_beside(void **state)
{
    struct group_profile_question question = question_of((const int[]){ 3, 1, 3 }, 3);

    (void)state;
    group_profile_merge(&question, 3);
    assert_int_equal(question.line_count, 2);
    assert_string_equal(question.lines[0].label, "mot 0");
    assert_string_equal(question.lines[1].label, "autres ou non dit");
    assert_int_equal(question.lines[1].count, 4);
    assert_false(question.withheld);
}

static void answers_that_nobody_gave_are_no_line(void **state)
{
    struct group_profile_question question = question_of((const int[]){ 4, 0, 3, 0 }, 4);

    (void)state;
    group_profile_merge(&question, 3);
    assert_int_equal(question.line_count, 2);
    assert_int_equal(question.lines[1].count, 3);
}

static void two_and_two_are_not_shown_at_all(void **state)
{
    struct group_profile_question question = question_of((const int[]){ 2, 2 }, 2);

    (void)state;
    group_profile_merge(&question, 3);
    assert_true(question.withheld);
}

/* "7 of 7" would tell everyone's answer. */
static void what_all_said_is_not_shown(void **state)
{
    struct group_profile_question question = question_of((const int[]){ 7, 0 }, 2);

    (void)state;
    group_profile_merge(&question, 3);
    assert_true(question.withheld);
}

/* -- From a book -- */

static void fill(struct people_book *book, int count)
{
    struct buf text = buf_init(1 << 16);

    buf_put_text(&text, "badge,name,birth_year,schooling,employment,prescriber\n");
    for (int i = 1; i <= count; i++)
        buf_printf(&text, "P%d,Nom %d,%d,%s,none,%s\n", i, i, 1980 + i,
                   i == 1  ? "above_bac"
                   : i < 5 ? "primary"
                           : "bac",
                   i == 1 ? "Cap emploi" : "Mission locale");
    assert_true(people_book_import(book, PEOPLE_PARTICIPANTS, buf_text(&text)));
    buf_release(&text);
}

static void shown(struct people_book *book, const struct vault_access *access,
                  struct rendered *rendered)
{
    struct group_profile *profile = calloc(1, sizeof *profile);

    assert_true(group_profile_read(book->db, access, profile, &book->err));
    rendered_begin(rendered, PAGE_TEXT);
    page_title(rendered->page, "Rapport", "");
    group_profile_put(profile, rendered->page);
    free(profile);
}

static void a_rare_answer_stays_out_of_the_report(void **state)
{
    struct people_book *book = *state;
    struct rendered rendered;
    const char *text;

    fill(book, 7);
    shown(book, &book->access, &rendered);
    text = rendered_text(&rendered);
    assert_non_null(strstr(text, "7 sur 7"));
    assert_null(strstr(text, "<"));
    assert_null(strstr(text, "plus que le bac")); /* 1, added to the 3 of another answer */
    assert_non_null(strstr(text, "primaire"));
    assert_non_null(strstr(text, "autres ou non dit"));
    assert_non_null(strstr(text, "Prescripteur")); /* named among what is not shown */
    assert_null(strstr(text, "Cap emploi"));
    assert_null(strstr(text, "Nom 1"));
    rendered_end(&rendered);
}

static void a_closed_vault_leaves_the_profile_out_and_says_so(void **state)
{
    struct people_book *book = *state;
    struct rendered rendered;
    const char *text;

    fill(book, 7);
    shown(book, &(struct vault_access){ .folder = "/proc/nowhere" }, &rendered);
    text = rendered_text(&rendered);
    assert_non_null(strstr(text, "sont fermées"));
    assert_null(strstr(text, "primaire"));
    rendered_end(&rendered);
}

static void two_people_have_no_profile(void **state)
{
    struct people_book *book = *state;
    struct rendered rendered;
    const char *text;

    fill(book, 2);
    shown(book, &book->access, &rendered);
    text = rendered_text(&rendered);
    assert_non_null(strstr(text, "Trop peu de personnes"));
    assert_null(strstr(text, "primaire"));
    rendered_end(&rendered);
}

static void sheets_that_nobody_filled_are_no_profile(void **state)
{
    struct people_book *book = *state;
    struct rendered rendered;

    people_book_add(book, 4);
    shown(book, &book->access, &rendered);
    assert_non_null(strstr(rendered_text(&rendered), "Aucune fiche"));
    rendered_end(&rendered);
}

#define TEST(name) PEOPLE_FILE_TEST(name)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_answers_go_to_the_others_with_the_smallest_beside),
        cmocka_unit_test(answers_that_nobody_gave_are_no_line),
        cmocka_unit_test(two_and_two_are_not_shown_at_all),
        cmocka_unit_test(what_all_said_is_not_shown),
        TEST(a_rare_answer_stays_out_of_the_report),
        TEST(a_closed_vault_leaves_the_profile_out_and_says_so),
        TEST(two_people_have_no_profile),
        TEST(sheets_that_nobody_filled_are_no_profile),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
