/* The products of the last session on this computer, as a start for this one. */
#ifndef POS_FORMER_PRODUCTS_H
#define POS_FORMER_PRODUCTS_H

#include "pos/acts/desk.h"

struct former_session {
    char path[DESK_PATH_MAX]; /* "" none */
    char name[NAME_MAX_TEXT];
    int count; /* of its products */
};

/* The newest other session beside this book and where sessions are kept; path "" when there is
 * none with products. A book that cannot be read is passed over. */
void former_find(const struct desk *desk, struct former_session *out);

/*
 * Its products that this book does not know, all or none: price, rate, barcode, allergens; no
 * stock, no date of one batch. `*count` how many. ERR_INPUT, ERR_FORBIDDEN.
 */
bool former_take(struct desk *desk, const struct former_session *former, int *count,
                 struct err *err) MUST_CHECK;

#endif
