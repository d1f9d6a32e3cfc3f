/*
 * A ruled table on a paper, often to be filled by hand: boxes as high as their
 * tallest text, headings repeated on the next page.
 */
#ifndef REPORTS_PAPER_TABLE_H
#define REPORTS_PAPER_TABLE_H

#include "reports/print/paper.h"

enum { PAPER_TABLE_COLUMNS_MAX = 24 };

struct paper_table {
    struct paper *paper;
    int column_count;
    mm widths[PAPER_TABLE_COLUMNS_MAX];
    const char *headings[PAPER_TABLE_COLUMNS_MAX];
    bool centred[PAPER_TABLE_COLUMNS_MAX];
    const struct text_style *style; /* of the rows */
    mm row_height;                  /* at least */
};

/* Spread what is left of the room on the columns whose width is 0. */
void paper_table_begin(struct paper_table *table);
/* One row; a text may be "" to be written by hand. */
void paper_table_row(struct paper_table *table, const char *const *texts, bool bold);
void paper_table_end(struct paper_table *table);

/* Where column `i` of the row just written stands, for drawings in it. */
struct box paper_table_cell(const struct paper_table *table, int i, mm row_height);

#endif
