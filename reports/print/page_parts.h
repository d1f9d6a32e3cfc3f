/*
 * What a page is made of, as the computation says it and a renderer hears it.
 */
#ifndef REPORTS_PAGE_PARTS_H
#define REPORTS_PAGE_PARTS_H

#include "base/outlet.h"
#include "reports/print/cell.h"
#include "reports/print/shape.h"

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
    const struct ink *colour; /* PDF: of headings and bars; NULL: our dark blue */
    /* PDF: PNG of the group and of European money, on each page; NULL or empty none. */
    const struct buf *logo, *emblem;
    int page_total;        /* PDF, with the next: "page 2/7"; 0 not counted yet */
    int *page_count;       /* PDF: gets how many there were; NULL = the page counts itself */
    struct outlet *outlet; /* write there instead of `path`, not finished by the page; or NULL */
};

/* `value` of `full` as a bar; `shown` is the text beside it ("28 sur 36"). Not in CSV and XLSX. */
struct page_bar {
    const char *label;
    int64_t value, full; /* 0 <= value <= full, full > 0 */
    const char *shown;
};

#endif
