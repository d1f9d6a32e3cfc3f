/*
 * Our payments by one means against what its terminal says: first by the number of
 * the slip, then by day, amount and nearest time, each row once. What is left over
 * on either side is named; only the days that the file speaks of are looked at.
 */
#ifndef POS_RECONCILIATION_H
#define POS_RECONCILIATION_H

#include "ledger/sale.h"
#include "ledger/till.h"
#include "pos/acts/terminal_file.h"
#include "reports/print/page.h"

enum match_state {
    MATCH_NONE,
    MATCH_SAME,
    MATCH_NOT_IN_BOOK,
    MATCH_NOT_AT_TERMINAL,
    MATCH_DIFFERS
};

struct match {
    struct day day;
    int64_t utc_s;
    char reference[REFERENCE_MAX];
    char ticket[TICKET_NAME_MAX]; /* "" none */
    cents terminal;
    cents book;
    enum match_state state;
};

struct reconciliation {
    struct match *rows; /* owned; by day, then time */
    int count;
    int unmatched;
    cents terminal;
    cents book;
};

/* `means` is "card" or the name of a further one. */
bool reconciliation_make(struct db *db, const char *means, const struct terminal_file *file,
                         struct reconciliation *out, struct err *err) MUST_CHECK;
void reconciliation_release(struct reconciliation *reconciliation);
/* Keep the result in the journal. */
bool reconciliation_note(struct till *till, const char *means,
                         const struct reconciliation *reconciliation, struct err *err) MUST_CHECK;
void reconciliation_page(const struct reconciliation *reconciliation, const char *means,
                         struct page *page);

#endif
