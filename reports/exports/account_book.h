/*
 * The accounts as they were posted: each entry, and what each account sums to.
 */
#ifndef REPORTS_ACCOUNT_BOOK_H
#define REPORTS_ACCOUNT_BOOK_H

#include "base/db.h"
#include "reports/print/page.h"

/* `report postings`: entries count from 1 in the order of the FEC. */
bool postings_page(struct db *db, struct page *page, struct err *err) MUST_CHECK;

/* `report balance`: the sums of debits and of credits are equal. */
bool balance_page(struct db *db, struct page *page, struct err *err) MUST_CHECK;

#endif
