#include "pos/story/growth.h"

#include "base/lang.h"
#include "pos/story/fall.h"

enum { GROWTH_SHOWN, GROWTH_DAY, GROWTH_ON };

bool growth_is_told(const struct growth *growth)
{
    return growth->hour >= growth->story.last;
}

static void growth_begin(void *model, struct desk *desk, int64_t argument)
{
    struct growth *growth = model;

    (void)desk;
    (void)argument;
    growth->day_at = -1;
}

static struct effect turn(struct growth *growth, int by)
{
    int to = growth->day_at + by;

    if (to < 0 || to >= growth->day_count)
        return BEEP;
    growth->day_at = to;
    return perform(GROWTH_DAY);
}

static struct effect growth_key(struct growth *growth, enum press key)
{
    bool has_sales = growth->day_count > 0;

    switch ((int)key) {
    case PRESS_ENTER:
        if (growth_is_told(growth))
            return perform(GROWTH_ON);
        growth->hour++;
        return NOTHING;
    case PRESS_RIGHT: growth->hour += !growth_is_told(growth); return NOTHING;
    case PRESS_LEFT:
    case PRESS_BACKSPACE: growth->hour -= growth->hour > growth->story.first; return NOTHING;
    case PRESS_HOME: growth->hour = growth->story.first; return NOTHING;
    case PRESS_END: growth->hour = has_sales ? growth->story.last : 0; return NOTHING;
    case PRESS_UP:
    case PRESS_PAGE_UP: return turn(growth, -1);
    case PRESS_DOWN:
    case PRESS_PAGE_DOWN: return turn(growth, 1);
    default: return NOTHING;
    }
}

static struct effect growth_update(void *model, const struct event *event)
{
    struct growth *growth = model;

    return event->kind == EVENT_KEY ? growth_key(growth, event->key) : NOTHING;
}

static bool story_read(struct growth *growth, struct desk *desk, struct err *err)
{
    struct day_story *story = &growth->story;

    if (growth->day_count == 0) {
        *story = (struct day_story){ .last = -1 };
        return true;
    }
    if (!day_story_read(desk->till->db, growth->days[growth->day_at], story, err) ||
        !pictures_load(&desk->pictures, desk->till->db, err))
        return false;
    growth->pictures = desk->pictures;
    for (int i = 0; i < story->good_count; i++)
        growth->ranks[i] =
            pictures_rank(desk->pictures, story->goods[i].code, story->goods[i].label);
    return true;
}

/* The first time: the newest day, at its first hour. Back again: as it was left. */
static bool growth_read(struct growth *growth, struct desk *desk, struct err *err)
{
    bool again = growth->day_at >= 0;

    if (!day_story_days(desk->till->db, growth->days, &growth->day_count, err))
        return false;
    if (!again)
        growth->day_at = growth->day_count - 1;
    if (!story_read(growth, desk, err))
        return false;
    if (!again)
        growth->hour = growth->story.first;
    return true;
}

static void growth_perform(void *model, struct desk *desk, int what)
{
    struct growth *growth = model;
    struct err err = ERR_EMPTY;

    if (what == GROWTH_ON) {
        desk_go(desk, &FALL, 0);
        return;
    }
    if (!growth_read(growth, desk, &err))
        notice_fail(&growth->notice, &err);
    else if (what == GROWTH_DAY)
        growth->hour = growth->story.first;
}

const struct screen_kind GROWTH = {
    .title = N_("L'histoire du jour"),
    .help = N_("Ce qui a été vendu, l'argent et les heures.\n"
               "Entrée ajoute une heure, gauche revient.\n"
               "Haut et bas : un autre jour de vente. Ensuite vient le partage."),
    .model_size = sizeof(struct growth),
    .begin = growth_begin,
    .update = growth_update,
    .perform = growth_perform,
    .draw = growth_draw,
};
