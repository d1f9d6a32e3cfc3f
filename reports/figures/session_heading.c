#include "reports/figures/session_heading.h"

#include "base/day.h"
#include "base/lang.h"
#include "ledger/fact_order.h"
#include "ledger/session.h"

#include <stdio.h>

const char SQL_POSTING_DAYS[] =
    "SELECT min(day), max(day) FROM posting WHERE chain BETWEEN 'A' AND 'Z'";
/* The first and the last ticket of each till: not all of them. */
const char SQL_TICKET_DAYS[] =
    SQL_REAL_CHAINS "SELECT min((time + offset * 60) / 86400), max((time + offset * 60) / 86400) "
                    "FROM real JOIN sale ON sale.chain = real.chain AND sale.number IN "
                    "(1, (SELECT max(number) FROM sale AS last WHERE last.chain = real.chain))";

bool session_heading_put(struct db *db, const char *title, const char *sql_days, struct page *page,
                         struct err *err)
{
    struct session session;
    struct stmt query;
    char subtitle[2 * NAME_MAX_TEXT + 80];

    if (!session_read(db, &session, err))
        return false;
    snprintf(subtitle, sizeof subtitle, "%s, %s", session.name, session.host);
    query = db_prepare(db, sql_days, err);
    if (stmt_next(&query) && !stmt_is_null(&query, 0)) {
        char first[MOMENT_TEXT_MAX];
        char last[MOMENT_TEXT_MAX];
        char days[80];

        day_format_human(stmt_day(&query, 0), first, sizeof first);
        day_format_human(stmt_day(&query, 1), last, sizeof last);
        snprintf(days, sizeof days, _("du %s au %s"), first, last);
        snprintf(subtitle, sizeof subtitle, "%s, %s, %s", session.name, session.host, days);
    }
    page_title(page, title, subtitle);
    return stmt_finish(&query);
}
