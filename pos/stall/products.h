/*
 * The products: the list, and the form of one. The order is that of the tiles.
 */
#ifndef POS_PRODUCTS_H
#define POS_PRODUCTS_H

#include "pos/acts/desk.h"
#include "pos/acts/former_products.h"
#include "pos/ui/form.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"

struct product_line {
    char code[CODE_MAX];
    char label[LABEL_MAX];
    cents price;
    basis_points rate;
    bool has_stock;
    thousandths stock;
};

struct products {
    SHELL;
    struct list list; /* offered ones, "new", those no longer offered, the last session's */
    struct product_line lines[PRODUCTS_MAX];
    int count;                    /* offered */
    int retired_count;            /* behind them in `lines` */
    struct former_session former; /* offered while there is no product yet */
};

/* Kept in a draft file: what was typed, and for which product. */
struct product_draft {
    bool is_used;
    char code[CODE_MAX]; /* "" a new one */
    struct form form;
};

struct product_form {
    SHELL;
    struct form form;
    struct product_draft draft;
    struct product product; /* as it is in the book; code "" when new */
    bool vat_on;
};

extern const struct screen_kind PRODUCTS;
/* Argument: 0 for a new product, else its rank in the list from 1. */
extern const struct screen_kind PRODUCT_FORM;

#endif
