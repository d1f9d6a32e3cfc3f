#include "reports/papers/paper_review.h"

#include "base/lang.h"

#include <stdio.h>

/* The bars stand on the right; in two languages in the middle, a text on each side. */
static const mm BARS_ALONE = 74, BARS_BETWEEN = 36, BAR_HEIGHT = 4.2, BARS_GAP = 3;
static const mm DIGIT_WIDTH = 6;
static const struct ink PALE = { 0.66, 0.76, 0.88 };

enum { LINE_MAX = 1400 };

struct columns {
    mm text; /* width of a sentence */
    mm bars_x, bars_width;
};

static struct columns columns_of(const struct paper *paper)
{
    bool two = paper_has_second(paper, paper_phrase(paper, "start"));
    mm bars = two ? BARS_BETWEEN : BARS_ALONE;
    mm text = (paper_room(paper) - bars - BARS_GAP * (two ? 2 : 1)) / (two ? 2 : 1);

    return (struct columns){ text, paper->margin + text + BARS_GAP, bars };
}

/* One bar of four steps; its digit at the end; a dashed box when there is no rating. */
static void put_step_bar(struct paper *paper, int step, bool after, struct box place)
{
    mm full = place.width - DIGIT_WIDTH;
    struct shape bar = { .kind = SHAPE_RECT,
                         .x = place.x,
                         .y = place.y,
                         .width = full,
                         .height = BAR_HEIGHT,
                         .dashed = step == 0,
                         .line = 0.25,
                         .ink = INK_GREY };
    char digit[16] = "–";

    surface_shape(paper->surface, &bar);
    if (step > 0) {
        bar.width = full * step / STEP_MAX;
        bar.filled = true;
        bar.ink = after ? INK_DARK : PALE;
        surface_shape(paper->surface, &bar);
        snprintf(digit, sizeof digit, "%d", step);
    }
    for (int i = 1; step > 0 && i < STEP_MAX; i++)
        surface_shape(paper->surface, &(struct shape){ .kind = SHAPE_LINE,
                                                       .x = place.x + full * i / STEP_MAX,
                                                       .y = place.y,
                                                       .height = BAR_HEIGHT,
                                                       .ink = step >= i ? INK_WHITE : INK_PALE,
                                                       .line = 0.3 });
    paper_put(paper, &PAPER_READ_BOLD, digit,
              box_at(place.x + full + 2, place.y - 0.9, DIGIT_WIDTH));
}

/* Steps of a self-rating are whole: twelfths come only from several animators. */
static int whole_step(int twelfths)
{
    return twelfths / STEP;
}

static void put_bars(struct paper *paper, const struct columns *columns, struct pair pair, mm y)
{
    const int steps[] = { whole_step(pair.start), whole_step(pair.end) };
    char words[LINE_MAX];

    for (int i = 0; i < 2; i++) {
        const char *when = i == 0 ? _("au début") : _("à la fin");

        if (steps[i] == 0)
            snprintf(words, sizeof words, _("%s : pas dit"), when);
        else
            snprintf(words, sizeof words, _("%s : %d sur 4"), when, steps[i]);
        surface_figure(paper->surface, words);
        put_step_bar(paper, steps[i], i == 1,
                     box_at(columns->bars_x, y + 0.8 + i * (BAR_HEIGHT + 1), columns->bars_width));
        surface_figure_end(paper->surface);
    }
}

static void put_indicator(struct paper *paper, const struct columns *columns,
                          const struct indicator *indicator, struct pair pair)
{
    const struct wording *wording = &indicator->wording;
    mm left = paper_measure(paper, &PAPER_READ, wording_shown(wording), columns->text);
    mm right = paper_measure_second(paper, &PAPER_READ, wording, columns->text);
    mm height = left > right ? left : right;

    height = height > 2 * BAR_HEIGHT + 2.4 ? height : 2 * BAR_HEIGHT + 2.4;
    paper_need(paper, height + 1);
    paper_put(paper, &PAPER_READ, wording_shown(wording),
              box_at(paper->margin, paper->y, columns->text));
    put_bars(paper, columns, pair, paper->y);
    paper_put_second(
        paper, &PAPER_READ, wording,
        box_at(columns->bars_x + columns->bars_width + BARS_GAP, paper->y, columns->text));
    paper->y += height + 1.2;
}

struct movement {
    int up, same, down;
};

static void put_volet(struct paper *paper, const struct own_sheet *own, const struct grid *grid,
                      int volet, struct movement *movement)
{
    struct columns columns = columns_of(paper);
    struct text_style heading = PAPER_HEADING;

    heading.size_pt = PAPER_READ.size_pt; /* so that two languages stand on one line */
    paper_need(paper, 40);
    surface_tag(paper->surface, "H2", true);
    paper->y += paper_put_wording(paper, &heading, &grid->volets[volet].wording,
                                  box_at(paper->margin, paper->y, paper_room(paper))) +
                1;
    surface_tag(paper->surface, "H2", false);
    for (int i = 0; i < grid->indicator_count; i++) {
        struct pair pair;

        if (grid->indicators[i].volet != volet || !grid->indicators[i].counts)
            continue;
        pair = assessment_pair(own->assessment, RATER_SELF, i);
        put_indicator(paper, &columns, &grid->indicators[i], pair);
        if (pair.start == 0 || pair.end == 0)
            continue;
        movement->up += pair.end > pair.start;
        movement->same += pair.end == pair.start;
        movement->down += pair.end < pair.start;
    }
}

/* A phrase that leads, then a sentence of the grid, in each language. */
static void put_led(struct paper *paper, const char *id, const struct wording *sentence)
{
    const struct wording *lead = paper_phrase(paper, id);
    struct wording joined = *sentence;

    for (int i = 0; i < TONGUE_COUNT; i++)
        if (sentence->text[i][0])
            snprintf(joined.text[i], WORDING_MAX, "%s %s", lead->text[i], sentence->text[i]);
    paper_say_wording(paper, &PAPER_READ, &joined);
}

/* Only "the others see you higher": a gap the other way is for the interview, not for paper. */
static void put_encouragement(struct paper *paper, const struct own_sheet *own,
                              const struct grid *grid)
{
    for (int i = 0; i < grid->indicator_count; i++) {
        struct pair pair = assessment_pair(own->assessment, RATER_SELF, i);
        int peers = assessment_peers(own->assessment, i), gap = 0;

        if (!gap_find(pair.end, peers, &gap) || !gap_is_encouraging(gap))
            continue;
        put_led(paper, "seen-higher", &grid->indicators[i].wording);
        return; /* one is enough to read */
    }
}

/* What was agreed in her own words; or a line to write on. */
static void put_next_step(struct paper *paper, const char *id, const char *text)
{
    char line[LINE_MAX];

    if (text[0] == '\0') {
        paper_need(paper, 11);
        paper_field_phrase(paper, id);
        return;
    }
    snprintf(line, sizeof line, _("%s : %s"), wording_shown(paper_phrase(paper, id)), text);
    paper_need(paper, paper_measure(paper, &PAPER_READ, line, paper_room(paper)));
    paper_write(paper, &PAPER_READ, line);
}

static void put_movement(struct paper *paper, const struct movement *movement)
{
    char figures[3][12];
    struct wording filled;

    if (movement->up + movement->same + movement->down == 0) {
        paper_say(paper, &PAPER_READ, "not-said");
        return;
    }
    snprintf(figures[0], sizeof figures[0], "%d", movement->up);
    snprintf(figures[1], sizeof figures[1], "%d", movement->same);
    snprintf(figures[2], sizeof figures[2], "%d", movement->down);
    phrase_fill(paper_phrase(paper, "moves"),
                (const char *[PHRASE_VALUES_MAX]){ figures[0], figures[1], figures[2] }, &filled);
    paper_say_wording(paper, &PAPER_READ_BOLD, &filled);
}

static void put_summary(struct paper *paper, const struct own_sheet *own, const struct grid *grid,
                        const struct movement *movement)
{
    /* In two languages one strength fits on the page beside the rest. */
    int shown = paper_has_second(paper, paper_phrase(paper, "strength")) ? 1 : STRENGTHS_MAX;

    paper_skip(paper, 1);
    put_movement(paper, movement);
    for (int i = 0; i < shown; i++)
        if (own->strengths[i])
            put_led(paper, "strength", own->strengths[i]);
    put_encouragement(paper, own, grid);
    paper_skip(paper, 1);
    put_next_step(paper, "next-step", own->next_step);
    put_next_step(paper, "appointment", own->appointment);
}

/* Which bar is which. */
static void put_key(struct paper *paper)
{
    static const char *const NAMES[] = { "start", "end" };
    const struct columns columns = columns_of(paper);

    if (!paper_has_second(paper, paper_phrase(paper, NAMES[0])))
        paper_say(paper, &PAPER_READ, "before-after"); /* in two languages there is no room */
    for (int i = 0; i < 2; i++) {
        struct text_style right = PAPER_READ;
        const struct wording *name = paper_phrase(paper, NAMES[i]);
        mm second = columns.bars_x + columns.bars_width + BARS_GAP;

        right.align = ALIGN_END;
        paper_put(paper, &right, wording_shown(name),
                  box_at(paper->margin, paper->y, columns.text));
        surface_shape(paper->surface, &(struct shape){ .kind = SHAPE_RECT,
                                                       .x = columns.bars_x,
                                                       .y = paper->y + 1,
                                                       .width = columns.bars_width - DIGIT_WIDTH,
                                                       .height = BAR_HEIGHT,
                                                       .filled = true,
                                                       .ink = i == 1 ? INK_DARK : PALE });
        right.align = tongue_is_right_to_left(paper->head->second) ? ALIGN_END : ALIGN_START;
        paper_put_second(paper, &right, name, box_at(second, paper->y, columns.text));
        paper_skip(paper, 6);
    }
}

bool paper_own_sheet(const struct paper_head *head, const struct own_sheet *own,
                     const struct grid *grid, struct outlet *outlet, struct err *err)
{
    const struct text_style title = { .size_pt = 15, .bold = true, .ink = INK_DARK };
    struct movement movement = { 0, 0, 0 };
    struct paper paper;

    if (!paper_open(&paper, head, _("Ma fiche"), outlet, err))
        return false;
    paper_page(&paper, SURFACE_A4, "");
    surface_tag(paper.surface, "H1", true);
    paper_write(&paper, &title, own->person->called_name);
    surface_tag(paper.surface, "H1", false);
    put_key(&paper);
    paper_skip(&paper, 1);
    for (int volet = 0; volet < grid->volet_count; volet++)
        put_volet(&paper, own, grid, volet, &movement);
    put_summary(&paper, own, grid, &movement);
    return paper_close(&paper, err);
}
