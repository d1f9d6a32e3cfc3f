#include "ledger/record_view.h"

#include "base/lang.h"

#include <stdint.h>

enum { HEAD_ROW_BYTES = 2 /* table, value count */ };

static uint64_t big_endian(const unsigned char *at, int count)
{
    uint64_t value = 0;

    for (int i = 0; i < count; i++)
        value = value << 8 | at[i];
    return value;
}

/* One value; `*at` moves on. False: cut short or no such type. */
static bool value_read(const unsigned char **at, const unsigned char *end, struct value *out)
{
    size_t left = (size_t)(end - *at);
    unsigned char type = left > 0 ? **at : 0;

    *out = (struct value){ .type = STMT_NULL };
    if (type == 'n') {
        *at += 1;
        return true;
    }
    if (type == 'i' && left >= 9) {
        out->type = STMT_INT;
        out->number = (int64_t)big_endian(*at + 1, 8);
        *at += 9;
        return true;
    }
    if ((type != 't' && type != 'b') || left < 5)
        return false;
    out->type = type == 't' ? STMT_TEXT : STMT_BLOB;
    out->length = (size_t)big_endian(*at + 1, 4);
    out->bytes = (const char *)*at + 5;
    if (out->length > left - 5)
        return false;
    *at += 5 + out->length;
    return true;
}

static bool row_read(const unsigned char **at, const unsigned char *end, struct record_row *out)
{
    if (end - *at < 1 + HEAD_ROW_BYTES || **at != 'r')
        return false;
    out->table = (enum fact_table)(*at)[1];
    out->value_count = (*at)[2];
    *at += 1 + HEAD_ROW_BYTES;
    if (out->table < FACT_SALE || out->table >= FACT_TABLE_END || out->value_count > ROW_VALUES_MAX)
        return false;
    for (int i = 0; i < out->value_count; i++)
        if (!value_read(at, end, &out->values[i]))
            return false;
    return true;
}

static bool head_read(const unsigned char **at, const unsigned char *end, struct record_view *out)
{
    static const enum stmt_type TYPES[HEAD_VALUE_COUNT] = { STMT_TEXT, STMT_INT,  STMT_INT,
                                                            STMT_INT,  STMT_INT,  STMT_INT,
                                                            STMT_TEXT, STMT_TEXT, STMT_BLOB };

    if (*at == end || **at != RECORD_FORMAT)
        return false;
    *at += 1;
    for (int i = 0; i < HEAD_VALUE_COUNT; i++) {
        if (!value_read(at, end, &out->head[i]))
            return false;
        if (out->head[i].type != TYPES[i] &&
            !(i == HEAD_PREVIOUS && out->head[i].type == STMT_NULL))
            return false;
    }
    return out->head[HEAD_CHAIN].length == 1;
}

bool record_view_parse(struct record_view *out, const void *bytes, size_t length, struct err *err)
{
    struct record_view view = { .end = (const unsigned char *)bytes + length };
    const unsigned char *at = bytes;
    struct record_row row;
    bool good = head_read(&at, view.end, &view);

    view.at = at;
    while (good && at < view.end && *at == 'r')
        good = row_read(&at, view.end, &row);
    for (int i = 0; good && i < RUNNING_COUNT; i++) {
        struct value value;

        good = value_read(&at, view.end, &value) && value.type == STMT_INT;
        view.running[i] = value.number;
    }
    if (!good || at != view.end)
        return err_fail(err, ERR_TAMPERED,
                        _("Un enregistrement est illisible : le fichier fut modifié ou coupé."));
    *out = view;
    return true;
}

bool record_view_next_row(struct record_view *view, struct record_row *out)
{
    return row_read(&view->at, view->end, out);
}
