#include "ledger/proof/merge_late.h"

#include "base/lang.h"
#include "ledger/proof/period_totals.h"

#include <stdio.h>

static const char SQL_DAY_IS_OPEN[] =
    "SELECT EXISTS (SELECT 1 FROM record WHERE chain = ?1 AND kind BETWEEN ?2 AND ?3 AND seq > "
    "(SELECT coalesce(max(seq), 0) FROM closing WHERE chain = ?1 AND period = ?4))";
static const char SQL_GROSS[] =
    "SELECT coalesce(sum(gross), 0) FROM sale WHERE chain = ? AND seq > ?";

static bool day_is_open(struct db *db, const char *chain, bool *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_DAY_IS_OPEN, err);

    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, RECORD_SALE);
    stmt_bind_int(&query, 3, RECORD_CASH_OUT);
    stmt_bind_int(&query, 4, PERIOD_DAY);
    *out = stmt_next(&query) && stmt_int(&query, 0) != 0;
    return stmt_finish(&query);
}

bool merge_late_check(const struct till *till, struct db *theirs, const char *chain,
                      struct err *err)
{
    bool is_open = false;

    if (!till->session_is_closed)
        return true;
    return till_check_correction(till, till->correction, err) &&
           day_is_open(theirs, chain, &is_open, err) &&
           (!is_open || err_fail(err, ERR_INPUT,
                                 _("La session est fermée, et la journée de la caisse %s est "
                                   "encore ouverte : la fermer là-bas (Z), puis réunir."),
                                 chain));
}

bool merge_late_note(struct till *till, const char *chain, int64_t after_seq, struct err *err)
{
    const char subject[] = { 't', 'i', 'l', 'l', ' ', chain[0], '\0' };
    struct note note = { subject, till->correction, 0 };
    struct stmt query;

    if (!till->session_is_closed)
        return true;
    query = db_prepare(till->db, SQL_GROSS, err);
    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, after_seq);
    if (stmt_next(&query))
        note.amount = stmt_int(&query, 0);
    return stmt_finish(&query) &&
           journal_note(&till->real, RECORD_IMPORT, &till->actor, till_now(till), &note, err);
}
