#include "base/cell.h"

#include "base/lang.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

/* "3,01762E+12": what a spreadsheet leaves of a long number. */
static bool number_is_shortened(const char *text)
{
    const char *at = text + strspn(text, " -");
    size_t digits = strspn(at, "0123456789");

    if (digits != 1)
        return false;
    at += digits;
    if (*at == ',' || *at == '.')
        at += 1 + strspn(at + 1, "0123456789");
    if ((*at != 'E' && *at != 'e') || at[1] != '+')
        return false;
    at += 2;
    return isdigit((unsigned char)*at) && at[strspn(at, "0123456789 ")] == '\0';
}

/* "#REF!", "########": what a spreadsheet writes where it has no value to show. */
static bool value_is_error(const char *text)
{
    static const char *const ERRORS[] = { "#REF!",    "#N/A",    "#NAME?", "#NOM?", "#VALUE!",
                                          "#VALEUR!", "#DIV/0!", "#NULL!", "#NUL!", "#NUM!",
                                          "#NOMBRE!", "#SPILL!", "Err:5*" };

    for (size_t i = 0; i < COUNT_OF(ERRORS); i++)
        if (strncmp(text, ERRORS[i], strcspn(ERRORS[i], "*")) == 0)
            return true;
    return strlen(text) >= 3 && strspn(text, "#") == strlen(text);
}

bool cell_check(const char *column, const char *text, bool is_from_people, struct err *err)
{
    if (!text_is_clean(text))
        return err_fail(err, ERR_INPUT,
                        _("« %s » est illisible : écrire en UTF-8, sans retour à la ligne."),
                        column);
    if (!is_from_people)
        return true;
    if (number_is_shortened(text))
        return err_fail(err, ERR_INPUT,
                        _("« %s » : le tableur a raccourci un nombre en %.30s, ses chiffres sont "
                          "perdus : mettre la colonne en texte et l'écrire de nouveau."),
                        column, text);
    return !value_is_error(text) ||
           err_fail(err, ERR_INPUT,
                    _("« %s » : %.30s est une erreur du tableur, pas une valeur : la corriger."),
                    column, text);
}
