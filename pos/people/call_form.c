#include "pos/people/follow_up.h"

#include "base/lang.h"
#include "pos/ui/reason.h"
#include "pos/acts/act.h"
#include "pos/acts/date_limits.h"
#include "pos/acts/places.h"
#include "pos/acts/permit.h"
#include "programme/programme_store.h"

#include <stdio.h>
#include <string.h>

enum { CALL_SHOWN, CALL_RECORD };
enum { ASK_SURE = 1, ASK_REASON };
enum { DATE, CHANNEL, RESULT, FIELD_COUNT };
enum { HEAD_LINES = 5 };

static const struct form_rule RULES[FIELD_COUNT] = {
    [DATE] = { .field = &CALL_FIELDS[CALL_DATE] },
    [CHANNEL] = { .field = &CALL_FIELDS[CALL_CHANNEL] },
    [RESULT] = { .field = &CALL_FIELDS[CALL_RESULT] },
};

static void call_last(void *context, const struct follow_up_call *call)
{
    struct call_form *page = context;

    page->last = *call;
}

/* Where to reach her; a number is shown for a call that she agreed to. */
static bool contact_read(struct call_form *page, struct desk *desk, struct err *err)
{
    struct err closed = ERR_EMPTY;
    struct vault vault;
    struct sheet sheet;
    bool good = true;

    page->contact[0] = '\0';
    page->sheet_is_closed = !sheet_key_look(desk, &vault, &closed);
    if (page->sheet_is_closed)
        return true;
    if (consent_is_given(&page->consent)) {
        good = people_sheet(desk->till->db, &vault, page->who.badge, &sheet, err);
        if (good)
            memcpy(page->contact, sheet.contact, sizeof page->contact);
    }
    vault_close(&vault);
    return good;
}

static bool call_form_read(struct call_form *page, struct desk *desk, struct err *err)
{
    struct till *till = desk->till;
    struct day today = moment_day(till_now(till));
    struct calendar calendar;
    struct people people;

    if (!people_read(till->db, &people, err) || !programme_calendar(till->db, &calendar, err))
        return false;
    page->who = people.list[page->rank - 1];
    return people_consent(till->db, page->who.badge, CONSENT_FOLLOW_UP, &page->consent, err) &&
           workbook_each_call(till->db, page->who.badge, call_last, page, err) &&
           workbook_follow_up(till->db, page->who.badge, calendar_follow_up(&calendar), today,
                              &page->follow_up, err) &&
           contact_read(page, desk, err);
}

static void call_form_begin(void *model, struct desk *desk, int64_t argument)
{
    struct call_form *page = model;
    struct err err = ERR_EMPTY;
    const struct follow_up_call call = { .date = moment_day(till_now(desk->till)) };

    page->rank = (int)argument;
    form_fill(&page->form, RULES, FIELD_COUNT, &call);
    page->form.at = CHANNEL;
    if (!call_form_read(page, desk, &err))
        notice_fail(&page->notice, &err);
}

/* Why this person should be left in peace; NULL: she agreed. */
static const char *objection(const struct call_form *page)
{
    if (page->follow_up.state == FOLLOW_UP_REFUSED)
        return _("Elle a refusé. Oui seulement si elle revient d'elle-même.");
    if (consent_is_given(&page->consent))
        return NULL;
    return page->consent.decided.number == DAY_NONE_NUMBER
               ? _("L'accord n'a pas été demandé. Oui seulement si elle dit oui maintenant.")
               : _("Elle a dit non aux appels. Oui seulement si elle vient d'elle-même.");
}

static struct effect call_submit(struct call_form *page)
{
    const char *why_not = objection(page);

    if (!why_not || page->sure)
        return perform(CALL_RECORD);
    question_ask(&page->question, ASK_SURE, _("Noter cet appel quand même ?"), why_not);
    page->question.yes_or_no = true;
    return NOTHING;
}

static struct effect question_event(struct call_form *page, const struct event *event)
{
    bool sure = page->question.purpose == ASK_SURE;
    struct effect effect =
        reason_event(&page->question, event, sure ? NULL : page->reason, CALL_RECORD);

    page->sure = page->sure || (sure && effect.kind == EFFECT_PERFORM);
    return effect;
}

static struct effect call_form_update(void *model, const struct event *event)
{
    struct call_form *page = model;

    if (page->question.purpose != 0)
        return question_event(page, event);
    if (form_update(&page->form, RULES, FIELD_COUNT, event) == FORM_DONE)
        return call_submit(page);
    return NOTHING;
}

static bool call_record(struct call_form *page, struct till *till, struct err *err)
{
    const struct act act = { ACTION_PEOPLE, page->who.badge, page->reason, true };
    struct follow_up_call call = { .date = DAY_NONE };

    memcpy(call.badge, page->who.badge, sizeof call.badge);
    if (!till_check(till, ACTION_PEOPLE, err) ||
        !form_take(&page->form, RULES, FIELD_COUNT, &call, err))
        return false;
    return date_limits_check_form(
               till, &(struct filled){ CALL_FIELDS, CALL_FIELD_COUNT, &call, page->reason }, err) &&
           act_begin(till, &act, err) &&
           till_write_end(till, workbook_add_call(till->db, &call, err), err);
}

static bool has_answered(const struct form *form)
{
    const struct field_word *words = CALL_FIELDS[CALL_RESULT].words;

    return strcmp(words[form_choice(form, RESULT)].word, "answered") == 0;
}

static void call_form_perform(void *model, struct desk *desk, int what)
{
    struct call_form *page = model;
    struct err err = ERR_EMPTY;

    if (what != CALL_RECORD)
        return;
    if (call_record(page, desk->till, &err)) {
        notice_set(&desk->message, STYLE_GOOD, "%s", _("L'appel est inscrit."));
        if (has_answered(&page->form))
            desk_replace(desk, &OPINIONS, page->rank); /* she is there: ask her */
        else
            desk_back(desk);
    } else if (err.code == ERR_INPUT && page->question.purpose != ASK_REASON) {
        question_close(&page->question);
        form_fault(&page->form, DATE, err.text);
    } else {
        reason_refused(&page->question, &page->notice, ASK_REASON, _("Pourquoi corriger ?"), &err);
    }
}

static void head_draw(const struct call_form *page, struct canvas *canvas, struct area area)
{
    char date[24];

    canvas_put_format(canvas, area.x + 1, area.y, STYLE_STRONG, "%s · %s · %s",
                      page->who.called_name, page->who.badge,
                      follow_up_name(page->follow_up.state));
    if (consent_is_given(&page->consent))
        canvas_put(canvas, area.x + 1, area.y + 1, STYLE_TEXT, _("Elle a dit oui à l'appel."));
    else
        canvas_put(canvas, area.x + 1, area.y + 1, STYLE_WARNING,
                   _(" Elle n'a pas dit oui à l'appel. "));
    if (consent_is_given(&page->consent))
        canvas_put_format(canvas, area.x + 1, area.y + 2, STYLE_TEXT, _("Où la joindre : %s"),
                          page->sheet_is_closed ? _("sa fiche est fermée")
                          : page->contact[0]    ? page->contact
                                                : _("pas dit"));
    if (page->follow_up.attempts == 0)
        return;
    day_format_human(page->last.date, date, sizeof date);
    canvas_put_format(canvas, area.x + 1, area.y + 3, STYLE_TEXT,
                      lang_plural("%d essai. Le dernier : %s, %s, %s.",
                                  "%d essais. Le dernier : %s, %s, %s.", page->follow_up.attempts),
                      page->follow_up.attempts, date,
                      field_word_name(CALL_FIELDS[CALL_CHANNEL].words, page->last.channel),
                      field_word_name(CALL_FIELDS[CALL_RESULT].words, page->last.result));
}

static void call_form_draw(const void *model, struct canvas *canvas)
{
    const struct call_form *page = model;
    struct area area = frame_area(canvas);
    struct area fields = { area.x, area.y + HEAD_LINES, area.width, area.height - HEAD_LINES };
    struct frame frame = {
        .title = _("Appel de suivi"),
        .back = "",
        .next = page->form.at == FIELD_COUNT - 1 ? _("Inscrire") : _("Suite"),
    };

    head_draw(page, canvas, area);
    form_draw(&page->form, RULES, FIELD_COUNT, canvas, fields);
    frame_draw(canvas, &frame);
}

const struct screen_kind CALL_FORM = {
    .title = N_("Appel de suivi"),
    .help = N_("Noter chaque essai, aussi ceux sans réponse.\n"
               "Qui a refusé est laissé en paix.\n"
               "Injoignable : l'adresse ou le numéro ne sert plus.\n"
               "Sans accord, on n'appelle pas. On note si la personne vient d'elle-même."),
    .model_size = sizeof(struct call_form),
    .takes_text = true,
    .admits = permit_people_once,
    .begin = call_form_begin,
    .update = call_form_update,
    .perform = call_form_perform,
    .draw = call_form_draw,
};
