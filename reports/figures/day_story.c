#include "reports/figures/day_story.h"

#include "base/db.h"

#include <stdio.h>
#include <string.h>

enum { HOUR_S = 3600, DAY_S = 86400 };

/* The accounting day of a ticket; one of the first form says none, its own time does (05:00). */
#define SALE_DAY "coalesce(sale.day, (sale.time + sale.offset * 60 - 18000) / 86400)"
#define HOUR     "(sale.time + sale.offset * 60) / 3600"
#define REAL     "sale.chain BETWEEN 'A' AND 'Z'"

static const char SQL_DAYS[] = "SELECT DISTINCT " SALE_DAY " AS sale_day FROM sale WHERE " REAL
                               " ORDER BY sale_day DESC LIMIT ?";
static const char SQL_HOURS[] = "SELECT " HOUR " AS hour, sum(gross) FROM sale WHERE " REAL
                                " AND " SALE_DAY " = ? GROUP BY hour";
static const char SQL_GOODS[] =
    "SELECT " HOUR " AS hour, code, label, sum(quantity) FROM sale JOIN sale_line "
    "USING (chain, number) WHERE " REAL " AND " SALE_DAY " = ? "
    "GROUP BY code, label, hour ORDER BY sum(sum(quantity)) OVER (PARTITION BY code, label) DESC, "
    "label, code, hour";

bool day_story_days(struct db *db, struct day days[STORY_DAYS_MAX], int *count, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_DAYS, err);
    struct day found[STORY_DAYS_MAX];

    *count = 0;
    stmt_bind_int(&query, 1, STORY_DAYS_MAX);
    while (*count < STORY_DAYS_MAX && stmt_next(&query))
        found[(*count)++] = stmt_day(&query, 0);
    for (int i = 0; i < *count; i++)
        days[i] = found[*count - 1 - i];
    return stmt_finish(&query);
}

/* A sale noted on paper yesterday and entered today stands at its hour, on the day of its entry. */
static int hour_in(struct day day, int64_t hour)
{
    int64_t within = hour - (int64_t)day.number * (DAY_S / HOUR_S);

    return within >= 0 && within < STORY_HOURS ? (int)within : (int)(((hour % 24) + 24) % 24);
}

static void hour_seen(struct day_story *story, int hour)
{
    if (story->last < story->first)
        story->first = story->last = hour;
    story->first = hour < story->first ? hour : story->first;
    story->last = hour > story->last ? hour : story->last;
}

/* NULL: there are more articles than one looks at; the sums hold them all the same. */
static struct story_good *good_of(struct day_story *story, const char *code, const char *label)
{
    struct story_good *last = story->good_count > 0 ? &story->goods[story->good_count - 1] : NULL;

    if (last && strcmp(last->code, code) == 0 && strcmp(last->label, label) == 0)
        return last;
    if (story->good_count == STORY_GOODS_MAX)
        return NULL;
    last = &story->goods[story->good_count++];
    memset(last, 0, sizeof *last);
    snprintf(last->code, sizeof last->code, "%s", code);
    snprintf(last->label, sizeof last->label, "%s", label);
    return last;
}

static bool goods_read_sold(struct db *db, struct day_story *story, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_GOODS, err);

    stmt_bind_int(&query, 1, story->day.number);
    while (stmt_next(&query)) {
        struct story_good *good = good_of(story, stmt_text(&query, 1), stmt_text(&query, 2));

        if (!good)
            continue;
        good->sold[hour_in(story->day, stmt_int(&query, 0))] += stmt_int(&query, 3);
        good->all += stmt_int(&query, 3);
    }
    return stmt_finish(&query);
}

bool day_story_read(struct db *db, struct day day, struct day_story *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_HOURS, err);

    memset(out, 0, sizeof *out);
    out->day = day;
    out->last = -1;
    stmt_bind_int(&query, 1, day.number);
    while (stmt_next(&query)) {
        int hour = hour_in(day, stmt_int(&query, 0));

        hour_seen(out, hour);
        out->gross[hour] += stmt_int(&query, 1);
    }
    return stmt_finish(&query) && goods_read_sold(db, out, err);
}

cents day_story_gross(const struct day_story *story, int hour)
{
    cents sum = 0;

    for (int i = 0; i <= hour && i < STORY_HOURS; i++)
        sum += story->gross[i];
    return sum;
}

thousandths day_story_sold(const struct story_good *good, int hour)
{
    thousandths sum = 0;

    for (int i = 0; i <= hour && i < STORY_HOURS; i++)
        sum += good->sold[i];
    return sum;
}

thousandths day_story_most_sold(const struct day_story *story)
{
    thousandths most = 0;

    for (int i = 0; i < story->good_count; i++) {
        thousandths sum = 0;

        for (int hour = 0; hour < STORY_HOURS; hour++) { /* before a refund it was more */
            sum += story->goods[i].sold[hour];
            most = sum > most ? sum : most;
        }
    }
    return most;
}

cents day_story_best_hour(const struct day_story *story)
{
    cents best = 0;

    for (int i = 0; i < STORY_HOURS; i++)
        best = story->gross[i] > best ? story->gross[i] : best;
    return best;
}
