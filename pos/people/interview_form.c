#include "pos/people/interview_form.h"

#include "base/lang.h"
#include "pos/acts/act.h"
#include "pos/acts/date_limits.h"
#include "programme/programme_store.h"

#include <stdio.h>
#include <string.h>

enum { INTERVIEW_SHOWN, INTERVIEW_KEEP };
/* The lines of the form: the notes stand between what is told and what is agreed. */
enum {
    NOTES = INTERVIEW_QUESTION_COUNT,
    NEXT_STEP,
    APPOINTMENT_DAY,
    APPOINTMENT,
    ON_SHEET,
    FIELD_COUNT,
};
enum { GUIDE_LINES = 5 };

static const struct form_rule RULES[FIELD_COUNT] = {
    { .field = &INTERVIEW_FIELDS[0], .wide = true },
    { .field = &INTERVIEW_FIELDS[1], .wide = true },
    { .field = &INTERVIEW_FIELDS[2], .wide = true },
    { .field = &INTERVIEW_FIELDS[3], .wide = true },
    { .field = &INTERVIEW_FIELDS[4], .wide = true },
    [NOTES] = { .label = N_("Notes"), .wide = true },
    [NEXT_STEP] = { .field = &INTERVIEW_FIELDS[INTERVIEW_NEXT_STEP], .wide = true },
    [APPOINTMENT_DAY] = { .field = &INTERVIEW_FIELDS[INTERVIEW_APPOINTMENT_DAY] },
    [APPOINTMENT] = { .field = &INTERVIEW_FIELDS[INTERVIEW_APPOINTMENT], .wide = true },
    [ON_SHEET] = { .field = &INTERVIEW_FIELDS[INTERVIEW_ON_SHEET] },
};

static const char *question_of(int line)
{
    if (line == NOTES)
        return _("Ce qui compte encore, en quelques mots.");
    return interview_question(line < NOTES ? line : line - 1);
}

static void interview_fill(struct interview_form *page)
{
    const char *notes = page->interview.notes;

    form_fill(&page->sealed.form, RULES, FIELD_COUNT, &page->interview);
    page->notes_are_long = strchr(notes, '\n') || strlen(notes) >= FORM_VALUE_MAX;
    form_set(&page->sealed.form, NOTES, page->notes_are_long ? "" : notes);
}

static bool interview_read(struct interview_form *page, struct desk *desk, struct err *err)
{
    struct vault vault;
    bool good;

    if (!sealed_form_open(&page->sealed, desk, &vault, err))
        return false;
    good = people_interview(desk->till->db, &vault, page->sealed.who.badge, &page->interview, err);
    vault_close(&vault);
    return good;
}

static void interview_form_begin(void *model, struct desk *desk, int64_t argument)
{
    struct interview_form *page = model;
    struct err err = ERR_EMPTY;

    page->sealed.rank = (int)argument;
    page->interview.appointment_day = DAY_NONE;
    page->sealed.is_open = interview_read(page, desk, &err);
    interview_fill(page);
    if (!page->sealed.is_open)
        notice_fail(&page->sealed.notice, &err);
}

static struct effect interview_form_update(void *model, const struct event *event)
{
    struct interview_form *page = model;

    return sealed_form_update(&page->sealed, RULES, FIELD_COUNT, event, INTERVIEW_KEEP);
}

/* Notes that the field cannot show are kept whole; what is typed comes after them. */
static bool notes_take(const struct interview_form *page, struct interview *out, struct err *err)
{
    const char *typed = page->sealed.form.values[NOTES].text;
    const char *before = page->notes_are_long ? page->interview.notes : "";
    const char *between = before[0] != '\0' && typed[0] != '\0' ? "\n" : "";

    if (strlen(before) + strlen(typed) + 2 > sizeof out->notes)
        return err_fail(err, ERR_INPUT, _("La note est trop longue : la raccourcir."));
    snprintf(out->notes, sizeof out->notes, "%s%s%s", before, between, typed);
    return true;
}

static bool interview_of_form(const struct interview_form *page, struct interview *out,
                              struct err *err)
{
    *out = (struct interview){ .appointment_day = DAY_NONE };
    return form_take(&page->sealed.form, RULES, FIELD_COUNT, out, err) &&
           notes_take(page, out, err);
}

static bool interview_is_same(const struct interview *one, const struct interview *other)
{
    struct buf texts[2] = { buf_init(INTERVIEW_BYTES_MAX), buf_init(INTERVIEW_BYTES_MAX) };
    bool same;

    interview_put(one, &texts[0]);
    interview_put(other, &texts[1]);
    same = strcmp(buf_text(&texts[0]), buf_text(&texts[1])) == 0;
    buf_release(&texts[0]);
    buf_release(&texts[1]);
    return same;
}

static bool interview_write(struct interview_form *page, struct desk *desk,
                            const struct interview *interview, struct err *err)
{
    const struct act act = { ACTION_PEOPLE, page->sealed.who.badge, page->sealed.reason, false };
    struct vault vault = { .is_open = false };

    if (!date_limits_check_form(
            desk->till,
            &(struct filled){ INTERVIEW_FIELDS, INTERVIEW_FIELD_COUNT, interview, act.reason },
            err) ||
        !act_begin(desk->till, &act, err))
        return false;

    bool good =
        sheet_key_take(desk, &vault, err) &&
        people_set_interview(desk->till->db, &vault, page->sealed.who.badge, interview, err);

    return sheet_key_end(desk, &vault, good, err);
}

static bool interview_keep(struct interview_form *page, struct desk *desk, struct err *err)
{
    struct interview interview;

    if (!interview_of_form(page, &interview, err))
        return false;
    if (interview_is_same(&interview, &page->interview))
        return true;
    if (!interview_write(page, desk, &interview, err))
        return false;
    page->interview = interview;
    if (page->notes_are_long)
        form_set(&page->sealed.form, NOTES, ""); /* added: it must not be added again */
    return true;
}

static void interview_form_perform(void *model, struct desk *desk, int what)
{
    struct interview_form *page = model;
    struct err err = ERR_EMPTY;

    if (what != INTERVIEW_KEEP)
        return;
    if (interview_keep(page, desk, &err))
        sealed_form_kept(&page->sealed, desk, _("L'entretien est inscrit."));
    else
        sealed_form_failed(&page->sealed, &err);
}

/* What to ask now, and the whole answer, which the field may be too short for. */
static void guide_draw(const struct interview_form *page, struct canvas *canvas, struct area area)
{
    int field = page->sealed.form.at;
    const char *answer = field == NOTES && page->notes_are_long
                             ? page->interview.notes
                             : page->sealed.form.values[field].text;

    canvas_put_fit(canvas, (struct area){ area.x, area.y, area.width, 1 }, STYLE_STRONG,
                   question_of(field));
    if (field != ON_SHEET)
        canvas_put_wrapped(canvas, (struct area){ area.x, area.y + 1, area.width, area.height - 1 },
                           STYLE_TEXT, answer);
}

static void interview_form_draw(const void *model, struct canvas *canvas)
{
    const struct interview_form *page = model;
    struct area area = frame_area(canvas);
    struct area guide = { area.x + 2, area.y + area.height - GUIDE_LINES, area.width - 4,
                          GUIDE_LINES };
    const struct sealed_look look = {
        .title = _("Entretien"),
        .rules = RULES,
        .count = FIELD_COUNT,
        .fields = { area.x, area.y + 2, area.width, area.height - 2 - GUIDE_LINES - 1 },
    };

    if (page->sealed.is_open)
        guide_draw(page, canvas, guide);
    sealed_form_draw(&page->sealed, &look, canvas);
}

const struct screen_kind INTERVIEW_FORM = {
    .title = N_("Entretien"),
    .help = N_("La question est en bas. Écrire ce que la personne dit, avec ses mots.\n"
               "Chaque ligne est gardée, scellée, dès qu'on la quitte.\n"
               "L'étape et le rendez-vous vont sur sa fiche, si elle le veut."),
    .model_size = sizeof(struct interview_form),
    .takes_text = true,
    .takes_escape = true,
    .begin = interview_form_begin,
    .update = interview_form_update,
    .perform = interview_form_perform,
    .draw = interview_form_draw,
};
