#include "pos/acts/act.h"

#include "programme/programme_store.h"

static bool correction_allow(struct till *till, const struct act *act, struct err *err)
{
    const struct correction correction = { act->what, act->reason, till_now(till),
                                           till->actor.operator};

    return act->is_for_later ? programme_allow_answers(till->db, &correction, err)
                             : programme_allow(till->db, &correction, err);
}

bool act_allow(struct till *till, const struct act *act, struct err *err)
{
    return till_check(till, act->action, err) && correction_allow(till, act, err);
}

bool act_begin(struct till *till, const struct act *act, struct err *err)
{
    if (!till_check(till, act->action, err) || !till_write_begin(till, err))
        return false;
    return correction_allow(till, act, err) || till_write_end(till, false, err);
}
