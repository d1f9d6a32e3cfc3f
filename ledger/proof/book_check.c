#include "ledger/proof/book_check.h"

#include "base/lang.h"
#include "ledger/fact_order.h"
#include "ledger/role.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* One seek each: DISTINCT would walk through every record. */
static const char SQL_CHAINS[] =
    "WITH RECURSIVE step(chain) AS (SELECT min(chain) FROM record UNION ALL SELECT (SELECT "
    "min(chain) FROM record WHERE record.chain > step.chain) FROM step WHERE step.chain IS NOT "
    "NULL) SELECT chain FROM step WHERE chain IS NOT NULL";
static const char SQL_LAST[] = "SELECT max(seq) FROM record WHERE chain = ?";
static const char SQL_FOUNDER[] = "SELECT chain FROM setting_fact WHERE key = 'id'";
/* PINs that were set here, or before the copy that this till was made of. */
static const char SQL_LAST_PIN[] =
    "SELECT note.detail FROM note JOIN record USING (chain, seq) WHERE record.kind = 64 AND "
    "note.subject = ?1 AND (note.chain = (SELECT value FROM local WHERE key = 'till') "
    "OR " FACT_PLACE("note") " = 0) ORDER BY " FACT_NEWEST_FIRST("note") " LIMIT 1";

/* What each start takes for the key that was announced: with another one an honest sale would be
 * signed by whom nobody announced. */
static const char SQL_OTHER_KEY[] =
    "SELECT substr(key, 1, 1) AS letter FROM local WHERE key GLOB '[A-Za-z].key' AND value <> "
    "coalesce((SELECT note.detail FROM note JOIN record USING (chain, seq) WHERE note.chain = "
    "substr(local.key, 1, 1) AND record.kind = ? ORDER BY note.seq DESC LIMIT 1), '') LIMIT 1";

static const char SQL_DOCUMENT_HOLE[] =
    "SELECT chain, seq, number FROM (SELECT chain, seq, number, row_number() OVER "
    "(PARTITION BY chain, kind ORDER BY seq) AS rank FROM document) "
    "WHERE number NOT LIKE '%-' || rank OR length(number) < 3 LIMIT 1";
/* An invoice that its credit notes take below zero, or that is not there. */
static const char SQL_CREDITED_BEYOND[] =
    "SELECT iif(document.kind = 'credit', refers, document.number) AS invoice FROM document "
    "JOIN document_line AS line USING (chain, seq) WHERE document.kind IN ('invoice', 'credit') "
    "AND chain BETWEEN 'A' AND 'Z' GROUP BY invoice, rate HAVING sum(line.gross) < 0 OR "
    "sum(line.net) < 0 OR sum(line.gross - line.net) < 0 OR max(document.kind = 'invoice') = 0 "
    "LIMIT 1";

bool book_chains(struct db *db, char out[CHAINS_MAX], struct verdict *verdict, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_CHAINS, err);
    size_t count = 0;

    while (count + 1 < CHAINS_MAX && stmt_next(&query)) {
        struct stmt_cell chain = stmt_cell(&query, 0);
        const char *letter = chain.bytes;

        if (chain.type != STMT_TEXT || chain.length != 1 || !isalpha((unsigned char)*letter)) {
            verdict_fault(verdict, "", 0, _("une caisse « %.20s » que personne n'a faite"),
                          stmt_text(&query, 0));
            break;
        }
        out[count++] = *letter;
    }
    out[count] = '\0';
    return stmt_finish(&query);
}

bool book_check_schema(struct db *db, struct verdict *verdict, struct err *err)
{
    struct err found = ERR_EMPTY;

    if (db_check_schema(db, &found))
        return true;
    if (found.code != ERR_TAMPERED)
        return err_fail(err, found.code, "%s", found.text);
    verdict_fault(verdict, "", 0, _("les tables du livre ne sont plus celles du programme"));
    return true;
}

/*
 * Each index against its table, both ways and in flat memory: as many rows, and none that the
 * index does not find. A lookup by an emptied one finds nothing: a refund passes twice. The plus
 * keeps SQLite from counting the table by that very index, which NOT INDEXED does not.
 */
#define INDEX_MISSES(TABLE, INDEX, WHERE, SAME)                                                    \
    "SELECT (SELECT count(*) FROM " TABLE " INDEXED BY " INDEX " WHERE " WHERE ") <> "             \
    "(SELECT count(*) FROM " TABLE " NOT INDEXED WHERE +" WHERE                                    \
    ") OR EXISTS (SELECT 1 FROM " TABLE " AS it NOT INDEXED WHERE +it." WHERE                      \
    " AND NOT EXISTS (SELECT 1 FROM " TABLE " INDEXED BY " INDEX " WHERE " TABLE "." WHERE         \
    " AND " SAME "))"

static const struct {
    const char *name;
    const char *sql;
} INDEXES[] = {
    { "sale_by_source_key",
      INDEX_MISSES("sale", "sale_by_source_key", "source_key <> ''",
                   "sale.source_key = it.source_key AND sale.chain = it.chain AND "
                   "sale.number = it.number") },
    { "sale_by_refund",
      INDEX_MISSES("sale", "sale_by_refund", "refund_number > 0",
                   "sale.refund_chain = it.refund_chain AND sale.refund_number = it.refund_number "
                   "AND sale.chain = it.chain AND sale.number = it.number") },
    { "sale_by_day_start", INDEX_MISSES("sale", "sale_by_day_start", "flags & 64 <> 0",
                                        "sale.chain = it.chain AND sale.number = it.number") },
    { "product_by_barcode",
      INDEX_MISSES("product", "product_by_barcode", "barcode <> ''",
                   "product.barcode = it.barcode AND product.code = it.code") },
    { "print_job_by_state", INDEX_MISSES("print_job", "print_job_by_state", "state IN (1, 2, 4, 5)",
                                         "print_job.state = it.state AND print_job.id = it.id") },
};

/* "…-3" is the third of its kind in its chain: none was left out, none given twice. */
static bool documents_check(struct db *db, struct verdict *verdict, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_CREDITED_BEYOND, err);

    if (stmt_next(&query))
        verdict_fault(verdict, "", 0,
                      _("les avoirs de la facture « %.40s » dépassent ce qu'elle demande"),
                      stmt_text(&query, 0));
    if (!stmt_finish(&query))
        return false;
    query = db_prepare(db, SQL_DOCUMENT_HOLE, err);

    if (stmt_next(&query))
        verdict_fault(verdict, stmt_text(&query, 0), stmt_int(&query, 1),
                      _("le numéro « %.40s » ne suit pas celui d'avant"), stmt_text(&query, 2));
    return stmt_finish(&query);
}

static bool indexes_check(struct db *db, struct verdict *verdict, struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(INDEXES); i++) {
        struct stmt query = db_prepare(db, INDEXES[i].sql, err);

        if (stmt_next(&query) && stmt_number(&query, 0) != 0)
            verdict_fault(verdict, "", 0, _("l'index « %s » ne suit plus sa table"),
                          INDEXES[i].name);
        if (!stmt_finish(&query))
            return false;
    }
    return true;
}

/* Where the own till says that this chain ends here, 0 when it never says; and who else names it.
 */
static int64_t named_end(const struct journal_check *check, char chain, char own, bool *is_named)
{
    int64_t end = 0;

    *is_named = false;
    for (int i = 0; i < journal_check_named_count(check); i++) {
        const struct named_head *named = &check->named[i];

        if (named->chain[0] != chain)
            continue;
        *is_named = true;
        if (named->by == own && named->seq > end)
            end = named->seq;
    }
    return end;
}

static bool founder_find(struct db *db, char *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_FOUNDER, err);

    *out = stmt_next(&query) ? stmt_text(&query, 0)[0] : '\0';
    return stmt_finish(&query);
}

/* A chain comes by being the own one, the one that the book was made with, or by a merge. */
static bool origins_check(struct db *db, const struct journal_check *check, const char *chains,
                          char own, struct err *err)
{
    char founder = '\0';

    if (!founder_find(db, &founder, err))
        return false;
    for (; *chains; chains++) {
        char chain[2] = { *chains, '\0' };
        char letter = (char)toupper((unsigned char)*chains);
        bool is_named;
        int64_t end = named_end(check, letter, own, &is_named);
        struct stmt query;
        int64_t last;

        if (letter == own)
            continue;
        if (letter != founder && !is_named)
            verdict_fault(check->verdict, "", 0,
                          _("le journal de la caisse %s a été ajouté sans être réuni"), chain);
        if (end == 0 || letter != *chains)
            continue;
        query = db_prepare(db, SQL_LAST, err);
        stmt_bind_text(&query, 1, chain);
        last = stmt_next(&query) ? stmt_number(&query, 0) : 0;
        if (!stmt_finish(&query))
            return false;
        if (last > end)
            verdict_fault(check->verdict, chain, end + 1,
                          _("il a été ajouté sans que sa caisse soit réunie"));
    }
    return true;
}

static bool pins_check(struct db *db, struct verdict *verdict, struct err *err)
{
    for (int role = ROLE_ANIMATOR; role <= ROLE_HOST; role++) {
        struct stmt query = db_prepare(db, SQL_LAST_PIN, err);
        char sealed[PIN_SEAL_MAX] = ""; /* earlier programs sealed only that it was set */
        char found[PIN_SEAL_MAX];
        bool was_set;

        stmt_bind_text(&query, 1, role_word((enum role)role));
        was_set = stmt_next(&query);
        if (was_set)
            snprintf(sealed, sizeof sealed, "%s", stmt_text(&query, 0));
        if (!stmt_finish(&query) || !pin_seal_read(db, (enum role)role, found, err))
            return false;
        if (was_set != (found[0] != '\0'))
            verdict_fault(verdict, "", 0,
                          was_set ? _("le code secret « %s » a été retiré du livre")
                                  : _("un code secret « %s » a été ajouté au livre"),
                          role_name((enum role)role));
        else if (sealed[0] && strcmp(sealed, found) != 0)
            verdict_fault(verdict, "", 0,
                          _("le code secret « %s » n'est plus celui qui a été choisi"),
                          role_name((enum role)role));
    }
    return true;
}

static bool kept_key_check(struct db *db, struct verdict *verdict, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_OTHER_KEY, err);

    stmt_bind_int(&query, 1, RECORD_KEY);
    if (stmt_next(&query))
        verdict_fault(verdict, "", 0,
                      _("la clé retenue de la caisse %s n'est plus celle qu'elle a annoncée"),
                      stmt_text(&query, 0));
    return stmt_finish(&query);
}

bool book_check(struct db *db, const struct journal_check *check, const char *chains, char own,
                struct err *err)
{
    struct verdict *verdict = check->verdict;

    if (!book_check_schema(db, verdict, err))
        return false;
    if (!verdict->is_good) /* the rest asks tables that may be no more */
        return true;
    return indexes_check(db, verdict, err) && documents_check(db, verdict, err) &&
           origins_check(db, check, chains, own, err) && pins_check(db, verdict, err) &&
           kept_key_check(db, verdict, err);
}
