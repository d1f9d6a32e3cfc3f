#include "pos/stall/counter_request.h"

#include "base/lang.h"
#include "base/sparse.h"
#include "ledger/proof/period_totals.h"
#include "pos/acts/badge.h"
#include "pos/acts/book.h"
#include "pos/acts/clock_doubt.h"
#include "pos/stall/cash.h"
#include "pos/stall/receipt_qr_page.h"
#include "pos/stall/counter_step.h"
#include "pos/stall/exercise.h"
#include "pos/stall/reading_page.h"
#include "pos/acts/session_step.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the counter asks of the ledger; a refusal is a notice, or the fault of the open question. */

static void act_refused(struct counter *counter, const struct err *err)
{
    if (counter->question.purpose != ASK_NOTHING)
        question_refuse(&counter->question, err->text);
    else
        notice_fail(&counter->notice, err);
}

/* Tickets of both kinds that this till has recorded: a draft begun before the last one is dead. */
static int64_t sales_count(struct till *till)
{
    const struct running *running = &till_journal(till)->head.running;

    return running->tickets + running->refunds;
}

/* A tutor stands beside the seller for one ticket; a badge alone needs no PIN. */
static void tutor_leaves(struct till *till)
{
    struct err ignored = ERR_EMPTY;
    char who[ACTOR_MAX];

    if (till->actor.tutor[0] == '\0')
        return;
    memcpy(who, till->actor.who, sizeof who);
    if (!till_sign_in(till, who, "", "", &ignored))
        till->actor.tutor[0] = '\0';
}

void counter_begin_ticket(struct counter *counter, struct till *till)
{
    tutor_leaves(till);
    sparse_clear(&counter->draft.ticket, sizeof counter->draft.ticket);
    sparse_clear(&counter->draft.refund, sizeof counter->draft.refund);
    counter->draft.is_again = false;
    counter->draft.unknown_count = 0;
    counter->undo.count = 0;
    counter->draft.typed[0] = '\0';
    counter->draft.sales = sales_count(till);
    counter_refresh_figures(counter);
}

static void product_take(struct counter_product *out, const struct product *product)
{
    *out = (struct counter_product){
        .telling = out->telling,
        .price = product->price,
        .rate = product->rate,
        .by_weight = product->by_weight,
        .has_stock = product->has_stock,
        .stock = product_stock(product),
    };
    memcpy(out->code, product->code, sizeof out->code);
    memcpy(out->label, product->label, sizeof out->label);
}

static void rate_offer(struct counter *counter, basis_points rate)
{
    for (int i = 0; i < counter->rate_count; i++)
        if (counter->rates[i] == rate)
            return;
    if (counter->rate_count < RATES_MAX)
        counter->rates[counter->rate_count++] = rate;
}

static bool products_read(struct counter *counter, const struct desk *desk, struct err *err)
{
    struct product *products = product_room();
    int count = 0, page = counter->tiles.page;
    bool good = product_list(desk->till->db, products, PRODUCTS_MAX, &count, err) &&
                means_read(desk->till->db, &counter->means, err);
    bool same = counter->product_count == count; /* names: comparing each with all is long */

    counter->product_count = count;
    counter->tiles.count = count;
    counter->rate_count = 0;
    counter->groups.count = 0;
    for (int i = 0; i < count; i++) {
        same = same && strcmp(counter->products[i].label, products[i].label) == 0;
        product_take(&counter->products[i], &products[i]);
        counter->products[i].group = counter_group_of(&counter->groups, products[i].category);
        counter->products[i].picture =
            pictures_rank(desk->pictures, products[i].code, products[i].label);
        rate_offer(counter, products[i].rate);
    }
    if (!same)
        counter_tell_labels(counter);
    counter_show_group(counter, counter->groups.shown);
    counter->tiles.page = page;
    free(products);
    return good;
}

static bool act_refresh(struct counter *counter, struct desk *desk, struct err *err)
{
    char doubt[CLOCK_DOUBT_MAX];

    counter->is_over = till_is_over(desk->till);
    if (counter->draft.sales == 0 && ticket_is_empty(&counter->draft.ticket))
        counter_begin_ticket(counter, desk->till);
    if (counter->draft.sales != sales_count(desk->till)) {
        if (!ticket_is_empty(&counter->draft.ticket))
            notice_set(&counter->notice, STYLE_WARNING, "%s",
                       _("Un ticket commencé avant la dernière vente a été abandonné."));
        counter_begin_ticket(counter, desk->till);
    }
    if (!clock_doubt_read(desk->till, doubt, err))
        return false;
    if (doubt[0] && counter->notice.text[0] == '\0')
        notice_set(&counter->notice, STYLE_WARNING, "%s", doubt);
    counter_refresh_figures(counter);
    if (counter->mode == COUNTER_TICKET && counter->draft.unknown_count > 0)
        counter_rest(counter); /* the program was stopped before somebody decided */
    if (!pictures_load(&desk->pictures, desk->till->db, err))
        return false;
    counter_take_badge(counter, desk);
    return counter_follow_drawer(counter, desk->till, err) && products_read(counter, desk, err);
}

bool counter_ticket_changed(struct counter *counter)
{
    counter_refresh_figures(counter);
    question_close(&counter->question);
    return true;
}

static bool act_add(struct counter *counter, struct till *till, struct err *err)
{
    if (!till_add(till, &counter->draft.ticket, counter->request.text, &counter->request.item, err))
        return false;
    counter_warn_allergens(counter, till, counter->request.text);
    if (counter->draft.unknown_count > 0)
        counter_rest(counter); /* that tile was chosen for one of them */
    return counter_ticket_changed(counter);
}

static bool act_unknown(struct counter *counter, struct till *till, struct err *err)
{
    bool good = till_add_unknown(till, &counter->draft.ticket, _("Article inconnu"),
                                 counter->request.item.price, counter->request.rate, err);

    if (good)
        counter_unknown_decided(counter);
    counter_rest(counter);
    return good && counter_ticket_changed(counter);
}

static bool act_drop(struct counter *counter, struct till *till, struct err *err)
{
    counter_go(counter, COUNTER_TICKET);
    return till_drop(till, &counter->draft.ticket, counter->request.line, err) &&
           counter_ticket_changed(counter);
}

static bool act_discount(struct counter *counter, struct till *till, struct err *err)
{
    return till_discount(till, &counter->draft.ticket, counter->request.line,
                         counter->request.item.discount, err) &&
           counter_ticket_changed(counter);
}

static bool act_price(struct counter *counter, struct till *till, struct err *err)
{
    return till_set_price(till, &counter->draft.ticket, counter->request.line,
                          counter->request.item.price, err) &&
           counter_ticket_changed(counter);
}

static bool act_void(struct counter *counter, struct desk *desk, struct err *err)
{
    if (!till_void(desk->till, &counter->draft.ticket, err))
        return false;
    counter_begin_ticket(counter, desk->till);
    desk->forget_draft = true;
    counter_go(counter, COUNTER_TICKET);
    notice_set(&counter->notice, STYLE_GOOD, "%s", _("Ticket abandonné."));
    return true;
}

/* The sale is durable when this returns true: only now may the ticket go. */
static bool act_sell(struct counter *counter, struct desk *desk, struct err *err)
{
    struct counter_draft *draft = &counter->draft;
    bool drawer = counter_needs_drawer(counter, desk->till);
    struct sold refunded;
    bool good = draft->is_again ? till_replace(desk->till, &draft->refund, &draft->ticket,
                                               &refunded, &counter->sold, err)
                                : till_sell(desk->till, &draft->ticket, &counter->sold, err);

    if (!good) { /* the payment is taken back, the lines stay */
        ticket_unpay(&draft->ticket);
        counter_refresh_figures(counter);
        return false;
    }
    if (drawer && desk->devices)
        devices_open_drawer(desk->devices);
    if (!desk->till->is_practice)
        session_notice_start(desk->till);
    counter_begin_ticket(counter, desk->till);
    desk->forget_draft = true;
    counter_go(counter, COUNTER_SOLD);
    return counter_follow_drawer(counter, desk->till, err) && products_read(counter, desk, err);
}

static bool act_park(struct counter *counter, struct desk *desk, struct err *err)
{
    if (!till_park(desk->till, counter->request.text, &counter->draft.ticket, err))
        return false;
    counter_begin_ticket(counter, desk->till);
    desk->forget_draft = true;
    question_close(&counter->question);
    notice_set(&counter->notice, STYLE_GOOD, _("En attente : %s."), counter->request.text);
    return true;
}

static bool act_list_parked(struct counter *counter, struct till *till, struct err *err)
{
    if (!ticket_is_empty(&counter->draft.ticket))
        return err_fail(err, ERR_INPUT,
                        _("Finir d'abord ce ticket, ou le mettre en attente lui aussi."));
    if (!till_list_parked(till, counter->parked, &counter->parked_count, err))
        return false;
    if (counter->parked_count == 0)
        return err_fail(err, ERR_NOT_FOUND, _("Aucun ticket n'est en attente."));
    counter_go(counter, COUNTER_PARKED);
    list_set_count(&counter->menu, counter->parked_count);
    return true;
}

static bool act_resume(struct counter *counter, struct till *till, struct err *err)
{
    const char *name = counter->parked[counter->request.row].name;

    if (!till_resume(till, name, &counter->draft.ticket, err))
        return false;
    counter_go(counter, COUNTER_TICKET);
    return counter_ticket_changed(counter);
}

/* -- Who, when, where. -- */

/* The time on the sheet is of the business day, on the clock of the wall: at night, of before. */
static bool act_late(struct counter *counter, struct till *till, struct err *err)
{
    struct ticket_late *late = &counter->draft.ticket.late;
    struct moment moment;
    char day[DAY_TEXT_MAX];
    char text[DAY_TEXT_MAX + QUESTION_ANSWER_MAX + 2];

    day_format(moment_day(till_now(till)), day);
    snprintf(text, sizeof text, "%s %s", day, counter->request.pin);
    if (!moment_parse(text, &moment, err))
        return false;
    if (moment.utc_s > till_now(till).utc_s &&
        till_day(till).number < moment_day(till_now(till)).number)
        moment.utc_s -= 24 * 3600;
    if (moment.utc_s > till_now(till).utc_s)
        return err_fail(err, ERR_INPUT, _("Cette heure n'est pas encore passée."));
    *late = (struct ticket_late){ .is_late = true,
                                  .utc_s = moment.utc_s,
                                  .offset_min = moment.offset_min };
    snprintf(late->paper, sizeof late->paper, "%.32s", counter->request.text);
    return counter_ticket_changed(counter);
}

static bool act_print(struct counter *counter, struct desk *desk, struct err *err)
{
    char paper[TICKET_NAME_MAX + 16], name[TICKET_NAME_MAX];
    int64_t id;

    ticket_name_format(counter->sold.chain, counter->sold.number, name);
    snprintf(paper, sizeof paper, "receipt:%s", name);
    if (!print_queue_put(desk->till, paper, &id, err))
        return false;
    notice_set(&counter->notice, STYLE_GOOD, "%s",
               _("La demande est inscrite : le ticket sort dès que l'imprimante est prête."));
    if (desk->devices)
        devices_print(desk->devices);
    return true;
}

/* Another screen for a moment; coming back shows the ticket. */
static bool act_visit(struct counter *counter, struct desk *desk, const struct screen_kind *kind)
{
    counter_go(counter, COUNTER_TICKET);
    desk_go(desk, kind, 0);
    return true;
}

/* A participant may not do it alone: the animator's PIN is asked, then the same act goes on. */
static bool tutor_is_wanted(struct counter *counter, const struct till *till, int what,
                            const struct err *err)
{
    bool alone = till->actor.tutor[0] == '\0' && role_of(till->actor.who) == ROLE_PARTICIPANT;

    if (err->code != ERR_FORBIDDEN || !alone || what == ACT_SELLER || what == ACT_TUTOR)
        return false;
    counter->waiting = (enum counter_act)what;
    question_ask(&counter->question, ASK_TUTOR_PIN, _("Code secret de l'animateur ?"), err->text);
    counter->question.secret = true;
    return true;
}

/* What was chosen in the list of sales: given back, done again, or printed. */
static bool act_find_sale(struct counter *counter, struct desk *desk, struct err *err)
{
    if (!counter_find_sale(counter, desk->till, err))
        return false;
    if (counter->request.gesture == GESTURE_RECEIPT)
        return act_print(counter, desk, err);
    return counter->request.gesture != GESTURE_AGAIN || counter_again(counter, desk->till, err);
}

static bool act_undo(struct counter *counter, struct till *till, struct err *err)
{
    struct ticket before;

    if (!undo_last(&counter->undo, &before, err) ||
        !till_undo(till, &counter->draft.ticket, &before, err))
        return false;
    undo_drop_last(&counter->undo);
    return counter_ticket_changed(counter);
}

/* Acts that Backspace takes back, one by one. */
static bool act_is_a_step(int what)
{
    return what == ACT_ADD || what == ACT_SCAN || what == ACT_UNKNOWN || what == ACT_DROP ||
           what == ACT_DISCOUNT || what == ACT_PRICE;
}

static bool act_do(struct counter *counter, struct desk *desk, enum counter_act act,
                   struct err *err);

static bool act_tutor(struct counter *counter, struct desk *desk, struct err *err)
{
    struct till *till = desk->till;
    char who[ACTOR_MAX];

    memcpy(who, till->actor.who, sizeof who);
    if (!till_sign_in(till, who, role_word(ROLE_ANIMATOR), counter->request.pin, err))
        return false;
    question_close(&counter->question);
    return act_do(counter, desk, counter->waiting, err);
}

/* What was chosen in the palette. */
static bool act_wish(struct counter *counter, struct desk *desk, struct err *err)
{
    int gesture = desk->wish - 1;
    struct effect effect = { EFFECT_NONE, 0 };

    desk->wish = 0;
    if (gesture < 0)
        return true;
    if (counter->mode == COUNTER_PAY)
        return err_fail(err, ERR_INPUT, _("Finir d'abord le paiement, ou le quitter par Échap."));
    counter_rest(counter);
    if (gesture < GESTURE_COUNT)
        effect = counter_gesture(counter, (enum counter_gesture)gesture);
    for (int i = 0; gesture == GESTURE_COUNT && i < counter->product_count; i++)
        if (strcmp(counter->products[i].code, desk->wish_code) == 0)
            effect = counter_add_tile(counter, i);
    return effect.kind != EFFECT_PERFORM ||
           act_do(counter, desk, (enum counter_act)effect.what, err);
}

static bool act_do(struct counter *counter, struct desk *desk, enum counter_act act,
                   struct err *err)
{
    struct till *till = desk->till;

    switch (act) {
    case ACT_REFRESH: return act_refresh(counter, desk, err) && act_wish(counter, desk, err);
    case ACT_ADD: return act_add(counter, till, err);
    case ACT_SCAN: return counter_scan(counter, desk, err);
    case ACT_UNKNOWN: return act_unknown(counter, till, err);
    case ACT_DROP: return act_drop(counter, till, err);
    case ACT_DISCOUNT: return act_discount(counter, till, err);
    case ACT_PRICE: return act_price(counter, till, err);
    case ACT_SELL: return act_sell(counter, desk, err);
    case ACT_PARK: return act_park(counter, desk, err);
    case ACT_LIST_PARKED: return act_list_parked(counter, till, err);
    case ACT_RESUME: return act_resume(counter, till, err);
    case ACT_VOID: return act_void(counter, desk, err);
    case ACT_UNDO: return act_undo(counter, till, err);
    case ACT_LIST_SALES: return counter_list_sales(counter, till, err);
    case ACT_FIND_SALE: return act_find_sale(counter, desk, err);
    case ACT_REFUND: return counter_refund(counter, till, err);
    case ACT_AGAIN: return counter_again(counter, till, err);
    case ACT_EXERCISE:
        if (!till->is_practice)
            return err_fail(err, ERR_INPUT, _("Les exercices sont à l'École : F4, puis choisir."));
        return act_visit(counter, desk, &EXERCISE);
    case ACT_PRACTICE: desk->move = DESK_PRACTICE; return true;
    case ACT_CASH: return act_visit(counter, desk, &CASH);
    case ACT_READ_X: return act_visit(counter, desk, &READING_PAGE);
    case ACT_LIST_SELLERS: return counter_list_sellers(counter, till, err);
    case ACT_SELLER: return counter_sign_in(counter, desk, err);
    case ACT_TUTOR: return act_tutor(counter, desk, err);
    case ACT_LATE: return act_late(counter, till, err);
    case ACT_PRINT: return act_print(counter, desk, err);
    case ACT_CODE: desk_go(desk, &RECEIPT_QR_PAGE, counter->sold.number); return true;
    }
    return true;
}

void counter_perform(void *model, struct desk *desk, int what)
{
    struct counter *counter = model;
    struct ticket before;
    struct err err = ERR_EMPTY;

    ticket_copy(&before, &counter->draft.ticket);
    if (!act_do(counter, desk, (enum counter_act)what, &err) &&
        !tutor_is_wanted(counter, desk->till, what, &err))
        act_refused(counter, &err);
    if (act_is_a_step(what) && !ticket_has_same_lines(&before, &counter->draft.ticket))
        undo_keep(&counter->undo, &before);
    crypto_wipe(counter->request.pin, sizeof counter->request.pin);
}

static void counter_begin(void *model, struct desk *desk, int64_t argument)
{
    struct counter *counter = model;

    (void)desk;
    (void)argument;
    counter->tiles.selected = TILES_NONE;
}

/* A tile: the product is looked up, and stands on the ticket. */
static bool counter_only_reads(int what)
{
    return what == ACT_ADD;
}

static bool counter_types_text(const void *model)
{
    const struct counter *counter = model;

    return counter->question.purpose != ASK_NOTHING;
}

const struct screen_kind COUNTER = {
    .title = N_("Caisse"),
    .help = N_("Une lettre ajoute un article. 3 puis a : trois articles.\n"
               "Le scanner ajoute aussi. Retour arrière défait le dernier geste.\n"
               "Entrée : payer. Là, Entrée seule : le compte est juste.\n"
               "Sinon la lettre du billet reçu, ou 0 et la somme.\n"
               "Échap revient en arrière, tant que ce n'est pas payé."),
    .model_size = sizeof(struct counter),
    .draft_offset = offsetof(struct counter, draft),
    .draft_size = sizeof(struct counter_draft),
    .draft_name = "ticket",
    .draft_is_ticket = true,
    .takes_escape = true,
    .begin = counter_begin,
    .update = counter_update,
    .perform = counter_perform,
    .draw = counter_draw,
    .say = counter_say,
    .types_text = counter_types_text,
    .only_reads = counter_only_reads,
};
