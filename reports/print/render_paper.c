/*
 * A report on paper: the neutral page laid out on A4 sheets. Tables run over
 * pages with their headings repeated; a row is never cut in two.
 */
#include "reports/print/render_paper.h"

#include "base/lang.h"
#include "base/text.h"
#include "reports/print/drawing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Marking each cell of a long list makes the file twenty times as large. */
enum { TITLE_MAX = 700, MARKED_ROWS_MAX = 60 };

static const mm MARGIN = 15, FOOT = 14, GAP = 3, NARROWEST = 14, AIR_MOST = 6;
static const mm EMBLEM_WIDTH = 24, EMBLEM_HEIGHT = 11;
static const fraction BOLD_SHARE = 0.92; /* bold letters are wider, hence smaller */
static const mm MM_PT = 25.4 / 72;
static const fraction LETTER_SHARE = 0.64; /* of a letter's size, its width; figures take as much */

struct renderer {
    struct surface *surface;
    const struct buf *logo, *emblem; /* borrowed; NULL or empty none */
    enum surface_size size;
    mm width, height; /* of the sheet */
    mm y;             /* where the next thing stands */
    int page_number, page_total;
    int *page_count;                                       /* borrowed; NULL nobody counts */
    char title[TITLE_MAX];                                 /* repeated at the foot */
    mm starts[PAGE_COLUMNS_MAX], widths[PAGE_COLUMNS_MAX]; /* of the present table */
    pt size_pt;                                            /* of its texts */
    mm row_height;    /* of a row whose texts fit on one line */
    bool marks_cells; /* a short table says which cell is what; a long one goes row by row */
    int fit_cols[PAGE_COLUMNS_MAX]; /* columns of text that surely fit on one line */
};

static const struct text_style FOOT_STYLE = { .size_pt = 8,
                                              .ink = { 0.38, 0.38, 0.38 },
                                              .may_lack = true };

static void paper_foot(struct renderer *renderer)
{
    struct text_style right = FOOT_STYLE;
    mm y = renderer->height - FOOT + 3;
    char number[32];

    right.align = ALIGN_END;
    if (renderer->page_total > 0)
        snprintf(number, sizeof number, _("page %d/%d"), renderer->page_number,
                 renderer->page_total);
    else
        snprintf(number, sizeof number, _("page %d"), renderer->page_number);
    surface_text(renderer->surface, &FOOT_STYLE, renderer->title,
                 box_at(MARGIN, y, renderer->width - 2 * MARGIN - 25));
    surface_text(renderer->surface, &right, number, box_at(renderer->width - MARGIN - 25, y, 25));
}

/* In the upper margin: European money is named on every page (Reg. 2021/1060, art. 50). */
static void emblem_put(struct renderer *renderer)
{
    if (!renderer->emblem || renderer->emblem->length == 0)
        return;
    surface_picture(renderer->surface, renderer->emblem, _("Emblème de l'Union européenne"),
                    (struct box){ MARGIN, 2, EMBLEM_WIDTH, EMBLEM_HEIGHT });
    surface_text(renderer->surface, &FOOT_STYLE, _("Cofinancé par l'Union européenne"),
                 box_at(MARGIN + EMBLEM_WIDTH + 2, 5, renderer->width / 2));
}

/* No larger than the emblem. */
static void logo_put(struct renderer *renderer)
{
    if (renderer->logo && renderer->logo->length > 0)
        surface_picture(renderer->surface, renderer->logo, _("logo du groupe"),
                        (struct box){ renderer->width - MARGIN - EMBLEM_WIDTH, 2, EMBLEM_WIDTH,
                                      EMBLEM_HEIGHT });
}

static void paper_page(struct renderer *renderer)
{
    surface_page(renderer->surface, renderer->size);
    emblem_put(renderer);
    logo_put(renderer);
    renderer->page_number++;
    renderer->y = MARGIN;
    paper_foot(renderer);
}

/* Begin a page when `height` does not fit any more. True when one was begun. */
static bool paper_make_room(struct renderer *renderer, mm height)
{
    if (renderer->page_number > 0 && renderer->y + height <= renderer->height - FOOT)
        return false;
    paper_page(renderer);
    return true;
}

static void paper_paragraph(struct renderer *renderer, const struct text_style *style,
                            const char *tag, const char *text)
{
    mm width = renderer->width - 2 * MARGIN;

    paper_make_room(renderer, surface_measure(renderer->surface, style, text, width, NULL));
    surface_tag(renderer->surface, tag, true);
    renderer->y += surface_text(renderer->surface, style, text, box_at(MARGIN, renderer->y, width));
    surface_tag(renderer->surface, tag, false);
}

static void paper_title(struct renderer *renderer, const char *title, const char *subtitle)
{
    const struct text_style big = { 18, .bold = true, .ink = INK_DARK, .may_lack = true };
    const struct text_style under = { 11, .ink = INK_GREY, .may_lack = true };

    snprintf(renderer->title, sizeof renderer->title, "%s", title);
    surface_title(renderer->surface, renderer->title);
    paper_paragraph(renderer, &big, "H1", renderer->title);
    if (subtitle[0])
        paper_paragraph(renderer, &under, "P", subtitle);
    renderer->y += GAP;
}

static void paper_voice(struct renderer *renderer, enum page_voice voice, const char *text)
{
    static const struct text_style STYLES[] = {
        [VOICE_SECTION] = { .size_pt = 13, .bold = true, .ink = { 0.12, 0.25, 0.42 } },
        [VOICE_SENTENCE] = { .size_pt = 11 },
        [VOICE_NOTE] = { .size_pt = 8.5, .ink = { 0.38, 0.38, 0.38 } },
    };

    if (voice == VOICE_SECTION) {
        renderer->y += GAP;
        paper_make_room(renderer, 25); /* a heading does not stand alone at the foot */
    }
    paper_paragraph(renderer, &STYLES[voice], voice == VOICE_SECTION ? "H2" : "P", text);
    renderer->y += voice == VOICE_SECTION ? 1 : GAP;
}

static mm higher(mm one, mm other)
{
    return one > other ? one : other;
}

/* Words on both sides of a bar, as high as the longer of them. */
static void paper_bar(struct renderer *renderer, const struct page_bar *bar)
{
    const struct text_style style = { .size_pt = 10 };
    mm width = renderer->width - 2 * MARGIN, label = width * 0.42, full = 32;
    mm after = label + full + 2, rest = width - after;
    struct surface *surface = renderer->surface;
    mm height = higher(6, surface_measure(surface, &style, bar->label, label - GAP, NULL));

    height = higher(height, surface_measure(surface, &style, bar->shown, rest, NULL));
    paper_make_room(renderer, height + 2);
    surface_tag(surface, "P", true);
    surface_text(surface, &style, bar->label, box_at(MARGIN, renderer->y, label - GAP));
    draw_bar(surface, (struct box){ MARGIN + label, renderer->y, full, 4.5 },
             (fraction)bar->value / (fraction)bar->full);
    surface_text(surface, &style, bar->shown, box_at(MARGIN + after, renderer->y, rest));
    surface_tag(surface, "P", false);
    renderer->y += height + 2;
}

static bool column_is_number(const struct table_view *view, int i)
{
    return cell_kind_is_number(view->table->columns[view->columns[i]].kind);
}

static mm column_need(const struct table_view *view, int i, pt size_pt)
{
    int cols = view->widths_cols[i] < 3 ? 3 : view->widths_cols[i];

    return cols * size_pt * LETTER_SHARE * MM_PT + GAP;
}

/* What the heading takes, which is set in wider letters than the cells. */
static mm heading_need(struct renderer *renderer, const struct table_view *view, int i)
{
    const struct text_style style = { .size_pt = renderer->size_pt * BOLD_SHARE, .bold = true };
    const char *heading = view->table->columns[view->columns[i]].heading;
    mm used = 0;

    if (!view->table->facts)
        surface_measure(renderer->surface, &style, heading, renderer->width, &used);
    return used + GAP + 0.5;
}

/* The widest text column that can still give a millimetre; −1: none. */
static int widest_text(const struct renderer *renderer, const struct table_view *view)
{
    int widest = -1;

    for (int i = 0; i < view->column_count; i++)
        if (!column_is_number(view, i) && renderer->widths[i] > NARROWEST &&
            (widest < 0 || renderer->widths[i] > renderer->widths[widest]))
            widest = i;
    return widest;
}

/* Numbers get what they need; where it is too narrow the widest texts give first. */
static void paper_divide(struct renderer *renderer, const struct table_view *view)
{
    mm spare = renderer->width - 2 * MARGIN, x = MARGIN, air;

    for (int i = 0; i < view->column_count; i++) {
        mm heading = heading_need(renderer, view, i);
        mm need = column_need(view, i, renderer->size_pt);

        renderer->widths[i] = heading > need ? heading : need;
        spare -= renderer->widths[i];
    }
    for (int i = widest_text(renderer, view); spare < 0 && i >= 0;
         i = widest_text(renderer, view)) {
        renderer->widths[i] -= 1;
        spare += 1;
    }
    air = spare > 0 ? spare / view->column_count : 0;
    for (int i = 0; i < view->column_count; i++) {
        renderer->widths[i] += air < AIR_MOST ? air : AIR_MOST;
        renderer->starts[i] = x;
        renderer->fit_cols[i] =
            (int)((renderer->widths[i] - GAP) / (renderer->size_pt * LETTER_SHARE * MM_PT) + 0.01);
        x += renderer->widths[i];
    }
}

/* The largest letters with which the table fits; a list of label and value reads larger. */
static void paper_lay_out(struct renderer *renderer, const struct table_view *view)
{
    static const pt SIZES[] = { 10, 9, 8, 7, 6 };
    mm room = renderer->width - 2 * MARGIN;

    renderer->size_pt = SIZES[COUNT_OF(SIZES) - 1];
    for (size_t i = 0; i < COUNT_OF(SIZES); i++) {
        mm need = 0;

        for (int c = 0; c < view->column_count; c++) {
            mm own = column_need(view, c, SIZES[i]);

            need += column_is_number(view, c) || own < 45 ? own : 45; /* texts can go on below */
        }
        if (need <= room) {
            renderer->size_pt = SIZES[i];
            break;
        }
    }
    if (view->table->facts)
        renderer->size_pt = 11;
    renderer->row_height = renderer->size_pt * 1.17 * MM_PT + 1.4;
    paper_divide(renderer, view);
}

struct paper_line {
    const char *texts[PAGE_COLUMNS_MAX];
    bool right[PAGE_COLUMNS_MAX];
    bool may_lack[PAGE_COLUMNS_MAX];
    bool bold;
    const char *tag; /* of a cell */
};

static struct text_style line_style(const struct renderer *renderer, const struct paper_line *line,
                                    int i)
{
    return (struct text_style){ .size_pt = renderer->size_pt * (line->bold ? BOLD_SHARE : 1),
                                .bold = line->bold,
                                .align = line->right[i] ? ALIGN_END : ALIGN_START,
                                .may_lack = line->may_lack[i] };
}

/* Only texts that may not fit are measured: most rows are one line. */
static mm line_height(struct renderer *renderer, const struct table_view *view,
                      const struct paper_line *line)
{
    mm height = renderer->row_height;

    for (int i = 0; i < view->column_count; i++) {
        struct text_style style = line_style(renderer, line, i);
        mm own = 0;

        if (!line->bold && text_width_cols(line->texts[i]) <= renderer->fit_cols[i])
            continue;
        own = surface_measure(renderer->surface, &style, line->texts[i], renderer->widths[i] - GAP,
                              NULL) +
              1.4;
        height = own > height ? own : height;
    }
    return height;
}

static void put_rule(struct renderer *renderer, const struct table_view *view, struct ink ink)
{
    mm end = renderer->starts[view->column_count - 1] + renderer->widths[view->column_count - 1];

    surface_shape(renderer->surface, &(struct shape){ .kind = SHAPE_LINE,
                                                      .x = MARGIN,
                                                      .y = renderer->y,
                                                      .width = end - GAP - MARGIN,
                                                      .ink = ink,
                                                      .line = 0.2 });
}

static void put_line(struct renderer *renderer, const struct table_view *view,
                     const struct paper_line *line, mm height)
{
    const char *row = renderer->marks_cells ? "TR" : "P";
    bool only_counts = renderer->page_count && renderer->page_total == 0;

    surface_tag(renderer->surface, row, true);
    for (int i = 0; i < view->column_count && !only_counts; i++) {
        struct text_style style = line_style(renderer, line, i);

        if (renderer->marks_cells)
            surface_tag(renderer->surface, line->tag, true);
        surface_text(renderer->surface, &style, line->texts[i],
                     box_at(renderer->starts[i], renderer->y + 0.6, renderer->widths[i] - GAP));
        if (renderer->marks_cells)
            surface_tag(renderer->surface, line->tag, false);
    }
    surface_tag(renderer->surface, row, false);
    renderer->y += height;
}

static void mark_table(struct renderer *renderer, bool begin)
{
    if (renderer->marks_cells)
        surface_tag(renderer->surface, "Table", begin);
}

static void put_headings(struct renderer *renderer, const struct table_view *view)
{
    struct paper_line line = { .bold = true, .tag = "TH" };

    mark_table(renderer, true);
    if (view->table->facts)
        return;
    for (int i = 0; i < view->column_count; i++) {
        line.texts[i] = view->table->columns[view->columns[i]].heading;
        line.right[i] = column_is_number(view, i);
    }
    put_line(renderer, view, &line, line_height(renderer, view, &line));
    put_rule(renderer, view, INK_DARK);
}

static void paper_table_begin(struct renderer *renderer, const struct table_view *view)
{
    paper_lay_out(renderer, view);
    renderer->marks_cells = view->row_estimate <= MARKED_ROWS_MAX;
    paper_make_room(renderer, 4 * renderer->row_height);
    put_headings(renderer, view);
}

static void put_cells(struct renderer *renderer, const struct table_view *view,
                      const struct cell *cells, bool bold)
{
    char scratch[PAGE_COLUMNS_MAX][CELL_SHOWN_MAX];
    struct paper_line line = { .bold = bold, .tag = "TD" };
    mm height;

    for (int i = 0; i < view->column_count; i++) {
        const struct cell *cell = &cells[view->columns[i]];

        line.texts[i] = cell_show(cell, view->table->facts, scratch[i]);
        line.right[i] = column_is_number(view, i) || fact_ends_right(view, i, cell);
        line.may_lack[i] = cell->may_lack;
    }
    height = line_height(renderer, view, &line);
    if (renderer->y + height > renderer->height - FOOT) {
        mark_table(renderer, false);
        paper_page(renderer);
        put_headings(renderer, view);
    }
    put_line(renderer, view, &line, height);
}

static void paper_row(struct renderer *renderer, const struct table_view *view,
                      const struct cell *cells)
{
    put_cells(renderer, view, cells, false);
    put_rule(renderer, view, INK_PALE);
}

static void paper_total(struct renderer *renderer, const struct table_view *view,
                        const struct cell *cells)
{
    put_cells(renderer, view, cells, true);
}

static void paper_table_end(struct renderer *renderer, const struct table_view *view)
{
    (void)view;
    mark_table(renderer, false);
    renderer->y += GAP;
}

static bool paper_finish(struct renderer *renderer, struct err *err)
{
    struct surface *surface = renderer->surface;

    if (renderer->page_number == 0)
        paper_page(renderer);
    if (renderer->page_count)
        *renderer->page_count = renderer->page_number;
    renderer->surface = NULL;
    return surface_finish(surface, err);
}

static void paper_release(struct renderer *renderer)
{
    surface_abandon(renderer->surface);
    free(renderer);
}

static const struct renderer_ops PAPER_OPS = {
    .wants_widths = true,
    .wants_people = true,
    .title = paper_title,
    .voice = paper_voice,
    .bar = paper_bar,
    .table_begin = paper_table_begin,
    .row = paper_row,
    .total = paper_total,
    .table_end = paper_table_end,
    .finish = paper_finish,
    .release = paper_release,
};

bool render_paper(const struct page_target *target, struct outlet *outlet,
                  const struct renderer_ops **ops, struct renderer **out, struct err *err)
{
    const struct surface_target paper = {
        .title = target->title ? target->title : _("Rapport"),
        .language = lang_current() == LANG_EN ? "en" : "fr",
        .made_at = target->made_at,
        .accent = target->colour,
        .is_silent = target->page_count && target->page_total == 0,
        .outlet = outlet,
    };
    struct renderer *renderer = calloc(1, sizeof *renderer);

    if (!renderer)
        return err_fail(err, ERR_STORAGE, _("Plus de mémoire : fermer d'autres programmes."));
    if (!surface_open(&paper, &renderer->surface, err)) {
        free(renderer);
        return false;
    }
    renderer->logo = target->logo;
    renderer->emblem = target->emblem;
    renderer->page_total = target->page_total;
    renderer->page_count = target->page_count;
    renderer->size = target->landscape ? SURFACE_A4_LYING : SURFACE_A4;
    renderer->width = target->landscape ? 297 : 210;
    renderer->height = target->landscape ? 210 : 297;
    *ops = &PAPER_OPS;
    *out = renderer;
    return true;
}
