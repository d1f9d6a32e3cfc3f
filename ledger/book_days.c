#include "ledger/book_days.h"

static const char SQL_FIRST[] = "SELECT time, offset FROM record WHERE chain = ? AND seq = 1";

bool book_days_read(struct till *till, struct book_days *out, struct err *err)
{
    struct stmt query = db_prepare(till->db, SQL_FIRST, err);
    struct day today = till_day(till);

    *out = (struct book_days){ today, today };
    stmt_bind_text(&query, 1, till->real.chain);
    if (stmt_next(&query))
        out->first =
            moment_day_cut((struct moment){ stmt_int(&query, 0), (int32_t)stmt_int(&query, 1) },
                           till->day_cut_min);
    if (out->last.number < out->first.number)
        out->last = out->first;
    return stmt_finish(&query);
}

bool book_days_hold(const struct book_days *days, struct day day)
{
    return day.number >= days->first.number && day.number <= days->last.number;
}

struct day book_days_nearest(const struct book_days *days, struct day day)
{
    if (day.number < days->first.number)
        return days->first;
    return day.number > days->last.number ? days->last : day;
}
