#include "ledger/proof/record_view.h"

#include <stdint.h>
#include <string.h>

enum { ROW_HEAD_BYTES = 3 /* 'r', table, value count */, INT_BYTES = 9, LENGTH_BYTES = 5 };

static uint32_t u32_read(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static int64_t int_read(const unsigned char *at)
{
    return (int64_t)((uint64_t)u32_read(at) << 32 | u32_read(at + 4));
}

/* One value; `*at` moves on. False: cut short or no such type. */
static bool value_read(const unsigned char **at, const unsigned char *end, struct value *out)
{
    size_t left = (size_t)(end - *at);
    unsigned char type = left > 0 ? **at : 0;

    *out = (struct value){ .type = STMT_NULL };
    if (type == 'i' && left >= INT_BYTES) {
        out->type = STMT_INT;
        out->number = int_read(*at + 1);
        *at += INT_BYTES;
        return true;
    }
    if (type == 'n') {
        *at += 1;
        return true;
    }
    if ((type != 't' && type != 'b') || left < LENGTH_BYTES)
        return false;
    out->type = type == 't' ? STMT_TEXT : STMT_BLOB;
    out->length = u32_read(*at + 1);
    out->bytes = (const char *)*at + LENGTH_BYTES;
    if (out->length > left - LENGTH_BYTES)
        return false;
    *at += LENGTH_BYTES + out->length;
    return true;
}

bool value_is(const struct value *value, const void *bytes, size_t length)
{
    return value->length == length && memcmp(value->bytes ? value->bytes : "", bytes, length) == 0;
}

/* What stands in the columns that the record's form does not know. */
static void row_complete(struct record_row *row, int sealed)
{
    const struct fact_table_form *form = &FACT_TABLES[row->table];

    for (row->value_count = sealed; row->value_count < form->column_count; row->value_count++) {
        char letter = form->added[row->value_count - sealed];

        row->values[row->value_count] = (struct value){ .type = letter == 'n'   ? STMT_NULL
                                                                : letter == 't' ? STMT_TEXT
                                                                                : STMT_INT,
                                                        .bytes = "" };
    }
}

bool record_view_next_row(struct record_view *view, struct record_row *out)
{
    const unsigned char *at = view->at;

    if (view->end - at < ROW_HEAD_BYTES || at[0] != 'r' || at[1] < FACT_SALE ||
        at[1] >= FACT_TABLE_END || at[2] == 0 ||
        at[2] != fact_table_columns((enum fact_table)at[1], view->form))
        return false;
    out->table = (enum fact_table)at[1];

    int sealed = at[2];

    at += ROW_HEAD_BYTES;
    for (int i = 0; i < sealed; i++)
        if (!value_read(&at, view->end, &out->values[i]))
            return false;
    row_complete(out, sealed);
    view->at = at;
    return true;
}

bool record_view_is_at_end(const struct record_view *view)
{
    return view->at == view->end;
}

static bool head_read(const unsigned char **at, const unsigned char *end, struct record_view *out)
{
    static const enum stmt_type TYPES[HEAD_VALUE_COUNT] = { STMT_TEXT, STMT_INT,  STMT_INT,
                                                            STMT_INT,  STMT_INT,  STMT_INT,
                                                            STMT_TEXT, STMT_TEXT, STMT_BLOB };

    for (int i = 0; i < HEAD_VALUE_COUNT; i++) {
        if (!value_read(at, end, &out->head[i]))
            return false;
        if (out->head[i].type != TYPES[i] &&
            !(i == HEAD_PREVIOUS && out->head[i].type == STMT_NULL))
            return false;
    }
    return out->head[HEAD_CHAIN].length == 1;
}

/* The totals stand at the end and always take the same room. */
static bool running_read(struct record_view *out)
{
    memset(out->running, 0, sizeof out->running);
    for (int i = 0; i < running_count(out->form); i++) {
        const unsigned char *at = out->end + i * INT_BYTES;

        if (at[0] != 'i')
            return false;
        out->running[i] = int_read(at + 1);
    }
    return true;
}

bool record_view_open(struct record_view *out, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    size_t tail;

    if (length == 0 || *at < RECORD_FORM_FIRST || *at > RECORD_FORM)
        return false;
    out->form = *at++;
    tail = (size_t)running_count(out->form) * INT_BYTES;
    if (length < 1 + tail)
        return false;
    out->end = (const unsigned char *)bytes + length - tail;
    if (!head_read(&at, out->end, out) || !running_read(out))
        return false;
    out->at = at;
    return true;
}
