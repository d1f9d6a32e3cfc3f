/*
 * A sale as it was recorded: what receipts, refunds and reports read. Nothing
 * is computed again: every figure is the stored one.
 */
#ifndef LEDGER_SALE_H
#define LEDGER_SALE_H

#include "base/day.h"
#include "ledger/ticket.h"

struct sale_line {
    char code[CODE_MAX];
    char label[LABEL_MAX];
    thousandths quantity;
    cents price;
    cents discount;
    cents gross;
    cents net;
    basis_points rate;
    int refund_line;
};

struct sale_payment {
    enum payment_mode mode;
    cents given;
    cents change;
    cents amount;
    char slip[SLIP_MAX];
    char means[MEANS_MAX]; /* under PAY_OTHER, else "" */
    char label[LABEL_MAX]; /* its name for people */
};

/* "espèces", "Monnaie locale"; what went back as cash beside a voucher is no payment of its own. */
const char *sale_payment_name(const struct sale_payment *payment);
bool sale_payment_is_change(const struct sale_payment *payment);

struct sale {
    char chain[2];
    int64_t number;
    int64_t seq; /* of its record */
    struct moment time;
    int flags; /* enum sale_flag */
    char seller[ACTOR_MAX];
    char tutor[ACTOR_MAX];
    cents gross;
    cents net;
    cents vat;
    cents change;
    char refund_chain[2];
    int64_t refund_number; /* 0: a sale */
    char paper[PAPER_MAX];
    struct sale_line lines[TICKET_LINES_MAX];
    int line_count;
    struct sale_payment payments[TICKET_PAYMENTS_MAX];
    int payment_count;
    struct rate_figures rates[RATES_MAX]; /* of this ticket, those with an amount */
    int rate_count;
    unsigned char signature[SIGNATURE_BYTES];
    struct moment recorded;
};

/* A ticket as a line of a list. */
struct recent_sale {
    int64_t number;
    struct moment time;
    cents gross;
    char code[CODE_MAX], label[LABEL_MAX]; /* of its first line */
    int line_count;
    enum payment_mode mode; /* of its first payment */
    bool is_refund;
    bool was_refunded; /* at least a part of it */
};
enum { RECENT_SALES_MAX = 60 };
/* The newest tickets of a chain, the last one first. */
bool sale_list_recent(struct db *db, const char *chain, struct recent_sale out[RECENT_SALES_MAX],
                      int *count, struct err *err) MUST_CHECK;

/* ERR_NOT_FOUND: no such ticket. */
bool sale_find(struct db *db, const char *chain, int64_t number, struct sale *out,
               struct err *err) MUST_CHECK;

/* The ticket that an import brought in under `key`. ERR_NOT_FOUND. */
bool sale_find_by_key(struct db *db, const char *key, char chain[2], int64_t *number,
                      struct err *err) MUST_CHECK;

/* How much of each line of a sale later refunds have taken back: positive. */
struct refunded {
    thousandths quantity[TICKET_LINES_MAX];
    cents gross[TICKET_LINES_MAX];
};
bool sale_find_refunded(struct db *db, const struct sale *sale, struct refunded *out,
                        struct err *err) MUST_CHECK;

/* How many times the ticket was printed: 0 = the next one is the ORIGINAL. */
bool sale_count_prints(struct db *db, const struct sale *sale, int64_t *out,
                       struct err *err) MUST_CHECK;

/* "A-42", or "42" for the book's own till `own_chain`. ERR_INPUT. */
bool ticket_name_parse(const char *text, char own_chain, char chain[2], int64_t *number,
                       struct err *err) MUST_CHECK;
enum { TICKET_NAME_MAX = 24 };
void ticket_name_format(const char *chain, int64_t number, char out[TICKET_NAME_MAX]);

#endif
