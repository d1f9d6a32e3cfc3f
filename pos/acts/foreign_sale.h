/*
 * A row of sales as another till writes it, in our words. What such a file does
 * not say (which sale a refund takes back, the hour, how it was paid) is never
 * guessed: ERR_INPUT says what to add, or which columns to export.
 */
#ifndef POS_FOREIGN_SALE_H
#define POS_FOREIGN_SALE_H

#include "base/text.h"
#include "ledger/means.h"
#include "ledger/till.h"
#include "pos/acts/sales_columns.h"

enum { SALES_COLUMNS_MAX = COLUMN_MEANS + FURTHER_MEANS_MAX, FOREIGN_METHOD_MAX = TEXT_ROOM(40) };

/* `fields` point into it, or to where the row of the file lies. */
struct foreign_sale {
    const char *fields[SALES_COLUMNS_MAX];
    char time[64];
    char product[CODE_MAX];
    char price[MONEY_TEXT_MAX];
    char discount[MONEY_TEXT_MAX];
};

/* What another till gave up was never sold. */
bool foreign_sale_is_given_up(const char *const *fields);
/* Only the first row of a ticket names it, where a program exports lines below their order. */
bool foreign_sale_goes_on(const char *const *fields);

/* `count` fields. The product must stand in the book, with the rate that the file says, if any. */
bool foreign_sale_read(const struct till *till, const char *const *fields, size_t count,
                       struct foreign_sale *out, struct err *err) MUST_CHECK;

/* The column that `method` names: one of the four, or a further means of the book. */
bool foreign_sale_paid(const char *method, const struct means_list *means, int *column,
                       struct err *err) MUST_CHECK;

#endif
