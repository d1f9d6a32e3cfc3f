/* Livre des procédures fiscales, art. A47 A-1, and what the tax office's checker refuses. */
#include "reports/exports/fec.h"

#include "ledger/closing/closing.h"
#include "ledger/closing/distribution.h"
#include "tests/support/full_book.h"
#include "tests/support/listing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { FEC_FIELDS = 18 };

static struct full_book *book_of(void **state)
{
    return *state;
}

static struct listing *fec_of(struct full_book *book, bool analytic)
{
    struct outlet outlet;
    struct listing *fec;

    outlet_open_memory(&outlet, 1 << 20);
    if (!fec_put(&book->till, analytic, &outlet, &book->err))
        fail_msg("%s", book->err.text);
    fec = listing_open(buf_text(&outlet.block), '\t');
    outlet_abandon(&outlet);
    return fec;
}

/* "1234,56": a comma, two digits, no separator, a minus at most. */
static cents amount_of(const char *text)
{
    const char *at = text + (*text == '-');
    cents amount = 0;

    assert_true(isdigit((unsigned char)*at));
    for (; isdigit((unsigned char)*at); at++)
        amount = amount * 10 + (*at - '0');
    assert_int_equal(*at, ',');
    assert_true(isdigit((unsigned char)at[1]) && isdigit((unsigned char)at[2]) && !at[3]);
    amount = amount * 100 + (at[1] - '0') * 10 + (at[2] - '0');
    return *text == '-' ? -amount : amount;
}

static void the_header_names_the_18_columns_in_the_order_of_the_law(void **state)
{
    struct outlet outlet;
    static const char HEADER[] =
        "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\t"
        "CompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\t"
        "ValidDate\tMontantdevise\tIdevise\r\n";

    outlet_open_memory(&outlet, 1 << 20);
    assert_true(fec_put(&book_of(state)->till, false, &outlet, &book_of(state)->err));
    assert_memory_equal(outlet.block.data, HEADER, strlen(HEADER));
    outlet_abandon(&outlet);
}

static void every_line_has_18_fields_and_none_of_the_compulsory_ones_is_empty(void **state)
{
    static const char *const COMPULSORY[] = { "JournalCode",  "JournalLib", "EcritureNum",
                                              "EcritureDate", "CompteNum",  "CompteLib",
                                              "PieceRef",     "PieceDate",  "EcritureLib",
                                              "ValidDate",    "Debit",      "Credit" };
    struct listing *fec = fec_of(book_of(state), false);

    assert_true(fec->row_count > 30);
    for (int i = 1; i < fec->row_count; i++) {
        assert_int_equal(fec->widths[i], FEC_FIELDS);
        for (size_t k = 0; k < COUNT_OF(COMPULSORY); k++)
            assert_string_not_equal(listing_text(fec, i, COMPULSORY[k]), "");
        assert_true(strlen(listing_text(fec, i, "CompteNum")) >= 3);
    }
    listing_close(fec);
}

static void one_of_debit_and_credit_is_zero_and_every_entry_balances(void **state)
{
    struct listing *fec = fec_of(book_of(state), false);
    cents balance = 0;

    for (int i = 1; i < fec->row_count; i++) {
        cents debit = amount_of(listing_text(fec, i, "Debit"));
        cents credit = amount_of(listing_text(fec, i, "Credit"));
        bool new_entry = i == 1 || strcmp(listing_text(fec, i, "EcritureNum"),
                                          listing_text(fec, i - 1, "EcritureNum")) != 0;

        assert_true(debit == 0 || credit == 0);
        assert_string_equal(listing_text(fec, i, debit == 0 ? "Debit" : "Credit"), "0,00");
        if (new_entry)
            assert_int_equal(balance, 0);
        balance += debit - credit;
    }
    assert_int_equal(balance, 0);
    listing_close(fec);
}

static void dates_exist_and_lines_are_sorted_by_validation_and_numbered_on(void **state)
{
    struct listing *fec = fec_of(book_of(state), false);
    const char *before = "00000000";
    int number = 0;

    for (int i = 1; i < fec->row_count; i++) {
        static const char *const DATES[] = { "EcritureDate", "PieceDate", "ValidDate" };
        int found = atoi(listing_text(fec, i, "EcritureNum"));

        for (size_t k = 0; k < COUNT_OF(DATES); k++) {
            const char *date = listing_text(fec, i, DATES[k]);
            int value = atoi(date);

            assert_int_equal(strlen(date), 8);
            assert_true(day_exists(value / 10000, value / 100 % 100, value % 100));
        }
        assert_true(strcmp(listing_text(fec, i, "ValidDate"), before) >= 0);
        before = listing_text(fec, i, "ValidDate");
        assert_true(found == number || found == number + 1);
        number = found;
    }
    assert_true(number > 5);
    listing_close(fec);
}

static void what_has_no_use_here_stays_empty(void **state)
{
    struct listing *fec = fec_of(book_of(state), false);

    for (int i = 1; i < fec->row_count; i++) {
        assert_string_equal(listing_text(fec, i, "EcritureLet"), "");
        assert_string_equal(listing_text(fec, i, "DateLet"), "");
        assert_string_equal(listing_text(fec, i, "Montantdevise"), "");
        assert_string_equal(listing_text(fec, i, "Idevise"), "");
    }
    listing_close(fec);
}

static void a_third_party_has_its_number_and_its_label(void **state)
{
    struct listing *fec = fec_of(book_of(state), false);
    int seen = 0;

    for (int i = 1; i < fec->row_count; i++) {
        bool is_person = strncmp(listing_text(fec, i, "CompteNum"), "467", 3) == 0 ||
                         strncmp(listing_text(fec, i, "CompteNum"), "421", 3) == 0;

        assert_int_equal(is_person, listing_text(fec, i, "CompAuxNum")[0] != '\0');
        assert_int_equal(is_person, listing_text(fec, i, "CompAuxLib")[0] != '\0');
        seen += is_person;
    }
    assert_true(seen > 0);
    listing_close(fec);
}

static cents fec_sum(const struct listing *fec, const char *journal, const char *account)
{
    cents sum = 0;

    for (int i = 1; i < fec->row_count; i++)
        if (strcmp(listing_text(fec, i, "JournalCode"), journal) == 0 &&
            strncmp(listing_text(fec, i, "CompteNum"), account, strlen(account)) == 0)
            sum += amount_of(listing_text(fec, i, "Credit")) -
                   amount_of(listing_text(fec, i, "Debit"));
    return sum;
}

static void sales_and_vat_equal_the_z_reports_to_the_cent(void **state)
{
    struct full_book *book = book_of(state);
    struct listing *fec = fec_of(book, false);
    struct closing first;
    struct closing second;

    assert_true(closing_find(book->db, 'A', PERIOD_DAY, 1, &first, &book->err));
    assert_true(closing_find(book->db, 'A', PERIOD_DAY, 2, &second, &book->err));
    assert_int_equal(fec_sum(fec, "VE", "70"), first.reading.sales.net + second.reading.sales.net);
    assert_int_equal(fec_sum(fec, "VE", "4457"),
                     first.reading.sales.vat + second.reading.sales.vat);
    assert_int_equal(-fec_sum(fec, "VE", "5115"),
                     first.reading.sales.card + second.reading.sales.card);
    assert_int_equal(-fec_sum(fec, "VE", "530"), first.reading.sales.cash +
                                                     second.reading.sales.cash + first.difference +
                                                     second.difference);
    listing_close(fec);
}

static void classes_6_and_7_are_not_closed(void **state)
{
    struct listing *fec = fec_of(book_of(state), false);

    for (int i = 1; i < fec->row_count; i++)
        assert_true(strncmp(listing_text(fec, i, "CompteNum"), "12", 2) != 0);
    assert_int_not_equal(fec_sum(fec, "VE", "7"), 0);
    listing_close(fec);
}

static void the_file_bears_the_siren_and_the_day_of_the_session_closing(void **state)
{
    struct full_book *book = book_of(state);
    char path[OUTLET_PATH_MAX];

    assert_true(fec_write(&book->till, book->folder.path, false, false, path, &book->err));
    assert_non_null(strstr(path, "/732829320FEC20191127.txt"));
    assert_false(fec_write(&book->till, book->folder.path, false, false, path, &book->err));
    assert_int_equal(book->err.code, ERR_INPUT);
    book->err = ERR_EMPTY;
    assert_true(fec_write(&book->till, book->folder.path, false, true, path, &book->err));
}

static void a_missing_siren_is_refused_with_what_to_do(void **state)
{
    struct full_book *book = book_of(state);
    char siren[SIREN_MAX];
    char path[OUTLET_PATH_MAX];

    memcpy(siren, book->till.session.siren, sizeof siren);
    book->till.session.siren[0] = '\0';
    assert_false(fec_write(&book->till, book->folder.path, false, true, path, &book->err));
    assert_int_equal(book->err.code, ERR_INPUT);
    assert_non_null(strstr(book->err.text, "SIREN"));
    assert_non_null(strstr(book->err.text, "réglages"));
    book->err = ERR_EMPTY;
    memcpy(book->till.session.siren, siren, sizeof siren);
}

static void the_contribution_stands_after_column_18_only_when_the_host_asks(void **state)
{
    struct full_book *book = book_of(state);
    struct listing *fec = fec_of(book, true);
    struct result result;
    cents sum = 0;

    assert_true(result_read(&book->till, 0, &result, &book->err));
    for (int i = 1; i < fec->row_count; i++) {
        assert_int_equal(fec->widths[i], FEC_FIELDS + 2);
        assert_string_equal(listing_text(fec, i, "SectionAnalytique"), "Mam'Cookies");
        sum += amount_of(listing_text(fec, i, "ContributionAnalytique"));
    }
    assert_true(result.contribution > 0);
    assert_int_equal(sum, result.contribution);
    listing_close(fec);
}

/* A tab or a newline inside a text would shift every column after it. */
static void what_would_shift_columns_in_some_reader_is_taken_out_of_texts(void **state)
{
    static const char CHANGE[] = "DROP TRIGGER posting_no_update; UPDATE posting SET label = "
                                 "'a' || char(9) || '\"b' || char(13, 10) || 'c', document = '' "
                                 "WHERE seq = (SELECT min(seq) FROM posting) AND line = 1";
    struct full_book *book = book_of(state);
    struct listing *fec;

    assert_true(db_begin(book->db, &book->err) && db_script(book->db, CHANGE, &book->err));
    fec = fec_of(book, false);
    assert_string_equal(listing_text(fec, 1, "EcritureLib"), "a 'b  c");
    assert_string_not_equal(listing_text(fec, 1, "PieceRef"), "");
    db_rollback(book->db);
    listing_close(fec);
}

static void a_book_without_entries_says_what_to_do(void **state)
{
    struct full_book *book = calloc(1, sizeof *book);
    char path[OUTLET_PATH_MAX];

    (void)state;
    full_book_found(book);
    assert_false(fec_write(&book->till, book->folder.path, false, false, path, &book->err));
    assert_int_equal(book->err.code, ERR_NOT_FOUND);
    full_book_remove(book);
    free(book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_header_names_the_18_columns_in_the_order_of_the_law),
        cmocka_unit_test(every_line_has_18_fields_and_none_of_the_compulsory_ones_is_empty),
        cmocka_unit_test(one_of_debit_and_credit_is_zero_and_every_entry_balances),
        cmocka_unit_test(dates_exist_and_lines_are_sorted_by_validation_and_numbered_on),
        cmocka_unit_test(what_has_no_use_here_stays_empty),
        cmocka_unit_test(a_third_party_has_its_number_and_its_label),
        cmocka_unit_test(sales_and_vat_equal_the_z_reports_to_the_cent),
        cmocka_unit_test(classes_6_and_7_are_not_closed),
        cmocka_unit_test(the_file_bears_the_siren_and_the_day_of_the_session_closing),
        cmocka_unit_test(a_missing_siren_is_refused_with_what_to_do),
        cmocka_unit_test(the_contribution_stands_after_column_18_only_when_the_host_asks),
        cmocka_unit_test(what_would_shift_columns_in_some_reader_is_taken_out_of_texts),
        cmocka_unit_test(a_book_without_entries_says_what_to_do),
    };

    return cmocka_run_group_tests(tests, full_book_set_up, full_book_tear_down);
}
