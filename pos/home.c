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
#include "pos/people/persons.h"
#include "pos/stall/pins.h"
#include "pos/stall/products.h"
#include "pos/session/reports_page.h"
#include "pos/people/roll_call.h"
#include "pos/stall/sharing.h"
#include "pos/session/stage.h"
#include "pos/stall/who.h"
#include "pos/session/workshops.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { HOME_REFRESH, HOME_OPEN };

struct home_place {
    const char *name; /* N_(); NULL for advice */
    const struct screen_kind *screen;
    int argument;
};

/* What can be done from here, in the order of the days; each has a digit. */
static const struct home_place PLACES[] = {
    { N_("Jours : dates, listes à cocher, notes"), &DAYS, 0 },
    { N_("Personnes"), &PERSONS, 0 },
    { N_("Appel de la demi-journée"), &ROLL_CALL, 0 },
    { N_("Évaluation"), &MENU, MENU_RATING },
    { N_("Produits et ateliers"), &MENU, MENU_OFFER },
    { N_("Vendre"), &COUNTER, 0 },
    { N_("Argent : tiroir, clôtures, charges, partage"), &MENU, MENU_MONEY },
    { N_("Rapports et papiers"), &REPORTS_PAGE, 0 },
    { N_("Réglages : session, codes, appareils"), &MENU, MENU_SETTINGS },
};

static_assert(COUNT_OF(PLACES) <= 9, "each place has a digit");

/* Where a piece of advice leads. */
static const struct home_place LEADS[ADVICE_KIND_COUNT] = {
    [ADVICE_SIGN_IN] = { NULL, &WHO, 0 },
    [ADVICE_PEOPLE] = { NULL, &PERSONS, 0 },
    [ADVICE_DATES] = { NULL, &DAYS, 0 },
    [ADVICE_PRODUCTS] = { NULL, &PRODUCTS, 0 },
    [ADVICE_PIN] = { NULL, &PINS, 0 },
    [ADVICE_CONSENT] = { NULL, &PERSONS, 0 },
    [ADVICE_CALL_NOW] = { NULL, &ROLL_CALL, 0 },
    [ADVICE_CALL] = { NULL, &ROLL_CALL, 0 },
    [ADVICE_START] = { NULL, &ASSESSMENT, 0 },
    [ADVICE_PRICE] = { NULL, &WORKSHOPS, 0 },
    [ADVICE_BATCH] = { NULL, &WORKSHOPS, 0 },
    [ADVICE_END] = { NULL, &ASSESSMENT, 0 },
    [ADVICE_SEEN] = { NULL, &ASSESSMENT, ASSESSMENT_BY_ANIMATOR },
    [ADVICE_ANSWERS] = { NULL, &APPRECIATION, 0 },
    [ADVICE_FLOAT] = { NULL, &CASH, 0 },
    [ADVICE_SELL] = { NULL, &COUNTER, 0 },
    [ADVICE_CLOSE_DAY] = { NULL, &DAY_END, 0 },
    [ADVICE_STALE_DAY] = { NULL, &DAY_END, 0 },
    [ADVICE_SHARE] = { NULL, &SHARING, 0 },
    [ADVICE_FINISH] = { NULL, &STAGE, 0 },
    [ADVICE_CLOSE_TILL] = { NULL, &CLOSINGS, 0 },
    [ADVICE_WAIT_REVIEW] = { NULL, &REPORTS_PAGE, 0 },
    [ADVICE_REVIEW] = { NULL, &STAGE, 0 },
    [ADVICE_FOLLOW_UP] = { NULL, &FOLLOW_UP, 0 },
    [ADVICE_ARCHIVE] = { NULL, &STAGE, 0 },
    [ADVICE_READ] = { NULL, &REPORTS_PAGE, 0 },
    [ADVICE_WAIT_DAY] = { NULL, &DAYS, 0 },
};

bool home_place(int i, struct place *out)
{
    if (i >= (int)COUNT_OF(PLACES))
        return false;
    *out = (struct place){ PLACES[i].name, PLACES[i].screen, PLACES[i].argument };
    return true;
}

const char *home_place_name(int i)
{
    return i < (int)COUNT_OF(PLACES) ? _(PLACES[i].name) : NULL;
}

static void home_begin(void *model, struct desk *desk, int64_t argument)
{
    (void)model;
    (void)desk;
    (void)argument;
}

/* -- Update. -- */

static int line_count(const struct home *home)
{
    return home->shown + (int)COUNT_OF(PLACES);
}

static struct effect open_line(struct home *home, int line)
{
    if (line < 0 || line >= line_count(home))
        return (struct effect){ EFFECT_NONE, 0 };
    home->selected = line;
    return (struct effect){ EFFECT_PERFORM, HOME_OPEN };
}

static void line_move(struct home *home, int to)
{
    int last = line_count(home) - 1;

    home->selected = to < 0 ? 0 : to > last ? last : to;
}

static struct effect home_key(struct home *home, const struct event *event)
{
    switch ((int)event->key) {
    case PRESS_ESCAPE: return (struct effect){ EFFECT_BACK, 0 };
    case PRESS_ENTER: return open_line(home, home->selected);
    case PRESS_UP: line_move(home, home->selected - 1); break;
    case PRESS_DOWN: line_move(home, home->selected + 1); break;
    case PRESS_HOME:
    case PRESS_PAGE_UP: line_move(home, 0); break;
    case PRESS_END:
    case PRESS_PAGE_DOWN: line_move(home, line_count(home) - 1); break;
    case PRESS_CHARACTER:
        if (event->character >= '1' && event->character <= '9')
            return open_line(home, home->shown + (int)event->character - '1');
        break;
    default: break;
    }
    return (struct effect){ EFFECT_NONE, 0 };
}

/* The place of a clicked row: advice, an empty line, places. */
static int line_at(const struct home *home, const struct event *event)
{
    struct area area = home_lines_area(event->width, event->height);
    int row = event->y - area.y;

    if (row < 0 || event->x < area.x || event->x >= area.x + area.width)
        return -1;
    if (row < home->shown)
        return row;
    return row < HOME_PLACES_ROW ? -1 : home->shown + row - HOME_PLACES_ROW;
}

static struct effect home_update(void *model, const struct event *event)
{
    struct home *home = model;

    if (event->kind == EVENT_SHOWN)
        return (struct effect){ EFFECT_PERFORM, HOME_REFRESH };
    notice_clear(&home->notice);
    if (event->kind == EVENT_CLICK)
        return open_line(home, line_at(home, event));
    if (event->kind == EVENT_KEY)
        return home_key(home, event);
    return (struct effect){ EFFECT_NONE, 0 };
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

static bool facts_read(struct advice_facts *facts, struct till *till, struct err *err)
{
    struct product products[PRODUCTS_MAX];
    struct moment now = till_now(till);
    int64_t local_s = now.utc_s + now.offset_min * 60;
    int product_count;

    facts->date = moment_day(now);
    facts->half = local_s % 86400 < 13 * 3600 ? HALF_AM : HALF_PM;
    facts->session_is_closed = till->session_is_closed;
    facts->nobody_acts = strcmp(till->actor.operator, DESK_STALL) == 0;
    if (!to_do_read(till->db, &facts->to_do, err) ||
        !product_list(till->db, products, PRODUCTS_MAX, &product_count, err) ||
        !closing_count_done(till->db, till->letter, PERIOD_DAY, &facts->day_closings, err) ||
        !reading_of_period(till, PERIOD_DAY, &facts->reading, err) ||
        !decision_read(facts, till, err) ||
        !pin_is_set(till->db, ROLE_ANIMATOR, &facts->animator_has_pin, err) ||
        !pin_is_set(till->db, ROLE_HOST, &facts->host_has_pin, err))
        return false;
    facts->has_products = product_count > 0;
    return true;
}

/* The selection stays on its place, or goes on with the next step. */
static void advice_refresh(struct home *home)
{
    int place = home->shown > 0 ? home->selected - home->shown : -1;

    home->advice_count = advice_list(&home->facts, home->advice);
    home->shown = home->advice_count < HOME_ADVICE_SHOWN ? home->advice_count : HOME_ADVICE_SHOWN;
    home->selected = place >= 0 ? home->shown + place : 0;
}

static void home_open(const struct home *home, struct desk *desk)
{
    const struct advice *advice = &home->advice[home->selected];
    const struct home_place *place;

    if (home->selected >= home->shown)
        place = &PLACES[home->selected - home->shown];
    else
        place = &LEADS[advice->kind];
    if (place->screen == &ROLL_CALL && home->selected < home->shown)
        desk_go(desk, &ROLL_CALL, roll_call_of(advice->day, (int)advice->half));
    else
        desk_go(desk, place->screen, place->argument);
}

static void home_perform(void *model, struct desk *desk, int what)
{
    struct home *home = model;
    struct err err = ERR_EMPTY;

    if (what == HOME_OPEN) {
        home_open(home, desk);
        return;
    }
    if (desk->message.text[0] != '\0') {
        home->notice = desk->message;
        notice_clear(&desk->message);
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
    advice_refresh(home);
}

const struct screen_kind HOME = {
    .title = N_("Session"),
    .help = N_("La ligne en gras est ce qui vient ensuite : Entrée y mène. En dessous, ce qui "
               "manque encore.\nPuis tout ce qu'on peut faire, dans l'ordre des jours : choisir "
               "avec les flèches ou le chiffre."),
    .model_size = sizeof(struct home),
    .begin = home_begin,
    .update = home_update,
    .perform = home_perform,
    .draw = home_draw,
};
