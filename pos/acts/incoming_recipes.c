#include "pos/acts/incoming_recipes.h"

#include "base/lang.h"
#include "base/text.h"
#include "ledger/product.h"
#include "programme/workbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMN_PRODUCT, COLUMN_INGREDIENT, COLUMN_QUANTITY, COLUMN_COST };

static const struct csv_column COLUMNS[] = {
    { "product", true },
    { "ingredient", true },
    { "quantity", false },
    { "cost", false },
};

struct kitchen {
    struct till *till;
    char done[PRODUCTS_MAX][CODE_MAX]; /* products of the file so far, the last one being read */
    int done_count;
    struct recipe recipe; /* of that one */
    int64_t count;
};

/* The next product of the file: its lines stand together, or the file would undo itself. */
static bool product_begin(struct kitchen *kitchen, const char *code, struct err *err)
{
    struct product product;

    for (int i = 0; i < kitchen->done_count; i++)
        if (strcmp(kitchen->done[i], code) == 0)
            return err_fail(err, ERR_INPUT,
                            _("Les lignes de « %.31s » ne se suivent pas : trier par produit."),
                            code);
    if (!product_find(kitchen->till->db, code, &product, err))
        return false;
    if (kitchen->done_count == PRODUCTS_MAX)
        return err_fail(err, ERR_INPUT, _("Trop de produits : %d au plus."), PRODUCTS_MAX);
    snprintf(kitchen->done[kitchen->done_count++], CODE_MAX, "%s", code);
    kitchen->recipe = (struct recipe){ .count = 0 };
    return true;
}

static bool item_take(const char *const *fields, struct recipe_item *item, struct err *err)
{
    cents cost = 0;

    if (!text_copy(item->ingredient, sizeof item->ingredient, fields[COLUMN_INGREDIENT],
                   "ingredient", err) ||
        !text_copy(item->quantity, sizeof item->quantity, fields[COLUMN_QUANTITY], "quantity",
                   err) ||
        (fields[COLUMN_COST][0] && !money_parse(fields[COLUMN_COST], &cost, err)))
        return false;
    item->cost_cents = cost;
    return true;
}

static bool recipe_row_take(void *context, long line, const char *const *fields, struct err *err)
{
    struct kitchen *kitchen = context;
    const char *code = fields[COLUMN_PRODUCT];
    struct recipe *recipe = &kitchen->recipe;

    (void)line;
    if (kitchen->done_count == 0 || strcmp(kitchen->done[kitchen->done_count - 1], code) != 0)
        if (!product_begin(kitchen, code, err))
            return false;
    if (recipe->count == RECIPE_ITEMS_MAX)
        return err_fail(err, ERR_INPUT, _("Une recette a %d ingrédients au plus."),
                        RECIPE_ITEMS_MAX);
    if (!item_take(fields, &recipe->items[recipe->count], err))
        return false;
    recipe->count++;
    kitchen->count++;
    return workbook_set_recipe(kitchen->till->db, code, recipe, err);
}

bool incoming_recipes_read(struct till *till, const char *path, struct csv_faults *faults,
                           int64_t *count, struct err *err)
{
    static const struct csv_table TABLE = { COLUMNS, COUNT_OF(COLUMNS), recipe_row_take,
                                            "recipes" };
    struct kitchen *kitchen = calloc(1, sizeof *kitchen);
    bool good;

    if (!kitchen)
        abort();
    kitchen->till = till;
    good = csv_read(path, &TABLE, kitchen, faults, err);
    *count = kitchen->count;
    free(kitchen);
    return good;
}
