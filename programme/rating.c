#include "programme/rating.h"

#include "base/lang.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum rater_kind rater_kind_of(const char *rater)
{
    if (strcmp(rater, "self") == 0)
        return RATER_SELF;
    if (strcmp(rater, "looking-back") == 0)
        return RATER_LOOKING_BACK;
    if (strncmp(rater, "animator", 8) == 0 && (rater[8] == '\0' || rater[8] == ':'))
        return RATER_ANIMATOR;
    return RATER_PEER;
}

bool rating_check(const struct rating *rating, const char *badge, const struct grid *grid,
                  const struct calendar *calendar, struct err *err)
{
    if (rating->indicator < 0 || rating->indicator >= grid->indicator_count)
        return err_fail(err, ERR_INPUT,
                        _("Cette phrase n'est pas dans la grille de la session : voir la grille."));
    if (rating->day < 1 || rating->day > calendar->day_count)
        return err_fail(err, ERR_INPUT, _("Le jour va de 1 à %d."), calendar->day_count);
    if (rating->value < 0 || rating->value > 4)
        return err_fail(err, ERR_INPUT, _("La marque est 1, 2, 3, 4 ou -."));
    if (strcmp(rating->rater, badge) == 0)
        return err_fail(err, ERR_INPUT, _("%s ne peut pas être son propre pair : écrire self."),
                        badge);
    return true;
}

/* The row of that rater among `names`, made when new; −1 when all are taken. */
static int rater_place(char (*names)[RATER_MAX], int *count, int most, const char *rater)
{
    for (int i = 0; i < *count; i++)
        if (strcmp(names[i], rater) == 0)
            return i;
    if (*count == most)
        return -1;
    snprintf(names[*count], RATER_MAX, "%s", rater);
    return (*count)++;
}

static void pair_take(struct pair *pair, int day, int value, const struct calendar *calendar)
{
    if (day_is_departure(calendar, day) && pair->start == 0)
        pair->start = value * STEP;
    if (day_is_arrival(calendar, day))
        pair->end = value * STEP;
}

void assessment_add(struct assessment *assessment, const struct rating *rating,
                    const struct calendar *calendar)
{
    int i = rating->indicator;
    int place;

    if (rating->value == 0)
        return; /* nothing was seen: an earlier mark stays */
    switch (rater_kind_of(rating->rater)) {
    case RATER_SELF: pair_take(&assessment->self[i], rating->day, rating->value, calendar); break;
    case RATER_LOOKING_BACK: assessment->looking_back[i] = rating->value; break;
    case RATER_ANIMATOR:
        place = rater_place(assessment->animators, &assessment->animator_count, ANIMATORS_MAX,
                            rating->rater);
        if (place >= 0)
            pair_take(&assessment->seen[place][i], rating->day, rating->value, calendar);
        break;
    case RATER_PEER:
        place = rater_place(assessment->peers, &assessment->peer_count, PARTICIPANTS_MAX,
                            rating->rater);
        if (place >= 0)
            assessment->heard[place][i] = rating->value;
        break;
    }
}

/* Mean of those who gave a mark; exact, since STEP is divisible by 1 to 4. */
static int mean_of(int sum, int count)
{
    return count == 0 ? 0 : sum / count;
}

struct pair assessment_pair(const struct assessment *assessment, enum rater_kind kind,
                            int indicator)
{
    int start_sum = 0;
    int start_count = 0;
    int end_sum = 0;
    int end_count = 0;

    assert(kind == RATER_SELF || kind == RATER_ANIMATOR);
    if (kind == RATER_SELF)
        return assessment->self[indicator];
    for (int i = 0; i < assessment->animator_count; i++) {
        const struct pair *pair = &assessment->seen[i][indicator];

        start_sum += pair->start;
        start_count += pair->start != 0;
        end_sum += pair->end;
        end_count += pair->end != 0;
    }
    return (struct pair){ mean_of(start_sum, start_count), mean_of(end_sum, end_count) };
}

struct progression assessment_progression(const struct assessment *assessment, enum rater_kind kind,
                                          const struct grid *grid, int volet)
{
    struct pair pairs[INDICATORS_MAX];
    int count = 0;

    for (int i = 0; i < grid->indicator_count; i++)
        if (grid->indicators[i].volet == volet && grid->indicators[i].counts)
            pairs[count++] = assessment_pair(assessment, kind, i);
    return progression_of(pairs, count);
}

int assessment_peers(const struct assessment *assessment, int indicator)
{
    int at[5] = { 0 }; /* raters by mark */
    int count = 0;
    int passed = 0;
    int low = 0;
    int high = 0;

    for (int i = 0; i < assessment->peer_count; i++) {
        int value = assessment->heard[i][indicator];

        count += value > 0;
        at[value] += value > 0;
    }
    if (count < PEERS_SHOWN_MIN)
        return 0;
    for (int value = 1; value <= 4; value++) {
        passed += at[value];
        if (low == 0 && passed >= (count + 1) / 2)
            low = value;
        if (high == 0 && passed >= count / 2 + 1)
            high = value;
    }
    return low + high;
}

bool gap_find(int mine_twelfths, int peers_halves, int *gap_halves)
{
    if (mine_twelfths == 0 || peers_halves == 0)
        return false;
    *gap_halves = mine_twelfths / (STEP / 2) - peers_halves;
    return true;
}

bool gap_is_encouraging(int gap_halves)
{
    return gap_halves <= -2;
}
