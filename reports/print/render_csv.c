/*
 * CSV, RFC 4180: one table, its names as header, nothing in the language of
 * people. A long export spends its time here and in cell_put_file().
 */
#include "reports/print/renderer.h"

#include "base/csv.h"

#include <stdlib.h>
#include <string.h>

struct renderer {
    struct outlet *outlet;
};

static void csv_title(struct renderer *renderer, const char *title, const char *subtitle)
{
    (void)renderer, (void)title, (void)subtitle;
}

static void csv_voice(struct renderer *renderer, enum page_voice voice, const char *text)
{
    (void)renderer, (void)voice, (void)text;
}

static void csv_bar(struct renderer *renderer, const struct page_bar *bar)
{
    (void)renderer, (void)bar;
}

static void csv_table_begin(struct renderer *renderer, const struct table_view *view)
{
    struct buf *out = &renderer->outlet->block;

    for (int i = 0; i < view->column_count; i++)
        csv_put_field(out, view->table->columns[view->columns[i]].name, i == 0);
    csv_put_end(out);
}

/* Numbers, dates and times need no quotes; only texts are looked at. */
static void csv_row(struct renderer *renderer, const struct table_view *view,
                    const struct cell *cells)
{
    struct buf *out = &renderer->outlet->block;

    for (int i = 0; i < view->column_count; i++) {
        const struct cell *cell = &cells[view->columns[i]];
        const char *text = cell->file_text ? cell->file_text : cell->text;

        if (cell->kind == CELL_TEXT && text) {
            csv_put_words(out, text, i == 0);
            continue;
        }
        if (i > 0)
            buf_put_byte(out, ',');
        cell_put_file(cell, out);
    }
    csv_put_end(out);
    outlet_settle(renderer->outlet);
}

static void csv_table_end(struct renderer *renderer, const struct table_view *view)
{
    (void)renderer, (void)view;
}

static bool csv_finish(struct renderer *renderer, struct err *err)
{
    (void)renderer, (void)err;
    return true; /* the outlet keeps its own failure */
}

static void csv_release(struct renderer *renderer)
{
    free(renderer);
}

const struct renderer_ops *render_csv(struct outlet *outlet, struct renderer **out)
{
    static const struct renderer_ops OPS = {
        .wants_files = true,
        .title = csv_title,
        .voice = csv_voice,
        .bar = csv_bar,
        .table_begin = csv_table_begin,
        .row = csv_row,
        .total = csv_row,
        .table_end = csv_table_end,
        .finish = csv_finish,
        .release = csv_release,
    };
    struct renderer *renderer = calloc(1, sizeof *renderer);

    if (!renderer)
        return NULL;
    renderer->outlet = outlet;
    *out = renderer;
    return &OPS;
}
