#include "ledger/closing/closing.h"
#include "ledger/proof/merge.h"
#include "ledger/proof/verify.h"
#include "tests/support/identities.h"
#include "tests/support/till_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void assert_good(bool good, const struct err *err)
{
    if (!good)
        fail_msg("%s", err->text);
}

/* A second till beside the fixture's, on a file of its own and with its own keyring. */
struct second {
    struct till_fixture f; /* so that till_fixture_sell() serves it too */
    char path[100];
    char keys[100];
};

static void second_open(struct second *second)
{
    struct till_fixture *f = &second->f;

    assert_good(db_open(second->path, DB_WRITE, &LEDGER_IDENTITY, &f->db, &f->err), &f->err);
    assert_good(till_open(&f->till, f->db, clock_frozen((struct moment){ 1575536400, 60 }),
                          second->keys, &f->err),
                &f->err);
    assert_good(till_sign_in(&f->till, "host", "", "", &f->err), &f->err);
}

static void second_make(struct second *second, struct till_fixture *first)
{
    memset(second, 0, sizeof *second);
    snprintf(second->path, sizeof second->path, "%s/b.flashcoop", first->folder);
    snprintf(second->keys, sizeof second->keys, "%s/b-keys", first->folder);
    assert_good(till_make_copy(&first->till, 'B', second->path, &first->err), &first->err);
    second_open(second);
}

static void second_close(struct second *second)
{
    till_close(&second->f.till);
    db_close(second->f.db);
}

static void assert_book_is_good(struct till_fixture *f)
{
    struct verdict verdict;

    assert_good(book_verify(f->db, &f->till.keyring, "", &verdict, &f->err), &f->err);
    if (!verdict.is_good)
        fail_msg("%s", verdict.what);
}

static void the_second_till_numbers_for_itself_and_comes_back_whole(void **state)
{
    struct till_fixture *f = *state;
    struct second second;
    struct merged merged;
    struct product cookie;
    struct sold sold;

    till_fixture_sell(f, "C1", 1, PAY_CASH);
    second_make(&second, f);
    sold = till_fixture_sell(&second.f, "C1", 2, PAY_CASH);
    assert_string_equal(sold.chain, "B");
    assert_int_equal(sold.number, 1);
    till_fixture_sell(f, "C1", 4, PAY_CARD);
    second_close(&second);

    assert_good(till_merge(&f->till, second.path, NULL, &merged, &f->err), &f->err);
    assert_int_equal(merged.letter, 'B');
    assert_int_equal(merged.gross, 300);
    assert_good(product_find(f->db, "C1", &cookie, &f->err), &f->err);
    assert_int_equal(cookie.sold, 7 * ONE_PIECE);
    assert_book_is_good(f);
}

static void merging_again_brings_only_what_is_new(void **state)
{
    struct till_fixture *f = *state;
    struct second second;
    struct merged merged;

    second_make(&second, f);
    till_fixture_sell(&second.f, "C1", 2, PAY_CASH);
    second_close(&second);
    assert_good(till_merge(&f->till, second.path, NULL, &merged, &f->err), &f->err);
    assert_good(till_merge(&f->till, second.path, NULL, &merged, &f->err), &f->err);
    assert_int_equal(merged.record_count, 0);
    second_open(&second);
    till_fixture_sell(&second.f, "S1", 1, PAY_CASH);
    second_close(&second);
    assert_good(till_merge(&f->till, second.path, NULL, &merged, &f->err), &f->err);
    assert_int_equal(merged.record_count, 1);
    assert_int_equal(merged.gross, 750);
    assert_book_is_good(f);
}

static void a_changed_journal_is_refused_and_the_refusal_stays(void **state)
{
    struct till_fixture *f = *state;
    struct second second;
    struct merged merged;
    int64_t before;

    second_make(&second, f);
    till_fixture_sell(&second.f, "C1", 2, PAY_CASH);
    assert_good(db_script(second.f.db,
                          "DROP TRIGGER payment_no_update; UPDATE payment SET mode = 2;"
                          "CREATE TRIGGER payment_no_update BEFORE UPDATE ON payment\n"
                          "BEGIN SELECT RAISE(ABORT, 'append-only'); END;",
                          &second.f.err),
                &second.f.err);
    second_close(&second);
    before = f->till.real.head.seq;
    assert_false(till_merge(&f->till, second.path, NULL, &merged, &f->err));
    assert_int_equal(f->err.code, ERR_TAMPERED);
    assert_int_equal(f->till.real.head.seq, before + 1);
    f->err = ERR_EMPTY;
    assert_book_is_good(f);
}

static void a_book_with_other_tables_is_refused_and_the_refusal_stays(void **state)
{
    struct till_fixture *f = *state;
    struct second second;
    struct merged merged;
    int64_t before;

    second_make(&second, f);
    till_fixture_sell(&second.f, "C1", 2, PAY_CASH);
    assert_good(db_script(second.f.db,
                          "CREATE TRIGGER t AFTER INSERT ON sale BEGIN DELETE FROM pin; END",
                          &second.f.err),
                &second.f.err);
    second_close(&second);
    before = f->till.real.head.seq;
    assert_false(till_merge(&f->till, second.path, NULL, &merged, &f->err));
    assert_int_equal(f->err.code, ERR_TAMPERED);
    assert_int_equal(f->till.real.head.seq, before + 1);
    f->err = ERR_EMPTY;
    assert_book_is_good(f);
}

static void another_session_and_the_same_till_are_refused(void **state)
{
    struct till_fixture *f = *state;
    struct second second;
    struct merged merged;

    second_make(&second, f);
    assert_false(till_make_copy(&second.f.till, 'B', "/tmp/never", &second.f.err));
    second.f.err = ERR_EMPTY;
    assert_good(
        db_script(second.f.db, "UPDATE local SET value = 'A' WHERE key = 'till'", &second.f.err),
        &second.f.err);
    second_close(&second);
    assert_false(till_merge(&f->till, second.path, NULL, &merged, &f->err));
    assert_int_equal(f->err.code, ERR_INPUT);
}

static void one_session_closing_waits_for_both_tills(void **state)
{
    struct till_fixture *f = *state;
    struct second second;
    struct merged merged;
    struct closing closing;

    second_make(&second, f);
    till_fixture_sell(&second.f, "C1", 2, PAY_CASH);
    assert_good(db_checkpoint(second.f.db, &second.f.err), &second.f.err);
    second_close(&second);
    assert_good(till_merge(&f->till, second.path, NULL, &merged, &f->err), &f->err);
    assert_false(closing_close(&f->till, PERIOD_SESSION, -1, "", &closing, &f->err));
    assert_non_null(strstr(f->err.text, "caisse B"));
    f->err = ERR_EMPTY;
    second_open(&second);
    assert_good(closing_close(&second.f.till, PERIOD_DAY, 300, "", &closing, &second.f.err),
                &second.f.err);
    second_close(&second);
    assert_good(till_merge(&f->till, second.path, NULL, &merged, &f->err), &f->err);
    assert_good(closing_close(&f->till, PERIOD_SESSION, -1, "", &closing, &f->err), &f->err);
    assert_book_is_good(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_second_till_numbers_for_itself_and_comes_back_whole,
                                        till_fixture_setup, till_fixture_teardown),
        cmocka_unit_test_setup_teardown(merging_again_brings_only_what_is_new, till_fixture_setup,
                                        till_fixture_teardown),
        cmocka_unit_test_setup_teardown(a_changed_journal_is_refused_and_the_refusal_stays,
                                        till_fixture_setup, till_fixture_teardown),
        cmocka_unit_test_setup_teardown(a_book_with_other_tables_is_refused_and_the_refusal_stays,
                                        till_fixture_setup, till_fixture_teardown),
        cmocka_unit_test_setup_teardown(another_session_and_the_same_till_are_refused,
                                        till_fixture_setup, till_fixture_teardown),
        cmocka_unit_test_setup_teardown(one_session_closing_waits_for_both_tills,
                                        till_fixture_setup, till_fixture_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
