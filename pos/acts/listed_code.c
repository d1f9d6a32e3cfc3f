#include "pos/acts/listed_code.h"

#include "base/heading.h"
#include "base/lang.h"
#include "base/text.h"
#include "drivers/barcode.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Digits that a goods code would have, had a spreadsheet not taken the zeros before them. */
static bool zero_is_lost(const char *code)
{
    char whole[EAN13_TEXT_MAX];
    size_t length = strlen(code);
    size_t wanted = length == 7 ? 8 : length == 10 || length == 11 ? 12 : 0;

    if (wanted == 0 || strspn(code, "0123456789") != length)
        return false;
    snprintf(whole, sizeof whole, "%.*s%s", (int)(wanted - length), "00", code);
    return barcode_kind(whole) != BARCODE_WRONG;
}

bool listed_barcode_check(char *barcode, struct err *err)
{
    size_t used = 0;

    if (barcode[strspn(barcode, "0123456789 ")] == '\0') {
        for (const char *at = barcode; *at; at++)
            if (*at != ' ')
                barcode[used++] = *at;
        barcode[used] = '\0';
    }
    if (barcode_kind(barcode) == BARCODE_WRONG)
        return err_fail(err, ERR_INPUT,
                        _("Code-barres %s : son dernier chiffre ne convient pas, le relire."),
                        barcode);
    if (zero_is_lost(barcode))
        return err_fail(err, ERR_INPUT,
                        _("Code-barres %s : le tableur lui a sans doute pris un zéro du début : "
                          "mettre la colonne en texte et l'écrire en entier."),
                        barcode);

    size_t digits = strspn(barcode, "0123456789");

    if (digits >= 7 && (barcode[digits] == '.' || barcode[digits] == ',') &&
        barcode[digits + 1] != '\0' &&
        barcode[digits + 1 + strspn(barcode + digits + 1, "0")] == '\0')
        return err_fail(err, ERR_INPUT,
                        _("Code-barres %s : des décimales, c'est un nombre du tableur : mettre la "
                          "colonne en texte."),
                        barcode);
    return true;
}

bool listed_code_is_date(const char *code)
{
    static const char *const MONTHS[] = { "janv", "fevr", "mars", "avr", "mai", "juin", "juil",
                                          "aout", "sept", "oct",  "nov", "dec", "jan",  "feb",
                                          "mar",  "apr",  "may",  "jun", "jul", "aug",  "sep" };
    size_t digits = strspn(code, "0123456789");
    char folded[HEADING_MAX];

    if (digits == 0 || digits > 2 || code[digits] != '-')
        return false;
    heading_fold(code + digits, folded);
    for (size_t i = 0; i < COUNT_OF(MONTHS); i++)
        if (strcmp(folded, MONTHS[i]) == 0)
            return true;
    return false;
}

void listed_code_make(const char *text, char out[CODE_MAX])
{
    size_t used = 0;

    while (*text && used < CODE_MAX - 1) {
        const char *next = text;
        char letter[HEADING_MAX];
        char one[8] = "";

        text_next(&next);
        memcpy(one, text, (size_t)(next - text));
        heading_fold(one, letter);
        for (const char *at = letter; *at && used < CODE_MAX - 1; at++)
            out[used++] = (char)toupper((unsigned char)*at);
        if (letter[0] == '\0' && used > 0 && out[used - 1] != '-')
            out[used++] = '-';
        text = next;
    }
    while (used > 0 && out[used - 1] == '-')
        used--;
    out[used] = '\0';
}
