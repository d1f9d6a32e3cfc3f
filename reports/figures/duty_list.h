/* Who takes what on, day by day: `report roles`. */
#ifndef REPORTS_DUTY_LIST_H
#define REPORTS_DUTY_LIST_H

#include "ledger/session.h"
#include "programme/calendar.h"
#include "programme/duty.h"
#include "reports/print/page.h"

struct duty_list {
    struct people people;
    int day_count;
    struct duties days[DAYS_MAX]; /* J1 first */
};

bool duty_list_read(struct db *db, struct duty_list *out, struct err *err) MUST_CHECK;
void duty_list_page(const struct session *session, const struct duty_list *list, struct page *page);

#endif
