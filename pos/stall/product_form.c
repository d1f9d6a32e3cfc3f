#include "pos/stall/products.h"

#include "base/lang.h"
#include "base/text.h"
#include "drivers/barcode.h"
#include "pos/acts/permit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FORM_SHOWN, FORM_RECORD };
enum { RATE_USUAL = 550 }; /* most of what is sold is food */
enum {
    FIELD_CODE,
    FIELD_LABEL,
    FIELD_PRICE,
    FIELD_RATE,
    FIELD_UNIT,
    FIELD_BARCODE,
    FIELD_CATEGORY,
    FIELD_STOCK,
    FIELD_COST,
    FIELD_ALLERGENS,
    FIELD_FIBRES,
    FIELD_COUNT,
};

static bool stock_check(const char *value, struct err *err)
{
    thousandths quantity;

    return quantity_parse(value, true, &quantity, err);
}

static const struct form_rule RULES[FIELD_COUNT] = {
    [FIELD_CODE] = { .field = &PRODUCT_FIELDS[PRODUCT_CODE] },
    [FIELD_LABEL] = { .field = &PRODUCT_FIELDS[PRODUCT_LABEL] },
    [FIELD_PRICE] = { .field = &PRODUCT_FIELDS[PRODUCT_PRICE] },
    [FIELD_RATE] = { .field = &PRODUCT_FIELDS[PRODUCT_RATE] },
    [FIELD_UNIT] = { .field = &PRODUCT_FIELDS[PRODUCT_UNIT] },
    [FIELD_BARCODE] = { .field = &PRODUCT_FIELDS[PRODUCT_BARCODE] },
    [FIELD_CATEGORY] = { .field = &PRODUCT_FIELDS[PRODUCT_CATEGORY] },
    [FIELD_STOCK] = { .label = N_("Ajouter au stock"),
                      .check = stock_check,
                      .hint = N_("fabriqué") },
    [FIELD_COST] = { .field = &PRODUCT_FIELDS[PRODUCT_COST] },
    [FIELD_ALLERGENS] = { .field = &PRODUCT_FIELDS[PRODUCT_ALLERGENS] },
    [FIELD_FIBRES] = { .field = &PRODUCT_FIELDS[PRODUCT_FIBRES] },
};

static void product_form_begin(void *model, struct desk *desk, int64_t argument)
{
    struct product_form *page = model;
    struct product *products;
    struct err err = ERR_EMPTY;
    char rate[MONEY_TEXT_MAX];
    int count;

    page->vat_on = desk->till->session.vat_on;
    page->product = (struct product){ .cost = -1, .use_by = DAY_NONE, .best_before = DAY_NONE };
    form_set_choice(&page->form, FIELD_UNIT, 0);
    rate_format(page->vat_on ? RATE_USUAL : 0, rate);
    form_set(&page->form, FIELD_RATE, rate);
    if (argument == 0)
        return;
    products = product_room();
    if (product_list(desk->till->db, products, PRODUCTS_MAX, &count, &err))
        page->product = products[argument - 1];
    else
        notice_fail(&page->notice, &err);
    free(products);
    form_fill(&page->form, RULES, FIELD_COUNT, &page->product);
    page->form.at = FIELD_PRICE;
}

static void draft_keep(struct product_form *page)
{
    page->draft.is_used = true;
    memcpy(page->draft.code, page->product.code, sizeof page->draft.code);
    page->draft.form = page->form;
}

/* What a crash or Escape interrupted, when it was about the same product. */
static void draft_take(struct product_form *page)
{
    if (!page->draft.is_used || strcmp(page->draft.code, page->product.code) != 0)
        return;
    page->form = page->draft.form;
    if (page->product.code[0] == '\0')
        form_reopen(&page->form, RULES, FIELD_COUNT);
}

static struct effect product_form_update(void *model, const struct event *event)
{
    struct product_form *page = model;

    if (event->kind == EVENT_SCAN) { /* here a scan is wanted, in its own field only */
        form_set(&page->form, FIELD_BARCODE, event->text);
        page->form.at = FIELD_BARCODE;
        draft_keep(page);
        return NOTHING;
    }
    if (form_update(&page->form, RULES, FIELD_COUNT, event) == FORM_DONE)
        return perform(FORM_RECORD);
    draft_keep(page);
    return NOTHING;
}

/* "+" makes the in-store code of this rank: 20, the rank, a check digit. */
static bool barcode_of_form(const char *text, int64_t rank, struct product *product,
                            struct err *err)
{
    char made[EAN13_TEXT_MAX];

    if (strcmp(text, "+") != 0) {
        if (barcode_kind(text) == BARCODE_WRONG)
            return err_fail(err, ERR_INPUT,
                            _("Code-barres mal lu : son dernier chiffre ne convient pas."));
        if (barcode_kind(text) == BARCODE_TEXT || strlen(text) >= sizeof product->barcode)
            return text_copy(product->barcode, sizeof product->barcode, text, _("Code-barres"),
                             err);
        barcode_normalise(text, product->barcode, sizeof product->barcode);
        return true;
    }
    if (!barcode_make_store(rank, made, err))
        return false;
    snprintf(product->barcode, sizeof product->barcode, "%s", made);
    return true;
}

static bool product_of_form(struct product_form *page, int64_t rank, struct product *product,
                            struct err *err)
{
    *product = page->product;
    return form_take(&page->form, RULES, FIELD_COUNT, product, err) &&
           barcode_of_form(page->form.values[FIELD_BARCODE].text, rank, product, err) &&
           product_check(product, page->vat_on, err);
}

/* Creating is not changing, and a code is for ever. */
static bool code_check(const struct product_form *page, struct till *till, const char *code,
                       struct err *err)
{
    struct err ignored = ERR_EMPTY;
    struct product other;

    if (strcmp(page->product.code, code) == 0)
        return true;
    if (page->product.code[0] != '\0')
        return err_fail(err, ERR_INPUT,
                        _("Le code %.32s ne change pas : ce qui est vendu est inscrit sous lui."),
                        page->product.code);
    return !product_find(till->db, code, &other, &ignored) ||
           err_fail(err, ERR_INPUT,
                    _("Le code %.32s est déjà celui de « %.60s » : en choisir un autre."), code,
                    other.label);
}

static bool product_record(struct product_form *page, struct till *till, struct err *err)
{
    const char *stock = page->form.values[FIELD_STOCK].text;
    struct product *products = product_room();
    struct product product;
    thousandths quantity;
    int count = 0;
    bool good =
        product_list(till->db, products, PRODUCTS_MAX, &count, err) &&
        product_of_form(page, page->product.position > 0 ? page->product.position : count + 1,
                        &product, err) &&
        code_check(page, till, product.code, err) && till_put_product(till, &product, err);

    free(products);
    if (!good)
        return false;
    if (stock[0] == '\0')
        return true;
    return quantity_parse(stock, true, &quantity, err) &&
           till_move_stock(till, product.code, quantity, "produced", err);
}

static void product_form_perform(void *model, struct desk *desk, int what)
{
    struct product_form *page = model;
    struct err err = ERR_EMPTY;

    if (what == FORM_SHOWN) {
        draft_take(page);
        return;
    }
    if (!product_record(page, desk->till, &err)) {
        notice_fail(&page->notice, &err);
        return;
    }
    desk->forget_draft = true;
    notice_set(&desk->message, STYLE_GOOD, "%s", _("Inscrit."));
    desk_back(desk);
}

static void product_form_draw(const void *model, struct canvas *canvas)
{
    const struct product_form *page = model;
    struct frame frame = {
        .title = page->product.code[0] ? _("Changer un produit") : _("Nouveau produit"),
        .back = "",
        .next = page->form.at == FIELD_COUNT - 1 ? _("Inscrire") : _("Suite"),
    };

    form_draw(&page->form, RULES, FIELD_COUNT, canvas, frame_area(canvas));
    frame_draw(canvas, &frame);
}

const struct screen_kind PRODUCT_FORM = {
    .title = N_("Un produit"),
    .help = N_("Le code est court et ne change plus. Le nom est sur la tuile.\n"
               "Lire un code-barres remplit son champ. + en crée un.\n"
               "Ajouter au stock : ce qui est fabriqué. Un nombre négatif l'enlève.\n"
               "Allergènes vides : « personne ne l'a écrit ».\n"
               "Alors ni étiquette, ni affiche."),
    .model_size = sizeof(struct product_form),
    .draft_offset = offsetof(struct product_form, draft),
    .draft_size = sizeof(struct product_draft),
    .draft_name = "product",
    .takes_text = true,
    .takes_slash = true, /* its picture is a file */
    .admits = permit_set_up,
    .begin = product_form_begin,
    .update = product_form_update,
    .perform = product_form_perform,
    .draw = product_form_draw,
};
