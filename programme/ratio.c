#include "programme/ratio.h"

#include "base/lang.h"
#include "base/wide.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

static wide wide_gcd(wide a, wide b)
{
    while (b != 0) {
        wide rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

static struct ratio ratio_reduce(wide top, wide bottom)
{
    wide size = top < 0 ? -top : top;
    wide common = wide_gcd(size, bottom);

    top /= common;
    bottom /= common;
    assert(bottom > 0 && bottom <= INT64_MAX && top <= INT64_MAX && top >= INT64_MIN);
    return (struct ratio){ (int64_t)top, (int64_t)bottom };
}

struct ratio ratio_of(int64_t top, int64_t bottom)
{
    assert(bottom > 0);
    return ratio_reduce(top, bottom);
}

struct ratio ratio_add(struct ratio a, struct ratio b)
{
    return ratio_reduce((wide)a.top * b.bottom + (wide)b.top * a.bottom, (wide)a.bottom * b.bottom);
}

struct ratio ratio_divide(struct ratio a, int64_t divisor)
{
    assert(divisor > 0);
    return ratio_reduce(a.top, (wide)a.bottom * divisor);
}

int ratio_compare(struct ratio a, struct ratio b)
{
    wide left = (wide)a.top * b.bottom;
    wide right = (wide)b.top * a.bottom;

    return (left > right) - (left < right);
}

int64_t scale_round(int64_t a, int64_t b, int64_t divisor)
{
    return wide_round((wide)a * b, divisor);
}

int64_t ratio_scale(struct ratio ratio, int64_t factor)
{
    return scale_round(ratio.top, factor, ratio.bottom);
}

/* Tenths as digits, without a sign. */
static void tenths_format(int64_t tenths, char point, char out[RATIO_TEXT_MAX])
{
    uint64_t size = tenths < 0 ? (uint64_t)0 - (uint64_t)tenths : (uint64_t)tenths;

    snprintf(out, RATIO_TEXT_MAX, "%s%" PRIu64 "%c%" PRIu64,
             tenths >= 0    ? ""
             : point == '.' ? "-"
                            : "−",
             size / 10, point, size % 10);
}

void ratio_format_step(struct ratio ratio, char out[RATIO_TEXT_MAX])
{
    tenths_format(ratio_scale(ratio, 10), lang_current() == LANG_EN ? '.' : ',', out);
}

void ratio_format_percent(struct ratio ratio, char out[RATIO_TEXT_MAX])
{
    int64_t percent = ratio_scale(ratio, 1);
    uint64_t size = percent < 0 ? (uint64_t)0 - (uint64_t)percent : (uint64_t)percent;

    snprintf(out, RATIO_TEXT_MAX, "%s%" PRIu64 "%s",
             percent > 0   ? "+"
             : percent < 0 ? "−"
                           : "",
             size, lang_current() == LANG_EN ? "%" : " %");
}
