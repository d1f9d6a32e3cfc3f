/*
 * Products: what the tiles show and the scanner finds. Every change that
 * matters for a sale (label, price, rate, barcode, dates …) is a record of
 * the journal; `product` holds the present state and how much was sold.
 */
#ifndef LEDGER_PRODUCT_H
#define LEDGER_PRODUCT_H

#include "base/field.h"
#include "ledger/journal.h"
#include "ledger/ticket.h"

enum { PRODUCTS_MAX = 500, BARCODE_MAX = 33, CATEGORY_MAX = TEXT_ROOM(40) };
enum { DETAIL_MAX = TEXT_ROOM(200) };

struct product {
    char code[CODE_MAX]; /* "C1": letters, digits, - and _ */
    char label[LABEL_MAX];
    cents price; /* of one piece or one kilogram */
    basis_points rate;
    char barcode[BARCODE_MAX]; /* "" none */
    char category[CATEGORY_MAX];
    bool by_weight; /* unit kg instead of piece */
    cents cost;     /* net cost of one unit, -1 unknown */
    char allergens[DETAIL_MAX];
    char fibres[DETAIL_MAX];
    struct day use_by;      /* DAY_NONE none */
    struct day best_before; /* DAY_NONE none */
    bool is_retired;        /* no longer sold */

    int position;      /* order of the tiles, from 1; 0 = put at the end */
    thousandths sold;  /* real sales, refunds taken off */
    cents sold_gross;  /* likewise */
    thousandths moved; /* produced - lost - given */
    bool has_stock;    /* stock = moved - sold is followed */
};

/* What people fill in. */
enum product_field {
    PRODUCT_CODE,
    PRODUCT_LABEL,
    PRODUCT_PRICE,
    PRODUCT_RATE,
    PRODUCT_BARCODE,
    PRODUCT_CATEGORY,
    PRODUCT_UNIT,
    PRODUCT_COST,
    PRODUCT_ALLERGENS,
    PRODUCT_FIBRES,
    PRODUCT_USE_BY,
    PRODUCT_BEST_BEFORE,
    PRODUCT_RETIRED,
    PRODUCT_FIELD_COUNT,
};
extern const struct field PRODUCT_FIELDS[PRODUCT_FIELD_COUNT];

thousandths product_stock(const struct product *product);

/* ERR_INPUT: a code, label, price or rate that cannot be. `vat_on` false wants rate 0. */
bool product_check(const struct product *product, bool vat_on, struct err *err) MUST_CHECK;

/* ERR_NOT_FOUND with a sentence that names the code. */
bool product_find(struct db *db, const char *code, struct product *out, struct err *err) MUST_CHECK;
bool product_find_barcode(struct db *db, const char *barcode, struct product *out,
                          struct err *err) MUST_CHECK;

/* Room for PRODUCTS_MAX of them, owned: half a megabyte that has no place on a stack. */
struct product *product_room(void);
/* What is offered, in tile order, at most `room` of it; `*count` how many. */
bool product_list(struct db *db, struct product *out, int room, int *count,
                  struct err *err) MUST_CHECK;
/* Likewise, then all that is no longer offered. */
bool product_list_all(struct db *db, struct product *out, int room, int *count,
                      struct err *err) MUST_CHECK;
/* The same without what was never sold, and never in stock. */
bool product_list_sold(struct db *db, struct product *out, int room, int *count,
                       struct err *err) MUST_CHECK;

/*
 * Record a new or changed product, in the caller's transaction. Nothing is
 * recorded when nothing sealed changed. ERR_INPUT: barcode of another product,
 * too many products.
 */
bool product_put(struct journal *journal, const struct product *product, const struct actor *actor,
                 struct moment moment, struct err *err) MUST_CHECK;

/* Record it as it is, whatever stands in the table; in the caller's transaction. */
bool product_seal(struct journal *journal, const struct product *product, const struct actor *actor,
                  struct moment moment, struct err *err) MUST_CHECK;

/* Record stock coming in (> 0) or going out (< 0); in the caller's transaction. */
struct stock_move {
    const char *code;
    thousandths quantity;
    const char *reason; /* produced, lost, given, correction */
};
bool product_move_stock(struct journal *journal, const struct stock_move *move,
                        const struct actor *actor, struct moment moment,
                        struct err *err) MUST_CHECK;

/*
 * Keep `sold` along with a sale line; codes that are no product are ignored. `*is_below`: more
 * was sold by now than the stock that is known.
 */
bool product_add_sold(struct db *db, const char *code, thousandths quantity, cents gross,
                      bool *is_below, struct err *err) MUST_CHECK;

#endif
