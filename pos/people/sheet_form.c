#include "pos/people/sheet_form.h"

#include "base/lang.h"
#include "pos/acts/act.h"
#include "programme/erasure.h"
#include "programme/programme_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHEET_SHOWN, SHEET_KEEP };
enum { ASK_REASON = 1 };
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

static const char *const SCHOOLINGS[] = { N_("pas dit"),     N_("jamais à l'école"),
                                          N_("primaire"),    N_("collège"),
                                          N_("bac"),         N_("après le bac"),
                                          N_("ne sait pas"), NULL };
static const char *const EMPLOYMENTS[] = {
    N_("pas dit"),        N_("sans emploi"), N_("emploi"), N_("insertion"),
    N_("activité à soi"), N_("ne sait pas"), NULL
};
static const char *const TERRITORIES[] = {
    N_("pas dit"), N_("QPV"), N_("ZRR"), N_("près d'un QPV"), N_("autre"), N_("ne sait pas"), NULL
};
static const char *const PROJECTS[] = { N_("pas dit"), N_("oui"), N_("non"), N_("ne sait pas"),
                                        NULL };

/* The same, as the sheet keeps them; the first is nothing. */
static const char *const WORDS[FIELD_COUNT][8] = {
    [SCHOOLING] = { "", "none", "primary", "lower_sec", "bac", "above_bac", "unknown", NULL },
    [EMPLOYMENT] = { "", "none", "job", "integration", "micro", "unknown", NULL },
    [TERRITORY] = { "", "QPV", "ZRR", "near_QPV", "other", "unknown", NULL },
};

static bool year_check(const char *value, struct err *err)
{
    struct sheet sheet;

    return sheet_set(&sheet, "birth_year", value) ||
           err_fail(err, ERR_INPUT, _("L'année de naissance s'écrit comme 1985."));
}

static bool gender_check(const char *value, struct err *err)
{
    struct sheet sheet;

    return sheet_set(&sheet, "gender", value) ||
           err_fail(err, ERR_INPUT, _("Un mot court suffit."));
}

static const struct form_rule RULES[FIELD_COUNT] = {
    [BIRTH_YEAR] = { .label = N_("Année de naissance"), .check = year_check },
    [GENDER] = { .label = N_("Genre"), .check = gender_check },
    [LANGUAGES] = { .label = N_("Langues"), .wide = true },
    [HELP] = { .label = N_("Aide utile"), .hint = N_("lire, interprète…") },
    [SCHOOLING] = { .label = N_("École"), .choices = SCHOOLINGS },
    [EMPLOYMENT] = { .label = N_("Travail"), .choices = EMPLOYMENTS },
    [TERRITORY] = { .label = N_("Quartier"), .choices = TERRITORIES },
    [PRESCRIBER] = { .label = N_("Envoyée par"), .wide = true },
    [PROJECT] = { .label = N_("Un projet"), .choices = PROJECTS },
    [PROJECT_WORDS] = { .label = N_("Lequel"), .wide = true },
    [EXPECTATIONS] = { .label = N_("Ce qu'elle attend"), .wide = true },
    [CONTACT] = { .label = N_("Où la joindre"), .wide = true },
    [CONTRACT] = { .label = N_("Numéro de contrat"), .hint = N_("avec la coopérative") },
};

/* Fields of free text, by their name in the sheet. */
static const char *const TEXTS[FIELD_COUNT] = {
    [GENDER] = "gender",         [LANGUAGES] = "languages",       [HELP] = "help",
    [PRESCRIBER] = "prescriber", [EXPECTATIONS] = "expectations", [CONTACT] = "contact",
    [CONTRACT] = "contract",
};

static const char *sheet_text(const struct sheet *sheet, const char *name)
{
    char scratch[12];
    const char *text = "";
    const char *field;

    for (int i = 0; (field = sheet_field(sheet, i, &text, scratch)) != NULL; i++)
        if (strcmp(field, name) == 0)
            return text;
    return "";
}

static int word_find(const char *const *words, const char *word)
{
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], word) == 0)
            return i;
    return 0;
}

static void project_fill(struct form *form, const char *project)
{
    static const char *const SAID[] = { "", "yes", "no", "unknown", NULL };
    int choice = word_find(SAID, project);
    bool is_words = choice == 0 && project[0] != '\0';

    form_set_choice(form, PROJECT, is_words ? PROJECT_YES : choice);
    form_set(form, PROJECT_WORDS, is_words ? project : "");
}

static void form_fill(struct sheet_form *page)
{
    const struct sheet *sheet = &page->sheet;
    char year[12] = "";

    if (sheet->birth_year > 0)
        snprintf(year, sizeof year, "%d", sheet->birth_year);
    form_set(&page->form, BIRTH_YEAR, year);
    for (int field = 0; field < FIELD_COUNT; field++)
        if (TEXTS[field])
            form_set(&page->form, field, sheet_text(sheet, TEXTS[field]));
    form_set_choice(&page->form, SCHOOLING, word_find(WORDS[SCHOOLING], sheet->schooling));
    form_set_choice(&page->form, EMPLOYMENT, word_find(WORDS[EMPLOYMENT], sheet->employment));
    form_set_choice(&page->form, TERRITORY, word_find(WORDS[TERRITORY], sheet->territory));
    project_fill(&page->form, sheet->project);
}

static bool sheet_read(struct sheet_form *page, struct desk *desk, struct err *err)
{
    struct people people;
    struct vault vault;
    bool good;

    if (!people_read(desk->till->db, &people, err))
        return false;
    page->who = people.list[page->rank - 1];
    if (!sheet_key_look(desk, &vault, err))
        return false;
    good = people_sheet(desk->till->db, &vault, page->who.badge, &page->sheet, err);
    vault_close(&vault);
    return good;
}

static void sheet_form_begin(void *model, struct desk *desk, int64_t argument)
{
    struct sheet_form *page = model;
    struct err err = ERR_EMPTY;

    page->rank = (int)argument;
    page->is_open = sheet_read(page, desk, &err);
    form_fill(page);
    if (!page->is_open)
        notice_fail(&page->notice, &err);
}

static struct effect question_event(struct sheet_form *page, const struct event *event)
{
    switch (question_update(&page->question, event)) {
    case QUESTION_OPEN: break;
    case QUESTION_LEFT:
        question_close(&page->question);
        page->refused = page->leaving; /* else she could never go back without a reason */
        page->leaving = false;
        notice_set(&page->notice, STYLE_WARNING, "%s",
                   _("Ce changement n'est pas gardé : il attend une raison."));
        break;
    case QUESTION_ANSWERED:
        snprintf(page->reason, sizeof page->reason, "%s", page->question.answer);
        return (struct effect){ EFFECT_PERFORM, SHEET_KEEP };
    }
    return (struct effect){ EFFECT_NONE, 0 };
}

static struct effect sheet_form_update(void *model, const struct event *event)
{
    struct sheet_form *page = model;
    int before = page->form.at;
    enum form_outcome outcome;

    if (event->kind == EVENT_SHOWN)
        return (struct effect){ EFFECT_PERFORM, SHEET_SHOWN };
    if (page->question.purpose != 0)
        return question_event(page, event);
    if (!page->is_open || (page->refused && event->key == PRESS_ESCAPE))
        return (struct effect){ event->kind == EVENT_KEY ? EFFECT_BACK : EFFECT_NONE, 0 };
    notice_clear(&page->notice);
    page->refused = false;
    page->leaving = event->kind == EVENT_KEY && event->key == PRESS_ESCAPE;
    outcome = page->leaving ? FORM_DONE : form_update(&page->form, RULES, FIELD_COUNT, event);
    page->leaving = outcome == FORM_DONE;
    if (page->leaving || page->form.at != before)
        return (struct effect){ EFFECT_PERFORM, SHEET_KEEP };
    return (struct effect){ EFFECT_NONE, 0 };
}

static bool project_take(const struct form *form, struct sheet *sheet, struct err *err)
{
    static const char *const SAID[] = { "", "yes", "no", "unknown" };
    const char *words = form->values[PROJECT_WORDS].text;
    int choice = form_choice(form, PROJECT);

    if (words[0] != '\0' && (choice == PROJECT_NO || choice == PROJECT_UNKNOWN))
        return err_fail(err, ERR_INPUT, _("Un projet est écrit : choisir oui, ou vider Lequel."));
    return sheet_set(sheet, "project", words[0] != '\0' ? words : SAID[choice]) ||
           err_fail(err, ERR_INPUT, _("Une réponse est trop longue ou illisible."));
}

/* The fields of the form over the sheet as it was: what the form does not show is kept. */
static bool sheet_of_form(const struct sheet_form *page, struct sheet *sheet, struct err *err)
{
    const struct form *form = &page->form;
    bool good;

    *sheet = page->sheet;
    good = sheet_set(sheet, "birth_year", form->values[BIRTH_YEAR].text) &&
           sheet_set(sheet, "schooling", WORDS[SCHOOLING][form_choice(form, SCHOOLING)]) &&
           sheet_set(sheet, "employment", WORDS[EMPLOYMENT][form_choice(form, EMPLOYMENT)]) &&
           sheet_set(sheet, "territory", WORDS[TERRITORY][form_choice(form, TERRITORY)]);
    for (int field = 0; good && field < FIELD_COUNT; field++)
        good = !TEXTS[field] || sheet_set(sheet, TEXTS[field], form->values[field].text);
    if (!good)
        return err_fail(err, ERR_INPUT, _("Une réponse est trop longue ou illisible."));
    return project_take(form, sheet, err) && sheet_check(sheet, err);
}

/* The profile counts in the figures: once the session is closed it changes for a reason only. */
static bool sheet_begin(const struct sheet_form *page, struct till *till, const struct sheet *sheet,
                        struct err *err)
{
    const struct act act = { ACTION_PEOPLE, page->who.badge, page->reason, false };
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

    if (!sheet_begin(page, desk->till, sheet, err))
        return false;
    good = sheet_key_take(desk, &vault, err) &&
           people_set_sheet(desk->till->db, &vault, page->who.badge, sheet, err);
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
    bool asked = page->question.purpose == ASK_REASON;

    if (what != SHEET_KEEP)
        return;
    question_close(&page->question);
    if (sheet_keep(page, desk, &err)) {
        if (page->leaving) {
            notice_set(&desk->message, STYLE_GOOD, "%s", _("La fiche est inscrite."));
            desk_back(desk);
        }
    } else if (err.code == ERR_CLOSED && !asked) {
        question_ask(&page->question, ASK_REASON, _("Pourquoi corriger ?"), err.text);
    } else if (page->leaving || err.code != ERR_INPUT) { /* else it is said under its field */
        page->refused = page->leaving;
        notice_fail(&page->notice, &err);
    }
}

static void sheet_form_draw(const void *model, struct canvas *canvas)
{
    const struct sheet_form *page = model;
    struct area area = frame_area(canvas);
    struct area fields = { area.x, area.y + 1, area.width, area.height - 3 };
    struct area last = { area.x + 2, area.y + area.height - 2, area.width - 4, 2 };
    struct frame frame = {
        .title = _("Fiche d'accueil"),
        .notice = &page->notice,
        .question = &page->question,
        .back = "",
        .next = !page->is_open                     ? NULL
                : page->form.at == FIELD_COUNT - 1 ? _("Inscrire")
                                                   : _("Suite"),
    };

    canvas_put_format(canvas, area.x + 1, area.y, STYLE_STRONG, "%s · %s", page->who.called_name,
                      page->who.badge);
    if (page->is_open)
        form_draw(&page->form, RULES, FIELD_COUNT, canvas, fields);
    canvas_put_wrapped(canvas, last, STYLE_WARNING, _("Jamais : santé, asile, origine, religion."));
    frame_draw(canvas, &frame);
}

const struct screen_kind SHEET_FORM = {
    .title = N_("Fiche d'accueil"),
    .help = N_("Ce que la personne dit avant J1. Tout peut rester vide.\nChaque ligne est gardée, "
               "scellée, dès qu'on la quitte. Elle ne sort que si la personne le veut.\nNe jamais "
               "écrire : santé, asile, origine, religion."),
    .model_size = sizeof(struct sheet_form),
    .takes_text = true,
    .begin = sheet_form_begin,
    .update = sheet_form_update,
    .perform = sheet_form_perform,
    .draw = sheet_form_draw,
};
