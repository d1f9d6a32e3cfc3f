/* The accounts of a book against the plan comptable général (règlement ANC 2014-03, art. 932-1). */
#include "ledger/account.h"
#include "ledger/chart.h"
#include "tests/support/till_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static void every_default_account_stands_under_one_of_the_plan_comptable_general(void **state)
{
    static const struct {
        const char *use;
        const char *parent; /* as the plan numbers it */
    } PLAN[] = {
        { "sales_550", "701" },   { "sales_1000", "701" },
        { "sales_2000", "701" },  { "sales_0", "701" },
        { "sales_210", "701" },   { "sales_850", "701" },
        { "sales_other", "701" }, { "vat_550", "44571" },
        { "vat_1000", "44571" },  { "vat_2000", "44571" },
        { "vat_210", "44571" },   { "vat_850", "44571" },
        { "vat_other", "44571" }, { "vat_deductible", "4456" },
        { "services", "706" },    { "vat_pending", "4457" },
        { "client", "411" },      { "cash", "53" },
        { "cheque", "5112" },     { "card", "511" },
        { "voucher", "511" },     { "bank", "512" },
        { "transfer", "58" },     { "materials", "601" },
        { "packaging", "6026" },  { "subcontracting", "604" },
        { "travel", "6251" },     { "stand", "6135" },
        { "kitchen", "6132" },    { "equipment", "6063" },
        { "hire", "6135" },       { "printing", "6236" },
        { "insurance", "616" },   { "other", "628" },
        { "shortage", "658" },    { "surplus", "758" },
        { "supplier", "401" },    { "participant", "467" },
        { "share_due", "421" },   { "shares", "6411" },
        { "reserve", "657" },     { "reserve_due", "468" },
    };
    struct till_fixture *f = *state;
    struct accounts accounts;

    assert_true(accounts_read(f->db, &accounts, &f->err));
    assert_int_equal(accounts.count, COUNT_OF(PLAN));
    for (size_t i = 0; i < COUNT_OF(PLAN); i++) {
        const struct account *account = accounts_find(&accounts, PLAN[i].use);

        assert_memory_equal(account->number, PLAN[i].parent, strlen(PLAN[i].parent));
        assert_true(strlen(account->number) >= ACCOUNT_DIGITS_MIN);
    }
    assert_string_equal(accounts_find(&accounts, "transfer")->number, "580");
}

/* FEC: one CompteNum, one CompteLib. */
static void accounts_of_one_number_have_one_label(void **state)
{
    struct till_fixture *f = *state;
    struct accounts accounts;

    assert_true(account_put(&f->till, "sales_1000", "7011", &f->err));
    assert_true(accounts_read(f->db, &accounts, &f->err));
    assert_string_equal(accounts_find(&accounts, "sales_1000")->label,
                        "Ventes de produits finis 5,5 %");
    assert_true(account_put(&f->till, "sales_1000", "7011 Ventes de biscuits", &f->err));
    assert_true(accounts_read(f->db, &accounts, &f->err));
    for (int i = 0; i < accounts.count; i++)
        for (int k = 0; k < i; k++)
            if (strcmp(accounts.all[i].number, accounts.all[k].number) == 0)
                assert_string_equal(accounts.all[i].label, accounts.all[k].label);
    assert_string_equal(accounts_find(&accounts, "sales_550")->label, "Ventes de biscuits");
}

static void an_account_of_less_than_three_digits_or_of_letters_is_refused(void **state)
{
    static const char *const REFUSED[] = {
        "", "58", "5x1", "1234567890123", "531Caisse", "Caisse"
    };
    struct till_fixture *f = *state;

    for (size_t i = 0; i < COUNT_OF(REFUSED); i++) {
        assert_false(account_put(&f->till, "transfer", REFUSED[i], &f->err));
        assert_int_equal(f->err.code, ERR_INPUT);
        assert_non_null(strstr(f->err.text, "de 3 à 12 chiffres"));
        f->err = ERR_EMPTY;
    }
    assert_false(account_put(&f->till, "gold", "531", &f->err));
    assert_int_equal(f->err.code, ERR_NOT_FOUND);
    assert_string_equal(f->err.text, "Aucun compte ne sert à « gold ».");
}

/* Its accountant had chosen 58 when an earlier program still took two digits. */
static void an_account_of_two_digits_chosen_earlier_is_posted_to_with_three(void **state)
{
    static const char SQL[] = "SELECT DISTINCT account FROM posting WHERE account GLOB '5[38]*' "
                              "ORDER BY account";
    struct till_fixture *f = *state;
    struct stmt query;

    assert_true(till_write_begin(&f->till, &f->err));
    assert_true(till_write_end(&f->till,
                               setting_put(&f->till.real, "account.transfer", "58", &f->till.actor,
                                           till_now(&f->till), &f->err),
                               &f->err));
    assert_true(till_set_float(&f->till, 5000, &f->err));
    query = db_prepare(f->db, SQL, &f->err);
    assert_true(stmt_next(&query));
    assert_string_equal(stmt_text(&query, 0), "530");
    assert_true(stmt_next(&query));
    assert_string_equal(stmt_text(&query, 0), "580");
    assert_false(stmt_next(&query));
    assert_true(stmt_finish(&query));
}

/* The label changes on the way: papers show one, the newest; the book keeps both. */
static void the_chart_holds_each_account_once_with_its_newest_label(void **state)
{
    struct till_fixture *f = *state;
    struct chart chart;

    assert_true(till_set_float(&f->till, 5000, &f->err));
    assert_true(account_put(&f->till, "cash", "530 Caisse du marché", &f->err));
    till_fixture_wait(f, 60);
    assert_true(till_move_cash(&f->till, true, 100, "monnaie", &f->err));
    assert_true(chart_read(f->db, &chart, &f->err));
    assert_string_equal(chart_find(&chart, "530")->label, "Caisse du marché");
    assert_ptr_equal(chart_find(&chart, "58"), chart_find(&chart, "580"));
    assert_null(chart_find(&chart, "999"));
    for (int i = 1; i < chart.count; i++)
        assert_true(strcmp(chart.all[i - 1].number, chart.all[i].number) < 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, till_fixture_setup, till_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_default_account_stands_under_one_of_the_plan_comptable_general),
        TEST(accounts_of_one_number_have_one_label),
        TEST(an_account_of_less_than_three_digits_or_of_letters_is_refused),
        TEST(an_account_of_two_digits_chosen_earlier_is_posted_to_with_three),
        TEST(the_chart_holds_each_account_once_with_its_newest_label),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
