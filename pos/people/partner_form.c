#include "pos/people/partners.h"

#include "base/lang.h"
#include "pos/ui/reason.h"
#include "programme/files/partner_import.h"
#include "pos/acts/permit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FORM_SHOWN, FORM_RECORD };
enum { ASK_REASON = 1, CLOCK_SHOWN_MAX = 8 };
enum {
    NAME,
    KIND,
    HOUSE,
    JOB,
    DAYS,
    START,
    END,
    PHONE,
    EMAIL,
    INSIDE,
    SIGNS,
    PUBLISH,
    FIELD_COUNT
};

static const char *const KINDS[] = { N_("anime le groupe"), N_("vient aider"), N_("structure"),
                                     NULL };
static const char *const NO_YES[] = { N_("non"), N_("oui"), NULL };

static const struct form_rule RULES[FIELD_COUNT] = {
    [NAME] = { .label = N_("Nom"), .required = true, .wide = true },
    [KIND] = { .label = N_("C'est qui"), .choices = KINDS, .hint = N_("gauche, droite") },
    [HOUSE] = { .label = N_("Sa structure"), .wide = true },
    [JOB] = { .label = N_("Son métier"), .wide = true },
    [DAYS] = { .label = N_("Quels jours"), .hint = N_("1;2;7 : les numéros des jours") },
    [START] = { .label = N_("De quelle heure"), .hint = N_("9:30 ; vide : toute la journée") },
    [END] = { .label = N_("À quelle heure"), .hint = N_("12:00 ; vide : toute la journée") },
    [PHONE] = { .label = N_("Téléphone"), .hint = N_("pour l'équipe, jamais publié") },
    [EMAIL] = { .label = N_("Courriel"), .wide = true, .hint = N_("pour l'équipe, jamais publié") },
    [INSIDE] = { .label = N_("De la coopérative"), .choices = NO_YES },
    [SIGNS] = { .label = N_("Signe la feuille"), .choices = NO_YES },
    [PUBLISH] = { .label = N_("Nom publié : d'accord"), .choices = NO_YES },
};

/* The clock of all moments; "" when they differ, or last all day. */
static void clock_show(const struct partner *partner, bool is_end, char out[CLOCK_SHOWN_MAX])
{
    out[0] = '\0';
    for (int i = 0; i < partner->slot_count; i++)
        if (partner->slots[i].end == 0 || partner->slots[i].start != partner->slots[0].start ||
            partner->slots[i].end != partner->slots[0].end)
            return;
    if (partner->slot_count > 0) {
        int at = is_end ? partner->slots[0].end : partner->slots[0].start;

        snprintf(out, CLOCK_SHOWN_MAX, "%d:%02d", at / 60 % 100, at % 60);
    }
}

static void partner_fill(struct partner_form *page)
{
    const struct partner *partner = &page->partner;
    char days[FORM_VALUE_MAX], clock[CLOCK_SHOWN_MAX];

    form_set(&page->form, NAME, partner->name);
    form_set_choice(&page->form, KIND, (int)partner->kind);
    form_set(&page->form, HOUSE, partner->organisation);
    form_set(&page->form, JOB, partner->job);
    partner_days_format(partner, days, sizeof days);
    form_set(&page->form, DAYS, days);
    clock_show(partner, false, clock);
    form_set(&page->form, START, clock);
    clock_show(partner, true, clock);
    form_set(&page->form, END, clock);
    form_set(&page->form, PHONE, partner->phone);
    form_set(&page->form, EMAIL, partner->email);
    form_set_choice(&page->form, INSIDE, partner->inside);
    form_set_choice(&page->form, SIGNS, partner->signs);
    form_set_choice(&page->form, PUBLISH, partner->publish);
    page->shown = page->form;
}

static void partner_form_begin(void *model, struct desk *desk, int64_t argument)
{
    struct partner_form *page = model;
    struct err err = ERR_EMPTY;

    page->partner.kind = PARTNER_GUEST;
    if (argument > 0 && !partner_at(desk->till->db, argument, &page->partner, &err))
        notice_fail(&page->notice, &err);
    partner_fill(page);
}

static struct effect partner_form_update(void *model, const struct event *event)
{
    struct partner_form *page = model;

    if (page->question.purpose != 0)
        return reason_event(&page->question, event, page->reason, FORM_RECORD);
    if (form_update(&page->form, RULES, FIELD_COUNT, event) == FORM_DONE)
        return perform(FORM_RECORD);
    return NOTHING;
}

/* Not the name: the key stays when the name is erased. */
static bool key_make(struct db *db, struct partner *partner, struct err *err)
{
    struct partners *partners = partners_open(db, err);
    int number = 1;

    if (!partners)
        return false;
    do
        snprintf(partner->key, sizeof partner->key, "partenaire-%d", number++);
    while (partners_find(partners, partner->key) >= 0);
    free(partners);
    return true;
}

static bool moments_changed(const struct partner_form *page)
{
    for (int field = DAYS; field <= END; field++)
        if (strcmp(page->form.values[field].text, page->shown.values[field].text) != 0)
            return true;
    return false;
}

/* What the form says, over what stands in the book. */
static bool partner_take(struct partner_form *page, struct partner *out, int *at, struct err *err)
{
    const struct form_value *values = page->form.values;

    *out = page->partner;
    out->kind = (enum partner_kind)form_choice(&page->form, KIND);
    out->inside = form_choice(&page->form, INSIDE) == 1;
    out->signs = form_choice(&page->form, SIGNS) == 1;
    out->publish = form_choice(&page->form, PUBLISH) == 1;
    *at = NAME;
    if (!text_copy_words(out->name, sizeof out->name, values[NAME].text, "nom", err))
        return false;
    *at = HOUSE;
    if (!text_copy_words(out->organisation, sizeof out->organisation, values[HOUSE].text,
                         "structure", err))
        return false;
    *at = JOB;
    if (!text_copy_words(out->job, sizeof out->job, values[JOB].text, "métier", err))
        return false;
    *at = PHONE;
    if (!text_copy_words(out->phone, sizeof out->phone, values[PHONE].text, "téléphone", err))
        return false;
    *at = EMAIL;
    if (!text_copy_words(out->email, sizeof out->email, values[EMAIL].text, "courriel", err))
        return false;
    *at = DAYS;
    if (!moments_changed(page))
        return true;
    out->slot_count = 0;
    return partner_take_slots(out, values[DAYS].text, values[START].text, values[END].text, err);
}

static bool form_record(struct partner_form *page, struct till *till, int *at, struct err *err)
{
    struct partner changed;

    if (!partner_take(page, &changed, at, err) ||
        (changed.key[0] == '\0' && !key_make(till->db, &changed, err)) ||
        !partner_record(till, &changed, page->reason, err))
        return false;
    page->partner = changed;
    return true;
}

/* What he or she does comes next: it is ticked in a list. */
static void form_recorded(struct partner_form *page, struct desk *desk)
{
    struct err err = ERR_EMPTY;
    struct partners *partners = partners_open(desk->till->db, &err);

    question_close(&page->question);
    if (!partners) {
        notice_fail(&page->notice, &err);
        return;
    }
    desk_replace(desk, &PARTNER_ROLES, partners_find(partners, page->partner.key) + 1);
    free(partners);
}

static void partner_form_perform(void *model, struct desk *desk, int what)
{
    struct partner_form *page = model;
    struct err err = ERR_EMPTY;
    int at = DAYS;

    if (what != FORM_RECORD)
        return;
    if (form_record(page, desk->till, &at, &err))
        form_recorded(page, desk);
    else if (err.code == ERR_INPUT && page->question.purpose == 0)
        form_fault(&page->form, at, err.text);
    else
        reason_refused(&page->question, &page->notice, ASK_REASON, _("Pourquoi corriger ?"), &err);
}

static void partner_form_draw(const void *model, struct canvas *canvas)
{
    const struct partner_form *page = model;
    struct frame frame = {
        .title = page->partner.key[0] ? _("Un partenaire") : _("Nouveau partenaire"),
        .back = _("Retour"),
        .next = page->form.at == FIELD_COUNT - 1 ? _("Inscrire") : _("Suite"),
    };

    form_draw(&page->form, RULES, FIELD_COUNT, canvas, frame_area(canvas));
    frame_draw(canvas, &frame);
}

const struct screen_kind PARTNER_FORM = {
    .title = N_("Un partenaire"),
    .help = N_("Le nom, la structure, les jours. Sans heure : toute la journée.\n"
               "Le téléphone et le courriel : pour l'équipe, sur aucun papier public.\n"
               "Le nom d'une personne n'est publié que si elle a dit oui."),
    .model_size = sizeof(struct partner_form),
    .admits = permit_people,
    .takes_text = true,
    .begin = partner_form_begin,
    .update = partner_form_update,
    .perform = partner_form_perform,
    .draw = partner_form_draw,
};
