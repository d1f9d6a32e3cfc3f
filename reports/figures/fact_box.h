/*
 * The fact box of a session, like the seven published ones.
 */
#ifndef REPORTS_FACT_BOX_H
#define REPORTS_FACT_BOX_H

#include "ledger/venue.h"
#include "programme/calendar.h"
#include "reports/print/page.h"

struct fact_box {
    struct session session;
    char venues[VENUES_MAX]; /* session_venues() */
    struct calendar calendar;
    int participants; /* all who started */
    cents turnover;   /* VAT included, after refunds */
};

/* `turnover` comes from the ledger: this file adds nothing up. */
bool fact_box_read(struct db *db, const struct session *session, cents turnover,
                   struct fact_box *out, struct err *err) MUST_CHECK;

/* `report session` */
void fact_box_page(const struct fact_box *box, struct page *page);

/* "2019-11-26,2019-11-27": dates that were chosen, as `new --dates` takes them. */
enum { DATES_TEXT_MAX = DAYS_MAX * DAY_TEXT_MAX + 1 };
void fact_box_format_dates(const struct calendar *calendar, char out[DATES_TEXT_MAX]);

#endif
