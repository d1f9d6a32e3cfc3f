#include "ledger/closing/compared.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The form is looked at first: there may be a note for each print that was asked for. */
static const char SQL_READ[] =
    "SELECT subject, detail FROM note CROSS JOIN record USING (chain, seq) "
    "WHERE note.chain BETWEEN 'A' AND 'Z' AND detail GLOB '*..* terminal *' "
    "AND kind = ? ORDER BY chain, seq";

bool compared_note(struct till *till, const struct compared *compared, struct err *err)
{
    char terminal[MONEY_TEXT_MAX];
    char book[MONEY_TEXT_MAX];
    char first[DAY_TEXT_MAX] = "";
    char last[DAY_TEXT_MAX] = "";
    char detail[2 * MONEY_TEXT_MAX + 2 * DAY_TEXT_MAX + 60];

    if (compared->first.number != DAY_NONE_NUMBER) {
        day_format(compared->first, first);
        day_format(compared->last, last);
    }
    money_format_file(compared->terminal, terminal);
    money_format_file(compared->book, book);
    snprintf(detail, sizeof detail, "%s..%s terminal %s book %s unmatched %d", first, last,
             terminal, book, compared->unmatched);
    return till_note_leaving(till, RECORD_RECONCILE, compared->means, detail,
                             compared->terminal - compared->book, err);
}

/* "2019-11-26..2019-11-28 terminal 204.74 book 200.00 unmatched 1", as it was written above. */
static bool detail_parse(const char *detail, struct compared *out)
{
    char first[DAY_TEXT_MAX];
    char last[DAY_TEXT_MAX];
    char terminal[MONEY_TEXT_MAX];
    char book[MONEY_TEXT_MAX];
    struct err ignored = ERR_EMPTY;
    char end;

    return sscanf(detail,
                  "%10[0-9-]..%10[0-9-] terminal %24[0-9.-] book %24[0-9.-] unmatched %9d%c", first,
                  last, terminal, book, &out->unmatched, &end) == 5 &&
           day_parse(first, &out->first, &ignored) && day_parse(last, &out->last, &ignored) &&
           money_parse(terminal, &out->terminal, &ignored) &&
           money_parse(book, &out->book, &ignored);
}

static void compared_keep(struct compared *all, int *count, const struct compared *one)
{
    int at = 0;

    while (at < *count && strcmp(all[at].means, one->means) != 0)
        at++;
    if (at == COMPARED_MAX)
        return; /* more means than a paper has room for */
    if (at == *count)
        ++*count;
    all[at] = *one;
}

bool compared_read(struct db *db, struct day from, struct day to, struct compared out[COMPARED_MAX],
                   int *count, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_READ, err);

    *count = 0;
    stmt_bind_int(&query, 1, RECORD_RECONCILE);
    while (stmt_next(&query)) {
        struct compared one = { .unmatched = 0 };

        snprintf(one.means, sizeof one.means, "%s", stmt_text(&query, 0));
        if (detail_parse(stmt_text(&query, 1), &one) && one.first.number <= to.number &&
            one.last.number >= from.number)
            compared_keep(out, count, &one);
    }
    return stmt_finish(&query);
}
