/* The drawer beside the counter: when it opens, and what it can still give. */
#include "pos/stall/counter_step.h"

#include "base/lang.h"
#include "pos/ui/money_picture.h"

bool counter_needs_drawer(const struct counter *counter, const struct till *till)
{
    const struct ticket *ticket = &counter->draft.ticket;

    for (int i = 0; i < ticket->payment_count; i++) {
        const struct ticket_payment *payment = &ticket->payments[i];
        const struct means *means = means_find(&counter->means, payment->means);

        if (payment->mode == PAY_CASH || (means && (means->in_drawer || means->gives_change)))
            return !till->is_practice;
    }
    return false;
}

bool counter_follow_drawer(struct counter *counter, struct till *till, struct err *err)
{
    cents before = drawer_pieces_low(&counter->drawer);
    cents low;
    char name[24];

    if (!drawer_pieces_follow(&counter->drawer, till, err))
        return false;
    low = drawer_pieces_low(&counter->drawer);
    if (low == 0 || low == before)
        return true;
    piece_name(low, name, sizeof name);
    notice_set(&counter->notice, STYLE_WARNING, _("Il reste peu de %s dans le tiroir."), name);
    return true;
}
