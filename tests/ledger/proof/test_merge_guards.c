/* What a second till may bring, and what not: forks, strange contents, the same thing twice. */
#include "ledger/elsewhere.h"
#include "ledger/image_right.h"
#include "ledger/proof/merge.h"
#include "ledger/proof/verify.h"
#include "tests/support/second_till.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static int64_t merge(struct till_fixture *f, const char *path)
{
    struct merged merged = { .record_count = -1 };

    f->err = ERR_EMPTY;
    return till_merge(&f->till, path, NULL, &merged, &f->err) ? merged.record_count : -1;
}

static void assert_book_is_good(struct till_fixture *f)
{
    struct verdict verdict;

    f->err = ERR_EMPTY;
    second_must(book_verify(f->db, &f->till.keyring, "", &verdict, &f->err), &f->err);
    if (!verdict.is_good)
        fail_msg("%s", verdict.what);
}

/* Closed, and then refused with these words; the first one's book is as it was. */
static void expect_altered(struct till_fixture *f, struct second *second, const char *words)
{
    second_close(second);
    assert_int_equal(merge(f, second->path), -1);
    assert_int_equal(f->err.code, ERR_TAMPERED);
    assert_non_null(strstr(f->err.text, words));
    assert_book_is_good(f);
}

/* Longer, as long, shorter: whichever came first, the other is named and nothing of it is taken. */
static void two_laptops_under_one_letter_are_named_whatever_their_lengths(void **state)
{
    struct till_fixture *f = *state;

    for (int others = 1; others <= 3; others++) {
        struct second first;
        struct second other;
        char name[2] = { (char)('0' + others), '\0' };
        int64_t before;

        if (others > 1) {
            till_fixture_teardown(state);
            till_fixture_setup(state);
            f = *state;
        }
        second_make(&first, f);
        second_sell(&first, "C1", 1);
        second_copy(&first, &other, name);
        second_sell(&first, "C1", 2);
        second_sell(&other, "S1", others);
        assert_true(merge(f, first.path) > 0);
        before = f->till.real.head.seq;
        assert_int_equal(merge(f, other.path), -1);
        assert_int_equal(f->err.code, ERR_TAMPERED);
        assert_non_null(strstr(f->err.text, "deux ordinateurs"));
        assert_non_null(strstr(f->err.text, "Caisse B"));
        assert_true(f->till.real.head.seq == before + 1); /* that it was offered */
        assert_book_is_good(f);
    }
}

static void an_older_copy_of_what_is_known_brings_nothing_and_is_no_fork(void **state)
{
    struct till_fixture *f = *state;
    struct second second;
    struct second older;
    int64_t before;

    second_make(&second, f);
    second_sell(&second, "C1", 1);
    second_copy(&second, &older, "old");
    second_sell(&second, "C1", 1);
    assert_true(merge(f, second.path) > 0);
    before = f->till.real.head.seq;
    assert_int_equal(merge(f, older.path), 0);
    assert_int_equal(merge(f, second.path), 0);
    assert_true(f->till.real.head.seq == before); /* twice is once: not even a record of it */
    assert_book_is_good(f);
}

/* The own till went on elsewhere too, on the copy that the other laptop got. */
static void a_fork_of_the_own_till_is_named(void **state)
{
    struct till_fixture *f = *state;
    struct second second;

    second_make(&second, f);
    second_open(&second);
    second_must(
        db_script(second.f.db, "UPDATE local SET value = 'A' WHERE key = 'till'", &second.f.err),
        &second.f.err);
    second_close(&second);
    second_open(&second);
    second_must(till_stay(&second.f.till, &second.f.err), &second.f.err); /* wrongly said */
    second_close(&second);
    second_sell(&second, "S1", 1);
    till_fixture_sell(f, "C1", 1, PAY_CASH);
    assert_int_equal(merge(f, second.path), -1);
    assert_non_null(strstr(f->err.text, "Caisse A : deux journaux"));
}

static void waiting_tickets_stay_where_they_wait(void **state)
{
    struct till_fixture *f = *state;
    struct till_item one = { .quantity = ONE_PIECE };
    struct ticket ticket;
    struct parked_name parked[PARKED_MAX];
    struct second second;
    int count = -1;

    ticket_init(&ticket);
    second_must(till_add(&f->till, &ticket, "C1", &one, &f->err), &f->err);
    second_must(till_park(&f->till, "Léa", &ticket, &f->err), &f->err);
    second_make(&second, f);
    second_open(&second);
    second_must(till_list_parked(&second.f.till, parked, &count, &second.f.err), &second.f.err);
    assert_int_equal(count, 0);
    second_close(&second);
}

/* Sealed and signed by a till that runs another program. */
static void what_nobody_can_type_is_refused(void **state)
{
    static const char *const LABELS[] = { "\033]0;titre\a", "\xff\xfe", "deux\nlignes" };
    struct till_fixture *f = *state;

    for (size_t i = 0; i < COUNT_OF(LABELS); i++) {
        struct till_item one = { .quantity = ONE_PIECE };
        struct second second;
        struct ticket ticket;
        struct sold sold;

        if (i > 0) {
            till_fixture_teardown(state);
            till_fixture_setup(state);
            f = *state;
        }
        second_make(&second, f);
        second_open(&second);
        ticket_init(&ticket);
        second_must(till_add(&second.f.till, &ticket, "C1", &one, &second.f.err), &second.f.err);
        strcpy(ticket.lines[0].label, LABELS[i]);
        second_must(ticket_pay(&ticket, PAY_CASH, 150, "", &second.f.err), &second.f.err);
        second_must(till_sell(&second.f.till, &ticket, &sold, &second.f.err), &second.f.err);
        expect_altered(f, &second, "(label)");
    }
}

static void a_day_or_an_amount_out_of_all_range_is_refused(void **state)
{
    struct till_fixture *f = *state;

    for (int i = 0; i < 2; i++) {
        struct product product = { .code = "X1",
                                   .label = "X",
                                   .price = 100,
                                   .cost = -1,
                                   .use_by = { i == 0 ? 2000000 : 20000 },
                                   .best_before = DAY_NONE };
        struct second second;

        if (i > 0) {
            till_fixture_teardown(state);
            till_fixture_setup(state);
            f = *state;
        }
        if (i == 1)
            product.cost = CENTS_MAX + 1;
        second_make(&second, f);
        second_open(&second);
        second_must(till_write_begin(&second.f.till, &second.f.err), &second.f.err);
        second_must(till_write_end(&second.f.till,
                                   product_put(&second.f.till.real, &product, &second.f.till.actor,
                                               till_now(&second.f.till), &second.f.err),
                                   &second.f.err),
                    &second.f.err);
        expect_altered(f, &second, "");
    }
}

/* Sheets and archives write it as a day. */
static void a_consent_until_a_day_out_of_all_range_is_refused(void **state)
{
    const struct image_event forever = { .badge = "P1",
                                         .use = IMAGE_PRESS,
                                         .answer = IMAGE_YES,
                                         .day = { 20000 },
                                         .until = { 2000000000 } };
    struct till_fixture *f = *state;
    struct second second;

    second_make(&second, f);
    second_open(&second);
    second_must(till_write_begin(&second.f.till, &second.f.err), &second.f.err);
    second_must(till_write_end(&second.f.till, image_put(&second.f.till, &forever, &second.f.err),
                               &second.f.err),
                &second.f.err);
    expect_altered(f, &second, "");
}

static void an_hour_of_no_place_is_refused(void **state)
{
    struct till_fixture *f = *state;
    struct second second;
    struct ticket ticket;
    struct sold sold;

    second_make(&second, f);
    second_open(&second);
    second_ticket(&second, &ticket);
    ticket.late = (struct ticket_late){ .is_late = true,
                                        .utc_s = till_now(&second.f.till).utc_s,
                                        .offset_min = OFFSET_MAX_MIN + 1 };
    second_must(till_sell(&second.f.till, &ticket, &sold, &second.f.err), &second.f.err);
    expect_altered(f, &second, "(offset)");
}

static void vat_switched_off_elsewhere_does_not_come_after_sales(void **state)
{
    struct till_fixture *f = *state;
    struct second second;
    struct session session;

    second_make(&second, f);
    second_open(&second);
    session = second.f.till.session;
    session.vat_on = false;
    second_must(till_write_begin(&second.f.till, &second.f.err), &second.f.err);
    second_must(till_write_end(&second.f.till,
                               session_put(&second.f.till.real, &session,
                                           &(struct setting_edit){ &second.f.till.actor,
                                                                   till_now(&second.f.till), NULL },
                                           &second.f.err),
                               &second.f.err),
                &second.f.err);
    second_close(&second);
    till_fixture_sell(f, "C1", 1, PAY_CASH);
    assert_int_equal(merge(f, second.path), -1);
    assert_non_null(strstr(f->err.text, "TVA"));
    assert_true(f->till.session.vat_on);
    assert_book_is_good(f);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, till_fixture_setup, till_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(two_laptops_under_one_letter_are_named_whatever_their_lengths),
        TEST(an_older_copy_of_what_is_known_brings_nothing_and_is_no_fork),
        TEST(a_fork_of_the_own_till_is_named),
        TEST(waiting_tickets_stay_where_they_wait),
        TEST(what_nobody_can_type_is_refused),
        TEST(a_day_or_an_amount_out_of_all_range_is_refused),
        TEST(a_consent_until_a_day_out_of_all_range_is_refused),
        TEST(an_hour_of_no_place_is_refused),
        TEST(vat_switched_off_elsewhere_does_not_come_after_sales),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
