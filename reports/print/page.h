/*
 * A report before anyone chose its form: titles, sentences, tables, bars,
 * money. The computation says it once; a renderer makes text, CSV, PDF, XLSX or HTML.
 *
 * Order of calls: page_open(), then page_title(), then any number of
 * sections, sentences and tables (page_begin_table(), page_row()...,
 * page_end_table()), then page_close(), which gives the verdict. Rows stream:
 * memory does not grow with their number. Failure sticks until page_close().
 *
 * Texts are borrowed for the call; those of a table until its end.
 */
#ifndef REPORTS_PAGE_H
#define REPORTS_PAGE_H

#include "base/outlet.h"
#include "reports/print/cell.h"

enum page_format { PAGE_TEXT, PAGE_CSV, PAGE_PDF, PAGE_XLSX, PAGE_HTML };

enum { PAGE_COLUMNS_MAX = 32, PAGE_WIDTH_COLS = 80 };

/* Who reads a column: everybody, only files (CSV, XLSX), or only people (all but CSV). */
enum page_reader { READER_ALL, READER_FILES, READER_PEOPLE };

struct page_column {
    const char *name;    /* in the CSV header, part of the contract */
    const char *heading; /* for people, in their language; may be "" */
    enum cell_kind kind; /* decides alignment and number format */
    enum page_reader reader;
    bool summed; /* added up in the total row */
};

struct page_table {
    const struct page_column *columns; /* outlives the table */
    int column_count;                  /* 1..PAGE_COLUMNS_MAX */
    bool facts;                        /* a list of label and value: no headings for people */
    bool people_only;                  /* not in CSV, which holds one table */
    const char *total_label;           /* for people, in the first column; NULL = no total row */
    const char *total_name;            /* for files, in the first column; NULL = no total row */
};

struct page_target {
    enum page_format format;
    const char *path;      /* `-` = standard output */
    bool force;            /* replace an existing file */
    const char *title;     /* in the properties of PDF and XLSX, of HTML without a title */
    bool landscape;        /* PDF: A4 lying */
    struct moment made_at; /* written in PDF, XLSX and HTML */
    /* Called now and then while rows stream, and once at the end; NULL = nobody watches. */
    void (*progress)(int64_t row_count, bool done);
    struct outlet *outlet; /* write there instead of `path`, not finished by the page; or NULL */
};

struct page; /* one report being written */

/* "text", "csv", "pdf", "xlsx", "html". False: unknown. */
bool page_format_parse(const char *name, enum page_format *out);

/*
 * Open a report. ERR_INPUT: the file exists. ERR_STORAGE: the folder refuses,
 * or the part of the program that makes PDF and XLSX is missing.
 */
bool page_open(const struct page_target *target, struct page **out, struct err *err) MUST_CHECK;

void page_title(struct page *page, const char *title,
                const char *subtitle); /* subtitle "" = none */
void page_section(struct page *page, const char *heading);
void page_sentence(struct page *page, const char *text); /* a paragraph to read */
void page_note(struct page *page, const char *text);     /* smaller: source, warning, base */

/* `value` of `full` as a bar; `shown` is the text beside it ("28 sur 36"). Not in CSV and XLSX. */
struct page_bar {
    const char *label;
    int64_t value, full; /* 0 <= value <= full, full > 0 */
    const char *shown;
};
void page_bar(struct page *page, const struct page_bar *bar);

/* `amount` >= 0 as the notes and coins it is made of: drawn on PDF, named in text. Not in CSV. */
void page_money(struct page *page, const char *label, cents amount);

void page_begin_table(struct page *page, const struct page_table *table);
void page_row(struct page *page, const struct cell *cells); /* column_count of them */
void page_end_table(struct page *page);

/* One line of a facts table: `name` for files, `label` for people. */
void page_fact(struct page *page, const char *name, const char *label, struct cell value);
/* The two columns `key,value` of a facts table. */
extern const struct page_table PAGE_FACTS;

/* Finish and free the page. False: something failed since page_open(); no file is left. */
bool page_close(struct page *page, struct err *err) MUST_CHECK;
/* Give up: no file is left. Accepts NULL. */
void page_abandon(struct page *page);

#endif
