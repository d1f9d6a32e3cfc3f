/*
 * Quotes, invoices and credit notes: sealed, numbered 1, 2, 3 … in each chain
 * and kind, never changed. An invoice is put right by credit notes. Their
 * words, the seller's among them, are sealed with them (code de commerce,
 * L. 441-9; CGI, annexe II, art. 242 nonies A).
 *
 * VAT on services is due when they are paid, unless the host chose otherwise
 * (`vat-debits` on): until then it is posted apart, as pending.
 */
#ifndef LEDGER_DOCUMENT_H
#define LEDGER_DOCUMENT_H

#include "ledger/billing/job.h"
#include "ledger/posting.h"
#include "ledger/till_book.h"

#define VAT_DEBITS_SETTING   "vat-debits"   /* "on": VAT is due with the invoice */
#define LATE_PENALTY_SETTING "late-penalty" /* words of the rate; "": three times the legal one */

enum {
    DOCUMENT_LINES_MAX = 60,
    DOCUMENT_TERMS_MAX = 1200,
    DOCUMENT_DUE_DAYS = 30,
    DOCUMENT_VAT_NUMBER_FROM = 15000 /* net cents above which an invoice names VAT numbers */
};

enum document_kind { DOCUMENT_QUOTE, DOCUMENT_INVOICE, DOCUMENT_CREDIT };

struct document_line {
    char label[LABEL_MAX];
    thousandths quantity;
    cents price; /* of one, VAT included */
    basis_points rate;
    cents gross;
    cents net;
    struct day day;
    char place[LABEL_MAX];
};

/* Large: keep it off the stack. */
struct document {
    char chain[2];
    int64_t seq;
    enum document_kind kind;
    char number[DOCUMENT_NUMBER_MAX];
    struct day day;
    struct day due_day; /* of a quote: valid until then */
    char client[ACTOR_MAX];
    char client_name[NAME_MAX_TEXT];
    char client_address[ADDRESS_MAX];
    char client_siren[SIREN_MAX];
    char client_vat[VAT_NUMBER_MAX];
    char refers[DOCUMENT_NUMBER_MAX];
    char terms[DOCUMENT_TERMS_MAX];
    cents gross;
    cents net;
    cents vat;
    struct document_line lines[DOCUMENT_LINES_MAX];
    int line_count;
};

const char *document_kind_word(enum document_kind kind); /* "invoice": files and the book */
const char *document_kind_name(enum document_kind kind); /* "Facture", in the chosen language */

/*
 * Seal it: kind, client, lines with their prices, due_day and refers are given; number, day, terms
 * and amounts are filled in. `why` stands in the words: the reason of a credit note, the client's
 * order of an invoice. ERR_INPUT: what the law asks is missing. ERR_CLOSED: the session is closed
 * and nobody said why.
 */
bool document_issue(struct till *till, struct document *document, const char *why,
                    struct err *err) MUST_CHECK;

/* ERR_NOT_FOUND. */
bool document_find(struct db *db, const char *number, struct document *out,
                   struct err *err) MUST_CHECK;

/* A credit note refers to it. */
bool document_is_credited(struct db *db, const char *invoice, bool *out,
                          struct err *err) MUST_CHECK;

/* What is still to pay of an invoice; below 0: to pay back. */
struct document_balance {
    cents gross;
    cents credited; /* 0 or below */
    cents paid;
    cents left;
};
bool document_balance(struct db *db, const char *invoice, struct document_balance *out,
                      struct err *err) MUST_CHECK;

/* In the order in which they were sealed, without their lines. */
typedef bool document_fn(void *context, const struct document *document, struct err *err);
bool document_each(struct db *db, document_fn *each, void *context, struct err *err) MUST_CHECK;

/* Of the lines of an invoice that say the same as this one, what no credit note gave back. */
bool document_line_left(struct db *db, const char *invoice, const struct document_line *line,
                        cents *out, struct err *err) MUST_CHECK;

/* VAT of an invoice by rate: all of it, and what is due now that `paid` of it is paid. */
struct document_vat {
    struct {
        basis_points rate;
        cents gross;
        cents vat;
        cents due;
    } rates[RATES_MAX];
    int rate_count;
    bool is_pending; /* it waits for the payment */
};
bool document_vat(struct db *db, const char *invoice, const struct document_balance *balance,
                  struct document_vat *out, struct err *err) MUST_CHECK;
/* What is due of it once the balance is that. */
void document_vat_due(struct document_vat *vat, const struct document_balance *balance);

#endif
