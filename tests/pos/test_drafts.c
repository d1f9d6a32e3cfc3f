/* What is being typed belongs to a till of a session, wherever its file is and whatever its name.
 */
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void crash_with_a_ticket(struct market *market)
{
    market_make(market);
    market_open(market, 80, 24, "fr", NULL);
    market_press(market, HOME_SELL, "choco");
    market_type(market, "c", "1 Jus de pomme");
    screen_crash(&market->screen);
}

/* The market's own session again, or another one, in the place of the book. */
static void another_book(struct market *market, char letter)
{
    struct session session = session_init();
    struct err err = ERR_EMPTY;
    struct book book;

    snprintf(session.name, sizeof session.name, "MamCookies");
    snprintf(session.host, sizeof session.host, "Une autre");
    if (!book_create(&book, market->path, &session, letter, clock_real(), &err))
        fail_msg("%s", err.text);
    book_close(&book);
}

static void an_unfinished_ticket_never_crosses_into_another_book(void **state)
{
    struct market market;
    char kept[300];

    (void)state;
    crash_with_a_ticket(&market);
    snprintf(kept, sizeof kept, "%s.garde", market.path);
    assert_int_equal(rename(market.path, kept), 0);
    snprintf(kept, sizeof kept, "%s-wal", market.path);
    unlink(kept);
    another_book(&market, 'A');
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Vendre", "Ticket");
    screen_settle(&market.screen);
    assert_false(screen_shows(&market.screen, "Jus de pomme"));
    market_end(&market, NULL);
}

static void an_unfinished_ticket_follows_its_book_under_another_name(void **state)
{
    struct market market;
    struct book book;
    char moved[300];

    (void)state;
    crash_with_a_ticket(&market);
    market_look(&market, &book); /* what the crash left in the log goes into the file */
    book_close(&book);
    snprintf(moved, sizeof moved, "%s/ailleurs.flashcoop", market.screen.folder);
    assert_int_equal(rename(market.path, moved), 0);
    snprintf(market.path, sizeof market.path, "%s", moved);
    market_open(&market, 80, 24, "fr", NULL);
    market_press(&market, HOME_SELL, "1 Jus de pomme");
    market_end(&market, NULL);
}

static void charge_form_leave_and_reopen(struct market *market)
{
    screen_crash(&market->screen);
    market_open(market, 80, 24, "fr", NULL);
    market_go(market, "Argent", "4 Partager ce qui reste");
    market_go(market, "Ce que nous avons payé", "Nouvelle charge");
    screen_key(&market->screen, KEY_ENTER_BYTES);
}

static void a_form_comes_back_at_what_is_wrong_or_still_empty(void **state)
{
    struct market market;

    (void)state;
    market_make(&market);
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Argent", "4 Partager ce qui reste");
    market_go(&market, "Ce que nous avons payé", "Nouvelle charge");
    market_press(&market, KEY_ENTER_BYTES, "> Quoi");
    market_type(&market, "Farine", "Farine");
    market_press(&market, KEY_UP_BYTES, "> Date");
    charge_form_leave_and_reopen(&market);
    screen_wait(&market.screen, "> Montant");
    market_type(&market, "x", "x");
    market_press(&market, KEY_UP_BYTES, "> Sorte");
    for (int i = 0; i < 6; i++)
        screen_key(&market.screen, KEY_DOWN_BYTES);
    market_press(&market, KEY_ENTER_BYTES, "> Montant");
    market_press(&market, KEY_UP_BYTES, "> Sorte");
    charge_form_leave_and_reopen(&market);
    screen_wait(&market.screen, "> Montant");
    market_end(&market, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_unfinished_ticket_never_crosses_into_another_book),
        cmocka_unit_test(an_unfinished_ticket_follows_its_book_under_another_name),
        cmocka_unit_test(a_form_comes_back_at_what_is_wrong_or_still_empty),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
