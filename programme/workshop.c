#include "programme/workshop.h"

#include "base/lang.h"
#include "base/wide.h"
#include "programme/ratio.h"

#include <assert.h>

enum { WHOLE = 10000 }; /* 100 % */

static bool amount_is_fit(int64_t cents)
{
    return cents >= 0 && cents <= WORKSHOP_CENTS_MAX;
}

bool price_sheet_solve(const struct price_sheet *sheet, struct price_result *out, struct err *err)
{
    if (sheet->quantity <= 0 || sheet->quantity > WORKSHOP_QUANTITY_MAX)
        return err_fail(err, ERR_INPUT,
                        _("Il faut au moins un produit fabriqué : écrire un nombre."));
    if (!amount_is_fit(sheet->materials_cents) || !amount_is_fit(sheet->packaging_cents) ||
        !amount_is_fit(sheet->fixed_cents) || !amount_is_fit(sheet->price_cents))
        return err_fail(err, ERR_INPUT,
                        _("Un montant est négatif ou trop grand : écrire des euros."));

    if (sheet->rate < 0 || sheet->rate > WHOLE)
        return err_fail(err, ERR_INPUT, _("Le taux de TVA va de 0 à 100 %% : écrire un nombre."));

    /* All packets, times what a price with VAT is divided by: exact until the last line. */
    const wide with_vat = WHOLE + sheet->rate;
    int64_t variable = sheet->materials_cents + sheet->packaging_cents * sheet->quantity;
    wide margin = (wide)sheet->price_cents * sheet->quantity * WHOLE - variable * with_vat;

    *out = (struct price_result){
        .variable_cents = scale_round(variable, 1, sheet->quantity),
        .net_cents = scale_round(sheet->price_cents, WHOLE, (int64_t)with_vat),
        .margin_cents = (int64_t)wide_round(margin, with_vat * sheet->quantity),
        .full_cost_cents = scale_round(variable + sheet->fixed_cents, 1, sheet->quantity),
        .breaks_even = margin > 0,
    };
    if (margin > 0)
        out->break_even =
            (int64_t)(((wide)sheet->fixed_cents * sheet->quantity * with_vat + margin - 1) /
                      margin);
    return true;
}

/* Constant payment P r (1 + r)^n / ((1 + r)^n − 1), r = rate / 120000, powers kept to 10^-15. */
static int64_t loan_payment(int64_t principal, int months, int rate)
{
    const wide unit = INT64_C(1000000000000000);
    wide power = unit;

    if (rate == 0)
        return scale_round(principal, 1, months);
    for (int i = 0; i < months; i++)
        power = (power * (120000 + rate) + 60000) / 120000;

    wide top = (wide)principal * rate * power;
    wide bottom = (power - unit) * 120000;

    return (int64_t)((2 * top + bottom) / (2 * bottom));
}

bool loan_plan(int64_t principal_cents, int months, int rate, struct loan *out, struct err *err)
{
    struct loan loan = { .principal_cents = principal_cents, .months = months };
    int64_t balance = principal_cents;

    if (principal_cents <= 0 || principal_cents > WORKSHOP_CENTS_MAX)
        return err_fail(err, ERR_INPUT,
                        _("La somme empruntée doit être positive : écrire des euros."));
    if (months < 1 || months > LOAN_MONTHS_MAX)
        return err_fail(err, ERR_INPUT, _("La durée va de 1 à %d mois : écrire un nombre."),
                        (int)LOAN_MONTHS_MAX);
    if (rate < 0 || rate > 10000)
        return err_fail(err, ERR_INPUT, _("Le taux va de 0 à 100 %% par an : écrire un nombre."));

    loan.payment_cents = loan_payment(principal_cents, months, rate);
    for (int i = 0; i < months; i++) {
        int64_t interest = scale_round(balance, rate, 120000);
        bool last = i == months - 1;
        int64_t payment = last || loan.payment_cents > balance + interest ? balance + interest
                                                                          : loan.payment_cents;

        balance -= payment - interest;
        loan.table[i] = (struct loan_month){ payment, interest, balance };
        loan.total_cents += payment;
        loan.interest_cents += interest;
    }
    assert(balance == 0);
    *out = loan;
    return true;
}

bool batch_check(const struct batch *batch, struct err *err)
{
    if (batch->lot[0] == '\0')
        return err_fail(err, ERR_INPUT, _("Le lot n'a pas de nom : écrire par exemple J4-1."));
    if (batch->made <= 0 || batch->made > WORKSHOP_QUANTITY_MAX)
        return err_fail(err, ERR_INPUT, _("La quantité fabriquée doit être au moins 1."));
    if (batch->lost < 0 || batch->lost > batch->made)
        return err_fail(err, ERR_INPUT, _("Les pertes vont de 0 à la quantité fabriquée."));
    return true;
}
