/* Taking money, or giving it back. Pure, like counter.c. */
#include "pos/stall/counter_step.h"

#include "base/lang.h"

#include <stdio.h>

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

enum { FOUR_MODES = PAY_FOUR_END - PAY_CASH, MODE_CARD = PAY_CARD - PAY_CASH };

const cents PAY_NOTE[PAY_NOTES] = { 500, 1000, 2000, 5000 };

int counter_pay_kinds(const struct counter *counter)
{
    return FOUR_MODES + counter->means.count;
}

cents counter_to_pay(const struct counter *counter)
{
    return counter->figures.due - counter_credit(counter);
}

cents counter_handed(const struct counter *counter)
{
    cents sum = 0;

    for (int i = 0; i < counter->handed_count; i++)
        sum += counter->handed[i];
    return sum;
}

static bool pay_take(struct counter *counter, cents given, struct err *err)
{
    struct ticket *ticket = &counter->draft.ticket;
    int mode = counter->payment_mode;
    const char *slip = counter->request.slip;

    if (mode < FOUR_MODES)
        return ticket_pay(ticket, (enum payment_mode)(PAY_CASH + mode), given, slip, err);
    return ticket_pay_means(ticket, &counter->means.all[mode - FOUR_MODES], given, slip, err);
}

static void forget_given(struct counter *counter)
{
    counter->draft.typed[0] = '\0';
    counter->types_sum = false;
    counter->handed_count = 0;
}

static struct effect pay_amount(struct counter *counter, cents given)
{
    struct err err = ERR_EMPTY;

    if (!pay_take(counter, given, &err))
        return counter_refuse(counter, &err); /* what was typed stays, to be corrected */
    forget_given(counter);
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
    question_mean(&counter->question, given);
    return NOTHING;
}

struct effect counter_pay_now(struct counter *counter)
{
    question_close(&counter->question);
    return pay_amount(counter, counter->request.item.price);
}

/* The terminal of the bank decides, beside the till: what it said is asked before it is written. */
static struct effect ask_card(struct counter *counter, cents amount)
{
    counter->request.item.price = amount;
    question_ask(&counter->question, ASK_CARD, _("Carte acceptée ?"), "");
    counter->question.yes_or_no = true;
    question_mean(&counter->question, amount);
    return NOTHING;
}

struct effect counter_no_card(struct counter *counter)
{
    question_close(&counter->question);
    counter->payment_mode = 0;
    notice_set(&counter->notice, STYLE_WARNING, "%s", _("Rien n'est payé. Autre somme : e."));
    return REFUSED;
}

static struct effect pay_enter(struct counter *counter)
{
    bool was_given = true; /* not the exact sum by Enter alone */
    cents given = amount_left(counter);
    struct err err = ERR_EMPTY;

    if (counter->types_sum && counter->draft.typed[0] != '\0') {
        if (!money_parse(counter->draft.typed, &given, &err))
            return counter_refuse(counter, &err);
        given += counter_credit(counter);
    } else if (counter->handed_count > 0) {
        given = counter_handed(counter) + counter_credit(counter);
    } else {
        was_given = false;
    }
    if (counter->payment_mode == MODE_CARD && counter->figures.due > 0)
        return ask_card(counter, given);
    return given > PRICE_ASK && was_given ? pay_ask(counter, given) : pay_amount(counter, given);
}

/* Escape undoes, as long as nothing is recorded: the sum, then the payments, then the total. */
static struct effect pay_escape(struct counter *counter)
{
    if (counter->types_sum || counter->handed_count > 0) {
        forget_given(counter);
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

static struct effect pay_backspace(struct counter *counter)
{
    if (counter_untype(counter))
        return NOTHING;
    if (!counter->types_sum && counter->handed_count > 0) {
        counter->handed_count--;
        return NOTHING;
    }
    return pay_escape(counter);
}

/* In time: before the note is taken. */
static void warn_change(struct counter *counter)
{
    cents change = counter_handed(counter) - counter_to_pay(counter);
    struct cash_counting pieces;

    if (change > 0 && !drawer_pieces_change(&counter->drawer, change, &pieces))
        notice_set(&counter->notice, STYLE_WARNING, "%s", _("Le tiroir n'a pas cette monnaie."));
}

static struct effect hand_note(struct counter *counter, cents note)
{
    if (counter->figures.due < 0 || counter->handed_count == HANDED_MAX)
        return REFUSED;
    counter->payment_mode = 0;
    counter->types_sum = false;
    counter->draft.typed[0] = '\0';
    counter->handed[counter->handed_count++] = note;
    warn_change(counter);
    return NOTHING;
}

/* Digits are kinds, letters are notes; `e` opens a sum to type, and then digits are its digits; so
 * does 0, for who has but a keypad. */
static struct effect pay_character(struct counter *counter, uint32_t character)
{
    int kind = (int)character - '1';
    int note = (int)(character | 0x20) - 'a';

    if (counter->types_sum && counter_type(counter, character))
        return NOTHING;
    if (note >= 0 && note < PAY_NOTES)
        return hand_note(counter, PAY_NOTE[note]);
    if ((character | 0x20) == 'n')
        return counter_ask_slip(counter);
    if ((character | 0x20) == 'e' || character == '0') {
        counter->types_sum = true;
        counter->handed_count = 0;
        return NOTHING;
    }
    if (kind < 0 || kind >= counter_pay_kinds(counter))
        return REFUSED;
    counter->payment_mode = kind;
    if (kind != 0)
        counter->handed_count = 0;
    return kind == MODE_CARD && counter->figures.due > 0 ? pay_enter(counter) : NOTHING;
}

struct effect counter_pay_event(struct counter *counter, const struct event *event)
{
    const int modes = counter_pay_kinds(counter);

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
    case PRESS_BACKSPACE: return pay_backspace(counter);
    case PRESS_LEFT:
    case PRESS_UP: counter->payment_mode = (counter->payment_mode + modes - 1) % modes; break;
    case PRESS_RIGHT:
    case PRESS_DOWN: counter->payment_mode = (counter->payment_mode + 1) % modes; break;
    case PRESS_CHARACTER: return pay_character(counter, event->character);
    default: break;
    }
    return NOTHING;
}
