/*
 * What the stall sells, as papers for the public say it: each product with the
 * allergens of its batches added to its own. One reading for label, notice and
 * slip, so that no two of them can differ.
 */
#ifndef REPORTS_GOODS_H
#define REPORTS_GOODS_H

#include "ledger/allergens.h"
#include "programme/workshop.h"

/* Large: keep it off the stack. */
struct goods {
    enum sector sector;
    int count;
    struct product list[PRODUCTS_MAX]; /* in tile order; `allergens` is the joined text */
};

/* ERR_STORAGE. ERR_INPUT: too many allergens to write. */
bool goods_read(struct db *db, enum sector sector, struct goods *out, struct err *err) MUST_CHECK;

/* As goods_read(), for one product; ERR_NOT_FOUND names its code. */
bool goods_find(struct db *db, const char *code, struct product *out, struct err *err) MUST_CHECK;

/* What this batch of the product holds: its own list and the product's. */
bool goods_of_batch(const struct product *product, const struct batch *batch, struct product *out,
                    struct err *err) MUST_CHECK;

/*
 * May a paper for the public say what is in it? ERR_INPUT, with what to write: food whose allergens
 * nobody has written, or textile without its fibres.
 */
bool product_may_be_shown(const struct product *product, enum sector sector,
                          struct err *err) MUST_CHECK;

/* True when at least one product is food. */
bool goods_have_food(const struct goods *goods);

#endif
