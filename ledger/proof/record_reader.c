#include "ledger/proof/record_reader.h"

#include <string.h>

static const char SQL_RECORDS[] =
    "SELECT form, chain, seq, kind, number, time, offset, operator, tutor, gross, absolute, "
    "tickets, refunds, cash, card, cheque, voucher, drawer, float, other, cash_in, cash_out, "
    "hash, signature FROM record WHERE chain = ? AND seq BETWEEN ? AND ? ORDER BY seq";

enum {
    COLUMN_FORM,
    COLUMN_HEAD,
    COLUMN_SEQ,
    COLUMN_KIND,
    COLUMN_NUMBER,
    COLUMN_RUNNING = 9,
    COLUMN_HASH = COLUMN_RUNNING + RUNNING_COUNT
};

static void cursor_step(struct record_cursor *cursor)
{
    cursor->has_row = stmt_next(&cursor->stmt);
    if (cursor->has_row)
        cursor->key = stmt_number(&cursor->stmt, 0);
}

void record_reader_open(struct record_reader *out, struct db *db, const char *chain,
                        struct err *err)
{
    static const struct journal_head BEGINNING = { .seq = 0 };

    record_reader_open_range(out, db, chain, &BEGINNING, INT64_MAX, err);
}

void record_reader_open_range(struct record_reader *out, struct db *db, const char *chain,
                              const struct journal_head *head, int64_t to, struct err *err)
{
    memset(out, 0, sizeof *out);
    out->chain[0] = chain[0];
    out->err = err;
    out->is_first = head->seq == 0;
    out->to = to;
    memcpy(out->record.signature, head->signature, SIGNATURE_BYTES);
    out->bytes = buf_init(RECORD_BYTES_MAX * 4);
    out->records = db_prepare(db, SQL_RECORDS, err);
    stmt_bind_text(&out->records, 1, out->chain);
    stmt_bind_int(&out->records, 2, head->seq == 0 ? INT64_MIN : head->seq + 1);
    stmt_bind_int(&out->records, 3, to);
    for (int table = FACT_SALE; table < FACT_TABLE_END; table++) {
        struct record_cursor *cursor = &out->cursors[table];

        cursor->stmt = db_prepare(db, FACT_TABLES[table].select, err);
        stmt_bind_text(&cursor->stmt, 1, out->chain);
        stmt_bind_int(&cursor->stmt, 2,
                      head->seq == 0                 ? INT64_MIN
                      : FACT_TABLES[table].by_ticket ? head->last_ticket + 1
                                                     : head->seq + 1);
        cursor_step(cursor);
    }
}

static void bytes_put_columns(struct buf *bytes, const struct stmt *row, int first, int end)
{
    for (int column = first; column < end; column++) {
        struct stmt_cell cell = stmt_cell(row, column);

        canonical_put_cell(bytes, &cell);
    }
}

/* The columns that the record's form does not seal hold what they hold in every such row. */
static bool columns_are_default(const struct stmt *row, int first, const char *letters)
{
    for (int i = 0; letters[i]; i++) {
        struct stmt_cell cell = stmt_cell(row, first + i);
        bool is_default = letters[i] == 'n'   ? cell.type == STMT_NULL
                          : letters[i] == 't' ? cell.type == STMT_TEXT && cell.length == 0
                                              : cell.type == STMT_INT && cell.number == 0;

        if (!is_default)
            return false;
    }
    return true;
}

/* Every row of the record at hand; one that was left behind belongs to no record. */
static bool bytes_put_rows(struct record_reader *reader, enum fact_table table, int64_t key)
{
    struct record_cursor *cursor = &reader->cursors[table];
    int count = fact_table_columns(table, reader->form);

    while (cursor->has_row && cursor->key == key && count > 0) {
        if (reader->form < RECORD_FORM &&
            !columns_are_default(&cursor->stmt, count + 1, FACT_TABLES[table].added)) {
            reader->is_unsealed = true;
            return false;
        }
        canonical_put_row(&reader->bytes, table, count);
        bytes_put_columns(&reader->bytes, &cursor->stmt, 1, count + 1);
        cursor_step(cursor);
    }
    if (cursor->has_row && (cursor->key < key || (count == 0 && cursor->key == key)))
        reader->stray = table;
    return reader->stray == 0;
}

static bool blob_take(const struct stmt *row, int column, unsigned char *out, size_t length)
{
    struct stmt_cell cell = stmt_cell(row, column);
    bool fits = cell.length == length;

    if (fits)
        memcpy(out, cell.bytes, length);
    else
        memset(out, 0, length); /* what no check will accept */
    return fits;
}

/* The end of the records: a row that still waits belongs to none. */
static bool reader_end(struct record_reader *reader)
{
    for (int table = FACT_SALE;
         reader->to == INT64_MAX && reader->stray == 0 && table < FACT_TABLE_END; table++)
        if (reader->cursors[table].has_row)
            reader->stray = (enum fact_table)table;
    return false;
}

bool record_reader_next(struct record_reader *reader)
{
    static const char ADDED[] = "000"; /* totals that form 1 does not seal */
    const struct stmt *row = &reader->records;
    struct buf *bytes = &reader->bytes;
    int total_count;

    if (reader->stray != 0 || reader->is_unsealed || reader->err->code != ERR_NONE)
        return false;
    if (!stmt_next(&reader->records))
        return reader_end(reader);
    reader->form = (int)stmt_number(row, COLUMN_FORM);
    total_count = running_count(reader->form);
    reader->seq = stmt_number(row, COLUMN_SEQ);
    reader->kind = (enum record_kind)stmt_number(row, COLUMN_KIND);
    buf_clear(bytes);
    buf_put_byte(bytes, (unsigned char)reader->form);
    bytes_put_columns(bytes, row, COLUMN_HEAD, COLUMN_RUNNING);
    canonical_put_previous(bytes, reader->is_first ? 0 : 1, reader->record.signature);
    for (int table = FACT_SALE; table < FACT_TABLE_END; table++) {
        bool by_ticket = FACT_TABLES[table].by_ticket;
        int64_t key = by_ticket ? stmt_number(row, COLUMN_NUMBER) : reader->seq;

        if (by_ticket && !record_kind_is_ticket(reader->kind))
            continue;
        if (!bytes_put_rows(reader, (enum fact_table)table, key))
            return false;
    }
    bytes_put_columns(bytes, row, COLUMN_RUNNING, COLUMN_RUNNING + total_count);
    reader->is_unsealed = !columns_are_default(row, COLUMN_RUNNING + total_count,
                                               &ADDED[total_count - RUNNING_COUNT_FIRST]);
    if (reader->is_unsealed)
        return false;
    reader->is_sealed = blob_take(row, COLUMN_HASH, reader->record.hash, HASH_BYTES);
    if (!blob_take(row, COLUMN_HASH + 1, reader->record.signature, SIGNATURE_BYTES))
        reader->is_sealed = false;
    reader->record.bytes = bytes->data;
    reader->record.length = bytes->length;
    reader->is_first = false;
    return buf_check(bytes, reader->err);
}

bool record_reader_close(struct record_reader *reader)
{
    bool good = stmt_finish(&reader->records);

    for (int table = FACT_SALE; table < FACT_TABLE_END; table++)
        good = stmt_finish(&reader->cursors[table].stmt) && good;
    buf_release(&reader->bytes);
    return good && reader->err->code == ERR_NONE;
}
