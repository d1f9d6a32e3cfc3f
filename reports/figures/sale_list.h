/*
 * Every ticket and every line of a book, one row at a time, as they were
 * recorded: memory does not grow with their number.
 */
#ifndef REPORTS_SALE_LIST_H
#define REPORTS_SALE_LIST_H

#include "ledger/means.h"
#include "ledger/sale.h"
#include "reports/print/page.h"

/* Texts are borrowed until the next row. */
struct sale_row {
    const char *chain;
    int64_t number;
    struct moment time;
    const char *seller;
    int flags;
    cents gross;
    cents net;
    cents vat;
    cents change;
    cents given[PAY_MODE_END];      /* by enum payment_mode; negative: paid back */
    cents means[FURTHER_MEANS_MAX]; /* by sale_list.means */
    const char *refund_chain;
    int64_t refund_number; /* 0: a sale */
};

/* Walks sales and payments side by side, both in the order of their keys. */
struct sale_list {
    struct stmt sales;
    struct stmt payments;
    bool payment_waits; /* the present payment belongs to a later ticket */
    struct means_list means;
};

void sale_list_open(struct sale_list *list, struct db *db, struct err *err);
/* False at the end, and after a failure. */
bool sale_list_next(struct sale_list *list, struct sale_row *out);
/* True when nothing failed. */
bool sale_list_close(struct sale_list *list) MUST_CHECK;

/* "late unknown-article": the words of files; "" for none. */
enum { SALE_FLAGS_TEXT_MAX = 120 };
void sale_flags_format(int flags, char out[SALE_FLAGS_TEXT_MAX]);

/*
 * Whether the tickets go one by one into a sheet of a folder that is made whole: a folder takes no
 * longer for a large book than for a market day. ERR_INPUT says where they are all the same.
 */
enum { SHEET_TICKETS_MAX = 5000 };
bool sale_list_check_sheet(struct db *db, struct err *err) MUST_CHECK;

/* `report sales`, `report lines` and `report payments`. */
bool sale_list_page(struct db *db, struct page *page, struct err *err) MUST_CHECK;
bool payment_list_page(struct db *db, struct page *page, struct err *err) MUST_CHECK;
bool sale_line_page(struct db *db, struct page *page, struct err *err) MUST_CHECK;

#endif
