/*
 * What the rows of one record add up to, and whether they agree among
 * themselves: a ticket with its lines, payments and rates, an entry with its
 * two sides, a count with its pieces, a decision with its shares.
 *
 * The values are not trusted: sums wrap around instead of overflowing.
 */
#ifndef LEDGER_RECORD_SUMS_H
#define LEDGER_RECORD_SUMS_H

#include "ledger/proof/record_view.h"
#include "ledger/ticket.h"

struct record_sums {
    int form;
    bool is_practice;

    /* A ticket. */
    int sale_rows;
    cents gross, net, vat, change;
    int64_t line_count; /* as the sale says */
    int64_t lines;
    cents line_gross, line_net;
    cents modes[PAY_MODE_END];
    cents paid, paid_change;
    cents rate_gross, rate_net, rate_vat;

    /* The drawer. */
    cents moved; /* by movements, charges and what a count found */
    cents cash_in, cash_out;
    cents shown_float;
    bool has_float;
    int count_rows;
    cents counted, count_expected, pieces;

    /* The books. */
    cents debit, credit;
    int sharing_rows;
    cents pool, shares;

    /* A quote, an invoice, a credit note. */
    int document_rows;
    cents document_gross, document_net; /* of the document, less those of its lines */
};

/* Of values that nobody vouches for: around the end of the numbers instead of over it. */
void wrap_add(int64_t *sum, int64_t value);

void record_sums_take(struct record_sums *sums, enum record_kind kind,
                      const struct record_row *row);

/* What is wrong among the rows, as a sentence; NULL: nothing. `before`: the totals until then. */
const char *record_sums_judge(const struct record_sums *sums, enum record_kind kind,
                              const struct running *before);

/* The running totals that follow from `before` and the rows. */
struct running record_sums_run(const struct record_sums *sums, enum record_kind kind,
                               const struct running *before);

#endif
