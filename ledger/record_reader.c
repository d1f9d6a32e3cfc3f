#include "ledger/record_reader.h"

#include "base/lang.h"

#include <string.h>

static const char SQL_RECORDS[] =
    "SELECT chain, seq, kind, number, time, offset, operator, tutor, gross, absolute, tickets, "
    "refunds, cash, card, cheque, voucher, drawer, float, hash, signature FROM record "
    "WHERE chain = ? ORDER BY seq";

enum {
    COLUMN_SEQ = 1,
    COLUMN_KIND,
    COLUMN_NUMBER,
    COLUMN_TUTOR = 7,
    COLUMN_RUNNING,
    COLUMN_HASH = 18
};

static void cursor_step(struct record_cursor *cursor)
{
    cursor->has_row = stmt_next(&cursor->stmt);
    if (cursor->has_row)
        cursor->key = stmt_int(&cursor->stmt, 0);
}

void record_reader_open(struct record_reader *out, struct db *db, const char *chain,
                        struct err *err)
{
    memset(out, 0, sizeof *out);
    out->chain[0] = chain[0];
    out->err = err;
    out->is_first = true;
    out->bytes = buf_init(RECORD_BYTES_MAX * 4);
    out->records = db_prepare(db, SQL_RECORDS, err);
    stmt_bind_text(&out->records, 1, out->chain);
    for (int table = FACT_SALE; table < FACT_TABLE_END; table++) {
        struct record_cursor *cursor = &out->cursors[table];

        cursor->stmt = db_prepare(db, FACT_TABLES[table].select, err);
        stmt_bind_text(&cursor->stmt, 1, out->chain);
        cursor_step(cursor);
    }
}

static void bytes_put_column(struct buf *bytes, const struct stmt *row, int column)
{
    const void *blob;
    size_t length;

    switch (stmt_type(row, column)) {
    case STMT_INT: canonical_put_int(bytes, stmt_int(row, column)); return;
    case STMT_TEXT: canonical_put_text(bytes, stmt_text(row, column)); return;
    case STMT_BLOB:
        blob = stmt_blob(row, column, &length);
        canonical_put_blob(bytes, blob, length);
        return;
    case STMT_NULL: canonical_put_null(bytes); return;
    case STMT_OTHER: buf_put_byte(bytes, '?'); return; /* STRICT tables hold no such value */
    }
}

static bool bytes_put_rows(struct record_reader *reader, enum fact_table table, int64_t key)
{
    struct record_cursor *cursor = &reader->cursors[table];

    if (cursor->has_row && cursor->key < key)
        return err_fail(reader->err, ERR_TAMPERED,
                        _("Une ligne de « %s » n'appartient à aucun enregistrement : lancer "
                          "« verify »."),
                        FACT_TABLES[table].name);
    while (cursor->has_row && cursor->key == key) {
        int count = stmt_column_count(&cursor->stmt) - 1;

        canonical_put_row(&reader->bytes, table, count);
        for (int column = 1; column <= count; column++)
            bytes_put_column(&reader->bytes, &cursor->stmt, column);
        cursor_step(cursor);
    }
    return true;
}

static void blob_take(const struct stmt *row, int column, unsigned char *out, size_t length)
{
    size_t found;
    const void *blob = stmt_blob(row, column, &found);

    if (found == length) /* else it stays as it was and no check will accept it */
        memcpy(out, blob, length);
}

bool record_reader_next(struct record_reader *reader)
{
    const struct stmt *row = &reader->records;
    struct buf *bytes = &reader->bytes;

    if (reader->err->code != ERR_NONE || !stmt_next(&reader->records))
        return false;
    reader->seq = stmt_int(row, COLUMN_SEQ);
    reader->kind = (enum record_kind)stmt_int(row, COLUMN_KIND);
    buf_clear(bytes);
    buf_put_byte(bytes, RECORD_FORMAT);
    for (int column = 0; column <= COLUMN_TUTOR; column++)
        bytes_put_column(bytes, row, column);
    canonical_put_previous(bytes, reader->is_first ? 0 : 1, reader->signature);
    for (int table = FACT_SALE; table < FACT_TABLE_END; table++) {
        bool by_ticket = FACT_TABLES[table].by_ticket;
        int64_t key = by_ticket ? stmt_int(row, COLUMN_NUMBER) : reader->seq;

        if (by_ticket && !record_kind_is_ticket(reader->kind))
            continue;
        if (!bytes_put_rows(reader, (enum fact_table)table, key))
            return false;
    }
    for (int column = COLUMN_RUNNING; column < COLUMN_HASH; column++)
        bytes_put_column(bytes, row, column);
    blob_take(row, COLUMN_HASH, reader->hash, HASH_BYTES);
    blob_take(row, COLUMN_HASH + 1, reader->signature, SIGNATURE_BYTES);
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
