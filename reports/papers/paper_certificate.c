#include "reports/papers/paper_certificate.h"

#include "base/lang.h"
#include "programme/agenda.h"

#include <stdio.h>
#include <string.h>

enum { COLUMNS_MAX = 6, CELL_MAX = 80, YEAR_LENGTH = 5 /* "/2019", " 2019" */ };

/* In two languages the letters of the table are smaller, so that a page holds it all. */
static const struct text_style CELLS = { .size_pt = 14 }, CELLS_OF_TWO = { .size_pt = 11.5 };
static const mm PAD = 1.3;

/* "a, b" in each language that has both. */
static void wording_add(struct wording *out, const struct wording *more)
{
    for (int tongue = 0; tongue < TONGUE_COUNT; tongue++) {
        char *text = out->text[tongue];
        size_t length = strlen(text);
        bool is_right_to_left = tongue_is_right_to_left((enum tongue)tongue);

        if (length + strlen(more->text[tongue]) + 4 < WORDING_MAX)
            snprintf(text + length, WORDING_MAX - length, "%s%s",
                     length == 0        ? ""
                     : is_right_to_left ? "، "
                                        : ", ",
                     more->text[tongue]);
        out->reviewed[tongue] = (length == 0 || out->reviewed[tongue]) && more->reviewed[tongue];
    }
}

/* What the day was for: its one or two steps, else the modules that they belong to. */
static void usual_line(const struct paper *paper, const struct calendar *calendar, int day,
                       struct wording *out)
{
    static const char *const STEPS[STEPS_MAX] = {
        "discover", "offer", "develop", "produce", "stall", "accounts", "take-stock",
    };
    static const char *const MODULES[] = { "module-1", "module-2", "module-3" };
    enum { SAID_BY_STEP = 2 };
    enum step steps[STEPS_MAX];
    int count = agenda_steps_of_day(calendar, day, steps), module = 0;

    *out = (struct wording){ 0 };
    for (int i = 0; i < count; i++) {
        bool is_new = step_module(steps[i]) != module;

        module = step_module(steps[i]);
        if (count <= SAID_BY_STEP)
            wording_add(out, paper_phrase(paper, STEPS[steps[i] - 1]));
        else if (is_new)
            wording_add(out, paper_phrase(paper, MODULES[module - 1]));
    }
}

/* One cell: a figure that needs no language, or a phrase. */
struct cell_text {
    const struct wording *wording; /* NULL = the figure */
    char figure[CELL_MAX];
    bool second; /* the phrase in the second language only */
    bool both;   /* one under the other */
};

static void put_presence(const struct paper *paper, const struct presence *presence,
                         minutes planned, struct cell_text *out)
{
    out->both = true;
    if (planned == 0 && (!presence->called || presence->present == 0))
        snprintf(out->figure, sizeof out->figure, "–");
    else if (!presence->called)
        out->wording = paper_phrase(paper, "not-noted");
    else if (presence->present == 0)
        out->wording =
            paper_phrase(paper, strcmp(presence->reason, "excused") == 0 ? "excused" : "absent");
    else
        hours_format(presence->present, out->figure);
}

/* With a second language the sheet reads from both sides: its columns end where they begin in
 * French, so that the first one stands on the right for Arabic and Dari. */
struct layout {
    int count;
    mm widths[COLUMNS_MAX];
    const struct text_style *style;
};

static struct layout layout_of(const struct paper *paper)
{
    struct layout one = { 4, { 41, 0, 32, 34 }, &CELLS };
    struct layout two = { 6, { 20, 0, 29, 29, 0, 20 }, &CELLS_OF_TWO };
    struct layout *used = paper_has_second(paper, paper_phrase(paper, "day-column")) ? &two : &one;
    mm left = paper_room(paper);

    for (int i = 0; i < used->count; i++)
        left -= used->widths[i];
    for (int i = 0; i < used->count; i++)
        if (used->widths[i] <= 0)
            used->widths[i] = left / (used == &two ? 2 : 1);
    return *used;
}

static mm cell_measure(struct paper *paper, const struct text_style *style,
                       const struct cell_text *cell, mm width)
{
    if (!cell->wording)
        return paper_measure(paper, style, cell->figure, width);
    return (cell->second ? 0 : paper_measure(paper, style, wording_shown(cell->wording), width)) +
           (cell->second || cell->both ? paper_measure_second(paper, style, cell->wording, width)
                                       : 0);
}

static void cell_put(struct paper *paper, const struct text_style *style,
                     const struct cell_text *cell, struct box place)
{
    if (!cell->wording) {
        paper_put(paper, style, cell->figure, place);
        return;
    }
    if (!cell->second)
        place.y += paper_put(paper, style, wording_shown(cell->wording), place);
    if (cell->second || cell->both)
        paper_put_second(paper, style, cell->wording, place);
}

static void put_row(struct paper *paper, const struct layout *layout, const struct cell_text *cells,
                    bool bold)
{
    struct text_style style = *layout->style;
    struct box box = box_at(paper->margin, paper->y, 0);

    style.bold = bold;
    box.height = 7.5;
    for (int i = 0; i < layout->count; i++) {
        mm own = cell_measure(paper, &style, &cells[i], layout->widths[i] - 2 * PAD) + 2 * PAD;

        box.height = own > box.height ? own : box.height;
    }
    if (!bold && paper_left(paper) < box.height) { /* a long session goes over several pages */
        surface_tag(paper->surface, "Table", false);
        paper_page(paper, paper->size, "");
        surface_tag(paper->surface, "Table", true);
        box.y = paper->y;
    }
    surface_tag(paper->surface, "TR", true);
    for (int i = 0; i < layout->count; i++) {
        box.width = layout->widths[i];
        draw_box(paper->surface, box);
        surface_tag(paper->surface, bold ? "TH" : "TD", true);
        cell_put(paper, &style, &cells[i], box_at(box.x + PAD, box.y + PAD, box.width - 2 * PAD));
        surface_tag(paper->surface, bold ? "TH" : "TD", false);
        box.x += box.width;
    }
    surface_tag(paper->surface, "TR", false);
    paper->y += box.height;
}

static void put_headings(struct paper *paper, const struct layout *layout)
{
    const struct wording *day = paper_phrase(paper, "day-column");
    const struct wording *done = paper_phrase(paper, "done-column");
    const struct cell_text cells[COLUMNS_MAX] = {
        { .wording = day },
        { .wording = done },
        { .wording = paper_phrase(paper, "morning"), .both = true },
        { .wording = paper_phrase(paper, "afternoon"), .both = true },
        { .wording = done, .second = true },
        { .wording = day, .second = true },
    };

    put_row(paper, layout, cells, true);
}

static void put_day(struct paper *paper, const struct certificate *certificate, int day,
                    const struct layout *layout)
{
    const struct calendar *calendar = certificate->calendar;
    const struct calendar_day *planned = &calendar->days[day - 1];
    const struct presence *halves = certificate->attendance->halves[day - 1];
    struct wording done;
    struct cell_text cells[COLUMNS_MAX] = { { .second = false } };
    char date[24] = "";

    usual_line(paper, calendar, day, &done);
    if (planned->date.number != DAY_NONE_NUMBER)
        day_format_human(planned->date, date, sizeof date);
    if (layout->count == COLUMNS_MAX && strlen(date) > YEAR_LENGTH)
        date[strlen(date) - YEAR_LENGTH] = '\0'; /* it stands above */
    snprintf(cells[0].figure, CELL_MAX, "J%d %s", day, date);
    cells[1].wording = &done;
    put_presence(paper, &halves[HALF_AM], planned->planned[HALF_AM], &cells[2]);
    put_presence(paper, &halves[HALF_PM], planned->planned[HALF_PM], &cells[3]);
    cells[4] = (struct cell_text){ .wording = &done, .second = true };
    snprintf(cells[5].figure, CELL_MAX, "%d %s", day, date);
    put_row(paper, layout, cells, false);
}

static void put_days(struct paper *paper, const struct certificate *certificate)
{
    struct layout layout = layout_of(paper);

    surface_tag(paper->surface, "Table", true);
    put_headings(paper, &layout);
    for (int day = 1; day <= certificate->calendar->day_count; day++)
        if (stays_cover(&certificate->person->stays, day))
            put_day(paper, certificate, day, &layout);
    surface_tag(paper->surface, "Table", false);
    paper_skip(paper, 3);
}

/* A sentence with one or two figures in it. */
static void put_figures(struct paper *paper, const char *id, const char *first, const char *second)
{
    struct wording filled;

    phrase_fill(paper_phrase(paper, id), (const char *[PHRASE_VALUES_MAX]){ first, second },
                &filled);
    paper_say_wording(paper, &PAPER_READ, &filled);
}

static void put_presence_total(struct paper *paper, const struct attendance_total *total)
{
    int absences = total->half_days_called - total->half_days_present;
    char first[HOURS_TEXT_MAX], second[HOURS_TEXT_MAX];

    if (total->half_days_called == 0) {
        paper_say(paper, &PAPER_READ, "never-called");
        return;
    }
    hours_format(total->present, first);
    hours_format(total->planned, second);
    put_figures(paper, "hours-done", first, second);
    snprintf(first, sizeof first, "%d", total->half_days_present);
    snprintf(second, sizeof second, "%d", total->half_days_called);
    put_figures(paper, "halves-done", first, second);
    if (absences == 0) {
        paper_say(paper, &PAPER_READ, "no-absence");
        return;
    }
    snprintf(first, sizeof first, "%d", absences);
    snprintf(second, sizeof second, "%d", total->half_days_excused);
    put_figures(paper, "absences", first, second);
}

/* A name on a line of its own, smaller when it is long; the pen goes below it. */
static void put_name(struct paper *paper, pt size_pt, mm height, const char *name)
{
    const struct text_style style = { .size_pt = size_pt, .bold = true };
    mm own = paper_measure(paper, &style, name, paper_room(paper));

    paper_put_fitted(paper, &style, name,
                     (struct box){ paper->margin, paper->y, paper_room(paper), height });
    paper_skip(paper, own < height ? own : height);
}

/* "Anna Roy, Léo Petit": those who led the group. */
static void put_animators(struct paper *paper, const struct partners *partners)
{
    char names[2 * PARTNER_NAME_MAX] = "";
    size_t length = 0;

    for (int i = 0; partners && i < partners->count && length < sizeof names; i++)
        if (partners->list[i].kind == PARTNER_ANIMATOR && partners->list[i].name[0] != '\0')
            length += (size_t)snprintf(names + length, sizeof names - length, "%s%s",
                                       length > 0 ? ", " : "", partners->list[i].name);
    if (names[0] == '\0')
        return;
    names[text_room_bytes(names, sizeof names)] = '\0';
    paper_say(paper, &PAPER_READ, "led-by");
    put_name(paper, 14, 7, names);
}

/* Names are the same in every language. */
static void put_names(struct paper *paper, const struct certificate *certificate)
{
    const struct paper_head *head = paper->head;
    char line[1400];

    put_name(paper, 14, 7, head->host);
    paper_say(paper, &PAPER_READ, "states-that");
    paper_skip(paper, 1);
    put_name(paper, 20, 10, certificate->person->called_name);
    paper_skip(paper, 1);
    paper_say(paper, &PAPER_READ, "took-part");
    snprintf(line, sizeof line, "%s%s%s%s%s", head->session, head->place[0] ? ", " : "",
             head->place, head->dates[0] ? ", " : "", head->dates);
    put_name(paper, 14, 12.5, line);
    if (certificate->contract[0] != '\0') {
        snprintf(line, sizeof line, _("Contrat n° %s"), certificate->contract);
        paper_write(paper, &PAPER_PLAIN, line);
    }
    put_animators(paper, certificate->partners);
    paper_skip(paper, 2);
}

bool paper_certificate(const struct paper_head *head, const struct certificate *certificate,
                       struct outlet *outlet, struct err *err)
{
    struct attendance_total total =
        attendance_sum(certificate->attendance, certificate->calendar, &certificate->person->stays);
    struct paper paper;

    if (!paper_open(&paper, head, _("Attestation de participation"), outlet, err))
        return false;
    paper_page_phrase(&paper, SURFACE_A4, "certificate");
    put_names(&paper, certificate);
    put_presence_total(&paper, &total);
    paper_skip(&paper, 4);
    put_days(&paper, certificate);
    paper_say(&paper, &PAPER_READ, "no-diploma");
    paper_skip(&paper, 4);
    paper_signatures_phrases(&paper, "the-person", "the-cooperative");
    return paper_close(&paper, err);
}
