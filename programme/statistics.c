#include "programme/statistics.h"

#include "base/wide.h"

#include <assert.h>

enum { Z_MICRO = 1959964 }; /* 0,975 quantile of the normal law, in millionths */

static wide wide_root(wide value)
{
    wide low = 0;
    wide top = (wide)1 << 62;

    assert(value >= 0);
    while (low < top) {
        wide middle = low + (top - low + 1) / 2;

        if (middle * middle <= value)
            low = middle;
        else
            top = middle - 1;
    }
    return low;
}

/* A share of `divisor` in `parts` of the whole (100: percent), rounded once and kept within it. */
static int share_of(wide share, wide divisor, int parts)
{
    int64_t rounded = wide_round(share * parts, divisor);

    return rounded < 0 ? 0 : rounded > parts ? parts : (int)rounded;
}

struct interval wilson_interval(int count, int base)
{
    const wide unit = (wide)MICRO * MICRO; /* everything below is in 10^-12 */
    const wide z_square = (wide)Z_MICRO * Z_MICRO;

    assert(count >= 0 && count <= base);
    if (base == 0)
        return (struct interval){ .exists = false };

    /* n(c ± h) / (n + z²), both halves multiplied by n to keep one division. */
    wide inside = (wide)count * (base - count) * unit / base + z_square / 4;
    wide half = (wide)Z_MICRO * wide_root(inside * unit) / MICRO;
    wide center = count * unit + z_square / 2;
    wide divisor = base * unit + z_square;

    return (struct interval){ .exists = true,
                              .low = share_of(center - half, divisor, 1000),
                              .high = share_of(center + half, divisor, 1000),
                              .low_percent = share_of(center - half, divisor, 100),
                              .high_percent = share_of(center + half, divisor, 100) };
}

struct sign_test sign_test_of(int up, int down)
{
    int signs = up + down;
    int fewer = up < down ? up : down;
    int64_t ways = 1; /* C(signs, i) */
    int64_t sum = 0;

    assert(up >= 0 && down >= 0 && signs <= 60);
    if (signs == 0)
        return (struct sign_test){ .exists = false, .too_small = true };
    for (int i = 0; i <= fewer; i++) {
        sum += ways;
        ways = ways * (signs - i) / (i + 1);
    }

    int64_t all = INT64_C(1) << signs;
    int64_t twice = sum * 2 > all ? all : sum * 2;

    /* 2 / 2^5 = 0,0625: five signs, all alike, still do not pass. */
    return (struct sign_test){ .exists = true, .p = ratio_of(twice, all), .too_small = signs < 6 };
}

/* t(0,975; 1..14) in thousandths. */
static const int STUDENT[] = { 12706, 4303, 3182, 2776, 2571, 2447, 2365,
                               2306,  2262, 2228, 2201, 2179, 2160, 2145 };

static int64_t common_multiple(int64_t a, int64_t b)
{
    int64_t x = a;
    int64_t y = b;

    while (y != 0) {
        int64_t rest = x % y;

        x = y;
        y = rest;
    }
    return a / x * b;
}

struct spread spread_of(const struct ratio *values, size_t count)
{
    const wide unit = (wide)MICRO * MICRO;
    wide degrees = (wide)count - 1;
    wide sum = 0;
    wide squares = 0;
    int64_t common = 1; /* the values are written over one bottom, so that sums are exact */

    assert(count <= SAMPLE_MAX);
    for (size_t i = 0; i < count; i++)
        common = common_multiple(common, values[i].bottom);
    if (common < MICRO)
        common *= 1000; /* three more digits under the root, where there is room for them */
    for (size_t i = 0; i < count; i++) {
        wide top = (wide)values[i].top * (common / values[i].bottom);

        sum += top;
        squares += top * top;
    }

    wide varied = (wide)count * squares - sum * sum; /* zero when all are equal */

    if (count < 2 || count > STUDENT_MAX || varied == 0)
        return (struct spread){ .exists = false };

    /* s = √(varied / (K (K − 1))) / common, and s / √K = √(varied / (K − 1)) / (K common). */
    wide root = wide_root(varied * unit / ((wide)count * degrees));
    wide effect = wide_round(sum * unit, (wide)count * root);
    wide reach = wide_round(STUDENT[count - 2] * wide_root(varied * unit / degrees), 1000);

    return (struct spread){
        .exists = true,
        .deviation = wide_round(root, common),
        .effect = (int64_t)effect,
        .effect_reduced = wide_round(effect * (4 * degrees - 4), 4 * degrees - 1),
        .low = wide_round(sum * MICRO - reach, (wide)count * common),
        .high = wide_round(sum * MICRO + reach, (wide)count * common),
    };
}
