#include "pos/acts/example_people.h"

#include "base/lang.h"
#include "ledger/product.h"
#include "programme/records.h"
#include "programme/sample.h"
#include "programme/workbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *badge_of(int person, char out[BADGE_MAX])
{
    snprintf(out, BADGE_MAX, "P%d", person + 1);
    return out;
}

bool example_people_put(struct db *db, const struct published *session, struct err *err)
{
    const struct vault_access own = { .folder = NULL };

    return sample_fill(db, session, &own, err);
}

/* Some is always lost: two of each making. */
static bool batch_put(struct db *db, const struct product *product, struct err *err)
{
    struct batch batch = { .day = 4, .lost = 2 };

    batch.made = product->moved / ONE_PIECE + batch.lost;
    snprintf(batch.product, sizeof batch.product, "%s", product->code);
    snprintf(batch.lot, sizeof batch.lot, "J4-%s", product->code);
    snprintf(batch.materials, sizeof batch.materials, "%s", _("Exemple : voir les charges"));
    snprintf(batch.allergens, sizeof batch.allergens, "%s", product->allergens);
    day_format(product->use_by, batch.use_by);
    return workbook_add_batch(db, &batch, err);
}

static bool price_put(struct db *db, const struct product *product, bool food, struct err *err)
{
    static const struct recipe FOOD = {
        3, { { "farine", "1 kg", 110 }, { "beurre", "500 g", 430 }, { "sucre", "500 g", 90 } }
    };
    static const struct recipe TEXTILE = { 2, { { "coton", "2 m", 1600 }, { "fil", "1", 250 } } };
    const struct recipe *recipe = food ? &FOOD : &TEXTILE;
    const struct price_sheet sheet = { .quantity = 30,
                                       .materials_cents = recipe_cost_cents(recipe),
                                       .packaging_cents = 10,
                                       .fixed_cents = 1500,
                                       .price_cents = product->price };

    return workbook_set_recipe(db, product->code, recipe, err) &&
           workbook_set_price_sheet(db, product->code, &sheet, err);
}

bool example_workshops_put(struct db *db, const struct published *session, struct err *err)
{
    struct product *products = calloc(PRODUCTS_MAX, sizeof *products);
    int count = 0;
    bool good;

    if (!products)
        abort();
    good = product_list(db, products, PRODUCTS_MAX, &count, err);
    for (int i = 0; good && i < count; i++)
        if (products[i].has_stock && products[i].moved >= ONE_PIECE)
            good = batch_put(db, &products[i], err);
    good = good &&
           (count == 0 || price_put(db, &products[0], strcmp(session->sector, "food") == 0, err));
    free(products);
    return good;
}

bool example_people_weigh(struct db *db, const struct published *session, struct distribution *out,
                          struct err *err)
{
    for (int person = 0; person < session->participants; person++) {
        struct sharer *sharer = &out->sharers[out->sharer_count++];
        char badge[BADGE_MAX];

        snprintf(sharer->badge, sizeof sharer->badge, "%s", badge_of(person, badge));
        if (!records_minutes(db, badge, &sharer->weight, err))
            return false;
    }
    return true;
}
