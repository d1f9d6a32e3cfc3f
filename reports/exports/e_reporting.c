#include "reports/exports/e_reporting.h"

#include "base/buf.h"
#include "base/csv.h"
#include "base/db.h"
#include "base/lang.h"
#include "ledger/proof/sale_day.h"
#include "reports/print/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What each day closing took, and what is open since the last one. */
static const char SQL_SPANS[] =
    "SELECT seq, first_ticket - 1, last_ticket FROM closing WHERE chain = ?1 AND period = 1 "
    "UNION ALL SELECT 0, coalesce(max(last_ticket), 0), 0x7fffffffff FROM closing "
    "WHERE chain = ?1 AND period = 1";
/* A day counts as its closing posted it: one of a wrong clock declares nothing in another year. */
static const char SQL_POSTED[] =
    "SELECT coalesce((SELECT max(day) FROM posting WHERE chain = ?1 AND seq = ?2 AND day = ?3), "
    "(SELECT max(day) FROM posting WHERE chain = ?1 AND seq = ?2), ?3)";
/* By day and rate, a ticket at each rate of its lines: no running total tells them apart. */
static const char SQL_COUNTS[] =
    "SELECT day, rate, count(*) - sum(is_refund), sum(is_refund) FROM (SELECT DISTINCT "
    "coalesce(sale.day, (SELECT (record.time + record.offset * 60 - 18000) / 86400 FROM record "
    "WHERE record.chain = sale.chain AND record.seq = sale.seq)) AS day, sale.number, rate, "
    "refund_number <> 0 AS is_refund FROM sale JOIN sale_line USING (chain, number) "
    "WHERE sale.chain = ?1 AND sale.number > ?2 AND sale.number <= ?3) GROUP BY 1, 2";

enum { TAKINGS_BYTES_MAX = 1 << 24 };

/* A row to be. */
struct takings {
    struct day day;
    char chain[2];
    basis_points rate;
    cents net;
    cents vat;
    int64_t sales;
    int64_t refunds;
};

/* The tickets after `after` and up to `to` of a till. */
struct span {
    struct db *db;
    char chain[2];
    int64_t seq; /* of the closing, 0: none yet */
    int64_t after;
    int64_t to;
    struct buf *rows; /* of struct takings */
};

static const unsigned char CATEGORIES[] = {
#include "reports/exports/e_reporting.csv.inc"
};

enum { CODE_ROOM = 8, SINCE = 0, KIND, CODE, WORDS };

struct wanted {
    const char *kind;
    struct day day;
    struct day since; /* of the one found */
    char code[CODE_ROOM];
};

/* The newest that holds on the day; for days before the first, the first. */
static bool category_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct wanted *wanted = context;
    struct day since;

    (void)line;
    if (!day_parse(fields[SINCE], &since, err))
        return false;
    if (strcmp(fields[KIND], wanted->kind) == 0 &&
        (wanted->code[0] == '\0' ||
         (since.number <= wanted->day.number && since.number > wanted->since.number))) {
        wanted->since = since;
        snprintf(wanted->code, sizeof wanted->code, "%.7s", fields[CODE]);
    }
    return true;
}

static bool category_find(const char *kind, struct day day, struct wanted *out, struct err *err)
{
    static const struct csv_column COLUMNS[] = {
        { "since", true }, { "kind", true }, { "code", true }, { "words", true }
    };
    static const struct csv_table TABLE = { COLUMNS, COUNT_OF(COLUMNS), category_row, NULL };

    *out = (struct wanted){ .kind = kind, .day = day };
    return csv_read_text((const char *)CATEGORIES, "e_reporting.csv", &TABLE, out, err);
}

static bool takings_add(const struct span *span, struct takings takings, struct err *err)
{
    struct stmt posted = db_prepare(span->db, SQL_POSTED, err);

    stmt_bind_text(&posted, 1, span->chain);
    stmt_bind_int(&posted, 2, span->seq);
    stmt_bind_int(&posted, 3, takings.day.number);
    if (stmt_next(&posted))
        takings.day = stmt_day(&posted, 0);
    memcpy(takings.chain, span->chain, sizeof takings.chain);
    buf_put(span->rows, &takings, sizeof takings);
    return stmt_finish(&posted);
}

static bool counts_add(const struct span *span, struct err *err)
{
    struct stmt counts = db_prepare(span->db, SQL_COUNTS, err);
    bool good = true;

    stmt_bind_text(&counts, 1, span->chain);
    stmt_bind_int(&counts, 2, span->after);
    stmt_bind_int(&counts, 3, span->to);
    while (good && stmt_next(&counts))
        good = takings_add(span,
                           (struct takings){ .day = stmt_day(&counts, 0),
                                             .rate = stmt_range(&counts, 1, 0, RATE_MAX),
                                             .sales = stmt_int(&counts, 2),
                                             .refunds = stmt_int(&counts, 3) },
                           err);
    return stmt_finish(&counts) && good;
}

/* Running totals tell all, unless several rates share the tickets: then these are counted. */
static bool span_add(const struct span *span, struct err *err)
{
    struct day_totals totals;
    bool is_mixed = false;
    bool good = sale_days_read(span->db, span->chain, span->after, span->to, &totals, err);

    for (int i = 0; good && i < totals.count; i++)
        is_mixed = is_mixed || totals.days[i].rate_count > 1;
    for (int i = 0; good && i < totals.count; i++) {
        const struct day_total *total = &totals.days[i];

        for (int k = 0; good && k < total->rate_count; k++)
            good = takings_add(span,
                               (struct takings){ .day = total->day,
                                                 .rate = total->rates[k].rate,
                                                 .net = total->rates[k].net,
                                                 .vat = total->rates[k].vat,
                                                 .sales = is_mixed ? 0 : total->tickets,
                                                 .refunds = is_mixed ? 0 : total->refunds },
                               err);
    }
    return good && (!is_mixed || counts_add(span, err));
}

static bool till_add_takings(struct db *db, char letter, struct buf *rows, struct err *err)
{
    struct span span = { .db = db, .chain = { letter, '\0' }, .rows = rows };
    struct stmt spans = db_prepare(db, SQL_SPANS, err);
    bool good = true;

    stmt_bind_text(&spans, 1, span.chain);
    while (good && stmt_next(&spans)) {
        span.seq = stmt_int(&spans, 0);
        span.after = stmt_int(&spans, 1);
        span.to = stmt_int(&spans, 2);
        good = span_add(&span, err);
    }
    return stmt_finish(&spans) && good;
}

static int compare_takings(const void *one, const void *other)
{
    const struct takings *a = one;
    const struct takings *b = other;

    if (a->day.number != b->day.number)
        return a->day.number < b->day.number ? -1 : 1;
    if (a->chain[0] != b->chain[0])
        return a->chain[0] - b->chain[0];
    return a->rate - b->rate;
}

static bool row_put(const struct takings *takings, struct page *page, struct err *err)
{
    struct wanted category;
    char date[DAY_TEXT_MAX];

    if (!category_find(takings->rate > 0 ? "taxable-goods" : "not-taxable", takings->day, &category,
                       err))
        return false;
    day_format(takings->day, date);

    const struct cell cells[] = {
        cell_text(date),
        cell_text(takings->chain),
        cell_text(category.code),
        cell_rate(takings->rate),
        cell_money(takings->net),
        cell_money(takings->vat),
        cell_integer(takings->sales),
        cell_integer(takings->refunds),
        cell_text("EUR"),
    };

    page_row(page, cells);
    return true;
}

/* Those of one day, till and rate as one row. */
static bool rows_put(struct buf *rows, struct page *page, struct err *err)
{
    struct takings *all = (struct takings *)(void *)rows->data;
    size_t count = rows->length / sizeof *all;
    bool good = true;

    if (count > 0)
        qsort(all, count, sizeof *all, compare_takings);
    for (size_t i = 0; good && i < count;) {
        struct takings sum = all[i];

        while (++i < count && compare_takings(&sum, &all[i]) == 0) {
            sum.net += all[i].net;
            sum.vat += all[i].vat;
            sum.sales += all[i].sales;
            sum.refunds += all[i].refunds;
        }
        if (sum.sales > 0 || sum.refunds > 0)
            good = row_put(&sum, page, err);
    }
    return good;
}

static bool takings_put(struct db *db, struct page *page, struct err *err)
{
    struct buf rows = buf_init(TAKINGS_BYTES_MAX);
    bool good = true;

    for (char letter = 'A'; good && letter <= 'Z'; letter++)
        good = till_add_takings(db, letter, &rows, err);
    good = good && buf_check(&rows, err) && rows_put(&rows, page, err);
    buf_release(&rows);
    return good;
}

bool e_reporting_write(struct till *till, const char *path, bool force, struct err *err)
{
    static const struct page_column COLUMNS[] = {
        { .name = "date", .heading = "date", .kind = CELL_TEXT },
        { .name = "till", .heading = "till", .kind = CELL_TEXT },
        { .name = "category", .heading = "category", .kind = CELL_TEXT },
        { .name = "rate", .heading = "rate", .kind = CELL_RATE },
        { .name = "net", .heading = "net", .kind = CELL_MONEY },
        { .name = "vat", .heading = "vat", .kind = CELL_MONEY },
        { .name = "sales", .heading = "sales", .kind = CELL_INTEGER },
        { .name = "refunds", .heading = "refunds", .kind = CELL_INTEGER },
        { .name = "currency", .heading = "currency", .kind = CELL_TEXT },
    };
    const struct page_table table = { .columns = COLUMNS, .column_count = COUNT_OF(COLUMNS) };
    const struct page_target target = { .format = PAGE_CSV, .path = path, .force = force };
    struct page *page;

    if (!page_open(&target, &page, err))
        return false;
    page_begin_table(page, &table);
    if (!takings_put(till->db, page, err)) {
        page_abandon(page);
        return false;
    }
    page_end_table(page);
    return page_close(page, err);
}
