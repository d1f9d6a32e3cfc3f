#include "ledger/money_field.h"

#include "base/lang.h"
#include "ledger/money.h"

static bool money_take(const struct field *field, void *place, const char *text, const char *what,
                       struct err *err)
{
    (void)field;
    (void)what;
    return money_parse(text, place, err);
}

static void money_put(const struct field *field, const void *place, char out[FIELD_TEXT_MAX])
{
    (void)field;
    money_format(*(const cents *)place, out);
}

const struct field_kind FIELD_MONEY = { money_take, money_put };

static bool cost_take(const struct field *field, void *place, const char *text, const char *what,
                      struct err *err)
{
    cents *cost = place;

    *cost = -1;
    if (text[0] == '\0')
        return true;
    if (!money_take(field, place, text, what, err))
        return false;
    return *cost >= 0 || err_fail(err, ERR_INPUT, _("Un coût n'est pas négatif."));
}

static void cost_put(const struct field *field, const void *place, char out[FIELD_TEXT_MAX])
{
    out[0] = '\0';
    if (*(const cents *)place >= 0)
        money_put(field, place, out);
}

const struct field_kind FIELD_COST = { cost_take, cost_put };

static bool rate_take(const struct field *field, void *place, const char *text, const char *what,
                      struct err *err)
{
    (void)field;
    (void)what;
    return rate_parse(text, place, err);
}

static void rate_put(const struct field *field, const void *place, char out[FIELD_TEXT_MAX])
{
    (void)field;
    rate_format(*(const basis_points *)place, out);
}

const struct field_kind FIELD_RATE = { rate_take, rate_put };
