#include "reports/exports/e_reporting.h"

#include "base/csv.h"
#include "base/db.h"
#include "base/lang.h"
#include "reports/print/page.h"

#include <stdio.h>
#include <string.h>

/*
 * Tickets by closing, day and rate, those of an open day last; then each day as the closing posted
 * it, so that a wrong clock declares nothing in another year: a day that it did not post is in its
 * last.
 */
#define SQL_SUMS                                                                                   \
    "coalesce(sale.day, (SELECT (record.time + record.offset * 60 - 18000) / 86400 FROM record "   \
    "WHERE record.chain = sale.chain AND record.seq = sale.seq)) AS day, rate, "                   \
    "sum(part.net) AS net, sum(part.vat) AS vat, sum(refund_number = 0) AS sales, "                \
    "sum(refund_number <> 0) AS refunds FROM "
#define SQL_PARTS                                                                                  \
    "JOIN rate_total AS part ON part.chain = sale.chain AND part.number = sale.number WHERE "      \
    "sale.chain BETWEEN 'A' AND 'Z' AND (part.net <> 0 OR part.vat <> 0) AND "
#define SQL_CLOSED                                                                                 \
    "SELECT closing.chain, closing.seq, " SQL_SUMS "closing CROSS JOIN sale ON sale.chain = "      \
    "closing.chain AND sale.number BETWEEN first_ticket AND last_ticket " SQL_PARTS                \
    "period = 1 GROUP BY 1, 2, 3, 4"
#define SQL_OPEN                                                                                   \
    "SELECT sale.chain, 0 AS seq, " SQL_SUMS "sale " SQL_PARTS "sale.number > (SELECT coalesce("   \
    "max(last_ticket), 0) FROM closing WHERE closing.chain = sale.chain AND period = 1) "          \
    "GROUP BY 1, 2, 3, 4"
static const char SQL_DAYS[] =
    "WITH part AS (" SQL_CLOSED " UNION ALL " SQL_OPEN ") "
    "SELECT coalesce((SELECT max(day) FROM posting WHERE posting.chain = part.chain AND "
    "posting.seq = part.seq AND posting.day = part.day), (SELECT max(day) FROM posting WHERE "
    "posting.chain = part.chain AND posting.seq = part.seq), day), chain, rate, sum(net), "
    "sum(vat), sum(sales), sum(refunds) FROM part GROUP BY 1, chain, rate ORDER BY 1, chain, rate";

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

static bool rows_put(struct db *db, struct page *page, struct err *err)
{
    struct stmt rows = db_prepare(db, SQL_DAYS, err);
    bool good = true;

    while (good && stmt_next(&rows)) {
        struct day day = stmt_day(&rows, 0);
        basis_points rate = stmt_range(&rows, 2, 0, RATE_MAX);
        struct wanted category;
        char date[DAY_TEXT_MAX];

        good = category_find(rate > 0 ? "taxable-goods" : "not-taxable", day, &category, err);
        day_format(day, date);

        const struct cell cells[] = {
            cell_text(date),
            cell_text(stmt_text(&rows, 1)),
            cell_text(category.code),
            cell_rate(rate),
            cell_money(stmt_int(&rows, 3)),
            cell_money(stmt_int(&rows, 4)),
            cell_integer(stmt_int(&rows, 5)),
            cell_integer(stmt_int(&rows, 6)),
            cell_text("EUR"),
        };

        page_row(page, cells);
    }
    return stmt_finish(&rows) && good;
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
    if (!rows_put(till->db, page, err)) {
        page_abandon(page);
        return false;
    }
    page_end_table(page);
    return page_close(page, err);
}
