#include "pos/people/forgetting.h"

#include "base/lang.h"
#include "pos/acts/erasing.h"
#include "pos/acts/papers_beside.h"
#include "pos/acts/permit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FAREWELL_SHOWN, FAREWELL_ERASE };
enum { ASK_SURE = 1 };

static void forgetting_begin(void *model, struct desk *desk, int64_t argument)
{
    struct forgetting *page = model;

    (void)desk;
    page->rank = (int)argument;
}

/* One person: her badge. All: how many they are. */
static void sure_word(const struct forgetting *page, char out[BADGE_MAX])
{
    if (page->rank > 0)
        snprintf(out, BADGE_MAX, "%s", page->who.badge);
    else
        snprintf(out, BADGE_MAX, "%d", page->named);
}

static struct effect sure_ask(struct forgetting *page)
{
    char word[BADGE_MAX];
    char detail[QUESTION_TEXT_MAX];

    sure_word(page, word);
    snprintf(detail, sizeof detail,
             page->rank > 0 ? _("Écrire son badge, %s, pour effacer.")
                            : _("Écrire le nombre de personnes, %s, pour effacer."),
             word);
    question_ask(&page->question, ASK_SURE, _("Effacer pour toujours ?"), detail);
    return NOTHING;
}

static struct effect sure_answered(struct forgetting *page)
{
    char word[BADGE_MAX];

    sure_word(page, word);
    if (strcmp(page->question.answer, word) == 0)
        return perform(FAREWELL_ERASE);
    question_refuse(&page->question, _("Ce n'est pas cela : rien n'est effacé."));
    return BEEP;
}

static struct effect forgetting_update(void *model, const struct event *event)
{
    struct forgetting *page = model;
    bool is_enter = event->kind == EVENT_KEY && event->key == PRESS_ENTER;

    if (page->question.purpose != 0) {
        switch (question_update(&page->question, event)) {
        case QUESTION_OPEN: break;
        case QUESTION_LEFT: question_close(&page->question); break;
        case QUESTION_ANSWERED: return sure_answered(page);
        }
        return NOTHING;
    }
    if (is_enter && page->is_done)
        return LEAVE;
    return is_enter && page->named > 0 ? sure_ask(page) : NOTHING;
}

static bool forgetting_read(struct forgetting *page, struct db *db, struct err *err)
{
    struct people people;

    if (!people_read(db, &people, err))
        return false;
    page->named = 0;
    for (int i = 0; i < people.count; i++)
        page->named += !people.list[i].erased;
    if (page->rank > 0)
        page->who = people.list[page->rank - 1];
    return true;
}

static bool forgetting_run(struct forgetting *page, struct desk *desk, struct buf *proof,
                           struct err *err)
{
    const struct vault_access access = sheets_access(desk);
    struct vault vault;
    bool good;

    if (!till_check(desk->till, ACTION_PEOPLE, err))
        return false;
    if (page->rank > 0)
        return erasing_person(desk->till, &access, page->who.badge, proof, err);
    good = sheet_key_look(desk, &vault, err) && erasing_names(desk->till, &vault, proof, err);
    vault_close(&vault);
    return good;
}

/* The proof is on the screen in any case; that its file failed is said. */
static void proof_keep(struct forgetting *page, const struct desk *desk, const struct buf *proof)
{
    char path[ERASING_PATH_MAX];
    struct err err = ERR_EMPTY;

    erasing_path(desk->path, ERASING_PROOF, page->rank > 0 ? page->who.badge : "noms", path);
    snprintf(page->proof, sizeof page->proof, "%s", buf_text(proof));
    page->is_done = true;
    if (buf_write_file(proof, path, true, &err))
        notice_set(&page->notice, STYLE_GOOD, _("La preuve est dans %.150s"), path);
    else
        notice_fail(&page->notice, &err);
}

static void forgetting_perform(void *model, struct desk *desk, int what)
{
    struct forgetting *page = model;
    struct buf proof = buf_init(FORGETTING_PROOF_MAX);
    struct err err = ERR_EMPTY;

    question_close(&page->question);
    if (what == FAREWELL_ERASE && forgetting_run(page, desk, &proof, &err))
        proof_keep(page, desk, &proof);
    else if (what == FAREWELL_ERASE)
        notice_fail(&page->notice, &err);
    else if (!forgetting_read(page, desk->till->db, &err))
        notice_fail(&page->notice, &err);
    desk_write_place(desk); /* it may have been her name */
    buf_release(&proof);
}

static void choice_draw(const struct forgetting *page, struct canvas *canvas, struct area area)
{
    struct area text = { area.x + 2, area.y + 3, area.width - 4, 3 };

    if (page->rank > 0)
        canvas_put_format(canvas, area.x + 2, area.y + 1, STYLE_STRONG, "%s · %s",
                          page->who.called_name, page->who.badge);
    else
        canvas_put_format(
            canvas, area.x + 2, area.y + 1, STYLE_STRONG,
            lang_plural("%d personne a un nom", "%d personnes ont un nom", page->named),
            page->named);
    canvas_put_wrapped(canvas, text, STYLE_TEXT,
                       page->rank > 0
                           ? _("Effacés : nom, fiche, entretien, accords, phrases.")
                           : _("Effacés : tous les noms, les adresses, les entretiens."));
    text.y += 3;
    canvas_put_wrapped(canvas, text, STYLE_TEXT,
                       page->rank > 0
                           ? _("Gardés sous le badge : ses heures, ses marques, ses ventes, sa "
                               "part.")
                           : _("Gardés sans nom : l'âge, l'école, les heures, les marques, les "
                               "ventes, les parts."));
}

static void forgetting_draw(const void *model, struct canvas *canvas)
{
    const struct forgetting *page = model;
    struct area area = frame_area(canvas);
    struct frame frame = {
        .title = page->rank > 0 ? _("Effacer ses données") : _("Effacer tous les noms"),
        .back = "",
        .next = page->is_done     ? _("Fini")
                : page->named > 0 ? _("Effacer…")
                                  : NULL,
    };

    if (page->is_done)
        canvas_put_wrapped(canvas,
                           (struct area){ area.x + 2, area.y + 1, area.width - 4, area.height - 1 },
                           STYLE_TEXT, page->proof);
    else
        choice_draw(page, canvas, area);
    frame_draw(canvas, &frame);
}

const struct screen_kind FORGETTING = {
    .title = N_("Effacer"),
    .help = N_("Chaque personne peut demander d'effacer ses données. C'est pour toujours.\n"
               "Le livre est écrit de nouveau, en entier. Les comptes restent justes.\n"
               "La preuve s'écrit dans un fichier, à imprimer ou à donner."),
    .model_size = sizeof(struct forgetting),
    .takes_text = true,
    .admits = permit_people,
    .begin = forgetting_begin,
    .update = forgetting_update,
    .perform = forgetting_perform,
    .draw = forgetting_draw,
};
