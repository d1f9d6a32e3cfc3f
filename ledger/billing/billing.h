/*
 * The acts of billing, each one transaction: a quote and an invoice from the
 * jobs of a client, a credit note for an invoice or a part, what is paid.
 */
#ifndef LEDGER_BILLING_H
#define LEDGER_BILLING_H

#include "ledger/billing/client.h"
#include "ledger/billing/document.h"

struct billing_choice {
    const char *client;
    int64_t job;       /* one of them alone; 0: all that are not on such a paper yet */
    int due_days;      /* to pay, or that the quote holds; −1: DOCUMENT_DUE_DAYS */
    const char *order; /* the client's number for it, on an invoice; NULL none */
};

/*
 * Whether the client's next paper of that kind takes the job: it is on none yet. What is still to
 * be done can be quoted; an invoice waits for it.
 */
bool billing_takes(const struct job *job, enum document_kind kind, struct day today);

bool billing_quote(struct till *till, const struct billing_choice *choice, struct document *out,
                   struct err *err) MUST_CHECK;
/* A job with a quote names it: `refers` when all have the same. */
bool billing_invoice(struct till *till, const struct billing_choice *choice, struct document *out,
                     struct err *err) MUST_CHECK;

struct crediting {
    const char *invoice;
    cents amount; /* VAT included; 0: all that is left of it */
    const char *reason;
    int line; /* 1 ..: that line alone, whole; 0: none is meant */
};

/*
 * A part is spread over the VAT rates of the invoice; once nothing is left of
 * it, its jobs can be invoiced again. ERR_INPUT: more than is left, no such line.
 */
bool billing_credit(struct till *till, const struct crediting *crediting, struct document *out,
                    struct err *err) MUST_CHECK;

struct settlement {
    const char *invoice;
    const char *means; /* cash card cheque voucher transfer, or a further means of the book */
    cents amount;      /* > 0; after a credit note it is paid back */
    struct day day;    /* when the bank had it; DAY_NONE: today */
};

/* ERR_INPUT: more than is left, cash above the legal limit, no such means. */
bool billing_settle(struct till *till, const struct settlement *settlement,
                    struct document_balance *out, struct err *err) MUST_CHECK;

#endif
