/*
 * Whom to call for the cold review, from 4 to 6 months after the last day, and
 * where each one stands.
 */
#ifndef REPORTS_CALL_LIST_H
#define REPORTS_CALL_LIST_H

#include "ledger/session.h"
#include "programme/people.h"
#include "programme/workbook.h"
#include "reports/print/page.h"

struct call_list {
    struct people people;
    struct follow_up_window window;
    struct follow_up states[PARTICIPANTS_MAX]; /* beside people.list */
    bool agreed[PARTICIPANTS_MAX];             /* to be called */
};

bool call_list_read(struct db *db, struct day today, struct call_list *out,
                    struct err *err) MUST_CHECK;

/* `report follow-up` */
void call_list_page(const struct session *session, const struct call_list *list, struct page *page);

#endif
