#include "ledger/fact_table.h"

#include <string.h>

/* clang-format off */
const struct fact_table_form FACT_TABLES[FACT_TABLE_END] = {
    [FACT_SALE] = {
        "sale",
        true,
        15,
        "n",
        "INSERT INTO sale (chain, number, seq, time, offset, flags, seller, "
          "gross, net, vat, change, line_count, refund_chain, refund_number, "
          "source_key, paper, day) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
          "?, ?, ?, ?)",
        "SELECT number, seq, time, offset, flags, seller, gross, net, vat, "
          "change, line_count, refund_chain, refund_number, source_key, paper, day "
          "FROM sale WHERE chain = ? AND number >= ? ORDER BY chain, number",
    },
    [FACT_SALE_LINE] = {
        "sale_line",
        true,
        10,
        "",
        "INSERT INTO sale_line (chain, number, line, code, label, quantity, "
          "price, discount, gross, net, rate, refund_line) VALUES (?, ?, ?, ?, ?, "
          "?, ?, ?, ?, ?, ?, ?)",
        "SELECT number, line, code, label, quantity, price, discount, gross, net, "
          "rate, refund_line FROM sale_line WHERE chain = ? AND number >= ? ORDER "
          "BY chain, number, line",
    },
    [FACT_PAYMENT] = {
        "payment",
        true,
        7,
        "t",
        "INSERT INTO payment (chain, number, rank, mode, given, change, amount, "
          "slip, means) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "SELECT number, rank, mode, given, change, amount, slip, means FROM "
          "payment WHERE chain = ? AND number >= ? ORDER BY chain, number, rank",
    },
    [FACT_RATE_TOTAL] = {
        "rate_total",
        true,
        7,
        "",
        "INSERT INTO rate_total (chain, number, rate, gross, net, vat, "
          "running_gross, running_net, running_vat) VALUES (?, ?, ?, ?, ?, ?, ?, ?, "
          "?)",
        "SELECT number, rate, gross, net, vat, running_gross, running_net, "
          "running_vat FROM rate_total WHERE chain = ? AND number >= ? ORDER BY "
          "chain, number, rate",
    },
    [FACT_CASH_MOVEMENT] = {
        "cash_movement",
        false,
        2,
        "",
        "INSERT INTO cash_movement (chain, seq, amount, reason) VALUES (?, ?, ?, "
          "?)",
        "SELECT seq, amount, reason FROM cash_movement WHERE chain = ? AND seq >= "
          "? ORDER BY chain, seq",
    },
    [FACT_CASH_COUNT] = {
        "cash_count",
        false,
        3,
        "",
        "INSERT INTO cash_count (chain, seq, amount, expected, replaces_seq) "
          "VALUES (?, ?, ?, ?, ?)",
        "SELECT seq, amount, expected, replaces_seq FROM cash_count WHERE chain = "
          "? AND seq >= ? ORDER BY chain, seq",
    },
    [FACT_COUNT_PIECE] = {
        "count_piece",
        false,
        2,
        "",
        "INSERT INTO count_piece (chain, seq, value, pieces) VALUES (?, ?, ?, ?)",
        "SELECT seq, value, pieces FROM count_piece WHERE chain = ? AND seq >= ? "
          "ORDER BY chain, seq, value",
    },
    [FACT_CLOSING] = {
        "closing",
        false,
        30,
        "000nnn0",
        "INSERT INTO closing (chain, seq, period, number, day, first_ticket, "
          "last_ticket, tickets, refunds, gross, net, vat, cash, card, cheque, "
          "voucher, float, expected, counted, difference, reason, perpetual, "
          "absolute, head, public_key, other, cash_in, cash_out, opened, from_day, "
          "to_day, waiting) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
          "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "SELECT seq, period, number, day, first_ticket, last_ticket, tickets, "
          "refunds, gross, net, vat, cash, card, cheque, voucher, float, expected, "
          "counted, difference, reason, perpetual, absolute, head, public_key, "
          "other, cash_in, cash_out, opened, from_day, to_day, waiting FROM closing "
          "WHERE chain = ? AND seq >= ? ORDER BY chain, seq",
    },
    [FACT_CLOSING_RATE] = {
        "closing_rate",
        false,
        4,
        "",
        "INSERT INTO closing_rate (chain, seq, rate, gross, net, vat) VALUES (?, "
          "?, ?, ?, ?, ?)",
        "SELECT seq, rate, gross, net, vat FROM closing_rate WHERE chain = ? AND "
          "seq >= ? ORDER BY chain, seq, rate",
    },
    [FACT_CLOSING_TILL] = {
        "closing_till",
        false,
        4,
        "",
        "INSERT INTO closing_till (chain, seq, till, till_seq, till_hash, gross) "
          "VALUES (?, ?, ?, ?, ?, ?)",
        "SELECT seq, till, till_seq, till_hash, gross FROM closing_till WHERE "
          "chain = ? AND seq >= ? ORDER BY chain, seq, till",
    },
    [FACT_CHARGE] = {
        "charge",
        false,
        11,
        "t0t",
        "INSERT INTO charge (chain, seq, day, label, category, net, vat, "
          "supplier, document, paid_from, cancels_chain, cancels_seq, reason) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "SELECT seq, day, label, category, net, vat, supplier, document, "
          "paid_from, cancels_chain, cancels_seq, reason FROM charge WHERE chain = "
          "? AND seq >= ? ORDER BY chain, seq",
    },
    [FACT_SHARING] = {
        "sharing",
        false,
        10,
        "",
        "INSERT INTO sharing (chain, seq, rule, mix_percent, reserve_rate, "
          "result, reserve, pool, votes_for, votes_against, votes_abstain, "
          "is_secret) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "SELECT seq, rule, mix_percent, reserve_rate, result, reserve, pool, "
          "votes_for, votes_against, votes_abstain, is_secret FROM sharing WHERE "
          "chain = ? AND seq >= ? ORDER BY chain, seq",
    },
    [FACT_SHARE] = {
        "share",
        false,
        4,
        "",
        "INSERT INTO share (chain, seq, rank, badge, weight, amount) VALUES (?, "
          "?, ?, ?, ?, ?)",
        "SELECT seq, rank, badge, weight, amount FROM share WHERE chain = ? AND "
          "seq >= ? ORDER BY chain, seq, rank",
    },
    [FACT_POSTING] = {
        "posting",
        false,
        12,
        "t",
        "INSERT INTO posting (chain, seq, line, journal, day, account, "
          "account_label, auxiliary, label, debit, credit, document, document_day, "
          "use) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "SELECT seq, line, journal, day, account, account_label, auxiliary, "
          "label, debit, credit, document, document_day, use FROM posting WHERE "
          "chain = ? AND seq >= ? ORDER BY chain, seq, line",
    },
    [FACT_PRODUCT] = {
        "product_fact",
        false,
        13,
        "0",
        "INSERT INTO product_fact (chain, seq, code, label, price, rate, barcode, "
          "category, unit, cost, allergens, fibres, use_by, best_before, retired) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "SELECT seq, code, label, price, rate, barcode, category, unit, cost, "
          "allergens, fibres, use_by, best_before, retired FROM product_fact WHERE "
          "chain = ? AND seq >= ? ORDER BY chain, seq",
    },
    [FACT_STOCK_MOVEMENT] = {
        "stock_movement",
        false,
        3,
        "",
        "INSERT INTO stock_movement (chain, seq, code, quantity, reason) VALUES "
          "(?, ?, ?, ?, ?)",
        "SELECT seq, code, quantity, reason FROM stock_movement WHERE chain = ? "
          "AND seq >= ? ORDER BY chain, seq",
    },
    [FACT_SETTING] = {
        "setting_fact",
        false,
        3,
        "",
        "INSERT INTO setting_fact (chain, seq, rank, key, value) VALUES (?, ?, ?, "
          "?, ?)",
        "SELECT seq, rank, key, value FROM setting_fact WHERE chain = ? AND seq "
          ">= ? ORDER BY chain, seq, rank",
    },
    [FACT_NOTE] = {
        "note",
        false,
        3,
        "",
        "INSERT INTO note (chain, seq, subject, detail, amount) VALUES (?, ?, ?, "
          "?, ?)",
        "SELECT seq, subject, detail, amount FROM note WHERE chain = ? AND seq >= "
          "? ORDER BY chain, seq",
    },
    [FACT_MEANS_TOTAL] = {
        "means_total",
        true,
        3,
        "",
        "INSERT INTO means_total (chain, number, means, amount, running) VALUES "
          "(?, ?, ?, ?, ?)",
        "SELECT number, means, amount, running FROM means_total WHERE chain = ? "
          "AND number >= ? ORDER BY chain, number, means",
    },
    [FACT_CLOSING_MEANS] = {
        "closing_means",
        false,
        2,
        "",
        "INSERT INTO closing_means (chain, seq, means, amount) VALUES (?, ?, ?, "
          "?)",
        "SELECT seq, means, amount FROM closing_means WHERE chain = ? AND seq >= "
          "? ORDER BY chain, seq, means",
    },
    [FACT_CLOSING_DAY] = {
        "closing_day",
        false,
        5,
        "",
        "INSERT INTO closing_day (chain, seq, day, rate, gross, net, vat) VALUES "
          "(?, ?, ?, ?, ?, ?, ?)",
        "SELECT seq, day, rate, gross, net, vat FROM closing_day WHERE chain = ? "
          "AND seq >= ? ORDER BY chain, seq, day, rate",
    },
    [FACT_PRESENCE] = {
        "presence",
        false,
        6,
        "",
        "INSERT INTO presence (chain, seq, rank, badge, day, half, minutes, code) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        "SELECT seq, rank, badge, day, half, minutes, code FROM presence WHERE "
          "chain = ? AND seq >= ? ORDER BY chain, seq, rank",
    },
    [FACT_CONSENT] = {
        "consent_fact",
        false,
        8,
        "",
        "INSERT INTO consent_fact (chain, seq, rank, badge, use, answer, day, "
          "until, noted_by, paper) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "SELECT seq, rank, badge, use, answer, day, until, noted_by, paper FROM "
          "consent_fact WHERE chain = ? AND seq >= ? ORDER BY chain, seq, rank",
    },
    [FACT_MEANS] = {
        "means_fact",
        false,
        8,
        "",
        "INSERT INTO means_fact (chain, seq, rank, means, label, account, change, "
          "drawer, number, max) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "SELECT seq, rank, means, label, account, change, drawer, number, max "
          "FROM means_fact WHERE chain = ? AND seq >= ? ORDER BY chain, seq, rank",
    },
    [FACT_DOCUMENT] = {
        "document",
        false,
        14,
        "",
        "INSERT INTO document (chain, seq, kind, number, day, due_day, client, "
          "client_name, client_address, client_siren, client_vat, refers, terms, "
          "gross, net, vat) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "SELECT seq, kind, number, day, due_day, client, client_name, "
          "client_address, client_siren, client_vat, refers, terms, gross, net, vat "
          "FROM document WHERE chain = ? AND seq >= ? ORDER BY chain, seq",
    },
    [FACT_DOCUMENT_LINE] = {
        "document_line",
        false,
        9,
        "",
        "INSERT INTO document_line (chain, seq, line, label, quantity, price, "
          "rate, gross, net, day, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "SELECT seq, line, label, quantity, price, rate, gross, net, day, place "
          "FROM document_line WHERE chain = ? AND seq >= ? ORDER BY chain, seq, "
          "line",
    },
    [FACT_JUMP] = {
        "jump",
        false,
        7,
        "",
        "INSERT INTO jump (chain, seq, from_ticket, to_ticket, seen_seq, "
          "seen_hash, lost_count, lost_gross, reason) VALUES (?, ?, ?, ?, ?, ?, ?, "
          "?, ?)",
        "SELECT seq, from_ticket, to_ticket, seen_seq, seen_hash, lost_count, "
          "lost_gross, reason FROM jump WHERE chain = ? AND seq >= ? ORDER BY "
          "chain, seq",
    },
};
/* clang-format on */

int fact_table_columns(enum fact_table table, int form)
{
    int count = FACT_TABLES[table].column_count;

    if (form == RECORD_FORM)
        return count;
    return table >= FACT_FORM_2 ? 0 : count - (int)strlen(FACT_TABLES[table].added);
}
