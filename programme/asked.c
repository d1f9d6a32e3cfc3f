#include "programme/asked.h"

#include "programme/agenda.h"

#include <stdlib.h>

/* The first words to be understood are those of the group; the others come a day later. */
static bool self_is_asked(const struct grid *grid, const struct asked_day *when,
                          const struct indicator *indicator)
{
    int group_volet = grid->volet_count - 1;
    int starting = when->calendar->creation_last; /* a single day asks for both volets */

    if (when->day == 1 && starting > 1)
        return indicator->volet == group_volet;
    if (when->day == 1 && starting == 1)
        return true;
    if (when->day == 2 && starting > 1)
        return indicator->volet != group_volet || grid->volet_count == 1;
    return agenda_asks(when->calendar, when->day, indicator);
}

/* A first rating that was missed (she was away) is taken while it still counts as one. */
static bool is_late(const struct asked_day *when, const struct indicator *indicator, int i)
{
    return when->day > 1 && day_is_departure(when->calendar, when->day) && when->started &&
           !when->started[i] && indicator->counts;
}

static bool is_asked(const struct grid *grid, const struct asked_day *when,
                     struct asked_rater rater, const struct indicator *indicator)
{
    bool leaves = when->day == when->stopped_day && day_is_arrival(when->calendar, when->day);
    bool last = leaves || when->day == when->calendar->day_count;

    switch (rater.kind) {
    case RATER_SELF:
        return last || self_is_asked(grid, when, indicator) ||
               is_late(when, indicator, (int)(indicator - grid->indicators));
    case RATER_ANIMATOR: return last || agenda_asks(when->calendar, when->day, indicator);
    case RATER_PEER: return rater.all_volets || indicator->volet == grid->volet_count - 1;
    case RATER_LOOKING_BACK: return indicator->counts;
    }
    abort(); /* -Wswitch-enum: every kind is handled above */
}

int sentences_asked(const struct grid *grid, const struct asked_day *when, struct asked_rater rater,
                    int out[INDICATORS_MAX])
{
    int count = 0;

    for (int i = 0; i < grid->indicator_count; i++)
        if (is_asked(grid, when, rater, &grid->indicators[i]))
            out[count++] = i;
    return count;
}

int sentences_planned(const struct grid *grid, const struct calendar *calendar,
                      const struct participant *person, int day, int out[INDICATORS_MAX])
{
    bool started[INDICATORS_MAX] = { false };
    struct asked_day when = { calendar, 1, person ? person->stopped_day : 0, started };
    int count = 0;

    for (when.day = 1; when.day <= day; when.day++) {
        count = person && !participant_is_awaited(person, when.day)
                    ? 0
                    : sentences_asked(grid, &when, (struct asked_rater){ RATER_SELF, false }, out);
        for (int i = 0; i < count; i++)
            started[out[i]] = true;
    }
    return count;
}

int sheet_rows(const struct participant *list, int count, const struct sheet_place *place,
               int out[PARTICIPANTS_MAX])
{
    int rows = 0;

    for (int i = 0; i < count; i++)
        if (participant_is_awaited(&list[i], place->day) &&
            (place->kind != RATER_PEER || list[i].position != place->position))
            out[rows++] = i;
    return rows;
}
