#include "ledger/record.h"

#include "base/lang.h"

#include <string.h>

const char *record_kind_name(enum record_kind kind)
{
    switch (kind) {
    case RECORD_KEY: return _("clé de la caisse");
    case RECORD_SETTING: return _("réglage");
    case RECORD_PRODUCT: return _("produit");
    case RECORD_STOCK: return _("stock");
    case RECORD_SALE: return _("vente");
    case RECORD_REFUND: return _("remboursement");
    case RECORD_LATE: return _("saisie différée");
    case RECORD_FLOAT: return _("fond de caisse");
    case RECORD_CASH_IN: return _("entrée d'espèces");
    case RECORD_CASH_OUT: return _("sortie d'espèces");
    case RECORD_DRAWER: return _("ouverture du tiroir");
    case RECORD_COUNT: return _("comptage");
    case RECORD_X: return _("lecture X");
    case RECORD_CLOSE_DAY: return _("clôture de journée");
    case RECORD_CLOSE_MONTH: return _("clôture de mois");
    case RECORD_CLOSE_SESSION: return _("clôture de session");
    case RECORD_CHARGE: return _("charge");
    case RECORD_SHARING: return _("partage");
    case RECORD_PRINT: return _("impression");
    case RECORD_EXPORT: return _("export");
    case RECORD_IMPORT: return _("import");
    case RECORD_REMOVAL: return _("ligne retirée");
    case RECORD_CLOCK: return _("horloge reculée");
    case RECORD_VERSION: return _("version du programme");
    case RECORD_PRACTICE_ON: return _("début d'école");
    case RECORD_PRACTICE_OFF: return _("fin d'école");
    case RECORD_PIN: return _("code secret");
    case RECORD_MERGE: return _("réunion de caisses");
    case RECORD_REFUSAL: return _("refus");
    }
    return "?"; /* a damaged book may hold any number */
}

bool record_kind_is_ticket(enum record_kind kind)
{
    return kind == RECORD_SALE || kind == RECORD_REFUND || kind == RECORD_LATE;
}

/* clang-format off */
const struct fact_table_form FACT_TABLES[FACT_TABLE_END] = {
    [FACT_SALE] = {
        "sale",
        true,
        14,
        "INSERT INTO sale (chain, number, seq, time, offset, flags, seller, "
          "gross, net, vat, change, line_count, refund_chain, refund_number, "
          "source_key, paper) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
          "?, ?)",
        "SELECT number, seq, time, offset, flags, seller, gross, net, vat, "
          "change, line_count, refund_chain, refund_number, source_key, paper "
          "FROM sale WHERE chain = ? ORDER BY chain, number",
    },
    [FACT_SALE_LINE] = {
        "sale_line",
        true,
        10,
        "INSERT INTO sale_line (chain, number, line, code, label, quantity, "
          "price, discount, gross, net, rate, refund_line) VALUES (?, ?, ?, ?, ?, "
          "?, ?, ?, ?, ?, ?, ?)",
        "SELECT number, line, code, label, quantity, price, discount, gross, "
          "net, rate, refund_line FROM sale_line WHERE chain = ? ORDER BY chain, "
          "number, line",
    },
    [FACT_PAYMENT] = {
        "payment",
        true,
        6,
        "INSERT INTO payment (chain, number, rank, mode, given, change, amount, "
          "slip) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        "SELECT number, rank, mode, given, change, amount, slip FROM payment "
          "WHERE chain = ? ORDER BY chain, number, rank",
    },
    [FACT_RATE_TOTAL] = {
        "rate_total",
        true,
        7,
        "INSERT INTO rate_total (chain, number, rate, gross, net, vat, "
          "running_gross, running_net, running_vat) VALUES (?, ?, ?, ?, ?, ?, ?, "
          "?, ?)",
        "SELECT number, rate, gross, net, vat, running_gross, running_net, "
          "running_vat FROM rate_total WHERE chain = ? ORDER BY chain, number, "
          "rate",
    },
    [FACT_CASH_MOVEMENT] = {
        "cash_movement",
        false,
        2,
        "INSERT INTO cash_movement (chain, seq, amount, reason) VALUES (?, ?, "
          "?, ?)",
        "SELECT seq, amount, reason FROM cash_movement WHERE chain = ? ORDER BY "
          "chain, seq",
    },
    [FACT_CASH_COUNT] = {
        "cash_count",
        false,
        3,
        "INSERT INTO cash_count (chain, seq, amount, expected, replaces_seq) "
          "VALUES (?, ?, ?, ?, ?)",
        "SELECT seq, amount, expected, replaces_seq FROM cash_count WHERE chain "
          "= ? ORDER BY chain, seq",
    },
    [FACT_COUNT_PIECE] = {
        "count_piece",
        false,
        2,
        "INSERT INTO count_piece (chain, seq, value, pieces) VALUES (?, ?, ?, "
          "?)",
        "SELECT seq, value, pieces FROM count_piece WHERE chain = ? ORDER BY "
          "chain, seq, value",
    },
    [FACT_CLOSING] = {
        "closing",
        false,
        23,
        "INSERT INTO closing (chain, seq, period, number, day, first_ticket, "
          "last_ticket, tickets, refunds, gross, net, vat, cash, card, cheque, "
          "voucher, float, expected, counted, difference, reason, perpetual, "
          "absolute, head, public_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
          "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "SELECT seq, period, number, day, first_ticket, last_ticket, tickets, "
          "refunds, gross, net, vat, cash, card, cheque, voucher, float, "
          "expected, counted, difference, reason, perpetual, absolute, head, "
          "public_key FROM closing WHERE chain = ? ORDER BY chain, seq",
    },
    [FACT_CLOSING_RATE] = {
        "closing_rate",
        false,
        4,
        "INSERT INTO closing_rate (chain, seq, rate, gross, net, vat) VALUES "
          "(?, ?, ?, ?, ?, ?)",
        "SELECT seq, rate, gross, net, vat FROM closing_rate WHERE chain = ? "
          "ORDER BY chain, seq, rate",
    },
    [FACT_CLOSING_TILL] = {
        "closing_till",
        false,
        4,
        "INSERT INTO closing_till (chain, seq, till, till_seq, till_hash, "
          "gross) VALUES (?, ?, ?, ?, ?, ?)",
        "SELECT seq, till, till_seq, till_hash, gross FROM closing_till WHERE "
          "chain = ? ORDER BY chain, seq, till",
    },
    [FACT_CHARGE] = {
        "charge",
        false,
        8,
        "INSERT INTO charge (chain, seq, day, label, category, net, vat, "
          "supplier, document, paid_from) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "SELECT seq, day, label, category, net, vat, supplier, document, "
          "paid_from FROM charge WHERE chain = ? ORDER BY chain, seq",
    },
    [FACT_SHARING] = {
        "sharing",
        false,
        10,
        "INSERT INTO sharing (chain, seq, rule, mix_percent, reserve_rate, "
          "result, reserve, pool, votes_for, votes_against, votes_abstain, "
          "is_secret) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "SELECT seq, rule, mix_percent, reserve_rate, result, reserve, pool, "
          "votes_for, votes_against, votes_abstain, is_secret FROM sharing WHERE "
          "chain = ? ORDER BY chain, seq",
    },
    [FACT_SHARE] = {
        "share",
        false,
        4,
        "INSERT INTO share (chain, seq, rank, badge, weight, amount) VALUES (?, "
          "?, ?, ?, ?, ?)",
        "SELECT seq, rank, badge, weight, amount FROM share WHERE chain = ? "
          "ORDER BY chain, seq, rank",
    },
    [FACT_POSTING] = {
        "posting",
        false,
        11,
        "INSERT INTO posting (chain, seq, line, journal, day, account, "
          "account_label, auxiliary, label, debit, credit, document, "
          "document_day) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "SELECT seq, line, journal, day, account, account_label, auxiliary, "
          "label, debit, credit, document, document_day FROM posting WHERE chain "
          "= ? ORDER BY chain, seq, line",
    },
    [FACT_PRODUCT] = {
        "product_fact",
        false,
        12,
        "INSERT INTO product_fact (chain, seq, code, label, price, rate, "
          "barcode, category, unit, cost, allergens, fibres, use_by, best_before) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "SELECT seq, code, label, price, rate, barcode, category, unit, cost, "
          "allergens, fibres, use_by, best_before FROM product_fact WHERE chain = "
          "? ORDER BY chain, seq",
    },
    [FACT_STOCK_MOVEMENT] = {
        "stock_movement",
        false,
        3,
        "INSERT INTO stock_movement (chain, seq, code, quantity, reason) VALUES "
          "(?, ?, ?, ?, ?)",
        "SELECT seq, code, quantity, reason FROM stock_movement WHERE chain = ? "
          "ORDER BY chain, seq",
    },
    [FACT_SETTING] = {
        "setting_fact",
        false,
        3,
        "INSERT INTO setting_fact (chain, seq, rank, key, value) VALUES (?, ?, "
          "?, ?, ?)",
        "SELECT seq, rank, key, value FROM setting_fact WHERE chain = ? ORDER "
          "BY chain, seq, rank",
    },
    [FACT_NOTE] = {
        "note",
        false,
        3,
        "INSERT INTO note (chain, seq, subject, detail, amount) VALUES (?, ?, "
          "?, ?, ?)",
        "SELECT seq, subject, detail, amount FROM note WHERE chain = ? ORDER BY "
          "chain, seq",
    },
};
/* clang-format on */

/* Written in one piece: this is most of what verifying a long history does. */
void canonical_put_int(struct buf *bytes, int64_t value)
{
    uint64_t bits = (uint64_t)value;
    const unsigned char piece[9] = {
        'i',
        (unsigned char)(bits >> 56),
        (unsigned char)(bits >> 48),
        (unsigned char)(bits >> 40),
        (unsigned char)(bits >> 32),
        (unsigned char)(bits >> 24),
        (unsigned char)(bits >> 16),
        (unsigned char)(bits >> 8),
        (unsigned char)bits,
    };

    buf_put(bytes, piece, sizeof piece);
}

static void canonical_put_bytes(struct buf *bytes, unsigned char type, const void *from,
                                size_t length)
{
    const unsigned char piece[5] = {
        type,
        (unsigned char)(length >> 24),
        (unsigned char)(length >> 16),
        (unsigned char)(length >> 8),
        (unsigned char)length,
    };

    buf_put(bytes, piece, sizeof piece);
    buf_put(bytes, from, length);
}

void canonical_put_text(struct buf *bytes, const char *text)
{
    canonical_put_bytes(bytes, 't', text, strlen(text));
}

void canonical_put_blob(struct buf *bytes, const void *blob, size_t length)
{
    canonical_put_bytes(bytes, 'b', blob, length);
}

void canonical_put_null(struct buf *bytes)
{
    buf_put_byte(bytes, 'n');
}

void canonical_put_cell(struct buf *bytes, const struct stmt_cell *cell)
{
    switch (cell->type) {
    case STMT_INT: canonical_put_int(bytes, cell->number); return;
    case STMT_TEXT: canonical_put_bytes(bytes, 't', cell->bytes, cell->length); return;
    case STMT_BLOB: canonical_put_bytes(bytes, 'b', cell->bytes, cell->length); return;
    case STMT_NULL: canonical_put_null(bytes); return;
    case STMT_OTHER: buf_put_byte(bytes, '?'); return; /* STRICT tables hold no such value */
    }
}

void canonical_put_row(struct buf *bytes, enum fact_table table, int value_count)
{
    unsigned char piece[3] = { 'r', (unsigned char)table, (unsigned char)value_count };

    buf_put(bytes, piece, sizeof piece);
}

void canonical_put_previous(struct buf *bytes, int64_t previous_seq,
                            const unsigned char signature[SIGNATURE_BYTES])
{
    if (previous_seq == 0)
        canonical_put_null(bytes);
    else
        canonical_put_blob(bytes, signature, SIGNATURE_BYTES);
}

void canonical_put_running(struct buf *bytes, const struct running *running)
{
    canonical_put_int(bytes, running->gross);
    canonical_put_int(bytes, running->absolute);
    canonical_put_int(bytes, running->tickets);
    canonical_put_int(bytes, running->refunds);
    canonical_put_int(bytes, running->cash);
    canonical_put_int(bytes, running->card);
    canonical_put_int(bytes, running->cheque);
    canonical_put_int(bytes, running->voucher);
    canonical_put_int(bytes, running->drawer);
    canonical_put_int(bytes, running->float_amount);
}
