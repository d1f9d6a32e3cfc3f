#include "pos/session/state_page.h"

#include "base/lang.h"
#include "pos/acts/session_step.h"
#include "programme/programme_store.h"
#include "pos/ui/reason.h"

#include <stdio.h>
#include <string.h>

enum { STAGE_REFRESH, STAGE_TAKE };
enum { ASK_SURE = 1, ASK_HOST_PIN };

static const struct {
    const char *verb;     /* N_(): the step to it, on Enter */
    const char *question; /* N_() */
    const char *meaning;  /* N_(): what holds from then on */
} STEPS[SESSION_STATE_COUNT] = {
    [SESSION_PREPARED] = { NULL, NULL, N_("On écrit qui, quand, quoi.") },
    [SESSION_OPEN] = { N_("Ouvrir"), N_("Ouvrir la session ?"), N_("On apprend, on vend.") },
    [SESSION_CLOSED] = { N_("Finir"), N_("Le dernier jour est fini ?"),
                         N_("Corriger demande une raison.") },
    [SESSION_COLD_REVIEW] = { N_("Appeler"), N_("Commencer les appels ?"),
                              N_("On appelle chaque personne.") },
    [SESSION_ARCHIVED] = { N_("Archiver"), N_("Archiver la session ?"),
                           N_("La coopérative garde tout.") },
};

static enum session_state next_state(const struct state_page *page)
{
    return (enum session_state)(page->to_do.state + 1);
}

static bool has_next(const struct state_page *page)
{
    return page->to_do.state < SESSION_ARCHIVED;
}

/* Calls are not awaited before the cold review. */
static bool is_missing(const struct to_do *to_do, const struct to_do_item *item)
{
    return item->done < item->wanted &&
           (to_do->state >= SESSION_COLD_REVIEW || item->task != TASK_FOLLOW_UP);
}

static int missing_count(const struct state_page *page)
{
    int count = 0;

    for (int i = 0; i < page->to_do.count; i++)
        count += is_missing(&page->to_do, &page->to_do.items[i]);
    return count;
}

static void state_page_begin(void *model, struct desk *desk, int64_t argument)
{
    (void)model;
    (void)desk;
    (void)argument;
}

/* -- Update. -- */

static struct effect step_ask(struct state_page *page)
{
    int missing = missing_count(page);
    char detail[QUESTION_TEXT_MAX] = "";

    if (!has_next(page))
        return LEAVE;
    if (!page->may_step && page->obstacle.code != ERR_FORBIDDEN) { /* a PIN may still allow it */
        notice_fail(&page->notice, &page->obstacle);
        return BEEP;
    }
    if (next_state(page) != SESSION_OPEN && missing > 0)
        snprintf(detail, sizeof detail,
                 lang_plural("Il manque encore %d chose. On ne revient pas en arrière.",
                             "Il manque encore %d choses. On ne revient pas en arrière.", missing),
                 missing);
    else
        snprintf(detail, sizeof detail, "%s", _("On ne revient pas en arrière."));
    question_ask(&page->question, ASK_SURE, _(STEPS[next_state(page)].question), detail);
    page->question.yes_or_no = true;
    return NOTHING;
}

static struct effect state_page_update(void *model, const struct event *event)
{
    struct state_page *page = model;

    if (page->question.purpose != 0)
        return reason_event(&page->question, event, NULL, STAGE_TAKE);
    if (event->kind == EVENT_KEY && event->key == PRESS_ENTER)
        return step_ask(page);
    return NOTHING;
}

/* -- Asking the book. -- */

/* The last ones stay, the newest first. */
static void correction_take(void *context, struct moment at, const char *what, const char *reason)
{
    struct state_page *page = context;
    struct state_page_correction *first = &page->corrections[0];
    char day[24];
    char hour[6];

    memmove(first + 1, first, (STATE_PAGE_CORRECTIONS_MAX - 1) * sizeof *first);
    day_format_human(moment_day(at), day, sizeof day);
    moment_format_hour(at, hour);
    snprintf(first->time, sizeof first->time, "%.16s %s", day, hour);
    snprintf(first->text, sizeof first->text, "%.60s : %.90s", what, reason);
    page->correction_count++;
}

static bool state_page_read(struct state_page *page, struct till *till, struct err *err)
{
    page->session_is_closed = till->session_is_closed;
    page->correction_count = 0;
    page->obstacle = ERR_EMPTY;
    page->may_step = false;
    if (!to_do_read(till->db, &page->to_do, err) ||
        !programme_each_correction(till->db, correction_take, page, err))
        return false;
    page->may_step = has_next(page) && session_step_check(till, next_state(page), &page->obstacle);
    return true;
}

/* Archiving is the host's: its PIN, where one is set, for this one act. */
static bool step_take(struct state_page *page, struct till *till, struct err *err)
{
    struct actor before = till->actor;
    bool as_host = next_state(page) == SESSION_ARCHIVED || till->session_is_closed;
    bool good =
        !as_host || till_sign_in(till, role_word(ROLE_HOST), "", page->question.answer, err);

    good = good && session_step_take(till, next_state(page), err);
    till->actor = before;
    return good;
}

static bool pin_is_due(const struct state_page *page, const struct desk *desk, struct err *err)
{
    bool needed = false;

    return next_state(page) == SESSION_ARCHIVED && page->question.purpose != ASK_HOST_PIN &&
           desk_needs_pin(desk, role_word(ROLE_HOST), &needed, err) && needed;
}

static void state_page_take(struct state_page *page, struct desk *desk)
{
    struct err err = ERR_EMPTY;
    enum session_state to = next_state(page);

    if (pin_is_due(page, desk, &err)) {
        question_ask(&page->question, ASK_HOST_PIN, _("Code secret de la coopérative ?"), "");
        page->question.secret = true;
        return;
    }
    if (step_take(page, desk->till, &err)) {
        notice_set(&page->notice, STYLE_GOOD, _("Session %s."), session_state_name(to));
        question_close(&page->question);
    } else if (page->question.purpose == ASK_HOST_PIN && err.code == ERR_FORBIDDEN) {
        question_refuse(&page->question, err.text);
    } else {
        notice_fail(&page->notice, &err);
        question_close(&page->question);
    }
}

static void state_page_perform(void *model, struct desk *desk, int what)
{
    struct state_page *page = model;
    struct err err = ERR_EMPTY;

    if (what == STAGE_TAKE)
        state_page_take(page, desk);
    if (!state_page_read(page, desk->till, &err))
        notice_fail(&page->notice, &err);
}

/* -- Drawing. -- */

/* "[x]" gone by, "[>]" here, "[ ]" to come. */
static int states_draw(const struct state_page *page, struct canvas *canvas, struct area area)
{
    for (int state = SESSION_PREPARED; state < SESSION_STATE_COUNT; state++) {
        bool here = state == (int)page->to_do.state;
        int y = area.y + state;

        canvas_put_format(canvas, area.x + 1, y, here ? STYLE_SELECTED : STYLE_TEXT, " %s %s ",
                          here                             ? "[>]"
                          : state < (int)page->to_do.state ? "[x]"
                                                           : "[ ]",
                          session_state_name((enum session_state)state));
        if (here)
            canvas_put_fit(canvas, (struct area){ area.x + 25, y, area.width - 25, 1 },
                           STYLE_STRONG, _(STEPS[state].meaning));
    }
    return area.y + SESSION_STATE_COUNT;
}

static void item_draw(const struct state_page *page, struct canvas *canvas, struct area line, int i)
{
    const struct to_do_item *item = &page->to_do.items[i];

    if (item->day >= 1 && item->day <= page->to_do.calendar.day_count)
        canvas_put_format(canvas, line.x + 2, line.y, STYLE_TEXT, "J%d", item->day);
    canvas_put_format(canvas, line.x + 6, line.y, STYLE_TEXT, "%s : %d / %d",
                      to_do_name(item->task), item->done, item->wanted);
}

/* The first ones, and how many more there are. */
static void missing_draw(const struct state_page *page, struct canvas *canvas, struct area area)
{
    int missing = missing_count(page);
    int shown = missing < STATE_PAGE_MISSING_SHOWN ? missing : STATE_PAGE_MISSING_SHOWN;
    int drawn = 0;

    canvas_put(canvas, area.x + 1, area.y, STYLE_STRONG,
               missing > 0 ? _("Il manque :") : _("Rien ne manque."));
    for (int i = 0; i < page->to_do.count && drawn < shown; i++)
        if (is_missing(&page->to_do, &page->to_do.items[i])) {
            struct area line = { area.x, area.y + 1 + drawn++, area.width, 1 };

            item_draw(page, canvas, line, i);
        }
    if (shown < missing)
        canvas_put_format(canvas, area.x + 6, area.y + 1 + shown, STYLE_QUIET, "+ %d",
                          missing - shown);
}

/* A correction stays visible for ever. */
static void corrections_draw(const struct state_page *page, struct canvas *canvas, struct area area)
{
    canvas_put_format(canvas, area.x + 1, area.y, STYLE_STRONG,
                      lang_plural("%d correction depuis la fin", "%d corrections depuis la fin",
                                  page->correction_count),
                      page->correction_count);
    for (int i = 0; i < page->correction_count && i < STATE_PAGE_CORRECTIONS_MAX; i++) {
        struct area text = { area.x + 20, area.y + 1 + i, area.width - 20, 1 };

        canvas_put(canvas, area.x + 2, text.y, STYLE_TEXT, page->corrections[i].time);
        canvas_put_fit(canvas, text, STYLE_TEXT, page->corrections[i].text);
    }
}

static void state_page_draw(const void *model, struct canvas *canvas)
{
    const struct state_page *page = model;
    struct area area = frame_area(canvas);
    bool is_closed = page->to_do.state >= SESSION_CLOSED;
    int below = is_closed ? STATE_PAGE_CORRECTIONS_MAX + 2 : 0;
    struct frame frame = {
        .title = _("Où en sommes-nous ?"),
        .back = "",
        .next = has_next(page) ? _(STEPS[next_state(page)].verb) : _("Retour"),
    };
    int y = states_draw(page, canvas, area);

    if (page->session_is_closed)
        canvas_put(canvas, area.x + 1, y, STYLE_TEXT, _("Les comptes sont fermés."));
    missing_draw(page, canvas,
                 (struct area){ area.x, y + 1, area.width, area.y + area.height - y - 1 - below });
    if (is_closed)
        corrections_draw(page, canvas,
                         (struct area){ area.x,
                                        area.y + area.height - STATE_PAGE_CORRECTIONS_MAX - 1,
                                        area.width, STATE_PAGE_CORRECTIONS_MAX + 1 });
    frame_draw(canvas, &frame);
}

const struct screen_kind STATE_PAGE = {
    .title = N_("Où en sommes-nous ?"),
    .help = N_("Préparée, puis ouverte au premier appel, puis finie après le dernier jour.\n"
               "Ensuite, corriger demande une raison. La correction se voit.\n"
               "4 à 6 mois après, un dernier avis. Puis la coopérative archive.\n"
               "Fermer les comptes est autre chose : une facture peut encore venir."),
    .model_size = sizeof(struct state_page),
    .begin = state_page_begin,
    .update = state_page_update,
    .perform = state_page_perform,
    .draw = state_page_draw,
};
