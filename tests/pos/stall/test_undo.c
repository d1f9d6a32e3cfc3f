/* What Backspace can take back: eight steps, of as many lines as one ticket has room for. */
#include "pos/stall/undo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct undo undo;
static struct ticket ticket, kept;

static int set_up(void **state)
{
    (void)state;
    memset(&undo, 0, sizeof undo);
    ticket_init(&ticket);
    return 0;
}

/* So many more lines, each of another article. */
static void add_lines(int count)
{
    for (int i = 0; i < count; i++) {
        struct ticket_line line = { .quantity = ONE_PIECE, .price = 150, .rate = 550 };
        struct err err = ERR_EMPTY;

        snprintf(line.code, sizeof line.code, "C%d", ticket.line_count + 1);
        assert_true(ticket_add(&ticket, &line, false, &err));
    }
}

static void look_back(void)
{
    struct err err = ERR_EMPTY;

    assert_true(undo_last(&undo, &kept, &err));
}

static void the_steps_come_back_last_first(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        undo_keep(&undo, &ticket);
        add_lines(1);
    }
    for (int lines = 2; lines >= 0; lines--) {
        look_back();
        assert_int_equal(kept.line_count, lines);
        undo_drop_last(&undo);
    }
    assert_int_equal(undo.count, 0);
}

static void a_ticket_comes_back_whole(void **state)
{
    (void)state;
    add_lines(2);
    ticket.discount = (struct discount){ .kind = DISCOUNT_AMOUNT, .value = 20 };
    ticket.payment_count = 1;
    ticket.payments[0] = (struct ticket_payment){ .mode = PAY_CASH, .given = 500 };
    ticket.total_was_shown = true;
    undo_keep(&undo, &ticket);
    look_back();
    assert_memory_equal(&kept.discount, &ticket.discount, sizeof kept.discount);
    assert_int_equal(kept.payments[0].given, 500);
    assert_string_equal(kept.lines[1].code, "C2");
    assert_true(kept.total_was_shown && ticket_has_same_lines(&kept, &ticket));
}

static void the_ninth_step_forgets_the_first(void **state)
{
    (void)state;
    for (int i = 0; i <= UNDO_MAX; i++) {
        undo_keep(&undo, &ticket);
        add_lines(1);
    }
    assert_int_equal(undo.count, UNDO_MAX);
    look_back();
    assert_int_equal(kept.line_count, UNDO_MAX);
    while (undo.count > 1)
        undo_drop_last(&undo);
    look_back();
    assert_int_equal(kept.line_count, 1);
}

static void long_tickets_leave_room_for_fewer_steps(void **state)
{
    (void)state;
    add_lines(TICKET_LINES_MAX - UNDO_MAX);
    for (int i = 0; i < TICKET_LINES_MAX - UNDO_MAX; i++)
        memset(ticket.lines[i].label, 'x', LABEL_MAX - 1);
    for (int i = 0; i < UNDO_MAX; i++) {
        undo_keep(&undo, &ticket);
        add_lines(1);
    }
    assert_in_range(undo.count, 1, UNDO_MAX - 1);
    look_back();
    assert_int_equal(kept.line_count, TICKET_LINES_MAX - 1);
    assert_string_equal(kept.lines[TICKET_LINES_MAX - 2].code, "C199");
}

#define TEST(name) cmocka_unit_test_setup(name, set_up)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_steps_come_back_last_first),
        TEST(a_ticket_comes_back_whole),
        TEST(the_ninth_step_forgets_the_first),
        TEST(long_tickets_leave_room_for_fewer_steps),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
