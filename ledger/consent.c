#include "ledger/consent.h"

#include "base/lang.h"
#include "ledger/first_till.h"

#include <stdio.h>

enum { CONSENT_ROWS_MAX = 4096 };

static const char SQL_HAS_CONSENTS[] =
    "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'consent'";

/* What the table says, in the words of the records; the newest record of each use of each person;
 * those of ledger/image_right stand in no table.
 */
#define SAID                                                                                       \
    "said AS MATERIALIZED (SELECT badge, CASE use WHEN 0 THEN 'image' WHEN 1 THEN 'quote' "        \
    "WHEN 2 THEN 'follow-up' ELSE 'sharing' END AS use, CASE WHEN revoked IS NOT NULL THEN "       \
    "'stop' WHEN given THEN 'yes' ELSE 'no' END AS answer, coalesce(revoked, decided) AS day "     \
    "FROM consent)"
#define SEALED                                                                                     \
    "sealed AS MATERIALIZED (SELECT badge, use, answer, day, max(seq * 4096 + rank) "              \
    "FROM consent_fact WHERE chain = (SELECT chain FROM setting_fact WHERE key = 'id' "            \
    "ORDER BY seq LIMIT 1) AND use NOT GLOB 'image.*' GROUP BY badge, use)"

static const char SQL_NEWS[] =
    "WITH " SAID ", " SEALED " SELECT badge, use, answer, day FROM said WHERE NOT EXISTS "
    "(SELECT 1 FROM sealed WHERE (sealed.badge, sealed.use, sealed.answer, sealed.day) = "
    "(said.badge, said.use, said.answer, said.day)) ORDER BY badge, use";
/* Who has no name any more, and no consent at all, was erased. */
static const char SQL_DIFFERENCE[] =
    "WITH " SAID ", " SEALED " SELECT badge FROM said WHERE NOT EXISTS "
    "(SELECT 1 FROM sealed WHERE (sealed.badge, sealed.use, sealed.answer, sealed.day) = "
    "(said.badge, said.use, said.answer, said.day)) "
    "UNION ALL SELECT badge FROM sealed JOIN participant USING (badge) WHERE erased_on IS NULL AND "
    "(called_name <> '' OR badge IN (SELECT badge FROM said)) AND NOT EXISTS (SELECT 1 FROM said "
    "WHERE (said.badge, said.use) = (sealed.badge, sealed.use)) "
    "LIMIT 1";

/* Books of the ledger alone have none. */
static bool has_consents(struct db *db, bool *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_HAS_CONSENTS, err);

    *out = stmt_next(&query);
    return stmt_finish(&query);
}

bool consent_find_difference(struct db *db, char out[ACTOR_MAX], struct err *err)
{
    bool exists = false;

    out[0] = '\0';
    if (!has_consents(db, &exists, err) || !exists)
        return err->code == ERR_NONE;

    struct stmt query = db_prepare(db, SQL_DIFFERENCE, err);

    if (stmt_next(&query))
        snprintf(out, ACTOR_MAX, "%s", stmt_text(&query, 0));
    return stmt_finish(&query);
}

bool consent_check(struct till *till, struct err *err)
{
    char badge[ACTOR_MAX];

    if (!first_till_check(till,
                          _("Les accords se notent sur la première caisse, %c : ils y valent pour "
                            "toutes."),
                          err) ||
        !consent_find_difference(till->db, badge, err))
        return false;
    return badge[0] == '\0' ||
           err_fail(err, ERR_TAMPERED,
                    _("Un accord de %s n'est plus celui qui a été enregistré : lancer « verify »."),
                    badge);
}

bool consent_seal(struct till *till, struct err *err)
{
    struct journal *journal = &till->real;
    bool exists = false;
    int rank = 0;

    if (!has_consents(till->db, &exists, err) || !exists)
        return err->code == ERR_NONE;

    struct stmt query = db_prepare(till->db, SQL_NEWS, err);
    bool good = true;

    while (good && rank < CONSENT_ROWS_MAX && stmt_next(&query)) {
        if (rank == 0)
            good = journal_begin(journal, RECORD_CONSENT, 0, &till->actor, till_now(till), err);
        if (!good)
            break;

        struct fact fact = fact_begin(journal, FACT_CONSENT);

        fact_int(&fact, ++rank);
        fact_text(&fact, stmt_text(&query, 0));
        fact_text(&fact, stmt_text(&query, 1));
        fact_text(&fact, stmt_text(&query, 2));
        fact_int(&fact, stmt_int(&query, 3));
        fact_null(&fact);
        fact_text(&fact, till->actor.who);
        fact_text(&fact, "");
        fact_end(&fact);
    }
    return stmt_finish(&query) && good && (rank == 0 || journal_seal(journal, err));
}
