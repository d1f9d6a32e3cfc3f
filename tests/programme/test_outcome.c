/* Where people are afterwards: words, files, counts with nobody left out. */
#include "programme/files/outcome_import.h"

#include "programme/outcome.h"
#include "reports/figures/outcome_list.h"
#include "tests/support/people_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct outcome_counts counts_of(struct people_book *book, enum outcome_moment moment)
{
    struct outcome_counts counts;
    struct people people;

    assert_true(people_read(book->db, &people, &book->err));
    assert_true(outcome_count(book->db, &people, moment, &counts, &book->err));
    return counts;
}

static void a_file_of_people_is_taken_with_its_dates(void **state)
{
    struct people_book *book = *state;
    struct outcome outcome;

    assert_true(people_book_read(book, import_outcomes,
                                 "Participante,Quand,Situation,Date de réponse,Dit par\n"
                                 "P1,J7,En formation,26/12/2019,Anna\n"));
    assert_true(outcome_read(book->db, "P1", MOMENT_EXIT, &outcome, &book->err));
    assert_int_equal(outcome.kind, OUTCOME_TRAINING);
    assert_int_equal(outcome.date.number, day_of(2019, 12, 26).number);
    assert_string_equal(outcome.with, "Anna");
}

/* domain-papers §6: "Counted with N; 'non renseigné' has its line." */
static void who_said_nothing_stays_in_the_base(void **state)
{
    struct people_book *book = *state;
    struct outcome_counts counts;

    assert_true(people_book_read(book, import_outcomes,
                                 "badge,moment,outcome\nP1,exit,job_long\nP2,exit,unreachable\n"
                                 "P3,exit,unknown\nP1,cold,creation\n"));
    counts = counts_of(book, MOMENT_EXIT);
    assert_int_equal(counts.people, 7);
    assert_int_equal(counts.answers, 1);
    assert_int_equal(counts.kinds[OUTCOME_JOB_LONG], 1);
    assert_int_equal(counts.kinds[OUTCOME_NOT_SAID], 4);
    assert_int_equal(counts_of(book, MOMENT_COLD).kinds[OUTCOME_NOT_SAID], 6);
}

static void a_moment_said_twice_an_unknown_word_and_badge_are_refused(void **state)
{
    struct people_book *book = *state;

    assert_false(people_book_read(book, import_outcomes,
                                  "badge,moment,outcome,date\nP1,exit,job_long,\nP1,exit,search,\n"
                                  "P9,exit,search,\nP2,later,search,\nP2,exit,happy,\n"
                                  "P3,exit,search,2020-13-01\n"));
    assert_int_equal(book->faults.count, 5);
    assert_int_equal(counts_of(book, MOMENT_EXIT).kinds[OUTCOME_NOT_SAID], 7);
}

/* domain-papers §6: "durable = long job, creation; transition = short job; positive = training,
 * integration" */
static void the_usual_groups_hold_these_and_no_others(void **state)
{
    static const int GROUPS[OUTCOME_KIND_COUNT] = {
        [OUTCOME_CAE] = -1,
        [OUTCOME_CREATION] = GROUP_LASTING,
        [OUTCOME_JOB_LONG] = GROUP_LASTING,
        [OUTCOME_JOB_SHORT] = GROUP_TRANSITION,
        [OUTCOME_INTEGRATION] = GROUP_POSITIVE,
        [OUTCOME_TRAINING] = GROUP_POSITIVE,
        [OUTCOME_DIAGNOSIS] = -1,
        [OUTCOME_SEARCH] = -1,
        [OUTCOME_BARRIER] = -1,
        [OUTCOME_INACTIVE] = -1,
        [OUTCOME_UNREACHABLE] = -1,
        [OUTCOME_UNKNOWN] = -1,
    };

    (void)state;
    for (int i = 0; i < OUTCOME_KIND_COUNT; i++) {
        enum outcome_group group = GROUP_LASTING;
        bool is_in = outcome_group_of((enum outcome_kind)i, &group);

        assert_int_equal(is_in ? (int)group : -1, GROUPS[i]);
    }
}

/* domain-papers §7: "`4 2 1` → 4, autres 3" */
static void small_groups_are_merged_on_papers_that_leave(void **state)
{
    struct outcome_counts counts = { .people = 7, .answers = 7 };
    struct cells cells;

    (void)state;
    counts.kinds[OUTCOME_TRAINING] = 4;
    counts.kinds[OUTCOME_SEARCH] = 2;
    counts.kinds[OUTCOME_CAE] = 1;
    outcome_merge(&counts, 3, &cells);
    assert_true(cells.stands[OUTCOME_TRAINING]);
    assert_false(cells.stands[OUTCOME_SEARCH]);
    assert_int_equal(cells.others, 3);
    assert_false(cells.total_only);
}

/* "`6 1` → 7 personnes", and who cannot be reached is not said either. */
static void one_person_alone_hides_everything_but_the_total(void **state)
{
    struct outcome_counts counts = { .people = 7, .answers = 6 };
    struct cells cells;

    (void)state;
    counts.kinds[OUTCOME_TRAINING] = 6;
    counts.kinds[OUTCOME_UNREACHABLE] = 1;
    outcome_merge(&counts, 3, &cells);
    assert_true(cells.total_only);
}

#define BOOK_TEST(name) PEOPLE_BOOK_TEST(name, 7)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOOK_TEST(a_file_of_people_is_taken_with_its_dates),
        BOOK_TEST(who_said_nothing_stays_in_the_base),
        BOOK_TEST(a_moment_said_twice_an_unknown_word_and_badge_are_refused),
        cmocka_unit_test(the_usual_groups_hold_these_and_no_others),
        cmocka_unit_test(small_groups_are_merged_on_papers_that_leave),
        cmocka_unit_test(one_person_alone_hides_everything_but_the_total),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
