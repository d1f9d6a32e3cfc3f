/*
 * Weeks by chance over one to three books of one host, handed to her accountant: what a stranger
 * reads in the FEC and in the files for programs is what closings, entries and result say.
 */
#include "ledger/closing/closing.h"
#include "ledger/closing/distribution.h"
#include "reports/accounts/host_folder.h"
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
#include <unistd.h>

enum { BOOKS_MAX = 3 };

static const char *const PRESETS[] = { "caerp",   "quadra", "rimport", "ximport", "ebp",
                                       "sage100", "paheko", "odoo",    "dolibarr" };

static void play(struct stall *stall, uint64_t seed)
{
    struct session session;

    stall_play_week(stall, seed);
    session = stall->till.session;
    strcpy(session.siren, "732829320");
    if (!till_put_session(&stall->till, &session, &stall->err))
        fail_msg("%s", stall->err.text);
}

static struct host_written hand_over(struct stall **stalls, int count, const char *folder,
                                     const char *exercise)
{
    struct host_folder *host = calloc(1, sizeof *host);
    struct host_written written;
    struct err err = ERR_EMPTY;

    host->path = folder;
    host->exercise = exercise;
    host->made_at = stalls[0]->till.clock.at;
    for (size_t i = 0; i < COUNT_OF(PRESETS); i++)
        host->presets[host->preset_count++] = PRESETS[i];
    for (int i = 0; i < count; i++)
        host->tills[host->till_count++] = &stalls[i]->till;
    account_map_init(&host->map);
    if (!host_folder_write(host, &written, &err))
        fail_msg("%s", err.text);
    free(host);
    return written;
}

static void read_by_a_stranger(const char *folder)
{
    char command[1024];

    snprintf(command, sizeof command, "python3 tests/accounts/check_folder.py '%s' >/dev/null",
             folder);
    assert_int_equal(system(command), 0);
}

/* He adds the days of all books up again, from tickets, payments, counts and charges. */
static void added_up_by_a_stranger(const char *folder, struct stall **stalls)
{
    char command[4096];
    size_t used =
        (size_t)snprintf(command, sizeof command,
                         "python3 tests/accounts/check_days.py \"$FLASHCOOP\" '%s'", folder);

    for (int i = 0; i < BOOKS_MAX; i++)
        used += (size_t)snprintf(command + used, sizeof command - used, " '%s'", stalls[i]->path);
    snprintf(command + used, sizeof command - used, " >&2");
    assert_int_equal(system(command), 0);
}

static cents amount_of(const char *text)
{
    long euros = 0;
    int rest = 0;

    assert_int_equal(sscanf(text, "%ld,%2d", &euros, &rest), 2);
    return 100 * (cents)euros + rest;
}

/* Credit less debit of the accounts that begin so. */
static cents fec_sum(const char *folder, const struct host_written *written, const char *account)
{
    char path[FOLDER_PATH_MAX + 64];
    struct buf text = buf_init(1 << 24);
    struct err err = ERR_EMPTY;
    struct listing *fec;
    cents sum = 0;

    snprintf(path, sizeof path, "%s/%s", folder, written->fec);
    assert_true(buf_read_file(&text, path, &err));
    fec = listing_open(buf_text(&text), '\t');
    for (int i = 1; i < fec->row_count; i++)
        if (strncmp(listing_text(fec, i, "CompteNum"), account, strlen(account)) == 0)
            sum += amount_of(listing_text(fec, i, "Credit")) -
                   amount_of(listing_text(fec, i, "Debit"));
    listing_close(fec);
    buf_release(&text);
    return sum;
}

static void assert_the_accounts_are_the_results(struct stall **stalls, int count,
                                                const char *folder,
                                                const struct host_written *written)
{
    cents net = 0;
    cents charges = 0;
    cents difference = 0;
    cents closed_net = 0;
    cents closed_card = 0;

    for (int i = 0; i < count; i++) {
        struct result result;

        assert_true(result_read(&stalls[i]->till, 0, &result, &stalls[i]->err));
        net += result.net_sales;
        charges += result.production_charges + result.other_charges;
        difference += result.cash_difference;
        closed_net += stall_ask(stalls[i], "SELECT sum(net) FROM closing WHERE period = 1 AND "
                                           "chain BETWEEN 'A' AND 'Z'");
        closed_card += stall_ask(stalls[i], "SELECT sum(card) FROM closing WHERE period = 1 AND "
                                            "chain BETWEEN 'A' AND 'Z'");
    }
    assert_int_equal(fec_sum(folder, written, "70"), net);
    assert_int_equal(net, closed_net);
    assert_int_equal(-fec_sum(folder, written, "5115"), closed_card);
    assert_int_equal(-fec_sum(folder, written, "60") - fec_sum(folder, written, "61") -
                         fec_sum(folder, written, "62"),
                     charges);
    assert_int_equal(fec_sum(folder, written, "758") + fec_sum(folder, written, "658"), difference);
    assert_int_equal(fec_sum(folder, written, ""), 0);
}

static void sessions_of_one_host_make_one_set_of_accounts(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 3; seed++) {
        struct stall *stalls[BOOKS_MAX];
        char folder[FOLDER_PATH_MAX];
        struct host_written together;
        struct host_written again;

        for (int i = 0; i < BOOKS_MAX; i++) {
            stalls[i] = calloc(1, sizeof *stalls[i]);
            play(stalls[i], 10 * seed + (uint64_t)i);
        }
        folder_path(&stalls[0]->folder, "comptes", folder);
        hand_over(stalls, 1, folder, NULL); /* one first, then the others beside it */
        together = hand_over(stalls, BOOKS_MAX, folder, NULL);
        assert_true(together.new_entries > 0 && together.new_entries < together.entries);
        assert_int_equal(together.outside, 0);
        read_by_a_stranger(folder);
        assert_the_accounts_are_the_results(stalls, BOOKS_MAX, folder, &together);
        added_up_by_a_stranger(folder, stalls);
        again = hand_over(stalls, BOOKS_MAX, folder, NULL);
        assert_int_equal(again.new_entries, 0);
        assert_int_equal(again.entries, together.entries);
        read_by_a_stranger(folder);
        for (int i = BOOKS_MAX; i-- > 0;) {
            stall_remove(stalls[i]);
            free(stalls[i]);
        }
    }
}

/* A night of new year left open: each exercise has its part, and together they have all. */
static void two_exercises_share_one_folder_and_no_entry(void **state)
{
    struct stall *stall = calloc(1, sizeof *stall);
    struct session session;
    struct closing closing;
    struct sold sold;
    struct host_written old;
    struct host_written fresh;
    char folder[FOLDER_PATH_MAX];

    (void)state;
    stall_found(stall, 3);
    session = stall->till.session;
    strcpy(session.siren, "732829320");
    assert_true(till_put_session(&stall->till, &session, &stall->err));
    assert_true(moment_parse("2026-12-31T18:00:00+01:00", &stall->till.clock.at, &stall->err));
    assert_true(stall_sell_one(stall, &sold));
    assert_true(moment_parse("2027-01-02T18:00:00+01:00", &stall->till.clock.at, &stall->err));
    assert_true(stall_sell_one(stall, &sold));
    assert_true(stall_sell_one(stall, &sold));
    assert_true(closing_close(&stall->till, PERIOD_DAY, 5000, "au hasard", &closing, &stall->err));
    folder_path(&stall->folder, "comptes", folder);
    old = hand_over(&stall, 1, folder, "2026");
    assert_true(old.outside > 0);
    fresh = hand_over(&stall, 1, folder, "2027");
    assert_string_equal(old.fec, "732829320FEC20261231.txt");
    assert_string_equal(fresh.fec, "732829320FEC20271231.txt");
    assert_int_equal(fec_sum(folder, &old, "70"),
                     stall_ask(stall, "SELECT net FROM sale WHERE number = 1"));
    assert_int_equal(fec_sum(folder, &old, "70") + fec_sum(folder, &fresh, "70"),
                     closing.reading.sales.net);
    stall_remove(stall);
    free(stall);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sessions_of_one_host_make_one_set_of_accounts),
        cmocka_unit_test(two_exercises_share_one_folder_and_no_entry),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
