#include "programme/duty.h"

#include "base/lang.h"
#include "base/text.h"
#include "programme/calendar.h"

#include <stdio.h>
#include <string.h>

static const char SQL_ROLES[] =
    "SELECT role, badge FROM role_held WHERE day = ?1 ORDER BY role, badge";
static const char SQL_GIVE[] =
    "INSERT OR IGNORE INTO role_held (day, role, badge) VALUES (?1, ?2, ?3)";
static const char SQL_TAKE[] = "DELETE FROM role_held WHERE day = ?1 AND role = ?2 AND badge = ?3";
static const char SQL_DAY_BEFORE[] = "SELECT max(day) FROM role_held WHERE day < ?1";
static const char SQL_DAY[] = "SELECT 1 FROM session_day WHERE day = ?1";

static const struct usual {
    const char *word;
    const char *name;
} USUAL[] = {
    { "till", N_("caisse") }, { "welcome", N_("accueil") },   { "making", N_("fabrication") },
    { "stock", N_("stock") }, { "poster", N_("affiche") },    { "accounts", N_("comptes") },
    { "time", N_("temps") },  { "cleaning", N_("propreté") },
};

const char *duty_usual(int i)
{
    return i >= 0 && i < (int)COUNT_OF(USUAL) ? USUAL[i].word : NULL;
}

const char *duty_role_name(const char *role)
{
    for (size_t i = 0; i < COUNT_OF(USUAL); i++)
        if (strcmp(USUAL[i].word, role) == 0)
            return _(USUAL[i].name);
    return role;
}

bool duty_read(struct db *db, int day, struct duties *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_ROLES, err);

    out->count = 0;
    stmt_bind_int(&query, 1, day);
    while (stmt_next(&query) && out->count < DUTIES_MAX) {
        struct duty *duty = &out->list[out->count++];

        snprintf(duty->role, sizeof duty->role, "%s", stmt_text(&query, 0));
        snprintf(duty->badge, sizeof duty->badge, "%s", stmt_text(&query, 1));
    }
    return stmt_finish(&query);
}

bool duty_is_held(const struct duties *duties, const char *role, const char *badge)
{
    for (int i = 0; i < duties->count; i++)
        if (strcmp(duties->list[i].role, role) == 0 && strcmp(duties->list[i].badge, badge) == 0)
            return true;
    return false;
}

static bool duty_change(struct db *db, const char *sql, int day, const struct duty *duty,
                        struct err *err)
{
    struct stmt change = db_prepare(db, sql, err);

    stmt_bind_int(&change, 1, day);
    stmt_bind_text(&change, 2, duty->role);
    stmt_bind_text(&change, 3, duty->badge);
    stmt_run(&change);
    return stmt_finish(&change);
}

static bool day_check(struct db *db, int day, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_DAY, err);
    bool found;

    stmt_bind_int(&query, 1, day);
    found = stmt_next(&query);
    return stmt_finish(&query) &&
           (found || err_fail(err, ERR_INPUT, _("La session n'a pas de jour J%d."), day));
}

bool duty_give(struct db *db, int day, const char *role, const char *badge, struct err *err)
{
    struct duties held;
    struct duty duty;

    if (!text_copy(duty.role, sizeof duty.role, role, _("Rôle"), err) ||
        !text_copy(duty.badge, sizeof duty.badge, badge, _("Badge"), err) ||
        !day_check(db, day, err) || !duty_read(db, day, &held, err))
        return false;
    if (duty.role[0] == '\0')
        return err_fail(err, ERR_INPUT, _("Le rôle n'a pas de nom : l'écrire en un mot."));
    if (held.count == DUTIES_MAX)
        return err_fail(err, ERR_INPUT, _("Ce jour a déjà %d rôles : en enlever un."),
                        (int)DUTIES_MAX);
    return duty_change(db, SQL_GIVE, day, &duty, err);
}

bool duty_take(struct db *db, int day, const char *role, const char *badge, struct err *err)
{
    struct duty duty = { "", "" };

    snprintf(duty.role, sizeof duty.role, "%s", role);
    snprintf(duty.badge, sizeof duty.badge, "%s", badge);
    return duty_change(db, SQL_TAKE, day, &duty, err);
}

bool duty_day_before(struct db *db, int day, int *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_DAY_BEFORE, err);

    *out = 0;
    stmt_bind_int(&query, 1, day);
    if (stmt_next(&query) && !stmt_is_null(&query, 0))
        *out = stmt_range(&query, 0, 0, DAYS_MAX);
    return stmt_finish(&query);
}

bool duty_can_hold(const struct participant *person, int day)
{
    return participant_is_awaited(person, day);
}

/* The next one down the list who is there on `day`; −1 when nobody is. */
static int person_after(const struct people *people, int person, int day)
{
    for (int step = 1; step <= people->count; step++) {
        int next = (person + step) % people->count;

        if (duty_can_hold(&people->list[next], day))
            return next;
    }
    return -1;
}

bool duty_rotate(struct db *db, int from, int day, struct err *err)
{
    struct duties before;
    struct people people;

    if (!duty_read(db, from, &before, err) || !people_read(db, &people, err))
        return false;
    if (before.count == 0)
        return err_fail(err, ERR_INPUT, _("J%d n'a pas de rôles : les choisir un par un."), from);
    for (int i = 0; i < before.count; i++) {
        int person = people_find(&people, before.list[i].badge);
        int next = person < 0 ? -1 : person_after(&people, person, day);

        if (next >= 0 && !duty_give(db, day, before.list[i].role, people.list[next].badge, err))
            return false;
    }
    return true;
}
