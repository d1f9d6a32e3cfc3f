#include "pos/home.h"

#include "base/lang.h"
#include "ledger/closing/closing.h"
#include "ledger/closing/distribution.h"
#include "ledger/elsewhere.h"
#include "pos/ratings/appreciation.h"
#include "pos/ratings/assessment.h"
#include "pos/stall/cash.h"
#include "pos/stall/closings.h"
#include "pos/stall/counter.h"
#include "pos/stall/day_end.h"
#include "pos/session/days.h"
#include "pos/session/elsewhere.h"
#include "pos/people/follow_up.h"
#include "pos/people/follow_up.h"
#include "pos/menu.h"
#include "pos/people/people_list.h"
#include "pos/stall/pins.h"
#include "pos/stall/products.h"
#include "pos/session/reports_page.h"
#include "pos/people/roll_call.h"
#include "pos/stall/sharing.h"
#include "pos/session/state_page.h"
#include "pos/stall/sign_in.h"
#include "reports/figures/training_list.h"
#include "pos/session/workshops.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { HOME_REFRESH, HOME_OPEN };

struct home_place {
    const char *name; /* N_() */
    const struct screen_kind *screen;
    int argument;
};

/* The places by their drawings. */
enum { ROLL, GROUP, DATES, SELLING, GOODS, MONEY, PROGRESS, PAPER, SETTINGS };

/* What can be done from here, a group after the other; each has a digit. */
static const struct home_place PLACES[] = {
    { N_("Qui est là"), &ROLL_CALL, 0 },
    { N_("Personnes"), &PEOPLE_LIST, 0 },
    { N_("Jours"), &DAYS, 0 },
    { N_("Vendre"), &COUNTER, 0 },
    { N_("Produits"), &MENU, MENU_OFFER },
    { N_("Argent"), &MENU, MENU_MONEY },
    { N_("Progrès"), &MENU, MENU_RATING },
    { N_("Papiers"), &REPORTS_PAGE, 0 },
    { N_("Réglages"), &MENU, MENU_SETTINGS },
};

static_assert(COUNT_OF(PLACES) == HOME_GROUPS * HOME_GROUP_PLACES, "each place has a digit");

/* Where a piece of advice leads, and whose drawing stands beside it. */
static const struct lead {
    const struct screen_kind *screen;
    int argument;
    int picture;
} LEADS[ADVICE_KIND_COUNT] = {
    [ADVICE_SIGN_IN] = { &SIGN_IN, 0, GROUP },
    [ADVICE_PEOPLE] = { &PEOPLE_LIST, 0, GROUP },
    [ADVICE_DATES] = { &DAYS, 0, DATES },
    [ADVICE_PRODUCTS] = { &PRODUCTS, 0, GOODS },
    [ADVICE_PIN] = { &PINS, 0, SETTINGS },
    [ADVICE_CONSENT] = { &PEOPLE_LIST, 0, GROUP },
    [ADVICE_CALL_NOW] = { &ROLL_CALL, 0, ROLL },
    [ADVICE_CALL] = { &ROLL_CALL, 0, ROLL },
    [ADVICE_START] = { &ASSESSMENT, 0, PROGRESS },
    [ADVICE_PRICE] = { &WORKSHOPS, 0, GOODS },
    [ADVICE_BATCH] = { &WORKSHOPS, 0, GOODS },
    [ADVICE_END] = { &ASSESSMENT, 0, PROGRESS },
    [ADVICE_SEEN] = { &ASSESSMENT, ASSESSMENT_BY_ANIMATOR, PROGRESS },
    [ADVICE_ANSWERS] = { &APPRECIATION, 0, PROGRESS },
    [ADVICE_FLOAT] = { &CASH, 1, MONEY },
    [ADVICE_SELL] = { &COUNTER, 0, SELLING },
    [ADVICE_CLOSE_DAY] = { &DAY_END, 0, MONEY },
    [ADVICE_STALE_DAY] = { &DAY_END, 0, MONEY },
    [ADVICE_SHARE] = { &SHARING, 0, MONEY },
    [ADVICE_FINISH] = { &STATE_PAGE, 0, SETTINGS },
    [ADVICE_CLOSE_TILL] = { &CLOSINGS, 0, MONEY },
    [ADVICE_WAIT_REVIEW] = { &REPORTS_PAGE, 0, PAPER },
    [ADVICE_REVIEW] = { &STATE_PAGE, 0, SETTINGS },
    [ADVICE_FOLLOW_UP] = { &FOLLOW_UP, 0, GROUP },
    [ADVICE_ARCHIVE] = { &STATE_PAGE, 0, SETTINGS },
    [ADVICE_READ] = { &REPORTS_PAGE, 0, PAPER },
    [ADVICE_WAIT_DAY] = { &DAYS, 0, DATES },
};

bool home_place(int i, struct place *out)
{
    if (i >= (int)COUNT_OF(PLACES))
        return false;
    *out = (struct place){ PLACES[i].name, PLACES[i].screen, PLACES[i].argument, NULL };
    return true;
}

const char *home_place_name(int i)
{
    return i < (int)COUNT_OF(PLACES) ? _(PLACES[i].name) : NULL;
}

int home_step_picture(const struct home *home)
{
    return home->advice_count > 0 ? LEADS[home->advice[home->turned].kind].picture : -1;
}

static void home_begin(void *model, struct desk *desk, int64_t argument)
{
    (void)model;
    (void)desk;
    (void)argument;
}

/* -- Update. -- */

static struct effect open_line(struct home *home, int line)
{
    if (line < 0 || line > (int)COUNT_OF(PLACES) || (line == 0 && home->advice_count == 0))
        return NOTHING;
    home->selected = line;
    return perform(HOME_OPEN);
}

/* Up and down within a group, left and right between them; above all of them is what to do. */
static void line_move(struct home *home, enum press key)
{
    int place = home->selected - 1;
    int row = place % HOME_GROUP_PLACES;

    if (home->selected == 0)
        home->selected = key == PRESS_DOWN || key == PRESS_RIGHT ? 1 : 0;
    else if (key == PRESS_UP)
        home->selected = row == 0 ? 0 : home->selected - 1;
    else if (key == PRESS_DOWN && row < HOME_GROUP_PLACES - 1)
        home->selected++;
    else if (key == PRESS_LEFT && place >= HOME_GROUP_PLACES)
        home->selected -= HOME_GROUP_PLACES;
    else if (key == PRESS_RIGHT && place < HOME_GROUP_PLACES * (HOME_GROUPS - 1))
        home->selected += HOME_GROUP_PLACES;
}

/* One thing to do at a time: the next one that is missing, and the first again after the last. */
static void advice_turn(struct home *home)
{
    home->selected = 0;
    home->turned = home->advice_count > 0 ? (home->turned + 1) % home->advice_count : 0;
}

static struct effect home_character(struct home *home, uint32_t character)
{
    if (character >= '1' && character <= '9')
        return open_line(home, (int)character - '0');
    if (character == '0')
        advice_turn(home);
    return NOTHING;
}

static struct effect home_key(struct home *home, const struct event *event)
{
    switch ((int)event->key) {
    case PRESS_ENTER: return open_line(home, home->selected);
    case PRESS_MENU: advice_turn(home); break;
    case PRESS_HOME:
    case PRESS_PAGE_UP: home->selected = 0; break;
    case PRESS_END:
    case PRESS_PAGE_DOWN: home->selected = (int)COUNT_OF(PLACES); break;
    case PRESS_CHARACTER: return home_character(home, event->character);
    default: line_move(home, event->key); break;
    }
    return NOTHING;
}

static bool is_inside(const struct area *area, const struct event *event)
{
    return event->x >= area->x && event->x < area->x + area->width && event->y >= area->y &&
           event->y < area->y + area->height;
}

/* What stands where somebody clicked, -1: nothing. */
static int line_at(const struct event *event)
{
    struct area area = home_step_area(event->width, event->height);

    if (is_inside(&area, event))
        return 0;
    for (int i = 0; i < (int)COUNT_OF(PLACES); i++) {
        area = home_place_area(i, event->width, event->height);
        if (is_inside(&area, event))
            return i + 1;
    }
    return -1;
}

static struct effect home_update(void *model, const struct event *event)
{
    struct home *home = model;

    if (event->kind == EVENT_CLICK)
        return open_line(home, line_at(event));
    if (event->kind == EVENT_KEY)
        return home_key(home, event);
    return NOTHING;
}

/* -- Asking the books. -- */

/* The result is summed over all sales: only a decision, which comes at the end, is held against it.
 */
static bool decision_read(struct advice_facts *facts, struct till *till, struct err *err)
{
    struct distribution distribution;
    struct result result;
    struct moment time;
    bool found;

    facts->is_decided = false;
    if (!distribution_find(till->db, &distribution, &found, &time, err))
        return false;
    if (!found)
        return true;
    if (!result_read_decided(till, &result, err))
        return false;
    facts->is_decided = !result_has_moved(&result);
    return true;
}

static bool has_products(struct db *db, bool *out, struct err *err)
{
    struct product first;
    int count = 0;
    bool good = product_list(db, &first, 1, &count, err);

    *out = count > 0;
    return good;
}

static bool facts_read(struct advice_facts *facts, struct till *till, struct err *err)
{
    struct moment now = till_now(till);
    int64_t local_s = now.utc_s + now.offset_min * 60;

    facts->date = moment_day(now);
    facts->half = local_s % 86400 < 13 * 3600 ? HALF_AM : HALF_PM;
    facts->session_is_closed = till->session_is_closed;
    facts->nobody_acts = strcmp(till->actor.who, DESK_STALL) == 0;
    return to_do_read(till->db, &facts->to_do, err) &&
           has_products(till->db, &facts->has_products, err) &&
           closing_count_done(till->db, till->letter, PERIOD_DAY, &facts->day_closings, err) &&
           period_totals_of(till, PERIOD_DAY, &facts->reading, err) &&
           decision_read(facts, till, err) &&
           pin_is_set(till->db, ROLE_ANIMATOR, &facts->animator_has_pin, err) &&
           pin_is_set(till->db, ROLE_HOST, &facts->host_has_pin, err);
}

static void home_open(const struct home *home, struct desk *desk)
{
    const struct advice *advice = &home->advice[home->turned];
    const struct home_place *place = &PLACES[home->selected - (home->selected > 0)];
    const struct lead *lead = &LEADS[advice->kind];

    if (home->selected > 0)
        desk_go(desk, place->screen, place->argument);
    else if (lead->screen == &ROLL_CALL)
        desk_go(desk, &ROLL_CALL, roll_call_of(advice->day, (int)advice->half));
    else
        desk_go(desk, lead->screen, lead->argument);
}

/* Who learns reads on the first screen what comes next, and where. */
static bool task_say(struct home *home, struct db *db, struct err *err)
{
    struct training training;
    const struct training_task *task;

    if (!session_is_exercise(&home->session) || home->notice.text[0] != '\0')
        return true;
    if (!training_read(db, &training, err))
        return false;
    if (training.next == TRAINING_TASKS) {
        notice_set(&home->notice, STYLE_GOOD, "%s", _("Tout est fait. Bravo !"));
        return true;
    }
    task = training_task(training.next);
    notice_set(&home->notice, STYLE_STRONG, _("J%d : %s Où : %s"), task->day, _(task->what),
               _(task->where));
    return true;
}

static void home_perform(void *model, struct desk *desk, int what)
{
    struct home *home = model;
    struct err err = ERR_EMPTY;

    if (what == HOME_OPEN) {
        home_open(home, desk);
        return;
    }
    if (till_is_elsewhere(desk->till) && !home->asked_elsewhere) {
        home->asked_elsewhere = true; /* once: who looks only may go on */
        desk_go(desk, &ELSEWHERE, 0);
    }
    home->session = desk->till->session;
    if (!older_copy_say(desk->till, home->older_copy, &err) ||
        !facts_read(&home->facts, desk->till, &err)) {
        notice_fail(&home->notice, &err);
        return;
    }
    home->today = calendar_find(&home->facts.to_do.calendar, home->facts.date);
    home->advice_count = advice_list(&home->facts, home->advice);
    home->turned = 0;
    if (!task_say(home, desk->till->db, &err))
        notice_fail(&home->notice, &err);
    if (home->older_copy[0] != '\0' && home->notice.text[0] == '\0')
        notice_set(&home->notice, STYLE_WARNING, "%s", home->older_copy);
}

const struct screen_kind HOME = {
    .title = N_("Session"),
    .help = N_("En grand, ce qui vient ensuite : Entrée y mène.\n"
               "0 montre ce qui manque encore."),
    .model_size = sizeof(struct home),
    .begin = home_begin,
    .update = home_update,
    .perform = home_perform,
    .draw = home_draw,
};
