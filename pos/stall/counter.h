/*
 * The counter: where things are sold. Tiles at the left, the ticket at the
 * right; then the payment; then the change, and the next ticket.
 *
 * counter.c, counter_pay.c, counter_menu.c and counter_answer.c decide, and
 * counter_draw.c shows: all pure. counter_act.c, counter_scan.c and
 * counter_refund.c ask the ledger. What a crash must not lose stands in `draft`.
 */
#ifndef POS_COUNTER_H
#define POS_COUNTER_H

#include "ledger/closing/drawer_pieces.h"
#include "ledger/means.h"
#include "pos/stall/counter_group.h"
#include "pos/stall/counter_request.h"
#include "pos/stall/undo.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"
#include "pos/ui/tiles.h"
#include "reports/figures/pictures.h"
#include "programme/people.h"

enum {
    TYPED_MAX = 20,
    UNKNOWN_MAX = 8,
    CODE_SHOWN_MAX = 64,
    GESTURE_PAGES = 3,
    QUANTITY_ASK = 50 * ONE_PIECE, /* above: a second key */
    PRICE_ASK = 20000,             /* above 200,00 €: a second key */
    HANDED_MAX = 24,               /* notes handed over, each by its key */
    PAY_NOTES = 4,                 /* those that have a key: 5 to 50 € */
};

enum counter_mode {
    COUNTER_TICKET,  /* building the ticket */
    COUNTER_PAY,     /* taking money, or giving it back */
    COUNTER_SOLD,    /* done: the change, and what may follow */
    COUNTER_MENU,    /* other gestures, a page of them */
    COUNTER_SALES,   /* choosing a sale of today */
    COUNTER_LINES,   /* choosing a line to take off */
    COUNTER_PARKED,  /* choosing a parked ticket */
    COUNTER_SELLERS, /* choosing who sells */
    COUNTER_UNKNOWN, /* a code that no product has */
    COUNTER_RATE,    /* VAT rate of an unknown article */
    COUNTER_REFUND,  /* which lines of a sale come back */
};

struct counter_product {
    char code[CODE_MAX];
    char label[LABEL_MAX];
    struct telling telling; /* from the other labels */
    cents price;
    basis_points rate;
    bool by_weight, has_stock;
    int group;
    thousandths stock;
    int picture; /* rank among the desk's pictures; PICTURE_NONE: a mark */
};

/* Kept in a draft file: no pointers. */
struct counter_draft {
    int64_t sales; /* tickets of the till at its beginning: what was sold meanwhile dies */
    struct ticket ticket;
    struct ticket refund; /* of "wrong, do again": recorded together with `ticket` */
    bool is_again;
    char unknown[UNKNOWN_MAX][CODE_SHOWN_MAX]; /* codes of no product: each waits for a decision */
    int unknown_count;
    char typed[TYPED_MAX]; /* a number being typed */
};

struct counter {
    SHELL;
    struct counter_draft draft;
    struct figures figures; /* of draft.ticket */
    struct undo undo;       /* of its lines and discounts */
    enum counter_mode mode;
    struct counter_request request;
    struct tiles tiles;
    struct counter_product products[PRODUCTS_MAX];
    int product_count;
    struct counter_groups groups;
    struct list menu; /* the list on the screen, whichever it is */
    int gesture_page; /* 0..GESTURE_PAGES - 1 */
    int payment_mode; /* 0..3: PAY_CASH..PAY_VOUCHER, then those of `means` */
    struct means_list means;
    cents handed[HANDED_MAX]; /* the notes of this payment, the last one last */
    int handed_count;
    bool is_over, types_sum; /* the session is closed; a sum is typed */
    struct sold sold;        /* the last sale */
    struct drawer_pieces drawer;
    struct sale sale; /* being refunded or done again */
    struct recent_sale recent[RECENT_SALES_MAX];
    int recent_count;
    thousandths left[TICKET_LINES_MAX]; /* of each line of `sale`: may still come back */
    thousandths back[TICKET_LINES_MAX]; /* comes back now */
    struct parked_name parked[PARKED_MAX];
    int parked_count;
    struct people people;          /* who may sell, then the roles */
    basis_points rates[RATES_MAX]; /* offered for an unknown article */
    int rate_count;
    struct day today;
    const struct picture *badge;     /* of who sells; NULL: a role */
    const struct pictures *pictures; /* borrowed from the desk */
    enum counter_act waiting;        /* what the tutor's PIN was asked for */
};

extern const struct screen_kind COUNTER;

struct effect counter_update(void *model, const struct event *event);
void counter_draw(const void *model, struct canvas *canvas);

extern const cents PAY_NOTE[PAY_NOTES]; /* beside the keys a, b, c, d */

/* Where the tiles and the lists stand; shared by drawing and the mouse. */
struct area counter_tiles_area(int width, int height);
struct area counter_list_area(int width, int height);

#endif
