/* What is done for a person on the screens, by keys, in the real program; then the book is read. */
#include "programme/duty.h"
#include "programme/programme_store.h"
#include "tests/support/group.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void a_group_is_written_person_after_person(void **state)
{
    struct market market;
    struct book book;
    struct people people;
    struct err err = ERR_EMPTY;

    (void)state;
    group_open(&market, 0);
    group_press(&market, "1", "> Nom d'usage");
    group_type(&market, "Awa", "Awa");
    group_press(&market, KEY_ENTER_BYTES, "Awa · P1 · soleil");
    group_press(&market, KEY_ESCAPE_BYTES, "> 2 Nouvelle personne");
    group_press(&market, KEY_ENTER_BYTES, "P2"); /* the next badge is proposed */
    group_type(&market, "Lina", "Lina");
    group_press(&market, KEY_ENTER_BYTES, "Lina · P2 · arbre");
    market_look(&market, &book);
    assert_true(people_read(book.db, &people, &err));
    assert_int_equal(people.count, 2);
    assert_string_equal(people.list[1].called_name, "Lina");
    market_end(&market, &book);
}

static void a_name_being_typed_survives_a_crash_and_goes_once_recorded(void **state)
{
    struct market market;

    (void)state;
    group_open(&market, 1);
    group_press(&market, "2", "> Nom d'usage");
    group_type(&market, "Fatou", "Fatou");
    screen_crash(&market.screen);
    market_open(&market, 80, 24, "fr", NULL);
    group_press(&market, HOME_PEOPLE, "Nouvelle personne");
    group_press(&market, "1", "Amina · P1");
    group_press(&market, "6", "> Nom d'usage"); /* another person: it is not about her */
    assert_false(screen_shows(&market.screen, "Fatou"));
    group_press(&market, KEY_ESCAPE_BYTES, "Amina · P1");
    group_press(&market, KEY_ESCAPE_BYTES, "Nouvelle personne");
    group_press(&market, "2", "Fatou");
    group_press(&market, KEY_ENTER_BYTES, "Fatou · P2");
    group_press(&market, KEY_ESCAPE_BYTES, "Nouvelle personne");
    group_press(&market, "3", "> Nom d'usage");
    assert_false(screen_shows(&market.screen, "Fatou"));
    market_end(&market, NULL);
}

static void a_sheet_holds_all_that_was_told_and_keeps_what_a_file_gave(void **state)
{
    struct market market;
    struct book book;
    struct vault vault;
    struct sheet sheet = { .territory = "unknown", .languages = "dari" };
    struct err err = ERR_EMPTY;

    (void)state;
    group_make(&market, 2);
    market_look(&market, &book);
    vault = group_vault(&book);
    assert_true(people_set_sheet(book.db, &vault, "P1", &sheet, &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    group_press(&market, HOME_PEOPLE, "Nouvelle personne");
    group_press(&market, "1", "2 / 12");
    group_press(&market, "1", "> Année");
    screen_assert_golden(&market.screen, "sheet_80x24_fr");
    group_type(&market, "1985", "1985");
    group_press(&market, KEY_UP_BYTES, "> Année");
    for (int i = 0; i < 9; i++)
        screen_key(&market.screen, KEY_DOWN_BYTES);
    screen_wait(&market.screen, "> Lequel");
    group_type(&market, "ouvrir un salon", "salon");
    for (int i = 0; i < 3; i++)
        screen_key(&market.screen, KEY_DOWN_BYTES);
    group_type(&market, "C-12", "C-12");
    group_press(&market, KEY_ENTER_BYTES, "La fiche est inscrite");
    market_look(&market, &book);
    vault = group_vault(&book);
    assert_true(people_sheet(book.db, &vault, "P1", &sheet, &err));
    assert_int_equal(sheet.birth_year, 1985);
    assert_string_equal(sheet.project, "ouvrir un salon");
    assert_string_equal(sheet.contract, "C-12");
    assert_string_equal(sheet.territory, "unknown");
    assert_string_equal(sheet.languages, "dari");
    market_end(&market, &book);
}

static void a_line_of_the_sheet_that_was_left_survives_a_crash(void **state)
{
    struct market market;
    struct book book;
    struct vault vault;
    struct sheet sheet;
    struct err err = ERR_EMPTY;

    (void)state;
    group_open_line(&market, 1, "1", "1", "> Année");
    group_type(&market, "1985", "1985");
    group_press(&market, KEY_DOWN_BYTES, "> Genre");
    screen_settle(&market.screen);
    market_look(&market, &book); /* kill -9 */
    vault = group_vault(&book);
    assert_true(people_sheet(book.db, &vault, "P1", &sheet, &err));
    assert_int_equal(sheet.birth_year, 1985);
    market_end(&market, &book);
}

static void escape_keeps_what_was_typed_and_says_what_it_cannot_keep(void **state)
{
    struct market market;
    struct book book;
    struct vault vault;
    struct sheet sheet;
    struct err err = ERR_EMPTY;

    (void)state;
    group_open_line(&market, 1, "1", "1", "> Année");
    group_press(&market, KEY_DOWN_BYTES, "> Genre");
    group_type(&market, "femme", "femme");
    group_press(&market, KEY_ESCAPE_BYTES, "La fiche est inscrite");
    group_press(&market, "1", "> Année");
    group_type(&market, "19", "19");
    group_press(&market, KEY_ESCAPE_BYTES, "s'écrit comme 1985");
    group_press(&market, KEY_ESCAPE_BYTES, "> 1 Fiche d'accueil");
    market_look(&market, &book);
    vault = group_vault(&book);
    assert_true(people_sheet(book.db, &vault, "P1", &sheet, &err));
    assert_string_equal(sheet.gender, "femme");
    assert_int_equal(sheet.birth_year, 0);
    market_end(&market, &book);
}

static void after_the_session_the_profile_changes_for_a_reason_and_an_address_without(void **state)
{
    struct market market;
    struct book book;
    struct err err = ERR_EMPTY;

    (void)state;
    group_make(&market, 1);
    market_look(&market, &book);
    assert_true(programme_advance(book.db, SESSION_OPEN, &err));
    assert_true(programme_advance(book.db, SESSION_CLOSED, &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    group_press(&market, HOME_PEOPLE, "Nouvelle personne");
    group_press(&market, "1", "Fiche d'accueil");
    group_press(&market, "1", "> Année");
    for (int i = 0; i < 11; i++)
        screen_key(&market.screen, KEY_DOWN_BYTES);
    group_type(&market, "rue A", "rue A");
    group_press(&market, KEY_DOWN_BYTES, "> Numéro");
    screen_settle(&market.screen);
    assert_false(screen_shows(&market.screen, "Pourquoi"));
    for (int i = 0; i < 12; i++)
        screen_key(&market.screen, KEY_UP_BYTES);
    group_type(&market, "1985", "1985");
    group_press(&market, KEY_DOWN_BYTES, "Pourquoi corriger");
    group_type(&market, "oubli", "oubli");
    group_press(&market, KEY_ENTER_BYTES, "> Genre");
    group_press(&market, KEY_ESCAPE_BYTES, "La fiche est inscrite");
    market_end(&market, NULL);
}

static void each_agreement_is_said_apart_dated_and_taken_back(void **state)
{
    struct market market;
    struct book book;
    struct consent consent;
    struct err err = ERR_EMPTY;

    (void)state;
    group_open_line(&market, 2, "2", "2", "[ ]");
    group_press(&market, "1", "[x] oui, le 26/11/2019");
    group_press(&market, "2", "[-] non, le 26/11/2019");
    screen_assert_golden(&market.screen, "consents_80x24_fr");
    market_look(&market, &book);
    assert_true(people_consent(book.db, "P2", CONSENT_IMAGE, &consent, &err));
    assert_true(consent_is_given(&consent));
    assert_true(people_consent(book.db, "P2", CONSENT_QUOTE, &consent, &err));
    assert_false(consent_is_given(&consent));
    assert_true(people_consent(book.db, "P2", CONSENT_FOLLOW_UP, &consent, &err));
    assert_int_equal(consent.decided.number, DAY_NONE_NUMBER); /* never asked */
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    group_press(&market, HOME_PEOPLE, "Nouvelle personne");
    group_press(&market, "2", "1 / 4");
    group_press(&market, "2", "[x] oui");
    group_press(&market, "2", "oui le 26/11/2019, non le 26/11/2019");
    market_look(&market, &book);
    assert_true(people_consent(book.db, "P2", CONSENT_IMAGE, &consent, &err));
    assert_false(consent_is_given(&consent));
    market_end(&market, &book);
}

static void an_interview_is_kept_with_its_step_and_appointment(void **state)
{
    struct market market;
    struct book book;
    struct vault vault;
    struct interview interview;
    struct err err = ERR_EMPTY;

    (void)state;
    group_open_line(&market, 3, "3", "3", "> Content de");
    group_type(&market, "Le stand", "Le stand");
    for (int i = 0; i < 6; i++)
        screen_key(&market.screen, KEY_DOWN_BYTES);
    screen_wait(&market.screen, "Quel est le premier pas");
    group_type(&market, "Un stage", "Un stage");
    group_press(&market, KEY_DOWN_BYTES, "> Rendez-vous le");
    group_type(&market, "2020-01-12", "2020-01-12");
    group_press(&market, KEY_DOWN_BYTES, "> Avec qui");
    group_type(&market, "Mme B", "Mme B");
    screen_assert_golden(&market.screen, "interview_80x24_fr");
    group_press(&market, KEY_DOWN_BYTES, "> Sur sa fiche");
    group_press(&market, KEY_RIGHT_BYTES, "< oui >");
    group_press(&market, KEY_ENTER_BYTES, "L'entretien est inscrit");
    screen_wait(&market.screen, "Rendez-vous : 12/01/2020, Mme B");
    market_look(&market, &book);
    vault = group_vault(&book);
    assert_true(people_interview(book.db, &vault, "P3", &interview, &err));
    assert_string_equal(interview.answers[0], "Le stand");
    assert_string_equal(interview.next_step, "Un stage");
    assert_true(interview.on_sheet);
    market_end(&market, &book);
}

static void long_notes_are_added_to_and_never_cut(void **state)
{
    struct market market;
    struct book book;
    struct vault vault;
    struct interview interview = { .appointment_day = DAY_NONE, .notes = "Ligne 1\nLigne 2" };
    struct err err = ERR_EMPTY;

    (void)state;
    group_make(&market, 1);
    market_look(&market, &book);
    vault = group_vault(&book);
    assert_true(people_set_interview(book.db, &vault, "P1", &interview, &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    group_press(&market, HOME_PEOPLE, "Nouvelle personne");
    group_press(&market, "1", "Fiche d'accueil");
    group_press(&market, "3", "> Content de");
    for (int i = 0; i < 5; i++)
        screen_key(&market.screen, KEY_DOWN_BYTES);
    screen_wait(&market.screen, "Ligne 2");
    group_type(&market, "et trois", "et trois");
    group_press(&market, KEY_ESCAPE_BYTES, "L'entretien est inscrit");
    market_look(&market, &book);
    vault = group_vault(&book);
    assert_true(people_interview(book.db, &vault, "P1", &interview, &err));
    assert_string_equal(interview.notes, "Ligne 1\nLigne 2\net trois");
    market_end(&market, &book);
}

static void roles_are_given_and_turn_the_day_after(void **state)
{
    struct market market;
    struct book book;
    struct duties duties;
    struct err err = ERR_EMPTY;

    (void)state;
    group_open(&market, 3);
    group_press(&market, "5", "< J5 mardi 26/11/2019 >");
    group_press(&market, "1", "[ ] caisse");
    group_press(&market, KEY_ENTER_BYTES, "[x] caisse");
    group_press(&market, KEY_ESCAPE_BYTES, "Choisir ses rôles");
    group_press(&market, "2", "[ ] caisse");
    screen_wait(&market.screen, "Amina"); /* who has it already */
    group_press(&market, "2", "[x] accueil");
    screen_assert_golden(&market.screen, "duties_80x24_fr");
    group_press(&market, KEY_ESCAPE_BYTES, "Choisir ses rôles");
    group_press(&market, KEY_RIGHT_BYTES, "Faire tourner les rôles de J5");
    group_press(&market, "4", "accueil");
    market_look(&market, &book);
    assert_true(duty_read(book.db, 6, &duties, &err));
    assert_int_equal(duties.count, 2);
    assert_true(duty_is_held(&duties, "till", "P2"));
    assert_true(duty_is_held(&duties, "welcome", "P3"));
    market_end(&market, &book);
}

static void correction_count(void *context, struct moment at, const char *what, const char *reason)
{
    (void)at;
    (void)what;
    (void)reason;
    (*(int *)context)++;
}

static void once_all_is_archived_roles_and_agreements_change_for_a_reason(void **state)
{
    struct market market;
    struct book book;
    struct consent consent;
    struct duties duties;
    struct err err = ERR_EMPTY;
    int corrections = 0;

    (void)state;
    group_make(&market, 1);
    market_look(&market, &book);
    for (int to = SESSION_OPEN; to <= SESSION_ARCHIVED; to++)
        assert_true(programme_advance(book.db, (enum session_state)to, &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    group_press(&market, HOME_PEOPLE, "Nouvelle personne");
    group_press(&market, "3", "< J5");
    group_press(&market, "1", "[ ] caisse");
    group_press(&market, "9", "Quel autre rôle");
    group_type(&market, "photos", "photos");
    group_press(&market, KEY_ENTER_BYTES, "Pourquoi corriger");
    group_type(&market, "oubli", "oubli");
    group_press(&market, KEY_ENTER_BYTES, "[x] photos");
    group_press(&market, KEY_ESCAPE_BYTES, "Choisir ses rôles");
    group_press(&market, KEY_ESCAPE_BYTES, "Nouvelle personne");
    group_press(&market, "1", "0 / 4");
    group_press(&market, "2", "[ ]");
    group_press(&market, "1", "Pourquoi corriger");
    group_type(&market, "papier", "papier");
    group_press(&market, KEY_ENTER_BYTES, "[x] oui, le 26/11/2019");
    market_look(&market, &book);
    assert_true(duty_read(book.db, 5, &duties, &err));
    assert_true(duty_is_held(&duties, "photos", "P1"));
    assert_true(people_consent(book.db, "P1", CONSENT_IMAGE, &consent, &err));
    assert_true(consent_is_given(&consent));
    assert_true(programme_each_correction(book.db, correction_count, &corrections, &err));
    assert_int_equal(corrections, 2);
    market_end(&market, &book);
}

static void after_the_session_an_interview_asks_its_reason_once(void **state)
{
    struct market market;
    struct book book;
    struct vault vault;
    struct interview interview;
    struct err err = ERR_EMPTY;
    int corrections = 0;

    (void)state;
    group_make(&market, 1);
    market_look(&market, &book);
    assert_true(programme_advance(book.db, SESSION_OPEN, &err));
    assert_true(programme_advance(book.db, SESSION_CLOSED, &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    group_press(&market, HOME_PEOPLE, "Nouvelle personne");
    group_press(&market, "1", "Fiche d'accueil");
    group_press(&market, "3", "> Content de");
    group_type(&market, "Le stand", "Le stand");
    group_press(&market, KEY_DOWN_BYTES, "Pourquoi corriger");
    group_press(&market, KEY_ESCAPE_BYTES, "n'est pas gardé");
    group_press(&market, KEY_UP_BYTES, "Pourquoi corriger"); /* what was typed is still there */
    group_type(&market, "vue après", "vue après");
    group_press(&market, KEY_ENTER_BYTES, "> Content de");
    group_press(&market, KEY_DOWN_BYTES, "> Appris");
    group_type(&market, "Vendre", "Vendre");
    group_press(&market, KEY_ESCAPE_BYTES, "L'entretien est inscrit");
    market_look(&market, &book);
    vault = group_vault(&book);
    assert_true(people_interview(book.db, &vault, "P1", &interview, &err));
    assert_string_equal(interview.answers[0], "Le stand");
    assert_string_equal(interview.answers[1], "Vendre");
    assert_true(programme_each_correction(book.db, correction_count, &corrections, &err));
    assert_int_equal(corrections, 2); /* as it was kept, line by line */
    market_end(&market, &book);
}

static void without_a_reason_an_interview_is_left_as_it_was(void **state)
{
    struct market market;
    struct book book;
    struct err err = ERR_EMPTY;
    int corrections = 0;

    (void)state;
    group_make(&market, 1);
    market_look(&market, &book);
    assert_true(programme_advance(book.db, SESSION_OPEN, &err));
    assert_true(programme_advance(book.db, SESSION_CLOSED, &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    group_press(&market, HOME_PEOPLE, "Nouvelle personne");
    group_press(&market, "1", "Fiche d'accueil");
    group_press(&market, "3", "> Content de");
    group_type(&market, "Le stand", "Le stand");
    group_press(&market, KEY_ESCAPE_BYTES, "Pourquoi corriger");
    group_press(&market, KEY_ESCAPE_BYTES, "n'est pas gardé");
    group_press(&market, KEY_ESCAPE_BYTES, "> 3 Entretien");
    market_look(&market, &book);
    assert_true(programme_each_correction(book.db, correction_count, &corrections, &err));
    assert_int_equal(corrections, 0);
    market_end(&market, &book);
}

static void with_nobody_in_the_list_no_role_and_no_call_is_offered(void **state)
{
    struct market market;

    (void)state;
    group_open(&market, 0);
    group_press(&market, "2", "ajouter d'abord les personnes");
    group_press(&market, KEY_ENTER_BYTES, "< J5");
    group_press(&market, KEY_ESCAPE_BYTES, "Nouvelle personne");
    group_press(&market, "3", "Ont répondu : 0 sur 0");
    group_press(&market, KEY_ENTER_BYTES, "Ont répondu : 0 sur 0");
    group_press(&market, KEY_ESCAPE_BYTES, "Nouvelle personne");
    market_end(&market, NULL);
}

static void who_stops_stays_in_the_count_and_may_come_back(void **state)
{
    struct market market;
    struct book book;
    struct people people;
    struct err err = ERR_EMPTY;

    (void)state;
    group_open_line(&market, 2, "1", "5", "Quel a été son dernier jour");
    group_type(&market, "9", "9");
    group_press(&market, KEY_ENTER_BYTES, "Un nombre de 1 à 7");
    group_press(&market, KEY_BACKSPACE_BYTES, "Quel a été");
    group_type(&market, "3", "3");
    group_press(&market, KEY_ENTER_BYTES, "venue jusqu'à J3");
    market_look(&market, &book);
    assert_true(people_read(book.db, &people, &err));
    assert_int_equal(people.count, 2);
    assert_int_equal(people.list[0].stopped_day, 3);
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    group_press(&market, HOME_PEOPLE, "venue jusqu'à J3");
    group_press(&market, "1", "Revient dans le groupe");
    group_press(&market, "5", "Quel jour revient-elle");
    group_type(&market, "5", "5");
    group_press(&market, KEY_ENTER_BYTES, "S'arrête avant");
    group_press(&market, "9", "Quel a été son premier jour");
    group_type(&market, "2", "2");
    group_press(&market, KEY_ENTER_BYTES, "depuis J2");
    market_look(&market, &book);
    assert_true(people_read(book.db, &people, &err));
    assert_int_equal(people.list[0].stopped_day, 0);
    assert_false(participant_is_awaited(&people.list[0], 1));
    assert_true(participant_is_awaited(&people.list[0], 2));
    assert_false(participant_is_awaited(&people.list[0], 4));
    assert_true(participant_is_awaited(&people.list[0], 5));
    market_end(&market, &book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_group_is_written_person_after_person),
        cmocka_unit_test(a_name_being_typed_survives_a_crash_and_goes_once_recorded),
        cmocka_unit_test(a_sheet_holds_all_that_was_told_and_keeps_what_a_file_gave),
        cmocka_unit_test(a_line_of_the_sheet_that_was_left_survives_a_crash),
        cmocka_unit_test(escape_keeps_what_was_typed_and_says_what_it_cannot_keep),
        cmocka_unit_test(after_the_session_the_profile_changes_for_a_reason_and_an_address_without),
        cmocka_unit_test(each_agreement_is_said_apart_dated_and_taken_back),
        cmocka_unit_test(an_interview_is_kept_with_its_step_and_appointment),
        cmocka_unit_test(after_the_session_an_interview_asks_its_reason_once),
        cmocka_unit_test(without_a_reason_an_interview_is_left_as_it_was),
        cmocka_unit_test(long_notes_are_added_to_and_never_cut),
        cmocka_unit_test(roles_are_given_and_turn_the_day_after),
        cmocka_unit_test(once_all_is_archived_roles_and_agreements_change_for_a_reason),
        cmocka_unit_test(with_nobody_in_the_list_no_role_and_no_call_is_offered),
        cmocka_unit_test(who_stops_stays_in_the_count_and_may_come_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
