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

#include "reports/print/page_parts.h"

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

void page_bar(struct page *page, const struct page_bar *bar);

void page_begin_table(struct page *page, const struct page_table *table);
void page_row(struct page *page, const struct cell *cells); /* column_count of them */
void page_end_table(struct page *page);

/* One line of a facts table: `name` for files, `label` for people. */
void page_fact(struct page *page, const char *name, const char *label, struct cell value);
/* Of facts above, named with their signs: a spreadsheet computes it again. The caller vouches that
 * it is their sum. */
void page_fact_sum(struct page *page, const char *name, const char *label, cents amount,
                   const char *formula);
/* The two columns `key,value` of a facts table. */
extern const struct page_table PAGE_FACTS;

/* Finish and free the page. False: something failed since page_open(); no file is left. */
bool page_close(struct page *page, struct err *err) MUST_CHECK;
/* Give up: no file is left. Accepts NULL. */
void page_abandon(struct page *page);

#endif
