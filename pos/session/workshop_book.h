/*
 * Between the forms of the workshops and the book: what the book knows of a
 * product, offered where nothing was typed, and what is recorded.
 */
#ifndef POS_WORKSHOP_BOOK_H
#define POS_WORKSHOP_BOOK_H

#include "pos/session/workshops.h"
#include "programme/workshop.h"

enum {
    PRICE_PRODUCT,
    PRICE_QUANTITY,
    PRICE_MATERIALS,
    PRICE_PACKAGING,
    PRICE_FIXED,
    PRICE_PRICE,
    PRICE_FIELDS
};
enum { LOAN_PRINCIPAL, LOAN_MONTHS, LOAN_RATE, LOAN_FIELDS };
enum {
    BATCH_PRODUCT,
    BATCH_LOT,
    BATCH_MADE,
    BATCH_LOST,
    BATCH_MATERIALS,
    BATCH_ALLERGENS,
    BATCH_USE_BY,
    BATCH_FIELDS
};

/* What was typed; an empty field is nothing. */
cents workshop_amount(const struct form *form, int field);
struct price_sheet workshop_sheet(const struct form *form, int rate);

/* After the code of a product: its sheet of before, its recipe, its allergens. */
void workshop_look(struct workshops *page, struct db *db);

/*
 * The price sheet and what a packet costs, or the making and what it brings to
 * the stock: both or neither. ERR_CLOSED: the session is done, a reason is needed.
 */
bool workshop_record(struct workshops *page, struct till *till, struct err *err) MUST_CHECK;

#endif
