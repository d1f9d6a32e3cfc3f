#include "tests/support/paper_bench.h"

#include "base/lang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

const char BENCH_LONG_NAME[] = "Marie-Françoise-Élisabeth Nguyễn-Rakotomalala de la Fontaine";

static void fill_people(struct paper_bench *f)
{
    for (int i = 0; i < BENCH_PEOPLE; i++) {
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
    f->partners.count = 1;
    f->partners.list[0] = (struct partner){ .key = "anna",
                                            .kind = PARTNER_ANIMATOR,
                                            .name = "Anna Roy",
                                            .signs = true,
                                            .slot_count = 2,
                                            .slots = { { 1, 0, 0 }, { 2, 540, 720 } } };
    f->people = (struct paper_people){ f->list, BENCH_PEOPLE, &f->partners };
}

/* The workshops' figures are the vectors of the programme: 60 packets, 300,00 € over a year. */
static void fill_workshops(struct paper_bench *f)
{
    f->product = (struct product){ .code = "C1",
                                   .label = "Cookie",
                                   .price = 300,
                                   .allergens = "gluten, lait",
                                   .use_by = DAY_NONE,
                                   .best_before = DAY_NONE };
    f->goods.sector = SECTOR_FOOD;
    f->goods.count = 1;
    f->goods.list[0] = f->product;
    f->prices[0] = (struct price_paper){ "Cookie", true, { 60, 4200, 25, 3000, 300, 0 } };
    f->prices[1] = (struct price_paper){ "Sachet", false, { 0, 0, 0, 0, 0, 0 } };
    f->product_name = f->product.label;
    f->batch = (struct batch){ .product = "C1", .lot = "L1", .day = 4, .made = 60, .lost = 2 };
    f->labels.sector = SECTOR_FOOD;
    f->labels.count = 1;
    f->labels.list[0] = (struct product_label){ .product = f->product, .batch = &f->batch };
    count_sheet_make(&(struct session){ .venue = "" }, &(struct means_list){ .count = 0 },
                     &f->count);
    f->count.venue = "Halles";
    assert_true(loan_plan(30000, 12, 600, &f->loan, &f->err));
}

int paper_bench_setup(void **state)
{
    struct paper_bench *f = calloc(1, sizeof *f);
    const struct day days[] = { { 18226 }, { 18227 }, { 18228 }, { 18229 },
                                { 18233 }, { 18234 }, { 18235 } };

    f->head = (struct paper_head){ .session = "MamCookies",
                                   .host = "CDP49",
                                   .address = "12 rue du Mail, 49100 Angers",
                                   .siret = "",
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

int paper_bench_teardown(void **state)
{
    free(*state);
    return 0;
}

static bool sheets_make(struct paper_bench *f, int number, struct outlet *outlet, bool *good)
{
    const struct paper_people *people = &f->people;
    struct err *err = &f->err;

    if (number == 17)
        *good = paper_cash_count(&f->head, &f->count, outlet, err);
    if (number == 18)
        *good = paper_fallback(&f->head, &(struct fallback_sheet){ 'A', 0, "Halles" }, outlet, err);
    if (number == 29)
        *good = paper_self_sheets(&f->head, people, &f->grid, &f->calendar, outlet, err);
    if (number == 30)
        *good = paper_peer_sheets(&f->head, people, &f->grid, &f->calendar, outlet, err);
    if (number == 31)
        *good = paper_group_sheets(&f->head, people, &f->grid, &f->calendar, outlet, err);
    return number == 17 || number == 18 || (number >= 29 && number <= 31);
}

static bool keepsake_make(struct paper_bench *f, int number, struct outlet *outlet, bool *good)
{
    const struct keepsake keepsake = { .person = &f->list[0],
                                       .strengths = { &f->grid.indicators[4].wording },
                                       .is_shared = true,
                                       .share = 2187 };
    const struct recipe_card recipe = {
        "Cookie", { 2, { { "farine", "1 kg", 110 }, { "beurre", "500 g", 430 } } }
    };

    if (number == 27)
        *good = paper_keepsake(&f->head, &keepsake, outlet, &f->err);
    if (number == 28)
        *good = paper_recipes(&f->head, &recipe, 1, outlet, &f->err);
    return number == 27 || number == 28 || sheets_make(f, number, outlet, good);
}

/* Every paper of this folder, by number; false past the last. */
bool paper_bench_make(struct paper_bench *f, int number, struct outlet *outlet, bool *good)
{
    const struct paper_head *head = &f->head;
    const struct paper_people *people = &f->people;
    const struct own_sheet own = { .person = &f->list[0],
                                   .assessment = &f->assessments[0],
                                   .strengths = { &f->grid.indicators[12].wording,
                                                  &f->grid.indicators[4].wording },
                                   .next_step = "",
                                   .appointment = "" };
    const struct certificate certificate = { &f->list[0], &f->calendar, &f->attendance, "",
                                             &f->partners };
    const struct result_sheet result = { { { "sales", 35640, false }, { "result", 13117, true } },
                                         2,
                                         { 13117, false },
                                         6,
                                         "",
                                         true,
                                         { 5, 1, 0 } };
    const struct share_statement share = {
        "Zoé", 1, 2187, SHARE_MINUTES, 6, 2520, 15120, 0, 0, ""
    };
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
    case 10:
        *good = paper_shares(head, &share, 1, (struct pool){ 13117, false }, outlet, err);
        break;
    case 11: *good = paper_appreciation(head, &f->statements, outlet, err); break;
    case 12: *good = paper_questionnaires(head, people->partners, REVIEW_HOT, outlet, err); break;
    case 13: *good = paper_questionnaires(head, people->partners, REVIEW_COLD, outlet, err); break;
    case 14: *good = paper_price_tags(head, &f->goods, NULL, outlet, err); break;
    case 15: *good = paper_composition(head, &f->goods, outlet, err); break;
    case 16: *good = paper_poster(head, outlet, err); break;
    case 19: *good = paper_price_sheets(head, f->prices, 2, outlet, err); break;
    case 20: *good = paper_loan(head, &f->loan, outlet, err); break;
    case 21: *good = paper_batches(head, &f->batch, &f->product_name, 1, outlet, err); break;
    case 24: *good = paper_badge_list(head, people, outlet, err); break;
    case 25: *good = paper_interview(head, people, outlet, err); break;
    case 23: *good = paper_labels(head, &f->labels, outlet, err); break;
    case 26: *good = paper_completion(head, &certificate, outlet, err); break;
    case 22:
        *good = paper_radar(head, &f->list[0], &f->assessments[0], &f->grid, outlet, err);
        break;
    default: return keepsake_make(f, number, outlet, good);
    }
    return true;
}

/* What `command FILE` prints for the bytes. */
struct buf paper_bench_ask(const char *command, const struct outlet *outlet)
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

struct buf paper_bench_text(struct paper_bench *f, int number)
{
    struct outlet outlet;
    bool good = false;

    outlet_open_memory(&outlet, 1 << 22);
    assert_true(paper_bench_make(f, number, &outlet, &good));
    assert_true(good);

    struct buf text = paper_bench_ask("pdftotext -layout %s -", &outlet);

    outlet_abandon(&outlet);
    return text;
}
