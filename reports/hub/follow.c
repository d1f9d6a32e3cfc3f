#include "reports/hub/follow.h"

#include "programme/workbook.h"
#include "reports/figures/roll.h"
#include "reports/hub/session_facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void follow_put(struct follow *follow, const char *kind, const char *item, int64_t count)
{
    struct follow_count *one = &follow->all[follow->count];

    if (count == 0)
        return;
    one->kind = kind;
    one->count = count;
    snprintf(one->item, sizeof one->item, "%s", item);
    follow->count++;
}

static bool outcomes_put(struct db *db, const struct people *people, struct follow *out,
                         struct err *err)
{
    for (int moment = 0; moment < OUTCOME_MOMENT_COUNT; moment++) {
        const char *kind = outcome_moment_word((enum outcome_moment)moment);
        struct outcome_counts counts;

        if (!outcome_count(db, people, (enum outcome_moment)moment, &counts, err))
            return false;
        if (counts.answers < COUNT_LEAST)
            continue;
        for (int i = 0; i < OUTCOME_KIND_COUNT; i++)
            follow_put(out, kind, outcome_word((enum outcome_kind)i), counts.kinds[i]);
        follow_put(out, kind, "unsaid", counts.kinds[OUTCOME_NOT_SAID]);
    }
    return true;
}

/* The calls of one person. */
struct calls {
    int attempts;
    bool reached;
};

static void call_take(void *context, const struct follow_up_call *call)
{
    struct calls *calls = context;

    calls->attempts++;
    calls->reached = calls->reached || strcmp(call->result, "answered") == 0;
}

static bool calls_put(struct db *db, const struct people *people, struct follow *out,
                      struct err *err)
{
    int attempts = 0, called = 0, reached = 0;

    for (int i = 0; i < people->count; i++) {
        struct calls calls = { .attempts = 0 };

        if (!workbook_each_call(db, people->list[i].badge, call_take, &calls, err))
            return false;
        attempts += calls.attempts;
        called += calls.attempts > 0;
        reached += calls.reached;
    }
    if (called < COUNT_LEAST)
        return true;
    follow_put(out, "call", "attempts", attempts);
    follow_put(out, "call", "called", called);
    follow_put(out, "call", "reached", reached);
    return true;
}

static void hours_put(const struct roll *roll, struct follow *out)
{
    int present = 0;

    for (int i = 0; i < roll->people.count; i++)
        present += roll->totals[i].present > 0;
    if (present >= COUNT_LEAST)
        follow_put(out, "hours", "minutes", roll->group.present);
}

bool follow_read(struct db *db, struct follow *out, struct err *err)
{
    struct roll *roll = calloc(1, sizeof *roll);
    bool good;

    if (!roll)
        abort();
    out->count = 0;
    good = roll_read(db, roll, err) && outcomes_put(db, &roll->people, out, err) &&
           calls_put(db, &roll->people, out, err);
    if (good)
        hours_put(roll, out);
    free(roll);
    return good;
}
