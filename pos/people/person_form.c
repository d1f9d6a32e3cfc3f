#include "pos/people/people_list.h"

#include "base/lang.h"
#include "pos/ui/reason.h"
#include "pos/acts/act.h"
#include "pos/acts/permit.h"
#include "pos/people/person.h"
#include "programme/programme_store.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum { FORM_SHOWN, FORM_RECORD };
enum { ASK_REASON = 1 };
enum { BADGE, NAME, FIELD_COUNT };

static const struct form_rule RULES[FIELD_COUNT] = {
    [BADGE] = { .label = N_("Badge"), .required = true, .hint = N_("court : P1") },
    [NAME] = { .label = N_("Nom d'usage"), .required = true, .hint = N_("comme on l'appelle") },
};

/* The first of P1, P2… that nobody has. */
static void badge_propose(struct form *form, const struct people *people)
{
    char badge[BADGE_MAX];

    for (int number = people->count + 1;; number++) {
        snprintf(badge, sizeof badge, "P%d", number);
        if (people_find(people, badge) < 0)
            break;
    }
    form_set(form, BADGE, badge);
}

static void person_form_begin(void *model, struct desk *desk, int64_t argument)
{
    struct person_form *page = model;
    struct err err = ERR_EMPTY;
    struct people people;

    page->form.at = NAME;
    if (!people_read(desk->till->db, &people, &err)) {
        notice_fail(&page->notice, &err);
        return;
    }
    if (argument == 0) {
        badge_propose(&page->form, &people);
        return;
    }
    snprintf(page->badge, sizeof page->badge, "%s", people.list[argument - 1].badge);
    form_set(&page->form, BADGE, page->badge);
    form_set(&page->form, NAME, people.list[argument - 1].called_name);
}

static void draft_keep(struct person_form *page)
{
    page->draft.is_used = true;
    memcpy(page->draft.badge, page->badge, sizeof page->draft.badge);
    page->draft.form = page->form;
}

/* What a crash or Escape interrupted, when it was about the same person. */
static void draft_take(struct person_form *page)
{
    if (!page->draft.is_used || strcmp(page->draft.badge, page->badge) != 0)
        return;
    page->form = page->draft.form;
    form_reopen(&page->form, RULES, FIELD_COUNT);
}

static struct effect person_form_update(void *model, const struct event *event)
{
    struct person_form *page = model;

    if (page->question.purpose != 0)
        return reason_event(&page->question, event, page->reason, FORM_RECORD);
    if (form_update(&page->form, RULES, FIELD_COUNT, event) == FORM_DONE)
        return perform(FORM_RECORD);
    draft_keep(page);
    return NOTHING;
}

static bool badge_check_free(const struct person_form *page, struct db *db, struct err *err)
{
    struct people people;

    if (page->badge[0] != '\0')
        return strcmp(page->badge, page->form.values[BADGE].text) == 0 ||
               err_fail(err, ERR_INPUT,
                        _("Le badge ne change pas : c'est lui que les comptes "
                          "connaissent."));
    return people_read(db, &people, err) &&
           (people_find(&people, page->form.values[BADGE].text) < 0 ||
            err_fail(err, ERR_INPUT, _("Une personne a déjà le badge %.15s : en choisir un autre."),
                     page->form.values[BADGE].text));
}

static bool person_record(struct person_form *page, struct till *till, struct err *err)
{
    const struct form_value *values = page->form.values;
    const struct act act = { ACTION_PEOPLE, values[BADGE].text, page->reason, false };

    return badge_check_free(page, till->db, err) && act_begin(till, &act, err) &&
           till_write_end(till, people_put(till->db, values[BADGE].text, values[NAME].text, err),
                          err);
}

/* A new person is opened at once: her sheet and what she agrees to come next. */
static void person_recorded(struct person_form *page, struct desk *desk)
{
    struct err err = ERR_EMPTY;
    struct people people;
    bool is_new = page->badge[0] == '\0' && people_read(desk->till->db, &people, &err);

    desk->forget_draft = true;
    notice_set(&desk->message, STYLE_GOOD, "%s", _("Inscrit."));
    if (is_new)
        desk_replace(desk, &PERSON, people_find(&people, page->form.values[BADGE].text) + 1);
    else
        desk_back(desk);
}

static void person_form_perform(void *model, struct desk *desk, int what)
{
    struct person_form *page = model;
    struct err err = ERR_EMPTY;

    if (what != FORM_RECORD) {
        draft_take(page);
        return;
    }
    question_close(&page->question);
    if (person_record(page, desk->till, &err))
        person_recorded(page, desk);
    else if (err.code == ERR_CLOSED)
        question_ask(&page->question, ASK_REASON, _("Pourquoi corriger ?"), err.text);
    else
        notice_fail(&page->notice, &err);
}

static void person_form_draw(const void *model, struct canvas *canvas)
{
    const struct person_form *page = model;
    struct frame frame = {
        .title = page->badge[0] ? _("Nom et badge") : _("Nouvelle personne"),
        .back = "",
        .next = page->form.at == FIELD_COUNT - 1 ? _("Inscrire") : _("Suite"),
    };

    form_draw(&page->form, RULES, FIELD_COUNT, canvas, frame_area(canvas));
    frame_draw(canvas, &frame);
}

const struct screen_kind PERSON_FORM = {
    .title = N_("Nom et badge"),
    .help = N_("Le nom est celui que la personne se donne. Il se corrige.\n"
               "Le badge est court et ne change pas : les comptes le connaissent."),
    .model_size = sizeof(struct person_form),
    .draft_offset = offsetof(struct person_form, draft),
    .draft_size = sizeof(struct person_draft),
    .draft_name = "person",
    .takes_text = true,
    .admits = permit_people_once,
    .begin = person_form_begin,
    .update = person_form_update,
    .perform = person_form_perform,
    .draw = person_form_draw,
};
