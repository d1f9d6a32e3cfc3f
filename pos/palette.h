/*
 * The palette: anything by a few letters of its name, from every screen of a session, with the keys
 * that lead there otherwise, so that they are learned by the way.
 */
#ifndef POS_PALETTE_H
#define POS_PALETTE_H

#include "pos/acts/desk.h"
#include "pos/ui/list.h"

enum { PALETTE_TYPED_MAX = 40, PALETTE_SHOWN = 5 };

struct palette_product {
    char code[CODE_MAX];
    char label[LABEL_MAX];
};

struct palette {
    SHELL;
    char typed[PALETTE_TYPED_MAX];
    struct list list; /* of the matches */
    int matches[PALETTE_SHOWN];
    struct palette_product products[PRODUCTS_MAX]; /* after everything else */
    int product_count;
    bool over_counter; /* the screen below is the till */
};

/* Argument: whether it opens over the till. */
extern const struct screen_kind PALETTE;

#endif
