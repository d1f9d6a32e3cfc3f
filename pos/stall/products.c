#include "pos/stall/products.h"

#include "base/lang.h"
#include "pos/stall/till_papers.h"

#include <stdio.h>
#include <string.h>

enum { PRODUCTS_REFRESH, PRODUCTS_EDIT, PRODUCTS_LABELS, PRODUCTS_RETIRE };

static void products_begin(void *model, struct desk *desk, int64_t argument)
{
    (void)model;
    (void)desk;
    (void)argument;
}

static struct area products_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x, area.y + 1, area.width, area.height - 1 };
}

static struct effect products_update(void *model, const struct event *event)
{
    struct products *products = model;
    struct area area = products_area(event->width, event->height);

    if (event->kind == EVENT_SHOWN)
        return (struct effect){ EFFECT_PERFORM, PRODUCTS_REFRESH };
    notice_clear(&products->notice);
    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE)
        return (struct effect){ EFFECT_BACK, 0 };
    if (event->kind == EVENT_KEY &&
        (event->key == PRESS_MENU || (event->key == PRESS_CHARACTER && event->character == '0')) &&
        products->list.selected < products->count)
        return (struct effect){ EFFECT_PERFORM, PRODUCTS_LABELS };
    if (event->kind == EVENT_KEY && event->key == PRESS_DELETE &&
        products->list.selected < products->count)
        return (struct effect){ EFFECT_PERFORM, PRODUCTS_RETIRE };
    if (list_update(&products->list, event, area, NULL) != LIST_NONE)
        return (struct effect){ EFFECT_PERFORM, PRODUCTS_EDIT };
    return (struct effect){ EFFECT_NONE, 0 };
}

static bool products_read(struct products *page, struct till *till, struct err *err)
{
    struct product products[PRODUCTS_MAX];
    bool at_new = page->list.selected >= page->count;

    if (!product_list(till->db, products, PRODUCTS_MAX, &page->count, err))
        return false;
    for (int i = 0; i < page->count; i++) {
        struct product_line *line = &page->lines[i];

        *line = (struct product_line){ .price = products[i].price,
                                       .rate = products[i].rate,
                                       .has_stock = products[i].has_stock,
                                       .stock = product_stock(&products[i]) };
        memcpy(line->code, products[i].code, sizeof line->code);
        memcpy(line->label, products[i].label, sizeof line->label);
    }
    list_set_count(&page->list, page->count + 1);
    if (at_new) /* several are written one after the other */
        page->list.selected = page->count;
    return true;
}

static void products_perform(void *model, struct desk *desk, int what)
{
    struct products *page = model;
    struct err err = ERR_EMPTY;

    if (what == PRODUCTS_EDIT) {
        bool is_new = page->list.selected == page->count;

        desk_go(desk, &PRODUCT_FORM, is_new ? 0 : page->list.selected + 1);
        return;
    }
    if (what == PRODUCTS_RETIRE) {
        const struct product_line *line = &page->lines[page->list.selected];

        if (till_retire_product(desk->till, line->code, true, &err))
            notice_set(&page->notice, STYLE_GOOD, _("%s n'est plus proposé."), line->label);
        else
            notice_fail(&page->notice, &err);
        err = ERR_EMPTY;
    }
    if (what == PRODUCTS_LABELS) {
        desk_go(desk, &TILL_PAPERS, page->list.selected + 1);
        return;
    }
    if (desk->message.text[0] != '\0') {
        page->notice = desk->message;
        notice_clear(&desk->message);
    }
    if (!products_read(page, desk->till, &err))
        notice_fail(&page->notice, &err);
}

static struct list_row products_row(const void *context, int i)
{
    const struct products *page = context;
    char left[LIST_LEFT_MAX];
    char right[3 * MONEY_TEXT_MAX + 16];
    char price[MONEY_TEXT_MAX];
    char stock[MONEY_TEXT_MAX] = "";

    if (i == page->count)
        return list_row_of(_("Nouveau produit"), "", STYLE_STRONG);
    money_format_euro(page->lines[i].price, price);
    if (page->lines[i].has_stock)
        quantity_format(page->lines[i].stock, stock);
    snprintf(left, sizeof left, "%-8s %s", page->lines[i].code, page->lines[i].label);
    snprintf(right, sizeof right, "%s%s  %s", stock[0] ? _("reste ") : "", stock, price);
    return list_row_of(left, right, STYLE_TEXT);
}

static void products_draw(const void *model, struct canvas *canvas)
{
    static const struct key_hint HINTS[] = { { "0", N_("Étiquettes") },
                                             { N_("Suppr"), N_("Retirer") },
                                             { NULL, NULL } };
    const struct products *page = model;
    struct frame frame = {
        .title = _("Produits"),
        .notice = &page->notice,
        .hints = page->list.selected < page->count ? HINTS : NULL,
        .back = _("Retour"),
        .next = page->list.selected == page->count ? _("Nouveau produit") : _("Changer"),
    };

    list_draw(&page->list, canvas, products_area(canvas->width, canvas->height), products_row,
              page);
    frame_draw(canvas, &frame);
}

const struct screen_kind PRODUCTS = {
    .title = N_("Produits"),
    .help = N_("Les produits, dans l'ordre des tuiles de la caisse.\nEntrée ouvre celui qui est "
               "choisi ; la dernière ligne en crée un nouveau. 0 imprime ses étiquettes.\nSuppr le "
               "retire : sans vente il part, sinon il n'est plus proposé.\nUn prix "
               "changé est inscrit au "
               "journal : les ventes d'avant gardent le leur."),
    .model_size = sizeof(struct products),
    .begin = products_begin,
    .update = products_update,
    .perform = products_perform,
    .draw = products_draw,
};
