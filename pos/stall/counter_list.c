/* The lists of the counter, as they look: gestures, sales, lines, tickets that wait. Pure. */
#include "pos/stall/counter_step.h"

#include "base/lang.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;  /* N_() */
    const char *trade; /* N_() */
} GESTURES[GESTURE_COUNT] = {
    [GESTURE_DROP] = { N_("Enlever"), N_("une ligne du ticket") },
    [GESTURE_DISCOUNT] = { N_("Remise"), N_("sur tout le ticket") },
    [GESTURE_PARK] = { N_("Attendre"), N_("mettre le ticket en attente") },
    [GESTURE_RESUME] = { N_("Reprendre"), N_("un ticket en attente") },
    [GESTURE_CASH] = { N_("Tiroir"), N_("fond, apport, retrait") },
    [GESTURE_REFUND] = { N_("Rembourser"), N_("une vente") },
    [GESTURE_AGAIN] = { N_("Corriger"), N_("une vente fausse") },
    [GESTURE_X] = { N_("Où en est la caisse ?"), N_("lecture X") },
    [GESTURE_RECEIPT] = { N_("Ticket"), N_("imprimer celui d'une vente") },
    [GESTURE_UNKNOWN] = { N_("Inconnu"), N_("un article à un prix tapé") },
    [GESTURE_SELLER] = { N_("Vendeur"), N_("changer de vendeur") },
    [GESTURE_LATE] = { N_("Papier"), N_("vente notée sur papier, saisie différée") },
    [GESTURE_LINE_DISCOUNT] = { N_("Réduire"), N_("remise sur une ligne") },
    [GESTURE_LINE_PRICE] = { N_("Prix"), N_("changer celui d'une ligne") },
    [GESTURE_VOID] = { N_("Annuler"), N_("tout le ticket") },
    [GESTURE_EXERCISE] = { N_("Exercices"), N_("rendre la monnaie, payer juste") },
    [GESTURE_PRACTICE] = { N_("École"), N_("s'exercer sans rien d'inscrit") },
};

/* So few on a page that they are read. */
static const enum counter_gesture PAGES[GESTURE_PAGES + 1] = { GESTURE_DROP, GESTURE_X,
                                                               GESTURE_SELLER, GESTURE_COUNT };

const char *counter_gesture_name(enum counter_gesture gesture)
{
    return _(GESTURES[gesture].name);
}

const char *counter_gesture_trade(enum counter_gesture gesture)
{
    return _(GESTURES[gesture].trade);
}

enum counter_gesture counter_gesture_at(const struct counter *counter, int row)
{
    return (enum counter_gesture)((int)PAGES[counter->gesture_page] + row);
}

int counter_gestures_on(const struct counter *counter)
{
    return (int)PAGES[counter->gesture_page + 1] - (int)PAGES[counter->gesture_page];
}

void counter_gesture_keys(enum counter_gesture gesture, char *out, size_t room)
{
    int page = gesture < PAGES[1] ? 0 : gesture < PAGES[2] ? 1 : 2;
    static const char *const OPENED_BY[GESTURE_PAGES] = { "0", "0 0", "0 0 0" };

    if (gesture == GESTURE_PRACTICE)
        snprintf(out, room, "F4");
    else
        snprintf(out, room, "%s %d", OPENED_BY[page], (int)gesture - (int)PAGES[page] + 1);
}

/* What begins a sale, or takes one back, would be refused at its end. */
bool counter_may(const struct counter *counter, enum counter_gesture gesture)
{
    bool sells = gesture == GESTURE_REFUND || gesture == GESTURE_AGAIN || gesture == GESTURE_LATE ||
                 gesture == GESTURE_UNKNOWN || gesture == GESTURE_RESUME;

    return !counter->is_over || !sells;
}

static struct list_row gesture_row(const void *context, int i)
{
    const struct counter *counter = context;
    enum counter_gesture gesture = counter_gesture_at(counter, i);
    bool empty = ticket_is_empty(&counter->draft.ticket);
    bool needs_ticket = gesture <= GESTURE_PARK || gesture == GESTURE_LINE_DISCOUNT ||
                        gesture == GESTURE_LINE_PRICE || gesture == GESTURE_VOID;

    if (i == counter_gestures_on(counter))
        return list_row_of("…", "0", STYLE_TEXT);
    return list_row_of(counter_gesture_name(gesture),
                       gesture == GESTURE_PRACTICE ? "F4"
                       : gesture == GESTURE_REFUND ? "-"
                                                   : "",
                       (empty && needs_ticket) || !counter_may(counter, gesture) ? STYLE_QUIET
                                                                                 : STYLE_TEXT);
}

/* What the first article of a sale looks like: its picture, or its key and its shape. */
static void article_show(const struct counter *counter, const struct recent_sale *sale,
                         struct list_row *row)
{
    row->picture =
        pictures_at(counter->pictures, pictures_rank(counter->pictures, sale->code, sale->label));
    for (int i = 0; i < counter->product_count; i++)
        if (strcmp(counter->products[i].code, sale->code) == 0)
            snprintf(row->mark, sizeof row->mark, "%c %s", tiles_letter(i) ? tiles_letter(i) : ' ',
                     tiles_shape(i));
    if (row->mark[0] == '\0') /* no longer offered: the names stay in line */
        snprintf(row->mark, sizeof row->mark, " ");
}

/* "10:25  Cookie choco + 2", and at the right what was paid and how. */
static struct list_row sale_row(const void *context, int i)
{
    const struct counter *counter = context;
    const struct recent_sale *sale = &counter->recent[i];
    char day[MOMENT_TEXT_MAX] = "", hour[6], more[16] = "";
    char left[LIST_LEFT_MAX], right[LIST_RIGHT_MAX], amount[MONEY_TEXT_MAX];
    struct list_row row;

    if (i == counter->recent_count)
        return list_row_of(_("Numéro…"), "", STYLE_TEXT);
    if (moment_day(sale->time).number != counter->today.number)
        day_format_human(moment_day(sale->time), day, sizeof day);
    moment_format_hour(sale->time, hour);
    if (sale->line_count > 1)
        snprintf(more, sizeof more, " + %d", sale->line_count - 1);
    snprintf(left, sizeof left, "%s%s%s  %.60s%s%s", day, day[0] ? " " : "", hour, sale->label,
             more, sale->was_refunded ? _(", remboursé") : "");
    money_format_euro(sale->gross, amount);
    snprintf(right, sizeof right, "%s  %-8s", amount, payment_mode_name(sale->mode));
    row = list_row_of(left, right, sale->is_refund ? STYLE_QUIET : STYLE_TEXT);
    article_show(counter, sale, &row);
    return row;
}

static struct list_row ticket_row(const void *context, int i)
{
    const struct counter *counter = context;
    char amount[MONEY_TEXT_MAX];

    money_format_euro(counter->figures.lines[i].full, amount);
    return list_row_of(counter->draft.ticket.lines[i].label, amount, STYLE_TEXT);
}

static struct list_row parked_row(const void *context, int i)
{
    const struct counter *counter = context;

    return list_row_of(counter->parked[i].name, "", STYLE_TEXT);
}

static struct list_row seller_row(const void *context, int i)
{
    const struct counter *counter = context;
    const struct participant *person = &counter->people.list[i];
    struct list_row row;

    if (i >= counter->people.count)
        return list_row_of(role_name(role_of(counter_seller(counter, i))), "", STYLE_TEXT);
    row = list_row_of(person->called_name, pictogram_name(person->position), STYLE_TEXT);
    row.picture = pictures_of_badge(counter->pictures, person->position);
    return row;
}

static struct list_row unknown_row(const void *context, int i)
{
    (void)context;
    return list_row_of(i == 0 ? _("Quelle tuile ?") : _("Quel prix ?"), "", STYLE_TEXT);
}

static struct list_row rate_row(const void *context, int i)
{
    const struct counter *counter = context;
    char rate[MONEY_TEXT_MAX];

    rate_format(counter->rates[i], rate);
    return list_row_of(rate, "", STYLE_TEXT);
}

static struct list_row refund_row(const void *context, int i)
{
    const struct counter *counter = context;
    char left[MONEY_TEXT_MAX];
    char count[MONEY_TEXT_MAX];
    char back[2 * MONEY_TEXT_MAX + 8];

    quantity_format(counter->left[i], left);
    quantity_format(counter->back[i], count);
    snprintf(back, sizeof back, "< %s / %s >", count, left);
    return list_row_of(counter->sale.lines[i].label, back,
                       counter->left[i] > 0 ? STYLE_TEXT : STYLE_QUIET);
}

struct counter_page {
    const char *title;
    list_row_fn *row;
    const char *next;
};

static const char *sales_title(const struct counter *counter)
{
    if (counter->request.gesture == GESTURE_REFUND)
        return _("Rembourser ?");
    return counter->request.gesture == GESTURE_AGAIN ? _("Corriger ?") : _("Quel ticket ?");
}

static struct counter_page counter_page_of(const struct counter *counter)
{
    switch (counter->mode) {
    case COUNTER_MENU: return (struct counter_page){ _("Plus"), gesture_row, _("Faire") };
    case COUNTER_SALES:
        return (struct counter_page){ sales_title(counter), sale_row, _("Choisir") };
    case COUNTER_LINES:
        if (counter->request.gesture == GESTURE_DROP)
            return (struct counter_page){ _("Quelle ligne enlever ?"), ticket_row, _("Enlever") };
        return (struct counter_page){ _("Quelle ligne changer ?"), ticket_row, _("Choisir") };
    case COUNTER_PARKED:
        return (struct counter_page){ _("Quel ticket reprendre ?"), parked_row, _("Reprendre") };
    case COUNTER_SELLERS:
        return (struct counter_page){ _("Qui vend ?"), seller_row, _("C'est moi") };
    case COUNTER_UNKNOWN:
        return (struct counter_page){ _("Code inconnu"), unknown_row, _("Choisir") };
    case COUNTER_RATE: return (struct counter_page){ _("Quelle TVA ?"), rate_row, _("Ajouter") };
    case COUNTER_REFUND:
        return (struct counter_page){ _("Qu'est-ce qui revient ?"), refund_row, _("Rembourser") };
    case COUNTER_TICKET:
    case COUNTER_PAY:
    case COUNTER_SOLD: break;
    }
    abort(); /* the other modes are no lists */
}

const char *counter_list_title(const struct counter *counter)
{
    return counter_page_of(counter).title;
}

const char *counter_list_next(const struct counter *counter)
{
    return counter_page_of(counter).next;
}

/* Which code waits for a decision, and how many after it. */
static void unknown_draw(const struct counter *counter, struct canvas *canvas, struct area area)
{
    int more = counter->draft.unknown_count - 1;
    char text[CODE_SHOWN_MAX + 32];

    snprintf(text, sizeof text, more > 0 ? "%s  (+ %d)" : "%s", counter->draft.unknown[0], more);
    canvas_put_fit(canvas, (struct area){ area.x + 1, area.y + 1, area.width - 2, 1 },
                   STYLE_WARNING, text);
}

void counter_list_draw(const struct counter *counter, struct canvas *canvas)
{
    struct counter_page page = counter_page_of(counter);
    struct area area = frame_area(canvas);

    if (counter->mode == COUNTER_UNKNOWN)
        unknown_draw(counter, canvas, area);
    list_draw(&counter->menu, canvas, counter_list_area(canvas->width, canvas->height), page.row,
              counter);
}
