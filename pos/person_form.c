#include "pos/persons.h"

#include "base/lang.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PERSON_SHOWN, PERSON_RECORD };
enum {
    BADGE,
    NAME,
    BIRTH_YEAR,
    SCHOOLING,
    EMPLOYMENT,
    TERRITORY,
    PRESCRIBER,
    LANGUAGES,
    PROJECT,
    IMAGE,
    FOLLOW_UP,
    FIELD_COUNT,
};

static const char *const NO_YES[] = { N_("non"), N_("oui"), NULL };
static const char *const SCHOOLINGS[] = { N_("pas dit"),
                                          N_("jamais à l'école"),
                                          N_("primaire"),
                                          N_("collège"),
                                          N_("bac"),
                                          N_("après le bac"),
                                          NULL };
static const char *const SCHOOLING_WORDS[] = { "",          "none", "primary",
                                               "lower_sec", "bac",  "above_bac" };
static const char *const EMPLOYMENTS[] = { N_("pas dit"),   N_("sans emploi"),    N_("emploi"),
                                           N_("insertion"), N_("activité à soi"), NULL };
static const char *const EMPLOYMENT_WORDS[] = { "", "none", "job", "integration", "micro" };
static const char *const TERRITORIES[] = { N_("pas dit"),       N_("QPV"),   N_("ZRR"),
                                           N_("près d'un QPV"), N_("autre"), NULL };
static const char *const TERRITORY_WORDS[] = { "", "QPV", "ZRR", "near_QPV", "other" };

static const struct form_rule RULES[FIELD_COUNT] = {
    [BADGE] = { .label = N_("Badge"), .required = true, .hint = N_("court : P1") },
    [NAME] = { .label = N_("Nom d'usage"), .required = true },
    [BIRTH_YEAR] = { .label = N_("Année de naissance"), .hint = N_("vide : pas dit") },
    [SCHOOLING] = { .label = N_("École"), .choices = SCHOOLINGS, .hint = N_("gauche, droite") },
    [EMPLOYMENT] = { .label = N_("Travail"), .choices = EMPLOYMENTS },
    [TERRITORY] = { .label = N_("Quartier"), .choices = TERRITORIES },
    [PRESCRIBER] = { .label = N_("Envoyée par") },
    [LANGUAGES] = { .label = N_("Langues parlées, lues") },
    [PROJECT] = { .label = N_("Projet") },
    [IMAGE] = { .label = N_("Accepte l'image"),
                .choices = NO_YES,
                .hint = N_("non, tant que non dit") },
    [FOLLOW_UP] = { .label = N_("Accepte d'être rappelée"), .choices = NO_YES },
};

static int word_find(const char *const *words, int count, const char *word)
{
    for (int i = 0; i < count; i++)
        if (strcmp(words[i], word) == 0)
            return i;
    return 0;
}

static void form_fill(struct person_form *page)
{
    const struct sheet *sheet = &page->sheet;
    char year[12];

    if (sheet->birth_year > 0) {
        snprintf(year, sizeof year, "%d", sheet->birth_year);
        form_set(&page->form, BIRTH_YEAR, year);
    }
    form_set_choice(&page->form, SCHOOLING,
                    word_find(SCHOOLING_WORDS, COUNT_OF(SCHOOLING_WORDS), sheet->schooling));
    form_set_choice(&page->form, EMPLOYMENT,
                    word_find(EMPLOYMENT_WORDS, COUNT_OF(EMPLOYMENT_WORDS), sheet->employment));
    form_set_choice(&page->form, TERRITORY,
                    word_find(TERRITORY_WORDS, COUNT_OF(TERRITORY_WORDS), sheet->territory));
    form_set(&page->form, PRESCRIBER, sheet->prescriber);
    form_set(&page->form, LANGUAGES, sheet->languages);
    form_set(&page->form, PROJECT, sheet->project);
}

static bool consent_read(struct person_form *page, struct db *db, int field, enum consent_use use,
                         struct err *err)
{
    struct consent consent;

    if (!people_consent(db, page->badge, use, &consent, err))
        return false;
    form_set_choice(&page->form, field, consent_is_given(&consent));
    return true;
}

static bool person_read(struct person_form *page, struct db *db, int rank, struct err *err)
{
    struct people people;
    struct vault vault;
    struct err closed = ERR_EMPTY;

    if (!people_read(db, &people, err))
        return false;
    snprintf(page->badge, sizeof page->badge, "%s", people.list[rank].badge);
    form_set(&page->form, BADGE, page->badge);
    form_set(&page->form, NAME, people.list[rank].called_name);
    if (!consent_read(page, db, IMAGE, CONSENT_IMAGE, err) ||
        !consent_read(page, db, FOLLOW_UP, CONSENT_FOLLOW_UP, err))
        return false;
    if (!vault_open(db, &(struct vault_access){ NULL, NULL }, &vault, &closed)) {
        page->sheet_is_open = false;
        notice_set(&page->notice, STYLE_WARNING, "%s", closed.text);
        return true;
    }

    bool good = people_sheet(db, &vault, page->badge, &page->sheet, err);

    vault_close(&vault);
    form_fill(page);
    return good;
}

static void person_form_begin(void *model, struct desk *desk, int64_t argument)
{
    struct person_form *page = model;
    struct err err = ERR_EMPTY;

    page->sheet_is_open = true;
    for (int i = 0; i < FIELD_COUNT; i++)
        if (RULES[i].choices)
            form_set_choice(&page->form, i, 0);
    if (argument > 0 && !person_read(page, desk->till->db, (int)argument - 1, &err))
        notice_fail(&page->notice, &err);
    if (argument > 0)
        page->form.at = NAME;
}

static struct effect person_form_update(void *model, const struct event *event)
{
    struct person_form *page = model;

    if (event->kind == EVENT_SHOWN)
        return (struct effect){ EFFECT_PERFORM, PERSON_SHOWN };
    notice_clear(&page->notice);
    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE)
        return (struct effect){ EFFECT_BACK, 0 };
    if (form_update(&page->form, RULES, FIELD_COUNT, event) == FORM_DONE)
        return (struct effect){ EFFECT_PERFORM, PERSON_RECORD };
    return (struct effect){ EFFECT_NONE, 0 };
}

/* The fields shown here over the sheet as it was: what this form does not show is kept. */
static bool sheet_of_form(struct person_form *page, struct sheet *sheet, struct err *err)
{
    const struct form *form = &page->form;
    const struct form_value *values = form->values;

    *sheet = page->sheet;
    if (!sheet_set(sheet, "birth_year", values[BIRTH_YEAR].text) ||
        !sheet_set(sheet, "schooling", SCHOOLING_WORDS[form_choice(form, SCHOOLING)]) ||
        !sheet_set(sheet, "employment", EMPLOYMENT_WORDS[form_choice(form, EMPLOYMENT)]) ||
        !sheet_set(sheet, "territory", TERRITORY_WORDS[form_choice(form, TERRITORY)]) ||
        !sheet_set(sheet, "prescriber", values[PRESCRIBER].text) ||
        !sheet_set(sheet, "languages", values[LANGUAGES].text) ||
        !sheet_set(sheet, "project", values[PROJECT].text))
        return err_fail(err, ERR_INPUT, _("Une réponse est trop longue ou illisible."));
    return sheet_check(sheet, err);
}

static bool consent_record(struct person_form *page, struct desk *desk, int field,
                           enum consent_use use, struct err *err)
{
    bool given = form_choice(&page->form, field) == 1;
    struct db *db = desk->till->db;
    struct consent before;

    if (!people_consent(db, page->form.values[BADGE].text, use, &before, err))
        return false;
    return consent_is_given(&before) == given ||
           people_decide(db, page->form.values[BADGE].text, use, given,
                         moment_day(till_now(desk->till)), err);
}

static bool sheet_record(struct person_form *page, struct db *db, struct err *err)
{
    struct vault vault;
    struct sheet sheet;

    if (!page->sheet_is_open)
        return true;
    if (!sheet_of_form(page, &sheet, err) ||
        !vault_open(db, &(struct vault_access){ NULL, NULL }, &vault, err))
        return false;

    bool good = people_set_sheet(db, &vault, page->form.values[BADGE].text, &sheet, err);

    vault_close(&vault);
    return good;
}

/* All of a person in one transaction. */
static bool person_record(struct person_form *page, struct desk *desk, struct err *err)
{
    const struct form_value *values = page->form.values;
    struct db *db = desk->till->db;

    if (page->badge[0] != '\0' && strcmp(page->badge, values[BADGE].text) != 0)
        return err_fail(err, ERR_INPUT,
                        _("Le badge ne change pas : c'est lui que les comptes "
                          "connaissent."));
    if (!till_check(desk->till, ACTION_PEOPLE, err) || !db_begin(db, err))
        return false;
    if (people_put(db, values[BADGE].text, values[NAME].text, err) && sheet_record(page, db, err) &&
        consent_record(page, desk, IMAGE, CONSENT_IMAGE, err) &&
        consent_record(page, desk, FOLLOW_UP, CONSENT_FOLLOW_UP, err) && db_commit(db, err))
        return true;
    db_rollback(db);
    return false;
}

static void person_form_perform(void *model, struct desk *desk, int what)
{
    struct person_form *page = model;
    struct err err = ERR_EMPTY;

    snprintf(page->place, sizeof page->place, "%s", desk->place);
    if (what != PERSON_RECORD)
        return;
    if (!person_record(page, desk, &err)) {
        notice_fail(&page->notice, &err);
        return;
    }
    notice_set(&desk->message, STYLE_GOOD, "%s", _("Inscrit."));
    desk_back(desk);
}

static void person_form_draw(const void *model, struct canvas *canvas)
{
    const struct person_form *page = model;
    struct frame frame = {
        .title = page->badge[0] ? _("Fiche d'une personne") : _("Nouvelle personne"),
        .place = page->place,
        .notice = &page->notice,
        .back = _("Retour"),
        .next = page->form.at == FIELD_COUNT - 1 ? _("Inscrire") : _("Suite"),
    };
    struct area area = frame_area(canvas);

    form_draw(&page->form, RULES, FIELD_COUNT, canvas, area);
    if (area.height >= FIELD_COUNT + 3)
        canvas_put_wrapped(
            canvas, (struct area){ area.x + 2, area.y + area.height - 2, area.width - 4, 2 },
            STYLE_QUIET, _("Ne jamais écrire ici : santé, asile, origine, religion."));
    frame_draw(canvas, &frame);
}

const struct screen_kind PERSON_FORM = {
    .title = N_("Fiche d'une personne"),
    .help = N_("Le badge est court et ne change pas. Le nom est celui que la personne se donne.\n"
               "Le reste est scellé : il peut rester vide, et ne sort que si la personne le veut.\n"
               "Ne jamais écrire : santé, asile, origine, religion."),
    .model_size = sizeof(struct person_form),
    .takes_text = true,
    .begin = person_form_begin,
    .update = person_form_update,
    .perform = person_form_perform,
    .draw = person_form_draw,
};
