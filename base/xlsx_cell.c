#include "base/xlsx_cell.h"

#include "base/day.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { DIGITS_MAX = 15 /* what a spreadsheet keeps */, EXPONENT_MAX = 20, DAY_S = 86400 };

/* Outside quotes, brackets and escapes, the letters of a date or the sign of a percent. */
static enum cell_style style_of_code(const char *code)
{
    enum cell_style style = CELL_PLAIN;

    for (const char *at = code; *at && *at != ';'; at++) {
        if (strchr("\\_*", *at) && at[1]) {
            at++;
        } else if (*at == '"' || (*at == '[' && !strchr("hHmMsS", at[1]))) {
            at += strcspn(at + 1, *at == '"' ? "\"" : "]") + 1;
            at -= *at == '\0';
        } else if (*at == '%') {
            return CELL_PERCENT;
        } else if (strchr("yYdD", *at)) {
            return CELL_DATE;
        } else if (strchr("hHsS", *at)) {
            style = CELL_TIME;
        } else if ((*at == 'm' || *at == 'M') && style == CELL_PLAIN) {
            style = strpbrk(at, "yYdD") ? CELL_DATE : strpbrk(at, "sS:") ? CELL_TIME : CELL_DATE;
        }
    }
    return style;
}

enum cell_style cell_style_of(int format, const char *code)
{
    if (code)
        return strcasecmp(code, "general") == 0 || strcasecmp(code, "standard") == 0
                   ? CELL_PLAIN
                   : style_of_code(code);
    if (format == 9 || format == 10)
        return CELL_PERCENT;
    if ((format >= 14 && format <= 17) || format == 22 || (format >= 27 && format <= 36) ||
        (format >= 50 && format <= 58))
        return CELL_DATE;
    return (format >= 18 && format <= 21) || (format >= 45 && format <= 47) ? CELL_TIME
                                                                            : CELL_PLAIN;
}

/* digits × 10^exponent; `count` significant digits without zeros at either end. */
struct decimal {
    bool negative;
    char digits[DIGITS_MAX + 2];
    int count;
    int exponent;
};

static void decimal_round(struct decimal *value)
{
    if (value->count > DIGITS_MAX) {
        bool up = value->digits[DIGITS_MAX] >= '5';
        int at = DIGITS_MAX;

        value->exponent += value->count - DIGITS_MAX;
        value->count = DIGITS_MAX;
        while (up && at > 0) {
            up = value->digits[--at] == '9';
            value->digits[at] = (char)(up ? '0' : value->digits[at] + 1);
        }
        if (up) {
            value->digits[0] = '1';
            value->exponent++;
        }
    }
    while (value->count > 0 && value->digits[value->count - 1] == '0') {
        value->count--;
        value->exponent++;
    }
    value->digits[value->count] = '\0';
}

static bool decimal_parse(const char *text, struct decimal *out)
{
    bool point = false;
    bool any = false;
    char *end;

    *out = (struct decimal){ .negative = *text == '-' };
    text += *text == '-' || *text == '+';
    for (; isdigit((unsigned char)*text) || (*text == '.' && !point); text++) {
        if (*text == '.') {
            point = true;
            continue;
        }
        any = true;
        if (out->count == 0 && *text == '0') {
            out->exponent -= point;
        } else if (out->count <= DIGITS_MAX) {
            out->digits[out->count++] = *text;
            out->exponent -= point;
        } else {
            out->exponent += !point;
        }
    }
    if (any && (*text == 'E' || *text == 'e')) {
        long exponent = strtol(text + 1, &end, 10);

        if (end == text + 1 || exponent < -400 || exponent > 400)
            return false;
        out->exponent += (int)exponent;
        text = end;
    }
    decimal_round(out);
    return any && *text == '\0';
}

/* Plain digits; false when they would be far too many to be anything of ours. */
static bool decimal_format(const struct decimal *value, char out[CELL_TEXT_MAX])
{
    int point = value->count + value->exponent; /* digits before the point */
    size_t used = 0;

    if (value->count == 0) {
        snprintf(out, CELL_TEXT_MAX, "0");
        return true;
    }
    if (point > EXPONENT_MAX || value->exponent < -EXPONENT_MAX)
        return false;
    if (value->negative)
        out[used++] = '-';
    if (point <= 0)
        out[used++] = '0';
    for (int i = point < 0 ? point : 0; i < value->count || i < point; i++) {
        if (i == point && i < value->count)
            out[used++] = '.';
        out[used++] = (char)(i >= 0 && i < value->count ? value->digits[i] : '0');
    }
    out[used] = '\0';
    return true;
}

/* Days and seconds of a serial number, to the second nearest. */
static bool serial_split(const struct decimal *value, int64_t *days, int64_t *seconds)
{
    int point = value->count + value->exponent;
    int64_t fraction = 0;

    *days = 0;
    if (value->negative || point > 7)
        return false;
    for (int i = 0; i < point; i++)
        *days = *days * 10 + (i < value->count ? value->digits[i] - '0' : 0);
    for (int i = 0; i < 10; i++) {
        int at = point + i;

        fraction = fraction * 10 + (at >= 0 && at < value->count ? value->digits[at] - '0' : 0);
    }
    *seconds = (fraction * DAY_S + INT64_C(5000000000)) / INT64_C(10000000000);
    *days += *seconds / DAY_S;
    *seconds %= DAY_S;
    return true;
}

static void clock_put(int64_t seconds, const char *before, char out[CELL_TEXT_MAX])
{
    snprintf(out, CELL_TEXT_MAX, "%s%02d:%02d:%02d", before, (int)(seconds / 3600) % 24,
             (int)(seconds / 60 % 60), (int)(seconds % 60));
}

/* 1900 was no leap year, but the count has its 29 February: the days before are one off. */
static bool date_put(const struct decimal *value, bool is_1904, char out[CELL_TEXT_MAX])
{
    enum { FIRST_1900 = -25569, FIRST_1904 = -24107, LAST = 2958465 };
    char date[DAY_TEXT_MAX + 1];
    int64_t days;
    int64_t seconds;

    if (!serial_split(value, &days, &seconds) || days < (is_1904 ? 0 : 61) || days > LAST)
        return false;
    day_format((struct day){ (int32_t)(days + (is_1904 ? FIRST_1904 : FIRST_1900)) }, date);
    if (seconds == 0) {
        snprintf(out, CELL_TEXT_MAX, "%s", date);
        return true;
    }
    strcat(date, " ");
    clock_put(seconds, date, out);
    return true;
}

bool cell_number(const char *number, enum cell_style style, bool is_1904, char out[CELL_TEXT_MAX])
{
    struct decimal value;
    int64_t days;
    int64_t seconds;

    if (!decimal_parse(number, &value))
        return false;
    if (style == CELL_DATE)
        return date_put(&value, is_1904, out);
    if (style == CELL_TIME) {
        if (!serial_split(&value, &days, &seconds))
            return false;
        if (days > 60)
            return date_put(&value, is_1904, out);
        clock_put(seconds, "", out);
        return true;
    }
    if (style == CELL_PERCENT)
        value.exponent += value.count > 0 ? 2 : 0;
    if (!decimal_format(&value, out))
        return false;
    if (style == CELL_PERCENT)
        strncat(out, "%", CELL_TEXT_MAX - strlen(out) - 1);
    return true;
}

int cell_column(const char *reference)
{
    int column = 0;
    int letters = 0;

    for (; *reference >= 'A' && *reference <= 'Z' && letters < 4; reference++, letters++)
        column = column * 26 + (*reference - 'A' + 1);
    return letters == 0 || letters == 4 || !isdigit((unsigned char)*reference) ? -1 : column - 1;
}
