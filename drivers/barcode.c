#include "drivers/barcode.h"

#include "base/lang.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static bool is_digits(const char *text)
{
    return *text != '\0' && strspn(text, "0123456789") == strlen(text);
}

char barcode_check_digit(const char *digits, size_t count)
{
    int sum = 0;

    for (size_t i = 0; i < count; i++)
        sum += (digits[count - 1 - i] - '0') * (i % 2 == 0 ? 3 : 1);
    return (char)('0' + (10 - sum % 10) % 10);
}

static bool check_digit_fits(const char *code)
{
    size_t length = strlen(code);

    return barcode_check_digit(code, length - 1) == code[length - 1];
}

/* General Specifications, 5.2.2.4.2: the last of the six digits says which zeros were left out. */
bool barcode_expand(const char *upce, char out[EAN13_TEXT_MAX])
{
    const char *six = upce + 1;
    char upca[EAN13_TEXT_MAX];

    if (!is_digits(upce) || strlen(upce) != 8 || upce[0] > '1')
        return false;
    if (six[5] <= '2')
        snprintf(upca, sizeof upca, "%c%.2s%c0000%.3s", upce[0], six, six[5], six + 2);
    else if (six[5] == '3')
        snprintf(upca, sizeof upca, "%c%.3s00000%.2s", upce[0], six, six + 3);
    else if (six[5] == '4')
        snprintf(upca, sizeof upca, "%c%.4s00000%c", upce[0], six, six[4]);
    else
        snprintf(upca, sizeof upca, "%c%.5s0000%c", upce[0], six, six[5]);
    if (barcode_check_digit(upca, 11) != upce[7])
        return false;
    snprintf(out, EAN13_TEXT_MAX, "0%s%c", upca, upce[7]);
    return true;
}

enum barcode_kind barcode_kind(const char *code)
{
    size_t length = strlen(code);
    char expanded[EAN13_TEXT_MAX];

    if (!is_digits(code) || (length != 8 && (length < 12 || length > 14)))
        return BARCODE_TEXT;
    if (!check_digit_fits(code))
        return barcode_expand(code, expanded) ? BARCODE_UPCE : BARCODE_WRONG;
    switch (length) {
    case 8: return BARCODE_EAN8;
    case 12: return BARCODE_UPCA;
    case 13: return BARCODE_EAN13;
    default: return BARCODE_GTIN14;
    }
}

void barcode_normalise(const char *code, char *out, size_t room)
{
    enum barcode_kind kind = barcode_kind(code);
    char ean13[EAN13_TEXT_MAX] = "";

    assert(room >= EAN13_TEXT_MAX && room >= strlen(code) + 2);
    if (kind == BARCODE_UPCE)
        barcode_expand(code, ean13);
    else if (kind == BARCODE_UPCA)
        snprintf(ean13, sizeof ean13, "0%s", code);
    else if (kind == BARCODE_GTIN14 && code[0] == '0')
        snprintf(ean13, sizeof ean13, "%s", code + (strncmp(code, "000000", 6) == 0 ? 6 : 1));
    snprintf(out, room, "%s", ean13[0] ? ean13 : code);
}

bool barcode_make_store(int64_t number, char out[EAN13_TEXT_MAX], struct err *err)
{
    if (number < 0 || number > INT64_C(9999999999))
        return err_fail(err, ERR_INPUT,
                        _("Plus de numéro d'article libre pour un code-barres du magasin."));
    snprintf(out, EAN13_TEXT_MAX, "20%010" PRId64, number);
    out[12] = barcode_check_digit(out, 12);
    out[13] = '\0';
    return true;
}
