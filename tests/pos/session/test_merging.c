/* The evening of two laptops: the journal of the second comes by keys, like by `merge`. */
#include "ledger/closing/closing.h"
#include "ledger/proof/merge.h"
#include "ledger/proof/period_totals.h"
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void sell(struct till *till, int times)
{
    struct till_item item = { .quantity = ONE_PIECE };
    struct ticket ticket;
    struct sold sold;
    struct err err = ERR_EMPTY;

    for (int i = 0; i < times; i++) {
        ticket_init(&ticket);
        assert_true(till_add(till, &ticket, "S1", &item, &err));
        assert_true(ticket_pay(&ticket, PAY_CASH, 1200, "", &err));
        assert_true(till_sell(till, &ticket, &sold, &err));
    }
}

static void close_day(struct till *till, cents counted)
{
    struct closing closing;
    struct err err = ERR_EMPTY;

    assert_true(closing_close(till, PERIOD_DAY, counted, "", &closing, &err));
}

/* Two sales on the first till, three on the second, whose file lies beside the book. */
static void two_tills(struct market *market)
{
    struct market second;
    struct book book;
    struct err err = ERR_EMPTY;

    market_make(market);
    second = *market;
    snprintf(second.path, sizeof second.path, "%s/autre.flashcoop", market->screen.folder);
    market_look(market, &book);
    sell(&book.till, 2);
    assert_true(till_make_copy(&book.till, 'B', second.path, &err));
    close_day(&book.till, 2400);
    book_close(&book);
    market_look(&second, &book);
    sell(&book.till, 3);
    close_day(&book.till, 3600);
    book_close(&book);
}

static void open_merging(struct market *market, const char *then)
{
    market_open(market, 80, 24, "fr", NULL);
    market_go(market, "Réglages", "Réunir les caisses");
    market_go(market, "Réunir les caisses", then);
}

static void the_second_till_comes_in_by_keys_and_once(void **state)
{
    struct market market;
    struct book book;
    struct journal_head head;
    struct err err = ERR_EMPTY;

    (void)state;
    two_tills(&market);
    open_merging(&market, "Caisse B  autre.flashcoop");
    screen_wait(&market.screen, "36,00");
    market_press(&market, KEY_ENTER_BYTES, "Réunir la caisse B ?");
    market_press(&market, KEY_ESCAPE_BYTES, "36,00"); /* nothing came */
    market_press(&market, KEY_ENTER_BYTES, "Réunir la caisse B ?");
    market_press(&market, KEY_ENTER_BYTES, "Caisse B réunie : 36,00");
    screen_wait(&market.screen, "déjà là");
    market_look(&market, &book);
    assert_true(journal_head_read(&head, book.db, "B", &err));
    assert_int_equal(head.running.gross, 3600);
    market_end(&market, &book);
}

/* As at the command: the host, and why. */
static void after_the_session_closing_it_comes_with_a_reason(void **state)
{
    struct market market;
    struct book book;
    struct closing closing;
    struct journal_head head;
    struct err err = ERR_EMPTY;

    (void)state;
    two_tills(&market);
    market_look(&market, &book);
    if (!closing_close(&book.till, PERIOD_SESSION, -1, "caisse B perdue", &closing, &err))
        fail_msg("%s", err.text);
    book_close(&book);
    open_merging(&market, "seule la coopérative peut corriger");
    market_go(&market, "Qui tient la caisse", "<< agit");
    market_press(&market, "2", "Qui agit : coopérative");
    market_go(&market, "Réunir les caisses", "36,00");
    market_press(&market, KEY_ENTER_BYTES, "Réunir la caisse B ?");
    market_press(&market, KEY_ENTER_BYTES, "Pourquoi ?");
    market_type(&market, "retrouvée", "retrouvée");
    market_press(&market, KEY_ENTER_BYTES, "Caisse B réunie : 36,00");
    market_look(&market, &book);
    assert_true(journal_head_read(&head, book.db, "B", &err));
    assert_int_equal(head.running.gross, 3600);
    market_end(&market, &book);
}

static void without_another_till_it_says_what_to_bring(void **state)
{
    struct market market;

    (void)state;
    market_make(&market);
    open_merging(&market, "Brancher la clé FLASHCOOP");
    market_end(&market, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_second_till_comes_in_by_keys_and_once),
        cmocka_unit_test(after_the_session_closing_it_comes_with_a_reason),
        cmocka_unit_test(without_another_till_it_says_what_to_bring),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
