#include "pos/story/fall.h"

#include "base/lang.h"
#include "pos/acts/places.h"
#include "pos/story/trust.h"
#include "reports/figures/turnover.h"

enum { FALL_SHOWN, FALL_ON };

cents fall_to_share(const struct fall *fall)
{
    return fall->waterfall.steps[fall->waterfall.count - 1].amount;
}

bool fall_is_told(const struct fall *fall)
{
    return fall->told > fall->waterfall.count;
}

static void fall_begin(void *model, struct desk *desk, int64_t argument)
{
    struct fall *fall = model;

    (void)desk;
    (void)argument;
    fall->told = 1;
}

static struct effect fall_update(void *model, const struct event *event)
{
    struct fall *fall = model;

    if (event->kind != EVENT_KEY)
        return NOTHING;
    switch ((int)event->key) {
    case PRESS_ENTER:
        if (fall_is_told(fall))
            return perform(FALL_ON);
        fall->told++;
        break;
    case PRESS_DOWN:
    case PRESS_RIGHT: fall->told += !fall_is_told(fall); break;
    case PRESS_UP:
    case PRESS_LEFT:
    case PRESS_BACKSPACE: fall->told -= fall->told > 1; break;
    case PRESS_HOME: fall->told = 1; break;
    case PRESS_END: fall->told = fall->waterfall.count + 1; break;
    default: break;
    }
    return NOTHING;
}

static bool fall_read(struct fall *fall, struct till *till, struct err *err)
{
    struct result result;
    struct moment time;
    cents came_in;

    if (!result_read_decided(till, &result, err) || !turnover_read(till->db, &came_in, err) ||
        !distribution_find(till->db, &fall->decided, &fall->is_decided, &time, err) ||
        !people_read(till->db, &fall->people, err))
        return false;
    fall->is_decided = fall->is_decided && !result_has_moved(&result);
    waterfall_of(&result, came_in, &fall->waterfall);
    return true;
}

static void fall_perform(void *model, struct desk *desk, int what)
{
    struct fall *fall = model;
    struct err err = ERR_EMPTY;

    if (what == FALL_ON) {
        if (fall->is_decided || fall_to_share(fall) <= 0)
            desk_go(desk, &TRUST, 0);
        else
            desk_go(desk, &SHARING, 0);
        return;
    }
    if (!fall_read(fall, desk->till, &err)) {
        waterfall_of(&(struct result){ .net_sales = 0 }, 0, &fall->waterfall);
        notice_fail(&fall->notice, &err);
    }
}

const struct screen_kind FALL = {
    .title = N_("Le partage"),
    .help = N_("De ce qui est entré jusqu'à la part de chaque personne.\n"
               "Une touche, une étape. Gauche revient.\n"
               "Les parts se montrent après le vote. Rien n'est inscrit ici."),
    .model_size = sizeof(struct fall),
    .begin = fall_begin,
    .update = fall_update,
    .perform = fall_perform,
    .draw = fall_draw,
};
