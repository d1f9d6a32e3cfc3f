#include "pos/acts/session_step.h"

#include "ledger/closing/closing.h"
#include "pos/acts/setting.h"
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A market whose clock the test moves; it stands on 2019-11-26. */
struct stay {
    struct market market;
    struct book book;
    struct err err;
};

static int set_up(void **state)
{
    struct stay *stay = calloc(1, sizeof *stay);

    market_make(&stay->market);
    market_look(&stay->market, &stay->book);
    assert_true(till_sign_in(&stay->book.till, "host", "", "", &stay->err));
    *state = stay;
    return 0;
}

static int tear_down(void **state)
{
    struct stay *stay = *state;

    market_end(&stay->market, &stay->book);
    free(stay);
    return 0;
}

static enum session_state state_now(struct stay *stay)
{
    enum session_state now = SESSION_STATE_COUNT;

    stay->err = ERR_EMPTY;
    assert_true(programme_state(stay->book.db, &now, &stay->err));
    return now;
}

static bool set(struct stay *stay, const char *key, const char *value, const char *reason)
{
    const struct setting_change change = { key, value, reason };

    stay->err = ERR_EMPTY;
    return setting_change(&stay->book.till, &change, &stay->err);
}

static void go_to(struct stay *stay, const char *moment)
{
    struct moment at;

    assert_true(moment_parse(moment, &at, &stay->err));
    stay->book.till.clock = clock_frozen(at);
}

static void the_first_record_opens_a_prepared_session_and_no_other(void **state)
{
    struct stay *stay = *state;

    assert_int_equal(state_now(stay), SESSION_PREPARED);
    assert_true(session_started(&stay->book.till, &stay->err));
    assert_int_equal(state_now(stay), SESSION_OPEN);
    assert_true(set(stay, "state", "closed", NULL));
    assert_true(session_started(&stay->book.till, &stay->err));
    assert_int_equal(state_now(stay), SESSION_CLOSED);
}

static void a_step_is_a_record_that_says_who_took_it(void **state)
{
    struct stay *stay = *state;
    int64_t before = stay->book.till.real.head.seq;
    char value[32];

    assert_true(set(stay, "state", "open", NULL));
    assert_int_equal(stay->book.till.real.head.seq, before + 1);
    assert_true(setting_find(stay->book.db, "programme.state", value, sizeof value, &stay->err));
    assert_string_equal(value, "open");
}

static void no_step_is_jumped_or_taken_back(void **state)
{
    struct stay *stay = *state;

    assert_false(set(stay, "state", "closed", NULL));
    assert_int_equal(stay->err.code, ERR_INPUT);
    assert_true(set(stay, "state", "open", NULL));
    assert_false(set(stay, "state", "prepared", NULL));
    assert_int_equal(state_now(stay), SESSION_OPEN);
}

static void a_session_is_not_done_before_its_last_day(void **state)
{
    struct stay *stay = *state;

    assert_true(set(stay, "dates", "2019-11-20,2019-11-21,2019-11-25,2019-11-27", NULL));
    assert_true(set(stay, "state", "open", NULL));
    assert_false(set(stay, "state", "closed", NULL));
    assert_string_equal(stay->err.text,
                        "J4 est le 27/11/2019 : finir ce jour, ou changer sa date.");
    go_to(stay, "2019-11-27T18:00+01:00");
    assert_true(set(stay, "state", "closed", NULL));
}

static void the_cold_review_opens_in_its_window_and_by_a_person(void **state)
{
    struct stay *stay = *state;

    assert_true(set(stay, "dates", "2019-11-20,2019-11-21,2019-11-25,2019-11-26", NULL));
    assert_true(set(stay, "state", "open", NULL));
    assert_true(set(stay, "state", "closed", NULL));
    go_to(stay, "2020-03-25T10:00+01:00");
    assert_false(set(stay, "state", "cold-review", NULL));
    assert_string_equal(stay->err.text,
                        "Le dernier bilan (à froid) s'ouvre à partir du 26/03/2020.");
    go_to(stay, "2020-03-26T10:00+01:00");
    assert_int_equal(state_now(stay), SESSION_CLOSED); /* the date alone does nothing */
    assert_true(set(stay, "state", "cold-review", NULL));
}

static void only_the_host_archives_and_only_closed_accounts(void **state)
{
    struct stay *stay = *state;
    struct closing closing;

    assert_true(set(stay, "dates", "2019-01-20,2019-01-21,2019-01-25,2019-01-26", NULL));
    for (int to = SESSION_OPEN; to <= SESSION_COLD_REVIEW; to++)
        assert_true(set(stay, "state", session_state_word((enum session_state)to), NULL));
    assert_false(set(stay, "state", "archived", NULL));
    assert_int_equal(stay->err.code, ERR_INPUT);
    stay->err = ERR_EMPTY;
    assert_true(closing_close(&stay->book.till, PERIOD_SESSION, -1, "", &closing, &stay->err));
    assert_true(till_sign_in(&stay->book.till, "animator", "", "", &stay->err));
    assert_false(set(stay, "state", "archived", NULL));
    assert_int_equal(stay->err.code, ERR_FORBIDDEN);
    stay->err = ERR_EMPTY;
    assert_true(till_sign_in(&stay->book.till, "host", "", "", &stay->err));
    assert_true(set(stay, "state", "archived", NULL));
    assert_int_equal(state_now(stay), SESSION_ARCHIVED);
}

static void the_number_of_days_changes_only_while_prepared(void **state)
{
    struct stay *stay = *state;
    struct calendar calendar;

    assert_true(set(stay, "days", "5", NULL));
    assert_true(programme_calendar(stay->book.db, &calendar, &stay->err));
    assert_int_equal(calendar.day_count, 5);
    assert_int_equal(calendar.sale_day, 4);
    assert_false(set(stay, "days", "11", NULL));
    assert_true(set(stay, "state", "open", NULL));
    assert_false(set(stay, "days", "6", NULL));
    assert_int_equal(stay->err.code, ERR_CLOSED);
}

static void each_module_keeps_a_day(void **state)
{
    struct stay *stay = *state;
    struct calendar calendar;

    assert_true(set(stay, "creation-last", "2", NULL));
    assert_true(set(stay, "sale-day", "6", NULL));
    assert_false(set(stay, "sale-day", "7", NULL));
    assert_false(set(stay, "sale-day", "2", NULL));
    assert_false(set(stay, "creation-last", "0", NULL));
    stay->err = ERR_EMPTY;
    assert_true(programme_calendar(stay->book.db, &calendar, &stay->err));
    assert_int_equal(calendar.creation_last, 2);
    assert_int_equal(calendar.sale_day, 6);
}

static void dates_of_a_closed_session_move_only_with_a_reason_that_stays(void **state)
{
    struct stay *stay = *state;
    static const char DATES[] = "2019-11-19,2019-11-21,2019-11-25,2019-11-26";

    assert_true(set(stay, "dates", "2019-11-20,2019-11-21,2019-11-25,2019-11-26", NULL));
    assert_true(set(stay, "state", "open", NULL));
    assert_true(set(stay, "state", "closed", NULL));
    assert_false(set(stay, "dates", DATES, NULL));
    assert_int_equal(stay->err.code, ERR_CLOSED);
    assert_true(set(stay, "dates", DATES, "feuille relue"));
}

static void vat_changes_until_something_was_sold(void **state)
{
    struct stay *stay = *state;
    struct till *till = &stay->book.till;
    struct till_item item = { .quantity = ONE_PIECE };
    struct product product;
    struct ticket ticket;
    struct sold sold;

    assert_false(set(stay, "vat", "off", NULL));
    assert_int_equal(stay->err.code, ERR_INPUT); /* products have rates */
    stay->err = ERR_EMPTY;
    for (int i = 0; i < 4; i++) {
        static const char *const CODES[] = { "C1", "C2", "J1", "S1" };

        assert_true(product_find(stay->book.db, CODES[i], &product, &stay->err));
        product.rate = 0;
        assert_true(till_put_product(till, &product, &stay->err));
    }
    assert_true(set(stay, "vat", "off", NULL));
    assert_true(set(stay, "vat", "on", NULL));
    ticket_init(&ticket);
    assert_true(till_add(till, &ticket, "C1", &item, &stay->err));
    assert_true(ticket_pay(&ticket, PAY_CASH, 150, "", &stay->err));
    assert_true(till_sell(till, &ticket, &sold, &stay->err));
    assert_false(set(stay, "vat", "off", NULL));
    assert_int_equal(stay->err.code, ERR_CLOSED);
    assert_true(till->session.vat_on);
}

static void settings_of_a_form_are_all_recorded_or_none(void **state)
{
    struct stay *stay = *state;
    struct session_settings settings;

    assert_true(setting_read_session(&stay->book.till, &settings, &stay->err));
    snprintf(settings.session.place, sizeof settings.session.place, "Albi");
    snprintf(settings.tongue, sizeof settings.tongue, "xx");
    assert_false(setting_put_session(&stay->book.till, &settings, &stay->err));
    assert_string_equal(stay->book.till.session.place, "Grenoble");
    stay->err = ERR_EMPTY;
    snprintf(settings.tongue, sizeof settings.tongue, "ar");
    settings.day_count = 6;
    assert_true(setting_put_session(&stay->book.till, &settings, &stay->err));
    assert_true(setting_read_session(&stay->book.till, &settings, &stay->err));
    assert_string_equal(settings.session.place, "Albi");
    assert_string_equal(settings.tongue, "ar");
    assert_int_equal(settings.day_count, 6);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(the_first_record_opens_a_prepared_session_and_no_other),
        TEST(a_step_is_a_record_that_says_who_took_it),
        TEST(no_step_is_jumped_or_taken_back),
        TEST(a_session_is_not_done_before_its_last_day),
        TEST(the_cold_review_opens_in_its_window_and_by_a_person),
        TEST(only_the_host_archives_and_only_closed_accounts),
        TEST(the_number_of_days_changes_only_while_prepared),
        TEST(each_module_keeps_a_day),
        TEST(dates_of_a_closed_session_move_only_with_a_reason_that_stays),
        TEST(vat_changes_until_something_was_sold),
        TEST(settings_of_a_form_are_all_recorded_or_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
