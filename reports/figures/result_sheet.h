/*
 * From turnover to shares, to read: the result sheet and the table of shares.
 */
#ifndef REPORTS_RESULT_SHEET_H
#define REPORTS_RESULT_SHEET_H

#include "ledger/closing/distribution.h"
#include "reports/print/page.h"

/* A person's name by badge, "" when not known; borrowed until the next call. */
typedef const char *name_fn(void *context, const char *badge);

struct sharer_names {
    name_fn *find; /* NULL: badges only */
    void *context;
};

/* In words that the last decision shares another sum than there is now; "" when it does not. */
enum { MOVED_TEXT_MAX = 160 };
void result_moved_words(const struct result *result, char out[MOVED_TEXT_MAX]);
/* The same as a sentence of the page, or nothing. */
void result_sheet_put_moved(const struct result *result, struct page *page);

bool result_sheet_page(struct till *till, const struct result *result, struct page *page,
                       struct err *err) MUST_CHECK;
/* `decided` false: a simulation. */
void shares_page(const struct session *session, const struct distribution *distribution,
                 bool decided, const struct sharer_names *names, struct page *page);

#endif
