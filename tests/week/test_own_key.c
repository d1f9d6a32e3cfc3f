/*
 * Whoever holds the till's own key can seal anything anew: what does not add up is found all the
 * same, in the book, in its archive, and by a verifier that shares no code.
 */
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

static const char TICKET[] = "les montants du ticket ne s'additionnent pas";
static const char TOTALS[] = "ses totaux cumulés ne suivent pas les précédents";
static const char CLOSING[] = "ses chiffres ne sont pas ceux de la période qu'il ferme";
static const char COUNT[] = "le comptage n'est pas la somme de ses pièces";
static const char OTHER_TILL[] = "le journal de la caisse B a été coupé ou retiré du livre";

static const struct forgery {
    const char *sql;
    const char *what;
} FORGERIES[] = {
    { "UPDATE sale_line SET gross = gross + 1 WHERE chain = 'A' AND number = 2", TICKET },
    { "UPDATE sale_line SET net = net - 1 WHERE chain = 'A' AND number = 2", TICKET },
    { "UPDATE sale SET line_count = 2 WHERE chain = 'A' AND number = 2", TICKET },
    { "UPDATE payment SET given = given + 1, amount = amount + 1 WHERE chain = 'A' AND number = 2",
      TICKET },
    { "UPDATE rate_total SET gross = gross + 1, vat = vat + 1 WHERE chain = 'A' AND number = 2 AND "
      "rate = 550",
      TICKET },
    { "UPDATE rate_total SET running_vat = running_vat + 1 WHERE chain = 'A' AND number = 2",
      TOTALS },
    { "UPDATE record SET cash = cash + 1 WHERE chain = 'A' AND kind = 10", TOTALS },
    { "UPDATE record SET gross = gross + 1 WHERE chain = 'A' AND seq > 12", TOTALS },
    { "UPDATE record SET drawer = drawer - 100 WHERE chain = 'A' AND kind = 22", TOTALS },
    { "UPDATE record SET float = 0 WHERE chain = 'A' AND kind = 31", TOTALS },
#define OF_LAST "WHERE chain = 'A' AND number = (SELECT max(number) FROM sale WHERE chain = 'A'); "
    { "UPDATE sale_line SET number = number + 1 " OF_LAST
      "UPDATE payment SET number = number + 1 " OF_LAST
      "UPDATE rate_total SET number = number + 1 " OF_LAST
      "UPDATE means_total SET number = number + 1 " OF_LAST
      "UPDATE record SET number = number + 1 WHERE kind IN (10, 11, 12) AND chain = 'A' AND "
      "number = (SELECT max(number) FROM sale WHERE chain = 'A'); "
      "UPDATE sale SET number = number + 1 " OF_LAST,
      "les numéros de tickets ne se suivent pas" },
    { "UPDATE cash_movement SET amount = amount + 1 WHERE chain = 'A'", TOTALS },
    { "UPDATE charge SET vat = vat + 1 WHERE chain = 'A' AND paid_from = 'drawer'", TOTALS },
    { "UPDATE posting SET debit = debit + 1 WHERE chain = 'A' AND debit > 0 AND line = 1",
      "son écriture ne s'équilibre pas" },
    { "UPDATE count_piece SET pieces = pieces + 1 WHERE chain = 'A'", COUNT },
    { "UPDATE cash_count SET expected = expected + 1 WHERE chain = 'A'", COUNT },
    { "UPDATE share SET amount = amount + 1 WHERE chain = 'A' AND rank = 1",
      "les parts ne font pas la somme partagée" },
    { "UPDATE closing SET gross = gross + 1, net = net + 1 WHERE chain = 'A' AND period = 3",
      CLOSING },
    { "UPDATE closing SET refunds = refunds + 1 WHERE chain = 'A' AND number = 1", CLOSING },
    { "UPDATE closing SET number = number + 1 WHERE chain = 'A' AND period = 2", CLOSING },
    { "UPDATE closing SET first_ticket = first_ticket - 1 WHERE chain = 'A' AND number = 2",
      CLOSING },
    { "UPDATE closing SET counted = counted + 1 WHERE chain = 'A' AND counted > 0", CLOSING },
    { "UPDATE closing SET float = float + 1 WHERE chain = 'A' AND period = 1", CLOSING },
    { "UPDATE closing SET absolute = absolute + 1 WHERE chain = 'A' AND period = 2", CLOSING },
    { "UPDATE closing SET public_key = zeroblob(32) WHERE chain = 'A' AND period = 1", CLOSING },
    { "UPDATE closing_rate SET net = net + 1, vat = vat - 1 WHERE chain = 'A'", CLOSING },
    { "DELETE FROM closing_rate WHERE chain = 'A' AND rate = 1000", CLOSING },
    { "UPDATE closing SET cash_out = cash_out + 1 WHERE chain = 'A' AND number = 1", CLOSING },
    { "UPDATE closing SET opened = opened + 1 WHERE chain = 'A' AND period = 2", CLOSING },
    { "DELETE FROM closing_day WHERE chain = 'A' AND rate = 1000", CLOSING },
    { "UPDATE sale SET day = day - 5 WHERE chain = 'A' AND number = 2",
      "sa journée n'est pas celle où il a été enregistré" },
    { "UPDATE closing_till SET till_seq = till_seq - 1 WHERE chain = 'A'", OTHER_TILL },
    /* The head of the other till is random: its last digit becomes another one, whatever it is. */
    { "UPDATE note SET detail = substr(detail, 1, length(detail) - 1) || "
      "CASE substr(detail, -1) WHEN 'a' THEN 'b' ELSE 'a' END WHERE chain = 'A' AND subject = 'B'",
      OTHER_TILL },
};

static void assert_what(const struct verdict *verdict, const struct forgery *forgery,
                        const char *where)
{
    if (verdict->is_good || strcmp(verdict->what, forgery->what) != 0)
        fail_msg("%s: %s: « %s » instead of « %s »", where, forgery->sql,
                 verdict->is_good ? "good" : verdict->what, forgery->what);
}

static void assert_found_everywhere(struct full_book *book, const struct forgery *forgery)
{
    char path[FOLDER_PATH_MAX];
    char command[2 * FOLDER_PATH_MAX];
    struct verdict verdict;

    assert_true(book_verify(book->db, NULL, "", &verdict, &book->err));
    assert_what(&verdict, forgery, "book");
    folder_path(&book->folder, "faux.zip", path);
    assert_true(archive_write(&book->till, path, true, &book->err));
    assert_true(archive_verify(path, "", &verdict, &book->err));
    assert_what(&verdict, forgery, "archive");
    snprintf(command, sizeof command,
             "python3 tests/verifier/verify_journal.py '%s' >/dev/null 2>&1", path);
    if (system(command) == 0)
        fail_msg("%s: a stranger accepts it", forgery->sql);
}

static void what_does_not_add_up_is_found_under_the_right_key_in_book_and_archive(void **state)
{
    struct full_book *book = *state;
    struct crypto_signer *signer = crypto_signer_open(FULL_BOOK_SECRET, &book->err);

    for (size_t i = 0; i < COUNT_OF(FORGERIES); i++) {
        assert_true(db_begin(book->db, &book->err));
        forger_all_guards(book, forger_guards_off);
        forger_type(book, "%s", FORGERIES[i].sql);
        assert_true(db_changes(book->db) > 0);
        forger_rewrite_chain(book, signer);
        forger_all_guards(book, forger_guards_on);
        assert_found_everywhere(book, &FORGERIES[i]);
        db_rollback(book->db);
    }
    crypto_signer_close(signer);
}

/* The forger's tools alone change nothing: the same chain, sealed again, is the same book. */
static void a_chain_sealed_again_unchanged_is_good_in_book_and_archive(void **state)
{
    struct full_book *book = *state;
    struct crypto_signer *signer = crypto_signer_open(FULL_BOOK_SECRET, &book->err);
    char path[FOLDER_PATH_MAX];
    struct verdict verdict;

    assert_true(db_begin(book->db, &book->err));
    forger_all_guards(book, forger_guards_off);
    forger_rewrite_chain(book, signer);
    forger_all_guards(book, forger_guards_on);
    assert_true(book_verify(book->db, &book->till.keyring, "", &verdict, &book->err));
    if (!verdict.is_good)
        fail_msg("%s", verdict.what);
    folder_path(&book->folder, "pareil.zip", path);
    assert_true(archive_write(&book->till, path, true, &book->err));
    assert_true(archive_verify(path, "", &verdict, &book->err));
    assert_true(verdict.is_good);
    db_rollback(book->db);
    crypto_signer_close(signer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_does_not_add_up_is_found_under_the_right_key_in_book_and_archive),
        cmocka_unit_test(a_chain_sealed_again_unchanged_is_good_in_book_and_archive),
    };

    return cmocka_run_group_tests(tests, forger_set_up, full_book_tear_down);
}
