/* An entry balances to the cent, or it is none. */
#include "ledger/posting.h"
#include "tests/support/till_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static struct entry cash_sale(const struct accounts *accounts, cents cash)
{
    struct day day = day_of(2019, 11, 26);
    struct entry entry = entry_init("VE", day, "Vente", "A-1", day);

    entry_put(&entry, accounts, "cash", cash);
    entry_put(&entry, accounts, "sales:550", -427);
    entry_put(&entry, accounts, "vat:550", -23);
    return entry;
}

static void an_entry_off_by_one_cent_is_refused_and_seals_nothing(void **state)
{
    struct till_fixture *f = *state;
    struct accounts accounts;
    struct entry good;
    struct entry bad;

    assert_true(accounts_read(f->db, &accounts, &f->err));
    good = cash_sale(&accounts, 450);
    bad = cash_sale(&accounts, 451);
    assert_true(entry_check(&good, &f->err));
    assert_false(entry_record(&f->till.real, &bad, &f->err));
    assert_int_equal(f->err.code, ERR_UNBALANCED);
    assert_string_equal(f->err.text, "L'écriture ne s'équilibre pas : prévenir la coopérative.");
}

static void an_amount_of_zero_makes_no_line(void **state)
{
    struct till_fixture *f = *state;
    struct accounts accounts;
    struct entry entry;

    assert_true(accounts_read(f->db, &accounts, &f->err));
    entry = cash_sale(&accounts, 450);
    entry_put(&entry, &accounts, "card", 0);
    assert_int_equal(entry.line_count, 3);
}

/* Domain page: the accounts of each rate, and one for all rates that come later. */
static void each_rate_is_posted_to_its_own_accounts(void **state)
{
    static const struct period PERIOD = {
        .cash = 10000,
        .rates = { { 0, 1000, 1000, 0 },
                   { 210, 1021, 1000, 21 },
                   { 550, 2110, 2000, 110 },
                   { 1000, 2200, 2000, 200 },
                   { 2000, 3669, 3057, 612 } },
        .rate_count = 5,
    };
    static const char *const NUMBERS[] = { "530",    "7014", "7016",   "445715", "7011",
                                           "445711", "7012", "445712", "7013",   "445713" };
    struct till_fixture *f = *state;
    struct accounts accounts;
    struct entry entry = { .line_count = 0 };

    assert_true(accounts_read(f->db, &accounts, &f->err));
    entry_put_period(&entry, &accounts, &PERIOD);
    assert_int_equal(entry.line_count, COUNT_OF(NUMBERS));
    for (int i = 0; i < entry.line_count; i++)
        assert_string_equal(entry.lines[i].account->number, NUMBERS[i]);
    assert_true(entry_check(&entry, &f->err));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, till_fixture_setup, till_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_entry_off_by_one_cent_is_refused_and_seals_nothing),
        TEST(an_amount_of_zero_makes_no_line),
        TEST(each_rate_is_posted_to_its_own_accounts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
