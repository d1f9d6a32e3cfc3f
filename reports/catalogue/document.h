/*
 * The list of all papers and tables of a session, in the order in which a
 * session needs them; how each is made.
 */
#ifndef REPORTS_DOCUMENT_H
#define REPORTS_DOCUMENT_H

#include "reports/print/page.h"
#include "reports/catalogue/session_papers.h"

enum trait {
    EVIDENCE = 1,    /* what a training body asks for: in a folder of its own */
    EACH_PERSON = 2, /* one file a person */
    WHEN_SHARED = 4, /* only once the sharing is decided */
    TABLE = 8,       /* a spreadsheet; else a PDF */
};

typedef bool make_fn(const struct session_papers *papers, int person, struct outlet *outlet,
                     struct err *err);

/* A report that is also a file of its own: a table to work with, or the funder's report. */
typedef bool page_fn(const struct session_papers *papers, struct page *page, struct err *err);

/* False: the book does not hold yet what this paper says; `err` is what to write first. */
typedef bool ready_fn(const struct session_papers *papers, int person, struct err *err);

struct document {
    const char *file;  /* "livret"; a person's badge follows */
    const char *title; /* for the index */
    const char *when;
    unsigned traits; /* enum trait */
    make_fn *make;   /* a paper, or: */
    page_fn *page;   /* a report */
    ready_fn *ready; /* NULL: always */
};

/* NULL past the last. */
const struct document *document_at(size_t i);

#endif
