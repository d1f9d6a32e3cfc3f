#include "reports/hub/extract.h"

#define UPTO " chain = ?1 AND seq <= ?2 "

/* clang-format off */
const struct extract_table EXTRACT_TABLE[EXTRACT_TABLES] = {
    { "record", 6, { "seq", "kind", "number", "day", "hour", "hash" }, "iiiiib",
      "SELECT seq, kind, number, (time + offset * 60) / 86400, "
      "(time + offset * 60) % 86400 / 3600, hash FROM record WHERE" UPTO "ORDER BY seq" },
    { "sale", 6, { "seq", "number", "gross", "net", "vat", "is_refund" }, "iiiiii",
      "SELECT seq, number, gross, net, vat, refund_number > 0 FROM sale WHERE" UPTO
      "ORDER BY number" },
    { "sale_line", 8,
      { "seq", "line", "product", "quantity", "discount", "gross", "net", "rate" }, "iiiiiiii",
      /* A product is known by the order in which products were first sold, not by its code. */
      "WITH product AS (SELECT code, row_number() OVER (ORDER BY min(number * 10000 + line)) "
      "AS place FROM sale_line WHERE chain = ?1 AND code <> '' GROUP BY code) "
      "SELECT seq, line, coalesce(place, 0), quantity, discount, l.gross, l.net, rate "
      "FROM sale JOIN sale_line l USING (chain, number) LEFT JOIN product USING (code) "
      "WHERE" UPTO "ORDER BY number, line" },
    { "payment", 4, { "seq", "rank", "mode", "amount" }, "iiii",
      "SELECT seq, rank, mode, amount FROM sale JOIN payment USING (chain, number) "
      "WHERE" UPTO "ORDER BY number, rank" },
    { "closing", 23,
      { "seq", "period", "number", "day", "first_ticket", "last_ticket", "tickets", "refunds",
        "gross", "net", "vat", "cash", "card", "cheque", "voucher", "float_amount", "expected",
        "counted", "difference", "perpetual", "absolute", "head", "public_key" },
      "iiiiiiiiiiiiiiiiiiiiibb",
      "SELECT seq, period, number, day, first_ticket, last_ticket, tickets, refunds, gross, net, "
      "vat, cash, card, cheque, voucher, float, expected, counted, difference, perpetual, "
      "absolute, head, public_key FROM closing WHERE" UPTO "ORDER BY seq" },
    { "closing_rate", 5, { "seq", "rate", "gross", "net", "vat" }, "iiiii",
      "SELECT seq, rate, gross, net, vat FROM closing_rate WHERE" UPTO "ORDER BY seq, rate" },
    { "closing_till", 5, { "seq", "till", "till_seq", "till_hash", "gross" }, "itibi",
      "SELECT seq, till, till_seq, till_hash, gross FROM closing_till WHERE" UPTO
      "ORDER BY seq, till" },
    { "charge", 6, { "seq", "day", "category", "net", "vat", "paid_from" }, "iitiit",
      "SELECT seq, day, category, net, vat, CASE WHEN paid_from IN ('host', 'drawer') "
      "THEN paid_from ELSE 'member' END FROM charge WHERE" UPTO "ORDER BY seq" },
    { "posting", 8,
      { "seq", "line", "journal", "day", "account", "debit", "credit", "document_day" }, "iititiii",
      /* One line for all people of an account: a share on a line of its own would be someone's. */
      "SELECT seq, row_number() OVER (PARTITION BY seq ORDER BY min(line)), journal, day, "
      "substr(account || '00', 1, max(3, length(account))), sum(debit), sum(credit), document_day "
      "FROM posting WHERE" UPTO "GROUP BY seq, journal, day, account, document_day, debit > 0 "
      "ORDER BY seq, 2" },
    { "sharing", 6, { "seq", "rule", "reserve_rate", "result", "reserve", "pool" }, "itiiii",
      "SELECT seq, rule, reserve_rate, result, reserve, pool FROM sharing WHERE" UPTO
      "ORDER BY seq" },
};
/* clang-format on */
