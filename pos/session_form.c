#include "pos/session_form.h"

#include "base/lang.h"
#include "base/text.h"
#include "pos/home.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { FORM_CREATE };
enum { NAME, HOST, SIREN, PLACE, VENUE, PRODUCT, SECTOR, VAT, CONTRIBUTION, FIELD_COUNT };

static const char *const SECTORS[] = { N_("autre"), N_("culinaire"), N_("textile"), NULL };
static const char *const YES_NO[] = { N_("oui"), N_("non"), NULL };

static bool contribution_check(const char *value, struct err *err)
{
    struct contribution contribution;

    return contribution_parse(value, &contribution, err);
}

static const struct form_rule RULES[FIELD_COUNT] = {
    [NAME] = { .label = N_("Nom de la session"), .required = true },
    [HOST] = { .label = N_("Coopérative qui porte"), .required = true },
    [SIREN] = { .label = N_("SIREN"), .hint = N_("9 chiffres, si connu") },
    [PLACE] = { .label = N_("Ville") },
    [VENUE] = { .label = N_("Lieu de vente"), .hint = N_("marché, fête...") },
    [PRODUCT] = { .label = N_("Ce qui est vendu") },
    [SECTOR] = { .label = N_("Secteur"), .choices = SECTORS, .hint = N_("gauche, droite") },
    [VAT] = { .label = N_("TVA facturée"), .choices = YES_NO, .hint = N_("gauche, droite") },
    [CONTRIBUTION] = { .label = N_("Part de la coopérative"),
                       .check = contribution_check,
                       .hint = N_("none, net:10%...") },
};

static void session_form_begin(void *model, struct desk *desk, int64_t argument)
{
    struct session_form *page = model;

    (void)desk;
    (void)argument;
    form_set_choice(&page->form, SECTOR, 0);
    form_set_choice(&page->form, VAT, 0);
    form_set(&page->form, CONTRIBUTION, "none");
}

static struct effect session_form_update(void *model, const struct event *event)
{
    struct session_form *page = model;

    if (event->kind == EVENT_SHOWN)
        return (struct effect){ EFFECT_NONE, 0 };
    notice_clear(&page->notice);
    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE)
        return (struct effect){ EFFECT_BACK, 0 };
    if (form_update(&page->form, RULES, FIELD_COUNT, event) == FORM_DONE)
        return (struct effect){ EFFECT_PERFORM, FORM_CREATE };
    return (struct effect){ EFFECT_NONE, 0 };
}

static bool session_of_form(const struct form *form, struct session *session, struct err *err)
{
    const struct form_value *values = form->values;

    *session = session_init();
    session->sector = (enum sector)form_choice(form, SECTOR);
    session->vat_on = form_choice(form, VAT) == 0;
    return text_copy(session->name, sizeof session->name, values[NAME].text, _(RULES[NAME].label),
                     err) &&
           text_copy(session->host, sizeof session->host, values[HOST].text, _(RULES[HOST].label),
                     err) &&
           text_copy(session->siren, sizeof session->siren, values[SIREN].text, "SIREN", err) &&
           text_copy(session->place, sizeof session->place, values[PLACE].text,
                     _(RULES[PLACE].label), err) &&
           text_copy(session->venue, sizeof session->venue, values[VENUE].text,
                     _(RULES[VENUE].label), err) &&
           text_copy(session->product, sizeof session->product, values[PRODUCT].text,
                     _(RULES[PRODUCT].label), err) &&
           contribution_parse(values[CONTRIBUTION].text, &session->contribution, err) &&
           session_check(session, err);
}

/* A file name that every system takes: letters and digits of the name, lower case. */
static void session_path(const char *folder, const char *name, char *out, size_t room)
{
    char file[40];
    size_t length = 0;

    for (; *name && length + 1 < sizeof file; name++)
        if (isalnum((unsigned char)*name))
            file[length++] = (char)tolower((unsigned char)*name);
    file[length] = '\0';
    snprintf(out, room, "%s/%s.flashcoop", folder, length > 0 ? file : "session");
}

static bool session_create(const struct form *form, struct desk *desk, struct err *err)
{
    struct session session;
    char path[DESK_PATH_MAX + 64];

    if (!session_of_form(form, &session, err))
        return false;
    mkdir(desk->folder, 0755); /* it may exist; a failure shows when the book is made */
    session_path(desk->folder, session.name, path, sizeof path);
    return desk_create_book(desk, path, &session, err);
}

static void session_form_perform(void *model, struct desk *desk, int what)
{
    struct session_form *page = model;
    struct err err = ERR_EMPTY;

    (void)what;
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
        .notice = &page->notice,
        .back = _("Retour"),
        .next = page->form.at == FIELD_COUNT - 1 ? _("Créer") : _("Suite"),
    };

    form_draw(&page->form, RULES, FIELD_COUNT, canvas, frame_area(canvas));
    frame_draw(canvas, &frame);
}

const struct screen_kind SESSION_FORM = {
    .title = N_("Nouvelle session"),
    .help =
        N_("Le nom et la coopérative qui porte suffisent pour commencer.\nLa TVA est celle de la "
           "coopérative : non, si elle n'y est pas soumise.\nSa part s'écrit none, net:10%, "
           "margin:13.5% ou result:10%.\nCe qui est tapé est gardé, même si l'on quitte."),
    .model_size = sizeof(struct session_form),
    .draft_offset = offsetof(struct session_form, form),
    .draft_size = sizeof(struct form),
    .draft_name = "session",
    .takes_text = true,
    .begin = session_form_begin,
    .update = session_form_update,
    .perform = session_form_perform,
    .draw = session_form_draw,
};
