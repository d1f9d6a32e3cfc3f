/*
 * The till: everything that a screen or a command may record, one durable
 * transaction each. Screens and `flashcoop sell` call these same functions.
 *
 * A function that fails has recorded nothing and changed nothing that it was
 * given, unless its comment says so.
 */
#ifndef LEDGER_TILL_H
#define LEDGER_TILL_H

#include "ledger/till_book.h"

/* -- Building a ticket; nothing is recorded, except a line dropped after the total was shown. -- */

struct till_item {
    thousandths quantity; /* ONE_PIECE for one */
    bool price_is_typed;
    cents price;
    struct discount discount;
};

/* ERR_NOT_FOUND: no such product. ERR_INPUT: use-by date passed. ERR_FORBIDDEN: discount too big.
 */
bool till_add(struct till *till, struct ticket *ticket, const char *code,
              const struct till_item *item, struct err *err) MUST_CHECK;
/* An article that no product describes, at a typed price; flagged for the evening list. */
bool till_add_unknown(struct till *till, struct ticket *ticket, const char *label, cents price,
                      basis_points rate, struct err *err) MUST_CHECK;
bool till_drop(struct till *till, struct ticket *ticket, int line, struct err *err) MUST_CHECK;
/* `ticket` as it was `before`; what was told to the customer and is less now leaves a trace. */
bool till_undo(struct till *till, struct ticket *ticket, const struct ticket *before,
               struct err *err) MUST_CHECK;
bool till_discount(struct till *till, struct ticket *ticket, int line, struct discount discount,
                   struct err *err) MUST_CHECK; /* line 0 = the whole ticket */
/* A price typed over the product's. ERR_FORBIDDEN: more than 20 % below it, as for a discount. */
bool till_set_price(struct till *till, struct ticket *ticket, int line, cents price,
                    struct err *err) MUST_CHECK;
bool till_void(struct till *till, struct ticket *ticket, struct err *err) MUST_CHECK;

/*
 * A refund ticket for lines of a recorded sale: `quantities[i]` of line i + 1,
 * 0 for none; NULL = all that is left. Exact: all partial refunds of a line sum
 * to the line. ERR_INPUT: more than is left, or nothing left.
 */
bool till_refund(struct till *till, const char *chain, int64_t number,
                 const thousandths *quantities, struct ticket *out, struct err *err) MUST_CHECK;

/* ERR_INPUT: more than is left now, or another amount; asked again when the refund is recorded. */
bool till_check_refund(struct till *till, const struct ticket *refund, struct err *err) MUST_CHECK;

/* -- Recording. -- */

struct sold {
    char chain[2];
    int64_t number;
    cents gross;
    cents change;
};

/*
 * Record a ticket that ticket_is_paid(): durable when true is returned. The
 * caller then starts a new ticket. ERR_INPUT: not paid. ERR_CLOSED.
 */
bool till_sell(struct till *till, const struct ticket *ticket, struct sold *out,
               struct err *err) MUST_CHECK;

/* "Wrong, do again": refund of the whole original and its paid replacement, both or neither. */
bool till_replace(struct till *till, const struct ticket *refund, const struct ticket *again,
                  struct sold *refunded, struct sold *out, struct err *err) MUST_CHECK;

struct parked_name {
    char name[PARK_NAME_MAX];
    int64_t time; /* UTC seconds */
};
bool till_park(struct till *till, const char *name, const struct ticket *ticket,
               struct err *err) MUST_CHECK;
bool till_resume(struct till *till, const char *name, struct ticket *out,
                 struct err *err) MUST_CHECK; /* and takes it out of the list */
bool till_list_parked(struct till *till, struct parked_name out[PARKED_MAX], int *count,
                      struct err *err) MUST_CHECK;

/* Float: `amount` is what lies in the drawer at the start; -1 = what the last count left. */
bool till_set_float(struct till *till, cents amount, struct err *err) MUST_CHECK;
/* amount > 0 both ways; `is_in` false takes it out. ERR_INPUT: no reason, more than the drawer. */
bool till_move_cash(struct till *till, bool is_in, cents amount, const char *reason,
                    struct err *err) MUST_CHECK;
bool till_open_drawer(struct till *till, const char *reason, struct err *err) MUST_CHECK;

/* Practice ("école"): sales go to their own chain until it is left. `tutor` may be "". */
bool till_set_practice(struct till *till, bool on, const char *tutor, struct err *err) MUST_CHECK;

/*
 * Offer a product no longer, or again. One that was never sold leaves every list, and its barcode
 * is free. ERR_NOT_FOUND.
 */
bool till_retire_product(struct till *till, const char *code, bool retired,
                         struct err *err) MUST_CHECK;
bool till_put_product(struct till *till, const struct product *product, struct err *err) MUST_CHECK;
/* One of a list whose names are judged together, once all are in: product_twin_refuse(). */
bool till_put_listed_product(struct till *till, const struct product *product,
                             struct err *err) MUST_CHECK;
bool till_move_stock(struct till *till, const char *code, thousandths quantity, const char *reason,
                     struct err *err) MUST_CHECK;
bool till_put_session(struct till *till, const struct session *session, struct err *err) MUST_CHECK;
bool till_set_pin(struct till *till, enum role role, const char *pin, struct err *err) MUST_CHECK;

/* A record that carries only words: print, export, import, X, a refusal that matters. */
bool till_note(struct till *till, enum record_kind kind, const char *subject, const char *detail,
               int64_t amount, struct err *err) MUST_CHECK;

/*
 * A record that something left the book (a reading, a print, an export). A reader cannot write it:
 * it is made all the same, and `left_unnoted` says so, for whoever makes it to say.
 */
const char *till_unnoted_text(void); /* the sentence for stderr and for the paper */
bool till_note_leaving(struct till *till, enum record_kind kind, const char *subject,
                       const char *detail, int64_t amount, struct err *err) MUST_CHECK;

#endif
