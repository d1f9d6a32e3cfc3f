#include "pos/ratings/rating_act.h"

#include "pos/acts/act.h"
#include "pos/acts/session_step.h"
#include "programme/programme_store.h"
#include "programme/records.h"

#include <stdio.h>

/* In words, by badge. What a peer said, and who she is, stays out of it. */
static void correction_words(const struct rating_act *act, char *out, size_t room)
{
    const struct rating *rating = act->rating;
    bool is_peer = rater_kind_of(rating->rater) == RATER_PEER;

    snprintf(out, room, "%s %s J%d %s", act->badge, act->grid->indicators[rating->indicator].id,
             rating->day, is_peer ? "peer" : rating->rater);
}

bool rating_act_record(struct till *till, const struct rating_act *act, struct err *err)
{
    char what[80];
    const struct act gate = { ACTION_PEOPLE, what, act->reason, false };

    correction_words(act, what, sizeof what);
    if (!rating_check(act->rating, act->badge, act->grid, act->calendar, err) ||
        !act_begin(till, &gate, err) ||
        !till_write_end(till, records_put_rating(till->db, act->badge, act->rating, act->grid, err),
                        err))
        return false;
    session_notice_start(till);
    return true;
}
