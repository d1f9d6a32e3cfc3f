/* Change from the notes and coins that are in the drawer, and low coins said in time. */
#include "ledger/closing/closing.h"
#include "ledger/closing/drawer_pieces.h"
#include "tests/support/till_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static void assert_good(bool good, const struct err *err)
{
    if (!good)
        fail_msg("%s", err->text);
}

/* "5=2 1=4": the float of the morning, counted. */
static void count(struct till_fixture *f, const char *float_text)
{
    struct cash_counting counting = { { 0 } };
    char text[80];
    cents expected;

    snprintf(text, sizeof text, "%s", float_text);
    for (char *rest = text, *piece; (piece = strtok_r(rest, " ", &rest));)
        assert_good(counting_parse(piece, &counting, &f->err), &f->err);
    assert_good(till_set_float(&f->till, counting_total(&counting), &f->err), &f->err);
    assert_good(closing_count(&f->till, &counting, &expected, &f->err), &f->err);
}

static void sell(struct till_fixture *f, const char *code, int pieces, cents given)
{
    struct till_item item = { .quantity = pieces * ONE_PIECE };
    struct ticket ticket;
    struct sold sold;

    ticket_init(&ticket);
    assert_good(till_add(&f->till, &ticket, code, &item, &f->err), &f->err);
    assert_good(ticket_pay(&ticket, PAY_CASH, given, "", &f->err), &f->err);
    assert_good(till_sell(&f->till, &ticket, &sold, &f->err), &f->err);
}

static void follow(struct till_fixture *f, struct drawer_pieces *drawer)
{
    assert_good(drawer_pieces_follow(drawer, &f->till, &f->err), &f->err);
}

/* "2x5.00 1x0.50" */
static void assert_pieces(const struct cash_counting *counting, const char *wanted)
{
    char text[200] = "";

    for (int i = 0; i < DENOMINATION_COUNT; i++) {
        char amount[MONEY_TEXT_MAX];
        size_t used = strlen(text);

        money_format_file(DENOMINATIONS[i], amount);
        if (counting->pieces[i] != 0)
            snprintf(text + used, sizeof text - used, "%s%dx%s", used ? " " : "",
                     (int)counting->pieces[i], amount);
    }
    assert_string_equal(text, wanted);
}

static void change_avoids_what_ran_out(void **state)
{
    struct till_fixture *f = *state;
    struct drawer_pieces drawer = { .seq = 0 };

    count(f, "5=1 2=2 1=2 0.5=1 0.2=5 0.1=1");
    follow(f, &drawer);
    sell(f, "C1", 1, 1000); /* 8,50 go back */
    follow(f, &drawer);
    assert_pieces(&drawer.back, "1x5.00 1x2.00 1x1.00 1x0.50");
    sell(f, "C1", 1, 500); /* 3,50: no 50 c is left */
    follow(f, &drawer);
    assert_pieces(&drawer.back, "1x2.00 1x1.00 2x0.20 1x0.10");
    sell(f, "C1", 1, 1000); /* a 5 € note is there again, for 8,50 the coins are not */
    follow(f, &drawer);
    assert_false(drawer.is_known);
}

/* Largest first would take the 50 c and be stuck. */
static void a_large_piece_stays_where_smaller_ones_are_exact(void **state)
{
    struct till_fixture *f = *state;
    struct drawer_pieces drawer = { .seq = 0 };
    struct cash_counting change;

    count(f, "0.5=1 0.2=3");
    follow(f, &drawer);
    assert_true(drawer_pieces_change(&drawer, 60, &change));
    assert_pieces(&change, "3x0.20");
    assert_true(drawer_pieces_change(&drawer, 110, &change));
    assert_pieces(&change, "1x0.50 3x0.20");
    assert_false(drawer_pieces_change(&drawer, 30, &change));
    assert_pieces(&change, "1x0.20 1x0.10");
}

static void a_note_that_was_given_is_there_for_the_next(void **state)
{
    struct till_fixture *f = *state;
    struct drawer_pieces drawer = { .seq = 0 };

    count(f, "2=4 1=4 0.5=4");
    follow(f, &drawer);
    sell(f, "C1", 1, 500);
    follow(f, &drawer);
    assert_pieces(&drawer.back, "1x2.00 1x1.00 1x0.50");
    sell(f, "C1", 1, 1000);
    follow(f, &drawer);
    assert_pieces(&drawer.back, "1x5.00 1x2.00 1x1.00 1x0.50");
    assert_int_equal(counting_total(&drawer.sure) + drawer.other, drawer.drawer);
}

/* Read anew, as after a start of the program, it is what was followed sale by sale. */
static void a_start_in_between_changes_nothing(void **state)
{
    static const cents GIVEN[] = { 150, 200, 500, 1000, 2000, 450 };
    struct till_fixture *f = *state;
    struct drawer_pieces drawer = { .seq = 0 };
    struct drawer_pieces anew = { .seq = 0 };

    count(f, "10=3 5=6 2=20 1=20 0.5=20");
    for (int i = 0; i < 24; i++) {
        sell(f, "C1", 1, GIVEN[i % 6]);
        follow(f, &drawer);
    }
    follow(f, &anew);
    assert_true(drawer.is_known);
    assert_memory_equal(&drawer, &anew, sizeof drawer);
    assert_int_equal(counting_total(&drawer.sure) + drawer.other, drawer.drawer);
}

static void low_coins_are_said_once_they_are_few(void **state)
{
    struct till_fixture *f = *state;
    struct drawer_pieces drawer = { .seq = 0 };

    count(f, "2=20 1=5 0.5=20 0.01=2");
    follow(f, &drawer);
    assert_int_equal(drawer_pieces_low(&drawer), 0); /* 1 c never were many */
    sell(f, "C1", 1, 500);
    follow(f, &drawer);
    assert_int_equal(drawer_pieces_low(&drawer), 0);
    sell(f, "C1", 1, 500);
    follow(f, &drawer);
    assert_int_equal(drawer_pieces_low(&drawer), 100);
}

static void what_is_unknown_is_not_said(void **state)
{
    struct till_fixture *f = *state;
    struct drawer_pieces drawer = { .seq = 0 };

    assert_good(till_set_float(&f->till, 5000, &f->err), &f->err); /* no coin was counted */
    follow(f, &drawer);
    sell(f, "C1", 1, 1000);
    follow(f, &drawer);
    assert_pieces(&drawer.back, "1x5.00 1x2.00 1x1.00 1x0.50");
    assert_int_equal(drawer_pieces_low(&drawer), 0);
    count(f, "2=5 1=5 0.5=5");
    sell(f, "S1", 2, 900); /* exact: its coins may be of any kind */
    sell(f, "C1", 1, 500);
    sell(f, "C1", 1, 500);
    follow(f, &drawer);
    assert_true(drawer.is_known);
    assert_int_equal(drawer_pieces_low(&drawer), 0);
    assert_good(till_move_cash(&f->till, false, 500, "pain", &f->err), &f->err);
    follow(f, &drawer);
    assert_false(drawer.is_known);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(change_avoids_what_ran_out, till_fixture_setup,
                                        till_fixture_teardown),
        cmocka_unit_test_setup_teardown(a_large_piece_stays_where_smaller_ones_are_exact,
                                        till_fixture_setup, till_fixture_teardown),
        cmocka_unit_test_setup_teardown(a_note_that_was_given_is_there_for_the_next,
                                        till_fixture_setup, till_fixture_teardown),
        cmocka_unit_test_setup_teardown(a_start_in_between_changes_nothing, till_fixture_setup,
                                        till_fixture_teardown),
        cmocka_unit_test_setup_teardown(low_coins_are_said_once_they_are_few, till_fixture_setup,
                                        till_fixture_teardown),
        cmocka_unit_test_setup_teardown(what_is_unknown_is_not_said, till_fixture_setup,
                                        till_fixture_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
