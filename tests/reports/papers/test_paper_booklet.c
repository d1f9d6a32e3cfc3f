/* The papers from which marks are keyed in hold what the screen asks, in its order (P5). */
#include "tests/support/paper_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

/* Each sentence of the day stands after the one before, from `at` on. */
static const char *sentences_follow(const struct paper_bench *f, int day, const char *at)
{
    int indicators[INDICATORS_MAX];
    int count = sentences_planned(&f->grid, &f->calendar, &f->list[0], day, indicators);

    for (int i = 0; i < count; i++) {
        const char *sentence = f->grid.indicators[indicators[i]].wording.text[TONGUE_FR];
        char begin[12];
        const char *found;

        snprintf(begin, sizeof begin, "%s", sentence); /* the line may end after it */
        found = strstr(at, begin);
        if (!found)
            fail_msg("J%d: « %s » is not there", day, sentence);
        at = found + 1;
    }
    return at;
}

static struct buf raw_text(struct paper_bench *f, int number)
{
    struct outlet outlet;
    bool good = false;

    outlet_open_memory(&outlet, 1 << 22);
    assert_true(paper_bench_make(f, number, &outlet, &good));
    assert_true(good);

    struct buf text = paper_bench_ask("pdftotext -raw %s -", &outlet);

    outlet_abandon(&outlet);
    return text;
}

static void the_pages_of_a_booklet_hold_what_the_screen_asks(void **state)
{
    struct paper_bench *f = *state;

    f->head.has_second = false;
    for (int size = 0; size < 2; size++) {
        struct buf text;
        const char *at;

        f->head.booklet = size ? SURFACE_A5 : SURFACE_A4;
        text = raw_text(f, 5);
        at = buf_text(&text);
        for (int day = 1; day <= 7; day++) {
            char heading[16];

            snprintf(heading, sizeof heading, "Jour %d", day);
            at = strstr(at, heading);
            assert_non_null(at);
            at = sentences_follow(f, day, at);
        }
        buf_release(&text);
    }
}

/* Nine pages on three sheets: 12 and 1 without, 2 and 11 behind them; 10 to 12 stay white. */
static const char *const SIDES[6][2] = {
    { "", "Mon livret" }, { "Jour 1", "" },       { "", "Jour 2" },
    { "Jour 3", "dict" }, { "Jour 7", "Jour 4" }, { "Jour 5", "Jour 6" },
};

static void half_holds(const struct outlet *outlet, int side, int half)
{
    const char *wanted = SIDES[side][half];
    char command[120];

    snprintf(command, sizeof command, "pdftotext -f %d -l %d -x %d -y 0 -W 420 -H 595 -raw %%s -",
             side + 1, side + 1, half * 421);

    struct buf text = paper_bench_ask(command, outlet);

    if (wanted[0] ? !strstr(buf_text(&text), wanted) : strlen(buf_text(&text)) > 2)
        fail_msg("side %d, half %d: %s", side, half, buf_text(&text));
    buf_release(&text);
}

static void a_booklet_to_fold_has_its_pages_in_the_order_of_the_fold(void **state)
{
    struct paper_bench *f = *state;
    struct outlet outlet;
    bool good = false;

    f->head.has_second = false;
    f->head.booklet = SURFACE_A5;
    f->head.is_folded = true;
    outlet_open_memory(&outlet, 1 << 22);
    assert_true(paper_bench_make(f, 5, &outlet, &good));
    assert_true(good);
    for (int side = 0; side < 6; side++)
        for (int half = 0; half < 2; half++)
            half_holds(&outlet, side, half);

    struct buf pages = paper_bench_ask("pdfinfo %s", &outlet);

    assert_non_null(strstr(buf_text(&pages), "Pages:           6\n"));
    assert_non_null(strstr(buf_text(&pages), "841.89 x 595.276 pts (A4)"));
    buf_release(&pages);
    outlet_abandon(&outlet);
}

static void the_self_sheet_holds_all_fifteen_for_everybody_and_a_blank_one(void **state)
{
    struct paper_bench *f = *state;
    struct buf text;
    const char *at;

    f->head.has_second = false;
    f->people.count = 2;
    text = raw_text(f, 29);
    at = buf_text(&text);
    for (int sheet = 0; sheet < 3; sheet++)
        at = sentences_follow(f, 7, at);
    assert_non_null(strstr(buf_text(&text), "Je m'appelle"));
    assert_null(strstr(at, "Je pose une question"));
    buf_release(&text);
}

static void a_scanner_reads_the_place_of_a_sheet(void **state)
{
    struct paper_bench *f = *state;
    const struct sheet_place place = { RATER_PEER, 7, 2 };
    struct outlet outlet;
    char code[HOUSE_CODE_MAX];
    bool good = false;

    f->people.count = 4;
    outlet_open_memory(&outlet, 1 << 22);
    assert_true(paper_bench_make(f, 30, &outlet, &good));
    sheet_code(&place, 0, code);

    struct buf text = paper_bench_ask(
        "pdftoppm -r 150 -f 2 -l 2 %1$s %1$s && zbarimg -q --nodbus --raw %1$s-2.ppm; "
        "rm -f %1$s-2.ppm",
        &outlet);

    assert_non_null(strstr(buf_text(&text), code));
    buf_release(&text);
    outlet_abandon(&outlet);
}

static void a_peer_sheet_has_everybody_but_the_one_who_rates(void **state)
{
    struct paper_bench *f = *state;
    struct buf text;

    f->head.has_second = false;
    f->people.count = 2;
    text = raw_text(f, 30);
    char *second = strchr(buf_text(&text), '\f');
    assert_non_null(second);
    *second = '\0';
    assert_null(strstr(buf_text(&text), "B9"));
    assert_non_null(strstr(buf_text(&text), f->list[1].called_name));
    buf_release(&text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, paper_bench_setup, paper_bench_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_pages_of_a_booklet_hold_what_the_screen_asks),
        TEST(a_booklet_to_fold_has_its_pages_in_the_order_of_the_fold),
        TEST(the_self_sheet_holds_all_fifteen_for_everybody_and_a_blank_one),
        TEST(a_scanner_reads_the_place_of_a_sheet),
        TEST(a_peer_sheet_has_everybody_but_the_one_who_rates),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
