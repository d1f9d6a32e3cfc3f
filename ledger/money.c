#include "ledger/money.h"

#include "base/lang.h"
#include "base/wide.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const cents DENOMINATIONS[DENOMINATION_COUNT] = { 50000, 20000, 10000, 5000, 2000, 1000, 500, 200,
                                                  100,   50,    20,    10,   5,    2,    1 };

int64_t money_scale(int64_t a, int64_t b, int64_t divisor)
{
    return wide_round((wide)a * b, divisor);
}

cents money_net(cents gross, basis_points rate)
{
    assert(rate >= 0 && rate <= RATE_MAX);
    return money_scale(gross, 10000, 10000 + rate);
}

cents money_net_floor(cents gross, basis_points rate, int64_t *fraction)
{
    wide product = (wide)gross * 10000;

    assert(gross >= 0 && rate >= 0 && rate <= RATE_MAX);
    *fraction = (int64_t)(product % (10000 + rate));
    return (cents)(product / (10000 + rate));
}

cents money_line(thousandths quantity, cents price)
{
    return money_scale(quantity, price, ONE_PIECE);
}

cents money_percent(cents amount, basis_points percent)
{
    return money_scale(amount, percent, 10000);
}

/* The index of the largest fraction not yet served; ties go to the first. */
static size_t fraction_largest(const int64_t *fractions, size_t count)
{
    size_t best = 0;

    for (size_t i = 1; i < count; i++)
        if (fractions[i] > fractions[best])
            best = i;
    return best;
}

void money_share(cents pool, const int64_t *weights, size_t count, cents *shares)
{
    enum { SHARES_MAX = 4096 };
    int64_t fractions[SHARES_MAX];
    wide total = 0;
    cents size = pool < 0 ? -pool : pool;
    cents left = size;

    assert(count > 0 && count <= SHARES_MAX);
    for (size_t i = 0; i < count; i++) {
        assert(weights[i] >= 0);
        total += weights[i];
    }
    assert(total > 0 && total <= INT64_MAX);
    for (size_t i = 0; i < count; i++) {
        wide product = (wide)size * weights[i];

        shares[i] = (cents)(product / total);
        fractions[i] = (int64_t)(product % total);
        left -= shares[i];
    }
    while (left-- > 0) {
        size_t next = fraction_largest(fractions, count);

        shares[next]++;
        fractions[next] = -1;
    }
    if (pool < 0)
        for (size_t i = 0; i < count; i++)
            shares[i] = -shares[i];
}

#define MINUS "\xE2\x88\x92" /* the sign that word processors and tills write */

/* A space of any kind that people put between thousands; its length in bytes, else 0. */
static size_t space_length(const char *text)
{
    static const char *const SPACES[] = { " ", "\xC2\xA0", "\xE2\x80\xAF" };

    for (size_t i = 0; i < COUNT_OF(SPACES); i++)
        if (strncmp(text, SPACES[i], strlen(SPACES[i])) == 0)
            return strlen(SPACES[i]);
    return 0;
}

/* A mark of the decimal point, unless another one follows: then it parts thousands. */
static bool point_is_here(const char *text)
{
    const char *rest = text + 1;
    size_t space = 0;

    while ((*rest >= '0' && *rest <= '9') || (space = space_length(rest)) > 0)
        rest += *rest >= '0' && *rest <= '9' ? 1 : space;
    return *rest != ',' && *rest != '.';
}

/* A space, or a dot or comma with another mark behind, before three digits and no fourth. */
static size_t thousands_length(const char *text, int digits)
{
    size_t length = space_length(text);

    if (length > 0)
        return digits > 0 && text[length] >= '0' && text[length] <= '9' ? length : 0;
    if (digits == 0 || (*text != ',' && *text != '.') || point_is_here(text))
        return 0;
    return strspn(text + 1, "0123456789") == 3 ? 1 : 0;
}

/*
 * A decimal number with at most `decimals` decimals, as an integer count of the
 * last one; stops at the first byte that does not belong to it. Zeros behind them say
 * nothing, when there are `beyond_min` at least: of an amount, "1.000" may be a thousand.
 * False when there is no digit, too many decimals, or more than 12 digits in all.
 */
static bool decimal_read(const char **text, int decimals, int beyond_min, int64_t *out)
{
    const char *at = *text;
    bool negative = *at == '-' || strncmp(at, MINUS, strlen(MINUS)) == 0;
    bool seen_point = false;
    int digits = 0;
    int after = 0;
    int beyond = 0;
    int64_t value = 0;

    if (negative)
        at += *at == '-' ? 1 : strlen(MINUS);
    for (;; at++) {
        size_t apart = seen_point ? 0 : thousands_length(at, digits);

        if (apart > 0) {
            at += apart - 1;
        } else if ((*at == ',' || *at == '.') && !seen_point) {
            seen_point = true;
        } else if (*at >= '0' && *at <= '9') {
            if (after == decimals && seen_point && *at == '0') {
                beyond++; /* "20.000", "12.00000000": they say nothing more */
                continue;
            }
            value = value * 10 + (*at - '0');
            after += seen_point ? 1 : 0;
            if (++digits > 12 || after > decimals || beyond > 0)
                return false;
        } else {
            break;
        }
    }
    if (digits == 0)
        return false;
    if (beyond > 0 && beyond < beyond_min)
        return false;
    for (; after < decimals; after++)
        value *= 10;
    *text = at;
    *out = negative ? -value : value;
    return true;
}

static const char *spaces_skip(const char *text)
{
    size_t length;

    while ((length = space_length(text)) > 0)
        text += length;
    return text;
}

/* "€" or "EUR", on either side, once. */
static const char *euro_skip(const char *text)
{
    if (strncmp(text, "€", strlen("€")) == 0)
        return spaces_skip(text + strlen("€"));
    return strncmp(text, "EUR", 3) == 0 ? spaces_skip(text + 3) : text;
}

bool money_parse(const char *text, cents *out, struct err *err)
{
    const char *at = euro_skip(spaces_skip(text));
    cents value = 0;
    bool good = decimal_read(&at, 2, 2, &value);

    at = euro_skip(spaces_skip(at));
    if (!good || *at != '\0')
        return err_fail(err, ERR_INPUT, _("« %.40s » n'est pas un montant : écrire comme 12,50."),
                        text);
    if (value > CENTS_MAX || value < -CENTS_MAX)
        return err_fail(err, ERR_INPUT, _("« %.40s » est trop grand : vérifier le montant."), text);
    *out = value;
    return true;
}

bool money_add(cents *sum, cents amount, struct err *err)
{
    if (amount < -CENTS_MAX || amount > CENTS_MAX)
        return err_fail(err, ERR_TAMPERED,
                        _("Un montant de ce livre est hors limites : lancer « verify »."));
    *sum += amount;
    return true;
}

/* Digits of a positive number in groups of three. */
static void digits_group(uint64_t value, const char *separator, char *out, size_t room)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)value);
    size_t used = 0;

    for (int i = 0; i < length && used + 4 < room; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            used += (size_t)snprintf(out + used, room - used, "%s", separator);
        out[used++] = digits[i];
    }
    out[used] = '\0';
}

static void amount_format(cents amount, const char *before, const char *after,
                          char out[MONEY_TEXT_MAX])
{
    bool english = lang_current() == LANG_EN;
    uint64_t size = amount < 0 ? 0 - (uint64_t)amount : (uint64_t)amount;
    char whole[MONEY_TEXT_MAX - 8];

    digits_group(size / 100, english ? "," : "\xC2\xA0", whole, sizeof whole);
    snprintf(out, MONEY_TEXT_MAX, "%s%s%s%c%02u%s", amount < 0 ? "-" : "", before, whole,
             english ? '.' : ',', (unsigned)(size % 100), after);
}

void money_format(cents amount, char out[MONEY_TEXT_MAX])
{
    amount_format(amount, "", "", out);
}

void money_format_euro(cents amount, char out[MONEY_TEXT_MAX])
{
    if (lang_current() == LANG_EN)
        amount_format(amount, "€", "", out);
    else
        amount_format(amount, "", "\xC2\xA0€", out);
}

void money_format_file(cents amount, char out[MONEY_TEXT_MAX])
{
    uint64_t size = amount < 0 ? 0 - (uint64_t)amount : (uint64_t)amount;

    snprintf(out, MONEY_TEXT_MAX, "%s%llu.%02u", amount < 0 ? "-" : "",
             (unsigned long long)(size / 100), (unsigned)(size % 100));
}

bool rate_parse(const char *text, basis_points *out, struct err *err)
{
    const char *at = spaces_skip(text);
    int64_t value = 0;
    bool good = decimal_read(&at, 2, 1, &value);

    at = spaces_skip(at);
    if (good && *at == '%')
        at = spaces_skip(at + 1);
    if (!good || *at != '\0' || value < 0 || value > RATE_MAX)
        return err_fail(err, ERR_INPUT,
                        _("« %.40s » n'est pas un taux : écrire comme 5,5 (de 0 à 100)."), text);
    *out = (basis_points)value;
    return true;
}

/* `value` counts 1/scale: written without useless zeros. */
static void decimal_format(int64_t value, int decimals, char point, char *out)
{
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    uint64_t scale = 1;

    for (int i = 0; i < decimals; i++)
        scale *= 10;
    while (decimals > 0 && size % 10 == 0) {
        size /= 10;
        scale /= 10;
        decimals--;
    }
    if (decimals == 0)
        snprintf(out, MONEY_TEXT_MAX, "%s%llu", value < 0 ? "-" : "", (unsigned long long)size);
    else
        snprintf(out, MONEY_TEXT_MAX, "%s%llu%c%0*llu", value < 0 ? "-" : "",
                 (unsigned long long)(size / scale), point, decimals,
                 (unsigned long long)(size % scale));
}

static char point_of_language(void)
{
    return lang_current() == LANG_EN ? '.' : ',';
}

void rate_format(basis_points rate, char out[MONEY_TEXT_MAX])
{
    decimal_format(rate, 2, point_of_language(), out);
    strcat(out, lang_current() == LANG_EN ? "%" : "\xC2\xA0%");
}

void rate_format_file(basis_points rate, char out[MONEY_TEXT_MAX])
{
    decimal_format(rate, 2, '.', out);
}

bool quantity_parse(const char *text, bool negative_allowed, thousandths *out, struct err *err)
{
    const char *at = spaces_skip(text);
    thousandths value = 0;
    bool good = decimal_read(&at, 3, 1, &value) && *spaces_skip(at) == '\0';

    if (!good || value == 0 || (value < 0 && !negative_allowed))
        return err_fail(err, ERR_INPUT,
                        _("« %.40s » n'est pas une quantité : écrire comme 2 ou 1,250."), text);
    if (value > THOUSANDTHS_MAX || value < -THOUSANDTHS_MAX)
        return err_fail(err, ERR_INPUT, _("« %.40s » est trop grand : vérifier la quantité."),
                        text);
    *out = value;
    return true;
}

void quantity_format(thousandths quantity, char out[MONEY_TEXT_MAX])
{
    decimal_format(quantity, 3, point_of_language(), out);
}

void quantity_format_file(thousandths quantity, char out[MONEY_TEXT_MAX])
{
    decimal_format(quantity, 3, '.', out);
}

void money_pieces(cents amount, int64_t counts[DENOMINATION_COUNT])
{
    assert(amount >= 0);
    for (size_t i = 0; i < DENOMINATION_COUNT; i++) {
        counts[i] = amount / DENOMINATIONS[i];
        amount %= DENOMINATIONS[i];
    }
}
