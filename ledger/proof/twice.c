#include "ledger/proof/twice.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"

#include <stdio.h>

#define REAL_CHAIN "BETWEEN 'A' AND 'Z'"

static const char SQL_REFUNDED[] =
    "SELECT DISTINCT refund_chain || '-' || refund_number FROM sale JOIN sale_line AS back "
    "USING (chain, number) WHERE refund_number > 0 AND chain " REAL_CHAIN
    " GROUP BY refund_chain, refund_number, refund_line HAVING max(chain = ?1) AND -sum(quantity) "
    "> (SELECT quantity FROM sale_line AS sold WHERE (sold.chain, sold.number, sold.line) = "
    "(refund_chain, refund_number, back.refund_line))";
static const char SQL_CANCELLED[] =
    "SELECT (SELECT label FROM charge AS it WHERE (it.chain, it.seq) = (charge.cancels_chain, "
    "charge.cancels_seq)) FROM charge WHERE cancels_seq > 0 AND chain " REAL_CHAIN
    " GROUP BY cancels_chain, cancels_seq HAVING count(*) > 1 AND max(chain = ?1)";
static const char SQL_INVOICED[] =
    "SELECT trim(supplier || ' ' || document) FROM charge WHERE document <> '' AND cancels_seq = 0 "
    "AND chain " REAL_CHAIN
    " AND NOT EXISTS (SELECT 1 FROM charge AS back WHERE (back.cancels_chain, back.cancels_seq) = "
    "(charge.chain, charge.seq)) GROUP BY supplier, document, net > 0 "
    "HAVING count(DISTINCT chain) > 1 AND max(chain = ?1)";

static bool names_add(struct db *db, const char *sql, const char *chain, const char *what,
                      struct buf *out, struct err *err)
{
    struct stmt query = db_prepare(db, sql, err);
    bool first = true;

    stmt_bind_text(&query, 1, chain);
    while (stmt_next(&query)) {
        buf_printf(out, "%s%s%s", first ? (out->length ? " ; " : "") : ", ", first ? what : "",
                   stmt_text(&query, 0));
        first = false;
    }
    return stmt_finish(&query);
}

bool twice_find(struct db *db, const char *chain, char out[TWICE_TEXT_MAX], struct err *err)
{
    struct buf text = buf_init(1 << 20);
    bool good = names_add(db, SQL_REFUNDED, chain, _("remboursé deux fois : "), &text, err) &&
                names_add(db, SQL_CANCELLED, chain, _("charge annulée deux fois : "), &text, err) &&
                names_add(db, SQL_INVOICED, chain, _("facture entrée deux fois : "), &text, err) &&
                buf_check(&text, err);

    if (good)
        snprintf(out, TWICE_TEXT_MAX, "%.*s", text_start_bytes(buf_text(&text), TWICE_TEXT_MAX - 1),
                 buf_text(&text));
    buf_release(&text);
    return good;
}
