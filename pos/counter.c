#include "pos/counter.h"

#include "base/lang.h"

#include <stdio.h>
#include <string.h>

static const struct effect NOTHING = { EFFECT_NONE, 0 };
static const struct effect REFUSED = { EFFECT_BEEP, 0 };

static struct effect perform(enum counter_act act)
{
    return (struct effect){ EFFECT_PERFORM, (int)act };
}

static struct effect refuse(struct counter *counter, const struct err *err)
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
    counter->menu.selected = 0;
    counter->tiles.selected = TILES_NONE;
    counter->draft.typed[0] = '\0';
}

struct area counter_tiles_area(int width, int height)
{
    struct area area = frame_area_of(width, height);
    int columns = (area.width - 32) / TILE_WIDTH; /* the ticket keeps 32 columns at least */

    return (struct area){ area.x, area.y - 1, columns * TILE_WIDTH, area.height + 1 };
}

struct area counter_list_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x, area.y + 2, area.width, area.height - 2 };
}

/* -- Typing a number. -- */

static bool typed_add(struct counter *counter, uint32_t character)
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

static bool typed_erase(struct counter *counter)
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
    return perform(ACT_ADD);
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
    counter->question.yes_or_no = true;
    return NOTHING;
}

static struct effect add_tile(struct counter *counter, int tile)
{
    const struct counter_product *product = &counter->products[tile];
    thousandths quantity = ONE_PIECE;
    struct err err = ERR_EMPTY;

    if (counter->draft.typed[0] != '\0') {
        if (!quantity_parse(counter->draft.typed, false, &quantity, &err))
            return refuse(counter, &err);
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
    counter_go(counter, COUNTER_PAY);
    counter->payment_mode = 0;
    counter->draft.ticket.total_was_shown = true;
    return NOTHING;
}

static struct effect scanned(struct counter *counter, const char *code)
{
    counter->draft.typed[0] = '\0'; /* a scan ends a number being typed, and is never one */
    snprintf(counter->request.text, sizeof counter->request.text, "%s", code);
    return perform(ACT_SCAN);
}

static struct effect ticket_enter(struct counter *counter)
{
    struct counter_draft *draft = &counter->draft;

    if (draft->typed[0] != '\0')
        return scanned(counter, draft->typed);
    if (counter->tiles.selected != TILES_NONE)
        return add_tile(counter, counter->tiles.selected);
    if (!ticket_is_empty(&draft->ticket))
        return start_payment(counter);
    notice_set(&counter->notice, STYLE_WARNING, "%s",
               _("Le ticket est vide : choisir un article par sa lettre."));
    return REFUSED;
}

static struct effect ticket_backspace(struct counter *counter)
{
    if (typed_erase(counter))
        return NOTHING;
    if (counter->draft.ticket.line_count == 0)
        return REFUSED;
    counter->request.line = counter->draft.ticket.line_count;
    return perform(ACT_DROP);
}

static struct effect ticket_escape(struct counter *counter)
{
    if (counter->draft.typed[0] != '\0')
        counter->draft.typed[0] = '\0';
    else if (counter->tiles.selected != TILES_NONE)
        counter->tiles.selected = TILES_NONE;
    else
        return (struct effect){ EFFECT_BACK, 0 };
    return NOTHING;
}

static struct effect open_menu(struct counter *counter)
{
    counter_go(counter, COUNTER_MENU);
    list_set_count(&counter->menu, GESTURE_COUNT);
    return NOTHING;
}

static struct effect gesture_lines(struct counter *counter, enum counter_gesture gesture)
{
    if (ticket_is_empty(&counter->draft.ticket))
        return REFUSED;
    counter->request.gesture = (int)gesture;
    counter_go(counter, COUNTER_LINES);
    list_set_count(&counter->menu, counter->draft.ticket.line_count);
    counter->menu.selected = counter->draft.ticket.line_count - 1;
    return NOTHING;
}

static struct effect ticket_character(struct counter *counter, const struct event *event)
{
    struct area area = counter_tiles_area(event->width, event->height);
    int tile = tiles_of_letter(&counter->tiles, area, event->character);

    if (event->character == '0' && counter->draft.typed[0] == '\0')
        return open_menu(counter);
    if (typed_add(counter, event->character))
        return NOTHING;
    return tile == TILES_NONE ? REFUSED : add_tile(counter, tile);
}

static struct effect ticket_key(struct counter *counter, const struct event *event)
{
    switch ((int)event->key) {
    case PRESS_ENTER: return ticket_enter(counter);
    case PRESS_ESCAPE: return ticket_escape(counter);
    case PRESS_BACKSPACE: return ticket_backspace(counter);
    case PRESS_DELETE: return gesture_lines(counter, GESTURE_DROP);
    case PRESS_MENU: return open_menu(counter);
    case PRESS_CHARACTER: return ticket_character(counter, event);
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
        return scanned(counter, event->text);
    if (event->kind == EVENT_KEY)
        return ticket_key(counter, event);
    tile = event->kind == EVENT_CLICK ? tiles_at(&counter->tiles, area, event->x, event->y)
                                      : TILES_NONE;
    return tile == TILES_NONE ? NOTHING : add_tile(counter, tile);
}

/* -- Paying. -- */

static cents amount_left(const struct counter *counter)
{
    cents due = counter->figures.due;

    return due < 0 ? -due : due;
}

static struct effect pay_amount(struct counter *counter, cents given)
{
    enum payment_mode mode = (enum payment_mode)(PAY_CASH + counter->payment_mode);
    struct err err = ERR_EMPTY;

    if (!ticket_pay(&counter->draft.ticket, mode, given, counter->request.slip, &err))
        return refuse(counter, &err); /* what was typed stays, to be corrected */
    counter->draft.typed[0] = '\0';
    counter->request.slip[0] = '\0';
    counter_refresh_figures(counter);
    if (ticket_is_paid(&counter->draft.ticket))
        return perform(ACT_SELL);
    counter->payment_mode = 0;
    return NOTHING;
}

static struct effect pay_enter(struct counter *counter)
{
    cents given = amount_left(counter);
    struct err err = ERR_EMPTY;

    if (counter->draft.typed[0] != '\0' && !money_parse(counter->draft.typed, &given, &err))
        return refuse(counter, &err);
    return pay_amount(counter, given);
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

static struct effect pay_event(struct counter *counter, const struct event *event)
{
    enum { MODES = PAY_MODE_END - PAY_CASH };

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
    case PRESS_BACKSPACE: return typed_erase(counter) ? NOTHING : pay_escape(counter);
    case PRESS_LEFT:
    case PRESS_UP: counter->payment_mode = (counter->payment_mode + MODES - 1) % MODES; break;
    case PRESS_RIGHT:
    case PRESS_DOWN: counter->payment_mode = (counter->payment_mode + 1) % MODES; break;
    case PRESS_CHARACTER:
        return (event->character | 0x20) == 'n'       ? counter_ask_slip(counter)
               : typed_add(counter, event->character) ? NOTHING
                                                      : REFUSED;
    default: break;
    }
    return NOTHING;
}

/* -- After the sale: the next key begins the next ticket. -- */

static struct effect sold_event(struct counter *counter, const struct event *event)
{
    bool print = event->kind == EVENT_KEY && event->key == PRESS_CHARACTER &&
                 (event->character == 'p' || event->character == 'P');
    bool only_next =
        event->kind == EVENT_KEY && (event->key == PRESS_ENTER || event->key == PRESS_BACKSPACE);

    if (print)
        return perform(ACT_PRINT);
    if (event->kind == EVENT_KEY && event->key == PRESS_CHARACTER &&
        (event->character == 'q' || event->character == 'Q'))
        return perform(ACT_CODE);
    if (event->kind == EVENT_SHOWN)
        return perform(ACT_REFRESH);
    counter_go(counter, COUNTER_TICKET);
    return only_next ? NOTHING : ticket_event(counter, event);
}

/* -- Other gestures. -- */

static struct effect gesture_ask(struct counter *counter, enum counter_question purpose,
                                 const char *title, const char *detail)
{
    counter_go(counter, COUNTER_TICKET);
    question_ask(&counter->question, (int)purpose, title, detail);
    return NOTHING;
}

static struct effect gesture_void(struct counter *counter)
{
    struct effect effect = gesture_ask(counter, ASK_VOID, _("Abandonner tout le ticket ?"), "");

    counter->question.yes_or_no = true;
    return effect;
}

static struct effect gesture_do(struct counter *counter, enum counter_gesture gesture)
{
    switch (gesture) {
    case GESTURE_DROP:
    case GESTURE_LINE_DISCOUNT:
    case GESTURE_LINE_PRICE: return gesture_lines(counter, gesture);
    case GESTURE_DISCOUNT:
        counter->request.line = 0;
        return gesture_ask(counter, ASK_DISCOUNT, _("Quelle remise sur le ticket ?"),
                           _("Un montant (1,50) ou un pourcentage (10%)."));
    case GESTURE_PARK:
        return gesture_ask(counter, ASK_PARK_NAME, _("Mettre en attente sous quel nom ?"),
                           _("Un prénom, un signe : ce qui aide à s'en souvenir."));
    case GESTURE_RESUME: return perform(ACT_LIST_PARKED);
    case GESTURE_UNKNOWN:
        return gesture_ask(counter, ASK_UNKNOWN_PRICE, _("Article inconnu : quel prix ?"), "");
    case GESTURE_REFUND:
        return gesture_ask(counter, ASK_REFUND_NUMBER, _("Rembourser quel ticket ?"),
                           _("Le numéro en haut du ticket, par exemple 12."));
    case GESTURE_AGAIN:
        return gesture_ask(counter, ASK_AGAIN_NUMBER, _("Quelle vente était fausse ?"),
                           _("Son numéro. Elle sera remboursée, puis refaite juste."));
    case GESTURE_CASH: return perform(ACT_CASH);
    case GESTURE_SELLER:
        return gesture_ask(counter, ASK_SELLER, _("Qui vend maintenant ?"),
                           _("Le badge (P1), ou animator, ou host."));
    case GESTURE_LATE:
        return gesture_ask(counter, ASK_PAPER_NUMBER, _("Saisie différée : quel numéro ?"),
                           _("Le numéro écrit sur la feuille de secours."));
    case GESTURE_X: return perform(ACT_READ_X);
    case GESTURE_PRACTICE: return perform(ACT_PRACTICE);
    case GESTURE_VOID: return gesture_void(counter);
    case GESTURE_COUNT: break;
    }
    return NOTHING;
}

static struct effect line_chosen(struct counter *counter, int row)
{
    counter->request.line = row + 1;
    if (counter->request.gesture == GESTURE_LINE_DISCOUNT)
        return gesture_ask(counter, ASK_LINE_DISCOUNT, _("Quelle remise sur cette ligne ?"),
                           _("Un montant (1,50) ou un pourcentage (10%)."));
    if (counter->request.gesture == GESTURE_LINE_PRICE)
        return gesture_ask(counter, ASK_LINE_PRICE, _("Quel prix pour un ?"), "");
    return perform(ACT_DROP);
}

static struct effect list_chosen(struct counter *counter, int row)
{
    counter->request.row = row;
    switch (counter->mode) {
    case COUNTER_MENU: return gesture_do(counter, (enum counter_gesture)row);
    case COUNTER_LINES: return line_chosen(counter, row);
    case COUNTER_PARKED: return perform(ACT_RESUME);
    case COUNTER_RATE: counter->request.rate = counter->rates[row]; return perform(ACT_UNKNOWN);
    case COUNTER_UNKNOWN:
        if (row == 0) {
            counter_go(counter, COUNTER_TICKET);
            notice_set(&counter->notice, STYLE_TEXT, "%s", _("Choisir la tuile de l'article."));
            return NOTHING;
        }
        return gesture_do(counter, GESTURE_UNKNOWN);
    case COUNTER_TICKET:
    case COUNTER_PAY:
    case COUNTER_SOLD:
    case COUNTER_REFUND: break;
    }
    return NOTHING;
}

static struct effect list_event(struct counter *counter, const struct event *event)
{
    struct area area = counter_list_area(event->width, event->height);
    int row;

    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE) {
        counter_go(counter, COUNTER_TICKET);
        return NOTHING;
    }
    if (event->kind == EVENT_SCAN) { /* the seller went on selling */
        counter_go(counter, COUNTER_TICKET);
        return scanned(counter, event->text);
    }
    row = list_update(&counter->menu, event, area, NULL);
    return row == LIST_NONE ? NOTHING : list_chosen(counter, row);
}

/* -- Which lines come back: left and right change how much. -- */

static void refund_step(struct counter *counter, int sign)
{
    int row = counter->menu.selected;
    thousandths step = counter->left[row] % ONE_PIECE ? counter->left[row] : ONE_PIECE;
    thousandths back = counter->back[row] + sign * step;

    if (back >= 0 && back <= counter->left[row])
        counter->back[row] = back;
}

static struct effect refund_event(struct counter *counter, const struct event *event)
{
    struct area area = counter_list_area(event->width, event->height);

    if (event->kind != EVENT_KEY)
        return NOTHING;
    if (event->key == PRESS_ESCAPE)
        counter_go(counter, COUNTER_TICKET);
    else if (event->key == PRESS_ENTER)
        return perform(ACT_REFUND);
    else if (event->key == PRESS_LEFT)
        refund_step(counter, -1);
    else if (event->key == PRESS_RIGHT)
        refund_step(counter, 1);
    else if (event->key != PRESS_CHARACTER)
        list_update(&counter->menu, event, area, NULL);
    return NOTHING;
}

static struct effect question_event(struct counter *counter, const struct event *event)
{
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

    if (event->kind == EVENT_SHOWN)
        return perform(ACT_REFRESH);
    notice_clear(&counter->notice);
    if (counter->question.purpose != ASK_NOTHING)
        return question_event(counter, event);
    switch (counter->mode) {
    case COUNTER_TICKET: return ticket_event(counter, event);
    case COUNTER_PAY: return pay_event(counter, event);
    case COUNTER_SOLD: return sold_event(counter, event);
    case COUNTER_REFUND: return refund_event(counter, event);
    case COUNTER_MENU:
    case COUNTER_LINES:
    case COUNTER_PARKED:
    case COUNTER_UNKNOWN:
    case COUNTER_RATE: return list_event(counter, event);
    }
    return NOTHING;
}
