#include "programme/stay.h"

#include "base/lang.h"
#include "programme/calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char SQL_STAYS[] =
    "SELECT from_day, to_day, reason FROM stay WHERE badge = ?1 ORDER BY from_day";
static const char SQL_CLEAR[] = "DELETE FROM stay WHERE badge = ?1";
static const char SQL_PUT[] =
    "INSERT INTO stay (badge, from_day, to_day, reason) VALUES (?1, ?2, ?3, ?4)";
static const char SQL_STOPPED[] = "UPDATE participant SET stopped_day = ?2 WHERE badge = ?1";
static const char SQL_PRESENT[] = "SELECT DISTINCT day FROM attendance WHERE badge = ?1 AND "
                                  "present > 0 ORDER BY day";

bool stays_cover(const struct stays *stays, int day)
{
    for (int i = 0; i < stays->count; i++)
        if (day >= stays->list[i].from && (stays->list[i].to == 0 || day <= stays->list[i].to))
            return true;
    return stays->count == 0;
}

static int stay_order(const void *a, const void *b)
{
    const struct stay *left = a;
    const struct stay *right = b;

    return left->from - right->from;
}

bool stays_check(struct stays *stays, int day_count, struct err *err)
{
    qsort(stays->list, (size_t)stays->count, sizeof stays->list[0], stay_order);
    for (int i = 0; i < stays->count; i++) {
        const struct stay *stay = &stays->list[i];
        bool is_last = i == stays->count - 1;

        if (stay->from < 1 || stay->from > day_count || stay->to > day_count)
            return err_fail(err, ERR_INPUT, _("Les jours de cette session vont de J1 à J%d."),
                            day_count);
        if (stay->to != 0 && stay->to < stay->from)
            return err_fail(err, ERR_INPUT,
                            _("De J%d à J%d : le dernier jour vient avant le premier."), stay->from,
                            stay->to);
        if (!is_last && (stay->to == 0 || stay->to >= stays->list[i + 1].from))
            return err_fail(err, ERR_INPUT,
                            _("Deux périodes se touchent à J%d : dire quand la première finit."),
                            stays->list[i + 1].from);
    }
    return true;
}

bool stays_read(struct db *db, const char *badge, struct stays *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_STAYS, err);

    *out = (struct stays){ .count = 0 };
    stmt_bind_text(&query, 1, badge);
    while (stmt_next(&query) && out->count < STAYS_MAX) {
        struct stay *stay = &out->list[out->count++];

        stay->from = stmt_range(&query, 0, 1, DAYS_MAX);
        stay->to = stmt_range(&query, 1, 0, DAYS_MAX);
        snprintf(stay->reason, sizeof stay->reason, "%s", stmt_text(&query, 2));
    }
    return stmt_finish(&query);
}

/* Nobody was called present on a day when she was not in the group. */
static bool presence_check(struct db *db, const char *badge, const struct stays *stays,
                           struct err *err)
{
    struct stmt query = db_prepare(db, SQL_PRESENT, err);
    int outside = 0;

    stmt_bind_text(&query, 1, badge);
    while (outside == 0 && stmt_next(&query))
        if (!stays_cover(stays, stmt_range(&query, 0, 1, DAYS_MAX)))
            outside = stmt_range(&query, 0, 1, DAYS_MAX);
    if (!stmt_finish(&query))
        return false;
    return outside == 0 ||
           err_fail(err, ERR_INPUT,
                    _("L'appel dit que %s était là à J%d : corriger d'abord l'appel."), badge,
                    outside);
}

static bool stay_insert(struct db *db, const char *badge, const struct stay *stay, struct err *err)
{
    struct stmt insert = db_prepare(db, SQL_PUT, err);

    stmt_bind_text(&insert, 1, badge);
    stmt_bind_int(&insert, 2, stay->from);
    stmt_bind_int(&insert, 3, stay->to);
    stmt_bind_text(&insert, 4, stay->reason);
    stmt_run(&insert);
    return stmt_finish(&insert);
}

bool stays_put(struct db *db, const char *badge, const struct stays *stays, struct err *err)
{
    struct stmt clear = db_prepare(db, SQL_CLEAR, err);

    stmt_bind_text(&clear, 1, badge);
    stmt_run(&clear);
    if (!stmt_finish(&clear) || !presence_check(db, badge, stays, err))
        return false;
    for (int i = 0; i < stays->count; i++)
        if (!stay_insert(db, badge, &stays->list[i], err))
            return false;

    struct stmt stop = db_prepare(db, SQL_STOPPED, err);

    stmt_bind_text(&stop, 1, badge);
    stmt_bind_int(&stop, 2, stays->count > 0 ? stays->list[stays->count - 1].to : 0);
    stmt_run(&stop);
    return stmt_finish(&stop);
}

void stays_begin(struct stays *stays, int day)
{
    struct stay *last = stays->count > 0 ? &stays->list[stays->count - 1] : NULL;

    if (last && last->to == 0)
        last->from = day; /* the period that runs began on another day */
    else if (last && last->to == day - 1)
        last->to = 0;
    else if (stays->count < STAYS_MAX)
        stays->list[stays->count++] = (struct stay){ .from = day };
}

void stays_end(struct stays *stays, int day)
{
    if (stays->count == 0)
        stays->list[stays->count++] = (struct stay){ .from = 1 };
    stays->list[stays->count - 1].to = day;
}
