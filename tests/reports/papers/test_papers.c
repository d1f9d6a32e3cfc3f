#include "reports/print/accent.h"
#include "tests/support/paper_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void every_paper_is_the_same_bytes_for_the_same_session(void **state)
{
    struct paper_bench *f = *state;
    struct outlet first, second;
    bool good = false;

    for (int i = 0;; i++) {
        outlet_open_memory(&first, 1 << 22);
        outlet_open_memory(&second, 1 << 22);
        if (!paper_bench_make(f, i, &first, &good))
            break;
        assert_true(good);
        assert_true(paper_bench_make(f, i, &second, &good));
        assert_true(first.block.length > 1000);
        assert_int_equal(first.block.length, second.block.length);
        assert_memory_equal(first.block.data, second.block.data, first.block.length);
        outlet_abandon(&first);
        outlet_abandon(&second);
    }
}

static void every_paper_can_be_made_for_nobody(void **state)
{
    struct paper_bench *f = *state;

    f->people.count = 0;
    for (int i = 0; i < BENCH_PAPERS; i++) {
        struct buf text = paper_bench_text(f, i);

        assert_true(text.length > 0);
        buf_release(&text);
    }
}

static void an_erased_person_is_on_no_list(void **state)
{
    struct paper_bench *f = *state;

    f->list[1].erased = true;
    for (int i = 0; i <= 4; i++) {
        struct buf text = paper_bench_text(f, i);

        assert_null(strstr(buf_text(&text), "Zoé-2\n"));
        assert_non_null(strstr(buf_text(&text), "Zoé-3"));
        buf_release(&text);
    }
}

static int count_pages(const struct buf *text)
{
    int count = 0;

    for (const char *at = strchr(buf_text(text), '\f'); at; at = strchr(at + 1, '\f'))
        count++;
    return count;
}

static void fifteen_long_names_sign_on_one_page_a_day(void **state)
{
    struct paper_bench *f = *state;
    struct buf text;

    for (int i = 0; i < BENCH_PEOPLE; i++)
        snprintf(f->list[i].called_name, sizeof f->list[i].called_name, "%s", BENCH_LONG_NAME);
    text = paper_bench_text(f, 1);
    assert_int_equal(count_pages(&text), 7);
    buf_release(&text);
}

static void the_grid_of_fifteen_and_its_legend_are_one_page(void **state)
{
    struct paper_bench *f = *state;
    struct buf text = paper_bench_text(f, 8);

    assert_int_equal(count_pages(&text), 1);
    buf_release(&text);
}

static void a_label_carries_what_the_law_and_the_shop_ask(void **state)
{
    struct paper_bench *f = *state;
    struct buf text = paper_bench_text(f, 23);

    assert_non_null(strstr(buf_text(&text), "Lot : L1"));
    assert_non_null(strstr(buf_text(&text), "gluten, lait"));
    assert_non_null(strstr(buf_text(&text), "CDP49"));
    buf_release(&text);
}

/* domain-papers §9: "À consommer de préférence avant le 05/12/2026", "unbroken on one line". */
static void a_date_on_a_label_is_on_one_line(void **state)
{
    struct paper_bench *f = *state;

    f->labels.list[0].product.best_before = day_of(2026, 12, 5);

    struct buf text = paper_bench_text(f, 23);

    assert_non_null(strstr(buf_text(&text), "À consommer de préférence avant le 05/12/2026"));
    buf_release(&text);
}

/* CAA Nantes 2021: sheets without hours, action and trainer prove nothing. */
static void the_sign_in_sheet_names_hours_module_and_trainer(void **state)
{
    struct buf text = paper_bench_text(*state, 1);

    assert_non_null(strstr(buf_text(&text), "Matin, de …… h …… à"));
    assert_non_null(strstr(buf_text(&text), "Module 1 : Construire l'offre"));
    assert_non_null(strstr(buf_text(&text), "Module 3 : "));
    assert_non_null(strstr(buf_text(&text), "Formatrice, formateur"));
    assert_non_null(strstr(buf_text(&text), "déclaration"));
    buf_release(&text);
}

/* Who leads that day, and no other day, has her line; the half in which she is not there is struck.
 */
static void the_sign_in_sheet_names_who_leads_that_day(void **state)
{
    struct buf text = paper_bench_text(*state, 1);
    const char *second = strchr(buf_text(&text), '\f');
    const char *third = second ? strchr(second + 1, '\f') : NULL;

    assert_non_null(third);
    assert_non_null(strstr(buf_text(&text), "Anna Roy"));
    assert_non_null(strstr(second, "Anna Roy"));
    assert_null(strstr(third, "Anna Roy"));
    assert_non_null(strstr(third, "formateur (nom)"));
    buf_release(&text);
}

static void the_certificate_names_who_led_the_group(void **state)
{
    struct buf text = paper_bench_text(*state, 7);

    assert_non_null(strstr(buf_text(&text), "Anna Roy"));
    buf_release(&text);
}

static void the_sign_in_sheet_says_what_the_call_noted(void **state)
{
    struct paper_bench *f = *state;
    struct buf text = paper_bench_text(f, 1);

    assert_null(strstr(buf_text(&text), "absence")); /* nobody was called yet */
    buf_release(&text);
    f->everybody[3].halves[0][HALF_PM] = (struct presence){ .called = true };
    text = paper_bench_text(f, 1);
    assert_non_null(strstr(buf_text(&text), "absence"));
    buf_release(&text);
}

/* In each second language, and in none. */
static void page_count_is(struct paper_bench *f, int number, int wanted)
{
    for (int tongue = TONGUE_FR; tongue < TONGUE_COUNT; tongue++) {
        struct buf text;

        f->head.has_second = tongue != TONGUE_FR;
        f->head.second = (enum tongue)tongue;
        text = paper_bench_text(f, number);
        if (count_pages(&text) != wanted)
            fail_msg("paper %d, language %d: %d pages", number, tongue, count_pages(&text));
        buf_release(&text);
    }
}

/* The last day has everything to say: what was done that day may stand on its back. */
static void a_booklet_has_one_page_a_day_after_its_cover(void **state)
{
    struct paper_bench *f = *state;
    struct buf text;

    f->head.has_second = false;
    text = paper_bench_text(f, 5);
    assert_int_equal(count_pages(&text), 8);
    buf_release(&text);
    f->head.has_second = true;
    text = paper_bench_text(f, 5);
    assert_int_equal(count_pages(&text), 9);
    buf_release(&text);
}

/* Two a day at most, so that sixteen fold into one: the cover and seven days. */
static void a_small_booklet_folds_out_of_four_sheets(void **state)
{
    struct paper_bench *f = *state;

    f->head.booklet = SURFACE_A5;
    for (int tongue = TONGUE_FR; tongue < TONGUE_COUNT; tongue++) {
        struct buf text;

        f->head.has_second = tongue != TONGUE_FR;
        f->head.second = (enum tongue)tongue;
        text = paper_bench_text(f, 5);
        assert_in_range(count_pages(&text), 8, 16);
        buf_release(&text);
    }
}

static void a_person_sheet_and_a_certificate_are_one_page(void **state)
{
    struct paper_bench *f = *state;

    f->people.count = 1;
    snprintf(f->list[0].called_name, sizeof f->list[0].called_name, "%s", BENCH_LONG_NAME);
    page_count_is(f, 2, 2); /* a leaf: front and back */
    page_count_is(f, 6, 1);
    page_count_is(f, 27, 1);
    page_count_is(f, 7, 1);
    page_count_is(f, 11, 1);
    page_count_is(f, 20, 1);
}

static int dark_blues(struct paper_bench *f, int number)
{
    struct outlet outlet;
    bool good = false;
    int count;

    outlet_open_memory(&outlet, 1 << 22);
    assert_true(paper_bench_make(f, number, &outlet, &good));
    assert_true(good);

    struct buf text = paper_bench_ask(
        "qpdf --qdf --object-streams=disable %s - | grep -ac '0.12 0.25 0.42'", &outlet);

    count = atoi(buf_text(&text));
    buf_release(&text);
    outlet_abandon(&outlet);
    return count;
}

/* Issue: "the group's logo and colour on every paper". */
static void the_colour_of_the_group_takes_the_place_of_our_blue(void **state)
{
    struct paper_bench *f = *state;
    struct ink colour;

    assert_true(accent_parse("#ffd500", &colour, &f->err));
    for (int number = 0; number < BENCH_PAPERS; number++) {
        f->head.colour = &colour;
        assert_int_equal(dark_blues(f, number), 0);
    }
    f->head.colour = NULL;
    assert_true(dark_blues(f, 5) > 0);
}

/* WCAG 2.1, 1.4.6: 7 to 1 on white, (1 + 0,05) / (L + 0,05). */
static void any_colour_is_made_dark_enough_to_be_read(void **state)
{
    static const char *const COLOURS[] = { "#ffffff", "#ffd500", "#FF0000", "#00ff00", "#1a6b3c" };
    static const char *const WRONG[] = {
        "1a6b3c", "#1a6b3", "#1a6b3cc", "#1a6b3g", "red", "#+1+2+3"
    };
    struct paper_bench *f = *state;
    struct ink ink;

    for (size_t i = 0; i < COUNT_OF(COLOURS); i++) {
        assert_true(accent_parse(COLOURS[i], &ink, &f->err));
        assert_true(1.05 / (ink_luminance(ink) + 0.05) >= 7);
    }
    for (size_t i = 0; i < COUNT_OF(WRONG); i++)
        assert_false(accent_parse(WRONG[i], &ink, &f->err));
}

static void a_draft_translation_is_marked_until_it_is_reviewed(void **state)
{
    struct paper_bench *f = *state;
    struct buf text = paper_bench_text(f, 5);

    assert_non_null(strstr(buf_text(&text), "traduction à relire"));
    buf_release(&text);
    for (int i = 0; i < f->grid.indicator_count; i++)
        f->grid.indicators[i].wording.reviewed[TONGUE_AR] = true;
    for (int i = 0; i < MARKS_MAX; i++)
        f->grid.marks[i].reviewed[TONGUE_AR] = true;
    for (int i = 0; i < f->phrases.count; i++)
        f->phrases.list[i].wording.reviewed[TONGUE_AR] = true;
    text = paper_bench_text(f, 5);
    assert_null(strstr(buf_text(&text), "traduction à relire"));
    buf_release(&text);
}

static void dari_is_written_with_letters_that_fonts_have(void **state)
{
    struct paper_bench *f = *state;
    struct buf text;

    f->head.second = TONGUE_PRS;
    text = paper_bench_text(f, 5);
    assert_true(text.length > 0);
    buf_release(&text);
    text = paper_bench_text(f, 11);
    assert_true(text.length > 0);
    buf_release(&text);
}

static void a_name_that_no_font_can_write_refuses_the_badges(void **state)
{
    struct paper_bench *f = *state;
    struct outlet outlet;
    bool good = true;

    snprintf(f->list[0].called_name, sizeof f->list[0].called_name, "\xF3\xB0\x80\x80");
    outlet_open_memory(&outlet, 1 << 22);
    assert_true(paper_bench_make(f, 0, &outlet, &good));
    assert_false(good);
    assert_int_equal(f->err.code, ERR_INPUT);
    outlet_abandon(&outlet);
}

static void a_badge_is_read_back_by_a_scanner(void **state)
{
    struct paper_bench *f = *state;
    struct outlet outlet;
    char first[BADGE_CODE_MAX], eighth[BADGE_CODE_MAX];
    bool good = false;

    outlet_open_memory(&outlet, 1 << 22);
    assert_true(paper_bench_make(f, 0, &outlet, &good));

    struct buf text = paper_bench_ask(
        "pdftoppm -r 150 -f 1 -l 1 %1$s %1$s && zbarimg -q --nodbus --raw %1$s-1.ppm; "
        "rm -f %1$s-1.ppm",
        &outlet);

    badge_code(1, first);
    badge_code(8, eighth);
    assert_non_null(strstr(buf_text(&text), first));
    assert_non_null(strstr(buf_text(&text), eighth));
    buf_release(&text);
    outlet_abandon(&outlet);
}

static void the_sheet_says_counts_before_anything_else(void **state)
{
    struct paper_bench *f = *state;
    struct buf text;

    f->head.has_second = false;
    text = paper_bench_text(f, 6);
    assert_non_null(strstr(buf_text(&text), "12 plus haut · 0 pareil · 0 plus bas"));
    assert_null(strstr(buf_text(&text), "%"));
    buf_release(&text);
}

static void peers_who_see_higher_are_an_encouragement(void **state)
{
    struct paper_bench *f = *state;
    struct buf text;

    f->head.has_second = false;
    text = paper_bench_text(f, 6);
    assert_non_null(strstr(buf_text(&text), "Les autres me voient plus haut"));
    buf_release(&text);
    f->assessments[0].peer_count = PEERS_SHOWN_MIN - 1; /* a mark could be guessed */
    text = paper_bench_text(f, 6);
    assert_null(strstr(buf_text(&text), "Les autres me voient plus haut"));
    buf_release(&text);
}

/* A picture of 1 × 1 dot, as the group's logo. */
static void the_logo_stands_once_in_the_file_and_on_every_page(void **state)
{
    static const unsigned char DOT[] = { 0x89, 'P',  'N',  'G',  '\r', '\n', 0x1A, '\n', 0,   0,
                                         0,    13,   'I',  'H',  'D',  'R',  0,    0,    0,   1,
                                         0,    0,    0,    1,    8,    2,    0,    0,    0,   0x90,
                                         0x77, 0x53, 0xDE, 0,    0,    0,    12,   'I',  'D', 'A',
                                         'T',  0x08, 0xD7, 0x63, 0xF8, 0xCF, 0xC0, 0,    0,   3,
                                         1,    1,    0,    0x18, 0xDD, 0x8D, 0xB0, 0,    0,   0,
                                         0,    'I',  'E',  'N',  'D',  0xAE, 0x42, 0x60, 0x82 };
    struct paper_bench *f = *state;
    struct buf logo = buf_init(sizeof DOT), text;
    struct outlet outlet;
    bool good = false;

    buf_put(&logo, DOT, sizeof DOT);
    f->head.logo = &logo;
    outlet_open_memory(&outlet, 1 << 22);
    assert_true(paper_bench_make(f, 5, &outlet, &good));
    assert_true(good);
    text =
        paper_bench_ask("pdfimages -list %s | awk 'NR > 2 { print $1, $11 }' | sort -u", &outlet);
    assert_non_null(strstr(buf_text(&text), "1 "));
    assert_non_null(strstr(buf_text(&text), "8 "));
    buf_release(&text);
    outlet_abandon(&outlet);
    buf_release(&logo);
}

static void a_loss_is_said_plainly_and_shared_by_nobody(void **state)
{
    struct paper_bench *f = *state;
    const struct share_statement share = { .name = "Zoé", .position = 1, .estimate = "" };
    struct outlet outlet;

    outlet_open_memory(&outlet, 1 << 22);
    assert_true(paper_shares(&f->head, &share, 1, (struct pool){ 0, true }, &outlet, &f->err));

    struct buf text = paper_bench_ask("pdftotext %s -", &outlet);

    assert_non_null(strstr(buf_text(&text), "porte la perte"));
    assert_null(strstr(buf_text(&text), "€"));
    buf_release(&text);
    outlet_abandon(&outlet);
}

static void hours_of_the_certificate_follow_the_roll_call(void **state)
{
    struct paper_bench *f = *state;
    struct buf text;

    f->head.has_second = false;
    for (int day = 0; day < 7; day++)
        for (int half = 0; half < HALF_COUNT; half++)
            f->attendance.halves[day][half] =
                (struct presence){ .called = true, .present = day == 6 && half ? 0 : 210 };
    text = paper_bench_text(f, 7);
    assert_non_null(strstr(buf_text(&text), "45 h 30 sur 49 h"));
    assert_non_null(strstr(buf_text(&text), "13 sur 14"));
    assert_non_null(strstr(buf_text(&text), "absence"));
    buf_release(&text);
}

static void the_price_sheet_says_from_when_something_is_left(void **state)
{
    struct paper_bench *f = *state;
    struct buf text;

    f->head.has_second = false;
    text = paper_bench_text(f, 19);
    assert_non_null(strstr(buf_text(&text), "vendre 15 paquets sur 60"));
    assert_non_null(strstr(buf_text(&text), "1,45"));
    buf_release(&text);
}

static void the_loan_says_that_it_is_an_exercise(void **state)
{
    struct paper_bench *f = *state;
    struct buf text;

    f->head.has_second = false;
    text = paper_bench_text(f, 20);
    assert_non_null(strstr(buf_text(&text), "Exercice"));
    assert_non_null(strstr(buf_text(&text), "309,85"));
    assert_non_null(strstr(buf_text(&text), "25,83"));
    buf_release(&text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, paper_bench_setup, paper_bench_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_paper_is_the_same_bytes_for_the_same_session),
        TEST(every_paper_can_be_made_for_nobody),
        TEST(an_erased_person_is_on_no_list),
        TEST(fifteen_long_names_sign_on_one_page_a_day),
        TEST(the_grid_of_fifteen_and_its_legend_are_one_page),
        TEST(a_label_carries_what_the_law_and_the_shop_ask),
        TEST(a_date_on_a_label_is_on_one_line),
        TEST(the_sign_in_sheet_names_hours_module_and_trainer),
        TEST(the_sign_in_sheet_names_who_leads_that_day),
        TEST(the_certificate_names_who_led_the_group),
        TEST(the_sign_in_sheet_says_what_the_call_noted),
        TEST(a_booklet_has_one_page_a_day_after_its_cover),
        TEST(a_small_booklet_folds_out_of_four_sheets),
        TEST(a_person_sheet_and_a_certificate_are_one_page),
        TEST(the_colour_of_the_group_takes_the_place_of_our_blue),
        TEST(any_colour_is_made_dark_enough_to_be_read),
        TEST(a_draft_translation_is_marked_until_it_is_reviewed),
        TEST(dari_is_written_with_letters_that_fonts_have),
        TEST(a_name_that_no_font_can_write_refuses_the_badges),
        TEST(a_badge_is_read_back_by_a_scanner),
        TEST(the_sheet_says_counts_before_anything_else),
        TEST(peers_who_see_higher_are_an_encouragement),
        TEST(the_logo_stands_once_in_the_file_and_on_every_page),
        TEST(a_loss_is_said_plainly_and_shared_by_nobody),
        TEST(the_price_sheet_says_from_when_something_is_left),
        TEST(the_loan_says_that_it_is_an_exercise),
        TEST(hours_of_the_certificate_follow_the_roll_call),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
