#include "reports/exports/fact_csv.h"

#include "base/csv.h"
#include "base/day.h"
#include "base/lang.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

enum { LINE_MAX_BYTES = RECORD_BYTES_MAX * 4 };

/*
 * How each sealed column is written, one letter each: i integer, t text, b bytes, m money, c cost
 * (-1 is unknown), p rate, q quantity, d day, u time (its offset stands in the next column).
 */
static const char *const KINDS[FACT_CSV_TABLES] = {
    [FACT_CSV_RECORD] = "tiiiuitt"
                        "mmiimmmmmmmmm"
                        "ibb",
    [FACT_SALE] = "iuiitmmmmitittd",
    [FACT_SALE_LINE] = "ittqmmmmpi",
    [FACT_PAYMENT] = "iimmmtt",
    [FACT_RATE_TOTAL] = "pmmmmmm",
    [FACT_CASH_MOVEMENT] = "mt",
    [FACT_CASH_COUNT] = "mmi",
    [FACT_COUNT_PIECE] = "mi",
    [FACT_CLOSING] = "iidiiiimmmmmmmmmmmtmmbbmmmiddi",
    [FACT_CLOSING_RATE] = "pmmm",
    [FACT_CLOSING_TILL] = "tibm",
    [FACT_CHARGE] = "dttmmttttit",
    [FACT_SHARING] = "tppmmmiiii",
    [FACT_SHARE] = "itim",
    [FACT_POSTING] = "itdttttmmtdt",
    [FACT_PRODUCT] = "ttmptttcttddi",
    [FACT_STOCK_MOVEMENT] = "tqt",
    [FACT_SETTING] = "itt",
    [FACT_NOTE] = "ttm",
    [FACT_MEANS_TOTAL] = "tmm",
    [FACT_CLOSING_MEANS] = "tm",
    [FACT_CLOSING_DAY] = "dpmmm",
    [FACT_PRESENCE] = "itiiit",
    [FACT_CONSENT] = "itttddtt",
    [FACT_MEANS] = "itttiiim",
    [FACT_DOCUMENT] = "ttddtttttttmmm",
    [FACT_DOCUMENT_LINE] = "itqmpmmdt",
    [FACT_JUMP] = "iiibimt",
};

static const char RECORD_HEADER[] =
    "chain,seq,kind,number,time,offset,operator,tutor,gross,absolute,tickets,refunds,cash,card,"
    "cheque,voucher,drawer,float,other,cash_in,cash_out,form,hash,signature\r\n";

struct fact_csv fact_csv_init(fact_csv_fn *put, void *context)
{
    return (struct fact_csv){ put, context, buf_init(LINE_MAX_BYTES) };
}

void fact_csv_release(struct fact_csv *csv)
{
    buf_release(&csv->line);
}

const char *fact_csv_name(int table)
{
    return table == FACT_CSV_RECORD ? "record" : FACT_TABLES[table].name;
}

/* printf is half of the time of a long export: digits are put by hand. */
static void put_int(struct buf *out, int64_t value)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;

    do
        digits[--at] = (char)('0' + size % 10);
    while ((size /= 10) > 0);
    if (value < 0)
        digits[--at] = '-';
    buf_put(out, digits + at, sizeof digits - at);
}

/* `value` hundredths or thousandths; `keep` false drops zeros at the end. */
static void put_decimal(struct buf *out, int64_t value, int places, bool keep)
{
    uint64_t unit = places == 2 ? 100 : 1000;
    uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
    char digits[4];

    if (value < 0)
        buf_put_byte(out, '-');
    put_int(out, (int64_t)(size / unit));
    size %= unit;
    for (int i = places; i-- > 0; size /= 10)
        digits[i] = (char)('0' + size % 10);
    while (!keep && places > 0 && digits[places - 1] == '0')
        places--;
    if (places > 0)
        buf_put_byte(out, '.');
    buf_put(out, digits, (size_t)places);
}

static void put_text(struct buf *out, const struct value *value)
{
    bool quoted =
        memchr(value->bytes, ',', value->length) || memchr(value->bytes, '"', value->length) ||
        memchr(value->bytes, '\n', value->length) || memchr(value->bytes, '\r', value->length);

    if (!quoted) {
        buf_put(out, value->bytes, value->length);
        return;
    }
    buf_put_byte(out, '"');
    for (size_t i = 0; i < value->length; i++) {
        if (value->bytes[i] == '"')
            buf_put_byte(out, '"');
        buf_put_byte(out, (unsigned char)value->bytes[i]);
    }
    buf_put_byte(out, '"');
}

static void put_hex(struct buf *out, const char *bytes, size_t length)
{
    static const char DIGITS[] = "0123456789abcdef";

    for (size_t i = 0; i < length; i++) {
        buf_put_byte(out, (unsigned char)DIGITS[(unsigned char)bytes[i] >> 4]);
        buf_put_byte(out, (unsigned char)DIGITS[bytes[i] & 15]);
    }
}

/* Days 1900 to 9999: what lies outside comes from a forged file. */
enum { DAY_FIRST = -25567, DAY_LAST = 2932896, DAY_SECONDS = 86400 };

static bool day_is_plausible(int64_t number)
{
    return number >= DAY_FIRST && number <= DAY_LAST;
}

static void put_day(struct buf *out, int64_t number)
{
    char text[DAY_TEXT_MAX];

    day_format((struct day){ (int32_t)number }, text);
    buf_put_text(out, text);
}

static void put_time(struct buf *out, int64_t utc_s, const struct value *offset)
{
    char text[MOMENT_TEXT_MAX];

    moment_format((struct moment){ utc_s, (int32_t)offset->number }, text);
    buf_put_text(out, text);
}

static bool time_is_plausible(const struct value *time)
{
    const struct value *offset = time + 1;

    return day_is_plausible(time->number / DAY_SECONDS) && offset->type == STMT_INT &&
           offset->number >= -1080 && offset->number <= 1080;
}

/* A value that is not of its column's kind comes from a forged file: `fits` becomes false. */
static void put_value(struct buf *out, char kind, const struct value *value, bool *fits)
{
    enum stmt_type wanted = kind == 't' ? STMT_TEXT : kind == 'b' ? STMT_BLOB : STMT_INT;

    if (value->type == STMT_NULL)
        return;
    if (value->type != wanted || (kind == 'd' && !day_is_plausible(value->number)) ||
        (kind == 'u' && !time_is_plausible(value))) {
        *fits = false;
        return;
    }
    switch (kind) {
    case 't': put_text(out, value); return;
    case 'b': put_hex(out, value->bytes, value->length); return;
    case 'i': put_int(out, value->number); return;
    case 'p': put_decimal(out, value->number, 2, false); return;
    case 'q': put_decimal(out, value->number, 3, false); return;
    case 'd': put_day(out, value->number); return;
    case 'u': put_time(out, value->number, value + 1); return;
    case 'c':
        if (value->number != -1)
            put_decimal(out, value->number, 2, true);
        return;
    default: put_decimal(out, value->number, 2, true); return;
    }
}

static bool put_values(struct buf *out, const char *kinds, const struct value *values, int count)
{
    bool fits = count == (int)strlen(kinds);

    for (int i = 0; fits && i < count; i++) {
        if (i > 0)
            buf_put_byte(out, ',');
        put_value(out, kinds[i], &values[i], &fits);
    }
    buf_put_text(out, "\r\n");
    return fits;
}

static void csv_flush(struct fact_csv *csv, int table)
{
    csv->put(csv->context, table, buf_text(&csv->line), csv->line.length);
    buf_clear(&csv->line);
}

/* The names between the parentheses of the INSERT: chain, key, then the sealed columns. */
static void put_header(struct buf *out, int table)
{
    const char *at = strchr(FACT_TABLES[table].insert, '(') + 1;

    for (; *at != ')'; at++)
        if (*at != ' ')
            buf_put_byte(out, (unsigned char)*at);
    buf_put_text(out, "\r\n");
}

void fact_csv_put_headers(struct fact_csv *csv)
{
    for (int table = 0; table < FACT_CSV_TABLES; table++) {
        if (table == FACT_CSV_RECORD)
            buf_put_text(&csv->line, RECORD_HEADER);
        else
            put_header(&csv->line, table);
        csv_flush(csv, table);
    }
}

static bool put_record_line(struct fact_csv *csv, const struct record_view *view,
                            const struct sealed_record *record)
{
    struct value values[HEAD_PREVIOUS + RUNNING_COUNT + 3];
    int count = HEAD_PREVIOUS;

    memcpy(values, view->head, sizeof *values * HEAD_PREVIOUS);
    for (int i = 0; i < RUNNING_COUNT; i++)
        values[count++] = (struct value){ .type = STMT_INT, .number = view->running[i] };
    values[count++] = (struct value){ .type = STMT_INT, .number = view->form };
    values[count++] = (struct value){ .type = STMT_BLOB,
                                      .bytes = (const char *)record->hash,
                                      .length = HASH_BYTES };
    values[count++] = (struct value){ .type = STMT_BLOB,
                                      .bytes = (const char *)record->signature,
                                      .length = SIGNATURE_BYTES };
    return put_values(&csv->line, KINDS[FACT_CSV_RECORD], values, count);
}

bool fact_csv_put_record(struct fact_csv *csv, const struct sealed_record *record, struct err *err)
{
    struct record_view view;
    struct record_row row;
    bool fits;

    fits = record_view_open(&view, record->bytes, record->length) &&
           put_record_line(csv, &view, record);
    if (fits)
        csv_flush(csv, FACT_CSV_RECORD);
    while (fits && record_view_next_row(&view, &row)) {
        bool by_ticket = FACT_TABLES[row.table].by_ticket;

        put_text(&csv->line, &view.head[HEAD_CHAIN]);
        buf_put_byte(&csv->line, ',');
        put_int(&csv->line, view.head[by_ticket ? HEAD_NUMBER : HEAD_SEQ].number);
        buf_put_byte(&csv->line, ',');
        fits = put_values(&csv->line, KINDS[row.table], row.values, row.value_count);
        csv_flush(csv, (int)row.table);
    }
    buf_clear(&csv->line);
    return (fits && record_view_is_at_end(&view)) ||
           err_fail(err, ERR_TAMPERED,
                    _("Un enregistrement est illisible : le fichier a été modifié ou coupé."));
}
