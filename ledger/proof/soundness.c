#include "ledger/proof/soundness.h"

#include "base/lang.h"
#include "ledger/fact_order.h"
#include "ledger/till.h"

#include <stdio.h>

#define UNSOUND "unsound"

static const char SQL_RECORDS[] =
    SQL_REAL_CHAINS "SELECT sum((SELECT max(seq) FROM record WHERE record.chain = real.chain)) "
                    "FROM real";
static const char SQL_FIND[] = "SELECT note.detail FROM note JOIN record USING (chain, seq) "
                               "WHERE chain = ?1 AND seq = ?2 - 1 AND record.kind = ?3 AND "
                               "note.subject = '" UNSOUND "'";

/* A week of a market. */
enum { LONG_RECORDS = 5000 };

static bool book_is_long(struct db *db, bool *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_RECORDS, err);

    *out = stmt_next(&query) && stmt_number(&query, 0) > LONG_RECORDS;
    return stmt_finish(&query);
}

bool soundness_note(struct till *till, enum period_kind kind, struct err *err)
{
    struct verdict verdict;
    bool is_long = false;

    if (!book_is_long(till->db, &is_long, err) ||
        !(is_long && kind == PERIOD_DAY
              ? book_verify_day(till->db, till_journal(till)->chain, &verdict, err)
              : book_verify(till->db, NULL, "", &verdict, err)))
        return false;
    return verdict.is_good || till_note(till, RECORD_REFUSAL, UNSOUND, verdict.what, 0, err);
}

bool soundness_read(struct db *db, const char *chain, int64_t seq, char out[VERDICT_TEXT_MAX],
                    struct err *err)
{
    struct stmt query = db_prepare(db, SQL_FIND, err);

    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, seq);
    stmt_bind_int(&query, 3, RECORD_REFUSAL);
    out[0] = '\0';
    if (stmt_next(&query))
        snprintf(out, VERDICT_TEXT_MAX, "%s", stmt_text(&query, 0));
    return stmt_finish(&query);
}

void soundness_say(const char *what, char out[2 * VERDICT_TEXT_MAX])
{
    snprintf(out, (size_t)2 * VERDICT_TEXT_MAX, _("Attention, ce livre ne se vérifie pas : %s."),
             what);
}
