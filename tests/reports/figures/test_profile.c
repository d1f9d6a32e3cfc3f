#include "reports/figures/profile.h"

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

enum { CELLS = 4, HIGHEST = 5 };

static struct profile_question question_of(const int *counts, int count)
{
    struct profile_question question = { .heading = "École", .line_count = count };

    for (int i = 0; i < count; i++) {
        snprintf(question.lines[i].label, sizeof question.lines[i].label, "mot %d", i);
        question.lines[i].count = counts[i];
    }
    return question;
}

static void a_lone_small_count_takes_the_smallest_other_with_it(void **state)
{
    struct profile_question question = question_of((const int[]){ 5, 1, 4 }, 3);

    (void)state;
    profile_hide(&question);
    assert_int_equal(question.lines[0].sight, SIGHT_SHOWN);
    assert_int_equal(question.lines[1].sight, SIGHT_SMALL);
    assert_int_equal(question.lines[2].sight, SIGHT_HELD);
}

static void three_is_shown_and_two_is_not(void **state)
{
    struct profile_question question = question_of((const int[]){ 3, 2, 1, 0 }, 4);

    (void)state;
    profile_hide(&question);
    assert_int_equal(question.lines[0].sight, SIGHT_SHOWN);
    for (int i = 1; i < 4; i++)
        assert_int_equal(question.lines[i].sight, SIGHT_SMALL);
}

static void two_and_two_are_not_shown_at_all(void **state)
{
    struct profile_question question = question_of((const int[]){ 2, 2 }, 2);

    (void)state;
    profile_hide(&question);
    assert_true(question.withheld);
}

/* What somebody who reads the table may think of: every table that would look the same. */
struct reader {
    const struct profile_question *question;
    int total;
    bool possible[CELLS][PARTICIPANTS_MAX + 1];
};

static void imagine(struct reader *reader, int *counts, int at, int left)
{
    const struct profile_line *line = &reader->question->lines[at];

    if (at == reader->question->line_count) {
        for (int i = 0; left == 0 && i < at; i++)
            reader->possible[i][counts[i]] = true;
        return;
    }
    for (int guess = 0; guess <= left; guess++) {
        if (line->sight == SIGHT_SHOWN ? guess != line->count
                                       : (line->sight == SIGHT_SMALL) != (guess < PROFILE_SMALL))
            continue;
        counts[at] = guess;
        imagine(reader, counts, at + 1, left - guess);
    }
}

static void check_table(const int *counts)
{
    struct profile_question question = question_of(counts, CELLS);
    struct reader reader = { .question = &question };
    int guesses[CELLS];

    for (int i = 0; i < CELLS; i++)
        reader.total += counts[i];
    profile_hide(&question);
    if (question.withheld)
        return;
    imagine(&reader, guesses, 0, reader.total);
    for (int i = 0; i < CELLS; i++) {
        int ways = 0;

        for (int guess = 0; guess <= PARTICIPANTS_MAX; guess++)
            ways += reader.possible[i][guess];
        if (counts[i] > 0 && counts[i] < PROFILE_SMALL && ways < 2)
            fail_msg("%d %d %d %d tells the count %d", counts[0], counts[1], counts[2], counts[3],
                     i);
    }
}

static void no_table_gives_a_small_count_away(void **state)
{
    int tables = 1;

    (void)state;
    for (int i = 0; i < CELLS; i++)
        tables *= HIGHEST + 1;
    for (int number = 0; number < tables; number++) {
        int counts[CELLS], rest = number;

        for (int i = 0; i < CELLS; i++, rest /= HIGHEST + 1)
            counts[i] = rest % (HIGHEST + 1);
        check_table(counts);
    }
}

static void rare_words_are_added_up_without_being_named(void **state)
{
    struct profile_question question = question_of((const int[]){ 4, 1, 1, 5 }, 4);

    (void)state;
    profile_fold(&question);
    assert_int_equal(question.line_count, 2); /* 1 and 1 would be 2: the 4 goes with them */
    assert_string_equal(question.lines[0].label, "mot 3");
    assert_string_equal(question.lines[1].label, "autre ou non dit");
    assert_int_equal(question.lines[1].count, 6);
}

static void what_nobody_said_is_said(void **state)
{
    struct profile_question question = question_of((const int[]){ 6 }, 1);

    (void)state;
    snprintf(question.lines[0].label, sizeof question.lines[0].label, "non dit");
    profile_fold(&question);
    assert_int_equal(question.line_count, 1);
    assert_string_equal(question.lines[0].label, "non dit");
}

/* -- From a book -- */

static int setup(void **state)
{
    struct people_book *book = calloc(1, sizeof *book);

    people_book_open(book, false);
    *state = book;
    return 0;
}

static int teardown(void **state)
{
    people_book_close(*state);
    free(*state);
    return 0;
}

static void fill(struct people_book *book, int count)
{
    struct buf text = buf_init(1 << 16);
    struct csv_faults faults;

    buf_put_text(&text, "badge,name,birth_year,schooling,employment,prescriber\n");
    for (int i = 1; i <= count; i++)
        buf_printf(&text, "P%d,Nom %d,%d,%s,none,%s\n", i, i, 1980 + i,
                   i == 1 ? "above_bac" : "primary", i == 1 ? "Cap emploi" : "Mission locale");
    assert_true(people_book_import(book, PEOPLE_PARTICIPANTS, buf_text(&text), &faults));
    buf_release(&text);
}

static void shown(struct people_book *book, const struct vault_access *access,
                  struct rendered *rendered)
{
    struct profile *profile = calloc(1, sizeof *profile);

    assert_true(profile_read(book->db, access, profile, &book->err));
    rendered_begin(rendered, PAGE_TEXT);
    page_title(rendered->page, "Rapport", "");
    profile_put(profile, rendered->page);
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
    assert_non_null(strstr(text, "<3"));
    assert_non_null(strstr(text, "plus que le bac"));
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
    assert_non_null(strstr(text, "Moins de 3 personnes"));
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lone_small_count_takes_the_smallest_other_with_it),
        cmocka_unit_test(three_is_shown_and_two_is_not),
        cmocka_unit_test(two_and_two_are_not_shown_at_all),
        cmocka_unit_test(no_table_gives_a_small_count_away),
        cmocka_unit_test(rare_words_are_added_up_without_being_named),
        cmocka_unit_test(what_nobody_said_is_said),
        TEST(a_rare_answer_stays_out_of_the_report),
        TEST(a_closed_vault_leaves_the_profile_out_and_says_so),
        TEST(two_people_have_no_profile),
        TEST(sheets_that_nobody_filled_are_no_profile),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
