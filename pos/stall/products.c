#include "pos/stall/products.h"

#include "base/lang.h"
#include "pos/stall/picture_page.h"
#include "pos/stall/till_papers.h"
#include "pos/acts/permit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PRODUCTS_REFRESH,
    PRODUCTS_EDIT,
    PRODUCTS_LABELS,
    PRODUCTS_PICTURE,
    PRODUCTS_RETIRE,
    PRODUCTS_OFFER,
    PRODUCTS_FORMER
};
enum { ASK_FORMER = 1 };

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

static bool is_retired_row(const struct products *page)
{
    int at = page->list.selected - page->count - 1;

    return at >= 0 && at < page->retired_count;
}

static bool is_former_row(const struct products *page)
{
    return page->former.path[0] && page->list.selected == page->count + 1 + page->retired_count;
}

static struct effect former_ask(struct products *page)
{
    char words[QUESTION_TEXT_MAX];

    snprintf(words, sizeof words,
             lang_plural("%d produit de « %.60s », sans son stock ni ses dates.",
                         "%d produits de « %.60s », sans leur stock ni leurs dates.",
                         page->former.count),
             page->former.count, page->former.name);
    question_ask(&page->question, ASK_FORMER, _("Reprendre les produits d'avant ?"), words);
    page->question.yes_or_no = true;
    return NOTHING;
}

static struct effect former_answer(struct products *page, const struct event *event)
{
    switch (question_update(&page->question, event)) {
    case QUESTION_OPEN: break;
    case QUESTION_LEFT: question_close(&page->question); break;
    case QUESTION_ANSWERED: question_close(&page->question); return perform(PRODUCTS_FORMER);
    }
    return NOTHING;
}

static struct effect products_chosen(struct products *page)
{
    if (is_former_row(page))
        return former_ask(page);
    return perform(is_retired_row(page) ? PRODUCTS_OFFER : PRODUCTS_EDIT);
}

static struct effect products_update(void *model, const struct event *event)
{
    struct products *products = model;
    struct area area = products_area(event->width, event->height);

    if (products->question.purpose != 0)
        return former_answer(products, event);
    if (event->kind == EVENT_KEY &&
        (event->key == PRESS_MENU || (event->key == PRESS_CHARACTER && event->character == '0')) &&
        products->list.selected < products->count)
        return perform(PRODUCTS_LABELS);
    if (event->kind == EVENT_KEY && event->key == PRESS_DELETE &&
        products->list.selected < products->count)
        return perform(PRODUCTS_RETIRE);
    if (event->kind == EVENT_KEY && event->key == PRESS_CHARACTER &&
        (event->character | 0x20) == 'i' && products->list.selected < products->count)
        return perform(PRODUCTS_PICTURE);
    if (list_update(&products->list, event, area, NULL) != LIST_NONE)
        return products_chosen(products);
    return NOTHING;
}

static void line_fill(struct product_line *line, const struct product *product)
{
    *line = (struct product_line){ .price = product->price,
                                   .rate = product->rate,
                                   .has_stock = product->has_stock,
                                   .stock = product_stock(product) };
    memcpy(line->code, product->code, sizeof line->code);
    memcpy(line->label, product->label, sizeof line->label);
}

/* Those no longer offered stand last; looked for elsewhere only while there is none at all. */
static bool products_read(struct products *page, struct desk *desk, struct err *err)
{
    struct product *products = product_room();
    bool at_new = page->list.selected == page->count;
    int all = 0;
    bool good = product_list_all(desk->till->db, products, PRODUCTS_MAX, &all, err);

    page->count = page->retired_count = 0;
    for (int i = 0; i < all; i++) {
        line_fill(&page->lines[i], &products[i]);
        page->count += !products[i].is_retired;
        page->retired_count += products[i].is_retired;
    }
    free(products);
    page->former.path[0] = '\0';
    if (all == 0)
        former_find(desk, &page->former);
    list_set_count(&page->list,
                   page->count + 1 + page->retired_count + (page->former.path[0] != 0));
    list_set_new(&page->list, page->count);
    if (at_new) /* several are written one after the other */
        page->list.selected = page->count;
    return good;
}

/* What is left of it does not go: it is said, here, in the list and in the report. */
static void retired_say(struct notice *notice, const struct product_line *line)
{
    char stock[MONEY_TEXT_MAX];

    quantity_format(line->stock, stock);
    if (line->has_stock && line->stock > 0)
        notice_set(notice, STYLE_WARNING,
                   _("%s n'est plus proposé : il en reste %s. Il est en bas de la liste."),
                   line->label, stock);
    else
        notice_set(notice, STYLE_GOOD, _("%s n'est plus proposé : il est en bas de la liste."),
                   line->label);
}

static void retire(struct products *page, struct till *till, bool retired)
{
    int at = page->list.selected - !retired; /* "new" stands between */
    const struct product_line *line = &page->lines[at];
    struct err err = ERR_EMPTY;

    if (!till_retire_product(till, line->code, retired, &err))
        notice_fail(&page->notice, &err);
    else if (retired)
        retired_say(&page->notice, line);
    else
        notice_set(&page->notice, STYLE_GOOD, _("%s est proposé de nouveau."), line->label);
}

static void former_get(struct products *page, struct desk *desk)
{
    struct err err = ERR_EMPTY;
    int count;

    if (former_take(desk, &page->former, &count, &err))
        notice_set(&page->notice, STYLE_GOOD,
                   lang_plural("%d produit est repris.", "%d produits sont repris.", count), count);
    else
        notice_fail(&page->notice, &err);
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
    if (what == PRODUCTS_RETIRE || what == PRODUCTS_OFFER)
        retire(page, desk->till, what == PRODUCTS_RETIRE);
    if (what == PRODUCTS_FORMER)
        former_get(page, desk);
    if (what == PRODUCTS_LABELS || what == PRODUCTS_PICTURE) {
        desk_go(desk, what == PRODUCTS_LABELS ? &TILL_PAPERS : &PICTURE_PAGE,
                page->list.selected + 1);
        return;
    }
    if (!products_read(page, desk, &err))
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
    if (i > page->count + page->retired_count)
        return list_row_of(_("Reprendre les produits de la dernière session"), "", STYLE_STRONG);
    if (i > page->count) {
        const struct product_line *line = &page->lines[i - 1];

        snprintf(left, sizeof left, "%-8s %s", line->code, line->label);
        if (line->has_stock && line->stock > 0)
            quantity_format(line->stock, stock);
        snprintf(right, sizeof right, "%s%s  %s", stock[0] ? _("reste ") : "", stock, _("retiré"));
        return list_row_of(left, right, stock[0] ? STYLE_WARNING : STYLE_QUIET);
    }
    money_format_euro(page->lines[i].price, price);
    if (page->lines[i].has_stock)
        quantity_format(page->lines[i].stock, stock);
    snprintf(left, sizeof left, "%-8s %s", page->lines[i].code, page->lines[i].label);
    snprintf(right, sizeof right, "%s%s  %s", stock[0] ? _("reste ") : "", stock, price);
    return list_row_of(left, right, STYLE_TEXT);
}

static void products_draw(const void *model, struct canvas *canvas)
{
    static const struct key_hint HINTS[] = { { "N", N_("Nouveau") },
                                             { "0", N_("Étiquettes") },
                                             { "I", N_("Image") },
                                             { N_("Suppr"), N_("Retirer") },
                                             { NULL, NULL } };
    static const struct key_hint NEW[] = { { "N", N_("Nouveau") }, { NULL, NULL } };
    const struct products *page = model;
    struct frame frame = {
        .title = _("Produits"),
        .hints = page->list.selected < page->count ? HINTS : NEW,
        .back = "",
        .next = page->list.selected == page->count ? _("Nouveau produit")
                : is_retired_row(page)             ? _("Proposer de nouveau")
                : is_former_row(page)              ? _("Reprendre")
                                                   : _("Changer"),
    };

    list_draw(&page->list, canvas, products_area(canvas->width, canvas->height), products_row,
              page);
    frame_draw(canvas, &frame);
}

const struct screen_kind PRODUCTS = {
    .title = N_("Produits"),
    .help = N_("Les produits, dans l'ordre des tuiles. Entrée en ouvre un.\n"
               "N en crée un nouveau.\n"
               "0 imprime ses étiquettes, I choisit son image.\n"
               "Suppr le retire. S'il reste en bas, Entrée le ramène.\n"
               "Un prix changé est inscrit. Les ventes d'avant gardent le leur."),
    .model_size = sizeof(struct products),
    .asks = permit_set_up,
    .begin = products_begin,
    .update = products_update,
    .perform = products_perform,
    .draw = products_draw,
};
