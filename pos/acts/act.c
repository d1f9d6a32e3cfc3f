#include "pos/acts/act.h"

#include "ledger/first_till.h"
#include "programme/programme_store.h"

static bool correction_allow(struct till *till, const struct act *act, struct err *err)
{
    const struct correction correction = { act->what, act->reason, till_now(till),
                                           till->actor.who };

    return act->is_for_later ? programme_allow_answers(till->db, &correction, err)
                             : programme_allow(till->db, &correction, err);
}

/* Only the journal of a second till comes back. */
static bool act_check(struct till *till, const struct act *act, struct err *err)
{
    return till_check(till, act->action, err) && first_till_check(till, first_till_text(), err);
}

bool act_allow(struct till *till, const struct act *act, struct err *err)
{
    return act_check(till, act, err) && correction_allow(till, act, err);
}

bool act_begin(struct till *till, const struct act *act, struct err *err)
{
    if (!act_check(till, act, err) || !till_write_begin(till, err))
        return false;
    return correction_allow(till, act, err) || till_write_end(till, false, err);
}
