/* Giving back: a refund, and "wrong, do again". */
#include "pos/stall/counter_step.h"

#include "base/lang.h"

#include <string.h>

static bool left_read(struct counter *counter, struct till *till, struct err *err)
{
    struct refunded refunded;
    bool any = false;

    if (!sale_find_refunded(till->db, &counter->sale, &refunded, err))
        return false;
    for (int i = 0; i < counter->sale.line_count; i++) {
        counter->left[i] = counter->sale.lines[i].quantity - refunded.quantity[i];
        counter->back[i] = counter->left[i];
        any = any || counter->left[i] > 0;
    }
    if (!any || counter->sale.refund_number > 0)
        return err_fail(err, ERR_INPUT, _("Il n'y a plus rien à rembourser sur ce ticket."));
    return true;
}

bool counter_list_sales(struct counter *counter, struct till *till, struct err *err)
{
    if (!ticket_is_empty(&counter->draft.ticket) && counter->request.gesture != GESTURE_RECEIPT)
        return err_fail(err, ERR_INPUT, _("Finir d'abord ce ticket, ou le mettre en attente."));
    if (!sale_list_recent(till->db, till_journal(till)->chain, counter->recent,
                          &counter->recent_count, err))
        return false;
    counter->today = moment_day(till_now(till));
    counter_go(counter, COUNTER_SALES);
    list_set_count(&counter->menu, counter->recent_count + 1);
    return true;
}

bool counter_find_sale(struct counter *counter, struct till *till, struct err *err)
{
    char chain[2];
    int64_t number;
    char own = till_journal(till)->chain[0];

    if (!till_check(till, counter->request.gesture == GESTURE_RECEIPT ? ACTION_SELL : ACTION_REFUND,
                    err) ||
        !ticket_name_parse(counter->request.text, own, chain, &number, err) ||
        !sale_find(till->db, chain, number, &counter->sale, err))
        return false;
    if (counter->request.gesture == GESTURE_RECEIPT) {
        question_close(&counter->question);
        memcpy(counter->sold.chain, chain, sizeof chain);
        counter->sold.number = number;
        counter_rest(counter);
        return true;
    }
    if (!left_read(counter, till, err))
        return false;
    question_close(&counter->question);
    counter_go(counter, COUNTER_REFUND);
    list_set_count(&counter->menu, counter->sale.line_count);
    return true;
}

bool counter_refund(struct counter *counter, struct till *till, struct err *err)
{
    if (!till_refund(till, counter->sale.chain, counter->sale.number, counter->back,
                     &counter->draft.ticket, err))
        return false;
    counter_go(counter, COUNTER_PAY);
    counter->payment_mode = 0;
    return counter_ticket_changed(counter);
}

/* The wrong sale goes back as it was paid; its articles stand in the new ticket, to be corrected.
 */
static bool refund_pay_as_paid(struct ticket *refund, const struct sale *sale, struct err *err)
{
    for (int i = 0; i < sale->payment_count; i++)
        if (sale->payments[i].amount > 0 &&
            !ticket_pay(refund, sale->payments[i].mode, sale->payments[i].amount, "", err))
            return false;
    return true;
}

static bool again_fill(struct counter *counter, struct till *till, struct err *err)
{
    const struct sale *sale = &counter->sale;

    for (int i = 0; i < sale->line_count; i++) {
        const struct sale_line *line = &sale->lines[i];
        struct till_item item = { .quantity = line->quantity,
                                  .price_is_typed = true,
                                  .price = line->price };
        bool good = line->code[0] == '\0'
                        ? till_add_unknown(till, &counter->draft.ticket, line->label, line->price,
                                           line->rate, err)
                        : till_add(till, &counter->draft.ticket, line->code, &item, err);

        if (!good)
            return false;
    }
    return true;
}

bool counter_again(struct counter *counter, struct till *till, struct err *err)
{
    if (!till_refund(till, counter->sale.chain, counter->sale.number, NULL, &counter->draft.refund,
                     err))
        return false;
    if (!refund_pay_as_paid(&counter->draft.refund, &counter->sale, err) ||
        !again_fill(counter, till, err)) {
        counter_begin_ticket(counter, till);
        return false;
    }
    counter->draft.is_again = true;
    counter_go(counter, COUNTER_TICKET);
    notice_set(&counter->notice, STYLE_TEXT, "%s",
               _("Corriger le ticket, puis l'encaisser : l'ancien sera remboursé avec lui."));
    return counter_ticket_changed(counter);
}
