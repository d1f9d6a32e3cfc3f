/* Livre des procédures fiscales, art. A47 A-1, and what the tax office's checker refuses. */
#include "reports/fec.h"

#include "ledger/closing.h"
#include "ledger/distribution.h"
#include "tests/support/full_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { FEC_FIELDS = 18, FIELDS_MAX = 24, LINES_MAX = 400 };

enum {
    JOURNAL_CODE,
    JOURNAL_LIB,
    ECRITURE_NUM,
    ECRITURE_DATE,
    COMPTE_NUM,
    COMPTE_LIB,
    COMP_AUX_NUM,
    COMP_AUX_LIB,
    PIECE_REF,
    PIECE_DATE,
    ECRITURE_LIB,
    DEBIT,
    CREDIT,
    ECRITURE_LET,
    DATE_LET,
    VALID_DATE,
    MONTANT_DEVISE,
    IDEVISE,
    SECTION,
    CONTRIBUTION,
};

struct written {
    struct outlet outlet;
    char *text;
    char *fields[LINES_MAX][FIELDS_MAX];
    int field_counts[LINES_MAX];
    int line_count; /* the header is line 0 */
};

static struct full_book *book_of(void **state)
{
    return *state;
}

static void split(struct written *written)
{
    char *line = written->text;

    for (char *end; (end = strstr(line, "\r\n")) != NULL; line = end + 2) {
        int count = 0;

        *end = '\0';
        assert_true(written->line_count < LINES_MAX);
        for (char *field = line; field; count++) {
            char *tab = strchr(field, '\t');

            assert_true(count < FIELDS_MAX);
            written->fields[written->line_count][count] = field;
            if (tab)
                *tab++ = '\0';
            field = tab;
        }
        written->field_counts[written->line_count++] = count;
    }
    assert_string_equal(line, ""); /* the last line ends like the others */
}

static struct written *fec_of(struct full_book *book, bool analytic)
{
    struct written *written = calloc(1, sizeof *written);

    outlet_open_memory(&written->outlet, 1 << 20);
    if (!fec_put(&book->till, analytic, &written->outlet, &book->err))
        fail_msg("%s", book->err.text);
    written->text = strdup(buf_text(&written->outlet.block));
    split(written);
    return written;
}

static void written_free(struct written *written)
{
    outlet_abandon(&written->outlet);
    free(written->text);
    free(written);
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
    static const int COMPULSORY[] = { JOURNAL_CODE, JOURNAL_LIB, ECRITURE_NUM, ECRITURE_DATE,
                                      COMPTE_NUM,   COMPTE_LIB,  PIECE_REF,    PIECE_DATE,
                                      ECRITURE_LIB, VALID_DATE,  DEBIT,        CREDIT };
    struct written *written = fec_of(book_of(state), false);

    assert_true(written->line_count > 30);
    for (int i = 1; i < written->line_count; i++) {
        assert_int_equal(written->field_counts[i], FEC_FIELDS);
        for (size_t k = 0; k < COUNT_OF(COMPULSORY); k++)
            assert_string_not_equal(written->fields[i][COMPULSORY[k]], "");
        assert_true(strlen(written->fields[i][COMPTE_NUM]) >= 3);
    }
    written_free(written);
}

static void one_of_debit_and_credit_is_zero_and_every_entry_balances(void **state)
{
    struct written *written = fec_of(book_of(state), false);
    cents balance = 0;

    for (int i = 1; i < written->line_count; i++) {
        cents debit = amount_of(written->fields[i][DEBIT]);
        cents credit = amount_of(written->fields[i][CREDIT]);
        bool new_entry = i == 1 || strcmp(written->fields[i][ECRITURE_NUM],
                                          written->fields[i - 1][ECRITURE_NUM]) != 0;

        assert_true(debit == 0 || credit == 0);
        assert_string_equal(written->fields[i][debit == 0 ? DEBIT : CREDIT], "0,00");
        if (new_entry)
            assert_int_equal(balance, 0);
        balance += debit - credit;
    }
    assert_int_equal(balance, 0);
    written_free(written);
}

static void dates_exist_and_lines_are_sorted_by_validation_and_numbered_on(void **state)
{
    struct written *written = fec_of(book_of(state), false);
    const char *before = "00000000";
    int number = 0;

    for (int i = 1; i < written->line_count; i++) {
        static const int DATES[] = { ECRITURE_DATE, PIECE_DATE, VALID_DATE };
        int found = atoi(written->fields[i][ECRITURE_NUM]);

        for (size_t k = 0; k < COUNT_OF(DATES); k++) {
            const char *date = written->fields[i][DATES[k]];
            int value = atoi(date);

            assert_int_equal(strlen(date), 8);
            assert_true(day_exists(value / 10000, value / 100 % 100, value % 100));
        }
        assert_true(strcmp(written->fields[i][VALID_DATE], before) >= 0);
        before = written->fields[i][VALID_DATE];
        assert_true(found == number || found == number + 1);
        number = found;
    }
    assert_true(number > 5);
    written_free(written);
}

static void what_has_no_use_here_stays_empty(void **state)
{
    struct written *written = fec_of(book_of(state), false);

    for (int i = 1; i < written->line_count; i++) {
        assert_string_equal(written->fields[i][ECRITURE_LET], "");
        assert_string_equal(written->fields[i][DATE_LET], "");
        assert_string_equal(written->fields[i][MONTANT_DEVISE], "");
        assert_string_equal(written->fields[i][IDEVISE], "");
    }
    written_free(written);
}

static void a_third_party_has_its_number_and_its_label(void **state)
{
    struct written *written = fec_of(book_of(state), false);
    int seen = 0;

    for (int i = 1; i < written->line_count; i++) {
        bool is_person = strncmp(written->fields[i][COMPTE_NUM], "467", 3) == 0;

        assert_int_equal(is_person, written->fields[i][COMP_AUX_NUM][0] != '\0');
        assert_int_equal(is_person, written->fields[i][COMP_AUX_LIB][0] != '\0');
        seen += is_person;
    }
    assert_true(seen > 0);
    written_free(written);
}

static cents fec_sum(const struct written *written, const char *journal, const char *account)
{
    cents sum = 0;

    for (int i = 1; i < written->line_count; i++)
        if (strcmp(written->fields[i][JOURNAL_CODE], journal) == 0 &&
            strncmp(written->fields[i][COMPTE_NUM], account, strlen(account)) == 0)
            sum += amount_of(written->fields[i][CREDIT]) - amount_of(written->fields[i][DEBIT]);
    return sum;
}

static void sales_and_vat_equal_the_z_reports_to_the_cent(void **state)
{
    struct full_book *book = book_of(state);
    struct written *written = fec_of(book, false);
    struct closing first;
    struct closing second;

    assert_true(closing_find(book->db, 'A', PERIOD_DAY, 1, &first, &book->err));
    assert_true(closing_find(book->db, 'A', PERIOD_DAY, 2, &second, &book->err));
    assert_int_equal(fec_sum(written, "VE", "70"),
                     first.reading.sales.net + second.reading.sales.net);
    assert_int_equal(fec_sum(written, "VE", "4457"),
                     first.reading.sales.vat + second.reading.sales.vat);
    assert_int_equal(-fec_sum(written, "VE", "5115"),
                     first.reading.sales.card + second.reading.sales.card);
    assert_int_equal(-fec_sum(written, "VE", "530"), first.reading.sales.cash +
                                                         second.reading.sales.cash +
                                                         first.difference + second.difference);
    written_free(written);
}

static void classes_6_and_7_are_not_closed(void **state)
{
    struct written *written = fec_of(book_of(state), false);

    for (int i = 1; i < written->line_count; i++)
        assert_true(strncmp(written->fields[i][COMPTE_NUM], "12", 2) != 0);
    assert_int_not_equal(fec_sum(written, "VE", "7"), 0);
    written_free(written);
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
    struct written *written = fec_of(book, true);
    struct result result;
    cents sum = 0;

    assert_true(result_read(&book->till, 0, &result, &book->err));
    for (int i = 1; i < written->line_count; i++) {
        assert_int_equal(written->field_counts[i], FEC_FIELDS + 2);
        assert_string_equal(written->fields[i][SECTION], "Mam'Cookies");
        sum += amount_of(written->fields[i][CONTRIBUTION]);
    }
    assert_true(result.contribution > 0);
    assert_int_equal(sum, result.contribution);
    written_free(written);
}

/* A tab or a newline inside a text would shift every column after it. */
static void a_tab_or_newline_in_a_text_becomes_a_space(void **state)
{
    static const char CHANGE[] = "DROP TRIGGER posting_no_update; UPDATE posting SET label = "
                                 "'a' || char(9) || 'b' || char(13, 10) || 'c', document = '' "
                                 "WHERE seq = (SELECT min(seq) FROM posting) AND line = 1";
    struct full_book *book = book_of(state);
    struct written *written;

    assert_true(db_begin(book->db, &book->err) && db_script(book->db, CHANGE, &book->err));
    written = fec_of(book, false);
    assert_string_equal(written->fields[1][ECRITURE_LIB], "a b  c");
    assert_string_not_equal(written->fields[1][PIECE_REF], "");
    db_rollback(book->db);
    written_free(written);
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

static int setup(void **state)
{
    struct full_book *book = calloc(1, sizeof *book);

    full_book_found(book);
    full_book_play_first_day(book);
    full_book_play_second_day(book);
    *state = book;
    return 0;
}

static int teardown(void **state)
{
    full_book_remove(*state);
    free(*state);
    return 0;
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
        cmocka_unit_test(a_tab_or_newline_in_a_text_becomes_a_space),
        cmocka_unit_test(a_book_without_entries_says_what_to_do),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
