/*
 * CSV in and out: RFC 4180, UTF-8, header line (libcsv reads and quotes).
 *
 * Read: `,` `;` or tab (guessed from the header), a BOM and CRLF are
 * understood; columns are found by name in any order. A whole file is judged
 * before anything is written: the caller adds what is wrong with each line,
 * up to CSV_FAULTS_MAX, and refuses the file when there is one.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/buf.h"

enum { CSV_COLUMNS_MAX = 32, CSV_FAULTS_MAX = 20, CSV_FILE_MAX = 1 << 30, CSV_FIELD_MAX = 4096 };

struct csv_column {
    const char *name;
    bool required; /* must stand in the header and must not be empty */
};

/*
 * One row: `fields[i]` is the text under columns[i], "" when missing or empty;
 * borrowed for the call. `line` counts from 1, the header is line 1. Return
 * false with `err` set to refuse the line; reading goes on, so that every bad
 * line is named.
 */
typedef bool csv_row_fn(void *context, long line, const char *const *fields, struct err *err);

/* What a file may hold, and who takes its rows. */
struct csv_table {
    const struct csv_column *columns;
    size_t column_count; /* 1..CSV_COLUMNS_MAX */
    csv_row_fn *row;
};

/* What was wrong, one `FILE:LINE: sentence` a fault, newline-separated. */
struct csv_faults {
    struct buf text;
    int count; /* all of them, also beyond CSV_FAULTS_MAX */
};

struct csv_faults csv_faults_init(void);
void csv_faults_release(struct csv_faults *faults);
void csv_faults_add(struct csv_faults *faults, const char *path, long line, const char *sentence);

/*
 * Read `path` (`-` = standard input), streaming: memory does not grow with
 * the file. Unknown or missing columns, a broken row and refused lines go to
 * `faults`. False with `err` set when there is at least one fault (ERR_INPUT,
 * the first fault as sentence) or the file cannot be read (ERR_STORAGE).
 */
bool csv_read(const char *path, const struct csv_table *table, void *context,
              struct csv_faults *faults, struct err *err) MUST_CHECK;

/* The same for CSV carried inside the program (not empty); `name` stands for the path. */
bool csv_read_text(const char *text, const char *name, const struct csv_table *table, void *context,
                   struct err *err) MUST_CHECK;

/* Append one field to a line being written; quoted only where needed. `first` = no comma before. */
void csv_put_field(struct buf *out, const char *field, bool first);
void csv_put_end(struct buf *out); /* CRLF, RFC 4180 */

#endif
