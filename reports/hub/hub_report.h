/*
 * The reports of the hub, as pages: a host sees its own sessions, the network
 * sees figures only; which of both is asking the server tells us.
 */
#ifndef REPORTS_HUB_HUB_REPORT_H
#define REPORTS_HUB_HUB_REPORT_H

#include "reports/hub/hub_link.h"
#include "reports/print/page.h"

struct hub_question {
    struct hub *hub;
    bool is_network;     /* this login reads for the network */
    const char *year;    /* "2019", "" = all */
    const char *days[2]; /* of the entries, the first and the last, ISO; "" = all */
    bool is_alone;       /* one table of the review: CSV, too, holds it */
};

/* Ask who is asking; all days and years are asked about. ERR_FORBIDDEN: neither a host nor the
 * network. */
bool hub_question_open(struct hub *hub, struct hub_question *out, struct err *err) MUST_CHECK;

/* NULL: no report of that name. */
typedef bool hub_report_fn(const struct hub_question *question, struct page *page, struct err *err);
hub_report_fn *hub_report_find(const char *name);

/* What the hub has of this login's sessions; `check`: the rows and signatures as well. */
bool hub_status_page(struct hub *hub, bool check, struct page *page, struct err *err) MUST_CHECK;

#endif
