#include "pos/session/workshop_book.h"

#include "base/lang.h"
#include "base/text.h"
#include "pos/acts/workshop_act.h"
#include "programme/programme_store.h"
#include "programme/workbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* -- What was typed; an empty field is nothing. -- */

cents workshop_amount(const struct form *form, int field)
{
    struct err ignored = ERR_EMPTY;
    cents amount = 0;

    return form->values[field].text[0] && money_parse(form->values[field].text, &amount, &ignored)
               ? amount
               : 0;
}

struct price_sheet workshop_sheet(const struct form *form, int rate)
{
    return (struct price_sheet){ .quantity = atol(form->values[PRICE_QUANTITY].text),
                                 .materials_cents = workshop_amount(form, PRICE_MATERIALS),
                                 .packaging_cents = workshop_amount(form, PRICE_PACKAGING),
                                 .fixed_cents = workshop_amount(form, PRICE_FIXED),
                                 .price_cents = workshop_amount(form, PRICE_PRICE),
                                 .rate = rate };
}

static bool batch_of(const struct workshops *page, struct batch *batch, struct err *err)
{
    const struct form_value *values = page->draft.forms[WORKSHOP_BATCH].values;

    *batch = (struct batch){ .day = page->day,
                             .made = atol(values[BATCH_MADE].text),
                             .lost = atol(values[BATCH_LOST].text) };
    return text_copy(batch->product, sizeof batch->product, values[BATCH_PRODUCT].text,
                     _("Code du produit"), err) &&
           text_copy(batch->lot, sizeof batch->lot, values[BATCH_LOT].text, _("Numéro de lot"),
                     err) &&
           text_copy(batch->materials, sizeof batch->materials, values[BATCH_MATERIALS].text,
                     _("Matières employées"), err) &&
           text_copy(batch->allergens, sizeof batch->allergens, values[BATCH_ALLERGENS].text,
                     _("Allergènes"), err) &&
           text_copy(batch->use_by, sizeof batch->use_by, values[BATCH_USE_BY].text,
                     _("À consommer jusqu'au"), err) &&
           batch_check(batch, err);
}

/* -- What the book knows of a product; what was typed stays. -- */

static void amount_offer(struct form *form, int field, cents amount)
{
    char text[MONEY_TEXT_MAX];

    if (form->values[field].text[0] != '\0' || amount <= 0)
        return;
    money_format(amount, text);
    form_set(form, field, text);
}

static bool price_look(struct form *form, struct db *db, struct err *err)
{
    struct price_sheet sheet;
    struct recipe recipe;
    char quantity[24];
    bool found;

    if (!workbook_price_sheet(db, form->values[PRICE_PRODUCT].text, &sheet, &found, err) ||
        !workbook_recipe(db, form->values[PRICE_PRODUCT].text, &recipe, err))
        return false;
    if (found && form->values[PRICE_QUANTITY].text[0] == '\0') {
        snprintf(quantity, sizeof quantity, "%lld", (long long)sheet.quantity);
        form_set(form, PRICE_QUANTITY, quantity);
        amount_offer(form, PRICE_MATERIALS, sheet.materials_cents);
        amount_offer(form, PRICE_PACKAGING, sheet.packaging_cents);
        amount_offer(form, PRICE_FIXED, sheet.fixed_cents);
        amount_offer(form, PRICE_PRICE, sheet.price_cents);
    }
    amount_offer(form, PRICE_MATERIALS, recipe_cost_cents(&recipe));
    return true;
}

/* "farine 1 kg, beurre 500 g", as far as it fits. */
static bool materials_look(struct form *form, struct db *db, struct err *err)
{
    struct recipe recipe;
    char words[BATCH_TEXT_MAX] = "";
    size_t used = 0;

    if (!workbook_recipe(db, form->values[BATCH_PRODUCT].text, &recipe, err))
        return false;
    for (int i = 0; i < recipe.count; i++) {
        const struct recipe_item *item = &recipe.items[i];
        char one[sizeof item->ingredient + sizeof item->quantity + 4];
        size_t length =
            (size_t)snprintf(one, sizeof one, "%s%s%s%s", i > 0 ? ", " : "", item->ingredient,
                             item->quantity[0] ? " " : "", item->quantity);

        if (used + length >= sizeof words)
            break;
        memcpy(words + used, one, length + 1);
        used += length;
    }
    if (form->values[BATCH_MATERIALS].text[0] == '\0')
        form_set(form, BATCH_MATERIALS, words);
    return true;
}

void workshop_look(struct workshops *page, struct db *db)
{
    struct form *form = &page->draft.forms[page->workshop];
    struct product product = { .price = 0 };
    struct err err = ERR_EMPTY;
    bool known = product_find(db, form->values[PRICE_PRODUCT].text, &product, &err);

    if (!known && (page->workshop == WORKSHOP_BATCH || err.code != ERR_NOT_FOUND)) {
        notice_fail(&page->notice, &err);
        return;
    }
    err = ERR_EMPTY; /* on J2 a product need not be at the till yet */
    if (known)
        page->rate = product.rate;
    if (page->workshop == WORKSHOP_BATCH && form->values[BATCH_ALLERGENS].text[0] == '\0')
        form_set(form, BATCH_ALLERGENS, product.allergens);
    if (page->workshop == WORKSHOP_BATCH ? !materials_look(form, db, &err)
                                         : !price_look(form, db, &err))
        notice_fail(&page->notice, &err);
}

/* -- Recording. -- */

static bool batch_record(struct workshops *page, struct till *till, struct err *err)
{
    struct batch batch;

    return batch_of(page, &batch, err) &&
           workshop_put_batch(till, &batch, page->question.answer, err);
}

static bool price_record(struct workshops *page, struct till *till, struct err *err)
{
    const struct form *form = &page->draft.forms[WORKSHOP_PRICE];
    const char *product = form->values[PRICE_PRODUCT].text;
    struct price_sheet sheet = workshop_sheet(form, page->rate);

    return product[0] == '\0' ||
           workshop_put_price(till, product, &sheet, page->question.answer, err);
}

bool workshop_record(struct workshops *page, struct till *till, struct err *err)
{
    if (page->workshop == WORKSHOP_BATCH)
        return batch_record(page, till, err);
    return page->workshop != WORKSHOP_PRICE || price_record(page, till, err);
}
