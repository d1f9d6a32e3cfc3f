/*
 * Text for a terminal or a mail: 80 columns, wider only when numbers alone
 * need more. Texts too long for their column go on below; numbers are never cut.
 */
#include "reports/print/renderer.h"

#include "base/lang.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GAP_COLS = 2, NARROWEST_COLS = 8, BAR_COLS = 20 };

struct renderer {
    struct outlet *outlet;
    int widths[PAGE_COLUMNS_MAX]; /* of the present table, in columns */
    bool started;                 /* something was written: a blank line comes before the next */
};

static void put_text(struct renderer *renderer, const char *text)
{
    outlet_put_text(renderer->outlet, text);
}

/* A book may come from anywhere: nothing of it is obeyed by the terminal. */
static void put_shown(struct renderer *renderer, const char *text, size_t length)
{
    const char *end = text + length;

    while (text < end) {
        const char *start = text;
        bool shown = text_char_is_shown(text_next(&text));

        outlet_put(renderer->outlet, shown ? start : "?", shown ? (size_t)(text - start) : 1);
    }
}

static void put_times(struct renderer *renderer, const char *mark, int times)
{
    for (int i = 0; i < times; i++)
        put_text(renderer, mark);
}

static void put_gap(struct renderer *renderer)
{
    if (renderer->started)
        put_text(renderer, "\n");
    renderer->started = true;
}

/*
 * The bytes of `text` that make its first line in `width` columns: cut at the
 * last space that fits, or in the word when there is none. `*next` is where the
 * rest starts, after the space.
 */
static size_t first_line(const char *text, int width, const char **next)
{
    size_t fits = text_fit_bytes(text, width);
    size_t cut = fits;

    if (text[fits] != '\0' && !text_breaks_at(text, fits))
        while (cut > 0 && !text_breaks_at(text, cut - 1))
            cut--;
    if (cut == 0)
        cut = fits > 0 ? fits : strlen(text);
    *next = text + cut;
    while (**next == ' ')
        (*next)++;
    while (cut > 0 && text[cut - 1] == ' ')
        cut--;
    return cut;
}

static void put_paragraph(struct renderer *renderer, const char *text)
{
    while (*text) {
        const char *next;
        size_t length = first_line(text, PAGE_WIDTH_COLS, &next);

        put_shown(renderer, text, length);
        put_text(renderer, "\n");
        text = next;
    }
}

static void text_title(struct renderer *renderer, const char *title, const char *subtitle)
{
    put_gap(renderer);
    put_paragraph(renderer, title);
    put_times(renderer, "═", PAGE_WIDTH_COLS);
    put_text(renderer, "\n");
    put_paragraph(renderer, subtitle);
}

static void text_voice(struct renderer *renderer, enum page_voice voice, const char *text)
{
    int width = text_width_cols(text);

    put_gap(renderer);
    put_paragraph(renderer, text);
    if (voice != VOICE_SECTION)
        return;
    put_times(renderer, "─", width < PAGE_WIDTH_COLS ? width : PAGE_WIDTH_COLS);
    put_text(renderer, "\n");
    renderer->started = false; /* what follows belongs to its heading */
}

static void text_bar(struct renderer *renderer, const struct page_bar *bar)
{
    int filled = (int)(bar->value * BAR_COLS / bar->full);

    put_paragraph(renderer, bar->label);
    put_text(renderer, "    [");
    put_times(renderer, "#", filled);
    put_times(renderer, ".", BAR_COLS - filled);
    put_text(renderer, "] ");
    put_text(renderer, bar->shown);
    put_text(renderer, "\n");
    renderer->started = true;
}

static bool column_is_text(const struct table_view *view, int i)
{
    return !cell_kind_is_number(view->table->columns[view->columns[i]].kind);
}

/* Take columns from the widest texts until the row fits, or nothing more can give. */
static void renderer_fit(struct renderer *renderer, const struct table_view *view)
{
    int room = PAGE_WIDTH_COLS - GAP_COLS * (view->column_count - 1);

    for (int i = 0; i < view->column_count; i++) {
        renderer->widths[i] = view->widths_cols[i];
        room -= view->widths_cols[i];
    }
    while (room < 0) {
        int widest = -1;

        for (int i = 0; i < view->column_count; i++)
            if (column_is_text(view, i) && renderer->widths[i] > NARROWEST_COLS &&
                (widest < 0 || renderer->widths[i] > renderer->widths[widest]))
                widest = i;
        if (widest < 0)
            return;
        renderer->widths[widest]--;
        room++;
    }
}

/* What stands in a row: its texts, and which of them end at the right of their column. */
struct line {
    const char *texts[PAGE_COLUMNS_MAX];
    bool right[PAGE_COLUMNS_MAX];
};

/* One line of a cell; what did not fit stays in `*rest`. */
static void put_cell(struct renderer *renderer, const char **rest, int width, bool right, bool last)
{
    const char *next = *rest;
    size_t length = right ? strlen(*rest) : first_line(*rest, width, &next);
    int used = 0;

    if (right)
        next = *rest + length;
    for (const char *at = *rest; at < *rest + length;)
        used += text_char_width_cols(text_next(&at));
    if (right)
        put_times(renderer, " ", width - used);
    put_shown(renderer, *rest, length);
    if (!right && !last)
        put_times(renderer, " ", width - used);
    if (!last)
        put_times(renderer, " ", GAP_COLS);
    *rest = next;
}

/* An empty last cell leaves no spaces that nobody sees. */
static void end_line(struct renderer *renderer)
{
    struct buf *block = &renderer->outlet->block;

    while (block->length > 0 && block->data[block->length - 1] == ' ')
        block->length--;
    put_text(renderer, "\n");
}

static void put_line(struct renderer *renderer, const struct table_view *view,
                     const struct line *line)
{
    const char *rest[PAGE_COLUMNS_MAX];
    bool more = true;

    for (int i = 0; i < view->column_count; i++)
        rest[i] = line->texts[i];
    while (more) {
        more = false;
        for (int i = 0; i < view->column_count; i++) {
            bool right = line->right[i] && *rest[i];

            put_cell(renderer, &rest[i], renderer->widths[i], right, i == view->column_count - 1);
            more = more || *rest[i];
        }
        end_line(renderer);
    }
}

static void put_rule(struct renderer *renderer, const struct table_view *view)
{
    for (int i = 0; i < view->column_count; i++) {
        put_times(renderer, "─", renderer->widths[i]);
        put_text(renderer, i == view->column_count - 1 ? "\n" : "  ");
    }
}

static void text_table_begin(struct renderer *renderer, const struct table_view *view)
{
    struct line line;

    put_gap(renderer);
    renderer_fit(renderer, view);
    if (view->table->facts)
        return;
    for (int i = 0; i < view->column_count; i++) {
        line.texts[i] = view->table->columns[view->columns[i]].heading;
        line.right[i] = !column_is_text(view, i);
    }
    put_line(renderer, view, &line);
    put_rule(renderer, view);
}

static void text_row(struct renderer *renderer, const struct table_view *view,
                     const struct cell *cells)
{
    char scratch[PAGE_COLUMNS_MAX][CELL_SHOWN_MAX];
    struct line line;

    for (int i = 0; i < view->column_count; i++) {
        const struct cell *cell = &cells[view->columns[i]];

        line.texts[i] = cell_show(cell, view->table->facts, scratch[i]);
        line.right[i] = !column_is_text(view, i) || fact_ends_right(view, i, cell);
    }
    put_line(renderer, view, &line);
}

static void text_total(struct renderer *renderer, const struct table_view *view,
                       const struct cell *cells)
{
    put_rule(renderer, view);
    text_row(renderer, view, cells);
}

static void text_table_end(struct renderer *renderer, const struct table_view *view)
{
    (void)view;
    renderer->started = true;
}

static bool text_finish(struct renderer *renderer, struct err *err)
{
    (void)renderer, (void)err;
    return true; /* the outlet keeps its own failure */
}

static void text_release(struct renderer *renderer)
{
    free(renderer);
}

const struct renderer_ops *render_text(struct outlet *outlet, struct renderer **out)
{
    static const struct renderer_ops OPS = {
        .wants_widths = true,
        .wants_people = true,
        .title = text_title,
        .voice = text_voice,
        .bar = text_bar,
        .table_begin = text_table_begin,
        .row = text_row,
        .total = text_total,
        .table_end = text_table_end,
        .finish = text_finish,
        .release = text_release,
    };
    struct renderer *renderer = calloc(1, sizeof *renderer);

    if (!renderer)
        return NULL;
    renderer->outlet = outlet;
    *out = renderer;
    return &OPS;
}
