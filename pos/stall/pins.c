#include "pos/stall/pins.h"

#include "base/lang.h"

#include <stdio.h>
#include <string.h>

enum { PINS_REFRESH, PINS_RECORD, PINS_CHOSEN };
enum { ASK_OLD = 1, ASK_FRESH, ASK_AGAIN };

static const enum role ROLES[PINS_ROLES] = { ROLE_ANIMATOR, ROLE_HOST };

static enum role chosen_role(const struct pins *page)
{
    return ROLES[page->list.selected];
}

static void pins_begin(void *model, struct desk *desk, int64_t argument)
{
    struct pins *page = model;

    (void)desk;
    (void)argument;
    list_set_count(&page->list, PINS_ROLES);
}

/* -- Update: the old one where there is one, then the new one twice. -- */

static void pins_forget(struct pins *page)
{
    crypto_wipe(page->old, sizeof page->old);
    crypto_wipe(page->fresh, sizeof page->fresh);
    crypto_wipe(page->question.answer, sizeof page->question.answer);
}

static struct effect pins_ask(struct pins *page, int purpose)
{
    static const char *const TITLES[] = { [ASK_OLD] = N_("Le code d'avant ?"),
                                          [ASK_FRESH] = N_("Le nouveau code secret ?"),
                                          [ASK_AGAIN] = N_("Le même code, encore une fois :") };

    question_ask(
        &page->question, purpose, _(TITLES[purpose]),
        purpose == ASK_FRESH ? _("4 caractères au moins. Un code perdu ne se retrouve pas.") : "");
    page->question.secret = true;
    return NOTHING;
}

/* The role itself sets its PIN, whoever acts before and after; or the host the animator's. */
static bool host_gives(const struct pins *page)
{
    return chosen_role(page) == ROLE_ANIMATOR && page->host_acts;
}

static struct effect pins_answered(struct pins *page)
{
    struct question *question = &page->question;

    if (question->purpose == ASK_OLD) {
        snprintf(page->old, sizeof page->old, "%s", question->answer);
        return pins_ask(page, ASK_FRESH);
    }
    if (question->purpose == ASK_FRESH) {
        snprintf(page->fresh, sizeof page->fresh, "%s", question->answer);
        return pins_ask(page, ASK_AGAIN);
    }
    if (strcmp(page->fresh, question->answer) == 0)
        return perform(PINS_RECORD);
    pins_ask(page, ASK_FRESH);
    question_refuse(question, _("Les deux codes sont différents : recommencer."));
    return BEEP;
}

static struct effect pins_update(void *model, const struct event *event)
{
    struct pins *page = model;
    struct area area = frame_area_of(event->width, event->height);

    if (page->question.purpose != 0) {
        enum question_outcome outcome = question_update(&page->question, event);

        if (outcome == QUESTION_LEFT) {
            pins_forget(page);
            question_close(&page->question);
        }
        return outcome == QUESTION_ANSWERED ? pins_answered(page) : NOTHING;
    }
    return list_update(&page->list, event, area, NULL) == LIST_NONE ? NOTHING
                                                                    : perform(PINS_CHOSEN);
}

/* -- Asking the book. -- */

static bool pins_read(struct pins *page, struct till *till, struct err *err)
{
    page->host_acts = actor_role(&till->actor) == ROLE_HOST;
    for (int i = 0; i < PINS_ROLES; i++)
        if (!pin_is_set(till->db, ROLES[i], &page->has_pin[i], err))
            return false;
    return true;
}

/* That it may not be set now is no secret: said before any is typed. */
static void pins_chosen(struct pins *page, struct till *till)
{
    struct actor before = till->actor;
    bool given = host_gives(page);
    struct err err = ERR_EMPTY;

    if (!given)
        till->actor = (struct actor){ .tutor = "" };
    if (!given)
        snprintf(till->actor.who, sizeof till->actor.who, "%s", role_word(chosen_role(page)));
    if (till_check_pin(till, chosen_role(page), &err))
        pins_ask(page, page->has_pin[page->list.selected] && !given ? ASK_OLD : ASK_FRESH);
    else
        notice_fail(&page->notice, &err);
    till->actor = before;
}

static bool pin_record(struct pins *page, struct till *till, struct err *err)
{
    struct actor before = till->actor;
    enum role role = chosen_role(page);
    bool good = (host_gives(page) || till_sign_in(till, role_word(role), "", page->old, err)) &&
                till_set_pin(till, role, page->fresh, err);

    till->actor = before;
    return good;
}

static void pins_record(struct pins *page, struct desk *desk)
{
    struct err err = ERR_EMPTY;

    if (pin_record(page, desk->till, &err)) {
        notice_set(&page->notice, STYLE_GOOD, _("Le code est changé : %s."),
                   role_name(chosen_role(page)));
        question_close(&page->question);
    } else if (err.code == ERR_INPUT) { /* too short: the old one was right */
        pins_ask(page, ASK_FRESH);
        question_refuse(&page->question, err.text);
        return;
    } else {
        notice_fail(&page->notice, &err);
        question_close(&page->question);
    }
    pins_forget(page);
}

static void pins_perform(void *model, struct desk *desk, int what)
{
    struct pins *page = model;
    struct err err = ERR_EMPTY;

    if (what == PINS_RECORD)
        pins_record(page, desk);
    if (what == PINS_CHOSEN)
        pins_chosen(page, desk->till);
    if (!pins_read(page, desk->till, &err))
        notice_fail(&page->notice, &err);
}

static struct list_row pins_row(const void *context, int i)
{
    const struct pins *page = context;

    return list_row_of(role_name(ROLES[i]),
                       page->has_pin[i] ? _("avec code secret") : _("sans code secret"),
                       STYLE_TEXT);
}

static void pins_draw(const void *model, struct canvas *canvas)
{
    const struct pins *page = model;
    struct area area = frame_area(canvas);
    struct frame frame = {
        .title = _("Codes secrets"),
        .back = "",
        .next = page->has_pin[page->list.selected] ? _("Changer le code") : _("Choisir un code"),
    };

    list_draw(&page->list, canvas, (struct area){ area.x, area.y, area.width, PINS_ROLES },
              pins_row, page);
    frame_draw(canvas, &frame);
}

const struct screen_kind PINS = {
    .title = N_("Codes secrets"),
    .help = N_("Un code se tape deux fois et ne s'affiche jamais.\n"
               "Pour le changer, taper d'abord celui d'avant.\n"
               "La coopérative peut donner un nouveau code à l'animateur."),
    .model_size = sizeof(struct pins),
    .takes_text = true,
    .begin = pins_begin,
    .update = pins_update,
    .perform = pins_perform,
    .draw = pins_draw,
};
