#include "reports/figures/goods.h"

#include "base/lang.h"
#include "programme/workbook.h"

#include <stdlib.h>
#include <string.h>

/* What the batches add to some products; the first failure sticks. */
struct adding {
    struct product *list;
    int count;
    struct product own; /* the product as it stands at the till, before any batch */
    bool has_batch;
    struct err *err;
};

/* A batch that says nothing holds what its product holds: unknown stays unknown. */
static void add_batch(void *context, const struct batch *batch)
{
    struct adding *adding = context;
    struct product *product = adding->list;
    struct product made;
    char joined[DETAIL_MAX];

    if (adding->err->code || strcmp(batch->product, adding->own.code) != 0 ||
        !goods_of_batch(&adding->own, batch, &made, adding->err))
        return;
    if (!adding->has_batch) {
        memcpy(product->allergens, made.allergens, DETAIL_MAX);
    } else if (allergens_of(product->allergens) == ALLERGENS_UNKNOWN ||
               allergens_of(made.allergens) == ALLERGENS_UNKNOWN) {
        product->allergens[0] = '\0'; /* one batch that nobody can answer for */
    } else if (allergens_join(product->allergens, made.allergens, joined, adding->err)) {
        memcpy(product->allergens, joined, DETAIL_MAX);
    }
    adding->has_batch = true;
}

static bool add_batches(struct db *db, struct product *product, struct err *err)
{
    struct adding adding = { .list = product, .count = 1, .own = *product, .err = err };

    return allergens_join(adding.own.allergens, "", product->allergens, err) &&
           workbook_each_batch(db, add_batch, &adding, err) && err->code == ERR_NONE;
}

bool goods_read(struct db *db, enum sector sector, struct goods *out, struct err *err)
{
    out->sector = sector;
    if (!product_list(db, out->list, PRODUCTS_MAX, &out->count, err))
        return false;
    for (int i = 0; i < out->count; i++)
        if (!add_batches(db, &out->list[i], err))
            return false;
    return true;
}

bool goods_find(struct db *db, const char *code, struct product *out, struct err *err)
{
    return product_find(db, code, out, err) && add_batches(db, out, err);
}

bool goods_of_batch(const struct product *product, const struct batch *batch, struct product *out,
                    struct err *err)
{
    *out = *product;
    return allergens_join(product->allergens, batch->allergens, out->allergens, err);
}

bool product_may_be_shown(const struct product *product, enum sector sector, struct err *err)
{
    if (product_is_food(product, sector))
        return allergens_of(product->allergens) != ALLERGENS_UNKNOWN ||
               err_fail(
                   err, ERR_INPUT,
                   _("%s : les allergènes ne sont pas écrits. Les écrire dans le produit, ou "
                     "« aucun » ; pour un tissu, écrire les fibres ; pour le reste, « - » comme "
                     "fibres."),
                   product->label);
    return product->fibres[0] != '\0' ||
           err_fail(err, ERR_INPUT,
                    _("%s : les fibres ne sont pas écrites. Les écrire dans le produit : "
                      "« 100 %% coton »."),
                    product->label);
}

bool goods_have_food(const struct goods *goods)
{
    for (int i = 0; i < goods->count; i++)
        if (product_is_food(&goods->list[i], goods->sector))
            return true;
    return false;
}
