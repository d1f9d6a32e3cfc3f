/*
 * The answers to the impact statements: counts first, then the rate with its
 * base, its interval, and what it could have been had the silent answered.
 */
#ifndef REPORTS_IMPACT_TABLE_H
#define REPORTS_IMPACT_TABLE_H

#include "ledger/session.h"
#include "programme/records.h"
#include "reports/print/page.h"

struct impact_table {
    struct statements statements;
    struct impact counts[STATEMENTS_MAX]; /* beside statements.list */
};

bool impact_table_read(struct db *db, struct impact_table *out, struct err *err) MUST_CHECK;

/* True when nobody said anything, not even "je ne sais pas". */
bool impact_table_is_empty(const struct impact_table *impact);

/* Whether that statement belongs to a wording that was asked, the printed one while none was. */
bool impact_is_asked(const struct impact_table *impact, int statement);

/* Adds the counts of another session: pooled by counts, never by percents; its people are
 * a base only for the wording that it asked. */
void impact_table_pool(struct impact_table *total, const struct impact_table *more);

/*
 * `report impact`. A plainer wording is a new question: it shows apart, once someone answered it,
 * and never beside what was printed in 2019-2020; the printed one shows when it, or nothing, was
 * answered.
 */
void impact_table_page(const struct session *session, const struct impact_table *impact,
                       struct page *page);
/* The table alone, for a report that holds others. */
void impact_table_put(const struct impact_table *impact, bool people_only, struct page *page);

#endif
