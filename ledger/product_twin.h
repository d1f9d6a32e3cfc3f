/*
 * Products that people would take for one another: codes that differ by capitals only, names that
 * differ by capitals, accents, signs or spaces.
 */
#ifndef LEDGER_PRODUCT_TWIN_H
#define LEDGER_PRODUCT_TWIN_H

#include "ledger/product.h"

struct product_twin {
    bool is_by_code; /* else by its name */
    char code[CODE_MAX], label[LABEL_MAX];
};

/* Another product so like this one; of those that are retired, only the code counts. */
bool product_twin_find(struct db *db, const struct product *product, struct product_twin *out,
                       bool *found, struct err *err) MUST_CHECK;

/*
 * ERR_INPUT: it is new, or renamed, or offered again, and has a twin. What stood beside another
 * before may still get another price.
 */
bool product_twin_check(struct db *db, const struct product *product, struct err *err) MUST_CHECK;
/* Its two halves, for a list that is judged as a whole: before it is written, and after. */
bool product_twin_is_asked(struct db *db, const struct product *product) MUST_CHECK;
bool product_twin_refuse(struct db *db, const struct product *product, struct err *err) MUST_CHECK;

#endif
