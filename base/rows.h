/*
 * The rows of a table that people made, whatever file they stand in: the header
 * finds our columns (heading.h), empty rows and columns are passed over, and each
 * row is judged before its taker sees it. csv.c and xlsx.c give the fields.
 */
#ifndef BASE_ROWS_H
#define BASE_ROWS_H

#include "base/csv.h"
#include "base/heading.h"

enum { ROWS_COLUMNS_MAX = 256, ROWS_TITLES_MAX = 20 };

struct rows {
    const char *path;
    const struct csv_table *table;
    void *context;
    struct csv_faults *faults;
    bool is_ragged; /* a sheet: what is missing at the end of a row is empty */

    long line; /* where the present row starts, set by the giver */
    bool header_seen;
    bool stopped;            /* the header makes no sense: read no row */
    int titles;              /* rows above the header that hold one text */
    char title[HEADING_MAX]; /* the first of them */
    long title_line;
    int target[ROWS_COLUMNS_MAX]; /* column of the file -> of the table, or one of enum target */
    int header_count;
    int field;     /* column of the file being read */
    bool too_long; /* a field of this row was too long */
    bool has_text; /* some field of this row is not empty */
    bool has_words[CSV_COLUMNS_MAX];
    struct headings *headings; /* NULL for tables inside the program */
    const struct layout *layout;
    char names[ROWS_COLUMNS_MAX][HEADING_MAX]; /* of the header, folded */
    char texts[ROWS_COLUMNS_MAX][CSV_FIELD_MAX];
};

/* On the heap: 1 MiB, of which a narrow table touches a few pages. Never NULL. */
struct rows *rows_open(const char *path, const struct csv_table *table, void *context,
                       struct csv_faults *faults);
void rows_close(struct rows *rows);

void rows_field(struct rows *rows, const char *text, size_t length);
void rows_end(struct rows *rows); /* the row is whole */
void rows_fault(struct rows *rows, const char *sentence);

/* After the last row: true when nothing was wrong, else ERR_INPUT with the first fault. */
bool rows_verdict(struct rows *rows, struct err *err) MUST_CHECK;

#endif
