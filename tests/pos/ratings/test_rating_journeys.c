/* Ratings, cards and answers, through the screens of the real program into the book. */
#include "programme/partner.h"
#include "programme/people.h"
#include "programme/programme_store.h"
#include "programme/records.h"
#include "programme/workbook.h"
#include "tests/support/rated_market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct err err;
static struct grid grid;
static struct calendar calendar;

static void to_the_last_day(struct market *market)
{
    for (int day = 2; day <= 7; day++) {
        char shown[8];

        snprintf(shown, sizeof shown, "< J%d", day);
        group_press(market, KEY_RIGHT_BYTES, shown);
    }
}

static void assessment_of(struct book *book, const char *badge, struct assessment *out)
{
    assert_true(programme_calendar(book->db, &calendar, &err));
    assert_true(programme_grid(book->db, &grid, &err));
    assert_true(records_assessment(book->db, badge, &grid, &calendar, out, &err));
}

static void a_peer_rates_each_other_person_one_after_the_other(void **state)
{
    struct market market;
    struct book book;
    struct assessment assessment;

    (void)state;
    rated_prepare(&market, false);
    rated_open_line(&market, "1", "La personne elle-même");
    to_the_last_day(&market);
    group_press(&market, "0", "Qui donne les notes");
    screen_assert_golden(&market.screen, "raters_80x24_fr");
    group_press(&market, "6", "0 / 2");
    group_press(&market, "2", "Karim note qui");
    assert_false(screen_shows(&market.screen, "2 Karim")); /* she does not rate herself */
    group_press(&market, "1", "Karim note Amina");
    group_type(&market, "33", "3 / 8");
    group_type(&market, "330333", "Ensuite : Lise");
    screen_assert_golden(&market.screen, "peers_80x24_fr");
    group_press(&market, KEY_ENTER_BYTES, "Karim note Lise");
    group_type(&market, "22222222", "Merci");
    market_look(&market, &book);
    assessment_of(&book, "P1", &assessment);
    assert_int_equal(assessment.peer_count, 1);
    assert_string_equal(assessment.peers[0], "P2");
    assert_int_equal(assessment.heard[0][grid_find(&grid, "B1")], 3);
    assert_int_equal(assessment.heard[0][grid_find(&grid, "B5")], 0);
    assert_int_equal(assessment.heard[0][grid_find(&grid, "A1")], 0); /* volet B only */
    assessment_of(&book, "P2", &assessment);
    assert_int_equal(assessment.peer_count, 0);
    market_end(&market, &book);
}

static void a_second_animator_is_kept_apart_and_counts_in_the_mean(void **state)
{
    struct market market;
    struct book book;
    struct assessment assessment;

    (void)state;
    rated_prepare(&market, false);
    rated_open_line(&market, "1", "La personne elle-même");
    group_press(&market, "0", "Qui donne les notes");
    group_press(&market, "2", "animateurs d'accord");
    group_press(&market, "1", "L'animateur note Amina");
    screen_assert_golden(&market.screen, "rating_animator_80x24_fr");
    group_press(&market, "2", "2 / ");
    group_press(&market, KEY_ESCAPE_BYTES, "1 / ");
    group_press(&market, "0", "Qui donne les notes");
    group_press(&market, "3", "2e animateur");
    group_press(&market, "1", "Animateur 2 note Amina");
    group_press(&market, "3", "2 / ");
    market_look(&market, &book);
    assessment_of(&book, "P1", &assessment);
    assert_int_equal(assessment.animator_count, 2);
    assert_int_equal(assessment_pair(&assessment, RATER_ANIMATOR, grid_find(&grid, "A1")).start,
                     5 * STEP / 2);
    market_end(&market, &book);
}

static void an_interrupted_rating_goes_on_where_it_stopped(void **state)
{
    struct market market;

    (void)state;
    rated_prepare(&market, false);
    rated_open_line(&market, "1", "0 / 8");
    group_press(&market, "1", "1 / 8");
    group_type(&market, "32", "3 / 8");
    screen_crash(&market.screen);
    rated_open_line(&market, "1", "2 / 8");
    group_press(&market, "1", "3 / 8");
    group_press(&market, KEY_LEFT_BYTES, "Un peu     ✔");
    market_end(&market, NULL);
}

/* Tiles where there are pictures, a list where there are none: each answer can be pointed at. */
static void a_rating_by_clicks_alone(void **state)
{
    static const char *const TERMS[] = { "xterm-256color", "xterm-mono" };
    struct market market;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(TERMS); i++) {
        rated_prepare(&market, false);
        market_open(&market, 80, 24, "fr", TERMS[i]);
        market_go(&market, "Progrès", "Évaluer");
        market_click(&market, "Évaluer", "0 / 8");
        market_click(&market, "Amina", "1 / 8");
        market_click(&market, "Un peu", "2 / 8");
        market_click(&market, "Je ne sais pas", "3 / 8");
        market_click(&market, "Revenir", "2 / 8");
        market_click(&market, "Suite", "3 / 8");
        market_end(&market, NULL);
    }
}

static void correction_seen(void *context, struct moment at, const char *what, const char *reason)
{
    char *said = context;

    (void)at;
    snprintf(said + strlen(said), 200 - strlen(said), "%s: %s\n", what, reason);
}

static void a_correction_after_the_end_asks_once_why_and_stays_visible(void **state)
{
    struct market market;
    struct book book;
    struct assessment assessment;
    char said[200] = "";

    (void)state;
    rated_prepare(&market, true);
    rated_open_line(&market, "1", "0 / 8");
    group_press(&market, "1", "1 / 8");
    group_press(&market, "3", "Pourquoi corriger");
    group_press(&market, KEY_ESCAPE_BYTES, "1 / 8");
    assert_false(screen_shows(&market.screen, "> 3")); /* not recorded, not shown as if it were */
    group_press(&market, "3", "Pourquoi corriger");
    group_type(&market, "feuille retrouvée", "feuille retrouvée");
    group_press(&market, KEY_ENTER_BYTES, "2 / 8");
    group_press(&market, "2", "3 / 8"); /* the same reason holds for the next answer */
    market_look(&market, &book);
    assessment_of(&book, "P1", &assessment);
    assert_int_equal(assessment_pair(&assessment, RATER_SELF, grid_find(&grid, "B1")).start,
                     3 * STEP);
    assert_true(programme_each_correction(book.db, correction_seen, said, &err));
    assert_string_equal(said, "P1 B1 J1 self: feuille retrouvée\n"
                              "P1 B2 J1 self: feuille retrouvée\n");
    market_end(&market, &book);
}

static void a_card_after_the_end_asks_why_too(void **state)
{
    struct market market;
    struct book book;
    char said[200] = "";

    (void)state;
    rated_prepare(&market, true);
    rated_open_line(&market, "2", "Qui donne");
    group_press(&market, "1", "Amina donne une carte");
    group_press(&market, "1", "ce que Karim fait très bien");
    group_press(&market, "2", "Pourquoi corriger cette carte");
    group_type(&market, "oubliée", "oubliée");
    group_press(&market, KEY_ENTER_BYTES, "> 2 Lise");
    market_look(&market, &book);
    assert_true(programme_each_correction(book.db, correction_seen, said, &err));
    assert_string_equal(said, "P2 card: oubliée\n"); /* who gave it is not told */
    market_end(&market, &book);
}

static void a_strength_card_goes_to_each_other_person(void **state)
{
    struct market market;
    struct book book;
    int counts[INDICATORS_MAX];

    (void)state;
    rated_prepare(&market, false);
    rated_open_line(&market, "2", "Qui donne");
    group_press(&market, "1", "Amina donne une carte");
    group_press(&market, "1", "ce que Karim fait très bien");
    screen_assert_golden(&market.screen, "card_80x24_fr");
    group_press(&market, "2", "> 2 Lise");
    group_press(&market, KEY_ENTER_BYTES, "ce que Lise");
    group_press(&market, "9", "Amina a donné toutes ses cartes");
    screen_wait(&market.screen, "> 2 Karim");
    market_look(&market, &book);
    assert_true(programme_grid(book.db, &grid, &err));
    assert_true(records_cards(book.db, "P2", &grid, counts, &err));
    assert_int_equal(counts[grid_find(&grid, "A2")], 1);
    assert_true(records_cards(book.db, "P3", &grid, counts, &err));
    assert_int_equal(counts[grid_find(&grid, "B2")], 1);
    assert_true(records_cards(book.db, "P1", &grid, counts, &err));
    for (int i = 0; i < grid.indicator_count; i++)
        assert_int_equal(counts[i], 0);
    market_end(&market, &book);
}

static void the_first_answer_settles_the_words_of_the_session(void **state)
{
    struct market market;
    struct book book;
    enum answer answer;

    (void)state;
    rated_prepare(&market, false);
    rated_open_line(&market, "3", "Quels mots");
    screen_assert_golden(&market.screen, "wording_80x24_fr");
    group_press(&market, "2", "0 / 6");
    group_press(&market, "0", "Quels mots"); /* nobody has answered: it may change */
    group_press(&market, KEY_ENTER_BYTES, "0 / 6");
    group_press(&market, "1", "davantage prêt");
    screen_assert_golden(&market.screen, "statement_80x24_fr");
    screen_key(&market.screen, "4"); /* no such answer */
    group_type(&market, "12", "3 / 6");
    group_type(&market, "0", "4 / 6");
    group_press(&market, KEY_ESCAPE_BYTES, "3 / 6");
    group_press(&market, "0", "ils restent les mêmes");
    market_look(&market, &book);
    assert_true(records_answer(book.db, "P1", "I1", &answer, &err));
    assert_int_equal(answer, ANSWER_YES);
    assert_true(records_answer(book.db, "P1", "I2", &answer, &err));
    assert_int_equal(answer, ANSWER_LITTLE);
    assert_true(records_answer(book.db, "P1", "I3", &answer, &err));
    assert_int_equal(answer, ANSWER_UNKNOWN);
    assert_true(records_answer(book.db, "P1", "I1v2", &answer, &err));
    assert_int_equal(answer, ANSWER_NONE);
    market_end(&market, &book);
}

static void a_session_with_both_wordings_says_so(void **state)
{
    struct market market;
    struct book book;

    (void)state;
    rated_prepare(&market, false);
    market_look(&market, &book);
    assert_true(records_put_answer(book.db, "P1", "I1", ANSWER_YES, &err));
    assert_true(records_put_answer(book.db, "P2", "I1v2", ANSWER_NO, &err));
    book_close(&book);
    rated_open_line(&market, "3", "Les deux ont des réponses");
    market_end(&market, NULL);
}

static void words_typed_to_a_questionnaire_outlive_a_crash(void **state)
{
    struct market market;
    struct book book;
    char words[OPINION_WORDS_MAX];

    (void)state;
    rated_prepare(&market, false);
    rated_open_line(&market, "5", "Quel questionnaire");
    group_press(&market, "1", "Qui répond");
    group_press(&market, "2", "1 / 4");
    group_type(&market, "La vente", "La vente");
    group_press(&market, KEY_ENTER_BYTES, "2 / 4");
    group_type(&market, "Me lever", "Me lever");
    screen_assert_golden(&market.screen, "opinion_80x24_fr");
    screen_crash(&market.screen);
    rated_open_line(&market, "5", "1 réponse");
    group_press(&market, "1", "> 1 Amina");
    group_press(&market, "2", "La vente");
    group_press(&market, KEY_ENTER_BYTES, "Me lever"); /* was not recorded yet: the draft had it */
    group_press(&market, KEY_ESCAPE_BYTES, "Qui répond");
    market_look(&market, &book);
    assert_true(workbook_opinion(book.db, "P2", "HM1", words, &err));
    assert_string_equal(words, "La vente");
    assert_true(workbook_opinion(book.db, "P2", "HM2", words, &err));
    assert_string_equal(words, "Me lever");
    market_end(&market, &book);
}

static void a_partner_who_is_known_answers_by_name(void **state)
{
    struct market market;
    struct book book;
    char words[OPINION_WORDS_MAX];
    const struct partner partner = { .key = "ville",
                                     .kind = PARTNER_ORGANISATION,
                                     .name = "Ville" };

    (void)state;
    rated_prepare(&market, false);
    market_look(&market, &book);
    assert_true(partner_put(book.db, &partner, NULL, &err));
    book_close(&book);
    rated_open_line(&market, "5", "Quel questionnaire");
    group_press(&market, "6", "> 1 Ville");
    screen_wait(&market.screen, "2 Une autre personne");
    group_press(&market, "1", "1 / 3");
    group_type(&market, "En emploi", "En emploi");
    group_press(&market, KEY_ESCAPE_BYTES, "Qui répond");
    market_look(&market, &book);
    assert_true(workbook_opinion(book.db, "partner:ville", "CP1", words, &err));
    assert_string_equal(words, "En emploi");
    market_end(&market, &book);
}

static void a_second_partner_answers_apart_from_the_first(void **state)
{
    struct market market;
    struct book book;
    char words[OPINION_WORDS_MAX];

    (void)state;
    rated_prepare(&market, false);
    rated_open_line(&market, "5", "Quel questionnaire");
    group_press(&market, "4", "sans accord pour être appelée"); /* nobody was asked for it */
    group_press(&market, KEY_ESCAPE_BYTES, "Quel questionnaire");
    group_press(&market, "6", "> 1 Partenaire 1");
    group_press(&market, "2", "1 / 3");
    group_type(&market, "En emploi", "En emploi");
    group_press(&market, KEY_ENTER_BYTES, "2 / 3");
    group_press(&market, KEY_UP_BYTES, "En emploi");
    group_press(&market, KEY_DELETE_BYTES, "1 / 3"); /* taken back */
    group_press(&market, KEY_ENTER_BYTES, "2 / 3");
    group_type(&market, "Du calme", "Du calme");
    group_press(&market, KEY_ENTER_BYTES, "3 / 3");
    group_press(&market, KEY_ENTER_BYTES, "Merci");
    market_look(&market, &book);
    assert_true(workbook_opinion(book.db, "partner:2", "CP1", words, &err));
    assert_string_equal(words, "");
    assert_true(workbook_opinion(book.db, "partner:2", "CP2", words, &err));
    assert_string_equal(words, "Du calme");
    assert_true(workbook_opinion(book.db, "partner", "CP2", words, &err));
    assert_string_equal(words, "");
    market_end(&market, &book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_peer_rates_each_other_person_one_after_the_other),
        cmocka_unit_test(a_second_animator_is_kept_apart_and_counts_in_the_mean),
        cmocka_unit_test(an_interrupted_rating_goes_on_where_it_stopped),
        cmocka_unit_test(a_rating_by_clicks_alone),
        cmocka_unit_test(a_correction_after_the_end_asks_once_why_and_stays_visible),
        cmocka_unit_test(a_card_after_the_end_asks_why_too),
        cmocka_unit_test(a_strength_card_goes_to_each_other_person),
        cmocka_unit_test(the_first_answer_settles_the_words_of_the_session),
        cmocka_unit_test(a_session_with_both_wordings_says_so),
        cmocka_unit_test(a_partner_who_is_known_answers_by_name),
        cmocka_unit_test(words_typed_to_a_questionnaire_outlive_a_crash),
        cmocka_unit_test(a_second_partner_answers_apart_from_the_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
