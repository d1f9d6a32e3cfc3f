/* A code that was scanned or typed: an article, a badge, or something that somebody must decide. */
#include "pos/stall/counter_step.h"

#include "base/lang.h"
#include "base/text.h"
#include "pos/acts/badge.h"
#include "pos/acts/scanned.h"
#include "reports/figures/goods.h"

#include <stdio.h>
#include <string.h>

/* Whoever buys may ask, and the label was refused for the same reason. */
void counter_warn_allergens(struct counter *counter, struct till *till, const char *code)
{
    struct product product;
    struct err ignored = ERR_EMPTY;

    if (till->session.sector == SECTOR_FOOD && product_find(till->db, code, &product, &ignored) &&
        !product_may_be_shown(&product, SECTOR_FOOD, &ignored))
        notice_set(&counter->notice, STYLE_WARNING, _("%s : allergènes pas écrits, les demander."),
                   product.label);
}

static bool scan_ask_weight(struct counter *counter, const struct product *product)
{
    for (int i = 0; i < counter->product_count; i++)
        if (strcmp(counter->products[i].code, product->code) == 0)
            counter->request.row = i;
    question_ask(&counter->question, ASK_WEIGHT, _("Quel poids, en kilogrammes ?"), product->label);
    return true;
}

/* Never a dead end, and never gone: what to do with it is asked until somebody says. */
static bool unknown_put(struct counter *counter, const char *code, struct err *err)
{
    struct counter_draft *draft = &counter->draft;
    char *shown;

    if (draft->unknown_count == UNKNOWN_MAX)
        return err_fail(err, ERR_INPUT,
                        _("Trop de codes inconnus attendent : décider d'abord pour le premier."));
    shown = draft->unknown[draft->unknown_count++];
    snprintf(shown, CODE_SHOWN_MAX, "%.*s", (int)text_room_bytes(code, CODE_SHOWN_MAX), code);
    counter_rest(counter);
    return true;
}

static bool scan_add(struct counter *counter, struct desk *desk, const struct scanned *scanned,
                     struct err *err)
{
    if (!till_add(desk->till, &counter->draft.ticket, scanned->product.code, &scanned->item, err))
        return false;
    counter_rest(counter);
    counter_warn_allergens(counter, desk->till, scanned->product.code);
    return counter_ticket_changed(counter);
}

bool counter_scan(struct counter *counter, struct desk *desk, struct err *err)
{
    const char *code = counter->request.text;
    struct err refusal = ERR_EMPTY;
    struct scanned scanned;
    char badge[BADGE_MAX];

    if (scanned_find(desk->till, code, &scanned, &refusal)) {
        counter_rest(counter);
        return scanned.needs_weight ? scan_ask_weight(counter, &scanned.product)
                                    : scan_add(counter, desk, &scanned, err);
    }
    if (refusal.code != ERR_NOT_FOUND) {
        *err = refusal;
        return false;
    }
    if (badge_of_code(desk->till->db, code, badge)) {
        memcpy(counter->request.text, badge, sizeof badge);
        counter->request.pin[0] = '\0';
        return counter_sign_in(counter, desk, err);
    }
    return unknown_put(counter, code, err);
}
