/*
 * A code at the till, whoever read it: a gun on USB, one that types, fingers, or a line of `sell`.
 * It names a product in one of its spellings, and may say how much of it (drivers/article).
 */
#ifndef POS_SCANNED_H
#define POS_SCANNED_H

#include "ledger/till.h"

#define SCALE_SETTING "scale-code" /* patterns of scale labels, see drivers/article.h */

enum { SCALE_TEXT_MAX = 128 };

struct scanned {
    struct product product;
    struct till_item item; /* what goes on the ticket */
    bool needs_weight;     /* sold by weight, and the code says none */
};

/*
 * `text` as the gun or the keyboard gave it. ERR_INPUT: misread, or past its date. ERR_NOT_FOUND:
 * no product has that code.
 */
bool scanned_find(struct till *till, const char *text, struct scanned *out,
                  struct err *err) MUST_CHECK;
bool scanned_add(struct till *till, struct ticket *ticket, const char *text,
                 struct err *err) MUST_CHECK;

/* The setting: "none", or patterns. */
bool scale_change(struct till *till, const char *value, struct err *err) MUST_CHECK;
bool scale_read(struct db *db, char out[SCALE_TEXT_MAX], struct err *err) MUST_CHECK;

#endif
