/* This computer keeps the letter of its till: see ledger/elsewhere.h. */
#include "base/lang.h"
#include "ledger/elsewhere.h"
#include "ledger/till.h"

bool till_stay(struct till *till, struct err *err)
{
    if (!till_check(till, ACTION_SET_UP, err))
        return false;
    if (!till->lost_key)
        return err_fail(err, ERR_INPUT, _("Cette caisse est déjà sur cet ordinateur."));
    till->stays = true;

    bool good = till_write_begin(till, err);

    if (good) {
        good = journal_announce(&till->real, &till->actor, till_now(till), err);
        good = till_write_end(till, good, err);
    }
    till->stays = good;
    till->lost_key = !good;
    return good;
}
