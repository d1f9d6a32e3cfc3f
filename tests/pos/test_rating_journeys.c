/* Ratings, cards and answers, through the screens of the real program into the book. */
#include "programme/people.h"
#include "programme/programme_store.h"
#include "programme/records.h"
#include "programme/workbook.h"
#include "tests/support/market.h"

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

static void press(struct market *market, const char *bytes, const char *then)
{
    screen_key(&market->screen, bytes);
    screen_wait(&market->screen, then);
}

static void type(struct market *market, const char *text, const char *then)
{
    screen_type(&market->screen, text);
    screen_wait(&market->screen, then);
}

/* Three people, before the program starts; `closed`: the session is over. */
static void prepare(struct market *market, bool closed)
{
    struct book book;

    err = ERR_EMPTY;
    market_make(market);
    market_look(market, &book);
    assert_true(people_put(book.db, "P1", "Amina", &err));
    assert_true(people_put(book.db, "P2", "Karim", &err));
    assert_true(people_put(book.db, "P3", "Lise", &err));
    assert_true(programme_set_second_tongue(book.db, "ar", &err));
    if (closed) {
        assert_true(programme_advance(book.db, SESSION_OPEN, &err));
        assert_true(programme_advance(book.db, SESSION_CLOSED, &err));
    }
    book_close(&book);
}

static void open_line(struct market *market, const char *line, const char *then)
{
    market_open(market, 80, 24, "fr", NULL);
    market_go(market, "Évaluation", "> 1 Évaluer");
    press(market, line, then);
}

static void to_the_last_day(struct market *market)
{
    for (int day = 2; day <= 7; day++) {
        char shown[8];

        snprintf(shown, sizeof shown, "< J%d", day);
        press(market, KEY_RIGHT_BYTES, shown);
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
    prepare(&market, false);
    open_line(&market, "1", "La personne elle-même");
    to_the_last_day(&market);
    press(&market, "0", "Qui donne les notes");
    screen_assert_golden(&market.screen, "raters_80x24_fr");
    press(&market, "6", "0 sur 2");
    press(&market, "2", "Karim note qui");
    assert_false(screen_shows(&market.screen, "2 Karim")); /* she does not rate herself */
    press(&market, "1", "Karim note Amina");
    type(&market, "33", "3 / 8");
    type(&market, "330333", "Ensuite : Lise");
    screen_assert_golden(&market.screen, "peers_80x24_fr");
    press(&market, KEY_ENTER_BYTES, "Karim note Lise");
    type(&market, "22222222", "Merci");
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
    prepare(&market, false);
    open_line(&market, "1", "La personne elle-même");
    press(&market, "0", "Qui donne les notes");
    press(&market, "2", "animateurs d'accord");
    press(&market, "1", "L'animateur note Amina");
    screen_assert_golden(&market.screen, "rating_animator_80x24_fr");
    press(&market, "2", "2 / ");
    press(&market, KEY_ESCAPE_BYTES, "1 sur ");
    press(&market, "0", "Qui donne les notes");
    press(&market, "3", "2e animateur");
    press(&market, "1", "Animateur 2 note Amina");
    press(&market, "3", "2 / ");
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
    prepare(&market, false);
    open_line(&market, "1", "0 sur 8");
    press(&market, "1", "1 / 8");
    type(&market, "32", "3 / 8");
    screen_crash(&market.screen);
    open_line(&market, "1", "2 sur 8");
    press(&market, "1", "3 / 8");
    press(&market, KEY_LEFT_BYTES, "> 2");
    market_end(&market, NULL);
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
    prepare(&market, true);
    open_line(&market, "1", "0 sur 8");
    press(&market, "1", "1 / 8");
    press(&market, "3", "Pourquoi corriger");
    press(&market, KEY_ESCAPE_BYTES, "1 / 8");
    assert_false(screen_shows(&market.screen, "> 3")); /* not recorded, not shown as if it were */
    press(&market, "3", "Pourquoi corriger");
    type(&market, "feuille retrouvée", "feuille retrouvée");
    press(&market, KEY_ENTER_BYTES, "2 / 8");
    press(&market, "2", "3 / 8"); /* the same reason holds for the next answer */
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
    prepare(&market, true);
    open_line(&market, "2", "Qui donne ses cartes");
    press(&market, "1", "Amina donne une carte");
    press(&market, "1", "ce que Karim fait très bien");
    press(&market, "2", "Pourquoi corriger cette carte");
    type(&market, "oubliée", "oubliée");
    press(&market, KEY_ENTER_BYTES, "> 2 Lise");
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
    prepare(&market, false);
    open_line(&market, "2", "Qui donne ses cartes");
    press(&market, "1", "Amina donne une carte");
    press(&market, "1", "ce que Karim fait très bien");
    screen_assert_golden(&market.screen, "card_80x24_fr");
    press(&market, "2", "> 2 Lise");
    press(&market, KEY_ENTER_BYTES, "ce que Lise");
    press(&market, "9", "Amina a donné toutes ses cartes");
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
    prepare(&market, false);
    open_line(&market, "3", "Avec quels mots");
    screen_assert_golden(&market.screen, "wording_80x24_fr");
    press(&market, "2", "0 sur 6");
    press(&market, "0", "Avec quels mots"); /* nobody has answered: it may change */
    press(&market, KEY_ENTER_BYTES, "0 sur 6");
    press(&market, "1", "davantage prêt");
    screen_assert_golden(&market.screen, "statement_80x24_fr");
    screen_key(&market.screen, "4"); /* no such answer */
    type(&market, "12", "3 / 6");
    type(&market, "0", "4 / 6");
    press(&market, KEY_ESCAPE_BYTES, "3 sur 6");
    press(&market, "0", "ils restent les mêmes");
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
    prepare(&market, false);
    market_look(&market, &book);
    assert_true(records_put_answer(book.db, "P1", "I1", ANSWER_YES, &err));
    assert_true(records_put_answer(book.db, "P2", "I1v2", ANSWER_NO, &err));
    book_close(&book);
    open_line(&market, "3", "Les deux ont des réponses");
    market_end(&market, NULL);
}

static void words_typed_to_a_questionnaire_outlive_a_crash(void **state)
{
    struct market market;
    struct book book;
    char words[OPINION_WORDS_MAX];

    (void)state;
    prepare(&market, false);
    open_line(&market, "5", "Quel questionnaire");
    press(&market, "1", "Qui répond");
    press(&market, "2", "1 / 4");
    type(&market, "La vente", "La vente");
    press(&market, KEY_ENTER_BYTES, "2 / 4");
    type(&market, "Me lever", "Me lever");
    screen_assert_golden(&market.screen, "opinion_80x24_fr");
    screen_crash(&market.screen);
    open_line(&market, "5", "1 réponse");
    press(&market, "1", "> 1 Amina");
    press(&market, "2", "La vente");
    press(&market, KEY_ENTER_BYTES, "Me lever"); /* was not recorded yet: the draft had it */
    press(&market, KEY_ESCAPE_BYTES, "2 sur 4");
    market_look(&market, &book);
    assert_true(workbook_opinion(book.db, "P2", "HM1", words, &err));
    assert_string_equal(words, "La vente");
    assert_true(workbook_opinion(book.db, "P2", "HM2", words, &err));
    assert_string_equal(words, "Me lever");
    market_end(&market, &book);
}

static void a_second_partner_answers_apart_from_the_first(void **state)
{
    struct market market;
    struct book book;
    char words[OPINION_WORDS_MAX];

    (void)state;
    prepare(&market, false);
    open_line(&market, "5", "Quel questionnaire");
    press(&market, "4", "sans accord pour être appelée"); /* nobody was asked for it */
    press(&market, KEY_ESCAPE_BYTES, "Quel questionnaire");
    press(&market, "6", "> 1 Partenaire 1");
    press(&market, "2", "1 / 3");
    type(&market, "En emploi", "En emploi");
    press(&market, KEY_ENTER_BYTES, "2 / 3");
    press(&market, KEY_UP_BYTES, "En emploi");
    press(&market, KEY_DELETE_BYTES, "1 / 3"); /* taken back */
    press(&market, KEY_ENTER_BYTES, "2 / 3");
    type(&market, "Du calme", "Du calme");
    press(&market, KEY_ENTER_BYTES, "3 / 3");
    press(&market, KEY_ENTER_BYTES, "Merci");
    market_look(&market, &book);
    assert_true(workbook_opinion(book.db, "partner:2", "CP1", words, &err));
    assert_string_equal(words, "");
    assert_true(workbook_opinion(book.db, "partner:2", "CP2", words, &err));
    assert_string_equal(words, "Du calme");
    assert_true(workbook_opinion(book.db, "partner", "CP2", words, &err));
    assert_string_equal(words, "");
    market_end(&market, &book);
}

/* Fifteen people rated on J1 and J7 by themselves, two animators and each other; V4 for the last.
 */
static void fill_the_grid(struct market *market)
{
    struct book book;

    prepare(market, false);
    market_look(market, &book);
    assert_true(programme_grid(book.db, &grid, &err));
    for (int i = 4; i <= 15; i++) {
        char badge[BADGE_MAX];
        char name[NAME_MAX_BYTES];

        snprintf(badge, sizeof badge, "P%d", i);
        snprintf(name, sizeof name, "Personne %d", i);
        assert_true(people_put(book.db, badge, name, &err));
    }
    for (int i = 1; i <= 15; i++) {
        static const char *const RATERS[] = {
            "self",
            "animator",
            "animator:2",
        };
        char badge[BADGE_MAX];

        snprintf(badge, sizeof badge, "P%d", i);
        for (int k = 0; k < grid.indicator_count * 12; k++) {
            struct rating rating = { .indicator = k % 15,
                                     .day = k / 15 % 2 ? 7 : 1,
                                     .value = 1 + (i * 7 + k * 3 + k / 30) % 4 };
            int rater = k / 30;

            if (rater > 2 && rating.day == 1)
                continue; /* peers come on the last day */
            if (i == 15 && rater == 0 && rating.day == 1 && rating.indicator > 2)
                continue; /* too few pairs */
            if (rater > 2)
                snprintf(rating.rater, sizeof rating.rater, "P%d", (i + rater) % 15 + 1);
            else
                snprintf(rating.rater, sizeof rating.rater, "%s", RATERS[rater]);
            assert_true(records_put_rating(book.db, badge, &rating, &grid, &err));
        }
    }
    book_close(&book);
}

static void the_grid_shows_fifteen_people_without_ranking_them(void **state)
{
    struct market market;

    (void)state;
    fill_the_grid(&market);
    open_line(&market, "4", "> 1 Amina");
    screen_wait(&market.screen, "version 1 (flashcoop)");
    screen_assert_golden(&market.screen, "grid_80x24_fr");
    press(&market, KEY_RIGHT_BYTES, "Volet B");
    press(&market, "0", "l'animateur");
    press(&market, KEY_LEFT_BYTES, "Volet A");
    screen_assert_golden(&market.screen, "grid_animator_80x24_fr");
    press(&market, KEY_RIGHT_BYTES, "A7*"); /* means are wide: the volet goes on */
    press(&market, "\033OF", ">   Personne 15");
    press(&market, "0", "soi-même");
    press(&market, KEY_ENTER_BYTES, "données insuffisantes (3/6)");
    screen_assert_golden(&market.screen, "person_marks_80x24_fr");
    press(&market, KEY_ENTER_BYTES, "Volet B");
    press(&market, KEY_ENTER_BYTES, "Autre volet"); /* the last person: back to the grid */
    market_end(&market, NULL);
}

static void another_version_of_the_grid_is_named_where_it_is_shown(void **state)
{
    static struct grid other;
    struct market market;
    struct book book;

    (void)state;
    prepare(&market, false);
    market_look(&market, &book);
    grid_default(&other);
    other.version = 2;
    other.indicator_count = 9; /* A1 to A7, B1, B2 */
    snprintf(other.indicators[7].wording.text[TONGUE_FR], WORDING_MAX, "Je viens tous les jours.");
    assert_true(programme_set_grid(book.db, &other, &err));
    book_close(&book);
    open_line(&market, "1", "0 sur 2"); /* two sentences in the last volet now */
    press(&market, "1", "Je viens tous les jours.");
    type(&market, "34", "Merci");
    press(&market, KEY_ENTER_BYTES, "fait");
    press(&market, KEY_ESCAPE_BYTES, "> 1 Évaluer");
    press(&market, "4", "version 2 (flashcoop)");
    press(&market, KEY_RIGHT_BYTES, "3>–");
    market_look(&market, &book);
    other.version = 3;
    assert_false(programme_set_grid(book.db, &other, &err)); /* the session keeps its grid */
    market_end(&market, &book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_peer_rates_each_other_person_one_after_the_other),
        cmocka_unit_test(a_second_animator_is_kept_apart_and_counts_in_the_mean),
        cmocka_unit_test(an_interrupted_rating_goes_on_where_it_stopped),
        cmocka_unit_test(a_correction_after_the_end_asks_once_why_and_stays_visible),
        cmocka_unit_test(a_card_after_the_end_asks_why_too),
        cmocka_unit_test(a_strength_card_goes_to_each_other_person),
        cmocka_unit_test(the_first_answer_settles_the_words_of_the_session),
        cmocka_unit_test(a_session_with_both_wordings_says_so),
        cmocka_unit_test(words_typed_to_a_questionnaire_outlive_a_crash),
        cmocka_unit_test(a_second_partner_answers_apart_from_the_first),
        cmocka_unit_test(another_version_of_the_grid_is_named_where_it_is_shown),
        cmocka_unit_test(the_grid_shows_fifteen_people_without_ranking_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
