/* What the till refuses at its very edge, and what it still lets through. */
#include "ledger/charge.h"
#include "ledger/closing/closing.h"
#include "ledger/older_copy.h"
#include "ledger/till.h"
#include "tests/support/till_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static const struct till_item ONE = { .quantity = ONE_PIECE };

static void dated(struct till_fixture *f, struct day use_by, struct day best_before)
{
    struct product product;

    expect_good(f, product_find(f->db, "C1", &product, &f->err));
    product.use_by = use_by;
    product.best_before = best_before;
    expect_good(f, till_put_product(&f->till, &product, &f->err));
}

static void on_its_last_day_an_article_is_sold_and_not_flagged(void **state)
{
    struct till_fixture *f = *state;
    struct day today = moment_day(till_now(&f->till));
    struct ticket ticket;

    ticket_init(&ticket);
    dated(f, today, today);
    expect_good(f, till_add(&f->till, &ticket, "C1", &ONE, &f->err));
    assert_false(ticket.lines[0].flags & SALE_PAST_BEST);
    dated(f, (struct day){ today.number - 1 }, today);
    expect_refused(f, till_add(&f->till, &ticket, "C1", &ONE, &f->err), ERR_INPUT, "");
}

static void a_closed_session_is_said_at_the_first_article(void **state)
{
    struct till_fixture *f = *state;
    struct closing closing;
    struct ticket ticket;

    expect_good(f, closing_close(&f->till, PERIOD_SESSION, -1, "", &closing, &f->err));
    ticket_init(&ticket);
    expect_refused(f, till_add(&f->till, &ticket, "C1", &ONE, &f->err), ERR_CLOSED, "");
    expect_refused(f, till_add_unknown(&f->till, &ticket, "", 100, 0, &f->err), ERR_CLOSED, "");
}

static void a_price_that_was_typed_says_so(void **state)
{
    struct till_fixture *f = *state;
    struct till_item typed = { .quantity = ONE_PIECE, .price_is_typed = true, .price = 150 };
    struct ticket ticket;

    ticket_init(&ticket);
    expect_good(f, till_add(&f->till, &ticket, "C1", &typed, &f->err));
    assert_false(ticket.lines[0].flags & SALE_PRICE_TYPED); /* it is the price of the list */
    typed.price = 140;
    expect_good(f, till_add(&f->till, &ticket, "C1", &typed, &f->err));
    assert_true(ticket.lines[1].flags & SALE_PRICE_TYPED);
}

static void a_refund_is_no_sale_to_refund(void **state)
{
    struct till_fixture *f = *state;
    struct sold sold = till_fixture_sell(f, "C1", 1, PAY_CASH);
    struct ticket refund;
    struct sold back;

    expect_good(f, till_refund(&f->till, "A", sold.number, NULL, &refund, &f->err));
    expect_refused(f, ticket_pay(&refund, PAY_CASH, 151, "", &f->err), ERR_INPUT,
                   ""); /* a cent more */
    expect_good(f, ticket_pay(&refund, PAY_CASH, 150, "", &f->err));
    expect_good(f, till_sell(&f->till, &refund, &back, &f->err));
    assert_false(till_refund(&f->till, "A", back.number, NULL, &refund, &f->err));
    assert_non_null(strstr(f->err.text, "est déjà un remboursement"));
}

static struct ticket waiting(struct till_fixture *f)
{
    struct ticket ticket;

    ticket_init(&ticket);
    expect_good(f, till_add(&f->till, &ticket, "C1", &ONE, &f->err));
    return ticket;
}

static void a_ticket_waits_under_a_name_of_its_own(void **state)
{
    struct till_fixture *f = *state;
    struct ticket ticket = waiting(f);

    expect_refused(f, till_park(&f->till, "  ", &ticket, &f->err), ERR_INPUT, "");
    expect_good(f, till_park(&f->till, "Table 1", &ticket, &f->err));
    assert_false(till_park(&f->till, "Table 1", &ticket, &f->err));
    assert_non_null(strstr(f->err.text, "attend déjà"));
}

static void so_many_tickets_wait_and_not_one_more(void **state)
{
    struct till_fixture *f = *state;
    struct ticket ticket = waiting(f);
    char name[PARK_NAME_MAX];

    for (int i = 0; i < PARKED_MAX; i++) {
        snprintf(name, sizeof name, "Table %d", i);
        expect_good(f, till_park(&f->till, name, &ticket, &f->err));
    }
    expect_refused(f, till_park(&f->till, "Comptoir", &ticket, &f->err), ERR_INPUT, "");
}

static struct charge flour(const struct till_fixture *f, cents net, cents vat)
{
    return (struct charge){ .day = moment_day(till_now(&f->till)),
                            .label = "Farine",
                            .category = CHARGE_MATERIALS,
                            .net = net,
                            .vat = vat,
                            .paid_from = "drawer" };
}

/* With its VAT: that is paid in coins too. */
static void the_drawer_pays_what_it_holds_and_not_a_cent_more(void **state)
{
    struct till_fixture *f = *state;
    struct charge charge = flour(f, 1000, 200);

    expect_good(f, till_move_cash(&f->till, true, 1199, "monnaie", &f->err));
    expect_refused(f, charge_put(&f->till, &charge, &f->err), ERR_INPUT, "");
    expect_refused(f, till_move_cash(&f->till, false, 1200, "retrait", &f->err), ERR_INPUT, "");
    expect_good(f, till_move_cash(&f->till, true, 1, "monnaie", &f->err));
    expect_good(f, charge_put(&f->till, &charge, &f->err));
    assert_true(f->till.real.head.running.drawer == 0);
}

static void the_same_charge_again_asks_why(void **state)
{
    struct till_fixture *f = *state;
    struct charge charge = flour(f, 1000, 200);

    strcpy(charge.paid_from, "host");
    expect_good(f, charge_put(&f->till, &charge, &f->err));
    expect_refused(f, charge_put(&f->till, &charge, &f->err), ERR_REASON, "");
    strcpy(charge.reason, "deux sacs");
    expect_good(f, charge_put(&f->till, &charge, &f->err));
}

static void a_charge_cancelled_after_the_closing_says_why(void **state)
{
    struct till_fixture *f = *state;
    struct charge charge = flour(f, 1000, 200);
    struct closing closing;
    int64_t seq;

    strcpy(charge.paid_from, "host");
    expect_good(f, charge_put(&f->till, &charge, &f->err));
    seq = f->till.real.head.seq;
    expect_good(f, closing_close(&f->till, PERIOD_SESSION, -1, "", &closing, &f->err));
    expect_good(f, till_sign_in(&f->till, role_word(ROLE_HOST), "", "", &f->err));
    expect_refused(f, charge_cancel(&f->till, "A", seq, "", &f->err), ERR_REASON, "");
    expect_good(f, charge_cancel(&f->till, "A", seq, "erreur", &f->err));
}

static void a_charge_says_what_was_bought_and_who_paid(void **state)
{
    struct till_fixture *f = *state;
    struct charge charge = flour(f, 1000, 0);

    strcpy(charge.paid_from, "host");
    charge.label[0] = '\0';
    expect_refused(f, charge_put(&f->till, &charge, &f->err), ERR_INPUT, "");
    charge = flour(f, 1000, 0);
    charge.paid_from[0] = '\0';
    expect_refused(f, charge_put(&f->till, &charge, &f->err), ERR_INPUT, "");
}

static int64_t count(struct till_fixture *f, const char *sql)
{
    struct stmt query = db_prepare(f->db, sql, &f->err);
    int64_t found = stmt_next(&query) ? stmt_int(&query, 0) : -1;

    expect_good(f, stmt_finish(&query));
    return found;
}

static void why_a_setting_was_corrected_stays_in_the_journal(void **state)
{
    struct till_fixture *f = *state;
    struct session session = f->till.session;

    strcpy(f->till.correction, "faute de frappe");
    strcpy(session.host, "CDP 49");
    expect_good(f, till_put_session(&f->till, &session, &f->err));
    assert_int_equal(count(f, "SELECT count(*) FROM note WHERE subject = 'correction' AND "
                              "detail = 'faute de frappe'"),
                     1);
}

static int64_t refusals(struct till_fixture *f)
{
    return count(f, "SELECT count(*) FROM note WHERE subject = 'closing'");
}

static void a_closing_that_was_refused_stays_in_the_journal(void **state)
{
    struct till_fixture *f = *state;
    struct closing closing;

    till_fixture_sell(f, "C1", 1, PAY_CASH);
    expect_refused(f, closing_close(&f->till, PERIOD_DAY, 140, "", &closing, &f->err), ERR_INPUT,
                   "");
    assert_int_equal(refusals(f), 1);
    expect_good(f, till_sign_in(&f->till, "P1", "", "", &f->err)); /* a participant may not */
    expect_refused(f, closing_close(&f->till, PERIOD_SESSION, -1, "", &closing, &f->err),
                   ERR_FORBIDDEN, "");
    assert_int_equal(refusals(f), 2);
}

static void a_session_is_closed_once(void **state)
{
    struct till_fixture *f = *state;
    struct closing closing;

    expect_good(f, closing_close(&f->till, PERIOD_SESSION, -1, "", &closing, &f->err));
    for (int kind = PERIOD_DAY; kind <= PERIOD_SESSION; kind++)
        expect_refused(f,
                       closing_close(&f->till, (enum period_kind)kind, -1, "", &closing, &f->err),
                       ERR_CLOSED, "");
    assert_int_equal(refusals(f), 3);
}

static void only_a_large_or_a_negative_sum_is_no_cash(void **state)
{
    struct till_fixture *f = *state;

    expect_refused(f, till_move_cash(&f->till, true, 0, "monnaie", &f->err), ERR_INPUT, "");
    expect_refused(f, till_move_cash(&f->till, true, -100, "monnaie", &f->err), ERR_INPUT, "");
    expect_refused(f, till_move_cash(&f->till, true, 100, " ", &f->err), ERR_INPUT, "");
    expect_refused(f, till_set_float(&f->till, CENTS_MAX + 1, &f->err), ERR_INPUT, "");
    expect_good(f, till_set_float(&f->till, 5000, &f->err));
}

/* What was sold meanwhile is no part of the float. */
static void a_float_said_again_in_the_day_leaves_the_sales_alone(void **state)
{
    struct till_fixture *f = *state;

    expect_good(f, till_set_float(&f->till, 5000, &f->err));
    till_fixture_sell(f, "C1", 1, PAY_CASH);
    expect_good(f, till_set_float(&f->till, 6000, &f->err));
    assert_true(f->till.real.head.running.drawer == 6150);
}

static void what_a_book_cannot_count_is_not_recorded(void **state)
{
    struct till_fixture *f = *state;
    int64_t before = f->till.real.head.seq;

    f->till.real.head.running.gross = STMT_INT_MAX;
    f->till.real.head.running.drawer = STMT_INT_MAX;
    expect_refused(f, till_move_cash(&f->till, true, 1, "monnaie", &f->err), ERR_INPUT, "");
    assert_true(f->till.real.head.seq == before);
}

static void who_only_reads_records_nothing(void **state)
{
    struct till_fixture *f = *state;
    int64_t before = f->till.real.head.seq;

    f->till.is_reader = true;
    expect_refused(f, till_open_drawer(&f->till, "monnaie", &f->err), ERR_BUSY, "");
    f->till.is_reader = false;
    assert_true(f->till.real.head.seq == before);
}

static void the_pin_of_the_host_is_set_by_the_host_alone(void **state)
{
    struct till_fixture *f = *state;

    expect_good(f, till_sign_in(&f->till, "animator", "", "", &f->err));
    expect_refused(f, till_set_pin(&f->till, ROLE_HOST, "24680", &f->err), ERR_FORBIDDEN, "");
    expect_good(f, till_set_pin(&f->till, ROLE_ANIMATOR, "24680", &f->err));
}

static void an_older_copy_is_accepted_by_the_host_with_a_reason(void **state)
{
    struct till_fixture *f = *state;

    f->till.is_older_copy = true;
    assert_false(till_accept_copy(&f->till, "", &f->err));
    assert_non_null(strstr(f->err.text, "Dire pourquoi"));
    f->err = ERR_EMPTY;
    expect_good(f, till_sign_in(&f->till, "animator", "", "", &f->err));
    expect_refused(f, till_accept_copy(&f->till, "panne", &f->err), ERR_FORBIDDEN, "");
}

static void without_vat_a_product_has_no_rate(void **state)
{
    struct till_fixture *f = *state;
    struct product product;

    expect_good(f, product_find(f->db, "T1", &product, &f->err));
    f->till.session.vat_on = false;
    expect_refused(f, till_put_product(&f->till, &product, &f->err), ERR_INPUT, "");
    product.rate = 0;
    expect_good(f, till_put_product(&f->till, &product, &f->err));
}

static void so_many_products_and_not_one_more(void **state)
{
    struct till_fixture *f = *state;
    struct product product;

    expect_good(f, product_find(f->db, "C1", &product, &f->err));
    product.position = 0;
    for (int i = 0; i < PRODUCTS_MAX - 3; i++) { /* the fixture has three */
        snprintf(product.code, sizeof product.code, "N%d", i);
        snprintf(product.label, sizeof product.label, "Nouveau %d", i);
        expect_good(f, till_put_product(&f->till, &product, &f->err));
    }
    strcpy(product.code, "LAST");
    strcpy(product.label, "Dernier");
    expect_refused(f, till_put_product(&f->till, &product, &f->err), ERR_INPUT, "");
}

static void a_barcode_is_of_one_product(void **state)
{
    struct till_fixture *f = *state;
    struct product product;

    expect_good(f, product_find(f->db, "S1", &product, &f->err));
    strcpy(product.barcode, "ABC123");
    expect_good(f, till_put_product(&f->till, &product, &f->err));
    expect_good(f, till_put_product(&f->till, &product, &f->err)); /* its own */
    expect_good(f, product_find(f->db, "T1", &product, &f->err));
    strcpy(product.barcode, "ABC123");
    expect_refused(f, till_put_product(&f->till, &product, &f->err), ERR_INPUT, "");
}

static void a_product_as_it_was_makes_no_record(void **state)
{
    struct till_fixture *f = *state;
    struct product product;
    int64_t before = f->till.real.head.seq;

    expect_good(f, product_find(f->db, "C1", &product, &f->err));
    expect_good(f, till_put_product(&f->till, &product, &f->err));
    assert_true(f->till.real.head.seq == before);
    product.price++;
    expect_good(f, till_put_product(&f->till, &product, &f->err));
    assert_true(f->till.real.head.seq == before + 1);
}

static void a_siren_that_is_none_is_refused(void **state)
{
    struct till_fixture *f = *state;
    struct session session = f->till.session;

    strcpy(session.siren, "123456789");
    expect_refused(f, till_put_session(&f->till, &session, &f->err), ERR_INPUT, "");
    strcpy(session.siren, "732829320");
    expect_good(f, till_put_session(&f->till, &session, &f->err));
}

/* The identity names files on this computer. */
static void an_identity_that_is_a_path_opens_nothing(void **state)
{
    struct till_fixture *f = *state;
    struct session session;

    expect_good(f,
                db_script(f->db, "UPDATE setting SET value = '../../x' WHERE key = 'id'", &f->err));
    expect_refused(f, session_read(f->db, &session, &f->err), ERR_TAMPERED, "");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, till_fixture_setup, till_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(on_its_last_day_an_article_is_sold_and_not_flagged),
        TEST(a_closed_session_is_said_at_the_first_article),
        TEST(a_price_that_was_typed_says_so),
        TEST(a_refund_is_no_sale_to_refund),
        TEST(a_ticket_waits_under_a_name_of_its_own),
        TEST(so_many_tickets_wait_and_not_one_more),
        TEST(the_drawer_pays_what_it_holds_and_not_a_cent_more),
        TEST(the_same_charge_again_asks_why),
        TEST(a_charge_cancelled_after_the_closing_says_why),
        TEST(a_charge_says_what_was_bought_and_who_paid),
        TEST(why_a_setting_was_corrected_stays_in_the_journal),
        TEST(a_closing_that_was_refused_stays_in_the_journal),
        TEST(a_session_is_closed_once),
        TEST(only_a_large_or_a_negative_sum_is_no_cash),
        TEST(a_float_said_again_in_the_day_leaves_the_sales_alone),
        TEST(what_a_book_cannot_count_is_not_recorded),
        TEST(who_only_reads_records_nothing),
        TEST(the_pin_of_the_host_is_set_by_the_host_alone),
        TEST(an_older_copy_is_accepted_by_the_host_with_a_reason),
        TEST(without_vat_a_product_has_no_rate),
        TEST(so_many_products_and_not_one_more),
        TEST(a_barcode_is_of_one_product),
        TEST(a_product_as_it_was_makes_no_record),
        TEST(a_siren_that_is_none_is_refused),
        TEST(an_identity_that_is_a_path_opens_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
