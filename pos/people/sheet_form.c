#include "pos/people/sheet_form.h"

#include "base/lang.h"
#include "pos/acts/act.h"
#include "pos/acts/date_limits.h"
#include "programme/erasure.h"
#include "programme/programme_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHEET_SHOWN, SHEET_KEEP };

/* The lines of the form, in the order of the talk. */
enum {
    BIRTH_YEAR,
    GENDER,
    LANGUAGES,
    HELP,
    SCHOOLING,
    EMPLOYMENT,
    TERRITORY,
    PRESCRIBER,
    PROJECT,
    PROJECT_WORDS,
    EXPECTATIONS,
    CONTACT,
    CONTRACT,
    FIELD_COUNT,
};

enum { PROJECT_UNSAID, PROJECT_YES, PROJECT_NO, PROJECT_UNKNOWN };

static const struct field_word PROJECTS[] = {
    { "", N_("pas dit") }, { "yes", N_("oui") },
    { "no", N_("non") },   { "unknown", N_("ne sait pas") },
    { NULL, NULL },
};

/* Whether she has one; which, is the next line. Both lie in one field of the sheet. */
static const struct field PROJECT_SAID = {
    "project",        N_("Un projet"), NULL, &FIELD_WORD, FIELD_AT(struct sheet, project),
    .words = PROJECTS
};

static const struct form_rule RULES[FIELD_COUNT] = {
    [BIRTH_YEAR] = { .field = &SHEET_FIELDS[SHEET_BIRTH_YEAR] },
    [GENDER] = { .field = &SHEET_FIELDS[SHEET_GENDER] },
    [LANGUAGES] = { .field = &SHEET_FIELDS[SHEET_LANGUAGES], .wide = true },
    [HELP] = { .field = &SHEET_FIELDS[SHEET_HELP] },
    [SCHOOLING] = { .field = &SHEET_FIELDS[SHEET_SCHOOLING] },
    [EMPLOYMENT] = { .field = &SHEET_FIELDS[SHEET_EMPLOYMENT] },
    [TERRITORY] = { .field = &SHEET_FIELDS[SHEET_TERRITORY] },
    [PRESCRIBER] = { .field = &SHEET_FIELDS[SHEET_PRESCRIBER], .wide = true },
    [PROJECT] = { .field = &PROJECT_SAID },
    [PROJECT_WORDS] = { .label = N_("Lequel"), .wide = true },
    [EXPECTATIONS] = { .field = &SHEET_FIELDS[SHEET_EXPECTATIONS], .wide = true },
    [CONTACT] = { .field = &SHEET_FIELDS[SHEET_CONTACT], .wide = true },
    [CONTRACT] = { .field = &SHEET_FIELDS[SHEET_CONTRACT] },
};

static void project_fill(struct form *form, const char *project)
{
    if (field_word_rank(PROJECTS, project) >= 0)
        return;
    form_set_choice(form, PROJECT, PROJECT_YES);
    form_set(form, PROJECT_WORDS, project);
}

static bool sheet_read(struct sheet_form *page, struct desk *desk, struct err *err)
{
    struct vault vault;
    bool good;

    if (!sealed_form_open(&page->sealed, desk, &vault, err))
        return false;
    good = people_sheet(desk->till->db, &vault, page->sealed.who.badge, &page->sheet, err);
    vault_close(&vault);
    return good;
}

static void sheet_form_begin(void *model, struct desk *desk, int64_t argument)
{
    struct sheet_form *page = model;
    struct err err = ERR_EMPTY;

    page->sealed.rank = (int)argument;
    page->sealed.is_open = sheet_read(page, desk, &err);
    form_fill(&page->sealed.form, RULES, FIELD_COUNT, &page->sheet);
    project_fill(&page->sealed.form, page->sheet.project);
    if (!page->sealed.is_open)
        notice_fail(&page->sealed.notice, &err);
}

static struct effect sheet_form_update(void *model, const struct event *event)
{
    struct sheet_form *page = model;

    return sealed_form_update(&page->sealed, RULES, FIELD_COUNT, event, SHEET_KEEP);
}

static bool project_take(const struct form *form, struct sheet *sheet, struct err *err)
{
    const char *words = form->values[PROJECT_WORDS].text;
    int choice = form_choice(form, PROJECT);

    if (words[0] != '\0' && (choice == PROJECT_NO || choice == PROJECT_UNKNOWN))
        return err_fail(err, ERR_INPUT, _("Un projet est écrit : choisir oui, ou vider Lequel."));
    return words[0] == '\0' || field_set(&SHEET_FIELDS[SHEET_PROJECT], sheet, words, err);
}

/* The lines of the form over the sheet as it was: what the form does not show is kept. */
static bool sheet_of_form(const struct sheet_form *page, struct sheet *sheet, struct err *err)
{
    *sheet = page->sheet;
    return form_take(&page->sealed.form, RULES, FIELD_COUNT, sheet, err) &&
           project_take(&page->sealed.form, sheet, err);
}

/* The profile counts in the figures: once the session is closed it changes for a reason only. */
static bool sheet_begin(const struct sheet_form *page, struct till *till, const struct sheet *sheet,
                        struct err *err)
{
    const struct act act = { ACTION_PEOPLE, page->sealed.who.badge, page->sealed.reason, false };
    struct sheet before = sheet_profile(&page->sheet);
    struct sheet after = sheet_profile(sheet);

    return sheet_is_same(&before, &after) ? till_write_begin(till, err)
                                          : act_begin(till, &act, err);
}

static bool sheet_write(struct sheet_form *page, struct desk *desk, const struct sheet *sheet,
                        struct err *err)
{
    struct vault vault = { .is_open = false };
    bool good;

    if (!date_limits_check_form(
            desk->till,
            &(struct filled){ SHEET_FIELDS, SHEET_FIELD_COUNT, sheet, page->sealed.reason }, err) ||
        !sheet_begin(page, desk->till, sheet, err))
        return false;
    good = sheet_key_take(desk, &vault, err) &&
           people_set_sheet(desk->till->db, &vault, page->sealed.who.badge, sheet, err);
    if (!sheet_key_end(desk, &vault, good, err))
        return false;
    page->sheet = *sheet;
    return true;
}

static bool sheet_keep(struct sheet_form *page, struct desk *desk, struct err *err)
{
    struct sheet sheet;

    return sheet_of_form(page, &sheet, err) &&
           (sheet_is_same(&sheet, &page->sheet) || sheet_write(page, desk, &sheet, err));
}

static void sheet_form_perform(void *model, struct desk *desk, int what)
{
    struct sheet_form *page = model;
    struct err err = ERR_EMPTY;

    if (what != SHEET_KEEP)
        return;
    if (sheet_keep(page, desk, &err))
        sealed_form_kept(&page->sealed, desk, _("La fiche est inscrite."));
    else
        sealed_form_failed(&page->sealed, &err);
}

static void sheet_form_draw(const void *model, struct canvas *canvas)
{
    const struct sheet_form *page = model;
    struct area area = frame_area(canvas);
    struct area last = { area.x + 2, area.y + area.height - 2, area.width - 4, 2 };
    const struct sealed_look look = {
        .title = _("Fiche d'accueil"),
        .rules = RULES,
        .count = FIELD_COUNT,
        .fields = { area.x, area.y + 1, area.width, area.height - 3 },
    };

    canvas_put_wrapped(canvas, last, STYLE_WARNING, _("Jamais : santé, asile, origine, religion."));
    sealed_form_draw(&page->sealed, &look, canvas);
}

const struct screen_kind SHEET_FORM = {
    .title = N_("Fiche d'accueil"),
    .help = N_("Ce que la personne dit avant J1. Tout peut rester vide.\n"
               "Chaque ligne est gardée, scellée, dès qu'on la quitte.\n"
               "Elle ne sort que si la personne le veut.\n"
               "Ne jamais écrire : santé, asile, origine, religion."),
    .model_size = sizeof(struct sheet_form),
    .takes_text = true,
    .takes_escape = true,
    .begin = sheet_form_begin,
    .update = sheet_form_update,
    .perform = sheet_form_perform,
    .draw = sheet_form_draw,
};
