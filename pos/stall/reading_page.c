#include "pos/stall/reading_page.h"

#include "base/lang.h"
#include "pos/acts/paper_ask.h"

#include <stdio.h>

enum { READING_TAKE, READING_PRINT };
enum { FIGURE_COLUMN = 34, SECOND_COLUMN = 40 };

static struct effect reading_update(void *model, const struct event *event)
{
    (void)model;
    if (event->kind == EVENT_KEY && event->key == PRESS_CHARACTER &&
        (event->character | 0x20) == 'p')
        return perform(READING_PRINT);
    if (event->kind == EVENT_KEY && event->key == PRESS_ENTER)
        return LEAVE;
    return NOTHING;
}

static void reading_begin(void *model, struct desk *desk, int64_t argument)
{
    (void)model;
    (void)desk;
    (void)argument;
}

static void reading_perform(void *model, struct desk *desk, int what)
{
    struct reading_page *page = model;
    struct err err = ERR_EMPTY;

    if (what == READING_PRINT) {
        if (!paper_ask(desk, "x", &page->notice, &err))
            notice_fail(&page->notice, &err);
        return;
    }
    page->is_known = period_totals_take_x(desk->till, &page->reading, &err);
    if (!page->is_known)
        notice_fail(&page->notice, &err);
}

static int figure_draw(struct canvas *canvas, int x, int y, const char *name, cents amount)
{
    char text[MONEY_TEXT_MAX];

    money_format_euro(amount, text);
    canvas_put(canvas, x, y, STYLE_TEXT, name);
    canvas_put_right(canvas, x + FIGURE_COLUMN, y, STYLE_STRONG, text);
    return y + 1;
}

static int count_draw(struct canvas *canvas, int x, int y, const char *name, int64_t count)
{
    char text[24];

    snprintf(text, sizeof text, "%lld", (long long)count);
    canvas_put(canvas, x, y, STYLE_TEXT, name);
    canvas_put_right(canvas, x + FIGURE_COLUMN, y, STYLE_STRONG, text);
    return y + 1;
}

/* The next free line of each column. */
struct columns {
    int left;
    int right;
};

static struct columns sales_draw(struct canvas *canvas, struct area area,
                                 const struct period *sales)
{
    int x = area.x + 1;
    int y = area.y;
    int right = area.y;

    y = count_draw(canvas, x, y, _("Ventes"), sales->tickets);
    y = count_draw(canvas, x, y, _("Remboursements"), sales->refunds);
    y = figure_draw(canvas, x, y, _("Total"), sales->gross);
    y = figure_draw(canvas, x, y, _("Sans taxe"), sales->net);
    y = figure_draw(canvas, x, y, _("Taxe"), sales->vat);
    for (int i = 0; i < sales->rate_count; i++) {
        char rate[MONEY_TEXT_MAX];
        char name[64];

        rate_format(sales->rates[i].rate, rate);
        snprintf(name, sizeof name, _("  à %s"), rate);
        y = figure_draw(canvas, x, y, name, sales->rates[i].gross);
    }
    x += SECOND_COLUMN;
    right = figure_draw(canvas, x, right, _("Espèces"), sales->cash);
    right = figure_draw(canvas, x, right, _("Carte"), sales->card);
    right = figure_draw(canvas, x, right, _("Chèque"), sales->cheque);
    right = figure_draw(canvas, x, right, _("Bon"), sales->voucher);
    if (sales->other != 0)
        right = figure_draw(canvas, x, right, _("Autres paiements"), sales->other);
    if (sales->cash_in != 0)
        right = figure_draw(canvas, x, right, _("Argent ajouté"), sales->cash_in);
    if (sales->cash_out != 0)
        right = figure_draw(canvas, x, right, _("Argent enlevé"), sales->cash_out);
    return (struct columns){ y, right };
}

int reading_draw(struct canvas *canvas, struct area area, const struct period_totals *reading)
{
    struct columns next = sales_draw(canvas, area, &reading->sales);
    int x = area.x + 1 + SECOND_COLUMN;

    next.right = figure_draw(canvas, x, next.right, _("L'argent du début"), reading->float_amount);
    next.right = figure_draw(canvas, x, next.right, _("Depuis toujours"), reading->perpetual);
    return (next.left > next.right ? next.left : next.right) - area.y;
}

int reading_draw_all(struct canvas *canvas, struct area area, const struct closing *closing)
{
    struct columns next = sales_draw(canvas, area, &closing->all);
    int x = area.x + 1 + SECOND_COLUMN;
    char name[48];

    for (int i = 0; closing->share_count > 1 && i < closing->share_count; i++) {
        snprintf(name, sizeof name, _("  dont caisse %s"), closing->shares[i].chain);
        next.left = figure_draw(canvas, area.x + 1, next.left, name, closing->shares[i].gross);
    }
    if (closing->differences != 0)
        next.right = figure_draw(canvas, x, next.right, _("Différences"), closing->differences);
    next.right =
        figure_draw(canvas, x, next.right, _("Depuis toujours"), closing->reading.perpetual);
    return (next.left > next.right ? next.left : next.right) - area.y;
}

static void reading_page_draw(const void *model, struct canvas *canvas)
{
    static const struct key_hint HINTS[] = { { N_("P"), N_("Imprimer") }, { NULL, NULL } };
    const struct reading_page *page = model;
    struct frame frame = {
        .title = _("Où en est la caisse ?"),
        .hints = HINTS,
        .back = "",
        .next = _("Retour"),
    };

    if (page->is_known)
        reading_draw(canvas, frame_area(canvas), &page->reading);
    frame_draw(canvas, &frame);
}

const struct screen_kind READING_PAGE = {
    .title = N_("Où en est la caisse ?"),
    .help = N_("Ce que la journée a donné jusqu'ici. Lire ne change rien.\n"
               "L'argent du tiroir n'est pas montré : on le compte le soir."),
    .model_size = sizeof(struct reading_page),
    .begin = reading_begin,
    .update = reading_update,
    .perform = reading_perform,
    .draw = reading_page_draw,
};
