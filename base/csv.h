/*
 * Tables in and out: CSV (RFC 4180, header line; libcsv reads it) and, read
 * only, the first sheet of a spreadsheet file (xlsx.h).
 *
 * Written: UTF-8. Read: as people have it, see charset.h, heading.h and rows.h;
 * `,` `;` `|` or tab, guessed from the header or said by a line `sep=;`. A whole
 * file is judged before anything is written: the caller adds what is wrong with
 * each line, up to CSV_FAULTS_MAX, and refuses the file when there is one.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/buf.h"
#include "base/day_limits.h"

enum { CSV_COLUMNS_MAX = 40, CSV_FAULTS_MAX = 20, CSV_FILE_MAX = 1 << 30, CSV_FIELD_MAX = 4096 };

/* The days of this column are judged by that rule of day_limits.h. */
enum { CSV_MUST = true }; /* stand in the header, and never be empty */
#define CSV_DAY(use) ((unsigned)(use) << 1)

struct csv_column {
    const char *name; /* "_…": only in files of other programs, where layouts.csv names it */
    unsigned asks;    /* true: CSV_MUST; with a day, CSV_DAY(…) */
};

/*
 * One row: `fields[i]` is the text under columns[i], "" when missing or empty;
 * borrowed for the call. `line` counts from 1, the header is line 1. Return
 * false with `err` set to refuse the line; reading goes on, so that every bad
 * line is named.
 */
typedef bool csv_row_fn(void *context, long line, const char *const *fields, struct err *err);

/*
 * What a file may hold, and who takes its rows. With a `kind` (of heading.h) the
 * file is one that people made. When it is recognised as that of another program,
 * nothing is `required` of it any more: the taker judges, by csv_faults.layout.
 */
struct csv_table {
    const struct csv_column *columns;
    size_t column_count; /* 1..CSV_COLUMNS_MAX */
    csv_row_fn *row;
    const char *kind; /* NULL: a table of our own, exact names and nothing else */
};

/* What was wrong, one `FILE:LINE: sentence` a fault, newline-separated. */
struct csv_faults {
    struct buf text;
    int count;           /* all of them, also beyond CSV_FAULTS_MAX */
    struct buf notes;    /* what was understood, and is worth a word: one sentence a line */
    char layout[24];     /* whose file it is, "" plain; known before the first row */
    bool is_unreadable;  /* the file itself, not what is in it */
    int reason_count;    /* of `count`: those that a reason would let pass, ERR_REASON */
    struct buf *preview; /* not NULL: gets the rows as they were understood, as CSV */
    const struct day_limits *limits; /* NULL: days are not judged */
};

struct csv_faults csv_faults_init(void);
void csv_faults_release(struct csv_faults *faults);
void csv_faults_add(struct csv_faults *faults, const char *path, long line, const char *sentence);
void csv_note(struct csv_faults *faults, const char *sentence);

/*
 * Read `path` (`-` = standard input), streaming: memory does not grow with
 * a CSV file. Unknown or missing columns, a broken row and refused lines go to
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
/*
 * The same for words of people in a file that people open: what a spreadsheet would compute (`=`,
 * `+`, `-` or `@` first, but for a plain number) gets an apostrophe before it, which reading takes
 * away again.
 */
void csv_put_words(struct buf *out, const char *words, bool first);
bool csv_is_formula(const char *text);
void csv_put_end(struct buf *out); /* CRLF, RFC 4180 */

#endif
