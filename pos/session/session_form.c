#include "pos/session/session_form.h"

#include "base/lang.h"
#include "base/latin.h"
#include "base/text.h"
#include "pos/acts/places.h"
#include "pos/acts/setting.h"
#include "pos/acts/why.h"
#include "pos/acts/permit.h"
#include "reports/print/accent.h"
#include "pos/ui/reason.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FORM_SHOWN, FORM_RECORD };
/* A new session asks for the fields before SIRET. */
enum {
    NAME,
    HOST,
    PLACE,
    VENUE,
    PRODUCT,
    SECTOR,
    DAYS_COUNT,
    TONGUE,
    VAT,
    CONTRIBUTION,
    CONTRIBUTION_RATE,
    SIREN,
    SIRET,
    VAT_NUMBER,
    ADDRESS,
    OWN_VENUE,
    BOOKLET,
    COLOUR,
    FIELD_COUNT,
    NEW_FIELD_COUNT = SIRET,
};

/* In the order of enum contribution_base. */
static const char *const CONTRIBUTIONS[] = { N_("aucune"), N_("sur les ventes"), N_("sur la marge"),
                                             N_("sur le résultat"), NULL };
/* In Latin letters: a terminal may not know others. */
static const struct field_word TONGUES[] = {
    { "", N_("français seul") }, { "en", "English" }, { "ar", "arabe (al-arabiya)" },
    { "prs", "dari" },           { NULL, NULL },
};
static const struct field_word SHEETS[] = {
    { "a4", "A4" },
    { "a5", N_("A5, la moitié") },
    { "fold", N_("A5 sur A4, à plier") },
    { NULL, NULL },
};

/* Beside the session's own fields, which lie at the head of the settings. */
static_assert(offsetof(struct session_settings, session) == 0, "one thing for all fields");
static const struct field SECOND_TONGUE = {
    "second-language",
    N_("2e langue"),
    NULL,
    &FIELD_WORD,
    FIELD_AT(struct session_settings, tongue),
    .words = TONGUES,
};
static const struct field SHEET = {
    "booklet",       N_("Livret"), NULL, &FIELD_WORD, FIELD_AT(struct session_settings, booklet),
    .words = SHEETS,
};

static const struct field TILL_VENUE = {
    "venue",
    N_("Autre marché"),
    N_("si cette caisse vend ailleurs"),
    &FIELD_TEXT,
    FIELD_AT(struct session_settings, own_venue),
};

static const struct field PAPER_COLOUR = {
    "colour",
    N_("Couleur"),
    N_("#1a6b3c ; vide : bleu foncé"),
    &FIELD_TEXT,
    FIELD_AT(struct session_settings, colour),
};

static bool colour_check(const char *value, struct err *err)
{
    struct ink ignored;

    return accent_parse(value, &ignored, err);
}

static bool contribution_rate_check(const char *value, struct err *err)
{
    basis_points rate;

    return value[0] == '\0' || rate_parse(value, &rate, err);
}

static bool days_check(const char *value, struct err *err)
{
    struct calendar calendar;
    int count = atoi(value);

    /* A session by week has more: it may keep them, and only a format brings them. */
    return (count > DAYS_DAILY_MAX && count <= DAYS_MAX) || calendar_init(&calendar, count, err);
}

static const struct form_rule RULES[FIELD_COUNT] = {
    [NAME] = { .field = &SESSION_FIELDS[SESSION_NAME] },
    [HOST] = { .field = &SESSION_FIELDS[SESSION_HOST] },
    [PLACE] = { .field = &SESSION_FIELDS[SESSION_PLACE] },
    [VENUE] = { .field = &SESSION_FIELDS[SESSION_VENUE] },
    [PRODUCT] = { .field = &SESSION_FIELDS[SESSION_PRODUCT] },
    [SECTOR] = { .field = &SESSION_FIELDS[SESSION_SECTOR] },
    [DAYS_COUNT] = { .label = N_("Jours"),
                     .check = days_check,
                     .required = true,
                     .hint = N_("de 1 à 10") },
    [TONGUE] = { .field = &SECOND_TONGUE },
    [VAT] = { .field = &SESSION_FIELDS[SESSION_VAT] },
    [CONTRIBUTION] = { .label = N_("Part coopérative"), .choices = CONTRIBUTIONS },
    [CONTRIBUTION_RATE] = { .label = N_("Pour cent"),
                            .check = contribution_rate_check,
                            .hint = N_("10 ; vide : aucune part") },
    [SIREN] = { .field = &SESSION_FIELDS[SESSION_SIREN] },
    [SIRET] = { .field = &SESSION_FIELDS[SESSION_SIRET] },
    [VAT_NUMBER] = { .field = &SESSION_FIELDS[SESSION_VAT_NUMBER] },
    [ADDRESS] = { .field = &SESSION_FIELDS[SESSION_ADDRESS] },
    [OWN_VENUE] = { .field = &TILL_VENUE },
    [BOOKLET] = { .field = &SHEET },
    [COLOUR] = { .field = &PAPER_COLOUR, .check = colour_check },
};

/* -- Between the form and the settings. -- */

static void settings_fill(struct form *form, const struct session_settings *settings)
{
    char text[MONEY_TEXT_MAX];

    form_fill(form, RULES, FIELD_COUNT, settings);
    snprintf(text, sizeof text, "%d", settings->day_count);
    form_set(form, DAYS_COUNT, text);
    form_set_choice(form, CONTRIBUTION, (int)settings->session.contribution.base);
    rate_format(settings->session.contribution.rate, text);
    form_set(form, CONTRIBUTION_RATE, settings->session.contribution.base == BASE_NONE ? "" : text);
}

/* A fixed part, a floor and a cap stay as the command `set` made them. */
static bool contribution_of_form(const struct form *form, struct contribution *out, struct err *err)
{
    enum contribution_base base = (enum contribution_base)form_choice(form, CONTRIBUTION);
    const char *typed = form->values[CONTRIBUTION_RATE].text;

    if (base == BASE_NONE && typed[0] != '\0')
        return err_fail(err, ERR_INPUT,
                        _("Un pourcentage, mais de quoi ? Choisir la part, ou vider le nombre."));
    if (base != BASE_NONE && typed[0] == '\0')
        return err_fail(err, ERR_INPUT, _("Part de la coopérative : combien pour cent ?"));
    if (base != BASE_NONE && !rate_parse(typed, &out->rate, err))
        return false;
    out->base = base;
    return true;
}

/* The fields over `settings` as they were: what the form does not show stays. */
static bool settings_of_form(const struct form *form, struct session_settings *settings,
                             struct err *err)
{
    struct session *session = &settings->session;

    if (!form_take(form, RULES, FIELD_COUNT, settings, err))
        return false;
    settings->day_count = atoi(form->values[DAYS_COUNT].text);
    return contribution_of_form(form, &session->contribution, err) && session_check(session, err);
}

static void session_form_begin(void *model, struct desk *desk, int64_t argument)
{
    struct session_form *page = model;
    const struct session_settings fresh = { .session = session_init(), .day_count = DAYS_DEFAULT };

    (void)desk;
    (void)argument;
    settings_fill(&page->form, &fresh);
}

static struct effect form_event(struct session_form *page, const struct event *event, int count)
{
    if (page->question.purpose != 0)
        return reason_event(&page->question, event, NULL, FORM_RECORD);
    if (form_update(&page->form, RULES, count, event) == FORM_DONE)
        return perform(FORM_RECORD);
    return NOTHING;
}

static void session_form_reopen(void *model)
{
    struct session_form *page = model;

    form_reopen(&page->form, RULES, NEW_FIELD_COUNT);
}

static struct effect session_form_update(void *model, const struct event *event)
{
    return form_event(model, event, NEW_FIELD_COUNT);
}

/* A file name that every system takes: letters and digits of the name, plain and in lower case. */
static void session_path(const char *folder, const char *name, char *out, size_t room)
{
    char file[40];
    size_t length = 0;

    while (*name) {
        char scratch[2];
        const char *plain = latin_plain(text_next(&name), scratch);

        for (; *plain && length + 1 < sizeof file; plain++)
            if (isalnum((unsigned char)*plain))
                file[length++] = (char)tolower((unsigned char)*plain);
    }
    file[length] = '\0';
    snprintf(out, room, "%s/%s.flashcoop", folder, length > 0 ? file : "session");
}

static bool session_create(const struct form *form, struct desk *desk, struct err *err)
{
    struct session_settings settings = { .session = session_init() };
    struct calendar calendar;
    char path[DESK_PATH_MAX + 64];

    if (!settings_of_form(form, &settings, err) ||
        !calendar_init(&calendar, settings.day_count, err))
        return false;
    mkdir(desk->folder, 0755); /* it may exist; a failure shows when the book is made */
    session_path(desk->folder, settings.session.name, path, sizeof path);
    if (!desk_create_book(desk, path, &settings.session, err))
        return false;
    memcpy(settings.session.id, desk->till->session.id, sizeof settings.session.id);
    return setting_put_session(desk->till, &settings, err);
}

static void session_form_perform(void *model, struct desk *desk, int what)
{
    struct session_form *page = model;
    struct err err = ERR_EMPTY;

    if (what != FORM_RECORD)
        return;
    if (!session_create(&page->form, desk, &err)) {
        notice_fail(&page->notice, &err);
        return;
    }
    desk->forget_draft = true;
    notice_set(&desk->message, STYLE_GOOD, "%s", _("La session est créée."));
    desk_replace(desk, &HOME, 0);
}

static void session_form_draw(const void *model, struct canvas *canvas)
{
    const struct session_form *page = model;
    struct frame frame = {
        .title = _("Nouvelle session"),
        .back = "",
        .next = page->form.at == NEW_FIELD_COUNT - 1 ? _("Créer") : _("Suite"),
    };

    form_draw(&page->form, RULES, NEW_FIELD_COUNT, canvas, frame_area(canvas));
    frame_draw(canvas, &frame);
}

/* -- The settings of a session that exists. -- */

static void settings_begin(void *model, struct desk *desk, int64_t argument)
{
    struct session_form *page = model;
    struct session_settings settings;
    struct err err = ERR_EMPTY;

    (void)argument;
    if (setting_read_session(desk->till, &settings, &err))
        settings_fill(&page->form, &settings);
    else
        notice_fail(&page->notice, &err);
}

static struct effect settings_update(void *model, const struct event *event)
{
    return form_event(model, event, FIELD_COUNT);
}

/* What may no longer change, and why. */
static bool fixed_read(struct session_form *page, struct till *till, struct err *err)
{
    struct err why = ERR_EMPTY;
    enum session_state state;

    if (!programme_state(till->db, &state, err))
        return false;
    page->fixed[0][0] = '\0';
    page->fixed[1][0] = '\0';
    if (!session_check_vat(till->db, !till->session.vat_on, &why))
        snprintf(page->fixed[0], sizeof page->fixed[0], "%s", _("La TVA ne change plus."));
    if (state != SESSION_PREPARED)
        snprintf(page->fixed[1], sizeof page->fixed[1], "%s",
                 _("Le nombre de jours ne change plus."));
    return true;
}

static bool settings_record(struct session_form *page, struct desk *desk, struct err *err)
{
    struct session_settings settings;

    why_begin(&page->question, desk->till);

    bool good = setting_read_session(desk->till, &settings, err) &&
                settings_of_form(&page->form, &settings, err) &&
                setting_put_session(desk->till, &settings, err);

    why_done(&page->question, desk->till, good);
    return good;
}

static void settings_perform(void *model, struct desk *desk, int what)
{
    struct session_form *page = model;
    struct err err = ERR_EMPTY;

    if (what != FORM_RECORD) {
        if (!fixed_read(page, desk->till, &err))
            notice_fail(&page->notice, &err);
        return;
    }
    if (!settings_record(page, desk, &err)) {
        why_refused(&page->question, &page->notice, &err);
        return;
    }
    desk->forget_draft = true;
    desk_write_place(desk);
    notice_set(&desk->message, STYLE_GOOD, "%s", _("Les réglages sont inscrits."));
    desk_back(desk);
}

static void settings_draw(const void *model, struct canvas *canvas)
{
    const struct session_form *page = model;
    struct area area = frame_area(canvas);
    struct frame frame = {
        .title = _("La session"),
        .back = "",
        .next = page->form.at == FIELD_COUNT - 1 ? _("Inscrire") : _("Suite"),
    };

    form_draw(&page->form, RULES, FIELD_COUNT, canvas,
              (struct area){ area.x, area.y, area.width, area.height - 3 });
    for (int i = 0; i < 2; i++)
        canvas_put_fit(canvas,
                       (struct area){ area.x + 2, area.y + area.height - 2 + i, area.width - 2, 1 },
                       STYLE_QUIET, page->fixed[i]);
    frame_draw(canvas, &frame);
}

const struct screen_kind SESSION_FORM = {
    .title = N_("Nouvelle session"),
    .help = N_("Le nom et la coopérative suffisent. Le reste se règle plus tard.\n"
               "TVA : non, si la coopérative n'y est pas soumise.\n"
               "Ce qui est tapé est gardé, même si l'on quitte."),
    .model_size = sizeof(struct session_form),
    .draft_offset = offsetof(struct session_form, form),
    .draft_size = sizeof(struct form),
    .draft_name = "session",
    .draft_back = session_form_reopen,
    .takes_text = true,
    .begin = session_form_begin,
    .update = session_form_update,
    .perform = session_form_perform,
    .draw = session_form_draw,
};

const struct screen_kind SESSION_SETTINGS = {
    .title = N_("La session"),
    .help = N_("L'en-tête de chaque papier, et les règles de la coopérative.\n"
               "Chaque changement est inscrit. La TVA ne change plus après une vente.\n"
               "Le nombre de jours ne change plus après l'ouverture.\n"
               "Les dates se changent dans Jours, les comptes dans Comptes."),
    .model_size = sizeof(struct session_form),
    .draft_offset = offsetof(struct session_form, form),
    .draft_size = sizeof(struct form),
    .draft_name = "settings",
    .takes_text = true,
    .admits = permit_set_up,
    .begin = settings_begin,
    .update = settings_update,
    .perform = settings_perform,
    .draw = settings_draw,
};
