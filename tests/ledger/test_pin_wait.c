/* How long a wrong PIN makes one wait, and what ends it. */
#include "ledger/till.h"
#include "tests/support/till_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char RIGHT[] = "2468", WRONG[] = "1111";

static void set_pin(struct till_fixture *f)
{
    if (!till_set_pin(&f->till, ROLE_ANIMATOR, RIGHT, &f->err))
        fail_msg("%s", f->err.text);
}

static bool enters(struct till_fixture *f, const char *pin)
{
    bool good = till_sign_in(&f->till, "animator", "", pin, &f->err);

    assert_true(good || f->err.code == ERR_FORBIDDEN);
    f->err = ERR_EMPTY;
    return good;
}

/* Refused for a while, whatever is typed; then no longer. */
static void expect_wait(struct till_fixture *f, int seconds)
{
    till_fixture_wait(f, seconds - 1);
    assert_false(enters(f, RIGHT));
    till_fixture_wait(f, 1);
}

static void run(struct till_fixture *f, const char *sql)
{
    if (!db_script(f->db, sql, &f->err))
        fail_msg("%s", f->err.text);
}

static void each_failure_doubles_the_wait_and_a_right_pin_forgets_them(void **state)
{
    struct till_fixture *f = *state;

    set_pin(f);
    for (int wait = 2; wait <= 8; wait *= 2) {
        assert_false(enters(f, WRONG));
        expect_wait(f, wait);
    }
    assert_true(enters(f, RIGHT));
    assert_false(enters(f, WRONG));
    expect_wait(f, 2);
    assert_true(enters(f, RIGHT));
}

static void a_book_taken_elsewhere_brings_its_wait_along(void **state)
{
    struct till_fixture *f = *state;
    char command[160];

    set_pin(f);
    assert_false(enters(f, WRONG));
    snprintf(command, sizeof command, "find '%s' -name '*wait*' -delete", f->folder);
    assert_int_equal(system(command), 0);
    expect_wait(f, 2);
    assert_true(enters(f, RIGHT));
}

static void an_older_copy_put_back_does_not_end_the_wait(void **state)
{
    struct till_fixture *f = *state;

    set_pin(f);
    assert_false(enters(f, WRONG));
    run(f, "DELETE FROM local WHERE key LIKE 'wait.%'");
    expect_wait(f, 2);
    assert_true(enters(f, RIGHT));
}

/* Its seconds say nothing here, and its name can be borrowed: the wait begins anew, no longer than
 * it was. */
static void a_wait_of_another_start_begins_anew(void **state)
{
    struct till_fixture *f = *state;

    set_pin(f);
    run(f, "INSERT INTO local (key, value) VALUES ('wait.animator', '2 99999999999 else')");
    assert_false(enters(f, RIGHT));
    expect_wait(f, 4);
    assert_true(enters(f, RIGHT));
}

static void nor_does_a_start_that_ran_for_years_shut_the_till(void **state)
{
    struct till_fixture *f = *state;

    set_pin(f);
    run(f, "INSERT INTO local (key, value) VALUES ('wait.animator', '1 99999999999 frozen')");
    assert_false(enters(f, RIGHT));
    expect_wait(f, 2);
    assert_true(enters(f, RIGHT));
}

static void a_pin_has_four_characters_at_least(void **state)
{
    struct till_fixture *f = *state;

    assert_false(till_set_pin(&f->till, ROLE_ANIMATOR, "246", &f->err));
    assert_int_equal(f->err.code, ERR_INPUT);
    f->err = ERR_EMPTY;
    assert_true(enters(f, ""));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, till_fixture_setup, till_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_failure_doubles_the_wait_and_a_right_pin_forgets_them),
        TEST(a_book_taken_elsewhere_brings_its_wait_along),
        TEST(an_older_copy_put_back_does_not_end_the_wait),
        TEST(a_wait_of_another_start_begins_anew),
        TEST(nor_does_a_start_that_ran_for_years_shut_the_till),
        TEST(a_pin_has_four_characters_at_least),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
