/*
 * The reports on the screen: choose one, read it, scroll; or have every paper
 * made as PDF, or every file of the host, in a folder beside the book.
 */
#ifndef POS_REPORTS_PAGE_H
#define POS_REPORTS_PAGE_H

#include "pos/acts/desk.h"
#include "pos/ui/list.h"
#include "reports/catalogue/catalogue.h"

enum { REPORT_TEXT_MAX = 1 << 18, REPORTS_SHOWN_MAX = 40 };

struct reports_page {
    SHELL;
    struct list list; /* the reports, then all papers */
    const struct catalogue_row *rows[REPORTS_SHOWN_MAX];
    int count;
    bool is_open;               /* a report is being read */
    char text[REPORT_TEXT_MAX]; /* cut at a whole line when longer */
    int line_count;
    int top; /* first line shown */
};

extern const struct screen_kind REPORTS_PAGE;

#endif
