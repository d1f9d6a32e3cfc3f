#include "reports/papers/paper_story.h"

#include "base/lang.h"

#include <stdio.h>
#include <string.h>

enum { HOURS_TEXT_MAX_BYTES = 1024 };

static const mm HOURS_HEIGHT = 34, HOUR_WIDTH_MAX = 20, VALUE_WIDTH = 30, BAR_HEIGHT = 6;

static void put_block(struct paper *paper, struct box place, bool taken)
{
    surface_shape(paper->surface, &(struct shape){ .kind = SHAPE_RECT,
                                                   .x = place.x,
                                                   .y = place.y,
                                                   .width = place.width,
                                                   .height = place.height,
                                                   .filled = !taken,
                                                   .line = 0.5,
                                                   .ink = INK_DARK });
}

/* -- A sale day. -- */

/* Heard where it is not seen: "9 h : 12,00 €". */
static void hours_say(const struct day_story *story, char *out, size_t room)
{
    char amount[MONEY_TEXT_MAX];
    size_t length = 0;

    out[0] = '\0';
    for (int hour = story->first; hour <= story->last && length + 1 < room; hour++) {
        money_format_euro(story->gross[hour], amount);
        length += (size_t)snprintf(out + length, room - length, "%s%d h : %s",
                                   length > 0 ? " ; " : "", hour % 24, amount);
    }
}

static void put_hours(struct paper *paper, const struct day_story *story)
{
    const struct text_style under = { .size_pt = 11, .align = ALIGN_MIDDLE };
    int count = story->last - story->first + 1;
    mm width =
        paper_room(paper) / count < HOUR_WIDTH_MAX ? paper_room(paper) / count : HOUR_WIDTH_MAX;
    cents best = day_story_best_hour(story);
    char alt[HOURS_TEXT_MAX_BYTES], name[8];

    hours_say(story, alt, sizeof alt);
    surface_figure(paper->surface, alt);
    for (int i = 0; i < count; i++) {
        cents gross = story->gross[story->first + i];
        mm height = best > 0 && gross > 0 ? HOURS_HEIGHT * (fraction)gross / (fraction)best : 0;
        mm x = PAPER_MARGIN + i * width;

        if (height > 0)
            put_block(paper, (struct box){ x, paper->y + HOURS_HEIGHT - height, width - 2, height },
                      false);
        snprintf(name, sizeof name, width > 9 ? "%d h" : "%d", (story->first + i) % 24);
        paper_put(paper, &under, name, box_at(x, paper->y + HOURS_HEIGHT + 1, width - 2));
    }
    surface_figure_end(paper->surface);
    draw_line(paper->surface, PAPER_MARGIN, paper->y + HOURS_HEIGHT, paper_room(paper));
    paper_skip(paper, HOURS_HEIGHT + 10);
}

struct row {
    const char *name;
    const struct wording *other; /* the name in the second language too; NULL: it has none */
    const char *figure;
    struct box bar;
    bool taken; /* outlined, not filled */
};

/* A row: what it is, a figure, and a bar from one part of the whole to another. */
static void put_row(struct paper *paper, const struct row *row)
{
    const struct text_style *read = &PAPER_READ;
    struct text_style right = PAPER_READ_BOLD;
    mm text = paper_room(paper) * 0.4;
    mm first = paper_measure(paper, read, row->name, text);
    mm second = row->other ? paper_measure_second(paper, read, row->other, text) : 0;
    mm height = first + second > BAR_HEIGHT + 2 ? first + second : BAR_HEIGHT + 2;
    struct box bar = row->bar;

    paper_need(paper, height + 2);
    right.align = ALIGN_END;
    surface_tag(paper->surface, "TR", true);
    surface_tag(paper->surface, "TH", true);
    paper_put(paper, read, row->name, box_at(PAPER_MARGIN, paper->y, text));
    surface_tag(paper->surface, "TH", false);
    surface_tag(paper->surface, "TD", true);
    paper_put(paper, &right, row->figure, box_at(PAPER_MARGIN + text, paper->y, VALUE_WIDTH));
    surface_tag(paper->surface, "TD", false);
    if (second > 0) {
        surface_tag(paper->surface, "TH", true);
        paper_put_second(paper, read, row->other, box_at(PAPER_MARGIN, paper->y + first, text));
        surface_tag(paper->surface, "TH", false);
    }
    surface_tag(paper->surface, "TR", false);
    bar.y = paper->y;
    bar.height = BAR_HEIGHT;
    if (bar.width > 0)
        put_block(paper, bar, row->taken);
    paper_skip(paper, height + 2);
}

static struct box bar_of(const struct paper *paper, fraction from, fraction to)
{
    mm x = PAPER_MARGIN + paper_room(paper) * 0.4 + VALUE_WIDTH + 4;
    mm width = PAPER_MARGIN + paper_room(paper) - x;

    return (struct box){ .x = x + width * from, .width = width * (to - from) };
}

static void put_goods(struct paper *paper, const struct day_story *story)
{
    thousandths most = day_story_most_sold(story);
    char count[MONEY_TEXT_MAX];

    surface_tag(paper->surface, "Table", true);
    for (int i = 0; i < story->good_count; i++) {
        const struct story_good *good = &story->goods[i];
        fraction part = most > 0 && good->all > 0 ? (fraction)good->all / (fraction)most : 0;

        quantity_format(good->all, count);
        put_row(paper, &(struct row){
                           .name = good->label, .figure = count, .bar = bar_of(paper, 0, part) });
    }
    surface_tag(paper->surface, "Table", false);
}

static void put_day(struct paper *paper, const struct day_story *story)
{
    const struct text_style big = { .size_pt = 26, .bold = true, .ink = INK_DARK };
    cents sum = day_story_gross(story, STORY_HOURS - 1);
    char day[64], amount[MONEY_TEXT_MAX];

    paper_page_phrase(paper, SURFACE_A4, "day-story");
    day_format_weekday(story->day, day, sizeof day);
    paper_write(paper, &PAPER_READ_BOLD, day);
    paper_skip(paper, 2);
    money_format_euro(sum, amount);
    paper_write(paper, &big, amount);
    if (sum > 0)
        paper->y +=
            draw_pieces(paper->surface, sum, box_at(PAPER_MARGIN, paper->y, paper_room(paper))) + 6;
    put_hours(paper, story);
    put_goods(paper, story);
}

/* -- The sharing. -- */

static void put_steps(struct paper *paper, const struct waterfall *fall)
{
    fraction whole = (fraction)(fall->highest - fall->lowest);

    surface_tag(paper->surface, "Table", true);
    for (int i = 0; i < fall->count; i++) {
        const struct waterfall_step *step = &fall->steps[i];
        cents low = step->from < step->to ? step->from : step->to;
        cents high = step->from < step->to ? step->to : step->from;
        const struct wording *label = paper_phrase(paper, step->phrase);
        struct box bar = { .width = 0 };
        char amount[MONEY_TEXT_MAX];

        money_format_euro(step->amount, amount);
        if (whole > 0)
            bar = bar_of(paper, (fraction)(low - fall->lowest) / whole,
                         (fraction)(high - fall->lowest) / whole);
        put_row(paper, &(struct row){ .name = wording_shown(label),
                                      .other = label,
                                      .figure = amount,
                                      .bar = bar,
                                      .taken = !step->is_sum });
    }
    surface_tag(paper->surface, "Table", false);
}

static void put_shares(struct paper *paper, const struct story_sheet *story)
{
    cents largest = 0;

    for (int i = 0; i < story->share_count; i++)
        largest = story->shares[i].share > largest ? story->shares[i].share : largest;
    surface_tag(paper->surface, "Table", true);
    for (int i = 0; i < story->share_count; i++) {
        const struct story_share *share = &story->shares[i];
        fraction part = largest > 0 ? (fraction)share->share / (fraction)largest : 0;
        char amount[MONEY_TEXT_MAX];

        money_format_euro(share->share, amount);
        put_row(paper, &(struct row){
                           .name = share->name, .figure = amount, .bar = bar_of(paper, 0, part) });
    }
    surface_tag(paper->surface, "Table", false);
}

bool paper_story(const struct paper_head *head, const struct story_sheet *story,
                 struct outlet *outlet, struct err *err)
{
    cents to_share = story->waterfall->steps[story->waterfall->count - 1].amount;
    struct paper paper;

    if (!paper_open(&paper, head, _("L'histoire du jour"), outlet, err))
        return false;
    for (int i = 0; i < story->day_count; i++)
        put_day(&paper, &story->days[i]);
    paper_page_phrase(&paper, SURFACE_A4, "share-story");
    put_steps(&paper, story->waterfall);
    paper_skip(&paper, 6);
    if (to_share <= 0)
        paper_say(&paper, &PAPER_READ_BOLD, "nothing-to-share");
    else if (story->share_count > 0)
        put_shares(&paper, story);
    return paper_close(&paper, err);
}
