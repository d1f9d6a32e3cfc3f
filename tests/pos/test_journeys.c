/* The days around the sale, played through the screens of the real program. */
#include "ledger/closing/closing.h"
#include "programme/people.h"
#include "programme/programme_store.h"
#include "programme/records.h"
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void open_home(struct market *market, const char *lang, const char *term)
{
    market_make_sold(market);
    market_open(market, 80, 24, lang, term);
}

static void the_drawer_is_counted_before_anything_is_said(void **state)
{
    struct market market;
    struct book book;
    struct closing closing;
    struct err err = ERR_EMPTY;

    (void)state;
    open_home(&market, "fr", NULL);
    market_go(&market, "Argent", "Ce que nous");
    market_go(&market, "Compter", "> 1 La journée");
    market_press(&market, "1", "Compter tout");
    assert_false(screen_shows(&market.screen, "170,00"));
    market_type(&market, "1", "50,00 €"); /* from 50 € down */
    market_press(&market, KEY_DOWN_BYTES, ">   [ 20 € ]");
    market_press(&market, KEY_DOWN_BYTES, ">   [ 10 € ]");
    market_type(&market, "1", "10,00 €");
    screen_key(&market.screen, "\033OF"); /* End: the notes that few people bring */
    screen_wait(&market.screen, "Entrée  Comparer");
    market_press(&market, KEY_UP_BYTES, ">  [ 200 € ]");
    market_press(&market, KEY_UP_BYTES, ">  [ 100 € ]");
    market_type(&market, "1", "100,00 €");
    screen_assert_golden(&market.screen, "count_80x24_fr");
    screen_key(&market.screen, "\033OF");
    screen_wait(&market.screen, "Entrée  Comparer");
    market_press(&market, KEY_ENTER_BYTES, "Il manque");
    screen_assert_golden(&market.screen, "compare_80x24_fr");
    market_press(&market, KEY_ENTER_BYTES, "Pourquoi cette");
    market_type(&market, "oubli Lise", "oubli Lise");
    market_press(&market, KEY_ENTER_BYTES, "écrire P3");
    assert_true(screen_shows(&market.screen, "oubli Lise")); /* not lost: mended where it stands */
    for (int i = 0; i < 5; i++)
        screen_key(&market.screen, KEY_BACKSPACE_BYTES);
    screen_wait_gone(&market.screen, "Lise");
    market_press(&market, KEY_ENTER_BYTES, "Z n° 1");
    assert_true(screen_shows(&market.screen, "160,00 €")); /* counted */
    assert_true(screen_shows(&market.screen, "170,00 €")); /* expected */
    assert_true(screen_shows(&market.screen, "Code à garder"));
    market_look(&market, &book);
    assert_true(closing_find(book.db, 'A', PERIOD_DAY, 1, &closing, &err));
    assert_int_equal(closing.counted, 16000);
    assert_int_equal(closing.difference, -1000);
    assert_string_equal(closing.reason, "oubli");
    market_end(&market, &book);
}

static void the_session_is_closed_by_the_host_with_its_pin(void **state)
{
    struct market market;
    struct book book;
    struct closing closing;
    struct err err = ERR_EMPTY;

    (void)state;
    market_make_sold(&market);
    market_look(&market, &book);
    assert_true(till_set_pin(&book.till, ROLE_HOST, "0815", &err));
    assert_true(closing_close(&book.till, PERIOD_DAY, 17000, "", &closing, &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Argent", "Ce que nous");
    market_go(&market, "Compter", "> 1 La journée");
    market_press(&market, "3", "pour toujours");
    market_press(&market, KEY_ENTER_BYTES, "Code secret de la coop");
    market_type(&market, "0815", "****");
    market_press(&market, KEY_ENTER_BYTES, "C'est fermé");
    market_press(&market, KEY_ENTER_BYTES, "Compter et fermer");
    market_press(&market, KEY_ESCAPE_BYTES, "comptes fermés");
    market_look(&market, &book);
    assert_true(book.till.session_is_closed);
    market_end(&market, &book);
}

static void a_charge_typed_wrong_keeps_what_was_typed(void **state)
{
    struct market market;

    (void)state;
    open_home(&market, "fr", NULL);
    market_go(&market, "Argent", "Ce que nous");
    market_go(&market, "Ce que nous", "Nouvelle charge");
    market_press(&market, KEY_ENTER_BYTES, "> Quoi");
    market_type(&market, "Farine", "Farine");
    market_press(&market, KEY_ENTER_BYTES, "> Sorte");
    market_press(&market, KEY_ENTER_BYTES, "> Montant sans taxe");
    market_type(&market, "12,345", "12,345");
    market_press(&market, KEY_ENTER_BYTES, "n'est pas un montant");
    screen_wait(&market.screen, "> Montant sans taxe"); /* what is typed now lands nowhere else */
    screen_assert_golden(&market.screen, "charge_wrong_80x24_fr");
    screen_crash(&market.screen); /* and nothing typed is lost */
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Argent", "Ce que nous");
    market_go(&market, "Ce que nous", "Nouvelle charge");
    market_press(&market, KEY_ENTER_BYTES, "12,345");
    screen_wait(&market.screen, "Farine");
    market_end(&market, NULL);
}

static void a_roll_call_answer_is_in_the_book_at_once(void **state)
{
    struct market market;
    struct book book;
    struct attendance attendance;
    struct err err = ERR_EMPTY;

    (void)state;
    open_home(&market, "fr", NULL);
    market_go(&market, "Qui est là", ">   Amina"); /* digits answer: no line bears one */
    market_press(&market, "1", ">   Karim");
    market_press(&market, "3", ">   Lise");
    screen_assert_golden(&market.screen, "roll_call_80x24_fr");
    market_look(&market, &book);
    assert_true(records_attendance(book.db, "P1", &attendance, &err));
    assert_int_equal(attendance.halves[0][HALF_AM].present, HALF_DAY_MINUTES);
    assert_true(records_attendance(book.db, "P2", &attendance, &err));
    assert_string_equal(attendance.halves[0][HALF_AM].reason, "excused");
    assert_true(records_attendance(book.db, "P3", &attendance, &err));
    assert_false(attendance.halves[0][HALF_AM].called);
    market_end(&market, &book);
}

static void i_dont_know_is_recorded_as_missing_not_as_zero(void **state)
{
    struct market market;
    struct book book;
    struct assessment assessment;
    struct calendar calendar;
    struct grid grid;
    struct err err = ERR_EMPTY;

    (void)state;
    open_home(&market, "fr", NULL);
    market_go(&market, "Progrès", "> 1 Évaluer");
    market_go(&market, "Évaluer", "La personne elle-même");
    market_press(&market, KEY_ENTER_BYTES, "1 / 8");
    screen_assert_golden(&market.screen, "rating_80x24_fr");
    market_press(&market, "3", "2 / 8");
    market_press(&market, "0", "3 / 8");
    market_press(&market, KEY_LEFT_BYTES, "2 / 8");
    screen_wait(&market.screen, "✔");
    market_look(&market, &book);
    assert_true(programme_calendar(book.db, &calendar, &err));
    assert_true(programme_grid(book.db, &grid, &err));
    assert_true(records_assessment(book.db, "P1", &grid, &calendar, &assessment, &err));
    assert_int_equal(assessment_pair(&assessment, RATER_SELF, grid_find(&grid, "B2")).start, 0);
    market_end(&market, &book);
}

/* Shift+Left, Alt+2, keypad keys, an answer of the terminal, half a sequence: none is an answer. */
static void no_sequence_rates_anybody_or_leaves_whatever_the_terminal(void **state)
{
    static const char *const TERMS[] = { "linux", "screen", "tmux-256color", "xterm-256color" };
    static const char *const SENT[] = {
        "\033[1;2D", "\0332",      "\033[1~",    "\033OE", "\033[<64;2;2M", "\033]11;rgb:1/2/3\a",
        "\033[1;5P", "\033[13;2u", "\033[?1;2c", "\033O",  "\033[2",        "\033[200~2\033[201~",
    };
    struct market market;

    (void)state;
    for (size_t term = 0; term < sizeof TERMS / sizeof TERMS[0]; term++) {
        market_make_sold(&market);
        market_open(&market, 80, 24, "fr", TERMS[term]);
        market_go(&market, "Progrès", "> 1 Évaluer");
        market_go(&market, "Évaluer", "La personne elle-même");
        market_press(&market, KEY_ENTER_BYTES, "1 / 8");
        for (size_t i = 0; i < sizeof SENT / sizeof SENT[0]; i++) {
            screen_poke(&market.screen, SENT[i]);
            assert_true(screen_shows(&market.screen, "1 / 8"));
        }
        market_press(&market, "\033Os", "2 / 8"); /* 3 on the keypad is one */
        market_end(&market, NULL);
    }
}

static void the_home_looks_as_reviewed(void **state)
{
    static const struct {
        int width, height;
        const char *lang, *term, *golden;
    } CASES[] = {
        { 80, 24, "fr", NULL, "home_80x24_fr" },
        { 80, 24, "en", NULL, "home_80x24_en" },
        { 80, 24, "fr", "vt100", "home_80x24_fr_mono" },
        { 100, 30, "en", "linux", "home_100x30_en_linux" },
        { 132, 43, "fr", NULL, "home_132x43_fr" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct market market;

        market_make_sold(&market);
        market_open(&market, CASES[i].width, CASES[i].height, CASES[i].lang, CASES[i].term);
        screen_assert_golden(&market.screen, CASES[i].golden);
        market_end(&market, NULL);
    }
}

static void where_the_animator_has_a_pin_nobody_acts_with_more_rights_unasked(void **state)
{
    struct market market;
    struct book book;
    struct err err = ERR_EMPTY;

    (void)state;
    market_make_sold(&market);
    market_look(&market, &book);
    assert_true(till_set_pin(&book.till, ROLE_ANIMATOR, "2468", &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    screen_wait(&market.screen, "A · stand");
    for (int i = 0; i < 9 && !screen_shows(&market.screen, "le code de la coopérative"); i++)
        market_press(&market, "0", "Maintenant");
    screen_wait(&market.screen, "Choisir le code de la coopérative");
    market_go(&market, "Argent", "Ce que nous");
    market_go(&market, "Tiroir", "3 Argent enlevé");
    market_press(&market, "3", "Demander à l'animateur");
    assert_true(screen_shows(&market.screen, "> 3 Argent enlevé")); /* before anything is typed */
    market_end(&market, NULL);
}

static void a_report_is_read_on_the_screen(void **state)
{
    struct market market;

    (void)state;
    open_home(&market, "fr", NULL);
    market_go(&market, "Papiers", "> 1 Ventes");
    market_go(&market, "Résultat", "marge brute");
    screen_assert_golden(&market.screen, "report_80x24_fr");
    market_press(&market, KEY_ESCAPE_BYTES, " Résultat");
    market_end(&market, NULL);
}

static void open_workshop(struct market *market, const char *digit, const char *then)
{
    open_home(market, "fr", NULL);
    market_go(market, "Produits", "1 Produits");
    market_go(market, "Ateliers", "> 1 J2");
    market_press(market, digit, then);
}

static void fill(struct market *market, const char *text, const char *next_field)
{
    screen_type(&market->screen, text);
    market_press(market, KEY_DOWN_BYTES, next_field);
}

/* The vectors of the workshops of J2 and J3: 60 packets at 3,00 €, of which 2,84 € without the tax
 * of 5,5 %: 30,00 € ÷ 1,89 € makes 16; 300,00 € over 12 months at 6 %.
 */
static void the_workshops_show_the_figures_of_the_reference(void **state)
{
    struct market market;

    (void)state;
    open_workshop(&market, "1", "> Code");
    market_press(&market, KEY_DOWN_BYTES, "> Paquets");
    fill(&market, "60", "> Matières");
    fill(&market, "42", "> Emballage");
    fill(&market, "0,25", "> Stand");
    fill(&market, "30", "> Prix d'un");
    market_type(&market, "3", "À vendre : 16"); /* 5,5 % of VAT is not ours */
    screen_assert_golden(&market.screen, "workshop_price_80x24_fr");
    market_press(&market, KEY_ESCAPE_BYTES, "> 1 J2");
    market_press(&market, "2", "> Somme");
    fill(&market, "300", "> Mois");
    fill(&market, "12", "> Taux");
    market_type(&market, "6", "309,85");
    screen_assert_golden(&market.screen, "workshop_loan_80x24_fr");
    market_end(&market, NULL);
}

static void a_making_fills_the_stock_with_what_is_good(void **state)
{
    struct market market;
    struct book book;
    struct product product;
    struct err err = ERR_EMPTY;

    (void)state;
    open_workshop(&market, "3", "> Code");
    fill(&market, "C1", "> Numéro de lot");
    fill(&market, "L1", "> Combien de faits");
    fill(&market, "60", "> Combien de perdus");
    fill(&market, "4", "> Matières employées");
    market_press(&market, KEY_DOWN_BYTES, "> Allergènes");
    market_press(&market, KEY_DOWN_BYTES, "> À consommer");
    market_press(&market, KEY_ENTER_BYTES, "Inscrit.");
    market_look(&market, &book);
    assert_true(product_find(book.db, "C1", &product, &err));
    assert_int_equal(product_stock(&product), 56 * ONE_PIECE);
    market_end(&market, &book);
}

/* The same walk in each size, language and kind of terminal; every stop is a whole screen. */
struct look {
    int width, height;
    const char *lang, *term, *name;
};

static void look_at(struct market *market, const struct look *look, const char *stop)
{
    char golden[96];

    snprintf(golden, sizeof golden, "%s_%s", stop, look->name);
    screen_assert_golden(&market->screen, golden);
}

static void walk(const struct look *look)
{
    struct market market;

    market_make_sold(&market);
    market_open(&market, look->width, look->height, look->lang, look->term);
    market_press(&market, HOME_SELL, "tissu");
    market_type(&market, "ab", "1 Cookie noisette");
    market_press(&market, KEY_ENTER_BYTES,
                 strcmp(look->lang, "fr") == 0 ? "compte juste" : "exact sum");
    market_type(&market, "a", "1 ×");
    look_at(&market, look, "payment");
    market_press(&market, KEY_ENTER_BYTES, "A-2");
    look_at(&market, look, "change");
    market_press(&market, KEY_ENTER_BYTES, "tissu");
    market_press(&market, KEY_ESCAPE_BYTES, "> " HOME_SELL);
    market_press(&market, HOME_MONEY, "4 ");
    market_press(&market, "4", "Amina");
    look_at(&market, look, "sharing");
    market_press(&market, KEY_ESCAPE_BYTES, "> 4");
    market_press(&market, KEY_ESCAPE_BYTES, "> " HOME_MONEY);
    market_press(&market, HOME_PEOPLE, "Karim");
    look_at(&market, look, "people");
    market_press(&market, KEY_ESCAPE_BYTES, "> " HOME_PEOPLE);
    market_press(&market, HOME_RATING, "> 1");
    market_press(&market, "1", "> 1 Amina");
    market_press(&market, KEY_ENTER_BYTES, "1 / 8");
    look_at(&market, look, "rating");
    market_press(&market, KEY_ESCAPE_BYTES, "> 1 Amina");
    market_press(&market, KEY_ESCAPE_BYTES, "> 1");
    market_press(&market, KEY_ESCAPE_BYTES, "> " HOME_RATING);
    market_press(&market, HOME_OFFER, "> 1");
    market_press(&market, "1", "> 5");
    look_at(&market, look, "products");
    market_press(&market, "?", "  1 / ");
    look_at(&market, look, "help");
    market_end(&market, NULL);
}

static void the_screens_look_as_reviewed_in_english_on_a_console(void **state)
{
    static const struct look LOOK = { 80, 24, "en", "linux", "80x24_en_linux" };

    (void)state;
    walk(&LOOK);
}

static void the_screens_look_as_reviewed_without_colours(void **state)
{
    static const struct look LOOK = { 100, 30, "en", "xterm-mono", "100x30_en_mono" };

    (void)state;
    walk(&LOOK);
}

static void the_screens_look_as_reviewed_in_a_large_window(void **state)
{
    static const struct look LOOK = { 132, 43, "fr", NULL, "132x43_fr" };

    (void)state;
    walk(&LOOK);
}

static void a_session_and_a_product_are_made_by_keys_alone(void **state)
{
    struct screen screen = { .folder = "" };
    struct screen_options options = {
        .width = 80, .height = 24, .lang = "fr", .clock = MARKET_CLOCK
    };

    char path[200];

    (void)state;
    screen_open(&screen, options);
    screen_wait(&screen, "Créer une session");
    screen_key(&screen, "2");
    screen_wait(&screen, "> Nom");
    screen_type(&screen, "Cœur d'été");
    screen_key(&screen, KEY_ENTER_BYTES);
    screen_wait(&screen, "> Coopérative");
    screen_type(&screen, "CAE");
    screen_key(&screen, KEY_ENTER_BYTES);
    for (int i = 0; i < 9; i++)
        screen_key(&screen, KEY_DOWN_BYTES);
    screen_wait(&screen, "> SIREN");
    screen_key(&screen, KEY_ENTER_BYTES);
    screen_wait(&screen, "La session est créée");
    screen_wait(&screen, "Maintenant");
    /* Its file is named by the letters that every system takes. */
    snprintf(path, sizeof path, "%s/Flashcoop/coeurdete.flashcoop", screen.folder);
    assert_int_equal(access(path, F_OK), 0);
    screen_close(&screen);
}

static void the_example_opens_and_says_that_it_is_one(void **state)
{
    struct screen screen = { .folder = "" };
    struct screen_options options = {
        .width = 80, .height = 24, .lang = "fr", .clock = MARKET_CLOCK
    };

    (void)state;
    screen_open(&screen, options);
    screen_wait(&screen, "Essayer avec un exemple");
    screen_key(&screen, "1");
    screen_wait(&screen, "Exemple : ventes inventées");
    screen_wait(&screen, "MamCookies");
    screen_close(&screen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_drawer_is_counted_before_anything_is_said),
        cmocka_unit_test(the_session_is_closed_by_the_host_with_its_pin),
        cmocka_unit_test(a_charge_typed_wrong_keeps_what_was_typed),
        cmocka_unit_test(a_roll_call_answer_is_in_the_book_at_once),
        cmocka_unit_test(i_dont_know_is_recorded_as_missing_not_as_zero),
        cmocka_unit_test(no_sequence_rates_anybody_or_leaves_whatever_the_terminal),
        cmocka_unit_test(the_home_looks_as_reviewed),
        cmocka_unit_test(where_the_animator_has_a_pin_nobody_acts_with_more_rights_unasked),
        cmocka_unit_test(a_report_is_read_on_the_screen),
        cmocka_unit_test(the_workshops_show_the_figures_of_the_reference),
        cmocka_unit_test(a_making_fills_the_stock_with_what_is_good),
        cmocka_unit_test(the_screens_look_as_reviewed_in_english_on_a_console),
        cmocka_unit_test(the_screens_look_as_reviewed_without_colours),
        cmocka_unit_test(the_screens_look_as_reviewed_in_a_large_window),
        cmocka_unit_test(a_session_and_a_product_are_made_by_keys_alone),
        cmocka_unit_test(the_example_opens_and_says_that_it_is_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
