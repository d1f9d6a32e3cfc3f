/* What comes from a second till after the session closing, and a file of sales that both took. */
#include "ledger/closing/closing.h"
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

static struct second second;
static struct merged merged;

static void sell_and_close_there(int times, bool closes)
{
    struct closing closing;

    second_open(&second);
    for (int i = 0; i < times; i++)
        till_fixture_sell(&second.f, "C1", 1, PAY_CASH);
    if (closes)
        second_must(closing_close(&second.f.till, PERIOD_DAY, -1, "", &closing, &second.f.err),
                    &second.f.err);
    second_close(&second);
}

static int64_t number_of(struct till_fixture *f, const char *sql)
{
    struct stmt query = db_prepare(f->db, sql, &f->err);
    int64_t number = stmt_next(&query) ? stmt_int(&query, 0) : -1;

    second_must(stmt_finish(&query), &f->err);
    return number;
}

static void session_close(struct till_fixture *f)
{
    struct closing closing;

    second_must(closing_close(&f->till, PERIOD_SESSION, -1, "la B a disparu", &closing, &f->err),
                &f->err);
}

static void assert_book_is_good(struct till_fixture *f)
{
    struct verdict verdict;

    second_must(book_verify(f->db, &f->till.keyring, "", &verdict, &f->err), &f->err);
    if (!verdict.is_good)
        fail_msg("%s", verdict.what);
}

static void what_comes_after_the_session_closing_wants_a_reason(void **state)
{
    struct till_fixture *f = *state;

    second_make(&second, f);
    sell_and_close_there(2, true);
    session_close(f);
    expect_refused(f, till_merge(&f->till, second.path, NULL, &merged, &f->err), ERR_REASON,
                   "pourquoi");
    assert_int_equal(number_of(f, "SELECT count(*) FROM record WHERE chain = 'B'"), 0);
}

static void with_it_nothing_is_lost_and_one_record_says_so(void **state)
{
    struct till_fixture *f = *state;

    second_make(&second, f);
    sell_and_close_there(2, true);
    session_close(f);
    strcpy(f->till.correction, "retrouvée lundi");
    second_must(till_merge(&f->till, second.path, NULL, &merged, &f->err), &f->err);
    assert_int_equal(number_of(f, "SELECT sum(gross) FROM sale WHERE chain = 'B'"), 300);
    assert_int_equal(
        number_of(f, "SELECT count(*) FROM note JOIN record USING (chain, seq) WHERE kind "
                     "= 52 AND chain = 'A' AND subject = 'till B' AND detail = "
                     "'retrouvée lundi' AND amount = 300"),
        1);
    assert_int_equal(number_of(f, "SELECT sum(debit) FROM posting WHERE chain = 'B'"), 300);
    assert_book_is_good(f);
}

/* It came before the closing, too: only what is new is late, and once is once. */
static void what_was_sold_afterwards_comes_alone_and_once(void **state)
{
    struct till_fixture *f = *state;
    int64_t before;

    second_make(&second, f);
    sell_and_close_there(2, true);
    second_must(till_merge(&f->till, second.path, NULL, &merged, &f->err), &f->err);
    session_close(f);
    sell_and_close_there(1, true);
    strcpy(f->till.correction, "encore un client");
    second_must(till_merge(&f->till, second.path, NULL, &merged, &f->err), &f->err);
    assert_int_equal(number_of(f, "SELECT amount FROM note WHERE subject = 'till B' AND "
                                  "detail = 'encore un client'"),
                     150);
    before = f->till.real.head.seq;
    second_must(till_merge(&f->till, second.path, NULL, &merged, &f->err), &f->err);
    assert_int_equal(merged.record_count, 0);
    assert_true(f->till.real.head.seq == before);
    assert_book_is_good(f);
}

/* Its sales would be in the book and in no entry. */
static void a_day_that_is_open_there_is_closed_there_first(void **state)
{
    struct till_fixture *f = *state;

    second_make(&second, f);
    sell_and_close_there(1, false);
    session_close(f);
    strcpy(f->till.correction, "retrouvée lundi");
    expect_refused(f, till_merge(&f->till, second.path, NULL, &merged, &f->err), ERR_INPUT,
                   "caisse B est encore ouverte");
    sell_and_close_there(0, true);
    second_must(till_merge(&f->till, second.path, NULL, &merged, &f->err), &f->err);
    assert_book_is_good(f);
}

static void only_the_host_brings_it(void **state)
{
    struct till_fixture *f = *state;

    second_make(&second, f);
    sell_and_close_there(1, true);
    session_close(f);
    second_must(till_sign_in(&f->till, "animator", "", "", &f->err), &f->err);
    strcpy(f->till.correction, "retrouvée lundi");
    expect_refused(f, till_merge(&f->till, second.path, NULL, &merged, &f->err), ERR_CLOSED,
                   "coopérative");
}

/* A sale as a file brings it; programs of before took one at any till. */
static void sell_of_file(struct till_fixture *f, const char *key)
{
    const struct till_item one = { .quantity = ONE_PIECE };
    char letter = f->till.letter;
    struct ticket ticket;
    struct sold sold;

    ticket_init(&ticket);
    second_must(till_add(&f->till, &ticket, "C1", &one, &f->err), &f->err);
    second_must(ticket_pay(&ticket, PAY_CASH, 150, "", &f->err), &f->err);
    strcpy(ticket.late.source_key, key);
    f->till.letter = 'A';
    second_must(till_sell(&f->till, &ticket, &sold, &f->err), &f->err);
    f->till.letter = letter;
}

static void one_file_taken_at_both_tills_is_named_with_its_tickets(void **state)
{
    struct till_fixture *f = *state;
    int64_t sales;

    second_make(&second, f);
    second_open(&second);
    till_fixture_sell(&second.f, "C1", 1, PAY_CASH);
    sell_of_file(&second.f, "samedi-7");
    sell_of_file(&second.f, "samedi-8");
    second_close(&second);
    sell_of_file(f, "samedi-7");
    sell_of_file(f, "samedi-8");
    sales = number_of(f, "SELECT count(*) FROM sale");
    expect_refused(f, till_merge(&f->till, second.path, NULL, &merged, &f->err), ERR_INPUT,
                   "2 ventes, dont « samedi-7 » est A-1 ici et B-2 là-bas");
    f->err = ERR_EMPTY;
    expect_refused(f, till_merge(&f->till, second.path, NULL, &merged, &f->err), ERR_INPUT,
                   "Importer ici les autres ventes de B, garder son livre."); /* to its last word */
    assert_int_equal(number_of(f, "SELECT count(*) FROM sale"), sales);
    assert_int_equal(number_of(f, "SELECT count(*) FROM note JOIN record USING (chain, "
                                  "seq) WHERE kind = 70 AND subject = 'same-file' AND "
                                  "detail LIKE '%samedi-7%'"),
                     2);
    assert_book_is_good(f);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, till_fixture_setup, till_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_comes_after_the_session_closing_wants_a_reason),
        TEST(with_it_nothing_is_lost_and_one_record_says_so),
        TEST(what_was_sold_afterwards_comes_alone_and_once),
        TEST(a_day_that_is_open_there_is_closed_there_first),
        TEST(only_the_host_brings_it),
        TEST(one_file_taken_at_both_tills_is_named_with_its_tickets),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
