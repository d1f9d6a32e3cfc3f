/* Entries of two tills in one book: each is its own, whatever they have in common. */
#include "reports/exports/posting_reader.h"

#include "ledger/charge.h"
#include "ledger/proof/merge.h"
#include "tests/support/second_till.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

/* As the record `seq` of its till. */
static void charge_at(struct till_fixture *f, int64_t seq)
{
    const struct charge charge = { .day = moment_day(till_now(&f->till)),
                                   .label = "Farine",
                                   .category = CHARGE_MATERIALS,
                                   .net = 1000,
                                   .supplier = "Moulin",
                                   .document = "F-12",
                                   .paid_from = "host" };

    while (f->till.real.head.seq < seq - 1)
        second_must(till_open_drawer(&f->till, "monnaie", &f->err), &f->err);
    second_must(charge_put(&f->till, &charge, &f->err), &f->err);
    assert_true(f->till.real.head.seq == seq);
}

static void two_tills_share_no_entry(void **state)
{
    struct till_fixture *f = *state;
    struct posting_reader *reader = calloc(1, sizeof *reader);
    struct second second;
    struct merged merged;
    cents balance = 0;
    int64_t entry = 0;

    second_make(&second, f);
    charge_at(f, 20);
    second_open(&second);
    charge_at(&second.f, 20);
    second_close(&second);
    second_must(till_merge(&f->till, second.path, NULL, &merged, &f->err), &f->err);
    second_must(posting_reader_open(reader, f->db, &f->err), &f->err);
    while (posting_reader_next(reader)) {
        if (reader->entry != entry) {
            assert_true(balance == 0);
            assert_int_equal(reader->line, 1);
            assert_int_equal(reader->part, 1);
            assert_int_equal(reader->number, 1);
        }
        entry = reader->entry;
        balance += reader->debit - reader->credit;
        assert_string_equal(reader->chain, entry == 1 ? "A" : "B");
    }
    second_must(posting_reader_close(reader), &f->err);
    assert_int_equal(entry, 2);
    free(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(two_tills_share_no_entry, till_fixture_setup,
                                        till_fixture_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
