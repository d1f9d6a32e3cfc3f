/* Setting a session up, moving it on, and who may: through the screens of the real program. */
#include "programme/people.h"
#include "programme/programme_store.h"
#include "programme/records.h"
#include "programme/workbook.h"
#include "ledger/venue.h"
#include "reports/print/accent.h"
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void put_people(struct market *market)
{
    struct book book;
    struct err err = ERR_EMPTY;

    market_look(market, &book);
    assert_true(people_put(book.db, "P1", "Amina", &err));
    assert_true(people_put(book.db, "P2", "Karim", &err));
    book_close(&book);
}

/* Two people, days around the market's clock, the session at `state`. */
static void prepare(struct market *market, enum session_state state)
{
    static const int32_t BEFORE[] = { 8, 7, 6, 5, 2, 1, 0 };
    struct book book;
    struct day dates[COUNT_OF(BEFORE)];
    struct err err = ERR_EMPTY;

    market_make(market);
    put_people(market);
    market_look(market, &book);
    for (size_t i = 0; i < COUNT_OF(BEFORE); i++)
        dates[i].number = moment_day(till_now(&book.till)).number - BEFORE[i];
    assert_true(programme_set_dates(book.db, dates, (int)COUNT_OF(BEFORE), &err));
    for (int to = SESSION_OPEN; to <= (int)state; to++)
        assert_true(programme_advance(book.db, (enum session_state)to, &err));
    book_close(&book);
}

static enum session_state state_of(struct book *book)
{
    enum session_state state = SESSION_STATE_COUNT;
    struct err err = ERR_EMPTY;

    assert_true(programme_state(book->db, &state, &err));
    return state;
}

static void the_next_step_of_the_home_leads_there(void **state)
{
    struct market market;

    (void)state;
    market_make(&market);
    market_open(&market, 80, 24, "fr", NULL);
    screen_wait(&market.screen, "Écrire les personnes du groupe.");
    market_press(&market, KEY_ENTER_BYTES, "Nouvelle personne");
    assert_false(screen_shows(&market.screen, "> Maintenant")); /* all of the home is gone */
    market_press(&market, KEY_ESCAPE_BYTES, "> Maintenant");
    market_press(&market, "0", "Choisir les dates"); /* what else is missing, one at a time */
    market_press(&market, KEY_ENTER_BYTES, "appel liste");
    market_end(&market, NULL);
}

static void the_first_call_opens_the_session(void **state)
{
    struct market market;
    struct book book;

    (void)state;
    prepare(&market, SESSION_PREPARED);
    market_open(&market, 80, 24, "fr", NULL);
    screen_wait(&market.screen, "> Maintenant");
    screen_assert_golden(&market.screen, "home_day_80x24_fr");
    market_press(&market, KEY_ENTER_BYTES, ">   Amina"); /* what is next: the roll call of today */
    screen_wait(&market.screen, "< J7 mardi 26/11/2019, matin >");
    market_press(&market, "1", ">   Karim");
    market_press(&market, KEY_ESCAPE_BYTES, "> Maintenant");
    market_look(&market, &book);
    assert_int_equal(state_of(&book), SESSION_OPEN);
    market_end(&market, &book);
}

static void a_person_says_that_the_session_is_done(void **state)
{
    struct market market;
    struct book book;

    (void)state;
    prepare(&market, SESSION_OPEN);
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Réglages", "1 Où en sommes-nous");
    market_go(&market, "Où en sommes", "[>] ouverte");
    screen_assert_golden(&market.screen, "stage_80x24_fr");
    market_press(&market, KEY_ENTER_BYTES, "Il manque encore");
    market_press(&market, KEY_ESCAPE_BYTES, "Entrée  Finir");
    market_press(&market, KEY_ENTER_BYTES, "Le dernier jour est fini ?");
    market_press(&market, KEY_ENTER_BYTES, "[>] fermée");
    market_press(&market, KEY_ENTER_BYTES,
                 "Le dernier bilan (à froid) s'ouvre à partir du 26/03/2020.");
    market_look(&market, &book);
    assert_int_equal(state_of(&book), SESSION_CLOSED);
    market_end(&market, &book);
}

static void a_correction_asks_why_and_stays_visible(void **state)
{
    struct market market;
    struct book book;
    struct attendance attendance;
    struct err err = ERR_EMPTY;

    (void)state;
    prepare(&market, SESSION_CLOSED);
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Qui est là", ">   Amina");
    market_press(&market, "2", "Pourquoi corriger");
    market_type(&market, "feuille relue", "feuille relue");
    market_press(&market, KEY_ENTER_BYTES, "[-] absente");
    market_press(&market, KEY_ESCAPE_BYTES, "fermée");
    market_go(&market, "Jours", "1 J1");
    market_press(&market, "7", "Matin");
    market_press(&market, "8", "Pourquoi corriger");
    market_press(&market, KEY_ESCAPE_BYTES, "Cocher");
    market_press(&market, "6", "Karim"); /* the roles of the day */
    market_press(&market, "2", "accueil");
    market_press(&market, "1", "Pourquoi corriger");
    market_type(&market, "oubli", "oubli");
    screen_key(&market.screen, KEY_ENTER_BYTES);
    screen_wait_gone(&market.screen, "Pourquoi corriger");
    market_press(&market, KEY_ESCAPE_BYTES, "2 Karim");
    market_press(&market, KEY_ESCAPE_BYTES, "caisse : Karim");
    market_press(&market, KEY_ESCAPE_BYTES, "1 J1");
    market_press(&market, KEY_ESCAPE_BYTES, "fermée");
    market_go(&market, "Réglages", "1 Où en sommes-nous");
    market_go(&market, "Où en sommes", "2 corrections depuis la fin");
    screen_wait(&market.screen, "feuille relue");
    screen_wait(&market.screen, "oubli");
    market_look(&market, &book);
    assert_true(records_attendance(book.db, "P1", &attendance, &err));
    assert_true(attendance.halves[6][HALF_AM].called);
    market_end(&market, &book);
}

static void a_workshop_of_a_closed_session_asks_why(void **state)
{
    struct market market;
    struct book book;
    struct price_sheet sheet;
    struct err err = ERR_EMPTY;
    bool found = false;

    (void)state;
    prepare(&market, SESSION_CLOSED);
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Produits", "1 Produits");
    market_go(&market, "Ateliers", "> 1 J2");
    market_press(&market, "1", "> Code");
    market_type(&market, "C1", "C1");
    market_press(&market, KEY_DOWN_BYTES, "> Paquets");
    market_type(&market, "60", "60");
    for (int i = 0; i < 4; i++)
        screen_key(&market.screen, KEY_DOWN_BYTES);
    screen_wait(&market.screen, "> Prix d'un");
    market_type(&market, "3", "3");
    market_press(&market, KEY_ENTER_BYTES, "Pourquoi corriger");
    market_type(&market, "oubli", "oubli");
    market_press(&market, KEY_ENTER_BYTES, "Inscrit.");
    market_look(&market, &book);
    assert_true(workbook_price_sheet(book.db, "C1", &sheet, &found, &err));
    assert_true(found);
    assert_int_equal(sheet.quantity, 60);
    market_end(&market, &book);
}

static void a_pin_is_typed_twice_and_never_shown(void **state)
{
    struct market market;
    struct book book;
    struct err err = ERR_EMPTY;

    (void)state;
    market_make(&market);
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Réglages", "Codes secrets");
    market_go(&market, "Codes secrets", "1 animateur");
    market_press(&market, "1", "Le nouveau code secret");
    market_type(&market, "2468", "****");
    market_press(&market, KEY_ENTER_BYTES, "encore une fois");
    market_type(&market, "1357", "****");
    market_press(&market, KEY_ENTER_BYTES, "différents");
    assert_false(screen_shows(&market.screen, "1357"));
    market_type(&market, "2468", "****");
    market_press(&market, KEY_ENTER_BYTES, "encore une fois");
    market_type(&market, "2468", "****");
    market_press(&market, KEY_ENTER_BYTES, "Le code est changé");
    assert_false(screen_shows(&market.screen, "2468"));
    market_press(&market, "1", "Le code d'avant");
    market_type(&market, "9999", "****");
    market_press(&market, KEY_ENTER_BYTES, "Le nouveau code");
    market_type(&market, "1111", "****");
    market_press(&market, KEY_ENTER_BYTES, "encore une fois");
    market_type(&market, "1111", "****");
    market_press(&market, KEY_ENTER_BYTES, "Code faux");
    market_look(&market, &book);
    assert_false(till_sign_in(&book.till, "animator", "", "1111", &err));
    err = ERR_EMPTY;
    book.till.clock = clock_frozen((struct moment){ till_now(&book.till).utc_s + 600, 0 });
    assert_true(till_sign_in(&book.till, "animator", "", "2468", &err));
    market_end(&market, &book);
}

static void who_acts_is_chosen_from_a_list_with_the_pin(void **state)
{
    struct market market;
    struct book book;
    struct err err = ERR_EMPTY;

    (void)state;
    market_make(&market);
    put_people(&market);
    market_look(&market, &book);
    assert_true(till_set_pin(&book.till, ROLE_ANIMATOR, "2468", &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    screen_wait(&market.screen, "Dire qui tient la caisse.");
    market_press(&market, KEY_ENTER_BYTES, "1 animateur");
    market_press(&market, "1", "Code secret de l'animateur");
    market_type(&market, "1111", "****");
    market_press(&market, KEY_ENTER_BYTES, "Code faux");
    market_press(&market, KEY_ESCAPE_BYTES, "C'est moi");
    market_press(&market, "3", "Qui agit : Amina");
    market_go(&market, "Réglages", "Qui tient la caisse");
    market_go(&market, "Qui tient la caisse", "<< agit");
    market_end(&market, NULL);
}

static void settings_are_recorded_by_the_form(void **state)
{
    struct market market;
    struct book book;
    char colour[COLOUR_TEXT_MAX];
    struct err err = ERR_EMPTY;

    (void)state;
    market_make(&market);
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Réglages", "La session");
    market_go(&market, "La session", "> Nom");
    screen_assert_golden(&market.screen, "settings_80x24_fr");
    market_press(&market, KEY_DOWN_BYTES, "> Coopérative");
    market_press(&market, KEY_DOWN_BYTES, "> Ville");
    market_press(&market, KEY_DELETE_BYTES, "> Ville");
    market_type(&market, "Albi", "Albi");
    screen_crash(&market.screen); /* what was typed is still there */
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Réglages", "La session");
    market_go(&market, "La session", "Albi");
    for (int i = 0; i < 7; i++)
        screen_key(&market.screen, KEY_DOWN_BYTES);
    screen_wait(&market.screen, "> Part coopérative");
    market_press(&market, KEY_RIGHT_BYTES, "sur les ventes");
    market_press(&market, KEY_DOWN_BYTES, "> Pour cent");
    market_type(&market, "12,5", "12,5");
    for (int i = 0; i < 5; i++)
        screen_key(&market.screen, KEY_DOWN_BYTES);
    screen_wait(&market.screen, "> Autre marché");
    market_type(&market, "Fête du port", "Fête du port");
    market_press(&market, KEY_DOWN_BYTES, "> Livret");
    market_press(&market, KEY_DOWN_BYTES, "> Couleur");
    market_type(&market, "vert", "vert");
    market_press(&market, KEY_ENTER_BYTES, "une couleur comme #1a6b3c");
    for (int i = 0; i < 4; i++)
        screen_key(&market.screen, KEY_BACKSPACE_BYTES);
    market_type(&market, "#1a6b3c", "#1a6b3c");
    market_press(&market, KEY_ENTER_BYTES, "Les réglages sont inscrits");
    market_look(&market, &book);
    assert_string_equal(book.till.session.place, "Albi");
    assert_string_equal(book.till.session.host, "Coopérative d'essai");
    assert_int_equal(book.till.session.contribution.base, BASE_NET_SALES);
    assert_int_equal(book.till.session.contribution.rate, 1250);
    assert_true(setting_find(book.db, COLOUR_SETTING, colour, sizeof colour, &err));
    assert_string_equal(colour, "#1a6b3c");
    assert_true(session_at_till(book.db, 'A', SEQ_NOW, &book.till.session, &err));
    assert_string_equal(book.till.session.venue, "Fête du port");
    market_end(&market, &book);
}

static void a_format_is_chosen_while_the_session_is_prepared(void **state)
{
    struct market market;
    struct book book;
    struct calendar calendar;
    struct err err = ERR_EMPTY;

    (void)state;
    prepare(&market, SESSION_PREPARED);
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Jours", "< 1 / 2 >");
    for (int i = 0; i < 10; i++) /* seven days, three other lines */
        screen_key(&market.screen, KEY_DOWN_BYTES);
    screen_wait(&market.screen, "> 2 Format");
    market_press(&market, KEY_ENTER_BYTES, "4 jours");
    market_press(&market, "4", "Prendre ce format ?");
    market_press(&market, KEY_ENTER_BYTES, "Le format est pris");
    screen_wait(&market.screen, "J4 jeudi 21/11/2019");
    market_look(&market, &book);
    assert_true(programme_calendar(book.db, &calendar, &err));
    assert_int_equal(calendar.day_count, 4);
    assert_true(day_has_step(&calendar, 4, STEP_REVIEW));
    market_end(&market, &book);
}

static void a_day_moves_between_its_neighbours_and_keeps_what_it_holds(void **state)
{
    struct market market;
    struct book book;
    struct calendar calendar;
    char note[DAY_NOTE_MAX];
    bool ticked = false;
    struct err err = ERR_EMPTY;

    (void)state;
    prepare(&market, SESSION_PREPARED);
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Jours", "7 J7 mardi 26/11/2019");
    screen_assert_golden(&market.screen, "days_80x24_fr");
    market_press(&market, "1", "> 1 Date");
    market_press(&market, "8", "> 8 [x]");
    screen_assert_golden(&market.screen, "day_80x24_fr");
    market_press(&market, "5", "Note de J1");
    market_type(&market, "Il a plu", "Il a plu");
    market_press(&market, KEY_ESCAPE_BYTES, "La note est inscrite");
    market_press(&market, "1", "18/11/2019");
    market_press(&market, KEY_DELETE_BYTES, "Quelle date");
    market_type(&market, "19/11", "19/11");
    market_press(&market, KEY_ENTER_BYTES, "J1 doit venir avant J2");
    market_press(&market, KEY_DELETE_BYTES, "Quelle date");
    market_type(&market, "15/11", "15/11");
    market_press(&market, KEY_ENTER_BYTES, "15/11/2019");
    market_press(&market, "3", "Combien de minutes");
    market_press(&market, KEY_DELETE_BYTES, "Combien de minutes");
    market_type(&market, "0", "0");
    screen_key(&market.screen, KEY_ENTER_BYTES);
    screen_wait_gone(&market.screen, "Combien de minutes");
    market_look(&market, &book);
    assert_true(programme_calendar(book.db, &calendar, &err));
    assert_int_equal(calendar.days[0].date.number, day_of(2019, 11, 15).number);
    assert_int_equal(calendar.days[0].planned[HALF_PM], 0);
    assert_int_equal(calendar.days[0].planned[HALF_AM], HALF_DAY_MINUTES);
    assert_true(programme_day_note(book.db, 1, note, &err));
    assert_string_equal(note, "Il a plu");
    assert_true(programme_is_ticked(book.db, 1, "badges", &ticked, &err));
    assert_true(ticked);
    market_end(&market, &book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_next_step_of_the_home_leads_there),
        cmocka_unit_test(the_first_call_opens_the_session),
        cmocka_unit_test(a_person_says_that_the_session_is_done),
        cmocka_unit_test(a_correction_asks_why_and_stays_visible),
        cmocka_unit_test(a_workshop_of_a_closed_session_asks_why),
        cmocka_unit_test(a_pin_is_typed_twice_and_never_shown),
        cmocka_unit_test(who_acts_is_chosen_from_a_list_with_the_pin),
        cmocka_unit_test(settings_are_recorded_by_the_form),
        cmocka_unit_test(a_format_is_chosen_while_the_session_is_prepared),
        cmocka_unit_test(a_day_moves_between_its_neighbours_and_keeps_what_it_holds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
