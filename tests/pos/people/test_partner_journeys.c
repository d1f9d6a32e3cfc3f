/* Partners on the screens, by keys, in the real program; then the book is read. */
#include "programme/outcome.h"
#include "programme/partner.h"
#include "tests/support/group.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static void partners_open_page(struct market *market)
{
    group_open(market, 0);
    group_press(market, "5", "Les papiers prennent ces noms");
}

static void fields_pass(struct market *market, int count)
{
    for (int i = 0; i < count; i++)
        screen_key(&market->screen, KEY_DOWN_BYTES);
}

static void an_animator_is_written_with_days_and_roles(void **state)
{
    struct market market;
    struct book book;
    struct partners *partners;
    struct err err = ERR_EMPTY;

    (void)state;
    partners_open_page(&market);
    group_press(&market, "1", "> Nom");
    group_type(&market, "Anna Roy", "Anna Roy");
    group_press(&market, KEY_ENTER_BYTES, "> C'est qui");
    group_press(&market, KEY_LEFT_BYTES, "< anime le groupe >");
    fields_pass(&market, 3);
    group_type(&market, "1;2", "1;2");
    fields_pass(&market, 1);
    group_type(&market, "9h30", "9h30");
    fields_pass(&market, 1);
    group_type(&market, "12:00", "12:00");
    fields_pass(&market, 4);
    group_press(&market, KEY_RIGHT_BYTES, "Signe la feuille");
    fields_pass(&market, 1);
    group_press(&market, KEY_ENTER_BYTES, "[ ] envoie des personnes");
    group_press(&market, "2", "[x] anime");
    group_press(&market, KEY_ESCAPE_BYTES, "Anna Roy · anime le groupe");
    assert_true(screen_shows(&market.screen, "J1 J2"));
    market_look(&market, &book);
    partners = partners_open(book.db, &err);
    assert_non_null(partners);
    assert_int_equal(partners->count, 1);
    assert_int_equal(partners->list[0].kind, PARTNER_ANIMATOR);
    assert_int_equal(partners->list[0].slot_count, 2);
    assert_int_equal(partners->list[0].slots[1].start, 570);
    assert_int_equal(partners->list[0].slots[1].end, 720);
    assert_true(partners->list[0].signs);
    assert_false(partners->list[0].publish);
    assert_true(partner_has_role(&partners->list[0], PARTNER_ANIMATE));
    free(partners);
    market_end(&market, &book);
}

static void a_day_that_is_not_there_is_said_under_its_field(void **state)
{
    struct market market;
    struct book book;
    struct partners *partners;
    struct err err = ERR_EMPTY;

    (void)state;
    partners_open_page(&market);
    group_press(&market, "1", "> Nom");
    group_type(&market, "Mairie", "Mairie");
    fields_pass(&market, 4);
    group_type(&market, "9", "9");
    fields_pass(&market, 7);
    group_press(&market, KEY_ENTER_BYTES, "vont de J1 à J7");
    group_press(&market, KEY_BACKSPACE_BYTES, "> Quels jours");
    group_type(&market, "5", "5");
    fields_pass(&market, 7);
    group_press(&market, KEY_ENTER_BYTES, "[ ] anime");
    market_look(&market, &book);
    partners = partners_open(book.db, &err);
    assert_non_null(partners);
    assert_int_equal(partners->list[0].slots[0].day, 5);
    free(partners);
    market_end(&market, &book);
}

static void a_partner_is_taken_off_the_list_after_a_question(void **state)
{
    struct market market;
    struct book book;
    struct partners *partners;
    struct err err = ERR_EMPTY;

    (void)state;
    partners_open_page(&market);
    group_press(&market, "1", "> Nom");
    group_type(&market, "Mairie", "Mairie");
    fields_pass(&market, 11);
    group_press(&market, KEY_ENTER_BYTES, "[ ] anime");
    group_press(&market, KEY_ESCAPE_BYTES, "Mairie · vient aider");
    group_press(&market, KEY_DELETE_BYTES, "Retirer de la liste ?");
    group_press(&market, KEY_ESCAPE_BYTES, "Mairie · vient aider");
    group_press(&market, KEY_DELETE_BYTES, "Retirer de la liste ?");
    group_press(&market, KEY_ENTER_BYTES, "Retiré de la liste");
    market_look(&market, &book);
    partners = partners_open(book.db, &err);
    assert_non_null(partners);
    assert_int_equal(partners->count, 0);
    free(partners);
    market_end(&market, &book);
}

static void what_becomes_of_a_person_is_chosen_for_each_moment(void **state)
{
    struct market market;
    struct book book;
    struct outcome outcome;
    struct err err = ERR_EMPTY;

    (void)state;
    group_open(&market, 2);
    group_press(&market, "8", "< le dernier jour >");
    group_press(&market, "1", "[x] non renseigné");
    group_press(&market, "7", "en formation");
    group_press(&market, KEY_RIGHT_BYTES, "< 4 semaines après >");
    group_press(&market, "1", "[x] non renseigné");
    group_press(&market, KEY_ESCAPE_BYTES, "Demander à chacun");
    market_look(&market, &book);
    assert_true(outcome_read(book.db, "P1", MOMENT_EXIT, &outcome, &err));
    assert_int_equal(outcome.kind, OUTCOME_TRAINING);
    assert_int_equal(outcome.date.number, day_of(2019, 11, 26).number);
    assert_true(outcome_read(book.db, "P1", MOMENT_FOUR_WEEKS, &outcome, &err));
    assert_int_equal(outcome.kind, OUTCOME_NOT_SAID);
    market_end(&market, &book);
}

/* The last line of the reports makes the folder beside the book. */
static void the_kit_is_made_on_the_screen(void **state)
{
    struct market market;
    struct stat made;
    char path[512];

    (void)state;
    group_make(&market, 2);
    market_open(&market, 80, 24, "fr", NULL);
    group_press(&market, HOME_REPORTS, "> 1 Ventes");
    group_press(&market, "\033OF", "Pour la presse");
    group_press(&market, KEY_ENTER_BYTES, "-kit");
    snprintf(path, sizeof path, "%.*s-kit/communique.odt",
             (int)(strlen(market.path) - strlen(".flashcoop")), market.path);
    assert_int_equal(stat(path, &made), 0);
    market_end(&market, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_animator_is_written_with_days_and_roles),
        cmocka_unit_test(a_day_that_is_not_there_is_said_under_its_field),
        cmocka_unit_test(a_partner_is_taken_off_the_list_after_a_question),
        cmocka_unit_test(what_becomes_of_a_person_is_chosen_for_each_moment),
        cmocka_unit_test(the_kit_is_made_on_the_screen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
