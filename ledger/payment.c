#include "ledger/payment.h"

#include "base/lang.h"

#include <assert.h>
#include <string.h>

bool discount_parse(const char *text, struct discount *out, struct err *err)
{
    if (strchr(text, '%')) {
        basis_points percent;

        if (!rate_parse(text, &percent, err))
            return false;
        *out = (struct discount){ DISCOUNT_PERCENT, percent };
        return true;
    }

    cents amount;

    if (!money_parse(text, &amount, err))
        return false;
    if (amount < 0)
        return err_fail(err, ERR_INPUT, _("Une remise ne peut pas être négative."));
    *out = (struct discount){ DISCOUNT_AMOUNT, amount };
    return true;
}

const char *payment_mode_name(enum payment_mode mode)
{
    static const char *const NAMES[] = { "",           N_("espèces"), N_("carte"),
                                         N_("chèque"), N_("bon"),     N_("autre moyen") };

    assert(mode >= PAY_CASH && mode < PAY_MODE_END);
    return _(NAMES[mode]);
}

const char *payment_mode_word(enum payment_mode mode)
{
    static const char *const WORDS[] = { "", "cash", "card", "cheque", "voucher", "other" };

    assert(mode >= PAY_CASH && mode < PAY_MODE_END);
    return WORDS[mode];
}
