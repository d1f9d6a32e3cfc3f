/*
 * What a renderer is: the calls it gets, in the order page.h gives.
 *
 * Before table_begin() the page has looked at the first rows, so that widths
 * are known; files that need none get their rows at once. A renderer writes
 * into its outlet and keeps its failure until finish().
 */
#ifndef REPORTS_RENDERER_H
#define REPORTS_RENDERER_H

#include "reports/print/page_parts.h"

enum page_voice { VOICE_SECTION, VOICE_SENTENCE, VOICE_NOTE };

/* The table as this renderer shows it: only the columns of its readers. */
struct table_view {
    const struct page_table *table;
    int column_count;
    int columns[PAGE_COLUMNS_MAX];     /* indexes into table->columns and the cells of a row */
    int widths_cols[PAGE_COLUMNS_MAX]; /* the widest heading or cell seen in the first rows */
    int64_t row_estimate;              /* rows seen so far; a table may go on beyond */
};

struct renderer; /* the renderer's own state */

/* In a list of label and value, numbers end on the right unless long texts stand among them. */
bool fact_ends_right(const struct table_view *view, int column, const struct cell *cell);

struct renderer_ops {
    bool wants_widths; /* the page keeps the first rows back and measures them */
    bool wants_people; /* READER_PEOPLE columns and people_only tables are shown */
    bool wants_files;  /* READER_FILES columns are shown */
    void (*title)(struct renderer *renderer, const char *title, const char *subtitle);
    void (*voice)(struct renderer *renderer, enum page_voice voice, const char *text);
    void (*bar)(struct renderer *renderer, const struct page_bar *bar);
    void (*table_begin)(struct renderer *renderer, const struct table_view *view);
    void (*row)(struct renderer *renderer, const struct table_view *view, const struct cell *cells);
    /* The sums of the summed columns; its other cells are empty, the first is the label. */
    void (*total)(struct renderer *renderer, const struct table_view *view,
                  const struct cell *cells);
    void (*table_end)(struct renderer *renderer, const struct table_view *view);
    bool (*finish)(struct renderer *renderer, struct err *err);
    void (*release)(struct renderer *renderer);
};

/* Each gives its operations and its state; `outlet` outlives it. NULL: no memory. */
const struct renderer_ops *render_text(struct outlet *outlet, struct renderer **out);
const struct renderer_ops *render_csv(struct outlet *outlet, struct renderer **out);
const struct renderer_ops *render_html(const struct page_target *target, struct outlet *outlet,
                                       struct renderer **out);

#endif
