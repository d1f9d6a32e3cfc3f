/*
 * Is there any number that two papers could print differently? Weeks by chance with two tills,
 * practice, refunds, charges and cash differences; then every report of the book against every
 * other, to the cent and to the label.
 */
#include "ledger/closing/closing.h"
#include "ledger/closing/distribution.h"
#include "pos/acts/sessions_table.h"
#include "reports/exports/account_book.h"
#include "reports/exports/archive.h"
#include "reports/exports/fec.h"
#include "reports/exports/plain_journal.h"
#include "reports/figures/receipt.h"
#include "reports/figures/result_sheet.h"
#include "reports/figures/sale_list.h"
#include "reports/figures/products_sold.h"
#include "reports/figures/till_day.h"
#include "reports/figures/turnover.h"
#include "tests/support/full_book.h"
#include "tests/support/rendered.h"
#include "tests/support/listing.h"
#include "tests/support/stall_week.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WEEKS = 12 };

/* -- The papers of one book -- */

struct papers {
    struct till *till;
    struct err *err;
    struct listing *sales;
    struct listing *lines;
    struct listing *products;
    struct listing *balance;
    struct listing *postings;
    struct listing *result;
    struct listing *fec;
    struct outlet journal;
};

typedef bool book_page_fn(struct db *db, struct page *page, struct err *err);

static struct listing *report_read(struct papers *papers, book_page_fn *write)
{
    struct rendered rendered;
    struct listing *listing;

    rendered_begin(&rendered, PAGE_CSV);
    if (!write(papers->till->db, rendered.page, papers->err))
        fail_msg("%s", papers->err->text);
    listing = listing_open(rendered_text(&rendered), ',');
    rendered_end(&rendered);
    return listing;
}

static struct listing *result_read_sheet(struct papers *papers)
{
    struct rendered rendered;
    struct result result;
    struct listing *listing;

    if (!result_read_decided(papers->till, &result, papers->err))
        fail_msg("%s", papers->err->text);
    rendered_begin(&rendered, PAGE_CSV);
    assert_true(result_sheet_page(papers->till, &result, rendered.page, papers->err));
    listing = listing_open(rendered_text(&rendered), ',');
    rendered_end(&rendered);
    return listing;
}

static struct papers papers_of(struct till *till, struct err *err)
{
    struct papers papers = { .till = till, .err = err };
    struct outlet fec;

    papers.sales = report_read(&papers, sale_list_page);
    papers.lines = report_read(&papers, sale_line_page);
    papers.products = report_read(&papers, products_sold_page);
    papers.balance = report_read(&papers, balance_page);
    papers.postings = report_read(&papers, postings_page);
    papers.result = result_read_sheet(&papers);
    outlet_open_memory(&fec, 4 << 20);
    outlet_open_memory(&papers.journal, 4 << 20);
    if (!fec_put(till, false, &fec, err) ||
        !plain_journal_put(till, JOURNAL_TICKETS, &papers.journal, err))
        fail_msg("%s", err->text);
    papers.fec = listing_open(buf_text(&fec.block), '\t');
    outlet_abandon(&fec);
    return papers;
}

static void papers_free(struct papers *papers)
{
    listing_close(papers->sales);
    listing_close(papers->lines);
    listing_close(papers->products);
    listing_close(papers->balance);
    listing_close(papers->postings);
    listing_close(papers->result);
    listing_close(papers->fec);
    outlet_abandon(&papers->journal);
}

/* -- What must agree -- */

static cents real_sum(const struct papers *papers, const char *column)
{
    cents sum = 0;

    for (int row = 1; row < papers->sales->row_count; row++)
        if (strcmp(listing_text(papers->sales, row, "kind"), "training") != 0)
            sum += listing_cents(papers->sales, row, column);
    return sum;
}

/* `report lines` holds practice too: its tickets have a small letter. */
static cents line_sum(const struct papers *papers, const char *column)
{
    cents sum = 0;

    for (int row = 1; row < papers->lines->row_count; row++)
        if (listing_text(papers->lines, row, "ticket")[0] < 'a')
            sum += listing_cents(papers->lines, row, column);
    return sum;
}

static cents account_balance(const struct papers *papers, const char *prefix)
{
    return listing_sum(papers->balance, "balance", "account", prefix);
}

/* Each Z, month or session sheet of the tills up to `last`, as it prints. */
static cents sheets_sum(struct papers *papers, enum period_kind kind, char last, const char *key)
{
    cents sum = 0;

    for (char chain = 'A'; chain <= last; chain++) {
        int64_t count = 0;

        assert_true(closing_count_done(papers->till->db, chain, kind, &count, papers->err));
        for (int64_t number = 1; number <= count; number++) {
            struct closing closing;
            struct rendered rendered;
            struct listing *listing;

            assert_true(closing_find(papers->till->db, chain, kind, number, &closing, papers->err));
            rendered_begin(&rendered, PAGE_CSV);
            assert_true(till_day_page(papers->till, &closing, rendered.page, papers->err));
            listing = listing_open(rendered_text(&rendered), ',');
            sum += listing_value_cents(listing, key);
            listing_close(listing);
            rendered_end(&rendered);
        }
    }
    return sum;
}

static cents closings_sum(struct papers *papers, enum period_kind kind, const char *key)
{
    return sheets_sum(papers, kind, 'Z', key);
}

static void assert_tickets_lines_and_products_agree(struct papers *papers)
{
    cents gross = real_sum(papers, "gross");
    cents change = real_sum(papers, "change");
    cents turnover = 0;

    assert_int_equal(gross, real_sum(papers, "net") + real_sum(papers, "vat"));
    assert_int_equal(gross, line_sum(papers, "gross"));
    assert_int_equal(real_sum(papers, "net"), line_sum(papers, "net"));
    assert_int_equal(gross, listing_sum(papers->products, "gross", NULL, NULL));
    assert_int_equal(gross, real_sum(papers, "cash") + real_sum(papers, "card") +
                                real_sum(papers, "cheque") + real_sum(papers, "voucher") +
                                real_sum(papers, "other") - change);
    assert_true(turnover_read(papers->till->db, &turnover, papers->err));
    assert_int_equal(gross, turnover);
}

/* All days are closed: the Z reports hold every ticket. */
static void assert_the_z_reports_are_the_tickets(struct papers *papers)
{
    static const char *const SAME[] = { "gross", "net", "vat", "card", "cheque", "voucher" };
    cents cash = real_sum(papers, "cash") - real_sum(papers, "change");

    for (size_t i = 0; i < COUNT_OF(SAME); i++)
        assert_int_equal(closings_sum(papers, PERIOD_DAY, SAME[i]), real_sum(papers, SAME[i]));
    assert_int_equal(closings_sum(papers, PERIOD_DAY, "cash"), cash);
    assert_int_equal(closings_sum(papers, PERIOD_DAY, "gross"),
                     closings_sum(papers, PERIOD_DAY, "gross_0") +
                         closings_sum(papers, PERIOD_DAY, "gross_550") +
                         closings_sum(papers, PERIOD_DAY, "gross_1000") +
                         closings_sum(papers, PERIOD_DAY, "gross_2000"));
}

/* The month and the session were closed at till A, over all tills. */
static void assert_month_and_session_are_their_days(struct papers *papers)
{
    static const char *const SAME[] = { "tickets", "refunds",   "gross",   "net",
                                        "vat",     "cash",      "card",    "cheque",
                                        "voucher", "gross_550", "net_550", "vat_2000" };

    for (size_t i = 0; i < COUNT_OF(SAME); i++) {
        cents days = closings_sum(papers, PERIOD_DAY, SAME[i]);

        assert_int_equal(sheets_sum(papers, PERIOD_MONTH, 'A', SAME[i]), days);
        assert_int_equal(sheets_sum(papers, PERIOD_SESSION, 'A', SAME[i]), days);
    }
}

static void assert_the_entries_are_the_z_reports(struct papers *papers)
{
    assert_int_equal(-account_balance(papers, "70"), closings_sum(papers, PERIOD_DAY, "net"));
    assert_int_equal(-account_balance(papers, "4457"), closings_sum(papers, PERIOD_DAY, "vat"));
    assert_int_equal(account_balance(papers, "5115"), closings_sum(papers, PERIOD_DAY, "card"));
    assert_int_equal(account_balance(papers, "5112"), closings_sum(papers, PERIOD_DAY, "cheque"));
    assert_int_equal(account_balance(papers, "5116"), closings_sum(papers, PERIOD_DAY, "voucher"));
    assert_int_equal(account_balance(papers, "5117"), real_sum(papers, "other"));
    assert_int_equal(-account_balance(papers, "758") - account_balance(papers, "658"),
                     closings_sum(papers, PERIOD_DAY, "difference"));
    assert_int_equal(account_balance(papers, ""), 0);
}

static void assert_the_result_is_the_entries(struct papers *papers)
{
    const struct listing *result = papers->result;
    cents charges = listing_value_cents(result, "production_charges") +
                    listing_value_cents(result, "other_charges");
    cents shares = account_balance(papers, "6411");

    assert_int_equal(listing_value_cents(result, "net_sales"), -account_balance(papers, "70"));
    assert_int_equal(charges, account_balance(papers, "60") + account_balance(papers, "61") +
                                  account_balance(papers, "62"));
    assert_int_equal(listing_value_cents(result, "cash_difference"),
                     -account_balance(papers, "758") - account_balance(papers, "658"));
    if (shares != 0)
        assert_int_equal(shares, listing_value_cents(result, "to_share"));
}

/* Line by line, with the same number, account, label and amounts. */
static void assert_the_fec_is_the_postings(const struct papers *papers)
{
    static const char *const PAIRS[][2] = { { "EcritureNum", "entry" },
                                            { "JournalCode", "journal" },
                                            { "CompteNum", "account" },
                                            { "CompteLib", "label" } };

    assert_int_equal(papers->fec->row_count, papers->postings->row_count);
    for (int row = 1; row < papers->fec->row_count; row++) {
        for (size_t i = 0; i < COUNT_OF(PAIRS); i++)
            assert_string_equal(listing_text(papers->fec, row, PAIRS[i][0]),
                                listing_text(papers->postings, row, PAIRS[i][1]));
        assert_int_equal(listing_cents(papers->fec, row, "Debit"),
                         listing_cents(papers->postings, row, "debit"));
        assert_int_equal(listing_cents(papers->fec, row, "Credit"),
                         listing_cents(papers->postings, row, "credit"));
    }
}

/* The sum of the lines "    Assets:530-Caisse  8.50 EUR", persons included. */
static cents journal_sum(const struct papers *papers, const char *account)
{
    char wanted[32];
    cents sum = 0;

    snprintf(wanted, sizeof wanted, ":%s-", account);
    for (const char *at = buf_text(&papers->journal.block); (at = strstr(at, "\n    ")) != NULL;) {
        const char *name = at + 5;
        const char *number = strchr(name, ':');
        struct err err = ERR_EMPTY;
        char amount[64];
        cents value;

        at = strstr(name, "  ");
        if (strncmp(number, wanted, strlen(wanted)) != 0)
            continue;
        snprintf(amount, sizeof amount, "%.*s", (int)strcspn(at + 2, " "), at + 2);
        assert_true(money_parse(amount, &value, &err));
        sum += value;
    }
    return sum;
}

static void assert_the_balance_is_the_postings_and_the_plain_journal(const struct papers *papers)
{
    for (int row = 1; row < papers->balance->row_count; row++) {
        const char *account = listing_text(papers->balance, row, "account");
        cents debit = listing_cents(papers->balance, row, "debit");
        cents credit = listing_cents(papers->balance, row, "credit");
        cents found_debit = 0;
        cents found_credit = 0;

        for (int i = 1; i < papers->postings->row_count; i++)
            if (strcmp(listing_text(papers->postings, i, "account"), account) == 0) {
                assert_string_equal(listing_text(papers->postings, i, "label"),
                                    listing_text(papers->balance, row, "label"));
                found_debit += listing_cents(papers->postings, i, "debit");
                found_credit += listing_cents(papers->postings, i, "credit");
            }
        assert_true(strlen(account) >= 3);
        assert_int_equal(debit, found_debit);
        assert_int_equal(credit, found_credit);
        if (debit - credit != journal_sum(papers, account))
            fail_msg("%s: %lld in the balance, %lld in the plain journal", account,
                     (long long)(debit - credit), (long long)journal_sum(papers, account));
    }
}

/* Each receipt prints the figures of its row in `report sales`. */
static void assert_receipts_are_the_sales(struct papers *papers)
{
    for (int row = 1; row < papers->sales->row_count; row++) {
        char chain[2];
        int64_t number;
        struct sale sale;
        struct rendered rendered;
        struct listing *receipt;

        assert_true(ticket_name_parse(listing_text(papers->sales, row, "ticket"), 'A', chain,
                                      &number, papers->err));
        assert_true(sale_find(papers->till->db, chain, number, &sale, papers->err));
        rendered_begin(&rendered, PAGE_CSV);
        receipt_page(&papers->till->session, &sale, 0, rendered.page);

        const char *facts = strstr(rendered_text(&rendered), "key,value\r\n");

        assert_non_null(facts);
        receipt = listing_open(facts, ',');
        assert_int_equal(listing_value_cents(receipt, "gross"),
                         listing_cents(papers->sales, row, "gross"));
        assert_int_equal(listing_sum(receipt, "value", "key", "net"),
                         listing_cents(papers->sales, row, "net"));
        assert_int_equal(listing_sum(receipt, "value", "key", "vat"),
                         listing_cents(papers->sales, row, "vat"));
        assert_int_equal(listing_sum(receipt, "value", "key", "change"),
                         listing_cents(papers->sales, row, "change"));
        listing_close(receipt);
        rendered_end(&rendered);
    }
}

static void assert_verify_and_archive_say_the_turnover(struct papers *papers, const char *path)
{
    struct verdict booked;
    struct verdict archived;

    assert_true(book_verify(papers->till->db, NULL, "", &booked, papers->err));
    if (!booked.is_good)
        fail_msg("%s %lld: %s", booked.chain, (long long)booked.seq, booked.what);
    assert_true(archive_write(papers->till, path, true, papers->err));
    assert_true(archive_verify(path, "", &archived, papers->err));
    if (!archived.is_good)
        fail_msg("%s %lld: %s", archived.chain, (long long)archived.seq, archived.what);
    assert_int_equal(booked.perpetual, real_sum(papers, "gross"));
    assert_int_equal(archived.perpetual, booked.perpetual);
    assert_int_equal(archived.record_count, booked.record_count);
}

static void assert_all_papers_agree(struct till *till, const struct folder *folder, struct err *err)
{
    struct papers papers = papers_of(till, err);
    char path[FOLDER_PATH_MAX];

    assert_tickets_lines_and_products_agree(&papers);
    assert_the_z_reports_are_the_tickets(&papers);
    assert_month_and_session_are_their_days(&papers);
    assert_the_entries_are_the_z_reports(&papers);
    assert_the_result_is_the_entries(&papers);
    assert_the_fec_is_the_postings(&papers);
    assert_the_balance_is_the_postings_and_the_plain_journal(&papers);
    assert_receipts_are_the_sales(&papers);
    assert_verify_and_archive_say_the_turnover(&papers, folder_path(folder, "papiers.zip", path));
    papers_free(&papers);
}

/* The network's table opens the book itself. */
static void assert_the_network_says_the_same(const char *path, cents turnover,
                                             const struct result *result)
{
    struct consolidation *network = consolidation_open();
    struct err err = ERR_EMPTY;
    struct clock clock = clock_frozen((struct moment){ 1574758800, 60 });

    if (!sessions_table_add(network, path, clock, &err))
        fail_msg("%s", err.text);
    assert_int_equal(network->turnover, turnover);
    assert_int_equal(network->net_sales, result->net_sales);
    assert_int_equal(network->result, result->result);
    consolidation_close(network);
}

/* FLASHCOOP_BOOKS=500 for a long night. */
static void all_papers_of_weeks_by_chance_agree_to_the_cent(void **state)
{
    const char *wanted = getenv("FLASHCOOP_BOOKS");
    int weeks = wanted ? atoi(wanted) : WEEKS;
    struct stall *stall = calloc(1, sizeof *stall);

    (void)state;
    for (int seed = 1; seed <= weeks; seed++) {
        struct result result;
        cents turnover;

        stall_play_week(stall, (uint64_t)seed);
        assert_all_papers_agree(&stall->till, &stall->folder, &stall->err);
        assert_true(result_read_decided(&stall->till, &result, &stall->err));
        assert_true(turnover_read(stall->db, &turnover, &stall->err));
        stall_close(stall);
        assert_the_network_says_the_same(stall->path, turnover, &result);
        stall_remove(stall);
    }
    free(stall);
}

static void all_papers_of_a_book_with_every_kind_of_event_agree(void **state)
{
    struct full_book *book = calloc(1, sizeof *book);

    (void)state;
    full_book_found(book);
    full_book_play_first_day(book);
    full_book_join_second_till(book);
    full_book_play_second_day(book);
    assert_all_papers_agree(&book->till, &book->folder, &book->err);
    full_book_remove(book);
    free(book);
}

/* An earlier program posted internal transfers to 58: sealed, it stays, and reads 580 everywhere.
 */
static void a_book_that_recorded_account_58_reads_580_on_every_paper(void **state)
{
    static const char EARLIER[] = "DROP TRIGGER posting_no_update; "
                                  "UPDATE posting SET account = '58' WHERE account = '580' AND "
                                  "seq < (SELECT max(seq) FROM posting WHERE account = '580')";
    struct full_book *book = calloc(1, sizeof *book);
    struct papers papers;

    (void)state;
    full_book_found(book);
    full_book_play_first_day(book);
    assert_true(db_script(book->db, EARLIER, &book->err));
    papers = papers_of(&book->till, &book->err);
    assert_int_not_equal(account_balance(&papers, "580"), 0);
    assert_the_fec_is_the_postings(&papers);
    assert_the_balance_is_the_postings_and_the_plain_journal(&papers);
    papers_free(&papers);
    full_book_remove(book);
    free(book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_papers_of_weeks_by_chance_agree_to_the_cent),
        cmocka_unit_test(all_papers_of_a_book_with_every_kind_of_event_agree),
        cmocka_unit_test(a_book_that_recorded_account_58_reads_580_on_every_paper),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
