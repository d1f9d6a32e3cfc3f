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

enum barcode_kind barcode_kind(const char *code)
{
    size_t length = strlen(code);

    if (!is_digits(code) || (length != 8 && length != 12 && length != 13))
        return BARCODE_TEXT;
    if (barcode_check_digit(code, length - 1) != code[length - 1])
        return BARCODE_WRONG;
    if (length == 8)
        return BARCODE_EAN8;
    return length == 12 ? BARCODE_UPCA : BARCODE_EAN13;
}

void barcode_normalise(const char *code, char *out, size_t room)
{
    const char *zero = barcode_kind(code) == BARCODE_UPCA ? "0" : "";

    assert(room >= strlen(code) + 2);
    snprintf(out, room, "%s%s", zero, code);
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

bool barcode_is_store(const char *code)
{
    return barcode_kind(code) == BARCODE_EAN13 && code[0] == '2';
}
