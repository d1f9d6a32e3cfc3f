#include "ledger/book_days.h"

#include "base/day_limits.h"
#include "base/lang.h"

#include <stdlib.h>
#include <string.h>

/* Of the records whose clock could be right: a book made under a flat battery began later. That of
 * the first till, which a further one has in its copy. */
static const char SQL_FIRST[] = "SELECT time, offset FROM record WHERE chain BETWEEN 'A' AND 'Z' "
                                "AND time >= ?2 ORDER BY chain, seq LIMIT 1";
static const char SQL_NEWEST[] = "SELECT time, offset FROM record WHERE chain = ?1 AND time >= ?2 "
                                 "ORDER BY seq DESC LIMIT 1";
/* Of a till whose clock was never right: the newest that its copy holds of another. */
static const char SQL_COPIED[] = "SELECT time, offset FROM record WHERE chain BETWEEN 'A' AND 'Z' "
                                 "AND chain <> ?1 AND time >= ?2 ORDER BY chain, seq DESC LIMIT 1";

/* A change of `day-cut` counts from the next Z: what the book held before the last one. */
static const char SQL_DAY_CUT[] =
    "SELECT value FROM setting_fact WHERE key = 'day-cut' AND chain = ?1 AND seq < coalesce("
    "(SELECT max(seq) FROM closing WHERE chain = ?1 AND period = 1), 9223372036854775807) "
    "ORDER BY seq DESC LIMIT 1";

/* The accounting day of the record that `sql` finds from that day on; `out` stays without one. */
static bool record_day_find(struct till *till, const char *sql, struct day from, struct day *out,
                            struct err *err)
{
    enum { DAY_S = 86400 };
    struct stmt query = db_prepare(till->db, sql, err);

    stmt_bind_text(&query, 1, till->real.chain);
    stmt_bind_int(&query, 2, (int64_t)from.number * DAY_S);
    if (stmt_next(&query))
        *out = moment_day_cut(stmt_moment(&query, 0), till->day_cut_min);
    return stmt_finish(&query);
}

bool book_days_read(struct till *till, struct book_days *out, struct err *err)
{
    struct day today = till_day(till);

    *out = (struct book_days){ today, today };
    return record_day_find(till, SQL_FIRST, day_of(SESSIONS_FIRST_YEAR, 1, 1), &out->first, err) &&
           (today.number >= out->first.number ||
            (record_day_find(till, SQL_COPIED, out->first, &out->last, err) &&
             record_day_find(till, SQL_NEWEST, out->first, &out->last, err)));
}

bool book_days_today(struct till *till, struct day *out, struct err *err)
{
    struct book_days span;

    if (!book_days_read(till, &span, err))
        return false;
    *out = span.last;
    return true;
}

bool book_days_hold(const struct book_days *days, struct day day)
{
    return day.number >= days->first.number && day.number <= days->last.number;
}

bool day_cut_parse(const char *text, int *minutes, struct err *err)
{
    bool form = strlen(text) == 5 && text[2] == ':' && strspn(text, "0123456789") == 2 &&
                strspn(text + 3, "0123456789") == 2;
    int hours = form ? atoi(text) : 99;

    if (!form || hours > 11 || atoi(text + 3) > 59)
        return err_fail(err, ERR_INPUT,
                        _("« %.10s » : l'heure où finit la journée, comme 05:00, avant midi."),
                        text);
    *minutes = 60 * hours + atoi(text + 3);
    return true;
}

bool till_read_day_cut(struct till *till, struct err *err)
{
    struct stmt query = db_prepare(till->db, SQL_DAY_CUT, err);
    struct err ignored = ERR_EMPTY;

    till->day_cut_min = DAY_CUT_DEFAULT_MIN;
    stmt_bind_text(&query, 1, till->real.chain);
    if (stmt_next(&query) && !day_cut_parse(stmt_text(&query, 0), &till->day_cut_min, &ignored))
        till->day_cut_min = DAY_CUT_DEFAULT_MIN; /* of another program */
    return stmt_finish(&query);
}
