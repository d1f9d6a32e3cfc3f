#include "ledger/presence.h"

#include "base/lang.h"
#include "ledger/first_till.h"

#include <stdio.h>
#include <string.h>

enum { PRESENCE_ROWS_MAX = 4096 };

static const char SQL_HAS_ROLL[] =
    "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'attendance'";

/* The newest record of each half-day of each person: that of the highest place in the chain. */
#define SEALED                                                                                     \
    "SELECT badge, day, half, minutes, code, max(seq * 4096 + rank) FROM presence WHERE chain = "  \
    "(SELECT chain FROM setting_fact WHERE key = 'id' ORDER BY seq LIMIT 1) "                      \
    "GROUP BY badge, day, half"
/* A reason that is a code is sealed; free words are not. */
#define CODE "CASE reason WHEN 'excused' THEN reason ELSE '' END"

static const char SQL_DIFFERENCES[] =
    "WITH sealed AS MATERIALIZED (" SEALED ") "
    "SELECT badge, day, half, present, " CODE " FROM attendance AS now WHERE NOT EXISTS "
    "(SELECT 1 FROM sealed WHERE (sealed.badge, sealed.day, sealed.half, minutes, code) = "
    "(now.badge, now.day, now.half, present, " CODE ")) "
    "UNION ALL SELECT badge, day, half, NULL, '' FROM sealed WHERE minutes IS NOT NULL AND "
    "NOT EXISTS (SELECT 1 FROM attendance AS now WHERE (now.badge, now.day, now.half) = "
    "(sealed.badge, sealed.day, sealed.half)) ORDER BY 2, 3, 1";
static const char SQL_TAKE_BACK[] =
    "WITH sealed AS MATERIALIZED (" SEALED ") "
    "DELETE FROM attendance WHERE NOT EXISTS (SELECT 1 FROM sealed WHERE minutes IS NOT NULL AND "
    "(sealed.badge, sealed.day, sealed.half) = (attendance.badge, attendance.day, "
    "attendance.half))";
static const char SQL_RENEW[] =
    "INSERT INTO attendance (badge, day, half, present, reason) "
    "SELECT badge, day, half, minutes, code FROM (" SEALED ") WHERE minutes IS NOT NULL "
    "AND badge IN (SELECT badge FROM participant) "
    "ON CONFLICT (badge, day, half) DO UPDATE SET present = excluded.present, reason = "
    "CASE WHEN excluded.reason <> '' THEN excluded.reason WHEN reason = 'excused' THEN '' "
    "ELSE reason END";

/* Books of the ledger alone have no roll. */
static bool has_roll(struct db *db, bool *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_HAS_ROLL, err);

    *out = stmt_next(&query);
    return stmt_finish(&query);
}

bool presence_find_difference(struct db *db, char out[ACTOR_MAX], struct err *err)
{
    bool exists = false;

    out[0] = '\0';
    if (!has_roll(db, &exists, err) || !exists)
        return err->code == ERR_NONE;

    struct stmt query = db_prepare(db, SQL_DIFFERENCES, err);

    if (stmt_next(&query))
        snprintf(out, ACTOR_MAX, "%s", stmt_text(&query, 0));
    return stmt_finish(&query);
}

bool presence_check(struct till *till, struct err *err)
{
    char badge[ACTOR_MAX];

    if (!first_till_check(till,
                          _("L'appel se fait sur la première caisse, %c : ses présences comptent "
                            "pour toutes."),
                          err) ||
        !presence_find_difference(till->db, badge, err))
        return false;
    return badge[0] == '\0' ||
           err_fail(err, ERR_TAMPERED,
                    _("La présence de %s n'est plus celle qui a été enregistrée : lancer "
                      "« verify »."),
                    badge);
}

static void presence_fact(struct journal *journal, const struct stmt *row, int rank)
{
    struct fact fact = fact_begin(journal, FACT_PRESENCE);

    fact_int(&fact, rank);
    fact_text(&fact, stmt_text(row, 0));
    fact_int(&fact, stmt_int(row, 1));
    fact_int(&fact, stmt_int(row, 2));
    if (stmt_is_null(row, 3))
        fact_null(&fact);
    else
        fact_int(&fact, stmt_int(row, 3));
    fact_text(&fact, stmt_text(row, 4));
    fact_end(&fact);
}

bool presence_seal(struct till *till, struct err *err)
{
    struct journal *journal = &till->real;
    bool exists = false;
    int rank = 0;

    if (!has_roll(till->db, &exists, err) || !exists)
        return err->code == ERR_NONE;

    struct stmt query = db_prepare(till->db, SQL_DIFFERENCES, err);
    bool good = true;

    while (good && rank < PRESENCE_ROWS_MAX && stmt_next(&query)) {
        if (rank == 0)
            good = journal_begin(journal, RECORD_PRESENCE, 0, &till->actor, till_now(till), err);
        if (good)
            presence_fact(journal, &query, ++rank);
    }
    return stmt_finish(&query) && good && (rank == 0 || journal_seal(journal, err));
}

static bool run(struct db *db, const char *sql, struct err *err)
{
    struct stmt stmt = db_prepare(db, sql, err);

    stmt_run(&stmt);
    return stmt_finish(&stmt);
}

bool presence_renew(struct db *db, struct err *err)
{
    bool exists = false;

    if (!has_roll(db, &exists, err) || !exists)
        return err->code == ERR_NONE;
    return run(db, SQL_TAKE_BACK, err) && run(db, SQL_RENEW, err);
}
