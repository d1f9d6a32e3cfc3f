/* What the host takes away, in one folder: written by one choice on the screen. */
#include "pos/acts/accounts_folder.h"

#include "ledger/account.h"
#include "reports/exports/archive.h"
#include "tests/support/full_book.h"
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void the_folder_holds_fec_accounts_tables_and_an_archive_that_verifies(void **state)
{
    struct full_book *book = calloc(1, sizeof *book);
    char folder[FOLDER_PATH_MAX], path[2 * FOLDER_PATH_MAX];
    char where[OUTLET_PATH_MAX];
    static const char *const PROGRAMS[] = { "caerp/CAERP.txt",       "quadra/QUADRA.txt",
                                            "rimport/RImport.txt",   "ximport/XIMPORT.TXT",
                                            "ebp/ECRITURES.TXT",     "sage100/SAGE100.pnm",
                                            "paheko/paheko.csv",     "odoo/odoo-fec.csv",
                                            "dolibarr/dolibarr.csv", "sage100-texte/SAGE100.txt" };
    struct folder made;
    struct verdict verdict;
    bool has_fec = false;

    (void)state;
    full_book_found(book);
    full_book_play_first_day(book);
    assert_true(till_sign_in(&book->till, "host", "", "", &book->err));
    folder_path(&book->folder, "complet-comptes", folder);
    for (int twice = 0; twice < 2; twice++) /* the second time goes on in the same register */
        if (!accounts_folder_write(&book->till, folder, &has_fec, where, &book->err))
            fail_msg("%s", book->err.text);
    assert_true(has_fec);
    snprintf(made.path, sizeof made.path, "%.250s", where);
    assert_non_null(strstr(where, "/comptes-732829320"));
    assert_true(folder_has(&made, "732829320FEC20191231.txt"));
    assert_true(folder_has(&made, "index.txt"));
    assert_true(folder_has(&made, "numbers.csv"));
    snprintf(path, sizeof path, "python3 tests/accounts/check_folder.py '%.250s' >/dev/null",
             where);
    assert_int_equal(system(path), 0);
    for (size_t i = 0; i < COUNT_OF(PROGRAMS); i++)
        assert_true(folder_has(&made, PROGRAMS[i]));
    snprintf(path, sizeof path, "%.250s/MAMC19/archive.zip", where);
    assert_true(archive_verify(path, "", &verdict, &book->err));
    assert_true(verdict.is_good);
    full_book_remove(book);
    free(book);
}

/* Quadra has eight characters for an account: the others have their files all the same. */
static void an_account_that_one_program_refuses_leaves_the_others(void **state)
{
    struct full_book *book = calloc(1, sizeof *book);
    char folder[FOLDER_PATH_MAX], where[OUTLET_PATH_MAX];
    struct folder made;
    bool has_fec = false;

    (void)state;
    full_book_found(book);
    assert_true(account_put(&book->till, "sales_550", "701100000", &book->err));
    full_book_play_first_day(book);
    assert_true(till_sign_in(&book->till, "host", "", "", &book->err));
    folder_path(&book->folder, "complet-comptes", folder);
    if (!accounts_folder_write(&book->till, folder, &has_fec, where, &book->err))
        fail_msg("%s", book->err.text);
    snprintf(made.path, sizeof made.path, "%.250s", where);
    assert_false(folder_has(&made, "quadra/QUADRA.txt"));
    assert_true(folder_has(&made, "caerp/CAERP.txt"));
    full_book_remove(book);
    free(book);
}

static void the_plan_of_the_accountant_beside_the_books_is_taken(void **state)
{
    struct full_book *book = calloc(1, sizeof *book);
    struct buf fec = buf_init(1 << 20);
    char folder[FOLDER_PATH_MAX], where[OUTLET_PATH_MAX], path[2 * FOLDER_PATH_MAX];
    bool has_fec = false;

    (void)state;
    full_book_found(book);
    full_book_play_first_day(book);
    assert_true(till_sign_in(&book->till, "host", "", "", &book->err));
    folder_path(&book->folder, "complet-comptes", folder);
    folder_write(&book->folder, "plan.csv", "use,account\ncash,530\nsale:550,707\n", 34);
    assert_false(accounts_folder_write(&book->till, folder, &has_fec, where, &book->err));
    assert_non_null(strstr(book->err.text, "plan.csv:3: « sale:550 »"));
    book->err = ERR_EMPTY;
    folder_write(&book->folder, "plan.csv", "use,account\ncash,5300099\n", 25);
    if (!accounts_folder_write(&book->till, folder, &has_fec, where, &book->err))
        fail_msg("%s", book->err.text);
    snprintf(path, sizeof path, "%.250s/732829320FEC20191231.txt", where);
    assert_true(buf_read_file(&fec, path, &book->err));
    assert_non_null(strstr(buf_text(&fec), "\t5300099\t"));
    assert_null(strstr(buf_text(&fec), "\t530\t"));
    buf_release(&fec);
    full_book_remove(book);
    free(book);
}

static void without_a_siren_the_rest_is_written_all_the_same(void **state)
{
    struct full_book *book = calloc(1, sizeof *book);
    char folder[FOLDER_PATH_MAX];
    char where[OUTLET_PATH_MAX];
    struct folder made;
    bool has_fec = true;

    (void)state;
    full_book_found(book);
    book->till.session.siren[0] = '\0';
    folder_path(&book->folder, "complet-comptes", folder);
    assert_true(accounts_folder_write(&book->till, folder, &has_fec, where, &book->err));
    assert_false(has_fec);
    memcpy(made.path, folder, sizeof folder);
    assert_int_equal(folder_count(&made), 3);
    full_book_remove(book);
    free(book);
}

static void an_animator_alone_exports_nothing(void **state)
{
    struct market market;

    (void)state;
    market_make(&market);
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Papiers", "> 1 Ventes");
    screen_key(&market.screen, KEY_END_BYTES);
    screen_key(&market.screen, KEY_UP_BYTES); /* the kit and the papers of the till stand last */
    screen_key(&market.screen, KEY_UP_BYTES);
    screen_wait(&market.screen, "Faire les fichiers");
    screen_wait(&market.screen, "Pour la coopérative");
    screen_key(&market.screen, KEY_ENTER_BYTES);
    screen_wait(&market.screen, "Réservé à la coopérative");
    screen_key(&market.screen, KEY_ESCAPE_BYTES);
    market_end(&market, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_folder_holds_fec_accounts_tables_and_an_archive_that_verifies),
        cmocka_unit_test(an_account_that_one_program_refuses_leaves_the_others),
        cmocka_unit_test(the_plan_of_the_accountant_beside_the_books_is_taken),
        cmocka_unit_test(without_a_siren_the_rest_is_written_all_the_same),
        cmocka_unit_test(an_animator_alone_exports_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
