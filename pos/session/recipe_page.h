/*
 * J4: what goes into one making of a product, and what it costs. The cost
 * comes back as the materials of the price of a packet, and the ingredients as
 * the materials of a making. Each line is recorded as it is written.
 */
#ifndef POS_RECIPE_PAGE_H
#define POS_RECIPE_PAGE_H

#include "ledger/product.h"
#include "pos/acts/desk.h"
#include "pos/ui/form.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"
#include "programme/workbook.h"

enum recipe_step { RECIPE_PRODUCTS, RECIPE_ITEMS, RECIPE_ITEM };

struct recipe_name {
    char code[CODE_MAX];
    char label[LABEL_MAX];
};

struct recipe_page {
    SHELL;
    enum recipe_step step;
    struct list list; /* of the products, then of the ingredients and a new one */
    struct recipe_name products[PRODUCTS_MAX];
    int product_count;
    int product_at; /* chosen */
    struct recipe_name product;
    struct recipe recipe;
    struct recipe changed; /* as it is to be recorded */
    int at;                /* the ingredient being written; recipe.count: a new one */
    struct form form;
};

extern const struct screen_kind RECIPE_PAGE;

struct effect recipe_page_update(void *model, const struct event *event);
void recipe_page_draw(const void *model, struct canvas *canvas);

#endif
