#include "reports/papers/paper_booklet.h"

#include "base/lang.h"
#include "programme/agenda.h"
#include "programme/asked.h"
#include "reports/print/paper_fold.h"

#include <stdio.h>

enum { ACTIVITIES_A_DAY = 4, NAME_PT = 26, LINES_MAX = 6 };

static const mm TICKS_WIDTH = 92; /* beside a sentence, where the sheet is wide enough */
static const mm BELOW = 90;       /* pictures of the day and a sentence */
static const double LEAST = 0.25; /* of that can be spared */

/* A5 is as small as papers for participants may be; A4 has room for larger ones. */
static mm step_size(const struct paper *paper)
{
    return paper->size == SURFACE_A5 ? 6 : 10.5;
}

static struct text_style letters(const struct paper *paper, bool bold)
{
    return (struct text_style){ .size_pt = paper->size == SURFACE_A5 ? 14 : 17, .bold = bold };
}

static void put_scale(struct paper *paper, const struct grid *grid)
{
    const struct text_style style = letters(paper, false);
    mm size = step_size(paper), text = paper->margin + 2 * size + 12;

    for (int value = 1; value < MARKS_MAX; value++) {
        draw_steps(paper->surface, value, paper->margin, paper->y, size);
        draw_face(paper->surface, value, paper->margin + size + 5, paper->y, size);
        paper_put_wording(paper, &style, &grid->marks[value],
                          box_at(text, paper->y + 0.5, paper->width - paper->margin - text));
        paper->y += size + 4;
    }
    draw_steps(paper->surface, STEP_UNSEEN, paper->margin, paper->y, size);
    paper_put_wording(paper, &style, &grid->marks[0],
                      box_at(text, paper->y + 0.5, paper->width - paper->margin - text));
}

static void put_owner(struct paper *paper, const struct participant *person)
{
    struct text_style name = {
        .size_pt = NAME_PT, .bold = true, .align = ALIGN_MIDDLE, .ink = INK_DARK
    };
    mm size = paper->size == SURFACE_A5 ? 40 : 60;

    if (!person) {
        paper_skip(paper, size / 2);
        paper_field_phrase(paper, "my-name");
        return;
    }
    draw_pictogram(paper->surface, person->position, paper->width / 2 - size / 2, paper->y, size);
    paper_skip(paper, size + 8);
    paper_write(paper, &name, person->called_name);
}

static void put_cover(struct paper *paper, const struct participant *person,
                      const struct grid *grid)
{
    bool small = paper->head->booklet == SURFACE_A5;
    struct text_style middle = {
        .size_pt = small ? 22 : 30, .bold = true, .align = ALIGN_MIDDLE, .ink = INK_DARK
    };
    const struct wording *title = paper_phrase(paper, "my-booklet");

    paper_page(paper, paper->head->booklet, "");
    paper_skip(paper, small ? 6 : 25);
    paper_write(paper, &middle, wording_shown(title));
    paper->y +=
        paper_put_second(paper, &middle, title, box_at(paper->margin, paper->y, paper_room(paper)));
    paper_skip(paper, 4);
    middle.size_pt = small ? 16 : 20;
    middle.may_lack = true;
    paper_write(paper, &middle, paper->head->session);
    paper_skip(paper, small ? 6 : 14);
    put_owner(paper, person);
    paper->y = paper->height - 20 - MARKS_MAX * (step_size(paper) + 4);
    put_scale(paper, grid);
}

/*
 * Four boxes to tick, each right beside its bars and face, and the dashed one for "I do not know".
 * The gap before the next bars says which box is whose.
 */
static void put_ticks(struct paper *paper, struct box place)
{
    struct text_style middle = PAPER_READ;
    mm answer = place.width / (STEP_MAX + 1);
    mm part = place.height; /* bars, face, box: the rest is the gap */

    middle.align = ALIGN_MIDDLE;
    for (int i = 1; i <= STEP_MAX + 1; i++) {
        int step = i % (STEP_MAX + 1);
        mm x = place.x + (i - 1) * answer, y = place.y + (place.height - part) / 2;
        mm face = x + part + 0.5, box = x + 2 * part + 1.5;

        if (step != STEP_UNSEEN) {
            draw_steps(paper->surface, step, x, y, part);
            draw_face(paper->surface, step, face, y, part);
        } else {
            draw_steps(paper->surface, step, face, y, part);
            paper_put(paper, &middle, "?", box_at(face, y + part / 2 - 3, part));
        }
        draw_box(paper->surface, (struct box){ box, y, part, part });
    }
}

/* The boxes stand below the sentence on A5. */
static void put_below(struct paper *paper, const struct indicator *indicator)
{
    mm height = paper_measure_wording(paper, &PAPER_READ, &indicator->wording, paper_room(paper));

    paper_need(paper, height + step_size(paper) + 2);
    paper_say_wording(paper, &PAPER_READ, &indicator->wording);
    put_ticks(paper,
              (struct box){ paper->margin, paper->y + 1, paper_room(paper), step_size(paper) });
    paper_skip(paper, step_size(paper) + 3.5);
}

/* The sentence in one language above the other; returns the height of both. */
static mm put_stacked(struct paper *paper, const struct wording *wording, struct box place)
{
    mm first = paper_put(paper, &PAPER_READ, wording_shown(wording), place);

    place.y += first;
    return first + paper_put_second(paper, &PAPER_READ, wording, place);
}

/* The faces stand once, above the columns: below them bars and boxes keep apart from each other. */
static void put_faces(struct paper *paper)
{
    mm answer = TICKS_WIDTH / (STEP_MAX + 1), left = paper->width - paper->margin - TICKS_WIDTH;

    for (int step = 1; step <= STEP_MAX; step++)
        draw_face(paper->surface, step, left + (step - 1) * answer + 4.5, paper->y, 8);
    paper_skip(paper, 11);
}

static void put_columns(struct paper *paper, struct box place)
{
    const mm part = 6.5, answer = place.width / (STEP_MAX + 1);
    mm y = place.y + (place.height - part) / 2;
    struct text_style middle = PAPER_READ;

    middle.align = ALIGN_MIDDLE;
    for (int i = 1; i <= STEP_MAX + 1; i++) {
        int step = i % (STEP_MAX + 1);
        mm x = place.x + (i - 1) * answer + 1.5;

        draw_steps(paper->surface, step, x, y, part);
        if (step == STEP_UNSEEN)
            paper_put(paper, &middle, "?", box_at(x, y + part / 2 - 3, part));
        draw_box(paper->surface, (struct box){ x + part + 1, y, part, part });
    }
}

static mm beside_height(struct paper *paper, const struct indicator *indicator)
{
    mm width = paper_room(paper) - TICKS_WIDTH - 4;
    mm height = paper_measure(paper, &PAPER_READ, wording_shown(&indicator->wording), width) +
                paper_measure_second(paper, &PAPER_READ, &indicator->wording, width);

    return height > 10 ? height : 10;
}

static void put_beside(struct paper *paper, const struct indicator *indicator)
{
    mm width = paper_room(paper) - TICKS_WIDTH - 4;
    mm height = beside_height(paper, indicator);

    paper_need(paper, height + 2);
    surface_tag(paper->surface, "P", true);
    put_stacked(paper, &indicator->wording, box_at(paper->margin, paper->y, width));
    surface_tag(paper->surface, "P", false);
    put_columns(paper, (struct box){ paper->margin + width + 4, paper->y, TICKS_WIDTH, height });
    paper_skip(paper, height);
}

/* What is left of the page goes between the lines, as far as that helps the eye. What comes below
 * them goes to the next page when they fill this one. */
static mm spread_gap(struct paper *paper, const struct grid *grid, const int *indicators, int count,
                     mm below)
{
    mm left = paper_left(paper) - below - 11;

    for (int i = 0; i < count; i++)
        left -= beside_height(paper, &grid->indicators[indicators[i]]);
    if (left < count && left + below * LEAST >= 0)
        left += below * LEAST;
    else if (left < count)
        left += below;
    left /= count;
    return left > 7 ? 7 : left > 0 ? left : 0;
}

void booklet_put_sentences(struct paper *paper, const struct grid *grid, const int *indicators,
                           int count, mm below)
{
    mm gap;

    if (paper->size == SURFACE_A5) {
        for (int i = 0; i < count; i++)
            put_below(paper, &grid->indicators[indicators[i]]);
        return;
    }
    gap = spread_gap(paper, grid, indicators, count, below);
    put_faces(paper);
    for (int i = 0; i < count; i++) {
        put_beside(paper, &grid->indicators[indicators[i]]);
        paper_skip(paper, gap);
    }
}

struct booklet {
    const struct participant *person;
    const struct grid *grid;
    const struct calendar *calendar;
};

/* What the day's step usually holds. */
static const enum activity STEP_ACTIVITIES[][ACTIVITIES_A_DAY] = {
    { ACTIVITY_LISTEN, ACTIVITY_TALK, ACTIVITY_WRITE, ACTIVITY_HELP },
    { ACTIVITY_TALK, ACTIVITY_CALCULATE, ACTIVITY_WRITE, ACTIVITY_HELP },
    { ACTIVITY_DRAW, ACTIVITY_TALK, ACTIVITY_CALCULATE, ACTIVITY_HELP },
    { ACTIVITY_CLEAN, ACTIVITY_MAKE, ACTIVITY_COUNT_MONEY, ACTIVITY_HELP },
    { ACTIVITY_SELL, ACTIVITY_TALK, ACTIVITY_COUNT_MONEY, ACTIVITY_HELP },
    { ACTIVITY_COUNT_MONEY, ACTIVITY_CALCULATE, ACTIVITY_TALK, ACTIVITY_HELP },
    { ACTIVITY_LISTEN, ACTIVITY_TALK, ACTIVITY_WRITE, ACTIVITY_HELP },
};

static const char *const ACTIVITY_PHRASES[ACTIVITY_COUNT] = {
    "listen", "talk", "draw", "calculate", "clean", "make", "sell", "count", "help", "write",
};

static mm put_activity(struct paper *paper, enum activity activity, struct box place)
{
    const struct wording *word = paper_phrase(paper, ACTIVITY_PHRASES[activity]);
    struct text_style middle = letters(paper, false);
    mm picture = paper->size == SURFACE_A5 ? 13 : 20, size = step_size(paper) - 1;
    mm centre = place.x + place.width / 2, y = place.y + picture + 1;

    middle.align = ALIGN_MIDDLE;
    surface_tag(paper->surface, "LI", true);
    draw_activity(paper->surface, activity, centre - picture / 2 - size / 2 - 1, place.y, picture);
    draw_box(paper->surface, (struct box){ centre + picture / 2 - size / 2 + 1,
                                           place.y + picture / 2 - size / 2, size, size });
    surface_tag(paper->surface, "LBody", true);
    y += paper_put(paper, &middle, wording_shown(word), box_at(place.x, y, place.width));
    y += paper_put_second(paper, &middle, word, box_at(place.x, y, place.width));
    surface_tag(paper->surface, "LBody", false);
    surface_tag(paper->surface, "LI", false);
    return y - place.y;
}

/* Of several steps the first ones of each, and none twice. */
static void activities_of(const struct calendar *calendar, int day,
                          enum activity out[ACTIVITIES_A_DAY])
{
    enum step steps[STEPS_MAX];
    int step_count = agenda_steps_of_day(calendar, day, steps), count = 0;

    for (int i = 0; i < ACTIVITIES_A_DAY * step_count && count < ACTIVITIES_A_DAY; i++) {
        enum activity activity = STEP_ACTIVITIES[steps[i % step_count] - 1][i / step_count];
        int same = 0;

        while (same < count && out[same] != activity)
            same++;
        if (same == count)
            out[count++] = activity;
    }
}

static void put_today(struct paper *paper, const struct calendar *calendar, int day)
{
    enum activity activities[ACTIVITIES_A_DAY] = { ACTIVITY_LISTEN, ACTIVITY_TALK, ACTIVITY_WRITE,
                                                   ACTIVITY_HELP };
    mm width = paper_room(paper) / ACTIVITIES_A_DAY, tallest = 0;
    const struct text_style bold = letters(paper, true);

    activities_of(calendar, day, activities);
    paper_need(paper, paper->size == SURFACE_A5 ? 44 : 66);
    paper_say(paper, &bold, "today");
    paper_skip(paper, 2);
    surface_tag(paper->surface, "L", true);
    for (int i = 0; i < ACTIVITIES_A_DAY; i++) {
        mm height =
            put_activity(paper, activities[i], box_at(paper->margin + i * width, paper->y, width));

        tallest = height > tallest ? height : tallest;
    }
    surface_tag(paper->surface, "L", false);
    paper_skip(paper, tallest + 3);
    if (paper_left(paper) > 28)
        paper_say(paper, &bold, "one-sentence"); /* A5: lines without words when it is full */
    for (int i = 0; i < LINES_MAX && paper_left(paper) > 13; i++)
        paper_lines(paper, 1, 9);
}

/* Beside the day its date, where the other language leaves room for it. */
static void put_day_heading(struct paper *paper, const struct wording *heading, const char *date)
{
    struct text_style title = PAPER_HEADING, end = PAPER_READ;
    bool has_second = paper_has_second(paper, heading);
    bool is_below = has_second && paper->size == SURFACE_A5;

    title.size_pt = 20;
    end.align = ALIGN_END;
    if (!is_below)
        paper_put(paper, &end, date,
                  box_at(paper->margin, paper->y + 1.5,
                         has_second ? paper_room(paper) / 2 - 4 : paper_room(paper)));
    paper_say_wording(paper, &title, heading);
    if (is_below)
        paper_write(paper, &PAPER_READ, date);
}

static void put_day(struct paper *paper, const struct booklet *booklet, int day)
{
    const struct grid *grid = booklet->grid;
    const struct calendar *calendar = booklet->calendar;
    struct day date = calendar->days[day - 1].date;
    struct wording heading;
    char number[8], shown[40] = "";
    int indicators[INDICATORS_MAX];
    int count = sentences_planned(grid, calendar, booklet->person, day, indicators);

    if (count == 0)
        return; /* she is not there */

    snprintf(number, sizeof number, "%d", day);
    if (date.number != DAY_NONE_NUMBER)
        day_format_weekday(date, shown, sizeof shown);
    phrase_fill(paper_phrase(paper, "day"), (const char *[PHRASE_VALUES_MAX]){ number }, &heading);
    paper_page(paper, paper->head->booklet, "");
    put_day_heading(paper, &heading, shown);
    paper_skip(paper, 3);
    booklet_put_sentences(paper, grid, indicators, count, BELOW);
    put_today(paper, calendar, day);
}

static void put_pages(struct paper *paper, const void *context)
{
    const struct booklet *booklet = context;

    if (paper->head->only_day == 0)
        put_cover(paper, booklet->person, booklet->grid);
    for (int day = 1; day <= booklet->calendar->day_count; day++)
        if (paper_has_day(paper->head, day))
            put_day(paper, booklet, day);
}

bool paper_booklet(const struct paper_head *head, const struct participant *person,
                   const struct grid *grid, const struct calendar *calendar, struct outlet *outlet,
                   struct err *err)
{
    const struct booklet booklet = { person, grid, calendar };
    struct paper paper;

    if (!paper_open(&paper, head, _("Livret de compétences"), outlet, err))
        return false;
    if (head->is_folded && head->only_day == 0) /* a day's page alone has nothing to fold */
        paper_fold(&paper, put_pages, &booklet);
    else
        put_pages(&paper, &booklet);
    return paper_close(&paper, err);
}
