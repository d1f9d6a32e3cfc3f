#include "reports/papers/paper_sheets.h"

#include "base/lang.h"
#include "reports/papers/paper_booklet.h"
#include "reports/print/paper_table.h"

#include <stdio.h>

static const mm CODE_WIDTH = 46, CODE_HEIGHT = 10, ID_WIDTH = 13, GROUP_ID_WIDTH = 9,
                ROW_HEIGHT = 11, GROUP_ROW_HEIGHT = 9;

struct sheets {
    const struct paper_people *people;
    const struct grid *grid;
    const struct calendar *calendar;
};

/* To scan; the heading leaves room for it. */
static void put_code(struct paper *paper, const struct sheet_place *place)
{
    char code[HOUSE_CODE_MAX];

    sheet_code(place, paper->head->id ? sheet_session(paper->head->id) : 0, code);
    surface_barcode(paper->surface, code,
                    (struct box){ paper->width - paper->margin - CODE_WIDTH, paper->y, CODE_WIDTH,
                                  CODE_HEIGHT });
    paper_skip(paper, CODE_HEIGHT + 2);
}

/* Picture and name of who fills the sheet; a line for a name when nobody is meant. */
static void put_owner(struct paper *paper, const struct participant *person,
                      const struct sheet_place *place)
{
    const struct text_style name = { .size_pt = 20, .bold = true };
    mm y = paper->y;

    if (!person) {
        paper_field_phrase(paper, "my-name");
        return;
    }
    put_code(paper, place);
    draw_pictogram(paper->surface, person->position, paper->margin, y, CODE_HEIGHT);
    paper_put_fitted(paper, &name, person->called_name,
                     (struct box){ paper->margin + CODE_HEIGHT + 4, y + 1,
                                   paper_room(paper) - CODE_WIDTH - CODE_HEIGHT - 8, CODE_HEIGHT });
}

/* -- What a person says of herself. -- */

static void put_self(struct paper *paper, const struct sheets *sheets,
                     const struct participant *person)
{
    const struct sheet_place place = { RATER_SELF, sheets->calendar->day_count,
                                       person ? person->position : 0 };
    int indicators[INDICATORS_MAX];
    int count = sentences_planned(sheets->grid, sheets->calendar, person, place.day, indicators);

    paper_page_phrase(paper, SURFACE_A4, "self-sheet");
    put_owner(paper, person, &place);
    booklet_put_sentences(paper, sheets->grid, indicators, count, 0);
}

bool paper_self_sheets(const struct paper_head *head, const struct paper_people *people,
                       const struct grid *grid, const struct calendar *calendar,
                       struct outlet *outlet, struct err *err)
{
    const struct sheets sheets = { people, grid, calendar };
    struct paper paper;

    if (!paper_open(&paper, head, _("Feuilles pour se noter"), outlet, err))
        return false;
    for (int i = 0; i < people->count; i++)
        if (participant_is_awaited(&people->list[i], calendar->day_count))
            put_self(&paper, &sheets, &people->list[i]);
    put_self(&paper, &sheets, NULL);
    return paper_close(&paper, err);
}

/* -- A row a person, a column a sentence. -- */

/* Which sentences the letters of the columns stand for. */
static void put_sentences(struct paper *paper, const struct grid *grid, const int *indicators,
                          int count)
{
    const struct text_style *style = &PAPER_READ;

    for (int i = 0; i < count; i++) {
        const struct indicator *indicator = &grid->indicators[indicators[i]];
        mm width = paper_room(paper) - ID_WIDTH;
        mm height = paper_measure_wording(paper, style, &indicator->wording, width);

        paper_need(paper, height);
        surface_tag(paper->surface, "P", true);
        paper_put(paper, &PAPER_READ_BOLD, indicator->id,
                  box_at(paper->margin, paper->y, ID_WIDTH));
        paper_put_wording(paper, style, &indicator->wording,
                          box_at(paper->margin + ID_WIDTH, paper->y, width));
        surface_tag(paper->surface, "P", false);
        paper_skip(paper, height + 0.5);
    }
    paper_skip(paper, 2);
}

/* "1 Pas encore" to "? Je ne sais pas", in one line. */
static void put_scale(struct paper *paper, const struct grid *grid)
{
    const mm bars = 8;
    struct text_style beside = PAPER_READ;
    mm width = paper_room(paper) / MARKS_MAX, tallest = bars;

    if (tongue_is_right_to_left(paper->head->second))
        beside.align = ALIGN_END; /* beside its own bars, not beside the next ones */
    paper_say(paper, &PAPER_READ_BOLD, "write-digit");
    paper_skip(paper, 1.5);
    for (int i = 0; i < MARKS_MAX; i++) {
        int value = (i + 1) % MARKS_MAX;
        const struct wording *word = &grid->marks[value];
        struct box text =
            box_at(paper->margin + (mm)i * width + bars + 2, paper->y, width - bars - 3);
        char shown[WORDING_MAX + 4];

        draw_steps(paper->surface, value, text.x - bars - 2, paper->y, bars);
        snprintf(shown, sizeof shown, "%c %s", "?1234"[value], wording_shown(word));
        text.y += paper_put(paper, &PAPER_READ, shown, text);
        text.y += paper_put_second(paper, &beside, word, text);
        tallest = text.y - paper->y > tallest ? text.y - paper->y : tallest;
    }
    paper_skip(paper, tallest + 3);
}

static void put_rows(struct paper *paper, const struct sheets *sheets,
                     const struct sheet_place *place, const int *indicators, int count)
{
    bool small = place->kind == RATER_ANIMATOR;
    struct paper_table table = { .paper = paper,
                                 .column_count = count + 1,
                                 .headings = { "" },
                                 .style = small ? &PAPER_PLAIN : &PAPER_READ,
                                 .row_height = small ? GROUP_ROW_HEIGHT : ROW_HEIGHT };
    int rows[PARTICIPANTS_MAX];
    int row_count = sheet_rows(sheets->people->list, sheets->people->count, place, rows);

    for (int i = 0; i < count; i++) {
        table.headings[i + 1] = sheets->grid->indicators[indicators[i]].id;
        table.widths[i + 1] = small ? GROUP_ID_WIDTH : ID_WIDTH;
        table.centred[i + 1] = true;
    }
    paper_table_begin(&table);
    for (int i = 0; i < row_count; i++) {
        const struct participant *person = &sheets->people->list[rows[i]];
        const char *cells[PAPER_TABLE_COLUMNS_MAX];

        cells[0] = person->called_name;
        for (int k = 1; k <= count; k++)
            cells[k] = "";
        paper_table_row(&table, cells, false);
        draw_pictogram(paper->surface, person->position,
                       paper->margin + table.widths[0] - ROW_HEIGHT, paper->y - ROW_HEIGHT + 1,
                       ROW_HEIGHT - 2);
    }
    paper_table_end(&table);
}

static int columns_of(const struct sheets *sheets, const struct sheet_place *place,
                      int out[INDICATORS_MAX])
{
    const struct asked_day when = { sheets->calendar, place->day, 0, NULL };
    int count =
        sentences_asked(sheets->grid, &when, (struct asked_rater){ place->kind, false }, out);

    return count < PAPER_TABLE_COLUMNS_MAX ? count : PAPER_TABLE_COLUMNS_MAX - 1;
}

static void put_peer(struct paper *paper, const struct sheets *sheets,
                     const struct participant *person)
{
    const struct sheet_place place = { RATER_PEER, sheets->calendar->day_count, person->position };
    int indicators[INDICATORS_MAX];
    int count = columns_of(sheets, &place, indicators);

    paper_page_phrase(paper, SURFACE_A4, "peer-sheet");
    put_owner(paper, person, &place);
    put_sentences(paper, sheets->grid, indicators, count);
    put_scale(paper, sheets->grid);
    put_rows(paper, sheets, &place, indicators, count);
}

bool paper_peer_sheets(const struct paper_head *head, const struct paper_people *people,
                       const struct grid *grid, const struct calendar *calendar,
                       struct outlet *outlet, struct err *err)
{
    const struct sheets sheets = { people, grid, calendar };
    const struct sheet_place everybody = { RATER_PEER, calendar->day_count, 0 };
    struct paper paper;
    int givers[PARTICIPANTS_MAX];
    int count = sheet_rows(people->list, people->count, &everybody, givers);

    if (!paper_open(&paper, head, _("Feuilles pour noter les autres"), outlet, err))
        return false;
    for (int i = 0; i < count; i++)
        put_peer(&paper, &sheets, &people->list[givers[i]]);
    if (count == 0)
        paper_page(&paper, SURFACE_A4, _("Personne n'est inscrit."));
    return paper_close(&paper, err);
}

/* -- The group, by the animator. -- */

/* What the letters and the digits stand for. */
static void put_group_words(struct paper *paper, const struct grid *grid, const int *indicators,
                            int count)
{
    const struct text_style *style = count > 10 ? &PAPER_PLAIN : &PAPER_READ;
    char line[2 * WORDING_MAX];

    for (int i = 0; i < count; i++) {
        const struct indicator *indicator = &grid->indicators[indicators[i]];

        snprintf(line, sizeof line, "%s  %s", indicator->id, wording_shown(&indicator->wording));
        paper_need(paper, 7);
        paper_write(paper, style, line);
    }
    paper_skip(paper, 3);
    for (int value = 1; value < MARKS_MAX; value++) {
        snprintf(line, sizeof line, "%d  %s : %s", value, wording_shown(&grid->marks[value]),
                 grid_anchor_shown(grid, value));
        paper_need(paper, 7);
        paper_write(paper, &PAPER_PLAIN, line);
    }
}

static void put_group_day(struct paper *paper, const struct sheets *sheets, int day)
{
    const struct sheet_place place = { RATER_ANIMATOR, day, 0 };
    int indicators[INDICATORS_MAX];
    int count = columns_of(sheets, &place, indicators);
    char heading[64];
    mm top;

    if (count == 0)
        return;
    snprintf(heading, sizeof heading, _("J%d : ce que l'équipe a vu"), day);
    paper_page(paper, SURFACE_A4, heading);
    top = paper->y;
    paper->y -= CODE_HEIGHT + 2;
    put_code(paper, &place);
    paper->y = top;
    put_rows(paper, sheets, &place, indicators, count);
    put_group_words(paper, sheets->grid, indicators, count);
}

bool paper_group_sheets(const struct paper_head *head, const struct paper_people *people,
                        const struct grid *grid, const struct calendar *calendar,
                        struct outlet *outlet, struct err *err)
{
    const struct sheets sheets = { people, grid, calendar };
    struct paper paper;

    if (!paper_open(&paper, head, _("Feuilles pour noter le groupe"), outlet, err))
        return false;
    for (int day = 1; day <= calendar->day_count; day++)
        if (paper_has_day(head, day))
            put_group_day(&paper, &sheets, day);
    return paper_close(&paper, err);
}
