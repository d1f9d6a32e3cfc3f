/*
 * Postings: what the books say of an event, in double entry. Pure: a fact
 * becomes lines whose debits equal their credits, to the cent.
 */
#ifndef LEDGER_POSTING_H
#define LEDGER_POSTING_H

#include "ledger/chart.h"
#include "ledger/journal.h"

enum { ENTRY_LINES_MAX = 96, POSTING_USE_MAX = 40 };

struct posting_line {
    const struct account *account;
    char use[POSTING_USE_MAX]; /* what it is for, whatever the account; as posting_account() knows
                                  it */
    char auxiliary[ACTOR_MAX]; /* badge for "participant", "" */
    cents amount;              /* debit > 0, credit < 0, never 0 */
};

struct entry {
    const char *journal; /* "VE", "CA", "AC", "OD" */
    struct day day;
    char label[LABEL_MAX];
    char document[LABEL_MAX];
    struct day document_day;
    struct posting_line lines[ENTRY_LINES_MAX];
    int line_count;
};

struct entry entry_init(const char *journal, struct day day, const char *label,
                        const char *document, struct day document_day);
/*
 * The account that `use` is posted to now: cash card cheque voucher bank transfer supplier advance
 * share shares reserve vat-deductible difference client services, sales:RATE vat:RATE
 * vat-pending:RATE charge:CATEGORY means:NAME.
 * The word stays in the record, so that accounts can be chosen anew afterwards. The side tells a
 * shortage from a surplus.
 */
const struct account *posting_account(const struct accounts *accounts, const char *use,
                                      cents amount);
/* Adds nothing for an amount of 0. */
void entry_put(struct entry *entry, const struct accounts *accounts, const char *use, cents amount);
void entry_put_for(struct entry *entry, const struct accounts *accounts, const char *use,
                   const char *badge, cents amount);
/* ERR_UNBALANCED: debits and credits differ. */
bool entry_check(const struct entry *entry, struct err *err) MUST_CHECK;

/* What a period of sales gives; used by the closing and, as a preview, by reports. */
struct period {
    int64_t tickets;
    int64_t refunds;
    cents gross;
    cents net;
    cents vat;
    cents cash;
    cents card;
    cents cheque;
    cents voucher;
    cents other; /* further means of payment, each in `means` */
    struct means_running means[FURTHER_MEANS_MAX];
    int means_count;
    cents cash_in; /* of the drawer, but for sales */
    cents cash_out;
    struct rate_figures rates[RATES_MAX];
    int rate_count;
};
void entry_put_period(struct entry *entry, const struct accounts *accounts,
                      const struct period *period);

/*
 * Seal the lines as rows of the record being written, after the `*line_count` rows of the entries
 * that it has already. ERR_UNBALANCED.
 */
bool entry_record_after(struct journal *journal, const struct entry *entry, int *line_count,
                        struct err *err) MUST_CHECK;
/* The only entry of its record. */
bool entry_record(struct journal *journal, const struct entry *entry, struct err *err) MUST_CHECK;

#endif
