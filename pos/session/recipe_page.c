#include "pos/session/recipe_page.h"

#include "base/lang.h"
#include "pos/acts/act.h"
#include "base/text.h"
#include "pos/ui/reason.h"
#include "programme/programme_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RECIPE_SHOWN, RECIPE_OPEN, RECIPE_KEEP };
enum { ASK_REASON = 1, TOTAL_LINES = 2 };
enum { ITEM_INGREDIENT, ITEM_QUANTITY, ITEM_COST, ITEM_FIELDS };

static bool amount_check(const char *value, struct err *err)
{
    cents amount;

    return value[0] == '\0' || money_parse(value, &amount, err);
}

static const struct form_rule RULES[ITEM_FIELDS] = {
    [ITEM_INGREDIENT] = { .label = N_("Ingrédient"), .required = true, .hint = N_("farine") },
    [ITEM_QUANTITY] = { .label = N_("Combien"), .hint = N_("1 kg") },
    [ITEM_COST] = { .label = N_("Ce que cela coûte"),
                    .check = amount_check,
                    .hint = N_("pour une fabrication") },
};

static void recipe_page_begin(void *model, struct desk *desk, int64_t argument)
{
    struct recipe_page *page = model;
    struct product *products = calloc(PRODUCTS_MAX, sizeof *products);
    struct err err = ERR_EMPTY;

    (void)argument;
    if (!products)
        abort();
    if (!product_list(desk->till->db, products, PRODUCTS_MAX, &page->product_count, &err))
        notice_fail(&page->notice, &err);
    for (int i = 0; i < page->product_count; i++) {
        memcpy(page->products[i].code, products[i].code, sizeof products[i].code);
        memcpy(page->products[i].label, products[i].label, sizeof products[i].label);
    }
    free(products);
    list_set_count(&page->list, page->product_count);
    if (page->product_count == 0 && page->notice.text[0] == '\0')
        notice_set(&page->notice, STYLE_WARNING, "%s",
                   _("Il manque les produits : les écrire d'abord."));
}

/* -- Between the list and the form. -- */

static void item_open(struct recipe_page *page, int at)
{
    const struct recipe_item *item = &page->recipe.items[at];
    char cost[MONEY_TEXT_MAX];

    page->at = at;
    page->form = (struct form){ .at = 0 };
    page->step = RECIPE_ITEM;
    if (at == page->recipe.count)
        return;
    form_set(&page->form, ITEM_INGREDIENT, item->ingredient);
    form_set(&page->form, ITEM_QUANTITY, item->quantity);
    money_format(item->cost_cents, cost);
    form_set(&page->form, ITEM_COST, cost);
}

static bool item_of_form(const struct form *form, struct recipe_item *item, struct err *err)
{
    const struct form_value *values = form->values;
    cents cost = 0;

    if (!text_copy(item->ingredient, sizeof item->ingredient, values[ITEM_INGREDIENT].text,
                   _(RULES[ITEM_INGREDIENT].label), err) ||
        !text_copy(item->quantity, sizeof item->quantity, values[ITEM_QUANTITY].text,
                   _(RULES[ITEM_QUANTITY].label), err) ||
        (values[ITEM_COST].text[0] && !money_parse(values[ITEM_COST].text, &cost, err)))
        return false;
    item->cost_cents = cost;
    return true;
}

static struct effect item_write(struct recipe_page *page)
{
    struct err err = ERR_EMPTY;

    page->changed = page->recipe;
    if (!item_of_form(&page->form, &page->changed.items[page->at], &err)) {
        notice_fail(&page->notice, &err);
        return NOTHING;
    }
    if (page->at == page->recipe.count)
        page->changed.count++;
    return perform(RECIPE_KEEP);
}

static struct effect item_remove(struct recipe_page *page)
{
    int at = page->list.selected;

    if (at >= page->recipe.count)
        return BEEP;
    page->changed = page->recipe;
    page->changed.count--;
    memmove(&page->changed.items[at], &page->changed.items[at + 1],
            (size_t)(page->changed.count - at) * sizeof page->changed.items[0]);
    return perform(RECIPE_KEEP);
}

/* -- Update. -- */

static struct effect step_back(struct recipe_page *page)
{
    if (page->step == RECIPE_PRODUCTS)
        return LEAVE;
    if (page->step == RECIPE_ITEMS) {
        page->step = RECIPE_PRODUCTS;
        page->list = (struct list){ .selected = page->product_at };
        list_set_count(&page->list, page->product_count);
    } else {
        page->step = RECIPE_ITEMS;
    }
    return NOTHING;
}

static struct area list_area(const struct recipe_page *page, int width, int height)
{
    struct area area = frame_area_of(width, height);
    int title = page->step == RECIPE_ITEMS ? 2 : 0;

    return (struct area){ area.x, area.y + title, area.width, area.height - title - TOTAL_LINES };
}

static struct effect chosen(struct recipe_page *page, int row)
{
    if (page->step == RECIPE_PRODUCTS) {
        page->product_at = row;
        page->product = page->products[row];
        return perform(RECIPE_OPEN);
    }
    if (row == RECIPE_ITEMS_MAX) {
        notice_set(&page->notice, STYLE_WARNING, "%s",
                   _("La recette est pleine : en enlever un ingrédient."));
        return NOTHING;
    }
    item_open(page, row);
    return NOTHING;
}

struct effect recipe_page_update(void *model, const struct event *event)
{
    struct recipe_page *page = model;
    int row;

    if (page->question.purpose != 0)
        return reason_event(&page->question, event, NULL, RECIPE_KEEP);
    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE)
        return step_back(page);
    if (page->step == RECIPE_ITEM)
        return form_update(&page->form, RULES, ITEM_FIELDS, event) == FORM_DONE ? item_write(page)
                                                                                : NOTHING;
    if (page->step == RECIPE_ITEMS && event->kind == EVENT_KEY && event->key == PRESS_DELETE)
        return item_remove(page);
    row = list_update(&page->list, event, list_area(page, event->width, event->height), NULL);
    return row == LIST_NONE ? NOTHING : chosen(page, row);
}

/* -- Recording. -- */

static bool recipe_record(struct recipe_page *page, struct till *till, struct err *err)
{
    char what[64];
    const struct act act = { ACTION_PEOPLE, what, page->question.answer, false };

    snprintf(what, sizeof what, "recipe %.40s", page->product.code);
    return act_begin(till, &act, err) &&
           till_write_end(
               till, workbook_set_recipe(till->db, page->product.code, &page->changed, err), err);
}

static void recipe_keep(struct recipe_page *page, struct desk *desk)
{
    struct err err = ERR_EMPTY;
    bool is_new = page->changed.count > page->recipe.count;

    if (!recipe_record(page, desk->till, &err)) {
        reason_refused(&page->question, &page->notice, ASK_REASON, _("Pourquoi corriger ?"), &err);
        return;
    }
    question_close(&page->question);
    page->recipe = page->changed;
    page->step = RECIPE_ITEMS;
    list_set_count(&page->list, page->recipe.count + 1);
    list_set_new(&page->list, page->recipe.count);
    if (is_new)
        page->list.selected = page->recipe.count; /* several are written one after the other */
    notice_set(&page->notice, STYLE_GOOD, "%s", _("Inscrit."));
}

static void recipe_page_perform(void *model, struct desk *desk, int what)
{
    struct recipe_page *page = model;
    struct err err = ERR_EMPTY;

    if (what == RECIPE_KEEP) {
        recipe_keep(page, desk);
        return;
    }
    if (what != RECIPE_OPEN)
        return;
    if (!workbook_recipe(desk->till->db, page->product.code, &page->recipe, &err)) {
        notice_fail(&page->notice, &err);
        return;
    }
    page->step = RECIPE_ITEMS;
    list_set_count(&page->list, page->recipe.count + 1);
    list_set_new(&page->list, page->recipe.count);
    page->list.selected = page->recipe.count;
}

/* -- Drawing. -- */

static struct list_row recipe_row(const void *context, int i)
{
    const struct recipe_page *page = context;
    char right[LIST_RIGHT_MAX];
    char cost[MONEY_TEXT_MAX];

    if (page->step == RECIPE_PRODUCTS)
        return list_row_of(page->products[i].label, page->products[i].code, STYLE_TEXT);
    if (i == page->recipe.count)
        return list_row_of(_("Nouvel ingrédient"), "", STYLE_STRONG);
    money_format_euro(page->recipe.items[i].cost_cents, cost);
    snprintf(right, sizeof right, "%s  %12s", page->recipe.items[i].quantity, cost);
    return list_row_of(page->recipe.items[i].ingredient, right, STYLE_TEXT);
}

static void total_draw(const struct recipe_page *page, struct canvas *canvas, struct area area)
{
    char cost[MONEY_TEXT_MAX];

    money_format_euro(recipe_cost_cents(&page->recipe), cost);
    canvas_put_format(canvas, area.x + 2, area.y + area.height - 1, STYLE_STRONG,
                      _("Une fabrication coûte %s."), cost);
}

void recipe_page_draw(const void *model, struct canvas *canvas)
{
    static const struct key_hint ITEMS[] = { { "N", N_("Nouveau") },
                                             { N_("Suppr"), N_("Enlever") },
                                             { NULL, NULL } };
    const struct recipe_page *page = model;
    struct area area = frame_area(canvas);
    bool last = page->form.at == ITEM_FIELDS - 1;
    struct frame frame = {
        .title = _("J4 : recette"),
        .back = "",
        .hints = page->step == RECIPE_ITEMS ? ITEMS : NULL,
        .next = page->step != RECIPE_ITEM ? _("Ouvrir")
                : last                    ? _("Inscrire")
                                          : _("Suite"),
    };

    if (page->step != RECIPE_PRODUCTS)
        canvas_put(canvas, area.x + 1, area.y, STYLE_STRONG, page->product.label);
    if (page->step == RECIPE_ITEM) {
        struct area fields = { area.x, area.y + 2, area.width, area.height - 2 };

        form_draw(&page->form, RULES, ITEM_FIELDS, canvas, fields);
    } else {
        list_draw(&page->list, canvas, list_area(page, canvas->width, canvas->height), recipe_row,
                  page);
    }
    if (page->step == RECIPE_ITEMS)
        total_draw(page, canvas, area);
    frame_draw(canvas, &frame);
}

const struct screen_kind RECIPE_PAGE = {
    .title = N_("J4 : recette"),
    .help = N_("Choisir le produit, puis chaque ingrédient : combien, et le prix.\n"
               "La somme sert au prix d'un paquet, la liste à la fabrication.\n"
               "Suppr enlève l'ingrédient choisi."),
    .model_size = sizeof(struct recipe_page),
    .takes_text = true,
    .takes_escape = true,
    .begin = recipe_page_begin,
    .update = recipe_page_update,
    .perform = recipe_page_perform,
    .draw = recipe_page_draw,
};
