/* One text for hledger, ledger and beancount: each of them must read it and find our balances. */
#include "reports/exports/plain_journal.h"

#include "ledger/closing/closing.h"
#include "tests/support/full_book.h"
#include "tests/support/stall_week.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COMMAND_MAX = 1024, ANSWER_MAX = 1 << 16 };

/* What a command prints; "" when it fails. */
static void ask(const char *command, char out[ANSWER_MAX])
{
    FILE *pipe = popen(command, "r");
    size_t length = fread(out, 1, ANSWER_MAX - 1, pipe);

    out[length] = '\0';
    if (pclose(pipe) != 0)
        fail_msg("%s: %s", command, out);
}

static void skip_without(const char *program)
{
    char command[COMMAND_MAX];

    snprintf(command, sizeof command, "command -v %s >/dev/null", program);
    if (system(command) != 0) {
        print_message("%s is not installed\n", program);
        skip();
    }
}

static const char *write_journal(struct full_book *book, char path[FOLDER_PATH_MAX])
{
    folder_path(&book->folder, "livre.journal", path);
    if (!plain_journal_write(&book->till, JOURNAL_TICKETS, path, true, &book->err))
        fail_msg("%s", book->err.text);
    return path;
}

/* "1234.50" */
static cents amount_of(const char *text)
{
    struct err err = ERR_EMPTY;
    char number[64];
    cents amount = 0;

    snprintf(number, sizeof number, "%s", text);
    number[strcspn(number, " \"\r\n")] = '\0';
    if (!money_parse(number, &amount, &err))
        fail_msg("%s", err.text);
    return amount;
}

static cents posted(struct full_book *book, const char *account)
{
    static const char SQL[] = "SELECT coalesce(sum(debit - credit), 0) FROM posting "
                              "WHERE account = ? AND chain = 'A'";
    struct stmt query = db_prepare(book->db, SQL, &book->err);
    cents sum;

    stmt_bind_text(&query, 1, account);
    assert_true(stmt_next(&query));
    sum = stmt_int(&query, 0);
    assert_true(stmt_finish(&query));
    return sum;
}

static const char *const ACCOUNTS[] = { "530",  "5112", "5115",   "5116",  "580",  "7011",
                                        "7012", "7013", "445711", "512",   "467",  "601",
                                        "658",  "758",  "445713", "44566", "6411", "445712" };

static void assert_balances_equal_the_postings(struct full_book *book, const char *format)
{
    char path[FOLDER_PATH_MAX];
    char command[COMMAND_MAX];
    char answer[ANSWER_MAX];

    write_journal(book, path);
    for (size_t i = 0; i < COUNT_OF(ACCOUNTS); i++) {
        snprintf(command, sizeof command, format, path, ACCOUNTS[i]);
        ask(command, answer);

        cents found = strlen(answer) > 1 ? amount_of(answer) : 0;

        if (found != posted(book, ACCOUNTS[i]))
            fail_msg("%s: %s in the journal, %lld posted", ACCOUNTS[i], answer,
                     (long long)posted(book, ACCOUNTS[i]));
    }
}

static void hledger_checks_it_and_finds_our_balances(void **state)
{
    char path[FOLDER_PATH_MAX];
    char command[COMMAND_MAX];
    char answer[ANSWER_MAX];

    skip_without("hledger");
    snprintf(command, sizeof command,
             "hledger -s -f '%s' check accounts commodities ordereddates 2>&1",
             write_journal(*state, path));
    ask(command, answer);
    assert_balances_equal_the_postings(
        *state, "hledger -s -f '%s' balance -O csv --depth 2 ':%s-' | tail -1 | cut -d'\"' -f4");
}

static void ledger_reads_it_and_finds_our_balances(void **state)
{
    skip_without("ledger");
    assert_balances_equal_the_postings(*state, "ledger --args-only --pedantic -f '%s' balance "
                                               "'/:%s-/' --depth 2 -F '%%(total)\\n' | tail -1 "
                                               "| sed 's/ *//'");
}

/* The same books over two tills, one of which closed a later day first, and a wrong clock. */
static void a_week_by_chance_is_accepted_by_the_strict_modes_of_all_three(void **state)
{
    static const char STRICT[] =
        "hledger -s -f '%s' check accounts commodities ordereddates 2>&1 && "
        "ledger --args-only --pedantic -f '%s' balance 2>&1 >/dev/null && "
        "bean-check --no-cache '%s' 2>&1";
    char command[COMMAND_MAX];
    char answer[ANSWER_MAX];

    (void)state;
    skip_without("hledger");
    for (uint64_t seed = 1; seed <= 3; seed++) {
        struct stall *stall = calloc(1, sizeof *stall);
        char path[FOLDER_PATH_MAX];

        stall_play_week(stall, seed);
        folder_path(&stall->folder, "livre.journal", path);
        assert_true(plain_journal_write(&stall->till, JOURNAL_TICKETS, path, true, &stall->err));
        snprintf(command, sizeof command, STRICT, path, path, path);
        ask(command, answer);
        assert_string_equal(answer, "");
        stall_remove(stall);
        free(stall);
    }
}

static void beancount_checks_it_without_a_complaint(void **state)
{
    char path[FOLDER_PATH_MAX];
    char command[COMMAND_MAX];
    char answer[ANSWER_MAX];

    skip_without("bean-check");
    snprintf(command, sizeof command, "bean-check --no-cache '%s' 2>&1",
             write_journal(*state, path));
    ask(command, answer);
    assert_string_equal(answer, "");
}

static void a_book_where_nothing_moved_opens_no_account(void **state)
{
    struct full_book *book = calloc(1, sizeof *book);
    struct outlet outlet;

    (void)state;
    full_book_found(book);
    outlet_open_memory(&outlet, 1 << 20);
    assert_true(plain_journal_put(&book->till, JOURNAL_TICKETS, &outlet, &book->err));
    assert_null(strstr(buf_text(&outlet.block), "open"));
    outlet_abandon(&outlet);
    full_book_remove(book);
    free(book);
}

static void tickets_of_an_open_day_are_pending(void **state)
{
    struct full_book *book = calloc(1, sizeof *book);
    struct till_item one = { .quantity = ONE_PIECE };
    struct ticket ticket;
    struct sold sold;
    struct outlet outlet;
    const char *text;

    (void)state;
    full_book_found(book);
    full_book_play_first_day(book);
    ticket_init(&ticket);
    assert_true(till_add(&book->till, &ticket, "T1", &one, &book->err));
    assert_true(ticket_pay(&ticket, PAY_CARD, 1200, "", &book->err));
    assert_true(till_sell(&book->till, &ticket, &sold, &book->err));
    outlet_open_memory(&outlet, 1 << 20);
    assert_true(plain_journal_put(&book->till, JOURNAL_TICKETS, &outlet, &book->err));
    text = buf_text(&outlet.block);
    assert_non_null(strstr(text, "2019-11-26 * \"A-1 vente par host\"\n"
                                 "    Assets:530-Caisse  8.50 EUR\n"));
    assert_non_null(strstr(text, "\"A-5 remboursement de A-1 par"));
    assert_non_null(strstr(text, " ! \"A-6 vente par host\"\n    Assets:5115-"));
    assert_null(strstr(text, " ! \"A-5"));
    assert_null(strstr(text, "a-1 "));
    outlet_abandon(&outlet);
    full_book_remove(book);
    free(book);
}

/* Closed days by chance: each closing leaves nothing but its cash difference. */
static void every_balance_of_a_book_by_chance_equals_its_postings(void **state)
{
    struct stall *stall = calloc(1, sizeof *stall);
    struct closing closing;
    struct outlet outlet;
    static struct ticket ticket;

    (void)state;
    stall_found(stall, 77);
    for (int day = 0; day < 3; day++) {
        for (int i = 0; i < 40; i++) {
            struct sold sold;

            stall_make_ticket(stall, &ticket);
            stall_pay(stall, &ticket);
            assert_true(till_sell(&stall->till, &ticket, &sold, &stall->err));
        }
        assert_true(closing_close(&stall->till, PERIOD_DAY, 5000 + day, "au hasard", &closing,
                                  &stall->err));
    }
    outlet_open_memory(&outlet, 1 << 20);
    assert_true(plain_journal_put(&stall->till, JOURNAL_TICKETS, &outlet, &stall->err));

    /* Sum every line of the text by account: "    Assets:530-Caisse  8.50 EUR". */
    cents cash = 0;
    cents all = 0;

    for (const char *at = buf_text(&outlet.block); (at = strstr(at, "\n    ")) != NULL;) {
        const char *name = at + 5;

        at = strstr(name, "  ");
        all += amount_of(at + 2);
        if (strncmp(name, "Assets:530-", 11) == 0)
            cash += amount_of(at + 2);
    }
    assert_int_equal(all, 0);
    assert_int_equal(
        cash, stall_ask(stall, "SELECT sum(debit - credit) FROM posting WHERE account = '530'"));
    assert_int_equal(cash, 5002); /* what was counted last lies in the drawer */
    outlet_abandon(&outlet);
    stall_remove(stall);
    free(stall);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hledger_checks_it_and_finds_our_balances),
        cmocka_unit_test(ledger_reads_it_and_finds_our_balances),
        cmocka_unit_test(beancount_checks_it_without_a_complaint),
        cmocka_unit_test(a_week_by_chance_is_accepted_by_the_strict_modes_of_all_three),
        cmocka_unit_test(a_book_where_nothing_moved_opens_no_account),
        cmocka_unit_test(tickets_of_an_open_day_are_pending),
        cmocka_unit_test(every_balance_of_a_book_by_chance_equals_its_postings),
    };

    return cmocka_run_group_tests(tests, full_book_set_up, full_book_tear_down);
}
