#include "reports/hub/setup.h"

#include "base/lang.h"

#include <stdio.h>

static const char ROLES[] = {
#include "reports/hub/roles.sql.inc"
};
static const char STEP_1[] = {
#include "reports/hub/step_1.sql.inc"
};
static const char STEP_2[] = {
#include "reports/hub/step_2.sql.inc"
};
static const char STEP_3[] = {
#include "reports/hub/step_3.sql.inc"
};
static const char STEP_4[] = {
#include "reports/hub/step_4.sql.inc"
};
static const char STEP_5[] = {
#include "reports/hub/step_5.sql.inc"
};
/* A step is never changed once people ran it: what comes later is a further step. */
static const char *const STEPS[] = { STEP_1, STEP_2, STEP_3, STEP_4, STEP_5 };

/* Any number, the same for all who set up a hub in this database. */
static const char LOCK[] = "BEGIN; SELECT pg_advisory_xact_lock(1279612240);\n";
static const char SQL_HAS_STEPS[] = "SELECT to_regclass('hub.step') IS NOT NULL";
static const char SQL_STEP[] = "SELECT coalesce(max(number), 0) FROM hub.step";
static const char SQL_HOST[] =
    "INSERT INTO hub.host VALUES ($1, $2) ON CONFLICT (siren) DO UPDATE SET name = excluded.name";
static const char SQL_MEMBER[] = "INSERT INTO hub.member VALUES ($2, $1) "
                                 "ON CONFLICT (login) DO UPDATE SET siren = excluded.siren "
                                 "RETURNING format('DO $do$ BEGIN IF NOT EXISTS (SELECT FROM "
                                 "pg_roles WHERE rolname = %L) THEN CREATE ROLE %I LOGIN; END IF; "
                                 "GRANT hub_host TO %I; END $do$', login, login, login)";

int hub_newest_step(void)
{
    return (int)COUNT_OF(STEPS);
}

static bool step_read(struct hub *hub, const char *sql, int64_t *out, struct err *err)
{
    struct hub_rows *rows = NULL;

    if (!hub_ask(hub, sql, NULL, 0, &rows, err))
        return false;

    const char *value = hub->wire->value(rows, 0, 0);
    bool good = true;

    if (value[0] == 't' || value[0] == 'f')
        *out = value[0] == 't';
    else
        good = hub_int(hub, rows, 0, 0, out, err);
    hub_rows_free(hub, rows);
    return good;
}

bool hub_step(struct hub *hub, int *out, struct err *err)
{
    int64_t number = 0;

    if (!step_read(hub, SQL_HAS_STEPS, &number, err) ||
        (number > 0 && !step_read(hub, SQL_STEP, &number, err)))
        return false;
    if (number > hub_newest_step())
        return err_fail(err, ERR_STORAGE,
                        _("le pôle est d'une version plus récente (étape %lld, ici %d) : mettre "
                          "flashcoop à jour"),
                        (long long)number, hub_newest_step());
    *out = (int)number;
    return true;
}

bool hub_check_step(struct hub *hub, struct err *err)
{
    int number = 0;

    if (!hub_step(hub, &number, err))
        return false;
    return number == hub_newest_step() ||
           err_fail(err, ERR_STORAGE,
                    _("le pôle n'est pas prêt (étape %d, ici %d) : qui tient le serveur lance "
                      "flashcoop hub init"),
                    number, hub_newest_step());
}

void hub_print_steps(int from, struct buf *out)
{
    if (from == 0)
        buf_put_text(out, ROLES);
    for (int i = from; i < hub_newest_step(); i++)
        buf_put_text(out, STEPS[i]);
}

static bool script_run(struct hub *hub, const char *sql, int number, struct err *err)
{
    struct buf script = buf_init(1 << 20);
    struct err ignored = ERR_EMPTY;
    bool good;

    buf_put_text(&script, LOCK);
    if (number > 0)
        buf_printf(&script,
                   "SET LOCAL ROLE hub_owner; INSERT INTO hub.step (number) VALUES (%d);\n",
                   number);
    buf_put_text(&script, sql);
    buf_put_text(&script, ";\nCOMMIT;");
    good = buf_check(&script, err) && hub->wire->script(hub->link, buf_text(&script), err);
    if (!good)
        (void)!hub->wire->script(hub->link, "ROLLBACK", &ignored);
    buf_release(&script);
    return good;
}

bool hub_run_steps(struct hub *hub, int from, int upto, struct err *err)
{
    bool good = script_run(hub, ROLES, 0, err);

    for (int number = from + 1; good && number <= upto; number++)
        good = script_run(hub, STEPS[number - 1], number, err);
    return good;
}

bool hub_add_host(struct hub *hub, const struct hub_host *host, struct err *err)
{
    struct hub_call calls[] = {
        { .sql = "BEGIN" },
        { .sql = "SET LOCAL ROLE hub_owner" },
        { .sql = SQL_HOST, .count = 2, .values = { hub_text(host->siren), hub_text(host->name) } },
        { .sql = SQL_MEMBER,
          .count = 2,
          .values = { hub_text(host->siren), hub_text(host->login) } },
    };
    struct hub_rows *rows = NULL;
    struct err ignored = ERR_EMPTY;
    bool good = hub->wire->exchange(hub->link, calls, COUNT_OF(calls), &rows, err);

    /* The server quotes the name of the login; only who keeps the server may make one. */
    good = good && hub->wire->script(hub->link, "RESET ROLE", err) &&
           hub->wire->script(hub->link, hub->wire->value(rows, 0, 0), err) &&
           hub->wire->script(hub->link, "COMMIT", err);
    if (!good)
        (void)!hub->wire->script(hub->link, "ROLLBACK", &ignored);
    hub_rows_free(hub, rows);
    return good;
}
