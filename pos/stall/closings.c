#include "pos/stall/closings.h"

#include "base/lang.h"
#include "pos/ui/reason.h"
#include "pos/acts/accounts_folder.h"
#include "pos/acts/why.h"
#include "pos/stall/day_end.h"
#include "pos/stall/reading_page.h"

#include <stdio.h>
#include <string.h>

enum { CLOSINGS_SHOWN, CLOSINGS_DAY, CLOSINGS_CLOSE, CLOSINGS_FOLDER };
enum { ASK_SURE = 1, ASK_HOST_PIN, ASK_FOLDER_PIN };

static const struct {
    const char *name;
    const char *question; /* NULL: the day has a screen of its own */
    enum period_kind kind;
} ROWS[] = {
    { N_("La journée : compter et fermer"), NULL, PERIOD_DAY },
    { N_("Le mois"), N_("Fermer le mois ?"), PERIOD_MONTH },
    { N_("La session, tout à la fin"), N_("Fermer la session pour toujours ?"), PERIOD_SESSION },
};

/* A session that is closed has nothing left to close: what it was stands here, and its folder. */
static void session_closing_take(struct closings *page, struct till *till)
{
    char chain = till->real.chain[0];
    struct err ignored = ERR_EMPTY;
    int64_t number = 0;

    page->kind = PERIOD_SESSION;
    page->is_closed =
        closing_count_done(till->db, chain, PERIOD_SESSION, &number, &ignored) && number > 0 &&
        closing_find(till->db, chain, PERIOD_SESSION, number, &page->closing, &ignored);
}

static void closings_begin(void *model, struct desk *desk, int64_t argument)
{
    struct closings *page = model;

    (void)argument;
    list_set_count(&page->list, COUNT_OF(ROWS));
    if (till_is_over(desk->till))
        session_closing_take(page, desk->till);
}

static struct effect closings_chosen(struct closings *page, int row)
{
    if (!ROWS[row].question)
        return perform(CLOSINGS_DAY);
    page->kind = ROWS[row].kind;
    question_ask(&page->question, ASK_SURE, _(ROWS[row].question),
                 page->kind == PERIOD_MONTH && page->month_is_early
                     ? closing_early_text()
                     : _("Ce qui est fermé ne se rouvre pas."));
    page->question.yes_or_no = true;
    return NOTHING;
}

static bool has_folder(const struct closings *page)
{
    return page->is_closed && page->kind == PERIOD_SESSION;
}

static struct effect closings_update(void *model, const struct event *event)
{
    struct closings *page = model;
    struct area area = frame_area_of(event->width, event->height);
    int row;

    if (page->question.purpose != 0)
        return reason_event(&page->question, event, NULL,
                            page->question.purpose == ASK_FOLDER_PIN ? CLOSINGS_FOLDER
                                                                     : CLOSINGS_CLOSE);
    if (has_folder(page) && event->kind == EVENT_KEY && event->key == PRESS_CHARACTER &&
        (event->character | 0x20) == 'd')
        return perform(CLOSINGS_FOLDER);
    if (page->is_closed && event->kind == EVENT_KEY && event->key == PRESS_ENTER)
        return LEAVE;
    row = page->is_closed ? LIST_NONE : list_update(&page->list, event, area, NULL);
    return row == LIST_NONE ? NOTHING : closings_chosen(page, row);
}

/* The session is closed by the host: its PIN, where one is set, for this one act. */
static bool closer_sign_in(struct closings *page, struct till *till, struct err *err)
{
    if (page->kind != PERIOD_SESSION)
        return true;
    if (page->question.purpose == ASK_WHY)
        till->actor = page->closer;
    else if (!till_sign_in(till, role_word(ROLE_HOST), "", page->question.answer, err))
        return false;
    page->closer = till->actor;
    return true;
}

static bool period_close(struct closings *page, struct till *till, struct err *err)
{
    struct actor before = till->actor;
    const char *why = why_answer(&page->question);
    bool good = closer_sign_in(page, till, err) &&
                closing_close(till, page->kind, -1, why, &page->closing, err);

    till->actor = before;
    return good;
}

/* Asks for the host's PIN, where one is set and was not yet given: then nothing is done for now. */
static bool pin_is_due(struct closings *page, struct desk *desk, int purpose, struct err *err)
{
    bool needed = false;

    if (page->question.purpose == purpose ||
        !desk_needs_pin(desk, role_word(ROLE_HOST), &needed, err) || !needed)
        return false;
    question_ask(&page->question, purpose, _("Code secret de la coopérative ?"), "");
    page->question.secret = true;
    return true;
}

/* The question goes, but for a wrong PIN, which may be typed again, or for a reason. */
static void act_end(struct closings *page, bool good, const struct err *err)
{
    bool pin_was_asked = page->question.secret;

    if (!good && pin_was_asked && err->code == ERR_FORBIDDEN) {
        question_refuse(&page->question, err->text);
        return;
    }
    if (page->question.purpose != ASK_WHY || good)
        question_close(&page->question);
    if (!good)
        why_refused(&page->question, &page->notice, err);
}

static void closings_close(struct closings *page, struct desk *desk)
{
    struct err err = ERR_EMPTY;

    if (page->kind == PERIOD_SESSION && page->question.purpose != ASK_WHY &&
        pin_is_due(page, desk, ASK_HOST_PIN, &err))
        return;
    page->is_closed = period_close(page, desk->till, &err);
    if (page->is_closed)
        desk_copy_book(desk);
    act_end(page, page->is_closed, &err);
}

/* comptes-SIREN beside the book and on the stick, made by the host: its PIN, where one is set, for
 * this one act. */
static bool folder_make(struct closings *page, struct desk *desk, struct err *err)
{
    struct actor before = desk->till->actor;
    bool good = till_sign_in(desk->till, role_word(ROLE_HOST), "", page->question.answer, err) &&
                accounts_folder_make(desk, &page->notice, err);

    desk->till->actor = before;
    return good;
}

static void closings_folder(struct closings *page, struct desk *desk)
{
    struct err err = ERR_EMPTY;

    if (!pin_is_due(page, desk, ASK_FOLDER_PIN, &err))
        act_end(page, folder_make(page, desk, &err), &err);
}

static void closings_perform(void *model, struct desk *desk, int what)
{
    struct closings *page = model;

    page->month_is_early = closing_month_is_early(desk->till);
    if (what == CLOSINGS_DAY)
        desk_go(desk, &DAY_END, 0);
    else if (what == CLOSINGS_CLOSE)
        closings_close(page, desk);
    else if (what == CLOSINGS_FOLDER)
        closings_folder(page, desk);
}

static struct list_row closings_row(const void *context, int i)
{
    (void)context;
    return list_row_of(_(ROWS[i].name), "", STYLE_TEXT);
}

static void closings_draw(const void *model, struct canvas *canvas)
{
    const struct closings *page = model;
    struct area area = frame_area(canvas);
    struct area below = { area.x, area.y + area.height - 1, area.width, 1 };
    struct frame frame = {
        .title = _("Compter et fermer"),
        .back = "",
        .next = page->is_closed ? _("Retour") : _("Ouvrir"),
    };

    if (page->is_closed) {
        canvas_put(canvas, area.x + 1, area.y, STYLE_GOOD, _(" C'est fermé. "));
        if (has_folder(page)) {
            canvas_put(canvas, below.x + 1, below.y, STYLE_STRONG,
                       _(" D : faire le dossier de la coopérative (FEC, résultat, Z, archive). "));
            canvas_add_spot(canvas, below, PRESS_CHARACTER, 'd');
        }
        reading_draw_all(canvas, (struct area){ area.x, area.y + 2, area.width, area.height - 2 },
                         &page->closing);
    } else {
        list_draw(&page->list, canvas, area, closings_row, page);
    }
    frame_draw(canvas, &frame);
}

const struct screen_kind CLOSINGS = {
    .title = N_("Compter et fermer"),
    .help = N_("Fermer la journée le soir, le mois quand il est fini.\n"
               "La session se ferme tout à la fin. Après, rien ne se vend plus.\n"
               "Ce qui est fermé ne se rouvre pas.\n"
               "Ensuite, seule la coopérative peut corriger, avec une raison."),
    .model_size = sizeof(struct closings),
    .takes_text = true,
    .begin = closings_begin,
    .update = closings_update,
    .perform = closings_perform,
    .draw = closings_draw,
};
