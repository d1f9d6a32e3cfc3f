#include "reports/print/cell.h"

#include "base/lang.h"

#include <stdio.h>
#include <stdlib.h>

struct cell cell_word(const char *file_text, const char *text)
{
    return (struct cell){ .kind = CELL_TEXT, .text = text, .file_text = file_text };
}

struct cell cell_text(const char *text)
{
    if (!text || text[0] == '\0')
        return CELL_NONE;
    return (struct cell){ .kind = CELL_TEXT, .text = text };
}

struct cell cell_name(const char *text)
{
    struct cell cell = cell_text(text);

    cell.may_lack = true;
    return cell;
}

struct cell cell_integer(int64_t count)
{
    return (struct cell){ .kind = CELL_INTEGER, .number = count };
}

struct cell cell_money(cents amount)
{
    return (struct cell){ .kind = CELL_MONEY, .number = amount };
}

struct cell cell_rate(basis_points rate)
{
    return (struct cell){ .kind = CELL_RATE, .number = rate };
}

struct cell cell_quantity(thousandths quantity)
{
    return (struct cell){ .kind = CELL_QUANTITY, .number = quantity };
}

struct cell cell_tenths(int64_t tenths, const char *text)
{
    return (struct cell){ .kind = CELL_TENTHS, .number = tenths, .text = text };
}

struct cell cell_minutes(int64_t minutes)
{
    return (struct cell){ .kind = CELL_MINUTES, .number = minutes };
}

struct cell cell_date(struct day day)
{
    if (day.number == DAY_NONE_NUMBER)
        return CELL_NONE;
    return (struct cell){ .kind = CELL_DATE, .number = day.number };
}

struct cell cell_time(struct moment moment)
{
    return (
        struct cell){ .kind = CELL_TIME, .number = moment.utc_s, .offset_min = moment.offset_min };
}

bool cell_kind_is_number(enum cell_kind kind)
{
    switch (kind) {
    case CELL_INTEGER:
    case CELL_MONEY:
    case CELL_RATE:
    case CELL_QUANTITY:
    case CELL_TENTHS:
    case CELL_MINUTES: return true;
    case CELL_EMPTY:
    case CELL_TEXT:
    case CELL_DATE:
    case CELL_TIME: return false;
    }
    abort();
}

static struct moment cell_moment(const struct cell *cell)
{
    return (struct moment){ .utc_s = cell->number, .offset_min = cell->offset_min };
}

static void show_minutes(int64_t minutes, char scratch[CELL_SHOWN_MAX])
{
    int64_t rest = llabs(minutes);
    const char *sign = minutes < 0 ? "-" : "";

    if (rest % 60 == 0)
        snprintf(scratch, CELL_SHOWN_MAX, _("%s%lld h"), sign, (long long)(rest / 60));
    else
        snprintf(scratch, CELL_SHOWN_MAX, _("%s%lld h %02lld"), sign, (long long)(rest / 60),
                 (long long)(rest % 60));
}

static void show_tenths(int64_t tenths, char scratch[CELL_SHOWN_MAX])
{
    long long size = llabs(tenths);

    snprintf(scratch, CELL_SHOWN_MAX, _("%s%lld,%lld"), tenths < 0 ? "-" : "", size / 10,
             size % 10);
}

static void show_time(const struct cell *cell, char scratch[CELL_SHOWN_MAX])
{
    char day[32], hour[6];

    day_format_human(moment_day(cell_moment(cell)), day, sizeof day);
    moment_format_hour(cell_moment(cell), hour);
    snprintf(scratch, CELL_SHOWN_MAX, "%s %s", day, hour);
}

const char *cell_show(const struct cell *cell, bool euro, char scratch[CELL_SHOWN_MAX])
{
    if (cell->text)
        return cell->text;
    switch (cell->kind) {
    case CELL_TEXT: return cell->file_text ? cell->file_text : "";
    case CELL_EMPTY: return "–";
    case CELL_INTEGER: snprintf(scratch, CELL_SHOWN_MAX, "%lld", (long long)cell->number); break;
    case CELL_MONEY: (euro ? money_format_euro : money_format)(cell->number, scratch); break;
    case CELL_RATE: rate_format((basis_points)cell->number, scratch); break;
    case CELL_QUANTITY: quantity_format(cell->number, scratch); break;
    case CELL_TENTHS: show_tenths(cell->number, scratch); break;
    case CELL_MINUTES: show_minutes(cell->number, scratch); break;
    case CELL_DATE:
        day_format_human((struct day){ (int32_t)cell->number }, scratch, CELL_SHOWN_MAX);
        break;
    case CELL_TIME: show_time(cell, scratch); break;
    }
    return scratch;
}

/*
 * `number` is in units of 10^-decimals; `kept` decimals are always written,
 * the zeros beyond are not. By hand, because a long export spends its time here.
 */
static void put_decimal(struct buf *out, int64_t number, int decimals, int kept)
{
    char digits[24];
    char *end = digits + sizeof digits;
    char *at = end;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    bool written = false; /* a decimal was written, so the zeros before it count */

    for (int place = decimals; place > 0; place--) {
        unsigned digit = (unsigned)(rest % 10);

        rest /= 10;
        if (digit == 0 && !written && place > kept)
            continue;
        *--at = (char)('0' + digit);
        written = true;
    }
    if (written)
        *--at = '.';
    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0)
        *--at = '-';
    buf_put(out, at, (size_t)(end - at));
}

static void put_file_day(const struct cell *cell, struct buf *out)
{
    char day[DAY_TEXT_MAX];

    day_format((struct day){ (int32_t)cell->number }, day);
    buf_put_text(out, day);
}

static void put_file_time(const struct cell *cell, struct buf *out)
{
    char time[MOMENT_TEXT_MAX];

    moment_format(cell_moment(cell), time);
    buf_put_text(out, time);
}

void cell_put_file(const struct cell *cell, struct buf *out)
{
    switch (cell->kind) {
    case CELL_EMPTY: break;
    case CELL_TEXT:
        if (cell->file_text || cell->text)
            buf_put_text(out, cell->file_text ? cell->file_text : cell->text);
        break;
    case CELL_INTEGER:
    case CELL_MINUTES: put_decimal(out, cell->number, 0, 0); break;
    case CELL_MONEY: put_decimal(out, cell->number, 2, 2); break;
    case CELL_RATE: put_decimal(out, cell->number, 2, 0); break;
    case CELL_QUANTITY: put_decimal(out, cell->number, 3, 0); break;
    case CELL_TENTHS: put_decimal(out, cell->number, 1, 1); break;
    case CELL_DATE: put_file_day(cell, out); break;
    case CELL_TIME: put_file_time(cell, out); break;
    }
}
