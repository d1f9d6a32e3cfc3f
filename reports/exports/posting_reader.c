#include "reports/exports/posting_reader.h"

#include <assert.h>
#include <string.h>

/* By the day of validation on the wall clock, then as the chains have them. */
static const char SQL_POSTINGS[] =
    "SELECT chain, seq, journal, day, account, auxiliary, label, debit, credit, document, "
    "document_day, time, offset FROM posting JOIN record USING (chain, seq) "
    "WHERE chain BETWEEN 'A' AND 'Z' ORDER BY (time + offset * 60) / 86400, chain, seq, line";

bool posting_reader_open(struct posting_reader *out, struct db *db, struct err *err)
{
    *out = (struct posting_reader){ .entry = 0 };
    if (!chart_read(db, &out->chart, err))
        return false;
    out->query = db_prepare(db, SQL_POSTINGS, err);
    return true;
}

bool posting_reader_next(struct posting_reader *reader)
{
    const struct stmt *row = &reader->query;

    if (!stmt_next(&reader->query))
        return false;
    if (reader->entry == 0 || reader->seq != stmt_int(row, 1) ||
        strcmp(reader->chain, stmt_text(row, 0)) != 0)
        reader->entry++;
    reader->chain[0] = stmt_text(row, 0)[0];
    reader->seq = stmt_int(row, 1);
    reader->journal = stmt_text(row, 2);
    reader->day = (struct day){ (int32_t)stmt_int(row, 3) };
    reader->account = chart_find(&reader->chart, stmt_text(row, 4));
    assert(reader->account); /* the chart holds every account that was posted to */
    reader->auxiliary = stmt_text(row, 5);
    reader->label = stmt_text(row, 6);
    reader->debit = stmt_int(row, 7);
    reader->credit = stmt_int(row, 8);
    reader->document = stmt_text(row, 9);
    reader->document_day = (struct day){ (int32_t)stmt_int(row, 10) };
    reader->validated = (struct moment){ stmt_int(row, 11), (int32_t)stmt_int(row, 12) };
    return true;
}

bool posting_reader_close(struct posting_reader *reader)
{
    return stmt_finish(&reader->query);
}
