#include "ledger/closing/counting.h"

#include "base/lang.h"

#include <stdlib.h>
#include <string.h>

cents counting_total(const struct cash_counting *counting)
{
    cents total = 0;

    for (int i = 0; i < DENOMINATION_COUNT; i++)
        total += counting->pieces[i] * DENOMINATIONS[i];
    return total;
}

static bool counting_refuse(const char *text, struct err *err)
{
    return err_fail(err, ERR_INPUT, _("« %.20s » : écrire comme 20=3 (trois billets de 20)."),
                    text);
}

bool counting_parse(const char *text, struct cash_counting *counting, struct err *err)
{
    enum { PIECES_MAX = 100000 };
    const char *equals = strchr(text, '=');
    char value[MONEY_TEXT_MAX];
    cents piece;
    char *end = NULL;

    if (!equals || equals - text >= (int)sizeof value)
        return counting_refuse(text, err);
    memcpy(value, text, (size_t)(equals - text));
    value[equals - text] = '\0';
    if (!money_parse(value, &piece, err))
        return false;

    long pieces = strtol(equals + 1, &end, 10);

    if (end == equals + 1 || *end != '\0' || pieces < 0 || pieces > PIECES_MAX)
        return counting_refuse(text, err);
    for (int i = 0; i < DENOMINATION_COUNT; i++)
        if (DENOMINATIONS[i] == piece) {
            counting->pieces[i] += pieces;
            return true;
        }
    return err_fail(err, ERR_INPUT, _("Il n'existe ni billet ni pièce de %s €."), value);
}
