/* Taking money, or giving it back. Pure, like counter.c. */
#include "pos/stall/counter_step.h"

#include "base/lang.h"

#include <stdio.h>

static const struct effect NOTHING = { EFFECT_NONE, 0 };
static const struct effect REFUSED = { EFFECT_BEEP, 0 };

/*
 * "Wrong, do again": the cash that goes back for the wrong sale pays for the right one, so that one
 * sum changes hands.
 */
cents counter_credit(const struct counter *counter)
{
    const struct ticket *refund = &counter->draft.refund;
    cents credit = 0;

    if (!counter->draft.is_again || counter->payment_mode != 0 ||
        counter->draft.ticket.payment_count > 0)
        return 0;
    for (int i = 0; i < refund->payment_count; i++)
        if (refund->payments[i].mode == PAY_CASH)
            credit += refund->payments[i].given < 0 ? -refund->payments[i].given
                                                    : refund->payments[i].given;
    return credit;
}

/* Nothing typed: the exact sum, or all of the credit when that is more. */
static cents amount_left(const struct counter *counter)
{
    cents due = counter->figures.due;
    cents credit = counter_credit(counter);

    due = due < 0 ? -due : due;
    return credit > due ? credit : due;
}

enum { FOUR_MODES = PAY_FOUR_END - PAY_CASH };

static bool pay_take(struct counter *counter, cents given, struct err *err)
{
    struct ticket *ticket = &counter->draft.ticket;
    int mode = counter->payment_mode;
    const char *slip = counter->request.slip;

    if (mode < FOUR_MODES)
        return ticket_pay(ticket, (enum payment_mode)(PAY_CASH + mode), given, slip, err);
    return ticket_pay_means(ticket, &counter->means.all[mode - FOUR_MODES], given, slip, err);
}

static struct effect pay_amount(struct counter *counter, cents given)
{
    struct err err = ERR_EMPTY;

    if (!pay_take(counter, given, &err))
        return counter_refuse(counter, &err); /* what was typed stays, to be corrected */
    counter->draft.typed[0] = '\0';
    counter->request.slip[0] = '\0';
    counter_refresh_figures(counter);
    if (ticket_is_paid(&counter->draft.ticket))
        return counter_do(ACT_SELL);
    counter->payment_mode = 0;
    return NOTHING;
}

/* 2000 typed for 20,00: a sum that nobody hands over every day is asked for again. */
static struct effect pay_ask(struct counter *counter, cents given)
{
    cents change = given - amount_left(counter);
    char title[QUESTION_TEXT_MAX];
    char amount[MONEY_TEXT_MAX];
    char back[MONEY_TEXT_MAX];

    money_format_euro(given, amount);
    money_format_euro(change > 0 ? change : 0, back);
    counter->request.item.price = given;
    snprintf(title, sizeof title, _("%s reçus, %s à rendre. C'est bien cela ?"), amount, back);
    question_ask(&counter->question, ASK_PAYMENT_SURE, title, "");
    counter->question.yes_or_no = true;
    return NOTHING;
}

struct effect counter_pay_now(struct counter *counter)
{
    question_close(&counter->question);
    return pay_amount(counter, counter->request.item.price);
}

static struct effect pay_enter(struct counter *counter)
{
    cents given = amount_left(counter);
    struct err err = ERR_EMPTY;

    if (counter->draft.typed[0] == '\0')
        return pay_amount(counter, given);
    if (!money_parse(counter->draft.typed, &given, &err))
        return counter_refuse(counter, &err);
    given += counter_credit(counter);
    return given > PRICE_ASK ? pay_ask(counter, given) : pay_amount(counter, given);
}

/* Escape undoes, as long as nothing is recorded: the number, then the payments, then the total. */
static struct effect pay_escape(struct counter *counter)
{
    if (counter->draft.typed[0] != '\0') {
        counter->draft.typed[0] = '\0';
    } else if (counter->draft.ticket.payment_count > 0) {
        ticket_unpay(&counter->draft.ticket);
        counter_refresh_figures(counter);
        notice_set(&counter->notice, STYLE_WARNING, "%s",
                   _("Paiements repris : rendre au client ce qu'il a donné."));
    } else {
        counter_go(counter, COUNTER_TICKET);
    }
    return NOTHING;
}

struct effect counter_pay_event(struct counter *counter, const struct event *event)
{
    const int modes = FOUR_MODES + counter->means.count;

    if (event->kind == EVENT_SCAN) {
        notice_set(&counter->notice, STYLE_WARNING, "%s",
                   _("Un code a été lu pendant le paiement : Échap pour revenir au ticket."));
        return REFUSED;
    }
    if (event->kind != EVENT_KEY)
        return NOTHING;
    switch ((int)event->key) {
    case PRESS_ENTER: return pay_enter(counter);
    case PRESS_ESCAPE: return pay_escape(counter);
    case PRESS_BACKSPACE: return counter_untype(counter) ? NOTHING : pay_escape(counter);
    case PRESS_LEFT:
    case PRESS_UP: counter->payment_mode = (counter->payment_mode + modes - 1) % modes; break;
    case PRESS_RIGHT:
    case PRESS_DOWN: counter->payment_mode = (counter->payment_mode + 1) % modes; break;
    case PRESS_CHARACTER:
        return (event->character | 0x20) == 'n'          ? counter_ask_slip(counter)
               : counter_type(counter, event->character) ? NOTHING
                                                         : REFUSED;
    default: break;
    }
    return NOTHING;
}
