/* Records sealed by a key that was never announced, before a key that was: each part of a chain is
 * proved under its own key. */
#include "ledger/proof/verify.h"
#include "reports/exports/archive.h"
#include "tests/support/forger.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const unsigned char NEXT[SECRET_KEY_BYTES] = { 5, 7 }, FOREIGN[SECRET_KEY_BYTES] = { 9, 11 };

static int set_up(void **state)
{
    struct full_book *book = calloc(1, sizeof *book);

    full_book_found(book);
    *state = book;
    return 0;
}

static void note(struct full_book *book)
{
    if (!till_open_drawer(&book->till, "monnaie", &book->err))
        fail_msg("%s", book->err.text);
}

/* As the till does that lost its key: the next one is announced, and signs. */
static int64_t change_key(struct full_book *book, struct crypto_signer *signer)
{
    note(book);
    book->till.real.signer = signer;
    book->till.real.key_is_due = true;
    note(book);
    return forger_ask(book, "SELECT max(seq) FROM record WHERE chain = 'A' AND kind = 1");
}

/* A verifier that shares no code, on the archive. */
static void expect_a_stranger_to_see_it(struct full_book *book)
{
    char path[FOLDER_PATH_MAX];
    char command[2 * FOLDER_PATH_MAX];

    folder_path(&book->folder, "faux.zip", path);
    assert_true(archive_write(&book->till, path, true, &book->err));
    snprintf(
        command, sizeof command,
        "python3 tests/verifier/verify_journal.py '%s' 2>&1 | grep -q 'the signature of record'",
        path);
    assert_int_equal(system(command), 0);
}

static void what_a_foreign_key_signed_before_a_change_of_key_is_found(void **state)
{
    struct full_book *book = *state;
    struct crypto_signer *before = book->till.real.signer;
    struct crypto_signer *next = crypto_signer_open(NEXT, &book->err);
    struct crypto_signer *foreign = crypto_signer_open(FOREIGN, &book->err);
    struct verdict verdict;
    int64_t changed = change_key(book, next);

    assert_true(changed > 2);
    assert_true(book_verify(book->db, NULL, "", &verdict, &book->err));
    if (!verdict.is_good)
        fail_msg("%s", verdict.what);
    assert_true(db_begin(book->db, &book->err));
    forger_all_guards(book, forger_guards_off);
    forger_rewrite_from(book, foreign, 2); /* the first one says which key is right */
    forger_rewrite_from(book, next, changed);
    forger_all_guards(book, forger_guards_on);
    assert_true(book_verify(book->db, NULL, "", &verdict, &book->err));
    assert_false(verdict.is_good);
    assert_string_equal(verdict.what, "sa signature n'est pas celle de la caisse");
    expect_a_stranger_to_see_it(book);
    db_rollback(book->db);
    book->till.real.signer = before;
    crypto_signer_close(next);
    crypto_signer_close(foreign);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_a_foreign_key_signed_before_a_change_of_key_is_found,
                                        set_up, full_book_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
