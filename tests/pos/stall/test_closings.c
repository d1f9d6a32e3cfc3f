/* The accountant's whole closing, as the guide says it: by keys and by commands. */
#include "ledger/closing/closing.h"
#include "ledger/proof/merge.h"
#include "tests/support/market.h"
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { CLOSING_KEYS = 10, CLOSING_COMMANDS = 3 };

/* A book with a SIREN and one sale by card: nothing to count in the drawer. */
static void market_of_cards(struct market *market)
{
    struct book book;
    struct session session;
    struct till_item item = { .quantity = ONE_PIECE };
    struct ticket ticket;
    struct sold sold;
    struct err err = ERR_EMPTY;

    market_make(market);
    market_look(market, &book);
    session = book.till.session;
    snprintf(session.siren, sizeof session.siren, "732829320");
    assert_true(till_put_session(&book.till, &session, &err));
    ticket_init(&ticket);
    assert_true(till_add(&book.till, &ticket, "S1", &item, &err));
    assert_true(ticket_pay(&ticket, PAY_CARD, 1200, "", &err));
    assert_true(till_sell(&book.till, &ticket, &sold, &err));
    book_close(&book);
}

static void a_session_is_closed_and_handed_over_by_ten_keys(void **state)
{
    struct market market;
    char path[300];
    int before;

    (void)state;
    market_of_cards(&market);
    market_open(&market, 80, 24, "fr", NULL);
    before = market.screen.keys;
    market_press(&market, HOME_MONEY, "2 Compter et fermer");
    market_press(&market, "2", "La session, tout à la fin");
    market_press(&market, "1", "Compter tout ce qu'il y a");
    screen_key(&market.screen, KEY_END_BYTES);
    market_press(&market, KEY_ENTER_BYTES, "Le compte est juste");
    market_press(&market, KEY_ENTER_BYTES, "Z n° 1");
    market_press(&market, KEY_ENTER_BYTES, "La session, tout à la fin");
    market_press(&market, "3", "Fermer la session pour toujours ?");
    market_press(&market, KEY_ENTER_BYTES, "C'est fermé.");
    market_press(&market, KEY_ESCAPE_BYTES, "2 Compter et fermer"); /* it is there later, too */
    market_press(&market, "2", "C'est fermé.");
    market.screen.keys -= 2;
    market_press(&market, "d", "commencer par index.txt");
    assert_int_equal(market.screen.keys - before, CLOSING_KEYS);
    snprintf(path, sizeof path, "%s/comptes-732829320/732829320FEC20191231.txt",
             market.screen.folder);
    assert_int_equal(access(path, R_OK), 0);
    market_end(&market, NULL);
}

static void a_month_that_is_not_over_is_said_before_it_is_closed(void **state)
{
    struct market market;

    (void)state;
    market_of_cards(&market);
    market_open(&market, 80, 24, "fr", NULL);
    market_press(&market, HOME_MONEY, "2 Compter et fermer");
    market_press(&market, "2", "La session, tout à la fin");
    market_press(&market, "2", "Fermer le mois ?");
    screen_wait(&market.screen, "Le mois n'est pas fini");
    market_press(&market, KEY_ESCAPE_BYTES, "> 2 Le mois");
    market_end(&market, NULL);
}

/* Made, sold at and closed on this computer, then brought back. */
static void second_till_merged(struct market *market)
{
    struct till_item item = { .quantity = 2 * ONE_PIECE };
    struct market second = *market;
    struct closing closing;
    struct merged merged;
    struct ticket ticket;
    struct sold sold;
    struct book book;
    struct err err = ERR_EMPTY;

    snprintf(second.path, sizeof second.path, "%s/second.flashcoop", market->screen.folder);
    market_look(market, &book);
    assert_true(till_make_copy(&book.till, 'B', second.path, &err));
    book_close(&book);
    market_look(&second, &book);
    ticket_init(&ticket);
    assert_true(till_add(&book.till, &ticket, "C1", &item, &err));
    assert_true(ticket_pay(&ticket, PAY_CHEQUE, 300, "", &err));
    assert_true(till_sell(&book.till, &ticket, &sold, &err));
    assert_true(closing_close(&book.till, PERIOD_DAY, -1, "", &closing, &err));
    book_close(&book);
    market_look(market, &book);
    assert_true(closing_close(&book.till, PERIOD_DAY, -1, "", &closing, &err));
    assert_true(till_merge(&book.till, second.path, NULL, &merged, &err));
    book_close(&book);
}

static void a_session_of_two_tills_is_shown_with_both(void **state)
{
    struct market market;

    (void)state;
    market_of_cards(&market);
    second_till_merged(&market);
    market_open(&market, 80, 24, "fr", NULL);
    market_press(&market, HOME_MONEY, "2 Compter et fermer");
    market_press(&market, "2", "La session, tout à la fin");
    market_press(&market, "3", "Fermer la session pour toujours ?");
    market_press(&market, KEY_ENTER_BYTES, "C'est fermé.");
    screen_wait(&market.screen, "Total                      15,00");
    screen_wait(&market.screen, "dont caisse A            12,00");
    screen_wait(&market.screen, "dont caisse B             3,00");
    assert_false(screen_shows(&market.screen, "L'argent du début"));
    market_end(&market, NULL);
}

/* The commands of the guide, word for word. */
static void the_commands_of_the_guide_close_and_hand_over(void **state)
{
    static const char BEFORE[] = "Ou par trois commandes";
    struct shell *shell = *state;
    FILE *guide = fopen("docs/guide.fr.md", "r");
    char line[400];
    int run = 0;
    bool found = false;

    assert_non_null(guide);
    for (int i = 0; i < 2; i++) {
        static const char *const BOOKS[] = { "marche", "automne" };

        snprintf(line, sizeof line,
                 "$F new %s.flashcoop --name %s --host Coop --siren 732829320 && printf "
                 "'code,label,price,vat\\nC1,Cookie,1.50,5.5\\n' >p.csv && "
                 "$F import %s.flashcoop products p.csv && $F cash %s.flashcoop open 182.50 && "
                 "printf 'add C1\\npay card 1.50\\n' | $F sell %s.flashcoop",
                 BOOKS[i], BOOKS[i], BOOKS[i], BOOKS[i], BOOKS[i]);
        shell_do(shell, line, NULL);
    }
    shell_do(shell, "$F close automne.flashcoop day --counted 182.50", NULL);
    while (run < CLOSING_COMMANDS && fgets(line, sizeof line, guide)) {
        char command[500];

        found = found || strncmp(line, BEFORE, strlen(BEFORE)) == 0;
        if (!found || strncmp(line, "    flashcoop ", 14) != 0)
            continue;
        line[strcspn(line, "\n")] = '\0';
        snprintf(command, sizeof command, "$F %s", line + 14);
        shell_do(shell, command, NULL);
        run++;
    }
    fclose(guide);
    assert_int_equal(run, CLOSING_COMMANDS);
    shell_do(shell, "ls comptes/index.txt comptes/732829320FEC*.txt comptes/caerp/CAERP.txt", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_session_is_closed_and_handed_over_by_ten_keys),
        cmocka_unit_test(a_session_of_two_tills_is_shown_with_both),
        cmocka_unit_test(a_month_that_is_not_over_is_said_before_it_is_closed),
        cmocka_unit_test_setup_teardown(the_commands_of_the_guide_close_and_hand_over, shell_set_up,
                                        shell_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
