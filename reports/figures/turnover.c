#include "reports/figures/turnover.h"

static const char SQL_NEWEST[] =
    "SELECT gross FROM record WHERE chain = ? ORDER BY seq DESC LIMIT 1";
static const char SQL_SERVICES[] =
    "SELECT coalesce(sum(gross), 0) FROM document WHERE chain BETWEEN 'A' AND 'Z' AND "
    "kind <> 'quote'";

bool turnover_read(struct db *db, cents *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_NEWEST, err);
    cents sum = 0;

    for (char letter = 'A'; letter <= 'Z'; letter++) { /* practice chains are in small letters */
        const char chain[2] = { letter, '\0' };

        stmt_bind_text(&query, 1, chain);
        if (stmt_next(&query))
            sum += stmt_int(&query, 0);
        stmt_rewind(&query);
    }
    if (!stmt_finish(&query))
        return false;
    query = db_prepare(db, SQL_SERVICES, err);
    if (stmt_next(&query))
        sum += stmt_int(&query, 0);
    *out = sum;
    return stmt_finish(&query);
}
