#include "reports/papers/paper_group.h"

#include "base/lang.h"
#include "reports/print/paper_table.h"

#include <assert.h>
#include <stdio.h>

static const mm LEGEND_STEP = 4.2, BADGE_WIDTH = 18, TALLY_WIDTH = 20;

enum { CELL_MAX = 32, INDICATORS_ACROSS = 16 };

struct product_tally {
    int up, same, down;
};

/* A mean of several animators may fall between two steps: "2,5". */
static void put_mark(int twelfths, char *out, size_t room)
{
    if (twelfths == 0)
        snprintf(out, room, "–");
    else if (twelfths % STEP == 0)
        snprintf(out, room, "%d", twelfths / STEP);
    else
        snprintf(out, room, _("%d,%d"), twelfths / STEP, twelfths % STEP * 10 / STEP);
}

static void put_pair(struct pair pair, char out[CELL_MAX], struct product_tally *tally)
{
    char start[12], end[12];

    put_mark(pair.start, start, sizeof start);
    put_mark(pair.end, end, sizeof end);
    if (pair.start == 0 && pair.end == 0)
        snprintf(out, CELL_MAX, "–");
    else
        snprintf(out, CELL_MAX, "%s → %s", start, end);
    if (pair.start == 0 || pair.end == 0)
        return;
    tally->up += pair.end > pair.start;
    tally->same += pair.end == pair.start;
    tally->down += pair.end < pair.start;
}

static void put_tally(const struct product_tally *tally, char out[CELL_MAX])
{
    snprintf(out, CELL_MAX, "%d/%d/%d", tally->up, tally->same, tally->down);
}

/* The columns of one table: all indicators when they fit, else tables of the same width. */
struct span {
    const struct grid *grid;
    int first, count;
};

static void put_person(struct paper_table *table, const struct span *span,
                       const struct participant *person, const struct assessment *assessment,
                       struct product_tally *columns)
{
    char cells[PAPER_TABLE_COLUMNS_MAX][CELL_MAX];
    const char *texts[PAPER_TABLE_COLUMNS_MAX];
    struct product_tally whole = { 0, 0, 0 };

    texts[0] = person->badge;
    for (int i = 0; i < span->count; i++) {
        struct product_tally one = { 0, 0, 0 };

        put_pair(assessment_pair(assessment, RATER_ANIMATOR, span->first + i), cells[i], &one);
        texts[i + 1] = cells[i];
        columns[i].up += one.up;
        columns[i].same += one.same;
        columns[i].down += one.down;
        if (!span->grid->indicators[span->first + i].counts)
            continue; /* observed only */
        whole.up += one.up;
        whole.same += one.same;
        whole.down += one.down;
    }
    put_tally(&whole, cells[span->count]);
    texts[span->count + 1] = cells[span->count];
    paper_table_row(table, texts, false);
}

static void put_totals(struct paper_table *table, const struct span *span,
                       const struct product_tally *columns)
{
    char cells[PAPER_TABLE_COLUMNS_MAX][CELL_MAX];
    const char *texts[PAPER_TABLE_COLUMNS_MAX];

    texts[0] = _("Groupe");
    for (int i = 0; i < span->count; i++) {
        put_tally(&columns[i], cells[i]);
        texts[i + 1] = cells[i];
    }
    texts[span->count + 1] = "";
    paper_table_row(table, texts, true);
}

/* Rows spread over the page beside the legend, which stays on it for a class of fifteen. */
static mm row_height(const struct paper *paper, const struct paper_people *people,
                     const struct grid *grid)
{
    mm legend = (grid->indicator_count + 1) / 2 * LEGEND_STEP + 16;
    mm height = (paper_left(paper) - legend - 8) / (people->count + 1);

    return height < 6.2 ? 6.2 : height > 11 ? 11 : height;
}

static void put_span(struct paper *paper, const struct paper_people *people,
                     const struct span *span, const struct assessment *assessments)
{
    const struct text_style cells = { .size_pt = 9 };
    struct product_tally columns[PAPER_TABLE_COLUMNS_MAX] = { { 0, 0, 0 } };
    struct paper_table table = { .paper = paper,
                                 .column_count = span->count + 2,
                                 .widths = { BADGE_WIDTH },
                                 .style = &cells,
                                 .row_height = row_height(paper, people, span->grid) };

    table.headings[0] = _("Badge");
    for (int i = 0; i < span->count; i++) {
        table.headings[i + 1] = span->grid->indicators[span->first + i].id;
        table.centred[i + 1] = true;
    }
    table.headings[span->count + 1] = "+/=/−";
    table.centred[span->count + 1] = true;
    table.widths[span->count + 1] = TALLY_WIDTH;
    paper_table_begin(&table);
    for (int i = 0; i < people->count; i++) /* also without a name: figures stay under the badge */
        put_person(&table, span, &people->list[i], &assessments[i], columns);
    put_totals(&table, span, columns);
    paper_table_end(&table);
}

static void put_legend(struct paper *paper, const struct grid *grid)
{
    mm half = (paper_room(paper) - 6) / 2;
    int rows = (grid->indicator_count + 1) / 2;

    paper_need(paper, rows * LEGEND_STEP + 8);
    for (int i = 0; i < grid->indicator_count; i++) {
        const struct indicator *indicator = &grid->indicators[i];
        char line[WORDING_MAX + 40];

        snprintf(line, sizeof line, "%s  %s%s", indicator->id, wording_shown(&indicator->wording),
                 indicator->counts ? "" : _(" (observé seulement)"));
        paper_put(
            paper, &PAPER_SMALL, line,
            box_at(PAPER_MARGIN + i / rows * (half + 6), paper->y + i % rows * LEGEND_STEP, half));
    }
    paper_skip(paper, rows * LEGEND_STEP + 3);
    paper_write(paper, &PAPER_SMALL,
                _("Départ → arrivée, vus par l'animatrice ou l'animateur. « – » : pas vu. "
                  "+/=/− : plus haut, pareil, plus bas. Aucun classement."));
}

bool paper_group_grid(const struct paper_head *head, const struct paper_people *people,
                      const struct grid *grid, const struct assessment *assessments,
                      struct outlet *outlet, struct err *err)
{
    int tables = (grid->indicator_count + INDICATORS_ACROSS - 1) / INDICATORS_ACROSS;
    int across = tables > 0 ? (grid->indicator_count + tables - 1) / tables : 1;
    struct paper paper;

    if (!paper_open(&paper, head, _("Grille du groupe"), outlet, err))
        return false;
    paper_page(&paper, SURFACE_A4_LYING, _("Grille du groupe"));
    for (int first = 0; first < grid->indicator_count; first += across) {
        int left = grid->indicator_count - first;
        const struct span span = { grid, first, left < across ? left : across };

        put_span(&paper, people, &span, assessments);
    }
    put_legend(&paper, grid);
    return paper_close(&paper, err);
}
