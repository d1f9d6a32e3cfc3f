/*
 * A ticket being built: lines, discounts, payments. Pure: no database, no
 * clock, no screen. It becomes a sale in till_pay().
 *
 * The figures are computed once, by ticket_figures(), and everything that is shown, stored or
 * printed is read from them: lines sum to the rates, rates to the ticket, payments less change to
 * the ticket, to the cent.
 *
 * A refund is a ticket with a `refund_of`: its quantities and amounts are negative.
 */
#ifndef LEDGER_TICKET_H
#define LEDGER_TICKET_H

#include "base/text.h"
#include "ledger/payment.h"
#include "ledger/ticket_figures.h"

enum { TICKET_PAYMENTS_MAX = 8, LABEL_MAX = TEXT_ROOM(80) };
enum { CODE_MAX = 33, SLIP_MAX = 33, PAPER_MAX = 33, SOURCE_KEY_MAX = 65 };

/* Cash above this for one ticket is refused: 1 000,00 €, code monétaire et financier, D112-3. */
#define TICKET_CASH_MAX ((cents)100000)

enum sale_flag {
    SALE_LATE = 1,            /* entered after the sale: saisie différée */
    SALE_UNKNOWN_ARTICLE = 2, /* sold without a product: for the evening list */
    SALE_PRICE_TYPED = 4,     /* a price was typed over the product's */
    SALE_BELOW_STOCK = 8,     /* sold more than the stock that was known */
    SALE_PAST_BEST = 16,      /* best-before date passed, seller warned */
    SALE_REPLACED = 32,       /* a refund that a new sale follows: "wrong, do again" */
    SALE_DAY_STARTS = 64,     /* the ticket before it is of another accounting day, or none */
};

struct ticket_line {
    char code[CODE_MAX]; /* "" for an unknown article */
    char label[LABEL_MAX];
    thousandths quantity; /* never 0; negative on a refund */
    cents price;          /* of one unit, >= 0 */
    basis_points rate;
    struct discount discount;
    cents refund_gross; /* on a refund: the exact negative amount of this line */
    int refund_line;    /* line of the original, 0 none */
    int flags;          /* enum sale_flag */
};

struct ticket_payment {
    enum payment_mode mode;
    cents given; /* negative on a refund: paid back */
    char slip[SLIP_MAX];
    char means[MEANS_MAX]; /* which one, under PAY_OTHER; else "" */
    bool gives_change;     /* of a further means: what is above the price goes back in cash */
};

struct ticket_late { /* a sale noted on paper */
    bool is_late;
    char paper[PAPER_MAX];
    char source_key[SOURCE_KEY_MAX];
    int64_t utc_s;
    int32_t offset_min;
};

struct ticket {
    struct ticket_line lines[TICKET_LINES_MAX];
    int line_count;
    struct discount discount;
    struct ticket_payment payments[TICKET_PAYMENTS_MAX];
    int payment_count;
    char refund_chain[2]; /* "" = a sale */
    int64_t refund_number;
    struct ticket_late late;
    bool total_was_shown; /* a line dropped from now on leaves a trace */
};

/* All zeroes, as calloc() gives them. */
void ticket_init(struct ticket *ticket);
/* Only the lines in use: room for all of them is 84 KB, and this is done at each key. */
void ticket_copy(struct ticket *to, const struct ticket *from);
bool ticket_is_empty(const struct ticket *ticket);
bool ticket_is_refund(const struct ticket *ticket);
/* Whether both say the same lines and discount; one was copied from the other. */
bool ticket_has_same_lines(const struct ticket *a, const struct ticket *b);

/* Everything that follows from the lines and payments. Cannot fail: additions were checked. */
void ticket_figures(const struct ticket *ticket, struct figures *out);

/*
 * Add a line; the same article at the same price without discount adds up with
 * the line that is there when `merge`. ERR_INPUT: full, a ninth rate, or an
 * amount out of range. Unchanged on failure.
 */
bool ticket_add(struct ticket *ticket, const struct ticket_line *line, bool merge,
                struct err *err) MUST_CHECK;
/* Lines count from 1. ERR_INPUT: no such line. */
bool ticket_drop(struct ticket *ticket, int line, struct err *err) MUST_CHECK;
bool ticket_set_quantity(struct ticket *ticket, int line, thousandths quantity,
                         struct err *err) MUST_CHECK;
/* ERR_INPUT: more than the line or the ticket; a refund takes no discount. */
bool ticket_discount_line(struct ticket *ticket, int line, struct discount discount,
                          struct err *err) MUST_CHECK;
bool ticket_discount(struct ticket *ticket, struct discount discount, struct err *err) MUST_CHECK;

/*
 * Add a payment. `given` is positive on both sides: what the customer hands over, or on a refund
 * what is paid back. ERR_INPUT: nothing to pay, cash above the legal limit, more than due by what
 * gives no change, paid back too much. From `how`: mode, means, rule of change.
 */
bool ticket_pay(struct ticket *ticket, enum payment_mode mode, cents given, const char *slip,
                struct err *err) MUST_CHECK;
bool ticket_pay_with(struct ticket *ticket, const struct ticket_payment *how, cents given,
                     const char *slip, struct err *err) MUST_CHECK;
void ticket_unpay(struct ticket *ticket); /* takes all payments back */
/* Payments cover the ticket exactly, change included, and it has a line. */
bool ticket_is_paid(const struct ticket *ticket);

/* For parking and drafts: every field, exactly. */
void ticket_save(const struct ticket *ticket, struct buf *out);
/* ERR_STORAGE: not a saved ticket of this version; `*out` is empty then. */
bool ticket_load(struct ticket *out, const void *bytes, size_t length, struct err *err) MUST_CHECK;

#endif
