#include "pos/session/workshops.h"

#include "base/lang.h"
#include "pos/session/recipe_page.h"
#include "pos/acts/permit.h"
#include "pos/acts/workshop_act.h"
#include "pos/session/workshop_book.h"
#include "programme/agenda.h"
#include "pos/ui/reason.h"
#include "programme/programme_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORKSHOP_SHOWN, WORKSHOP_RECORD, WORKSHOP_LOOK, WORKSHOP_RECIPE, WORKSHOP_OPEN };
enum { ASK_REASON = 1 };

static bool amount_check(const char *value, struct err *err)
{
    cents amount;

    return money_parse(value, &amount, err);
}

static bool number_check(const char *value, struct err *err)
{
    char *end;

    if (strtol(value, &end, 10) < 0 || *end != '\0')
        return err_fail(err, ERR_INPUT, _("Un nombre, en chiffres."));
    return true;
}

static bool percent_check(const char *value, struct err *err)
{
    basis_points rate;

    return rate_parse(value, &rate, err);
}

static const struct form_rule PRICE_RULES[PRICE_FIELDS] = {
    [PRICE_PRODUCT] = { .label = N_("Code"), .hint = N_("pour garder le calcul") },
    [PRICE_QUANTITY] = { .label = N_("Paquets"), .check = number_check },
    [PRICE_MATERIALS] = { .label = N_("Matières"), .check = amount_check },
    [PRICE_PACKAGING] = { .label = N_("Emballage d'un"), .check = amount_check },
    [PRICE_FIXED] = { .label = N_("Stand"), .check = amount_check },
    [PRICE_PRICE] = { .label = N_("Prix d'un"), .check = amount_check },
};

static const struct form_rule LOAN_RULES[LOAN_FIELDS] = {
    [LOAN_PRINCIPAL] = { .label = N_("Somme"), .check = amount_check },
    [LOAN_MONTHS] = { .label = N_("Mois"), .check = number_check },
    [LOAN_RATE] = { .label = N_("Taux par an"), .check = percent_check },
};

static const struct form_rule BATCH_RULES[BATCH_FIELDS] = {
    [BATCH_PRODUCT] = { .label = N_("Code du produit"), .required = true },
    [BATCH_LOT] = { .label = N_("Numéro de lot"), .required = true },
    [BATCH_MADE] = { .label = N_("Combien de faits"), .check = number_check, .required = true },
    [BATCH_LOST] = { .label = N_("Combien de perdus"), .check = number_check },
    [BATCH_MATERIALS] = { .label = N_("Matières employées") },
    [BATCH_ALLERGENS] = { .label = N_("Allergènes"), .hint = N_("gluten, lait ; ou : aucun") },
    [BATCH_USE_BY] = { .label = N_("À consommer jusqu'au"), .hint = "2019-12-31" },
};

static const struct {
    const char *name;
    const struct form_rule *rules;
    int count;
    const char *last; /* what Enter does on the last field */
} KINDS[WORKSHOP_COUNT] = {
    [WORKSHOP_PRICE] = { N_("J2 : prix"), PRICE_RULES, PRICE_FIELDS, N_("Garder") },
    [WORKSHOP_LOAN] = { N_("J3 : emprunt"), LOAN_RULES, LOAN_FIELDS, N_("Calculer") },
    [WORKSHOP_BATCH] = { N_("J4 : fabrication"), BATCH_RULES, BATCH_FIELDS, N_("Inscrire") },
};

static void workshops_begin(void *model, struct desk *desk, int64_t argument)
{
    struct workshops *page = model;
    struct calendar calendar;
    struct err err = ERR_EMPTY;

    (void)argument;
    if (!workshop_rate(desk->till, "", &page->rate, &err))
        notice_fail(&page->notice, &err);
    list_set_count(&page->list, WORKSHOP_COUNT + 1); /* the recipe has its own screen */
    if (!programme_calendar(desk->till->db, &calendar, &err)) {
        notice_fail(&page->notice, &err);
        page->day = 1;
        return;
    }
    page->day = calendar_find(&calendar, moment_day(till_now(desk->till)));
    if (page->day == 0)
        page->day = calendar_step_day(&calendar, STEP_PRODUCE);
}

/* The product, the first field of two forms, was just typed: what is known of it helps on. */
static bool product_is_said(const struct workshops *page, int before)
{
    const struct form *form = &page->draft.forms[page->workshop];

    return page->workshop != WORKSHOP_LOAN && before == PRICE_PRODUCT &&
           form->at != PRICE_PRODUCT && form->values[PRICE_PRODUCT].text[0] != '\0';
}

static struct effect form_event(struct workshops *page, const struct event *event)
{
    struct form *form = &page->draft.forms[page->workshop];
    int before = form->at;
    enum form_outcome outcome =
        form_update(form, KINDS[page->workshop].rules, KINDS[page->workshop].count, event);

    if (outcome == FORM_DONE)
        return perform(WORKSHOP_RECORD);
    if (product_is_said(page, before))
        return perform(WORKSHOP_LOOK);
    return NOTHING;
}

struct effect workshops_update(void *model, const struct event *event)
{
    struct workshops *page = model;
    struct area area = frame_area_of(event->width, event->height);
    int chosen;

    if (page->question.purpose != 0)
        return reason_event(&page->question, event, NULL, WORKSHOP_RECORD);
    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE) {
        if (!page->is_open)
            return LEAVE;
        page->is_open = false;
        return NOTHING;
    }
    if (page->is_open)
        return form_event(page, event);
    chosen = list_update(&page->list, event, area, NULL);
    if (chosen == WORKSHOP_COUNT)
        return perform(WORKSHOP_RECIPE);
    if (chosen == LIST_NONE)
        return NOTHING;
    page->workshop = (enum workshop)chosen;
    return perform(WORKSHOP_OPEN);
}

/* -- Recording. -- */

static void workshop_refused(struct workshops *page, const struct till *till, const struct err *err)
{
    if (err->code == ERR_CLOSED && page->question.purpose == 0 && !till->session_is_closed) {
        question_ask(&page->question, ASK_REASON, _("Pourquoi corriger ?"), err->text);
        return;
    }
    if (page->question.purpose != 0)
        question_refuse(&page->question, err->text);
    else
        notice_fail(&page->notice, err);
}

/* Anyone calculates; what was made goes into the stock. */
static void workshop_open(struct workshops *page, struct desk *desk)
{
    struct err err = ERR_EMPTY;

    if (page->workshop == WORKSHOP_BATCH && !permit_set_up_once(desk, &err)) {
        notice_fail(&page->notice, &err);
        return;
    }
    page->draft.forms[page->workshop].at = 0;
    page->is_open = true;
}

static void workshops_perform(void *model, struct desk *desk, int what)
{
    struct workshops *page = model;
    struct err err = ERR_EMPTY;

    if (what == WORKSHOP_OPEN)
        workshop_open(page, desk);

    if (what == WORKSHOP_RECIPE)
        desk_go(desk, &RECIPE_PAGE, 0);
    if (what == WORKSHOP_LOOK)
        workshop_look(page, desk->till->db);
    if (what != WORKSHOP_RECORD)
        return;
    if (!workshop_record(page, desk->till, &err)) {
        workshop_refused(page, desk->till, &err);
        return;
    }
    question_close(&page->question);
    if (page->workshop == WORKSHOP_LOAN)
        return;
    notice_set(&page->notice, STYLE_GOOD, "%s", _("Inscrit."));
    if (page->workshop == WORKSHOP_BATCH) {
        page->draft.forms[WORKSHOP_BATCH] = (struct form){ .at = 0 };
        desk->forget_draft = true;
    }
}

/* -- Drawing. -- */

static int amount_draw(struct canvas *canvas, struct area area, int line, const char *name,
                       cents amount)
{
    char text[MONEY_TEXT_MAX];

    money_format_euro(amount, text);
    canvas_put(canvas, area.x + 2, area.y + line, STYLE_TEXT, name);
    canvas_put_right(canvas, area.x + 50, area.y + line, STYLE_STRONG, text);
    return line + 1;
}

/* Both prices, the tax named: the group keeps only the one without it. */
static int vat_draw(struct canvas *canvas, struct area area, int line,
                    const struct price_sheet *sheet, const struct price_result *result)
{
    char rate[MONEY_TEXT_MAX], name[MONEY_TEXT_MAX + 40];

    if (sheet->rate == 0)
        return line;
    rate_format(sheet->rate, rate);
    snprintf(name, sizeof name, _("Sans taxe (TVA %s)"), rate);
    line = amount_draw(canvas, area, line, _("Prix payé"), sheet->price_cents);
    return amount_draw(canvas, area, line, name, result->net_cents);
}

static void price_draw(const struct form *form, int rate, struct canvas *canvas, struct area area)
{
    struct price_sheet sheet = workshop_sheet(form, rate);
    struct price_result result;
    struct err err = ERR_EMPTY;
    char words[160];
    int line = 0;

    if (!price_sheet_solve(&sheet, &result, &err)) {
        if (form->values[PRICE_QUANTITY].text[0] != '\0')
            canvas_put_wrapped(canvas, area, STYLE_QUIET, err.text);
        return;
    }
    line = vat_draw(canvas, area, line, &sheet, &result);
    line = amount_draw(canvas, area, line, _("Un paquet coûte"), result.variable_cents);
    line = amount_draw(canvas, area, line, _("Il reste"), result.margin_cents);
    line = amount_draw(canvas, area, line, _("Tout compris"), result.full_cost_cents);
    if (result.breaks_even)
        snprintf(words, sizeof words, _("À vendre : %lld"), (long long)result.break_even);
    else
        snprintf(words, sizeof words, "%s", _("Ce prix perd de l'argent."));
    canvas_put(canvas, area.x + 2, area.y + line + 1,
               result.breaks_even ? STYLE_STRONG : STYLE_WARNING, words);
}

static void loan_draw(const struct form *form, struct canvas *canvas, struct area area)
{
    struct err err = ERR_EMPTY;
    basis_points rate = 0;
    struct loan loan;
    int line = 1;

    canvas_put(canvas, area.x + 2, area.y, STYLE_WARNING,
               _(" EXERCICE : aucun prêt n'est demandé. "));
    if ((form->values[LOAN_RATE].text[0] &&
         !rate_parse(form->values[LOAN_RATE].text, &rate, &err)) ||
        !loan_plan(workshop_amount(form, LOAN_PRINCIPAL), atoi(form->values[LOAN_MONTHS].text),
                   rate, &loan, &err)) {
        area.y += 2;
        canvas_put_wrapped(canvas, area, STYLE_QUIET, err.text);
        return;
    }
    line = amount_draw(canvas, area, line + 1, _("Chaque mois"), loan.payment_cents);
    line = amount_draw(canvas, area, line, _("Le dernier mois"),
                       loan.table[loan.months - 1].payment_cents);
    line = amount_draw(canvas, area, line, _("En tout"), loan.total_cents);
    amount_draw(canvas, area, line, _("L'emprunt coûte"), loan.interest_cents);
}

static struct list_row workshops_row(const void *context, int i)
{
    (void)context;
    return list_row_of(i == WORKSHOP_COUNT ? _("J4 : recette") : _(KINDS[i].name), "", STYLE_TEXT);
}

static void workshop_draw(const struct workshops *page, struct canvas *canvas)
{
    const struct form *form = &page->draft.forms[page->workshop];
    struct area area = frame_area(canvas);
    int count = KINDS[page->workshop].count;
    struct area fields = { area.x, area.y, area.width, 2 * count };
    struct area result = { area.x, area.y + 2 * count, area.width, area.height - 2 * count };

    if (page->workshop != WORKSHOP_BATCH && area.height < 2 * count + 6) {
        fields.height = count; /* one line a field leaves room for the figures */
        result = (struct area){ area.x, area.y + count + 2, area.width, area.height - count - 2 };
    }
    form_draw(form, KINDS[page->workshop].rules, count, canvas, fields);
    if (page->workshop == WORKSHOP_PRICE)
        price_draw(form, page->rate, canvas, result);
    else if (page->workshop == WORKSHOP_LOAN)
        loan_draw(form, canvas, result);
}

void workshops_draw(const void *model, struct canvas *canvas)
{
    const struct workshops *page = model;
    bool last = page->draft.forms[page->workshop].at == KINDS[page->workshop].count - 1;
    struct frame frame = {
        .title = page->is_open ? _(KINDS[page->workshop].name) : _("Ateliers"),
        .back = "",
        .next = !page->is_open ? _("Ouvrir")
                : last         ? _(KINDS[page->workshop].last)
                               : _("Suite"),
    };

    if (page->is_open)
        workshop_draw(page, canvas);
    else
        list_draw(&page->list, canvas, frame_area(canvas), workshops_row, page);
    frame_draw(canvas, &frame);
}

const struct screen_kind WORKSHOPS = {
    .title = N_("Ateliers"),
    .help = N_("Les calculs se font à mesure que l'on tape.\n"
               "Le prix d'un paquet se garde si le code du produit est écrit.\n"
               "L'emprunt est un exercice : rien n'est inscrit.\n"
               "Une fabrication est inscrite. Ce qui est bon entre au stock."),
    .model_size = sizeof(struct workshops),
    .draft_offset = offsetof(struct workshops, draft),
    .draft_size = sizeof(struct workshops_draft),
    .draft_name = "workshops",
    .takes_text = true,
    .takes_escape = true,
    .begin = workshops_begin,
    .update = workshops_update,
    .perform = workshops_perform,
    .draw = workshops_draw,
};
