#include "pos/stall/counter.h"

#include "base/lang.h"
#include "pos/stall/counter_step.h"

#include <stdio.h>
#include <string.h>

static const struct effect REFUSED = { EFFECT_BEEP, 0 };

struct effect counter_do(enum counter_act act)
{
    return perform((int)act);
}

struct effect counter_refuse(struct counter *counter, const struct err *err)
{
    notice_fail(&counter->notice, err);
    return REFUSED;
}

void counter_refresh_figures(struct counter *counter)
{
    ticket_figures(&counter->draft.ticket, &counter->figures);
}

void counter_go(struct counter *counter, enum counter_mode mode)
{
    counter->mode = mode;
    counter->menu =
        (struct list){ .unnumbered = mode == COUNTER_REFUND,
                       .is_pictured = mode == COUNTER_SALES || mode == COUNTER_SELLERS };
    tiles_unselect(&counter->tiles);
    counter->draft.typed[0] = '\0';
    counter->handed_count = 0;
    counter->types_sum = false;
}

void counter_rest(struct counter *counter)
{
    counter_go(counter, counter->draft.unknown_count > 0 ? COUNTER_UNKNOWN : COUNTER_TICKET);
    if (counter->mode == COUNTER_UNKNOWN)
        list_set_count(&counter->menu, 2);
}

void counter_unknown_decided(struct counter *counter)
{
    struct counter_draft *draft = &counter->draft;

    if (draft->unknown_count > 0)
        memmove(draft->unknown, draft->unknown + 1,
                sizeof draft->unknown[0] * (size_t)--draft->unknown_count);
}

struct area counter_tiles_area(int width, int height)
{
    struct area area = frame_area_of(width, height);
    int ticket = width < 100 ? 30 : width < 120 ? 39 : 47;

    return (struct area){ area.x, area.y, area.width - ticket - 1, area.height - 1 };
}

struct area counter_list_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x, area.y + 2, area.width, area.height - 2 };
}

void counter_tell_labels(struct counter *counter)
{
    for (int i = 0; i < counter->product_count; i++) {
        counter->products[i].telling = (struct telling){ .count = 0 };
        for (int other = 0; other < counter->product_count; other++)
            telling_add(&counter->products[i].telling, counter->products[i].label,
                        counter->products[other].label);
    }
}

bool counter_has_groups(const struct counter *counter)
{
    return counter->groups.count > 1;
}

void counter_show_group(struct counter *counter, int group)
{
    int kinds = counter->groups.count + 1;

    counter->groups.shown = counter_has_groups(counter) ? (group + kinds) % kinds : GROUP_ALL;
    tiles_pick_all(&counter->tiles);
    for (int i = 0; i < counter->product_count && counter->groups.shown != GROUP_ALL; i++)
        if (counter->products[i].group == counter->groups.shown)
            tiles_pick(&counter->tiles, i);
}

/* -- Typing a number. -- */

bool counter_type(struct counter *counter, uint32_t character)
{
    char *typed = counter->draft.typed;
    size_t length = strlen(typed);
    bool point = character == ',' || character == '.';

    if (!point && (character < '0' || character > '9'))
        return false;
    if (length + 1 < TYPED_MAX && !(point && strpbrk(typed, ",."))) {
        typed[length] = (char)character;
        typed[length + 1] = '\0';
    }
    return true;
}

bool counter_untype(struct counter *counter)
{
    size_t length = strlen(counter->draft.typed);

    if (length == 0)
        return false;
    counter->draft.typed[length - 1] = '\0';
    return true;
}

/* -- Adding to the ticket. -- */

struct effect counter_add_now(struct counter *counter)
{
    counter->draft.typed[0] = '\0';
    tiles_unselect(&counter->tiles); /* Enter means the next step again */
    return counter_do(ACT_ADD);
}

struct effect counter_add_quantity(struct counter *counter, const struct counter_product *product,
                                   thousandths quantity)
{
    char title[QUESTION_TEXT_MAX];
    char amount[MONEY_TEXT_MAX];
    char count[MONEY_TEXT_MAX];

    snprintf(counter->request.text, sizeof counter->request.text, "%s", product->code);
    counter->request.item = (struct till_item){ .quantity = quantity };
    if (quantity <= QUANTITY_ASK && money_line(quantity, product->price) <= PRICE_ASK)
        return counter_add_now(counter);
    quantity_format(quantity, count);
    money_format_euro(money_line(quantity, product->price), amount);
    snprintf(title, sizeof title, _("%s x %s : %s. C'est bien cela ?"), count, product->label,
             amount);
    question_ask(&counter->question, ASK_QUANTITY_SURE, title, "");
    question_mean(&counter->question, money_line(quantity, product->price));
    counter->question.yes_or_no = true;
    return NOTHING;
}

struct effect counter_add_tile(struct counter *counter, int tile)
{
    const struct counter_product *product = &counter->products[tile];
    thousandths quantity = ONE_PIECE;
    struct err err = ERR_EMPTY;

    if (counter->draft.typed[0] != '\0') {
        if (!quantity_parse(counter->draft.typed, false, &quantity, &err))
            return counter_refuse(counter, &err);
    } else if (product->by_weight) {
        counter->request.row = tile;
        question_ask(&counter->question, ASK_WEIGHT, _("Quel poids, en kilogrammes ?"),
                     product->label);
        return NOTHING;
    }
    return counter_add_quantity(counter, product, quantity);
}

static struct effect start_payment(struct counter *counter)
{
    if (counter->draft.unknown_count > 0) {
        counter_rest(counter);
        return REFUSED;
    }
    counter_go(counter, COUNTER_PAY);
    counter->payment_mode = 0;
    counter->draft.ticket.total_was_shown = true;
    return NOTHING;
}

struct effect counter_scanned(struct counter *counter, const char *code)
{
    snprintf(counter->request.text, sizeof counter->request.text, "%s", code);
    counter->draft.typed[0] = '\0'; /* a scan ends a number being typed, and is never one */
    return counter_do(ACT_SCAN);
}

static struct effect ticket_enter(struct counter *counter)
{
    struct counter_draft *draft = &counter->draft;

    if (draft->typed[0] != '\0')
        return counter_scanned(counter, draft->typed);
    if (counter->tiles.selected != TILES_NONE)
        return counter_add_tile(counter, counter->tiles.selected);
    if (!ticket_is_empty(&draft->ticket))
        return start_payment(counter);
    notice_set(&counter->notice, STYLE_WARNING, "%s",
               _("Le ticket est vide : choisir un article par sa lettre."));
    return REFUSED;
}

static struct effect ticket_backspace(struct counter *counter)
{
    if (counter_untype(counter))
        return NOTHING;
    if (counter->undo.count > 0)
        return counter_do(ACT_UNDO);
    if (counter->draft.ticket.line_count == 0)
        return REFUSED;
    counter->request.line = counter->draft.ticket.line_count;
    return counter_do(ACT_DROP);
}

static struct effect ticket_escape(struct counter *counter)
{
    if (counter->draft.typed[0] != '\0')
        counter->draft.typed[0] = '\0';
    else if (counter->tiles.selected != TILES_NONE)
        tiles_unselect(&counter->tiles);
    else
        return LEAVE;
    return NOTHING;
}

static struct effect ticket_character(struct counter *counter, const struct event *event)
{
    int tile = tiles_of_letter(&counter->tiles, event->character);

    if (event->character == '0' && counter->draft.typed[0] == '\0')
        return counter_open_menu(counter);
    if (event->character == '-') /* money goes back */
        return counter_gesture(counter, GESTURE_REFUND);
    if (counter_type(counter, event->character))
        return NOTHING;
    return tile == TILES_NONE ? REFUSED : counter_add_tile(counter, tile);
}

static struct effect ticket_key(struct counter *counter, const struct event *event)
{
    switch ((int)event->key) {
    case PRESS_ENTER: return ticket_enter(counter);
    case PRESS_ESCAPE: return ticket_escape(counter);
    case PRESS_BACKSPACE: return ticket_backspace(counter);
    case PRESS_DELETE: return counter_choose_line(counter, GESTURE_DROP);
    case PRESS_MENU: return counter_open_menu(counter);
    case PRESS_CHARACTER: return ticket_character(counter, event);
    case PRESS_TAB: counter_show_group(counter, counter->groups.shown + 1); return NOTHING;
    case PRESS_BACK_TAB: counter_show_group(counter, counter->groups.shown - 1); return NOTHING;
    default:
        tiles_move(&counter->tiles, counter_tiles_area(event->width, event->height), event->key);
        return NOTHING;
    }
}

static struct effect ticket_event(struct counter *counter, const struct event *event)
{
    struct area area = counter_tiles_area(event->width, event->height);
    int tile;

    if (event->kind == EVENT_SCAN)
        return counter_scanned(counter, event->text);
    if (event->kind == EVENT_KEY)
        return ticket_key(counter, event);
    tile = event->kind == EVENT_CLICK ? tiles_at(&counter->tiles, area, event->x, event->y)
                                      : TILES_NONE;
    return tile == TILES_NONE ? NOTHING : counter_add_tile(counter, tile);
}

/* -- After the sale: the next key begins the next ticket. -- */

static struct effect sold_event(struct counter *counter, const struct event *event)
{
    bool print = event->kind == EVENT_KEY && event->key == PRESS_CHARACTER &&
                 (event->character == 'p' || event->character == 'P');
    bool only_next =
        event->kind == EVENT_KEY && (event->key == PRESS_ENTER || event->key == PRESS_BACKSPACE);

    if (print)
        return counter_do(ACT_PRINT);
    if (event->kind == EVENT_KEY && event->key == PRESS_CHARACTER &&
        (event->character == 'q' || event->character == 'Q'))
        return counter_do(ACT_CODE);
    counter_go(counter, COUNTER_TICKET);
    return only_next ? NOTHING : ticket_event(counter, event);
}

static struct effect question_event(struct counter *counter, const struct event *event)
{
    if (counter->question.purpose == ASK_CARD && event->kind == EVENT_KEY &&
        event->key == PRESS_CHARACTER)
        return counter_no_card(counter);
    switch (question_update(&counter->question, event)) {
    case QUESTION_OPEN: return NOTHING;
    case QUESTION_LEFT: question_close(&counter->question); return NOTHING;
    case QUESTION_ANSWERED: return counter_answered(counter);
    }
    return NOTHING;
}

struct effect counter_update(void *model, const struct event *event)
{
    struct counter *counter = model;

    if (counter->question.purpose != ASK_NOTHING)
        return question_event(counter, event);
    switch (counter->mode) {
    case COUNTER_TICKET: return ticket_event(counter, event);
    case COUNTER_PAY: return counter_pay_event(counter, event);
    case COUNTER_SOLD: return sold_event(counter, event);
    case COUNTER_REFUND: return counter_refund_event(counter, event);
    case COUNTER_MENU:
    case COUNTER_SALES:
    case COUNTER_LINES:
    case COUNTER_PARKED:
    case COUNTER_SELLERS:
    case COUNTER_UNKNOWN:
    case COUNTER_RATE: return counter_list_event(counter, event);
    }
    return NOTHING;
}
