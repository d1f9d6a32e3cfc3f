#include "base/lang.h"
#include "reports/paper_booklet.h"
#include "reports/paper_certificate.h"
#include "reports/paper_consent.h"
#include "reports/paper_follow_up.h"
#include "reports/paper_group.h"
#include "reports/paper_money.h"
#include "reports/paper_questions.h"
#include "reports/paper_radar.h"
#include "reports/paper_review.h"
#include "reports/paper_stall.h"
#include "reports/paper_workshop.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PEOPLE = 15, PAPERS = 23 };

/* As long as a name may be: 63 bytes. */
static const char LONG_NAME[] = "Marie-Françoise-Élisabeth Nguyễn-Rakotomalala de la Fontaine";

/* A whole session, as plain structs. */
struct fixture {
    struct paper_head head;
    struct grid grid;
    struct calendar calendar;
    struct participant list[PEOPLE];
    struct paper_people people;
    struct assessment assessments[PEOPLE];
    struct attendance attendance; /* of the first person */
    struct attendance everybody[PEOPLE];
    struct follow_up_line calls[PEOPLE];
    struct phrases phrases;
    struct statements statements;
    struct product product;
    struct paper_goods goods;
    struct price_paper prices[2]; /* one known, one blank */
    struct loan loan;
    struct batch batch;
    struct err err;
};

static void fill_people(struct fixture *f)
{
    for (int i = 0; i < PEOPLE; i++) {
        struct assessment *assessment = &f->assessments[i];

        snprintf(f->list[i].badge, sizeof f->list[i].badge, "P%d", i + 1);
        snprintf(f->list[i].called_name, sizeof f->list[i].called_name, "Zoé-%d", i + 1);
        f->list[i].position = i + 1;
        assessment->animator_count = 1;
        assessment->peer_count = PEERS_SHOWN_MIN;
        for (int k = 0; k < f->grid.indicator_count; k++) {
            assessment->self[k] = (struct pair){ 2 * STEP, 3 * STEP };
            for (int peer = 0; peer < PEERS_SHOWN_MIN; peer++)
                assessment->heard[peer][k] = 4;
            assessment->seen[0][k] = (struct pair){ STEP, 4 * STEP };
        }
    }
    f->people = (struct paper_people){ f->list, PEOPLE };
}

/* The workshops' figures are the vectors of the programme: 60 packets, 300,00 € over a year. */
static void fill_workshops(struct fixture *f)
{
    f->product = (struct product){
        .code = "C1", .label = "Cookie", .price = 300, .allergens = "gluten, lait"
    };
    f->goods = (struct paper_goods){ &f->product, 1 };
    f->prices[0] = (struct price_paper){ "Cookie", true, { 60, 4200, 25, 3000, 300 } };
    f->prices[1] = (struct price_paper){ "Sachet", false, { 0, 0, 0, 0, 0 } };
    f->batch = (struct batch){ .product = "C1", .lot = "L1", .day = 4, .made = 60, .lost = 2 };
    assert_true(loan_plan(30000, 12, 600, &f->loan, &f->err));
}

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    const struct day days[] = { { 18226 }, { 18227 }, { 18228 }, { 18229 },
                                { 18233 }, { 18234 }, { 18235 } };

    f->head = (struct paper_head){ .session = "MamCookies",
                                   .host = "CDP49",
                                   .place = "Angers",
                                   .dates = "26/11/2019 – 05/12/2019",
                                   .has_second = true,
                                   .second = TONGUE_AR,
                                   .made_at = { 1575500000, 60 } };
    phrases_load(&f->phrases);
    f->head.phrases = &f->phrases;
    grid_default(&f->grid);
    statements_load(&f->statements);
    assert_true(calendar_init(&f->calendar, 7, &f->err));
    assert_true(calendar_set_dates(&f->calendar, days, 7, &f->err));
    fill_people(f);
    fill_workshops(f);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    free(*state);
    return 0;
}

/* Every paper of this folder, by number; false past the last. */
static bool make_paper(struct fixture *f, int number, struct outlet *outlet, bool *good)
{
    const struct paper_head *head = &f->head;
    const struct paper_people *people = &f->people;
    const struct own_sheet own = { .person = &f->list[0],
                                   .assessment = &f->assessments[0],
                                   .strengths = { &f->grid.indicators[12].wording,
                                                  &f->grid.indicators[4].wording },
                                   .next_step = "",
                                   .appointment = "" };
    const struct certificate certificate = { &f->list[0], &f->calendar, &f->attendance };
    const struct result_sheet result = {
        { { "sales", 35640, false }, { "result", 13117, true } }, 2, 13117, 6, "", ""
    };
    const struct share_statement share = { "Zoé", 1, 2187, "En parts égales.", "" };
    struct err *err = &f->err;

    switch (number) {
    case 0: *good = paper_badges(head, people, outlet, err); break;
    case 1: *good = paper_sign_in(head, people, &f->calendar, f->everybody, outlet, err); break;
    case 2: *good = paper_image_right(head, people, outlet, err); break;
    case 3: *good = paper_intake(head, people, outlet, err); break;
    case 4: *good = paper_follow_up(head, people, f->calls, &f->calendar, outlet, err); break;
    case 5: *good = paper_booklet(head, &f->list[0], &f->grid, &f->calendar, outlet, err); break;
    case 6: *good = paper_own_sheet(head, &own, &f->grid, outlet, err); break;
    case 7: *good = paper_certificate(head, &certificate, outlet, err); break;
    case 8: *good = paper_group_grid(head, people, &f->grid, f->assessments, outlet, err); break;
    case 9: *good = paper_result(head, &result, outlet, err); break;
    case 10: *good = paper_shares(head, &share, 1, 13117, outlet, err); break;
    case 11: *good = paper_appreciation(head, &f->statements, outlet, err); break;
    case 12: *good = paper_questionnaires(head, QUESTION_HOT, outlet, err); break;
    case 13: *good = paper_questionnaires(head, QUESTION_COLD, outlet, err); break;
    case 14: *good = paper_price_tags(head, &f->goods, outlet, err); break;
    case 15: *good = paper_composition(head, &f->goods, outlet, err); break;
    case 16: *good = paper_poster(head, outlet, err); break;
    case 17: *good = paper_cash_count(head, outlet, err); break;
    case 18: *good = paper_fallback(head, outlet, err); break;
    case 19: *good = paper_price_sheets(head, f->prices, 2, outlet, err); break;
    case 20: *good = paper_loan(head, &f->loan, outlet, err); break;
    case 21: *good = paper_batches(head, &f->batch, 1, outlet, err); break;
    case 22:
        *good = paper_radar(head, &f->list[0], &f->assessments[0], &f->grid, outlet, err);
        break;
    default: return false;
    }
    return true;
}

/* What `command FILE` prints for the bytes. */
static struct buf ask(const char *command, const struct outlet *outlet)
{
    char path[] = "/tmp/papers-XXXXXX", line[400];
    int file = mkstemp(path);
    struct buf out = buf_init(1 << 22);

    assert_true(file >= 0);
    assert_int_equal(write(file, outlet->block.data, outlet->block.length),
                     (ssize_t)outlet->block.length);
    close(file);
    snprintf(line, sizeof line, command, path);

    FILE *pipe = popen(line, "r");

    assert_non_null(pipe);
    while (fgets(line, sizeof line, pipe))
        buf_put_text(&out, line);
    pclose(pipe);
    unlink(path);
    assert_false(out.failed);
    return out;
}

static struct buf text_of(struct fixture *f, int number)
{
    struct outlet outlet;
    bool good = false;

    outlet_open_memory(&outlet, 1 << 22);
    assert_true(make_paper(f, number, &outlet, &good));
    assert_true(good);

    struct buf text = ask("pdftotext -layout %s -", &outlet);

    outlet_abandon(&outlet);
    return text;
}

static void every_paper_is_the_same_bytes_for_the_same_session(void **state)
{
    struct fixture *f = *state;
    struct outlet first, second;
    bool good = false;

    for (int i = 0;; i++) {
        outlet_open_memory(&first, 1 << 22);
        outlet_open_memory(&second, 1 << 22);
        if (!make_paper(f, i, &first, &good))
            break;
        assert_true(good);
        assert_true(make_paper(f, i, &second, &good));
        assert_true(first.block.length > 1000);
        assert_int_equal(first.block.length, second.block.length);
        assert_memory_equal(first.block.data, second.block.data, first.block.length);
        outlet_abandon(&first);
        outlet_abandon(&second);
    }
}

static void no_paper_promises_a_level(void **state)
{
    static const char *const FORBIDDEN[] = { "CléA", "certifié", "niveau atteint", "classé" };
    struct fixture *f = *state;

    for (int i = 0; i < PAPERS; i++) {
        struct buf text = text_of(f, i);

        for (size_t word = 0; word < COUNT_OF(FORBIDDEN); word++)
            assert_null(strstr(buf_text(&text), FORBIDDEN[word]));
        buf_release(&text);
    }
}

static void every_paper_can_be_made_for_nobody(void **state)
{
    struct fixture *f = *state;

    f->people.count = 0;
    for (int i = 0; i < PAPERS; i++) {
        struct buf text = text_of(f, i);

        assert_true(text.length > 0);
        buf_release(&text);
    }
}

static void an_erased_person_is_on_no_list(void **state)
{
    struct fixture *f = *state;

    f->list[1].erased = true;
    for (int i = 0; i <= 4; i++) {
        struct buf text = text_of(f, i);

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

static void fifteen_people_sign_on_one_page_a_day(void **state)
{
    struct fixture *f = *state;
    struct buf text = text_of(f, 1);

    assert_int_equal(count_pages(&text), 7);
    buf_release(&text);
}

/* In each second language, and in none. */
static void page_count_is(struct fixture *f, int number, int wanted)
{
    for (int tongue = TONGUE_FR; tongue < TONGUE_COUNT; tongue++) {
        struct buf text;

        f->head.has_second = tongue != TONGUE_FR;
        f->head.second = (enum tongue)tongue;
        text = text_of(f, number);
        if (count_pages(&text) != wanted)
            fail_msg("paper %d, language %d: %d pages", number, tongue, count_pages(&text));
        buf_release(&text);
    }
}

static void a_booklet_has_one_page_a_day_after_its_cover(void **state)
{
    struct fixture *f = *state;

    page_count_is(f, 5, 8);
    f->head.booklet = SURFACE_A5;
    page_count_is(f, 5, 8);
}

static void a_person_sheet_and_a_certificate_are_one_page(void **state)
{
    struct fixture *f = *state;

    f->people.count = 1;
    snprintf(f->list[0].called_name, sizeof f->list[0].called_name, "%s", LONG_NAME);
    page_count_is(f, 2, 1);
    page_count_is(f, 6, 1);
    page_count_is(f, 7, 1);
    page_count_is(f, 11, 1);
}

static void a_draft_translation_is_marked_until_it_is_reviewed(void **state)
{
    struct fixture *f = *state;
    struct buf text = text_of(f, 5);

    assert_non_null(strstr(buf_text(&text), "traduction à relire"));
    buf_release(&text);
    for (int i = 0; i < f->grid.indicator_count; i++)
        f->grid.indicators[i].wording.reviewed[TONGUE_AR] = true;
    for (int i = 0; i < MARKS_MAX; i++)
        f->grid.marks[i].reviewed[TONGUE_AR] = true;
    for (int i = 0; i < f->phrases.count; i++)
        f->phrases.list[i].wording.reviewed[TONGUE_AR] = true;
    text = text_of(f, 5);
    assert_null(strstr(buf_text(&text), "traduction à relire"));
    buf_release(&text);
}

static void dari_is_written_with_letters_that_fonts_have(void **state)
{
    struct fixture *f = *state;
    struct buf text;

    f->head.second = TONGUE_PRS;
    text = text_of(f, 5);
    assert_true(text.length > 0);
    buf_release(&text);
    text = text_of(f, 11);
    assert_true(text.length > 0);
    buf_release(&text);
}

static void a_name_that_no_font_can_write_refuses_the_badges(void **state)
{
    struct fixture *f = *state;
    struct outlet outlet;
    bool good = true;

    snprintf(f->list[0].called_name, sizeof f->list[0].called_name, "\xF3\xB0\x80\x80");
    outlet_open_memory(&outlet, 1 << 22);
    assert_true(make_paper(f, 0, &outlet, &good));
    assert_false(good);
    assert_int_equal(f->err.code, ERR_INPUT);
    outlet_abandon(&outlet);
}

static void a_badge_is_read_back_by_a_scanner(void **state)
{
    struct fixture *f = *state;
    struct outlet outlet;
    char first[BADGE_CODE_MAX], eighth[BADGE_CODE_MAX];
    bool good = false;

    outlet_open_memory(&outlet, 1 << 22);
    assert_true(make_paper(f, 0, &outlet, &good));

    struct buf text =
        ask("pdftoppm -r 150 -f 1 -l 1 %1$s %1$s && zbarimg -q --nodbus --raw %1$s-1.ppm; "
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
    struct fixture *f = *state;
    struct buf text;

    f->head.has_second = false;
    text = text_of(f, 6);
    assert_non_null(strstr(buf_text(&text), "12 plus haut · 0 pareil · 0 plus bas"));
    assert_null(strstr(buf_text(&text), "%"));
    buf_release(&text);
}

static void peers_who_see_higher_are_an_encouragement(void **state)
{
    struct fixture *f = *state;
    struct buf text;

    f->head.has_second = false;
    text = text_of(f, 6);
    assert_non_null(strstr(buf_text(&text), "Les autres me voient plus haut"));
    buf_release(&text);
    f->assessments[0].peer_count = PEERS_SHOWN_MIN - 1; /* a mark could be guessed */
    text = text_of(f, 6);
    assert_null(strstr(buf_text(&text), "Les autres me voient plus haut"));
    buf_release(&text);
}

static void a_loss_is_said_plainly_and_shared_by_nobody(void **state)
{
    struct fixture *f = *state;
    const struct share_statement share = { "Zoé", 1, 0, "", "" };
    struct outlet outlet;

    outlet_open_memory(&outlet, 1 << 22);
    assert_true(paper_shares(&f->head, &share, 1, -500, &outlet, &f->err));

    struct buf text = ask("pdftotext %s -", &outlet);

    assert_non_null(strstr(buf_text(&text), "porte la perte"));
    assert_null(strstr(buf_text(&text), "€"));
    buf_release(&text);
    outlet_abandon(&outlet);
}

static void hours_of_the_certificate_follow_the_roll_call(void **state)
{
    struct fixture *f = *state;
    struct buf text;

    f->head.has_second = false;
    for (int day = 0; day < 7; day++)
        for (int half = 0; half < HALF_COUNT; half++)
            f->attendance.halves[day][half] =
                (struct presence){ .called = true, .present = day == 6 && half ? 0 : 210 };
    text = text_of(f, 7);
    assert_non_null(strstr(buf_text(&text), "45 h 30 sur 49 h"));
    assert_non_null(strstr(buf_text(&text), "13 sur 14"));
    assert_non_null(strstr(buf_text(&text), "absence"));
    buf_release(&text);
}

static void the_price_sheet_says_from_when_something_is_left(void **state)
{
    struct fixture *f = *state;
    struct buf text = text_of(f, 19);

    assert_non_null(strstr(buf_text(&text), "vendre 15 paquets sur 60"));
    assert_non_null(strstr(buf_text(&text), "1,45"));
    buf_release(&text);
}

static void the_loan_says_that_it_is_an_exercise(void **state)
{
    struct fixture *f = *state;
    struct buf text = text_of(f, 20);

    assert_non_null(strstr(buf_text(&text), "Exercice"));
    assert_non_null(strstr(buf_text(&text), "309,85"));
    assert_non_null(strstr(buf_text(&text), "25,83"));
    buf_release(&text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_paper_is_the_same_bytes_for_the_same_session),
        TEST(no_paper_promises_a_level),
        TEST(every_paper_can_be_made_for_nobody),
        TEST(an_erased_person_is_on_no_list),
        TEST(fifteen_people_sign_on_one_page_a_day),
        TEST(a_booklet_has_one_page_a_day_after_its_cover),
        TEST(a_person_sheet_and_a_certificate_are_one_page),
        TEST(a_draft_translation_is_marked_until_it_is_reviewed),
        TEST(dari_is_written_with_letters_that_fonts_have),
        TEST(a_name_that_no_font_can_write_refuses_the_badges),
        TEST(a_badge_is_read_back_by_a_scanner),
        TEST(the_sheet_says_counts_before_anything_else),
        TEST(peers_who_see_higher_are_an_encouragement),
        TEST(a_loss_is_said_plainly_and_shared_by_nobody),
        TEST(the_price_sheet_says_from_when_something_is_left),
        TEST(the_loan_says_that_it_is_an_exercise),
        TEST(hours_of_the_certificate_follow_the_roll_call),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
