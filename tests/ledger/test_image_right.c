/* domain-papers-and-partners, section 4: last event, end, all who sign; nothing said is no. */
#include "ledger/image_right.h"

#include "tests/support/till_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

enum { J1 = 18226, A_YEAR = 365 };

static void say(struct till_fixture *f, enum image_answer answer, int day, enum image_signer by)
{
    struct image_event event = {
        .badge = "P1",
        .use = IMAGE_PRESS,
        .answer = answer,
        .day = { day },
        .until = DAY_NONE,
        .by = by,
    };

    assert_true(till_batch_begin(&f->till, &f->err));
    assert_true(image_put(&f->till, &event, &f->err));
    assert_true(till_batch_end(&f->till, true, &f->err));
}

static bool holds(struct till_fixture *f, enum image_use use, int day)
{
    struct image_right right;

    assert_true(image_find(f->db, "P1", use, (struct day){ day }, &right, &f->err));
    return right.given;
}

static void nothing_said_is_no_and_a_yes_covers_its_use_only(void **state)
{
    struct till_fixture *f = *state;

    assert_false(holds(f, IMAGE_PRESS, J1));
    say(f, IMAGE_YES, J1, SIGNER_PERSON);
    assert_true(holds(f, IMAGE_PRESS, J1));
    assert_false(holds(f, IMAGE_SOCIAL, J1));
    assert_false(holds(f, IMAGE_PRESS, J1 - 1));
}

static void the_last_event_counts(void **state)
{
    struct till_fixture *f = *state;

    say(f, IMAGE_YES, J1, SIGNER_PERSON);
    say(f, IMAGE_STOP, J1 + 5, SIGNER_PERSON);
    assert_false(holds(f, IMAGE_PRESS, J1 + 5));
    say(f, IMAGE_YES, J1 + 9, SIGNER_PERSON);
    assert_true(holds(f, IMAGE_PRESS, J1 + 9));
}

static void set_clock(struct till_fixture *f, int day, int hour)
{
    f->till.clock = clock_frozen((struct moment){ (day * 24 + hour) * 3600, 0 });
}

/* Of one day, the one that was noted last: its hour says nothing. */
static void of_one_day_the_last_noted_counts_whatever_the_clock_said(void **state)
{
    struct till_fixture *f = *state;

    set_clock(f, J1, 15); /* some hours fast, and then put right */
    say(f, IMAGE_YES, J1, SIGNER_PERSON);
    set_clock(f, J1, 11);
    say(f, IMAGE_STOP, J1, SIGNER_PERSON);
    assert_false(holds(f, IMAGE_PRESS, J1));
    set_clock(f, J1, 9);
    say(f, IMAGE_YES, J1, SIGNER_PERSON);
    assert_true(holds(f, IMAGE_PRESS, J1));
}

/* A yes of a clock that was days fast would come back once that day is reached. */
static void a_stop_ends_a_yes_that_was_dated_ahead(void **state)
{
    struct till_fixture *f = *state;

    set_clock(f, J1 + 2, 10);
    say(f, IMAGE_YES, J1 + 2, SIGNER_PERSON);
    set_clock(f, J1, 10);
    say(f, IMAGE_STOP, J1, SIGNER_PERSON);
    assert_false(holds(f, IMAGE_PRESS, J1 + 2));
}

/* A paper of before, typed late, takes nothing from what was said after it. */
static void a_paper_typed_late_counts_for_its_day(void **state)
{
    struct till_fixture *f = *state;

    set_clock(f, J1 + 9, 10);
    say(f, IMAGE_YES, J1 + 8, SIGNER_PERSON);
    say(f, IMAGE_STOP, J1 + 5, SIGNER_PERSON);
    assert_true(holds(f, IMAGE_PRESS, J1 + 9));
}

static void a_yes_lasts_three_years_unless_the_paper_says_less(void **state)
{
    struct till_fixture *f = *state;

    say(f, IMAGE_YES, J1, SIGNER_PERSON);
    assert_true(holds(f, IMAGE_PRESS, J1 + 3 * A_YEAR));
    assert_false(holds(f, IMAGE_PRESS, J1 + 3 * A_YEAR + 2));
}

/* C. civ. art. 372-1. */
static void of_a_minor_both_parents_and_the_person_sign(void **state)
{
    struct till_fixture *f = *state;

    say(f, IMAGE_YES, J1, SIGNER_PARENT1);
    assert_false(holds(f, IMAGE_PRESS, J1));
    say(f, IMAGE_YES, J1, SIGNER_PERSON);
    assert_false(holds(f, IMAGE_PRESS, J1));
    say(f, IMAGE_YES, J1, SIGNER_PARENT2);
    assert_true(holds(f, IMAGE_PRESS, J1));
    say(f, IMAGE_STOP, J1 + 1, SIGNER_PARENT1);
    assert_false(holds(f, IMAGE_PRESS, J1 + 1));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, till_fixture_setup, till_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_said_is_no_and_a_yes_covers_its_use_only),
        TEST(the_last_event_counts),
        TEST(of_one_day_the_last_noted_counts_whatever_the_clock_said),
        TEST(a_stop_ends_a_yes_that_was_dated_ahead),
        TEST(a_paper_typed_late_counts_for_its_day),
        TEST(a_yes_lasts_three_years_unless_the_paper_says_less),
        TEST(of_a_minor_both_parents_and_the_person_sign),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
