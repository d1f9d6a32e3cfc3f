#include "reports/exports/posting_reader.h"

#include "ledger/closing/closing.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

/* By the day of validation on the wall clock, then as the chains have them. */
static const char SQL_POSTINGS[] =
    "SELECT chain, seq, journal, day, account, auxiliary, label, debit, credit, document, "
    "document_day, time, offset, kind, use, line, CASE kind WHEN 31 THEN number ELSE "
    "dense_rank() OVER (PARTITION BY chain, kind = 31 ORDER BY seq, first_line) END, "
    "max(line) OVER (PARTITION BY chain, seq), max(first_line) OVER (PARTITION BY chain, seq) > 1 "
    "FROM (SELECT chain, seq, line, journal, day, account, auxiliary, label, debit, credit, "
    "document, document_day, use, min(line) OVER (PARTITION BY chain, seq, journal, day, document) "
    "AS "
    "first_line "
    "FROM posting) JOIN record USING (chain, seq) "
    "WHERE chain BETWEEN 'A' AND 'Z' ORDER BY (time + offset * 60) / 86400, chain, seq, line";
static const char SQL_CHARGE[] = "SELECT category FROM charge WHERE chain = ? AND seq = ?";

bool posting_reader_open(struct posting_reader *out, struct db *db, struct err *err)
{
    *out = (struct posting_reader){ .db = db };
    if (!chart_read(db, &out->chart, err))
        return false;
    out->query = db_prepare(db, SQL_POSTINGS, err);
    return true;
}

/* An entry ends where its record does, or its journal, its day or its document. */
static void entry_step(struct posting_reader *reader, const struct stmt *row)
{
    bool same_record = reader->entry > 0 && reader->seq == stmt_int(row, 1) &&
                       strcmp(reader->chain, stmt_text(row, 0)) == 0;
    bool same_entry = same_record && strcmp(reader->entry_journal, stmt_text(row, 2)) == 0 &&
                      strcmp(reader->entry_document, stmt_text(row, 9)) == 0 &&
                      reader->day.number == stmt_int(row, 3);

    reader->part = !same_record ? 1 : reader->part + !same_entry;
    reader->line = same_entry ? reader->line + 1 : 1;
    reader->entry += !same_entry;
    snprintf(reader->entry_journal, sizeof reader->entry_journal, "%s", stmt_text(row, 2));
    snprintf(reader->entry_document, sizeof reader->entry_document, "%s", stmt_text(row, 9));
}

/* The entry of a closing is made again from its figures, line by line as it was made. */
static void closing_use(struct posting_reader *reader, int line)
{
    struct entry *entry = &reader->made_again;
    struct closing closing;
    struct accounts accounts;
    struct err *err = reader->query.err;

    if (line == 1) {
        *entry = (struct entry){ .line_count = 0 };
        if (!accounts_read(reader->db, &accounts, err) ||
            !closing_find(reader->db, reader->chain[0], PERIOD_DAY, reader->number, &closing, err))
            return;
        entry_put_period(entry, &accounts, &closing.reading.sales);
        entry_put(entry, &accounts, "difference", -closing.difference);
        entry_put(entry, &accounts, "cash", closing.difference);
    }
    if (line <= entry->line_count)
        memcpy(reader->use, entry->lines[line - 1].use, sizeof reader->use);
}

/* A charge: what was bought, its VAT, who paid. */
static void charge_use(struct posting_reader *reader, int line, int last_line)
{
    struct stmt query;

    if (line == last_line) {
        strcpy(reader->use, reader->auxiliary[0]                             ? "advance"
                            : strncmp(reader->account->number, "53", 2) == 0 ? "cash"
                                                                             : "bank");
        return;
    }
    if (line > 1) {
        strcpy(reader->use, "vat-deductible");
        return;
    }
    query = db_prepare(reader->db, SQL_CHARGE, reader->query.err);
    stmt_bind_text(&query, 1, reader->chain);
    stmt_bind_int(&query, 2, reader->seq);
    if (stmt_next(&query))
        snprintf(reader->use, sizeof reader->use, "charge:%s", stmt_text(&query, 0));
    if (!stmt_finish(&query))
        return;
}

static void use_take(struct posting_reader *reader, const struct stmt *row)
{
    int line = stmt_range(row, 15, 1, INT_MAX);

    snprintf(reader->use, sizeof reader->use, "%s", stmt_text(row, 14));
    if (reader->use[0])
        return;
    if (reader->kind == RECORD_CLOSE_DAY)
        closing_use(reader, line);
    else if (reader->kind == RECORD_CHARGE)
        charge_use(reader, line, stmt_range(row, 17, 0, INT_MAX));
    else if (reader->kind == RECORD_SHARING)
        strcpy(reader->use, reader->auxiliary[0] ? "share" : "shares");
    else
        strcpy(reader->use, line == 1 ? "cash" : "transfer");
}

bool posting_reader_next(struct posting_reader *reader)
{
    const struct stmt *row = &reader->query;

    if (!stmt_next(&reader->query))
        return false;
    entry_step(reader, row);
    reader->chain[0] = stmt_text(row, 0)[0];
    reader->seq = stmt_int(row, 1);
    reader->journal = stmt_text(row, 2);
    reader->day = stmt_day(row, 3);
    reader->account = chart_find(&reader->chart, stmt_text(row, 4));
    assert(reader->account); /* the chart holds every account that was posted to */
    reader->auxiliary = stmt_text(row, 5);
    reader->label = stmt_text(row, 6);
    reader->debit = stmt_int(row, 7);
    reader->credit = stmt_int(row, 8);
    reader->document = stmt_text(row, 9);
    reader->document_day = stmt_day(row, 10);
    reader->validated = stmt_moment(row, 11);
    reader->kind = (enum record_kind)stmt_int(row, 13);
    reader->number = stmt_int(row, 16);
    reader->has_parts = stmt_int(row, 18) != 0;
    use_take(reader, row);
    return reader->query.err->code == ERR_NONE;
}

bool posting_reader_close(struct posting_reader *reader)
{
    return stmt_finish(&reader->query);
}
