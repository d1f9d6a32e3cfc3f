/* The lists of the counter: other gestures, lines, parked tickets, what comes back. Pure. */
#include "pos/stall/counter_step.h"

#include "base/lang.h"
#include "ledger/role.h"

#include <stdio.h>

static const struct effect REFUSED = { EFFECT_BEEP, 0 };

struct effect counter_open_menu(struct counter *counter)
{
    bool is_open = counter->mode == COUNTER_MENU;

    counter_go(counter, COUNTER_MENU);
    counter->gesture_page = is_open ? (counter->gesture_page + 1) % GESTURE_PAGES : 0;
    list_set_count(&counter->menu, counter_gestures_on(counter) + 1); /* and the next page */
    return NOTHING;
}

static struct effect choose_sale(struct counter *counter, enum counter_gesture gesture)
{
    counter->request.gesture = (int)gesture;
    return counter_do(ACT_LIST_SALES);
}

struct effect counter_choose_line(struct counter *counter, enum counter_gesture gesture)
{
    if (ticket_is_empty(&counter->draft.ticket))
        return REFUSED;
    counter->request.gesture = (int)gesture;
    counter_go(counter, COUNTER_LINES);
    list_set_count(&counter->menu, counter->draft.ticket.line_count);
    counter->menu.selected = counter->draft.ticket.line_count - 1;
    return NOTHING;
}

static struct effect gesture_ask(struct counter *counter, enum counter_question purpose,
                                 const char *title, const char *detail)
{
    counter_go(counter, COUNTER_TICKET);
    question_ask(&counter->question, (int)purpose, title, detail);
    return NOTHING;
}

/* Of the ticket, or of one line of it: the sum stays in sight. */
static struct effect sum_ask(struct counter *counter, enum counter_question purpose,
                             const char *title, const char *detail)
{
    int line = counter->request.line;
    bool of_line = purpose == ASK_LINE_DISCOUNT || purpose == ASK_LINE_PRICE;

    gesture_ask(counter, purpose, title, detail);
    question_mean(&counter->question,
                  of_line ? counter->figures.lines[line - 1].full : counter->figures.gross);
    return NOTHING;
}

static struct effect gesture_void(struct counter *counter)
{
    sum_ask(counter, ASK_VOID, _("Abandonner tout le ticket ?"), "");
    counter->question.yes_or_no = true;
    return NOTHING;
}

struct effect counter_gesture(struct counter *counter, enum counter_gesture gesture)
{
    if (!counter_may(counter, gesture)) {
        notice_set(&counter->notice, STYLE_WARNING, "%s",
                   _("La session est fermée : plus rien ne se vend."));
        return REFUSED;
    }
    switch (gesture) {
    case GESTURE_DROP:
    case GESTURE_LINE_DISCOUNT:
    case GESTURE_LINE_PRICE: return counter_choose_line(counter, gesture);
    case GESTURE_DISCOUNT:
        counter->request.line = 0;
        return sum_ask(counter, ASK_DISCOUNT, _("Quelle remise sur le ticket ?"),
                       _("Un montant (1,50) ou un pourcentage (10%)."));
    case GESTURE_PARK:
        return sum_ask(counter, ASK_PARK_NAME, _("Mettre en attente sous quel nom ?"),
                       _("Un prénom, un signe : ce qui aide à s'en souvenir."));
    case GESTURE_RESUME: return counter_do(ACT_LIST_PARKED);
    case GESTURE_UNKNOWN:
        return gesture_ask(counter, ASK_UNKNOWN_PRICE, _("Article inconnu : quel prix ?"), "");
    case GESTURE_REFUND:
    case GESTURE_AGAIN:
    case GESTURE_RECEIPT: return choose_sale(counter, gesture);
    case GESTURE_CASH: return counter_do(ACT_CASH);
    case GESTURE_SELLER: return counter_do(ACT_LIST_SELLERS);
    case GESTURE_LATE:
        return gesture_ask(counter, ASK_PAPER_NUMBER, _("Vente notée sur papier : quel numéro ?"),
                           _("Le numéro écrit sur la feuille de secours."));
    case GESTURE_X: return counter_do(ACT_READ_X);
    case GESTURE_PRACTICE: return counter_do(ACT_PRACTICE);
    case GESTURE_EXERCISE: return counter_do(ACT_EXERCISE);
    case GESTURE_VOID: return gesture_void(counter);
    case GESTURE_COUNT: break;
    }
    return NOTHING;
}

static struct effect line_chosen(struct counter *counter, int row)
{
    counter->request.line = row + 1;
    if (counter->request.gesture == GESTURE_LINE_DISCOUNT)
        return sum_ask(counter, ASK_LINE_DISCOUNT, _("Quelle remise sur cette ligne ?"),
                       _("Un montant (1,50) ou un pourcentage (10%)."));
    if (counter->request.gesture == GESTURE_LINE_PRICE)
        return sum_ask(counter, ASK_LINE_PRICE, _("Quel prix pour un ?"), "");
    return counter_do(ACT_DROP);
}

const char *counter_seller(const struct counter *counter, int row)
{
    if (row < counter->people.count)
        return counter->people.list[row].badge;
    return role_word(row == counter->people.count ? ROLE_ANIMATOR : ROLE_HOST);
}

static struct effect seller_chosen(struct counter *counter, int row)
{
    snprintf(counter->request.text, sizeof counter->request.text, "%s",
             counter_seller(counter, row));
    counter->request.pin[0] = '\0';
    return counter_do(ACT_SELLER);
}

/* The line after the sales: an older one, by its number. */
static struct effect sale_chosen(struct counter *counter, int row)
{
    if (row == counter->recent_count) {
        question_ask(&counter->question, ASK_SALE_NUMBER, _("Le numéro de cette vente ?"),
                     _("Celui en haut du ticket, par exemple 12."));
        return NOTHING;
    }
    snprintf(counter->request.text, sizeof counter->request.text, "%lld",
             (long long)counter->recent[row].number);
    return counter_do(ACT_FIND_SALE);
}

static struct effect list_chosen(struct counter *counter, int row)
{
    counter->request.row = row;
    switch (counter->mode) {
    case COUNTER_MENU:
        if (row == counter_gestures_on(counter))
            return counter_open_menu(counter);
        return counter_gesture(counter, counter_gesture_at(counter, row));
    case COUNTER_SALES: return sale_chosen(counter, row);
    case COUNTER_LINES: return line_chosen(counter, row);
    case COUNTER_PARKED: return counter_do(ACT_RESUME);
    case COUNTER_SELLERS: return seller_chosen(counter, row);
    case COUNTER_RATE: counter->request.rate = counter->rates[row]; return counter_do(ACT_UNKNOWN);
    case COUNTER_UNKNOWN:
        if (row == 0) {
            counter_unknown_decided(counter);
            counter_go(counter, COUNTER_TICKET);
            notice_set(&counter->notice, STYLE_TEXT, "%s", _("Choisir la tuile de l'article."));
            return NOTHING;
        }
        question_ask(&counter->question, ASK_UNKNOWN_PRICE, _("Article inconnu : quel prix ?"),
                     counter->draft.unknown[0]);
        return NOTHING;
    case COUNTER_TICKET:
    case COUNTER_PAY:
    case COUNTER_SOLD:
    case COUNTER_REFUND: break;
    }
    return NOTHING;
}

/* The seller goes on selling, but for what is half decided. */
static struct effect list_scanned(struct counter *counter, const char *code)
{
    if (counter->mode == COUNTER_RATE) {
        notice_set(&counter->notice, STYLE_WARNING, "%s",
                   _("Un code a été lu : choisir d'abord le taux, puis le scanner encore."));
        return REFUSED;
    }
    counter_rest(counter);
    return counter_scanned(counter, code);
}

static struct effect list_left(struct counter *counter)
{
    if (counter->mode == COUNTER_UNKNOWN) /* it is left out */
        counter_unknown_decided(counter);
    counter_rest(counter);
    return NOTHING;
}

struct effect counter_list_event(struct counter *counter, const struct event *event)
{
    struct area area = counter_list_area(event->width, event->height);
    int row;

    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE)
        return list_left(counter);
    if (event->kind == EVENT_SCAN)
        return list_scanned(counter, event->text);
    if (counter->mode == COUNTER_MENU && event->kind == EVENT_KEY && event->character == '0')
        return counter_open_menu(counter);
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

struct effect counter_refund_event(struct counter *counter, const struct event *event)
{
    struct area area = counter_list_area(event->width, event->height);

    if (event->kind == EVENT_SCAN) {
        notice_set(&counter->notice, STYLE_WARNING, "%s",
                   _("Un code a été lu : finir ou quitter d'abord le remboursement."));
        return REFUSED;
    }
    if (event->kind != EVENT_KEY)
        return NOTHING;
    if (event->key == PRESS_ESCAPE)
        counter_go(counter, COUNTER_TICKET);
    else if (event->key == PRESS_ENTER)
        return counter_do(ACT_REFUND);
    else if (event->key == PRESS_LEFT)
        refund_step(counter, -1);
    else if (event->key == PRESS_RIGHT)
        refund_step(counter, 1);
    else if (event->key != PRESS_CHARACTER)
        list_update(&counter->menu, event, area, NULL);
    return NOTHING;
}
