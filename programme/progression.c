#include "programme/progression.h"

#include <assert.h>

static void progression_count(struct progression *progression, struct pair pair)
{
    if (pair.start == 0 || pair.end == 0)
        return;
    progression->pairs++;
    progression->sum += pair.end - pair.start;
    progression->up += pair.end > pair.start;
    progression->same += pair.end == pair.start;
    progression->down += pair.end < pair.start;
    progression->ceiling += pair.start == SCALE_TOP;
}

struct progression progression_of(const struct pair *pairs, int indicators)
{
    struct progression result = { .indicators = indicators };
    int room = 0; /* what was left to climb, twelfths */

    for (int i = 0; i < indicators; i++) {
        progression_count(&result, pairs[i]);
        if (pairs[i].start != 0 && pairs[i].end != 0)
            room += SCALE_TOP - pairs[i].start;
    }
    result.shown = result.pairs > 0 && 3 * result.pairs >= 2 * indicators;
    result.near_ceiling = result.shown && 2 * result.ceiling >= result.pairs;
    if (!result.shown)
        return result;
    result.displacement = ratio_of(result.sum, (int64_t)result.pairs * STEP);
    result.index = ratio_of(100 * (int64_t)result.sum, (int64_t)SCALE_SPAN * result.pairs * STEP);
    result.gain_shown = room > 0 && result.sum >= 0;
    if (result.gain_shown)
        result.gain = ratio_of(result.sum, room);
    return result;
}

struct progression progression_person(const struct progression *volets, int volet_count)
{
    struct progression total = { .shown = volet_count > 0 };
    struct ratio index = ratio_of(0, 1);
    struct ratio displacement = ratio_of(0, 1);

    for (int i = 0; i < volet_count; i++) {
        total.pairs += volets[i].pairs;
        total.indicators += volets[i].indicators;
        total.sum += volets[i].sum;
        total.up += volets[i].up;
        total.same += volets[i].same;
        total.down += volets[i].down;
        total.ceiling += volets[i].ceiling;
        total.shown = total.shown && volets[i].shown;
    }
    for (int i = 0; total.shown && i < volet_count; i++) {
        index = ratio_add(index, volets[i].index);
        displacement = ratio_add(displacement, volets[i].displacement);
    }
    if (total.shown) {
        total.index = ratio_divide(index, volet_count);
        total.displacement = ratio_divide(displacement, volet_count);
        total.near_ceiling = 2 * total.ceiling >= total.pairs;
    }
    return total;
}

struct group_progression progression_group(const struct progression *persons, int people)
{
    struct group_progression group = { .people = people };
    struct ratio displacements[SAMPLE_MAX];
    struct ratio sum = ratio_of(0, 1);

    assert(people >= 0 && people <= SAMPLE_MAX);
    for (int i = 0; i < people; i++) {
        if (!persons[i].shown)
            continue;
        if (group.shown == 0 || ratio_compare(persons[i].index, group.index_min) < 0)
            group.index_min = persons[i].index;
        if (group.shown == 0 || ratio_compare(persons[i].index, group.index_max) > 0)
            group.index_max = persons[i].index;
        displacements[group.shown++] = persons[i].displacement;
        sum = ratio_add(sum, persons[i].displacement);
        group.up += persons[i].sum > 0;
        group.same += persons[i].sum == 0;
        group.down += persons[i].sum < 0;
    }
    group.sign = sign_test_of(group.up, group.down);
    group.has_mean = group.shown >= GROUP_MEAN_MIN;
    if (!group.has_mean)
        return group;
    group.displacement = ratio_divide(sum, group.shown);
    group.index = ratio_divide(ratio_of(100 * sum.top, sum.bottom), SCALE_SPAN * group.shown);
    if (group.shown >= GROUP_SPREAD_MIN)
        group.spread = spread_of(displacements, (size_t)group.shown);
    return group;
}
