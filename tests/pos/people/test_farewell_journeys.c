/* Months later, and for ever: calls, erasing, the key of the sheets, in the real program. */
#include "programme/programme_store.h"
#include "programme/workbook.h"
#include "tests/support/group.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PASSPHRASE_WORDS "six petits cookies"

static void follow_up_of(struct market *market, const char *badge, struct follow_up *out)
{
    const struct follow_up_window never = { DAY_NONE, DAY_NONE };
    struct book book;
    struct err err = ERR_EMPTY;

    market_look(market, &book);
    assert_true(workbook_follow_up(book.db, badge, never, day_of(2019, 11, 26), out, &err));
    book_close(&book);
}

static void a_call_to_who_did_not_agree_is_noted_only_when_confirmed(void **state)
{
    struct market market;
    struct follow_up follow_up;

    (void)state;
    group_open(&market, 2);
    group_press(&market, "5", "Appeler du 28/03/2020 au 28/05/2020");
    screen_assert_golden(&market.screen, "follow_up_80x24_fr");
    group_press(&market, "1", "Elle n'a pas dit oui");
    group_press(&market, KEY_DOWN_BYTES, "> Résultat");
    group_press(&market, KEY_RIGHT_BYTES, "a répondu");
    group_press(&market, KEY_ENTER_BYTES, "L'accord n'a pas été demandé");
    group_press(&market, KEY_ESCAPE_BYTES, "> Résultat");
    follow_up_of(&market, "P1", &follow_up);
    assert_int_equal(follow_up.attempts, 0);
    market_open(&market, 80, 24, "fr", NULL);
    group_press(&market, HOME_PEOPLE, "Nouvelle personne");
    group_press(&market, "5", "Appeler du");
    group_press(&market, "1", "Elle n'a pas dit oui");
    group_press(&market, KEY_DOWN_BYTES, "> Résultat");
    group_press(&market, KEY_RIGHT_BYTES, "a répondu");
    group_press(&market, KEY_ENTER_BYTES, "L'accord n'a pas été demandé");
    group_press(&market, KEY_ENTER_BYTES, "Amina"); /* she is there: her questions come */
    screen_wait(&market.screen, "1 / ");
    group_press(&market, KEY_ESCAPE_BYTES, "Amina");
    follow_up_of(&market, "P1", &follow_up);
    assert_int_equal(follow_up.state, FOLLOW_UP_ANSWERED);
    market_end(&market, NULL);
}

static void who_agreed_is_called_without_a_question_but_not_in_advance(void **state)
{
    struct market market;
    struct book book;
    struct follow_up follow_up;
    struct vault vault;
    const struct sheet sheet = { .contact = "chez sa sœur" };
    struct err err = ERR_EMPTY;

    (void)state;
    group_make(&market, 1);
    market_look(&market, &book);
    assert_true(people_decide(book.db, "P1", CONSENT_FOLLOW_UP, true, day_of(2019, 11, 26), &err));
    vault = group_vault(&book);
    assert_true(people_set_sheet(book.db, &vault, "P1", &sheet, &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    group_press(&market, HOME_PEOPLE, "Nouvelle personne");
    group_press(&market, "4", "Appeler du");
    group_press(&market, "1", "Elle a dit oui");
    screen_wait(&market.screen, "Où la joindre : chez sa sœur");
    group_press(&market, KEY_UP_BYTES, "> Quel jour");
    screen_key(&market.screen, KEY_DELETE_BYTES);
    group_type(&market, "2019-11-27", "2019-11-27");
    group_press(&market, KEY_DOWN_BYTES, "> Comment");
    group_press(&market, KEY_DOWN_BYTES, "> Résultat");
    group_press(&market, KEY_ENTER_BYTES, "n'est pas encore venu");
    screen_key(&market.screen, KEY_BACKSPACE_BYTES);
    group_type(&market, "6", "2019-11-26");
    group_press(&market, KEY_DOWN_BYTES, "> Comment");
    group_press(&market, KEY_DOWN_BYTES, "> Résultat");
    group_press(&market, KEY_ENTER_BYTES, "1 essai");
    follow_up_of(&market, "P1", &follow_up);
    assert_int_equal(follow_up.attempts, 1);
    market_end(&market, NULL);
}

/* How many files below the program's home hold the word; keys of grep, as a stranger would look. */
static int files_that_hold(struct market *market, const char *word)
{
    char line[300];
    FILE *found;
    int count = 0;

    snprintf(line, sizeof line, "grep -rli '%s' %s | wc -l", word, market->screen.folder);
    found = popen(line, "r");
    assert_non_null(found);
    assert_int_equal(fscanf(found, "%d", &count), 1);
    pclose(found);
    return count;
}

/* A draft of a charge and a parked ticket with her name, and her data written to a file. */
static void leave_traces(struct market *market)
{
    group_press(market, HOME_MONEY, "Ce que nous");
    group_press(market, "3", "Nouvelle charge");
    group_press(market, KEY_ENTER_BYTES, "> Quoi");
    group_type(market, "Bus Zélandine", "Bus Zélandine");
    group_press(market, KEY_ESCAPE_BYTES, "Nouvelle charge");
    group_press(market, KEY_ESCAPE_BYTES, "> 3 Ce que nous");
    group_press(market, KEY_ESCAPE_BYTES, "> 6");
    group_press(market, HOME_PEOPLE, "Nouvelle personne");
    group_press(market, "3", "Fiche d'accueil");
    group_press(market, "1", "> Année");
    group_type(market, "1985", "1985");
    group_press(market, KEY_ESCAPE_BYTES, "La fiche est inscrite");
    group_press(market, "7", "donnees-P3.csv");
}

static void a_person_is_erased_on_the_screen_and_in_every_file(void **state)
{
    struct market market;
    struct book book;
    struct people people;
    struct err err = ERR_EMPTY;

    (void)state;
    group_make(&market, 3);
    market_open(&market, 80, 24, "fr", NULL);
    leave_traces(&market);
    assert_true(files_that_hold(&market, "Zélandine") >= 3); /* the book, the draft, her data */
    group_press(&market, "8", "Gardés sous le badge");
    screen_assert_golden(&market.screen, "farewell_80x24_fr");
    group_press(&market, KEY_ENTER_BYTES, "Écrire son badge, P3");
    group_type(&market, "P2", "P2");
    group_press(&market, KEY_ENTER_BYTES, "rien n'est effacé");
    group_press(&market, KEY_BACKSPACE_BYTES, "Effacer pour toujours");
    group_type(&market, "3", "P3");
    group_press(&market, KEY_ENTER_BYTES, "ne contient pas le nom");
    screen_wait(&market.screen, "effacement-P3.txt");
    group_press(&market, KEY_ENTER_BYTES, "Ses données sont effacées");
    group_press(&market, KEY_ESCAPE_BYTES, "(sans nom)");
    assert_int_equal(files_that_hold(&market, "Z.*landine"), 0);
    market_look(&market, &book);
    assert_int_equal(files_that_hold(&market, "Z.*landine"), 0);
    assert_true(people_read(book.db, &people, &err));
    assert_true(people.list[2].erased);
    assert_string_equal(people.list[0].called_name, "Amina");
    market_end(&market, &book);
}

static void the_names_of_all_go_at_once_when_the_session_is_over(void **state)
{
    struct market market;
    struct book book;
    struct people people;
    struct err err = ERR_EMPTY;

    (void)state;
    group_make(&market, 3);
    market_look(&market, &book);
    for (int to = SESSION_OPEN; to <= SESSION_COLD_REVIEW; to++)
        assert_true(programme_advance(book.db, (enum session_state)to, &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    group_press(&market, HOME_PEOPLE, "Nouvelle personne");
    group_press(&market, "6", "garder les chiffres");
    group_press(&market, "4", "3 personnes ont un nom");
    group_press(&market, KEY_ENTER_BYTES, "le nombre de personnes, 3");
    group_type(&market, "3", "3");
    group_press(&market, KEY_ENTER_BYTES, "effacement-noms.txt");
    market_look(&market, &book);
    assert_true(people_read(book.db, &people, &err));
    for (int i = 0; i < 3; i++)
        assert_string_equal(people.list[i].called_name, "");
    market_end(&market, &book);
}

static void closed_sheets_open_with_the_passphrase_and_close_again(void **state)
{
    struct market market;

    (void)state;
    group_open(&market, 1);
    group_press(&market, "5", "> Nouvelle phrase");
    group_type(&market, "court", "*****");
    group_press(&market, KEY_ENTER_BYTES, "> Encore une fois");
    group_type(&market, "court", "*****");
    group_press(&market, KEY_ENTER_BYTES, "au moins 8");
    for (int i = 0; i < 2; i++) {
        screen_key(&market.screen, KEY_DELETE_BYTES);
        screen_type(&market.screen, PASSPHRASE_WORDS);
        if (i == 0)
            group_press(&market, KEY_ENTER_BYTES, "> Encore une fois");
    }
    group_press(&market, KEY_ENTER_BYTES, "La phrase est posée");
    group_press(&market, "5", "Les fiches sont fermées");
    group_press(&market, "1", "fermée");
    group_press(&market, "1", "Phrase secrète des fiches");
    group_type(&market, "fausse phrase", "*****");
    assert_false(screen_shows(&market.screen, "fausse"));
    group_press(&market, KEY_ENTER_BYTES, "n'est pas la bonne");
    screen_key(&market.screen, KEY_DELETE_BYTES);
    screen_type(&market.screen, PASSPHRASE_WORDS);
    group_press(&market, KEY_ENTER_BYTES, "> Année");
    assert_int_equal(files_that_hold(&market, "petits cookies"), 0);
    market_end(&market, NULL);
}

/* Three people who told their birth year; their sheets closed by the passphrase. */
static void group_make_protected(struct market *market)
{
    const struct vault_access access = { .passphrase = PASSPHRASE_WORDS };
    struct book book;
    struct vault vault;
    struct sheet sheet = { .birth_year = 1985 };
    struct err err = ERR_EMPTY;

    group_make(market, 3);
    market_look(market, &book);
    vault = group_vault(&book);
    for (int i = 0; i < 3; i++) {
        const char badge[] = { 'P', (char)('1' + i), '\0' };

        assert_true(people_set_sheet(book.db, &vault, badge, &sheet, &err));
    }
    assert_true(vault_protect(book.db, &vault, &access, &err));
    vault_close(&vault);
    book_close(&book);
}

/* From the home, to where the report speaks of the group. */
static void session_report_open(struct market *market, const char *then)
{
    enum { SESSION_REPORT_AT = 14 };

    group_press(market, HOME_REPORTS, "> 1 Ventes");
    for (int i = 0; i < SESSION_REPORT_AT; i++)
        screen_key(&market->screen, KEY_DOWN_BYTES);
    screen_wait(&market->screen, "> 7 Rapport de session");
    group_press(market, KEY_ENTER_BYTES, "Profil du groupe");
    screen_wait(&market->screen, then);
}

static void sheets_opened_on_the_screen_serve_the_report_of_the_session(void **state)
{
    struct market market;

    (void)state;
    group_make_protected(&market);
    market_open(&market, 100, 60, "fr", NULL);
    session_report_open(&market, "Les fiches d'accueil sont fermées");
    group_press(&market, KEY_ESCAPE_BYTES, "> 7 Rapport de session");
    group_press(&market, KEY_ESCAPE_BYTES, " 2 ");
    group_press(&market, HOME_PEOPLE, "Nouvelle personne");
    group_press(&market, "1", "fermée");
    group_press(&market, "1", "Phrase secrète des fiches");
    screen_type(&market.screen, PASSPHRASE_WORDS);
    group_press(&market, KEY_ENTER_BYTES, "> Année");
    group_press(&market, KEY_ESCAPE_BYTES, "> 1 Fiche");
    group_press(&market, KEY_ESCAPE_BYTES, "Nouvelle personne");
    group_press(&market, KEY_ESCAPE_BYTES, "Papiers");
    session_report_open(&market, "Fiches d'accueil remplies : 3 sur 3.");
    market_end(&market, NULL);
}

static void who_sells_alone_reads_no_sheet(void **state)
{
    struct market market;
    struct book book;
    struct err err = ERR_EMPTY;

    (void)state;
    group_make(&market, 1);
    market_look(&market, &book);
    assert_true(till_set_pin(&book.till, ROLE_ANIMATOR, "2468", &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    group_press(&market, HOME_PEOPLE, "Nouvelle personne");
    group_press(&market, "1", "Demander à l'animateur");
    assert_false(screen_shows(&market.screen, "Fiche d'accueil"));
    assert_int_equal(files_that_hold(&market, "field,value"), 0);
    market_end(&market, NULL);
}

static void the_people_look_as_reviewed_in_english(void **state)
{
    struct market market;

    (void)state;
    group_make(&market, 3);
    market_open(&market, 100, 30, "en", "linux");
    group_press(&market, HOME_PEOPLE, "New person");
    group_press(&market, "1", "Intake sheet");
    screen_assert_golden(&market.screen, "person_100x30_en_linux");
    group_press(&market, "1", "> Year of birth");
    screen_assert_golden(&market.screen, "sheet_100x30_en_linux");
    market_end(&market, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_call_to_who_did_not_agree_is_noted_only_when_confirmed),
        cmocka_unit_test(who_agreed_is_called_without_a_question_but_not_in_advance),
        cmocka_unit_test(a_person_is_erased_on_the_screen_and_in_every_file),
        cmocka_unit_test(the_names_of_all_go_at_once_when_the_session_is_over),
        cmocka_unit_test(closed_sheets_open_with_the_passphrase_and_close_again),
        cmocka_unit_test(sheets_opened_on_the_screen_serve_the_report_of_the_session),
        cmocka_unit_test(who_sells_alone_reads_no_sheet),
        cmocka_unit_test(the_people_look_as_reviewed_in_english),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
