#include "pos/acts/scanned.h"

#include "base/lang.h"
#include "base/text.h"
#include "drivers/article.h"
#include "drivers/scanner.h"
#include "ledger/role.h"

#include <string.h>

enum { COUNT_MAX = 50 }; /* above, the till asks: a code cannot answer */

bool scale_read(struct db *db, char out[SCALE_TEXT_MAX], struct err *err)
{
    return setting_find(db, SCALE_SETTING, out, SCALE_TEXT_MAX, err);
}

bool scale_change(struct till *till, const char *value, struct err *err)
{
    char scales[SCALE_TEXT_MAX];

    if (strcmp(value, "none") == 0)
        value = "";
    if (!text_copy(scales, sizeof scales, value, SCALE_SETTING, err) ||
        !article_check_scales(scales, err) || !till_check(till, ACTION_SET_UP, err) ||
        !till_batch_begin(till, err))
        return false;

    bool good = setting_put(&till->real, SCALE_SETTING, scales, &till->actor, till_now(till), err);

    return till_batch_end(till, good, err) && good;
}

/* By barcode in any spelling; failing that by code, for a tag may carry the code itself. */
static bool product_of_article(struct till *till, const struct article *article,
                               struct product *out, struct err *err)
{
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < article->spelling_count; i++) {
            struct err refusal = ERR_EMPTY;
            bool found = pass == 0
                             ? product_find_barcode(till->db, article->spellings[i], out, &refusal)
                             : product_find(till->db, article->spellings[i], out, &refusal);

            if (found)
                return true;
            if (refusal.code != ERR_NOT_FOUND) {
                *err = refusal;
                return false;
            }
        }
    return err_fail(err, ERR_NOT_FOUND,
                    _("Code-barres « %.32s » inconnu : choisir le produit ou taper un prix."),
                    article->spellings[article->spelling_count - 1]);
}

/* What the label asks is what is paid: the weight that costs so much, less the odd cents. */
static void item_of_price(struct scanned *out, cents price)
{
    const struct product *product = &out->product;
    struct till_item *item = &out->item;

    if (!product->by_weight || product->price <= 0) {
        item->price_is_typed = true;
        item->price = price;
        return;
    }
    item->quantity = price * ONE_PIECE / product->price;
    while (money_line(item->quantity, product->price) < price)
        item->quantity++;
    item->discount.value = money_line(item->quantity, product->price) - price;
    item->discount.kind = item->discount.value > 0 ? DISCOUNT_AMOUNT : DISCOUNT_NONE;
}

static bool item_of_article(struct scanned *out, const struct article *article, struct err *err)
{
    bool by_weight = out->product.by_weight;

    out->item = (struct till_item){ .quantity = ONE_PIECE };
    if (by_weight && article->weight > 0)
        out->item.quantity = article->weight;
    else if (article->price > 0)
        item_of_price(out, article->price);
    else
        out->needs_weight = by_weight;
    if (article->count > COUNT_MAX)
        return err_fail(err, ERR_INPUT,
                        _("Ce code dit %lld pièces : taper le nombre, puis la tuile."),
                        (long long)article->count);
    if (!by_weight && article->count > 0 && !out->item.price_is_typed)
        out->item.quantity = article->count * ONE_PIECE;
    return true;
}

bool scanned_find(struct till *till, const char *text, struct scanned *out, struct err *err)
{
    struct day today = moment_day(till_now(till));
    char scales[SCALE_TEXT_MAX];
    struct article article;
    struct scan scan;

    *out = (struct scanned){ .needs_weight = false };
    if (!scan_of(text, strlen(text), &scan))
        return err_fail(err, ERR_NOT_FOUND, _("Ce code est vide : le scanner encore."));
    if (scan.kind == BARCODE_WRONG)
        return err_fail(err, ERR_INPUT, _("Code mal lu : le scanner encore."));
    if (!scale_read(till->db, scales, err))
        return false;
    article_read(scan.text, scales, &article);
    if (!product_of_article(till, &article, &out->product, err))
        return false;
    if (article.use_by.number != DAY_NONE_NUMBER && article.use_by.number < today.number)
        return err_fail(err, ERR_INPUT,
                        _("%s : date limite (DLC) passée, ne pas vendre : retirer du stand."),
                        out->product.label);
    return item_of_article(out, &article, err);
}

bool scanned_add(struct till *till, struct ticket *ticket, const char *text, struct err *err)
{
    struct scanned scanned;

    if (!scanned_find(till, text, &scanned, err))
        return false;
    if (scanned.needs_weight)
        return err_fail(err, ERR_INPUT, _("%s se pèse : taper le poids."), scanned.product.label);
    return till_add(till, ticket, scanned.product.code, &scanned.item, err);
}
