/*
 * The kinds of record of the sealed journal, the fact tables whose rows they
 * seal, and the canonical form of a value. docs/journal-format.md describes
 * the same bytes for strangers; a change here is a new form.
 *
 * Two forms are read: records of form 1 stay as they were written, every new
 * record is of form 2. A record names its form in its first byte.
 */
#ifndef LEDGER_RECORD_H
#define LEDGER_RECORD_H

#include "base/buf.h"
#include "base/crypto.h"
#include "base/db.h"
#include "ledger/fact_table.h"
#include "ledger/money.h"

enum { RECORD_BYTES_MAX = 1 << 20, RATES_MAX = 8, ACTOR_MAX = 16, MEANS_MAX = 25 };
enum { FURTHER_MEANS_MAX = 12 /* means of payment beside the four, in one chain */ };

enum record_kind {
    RECORD_KEY = 1,     /* a till's public key; the first record of a chain */
    RECORD_SETTING = 2, /* settings of the session, the first ones included */
    RECORD_PRODUCT = 3, /* a product as it is sold from now on */
    RECORD_STOCK = 4,   /* produced, lost, given */
    RECORD_PRESENCE = 5,
    RECORD_CONSENT = 6,
    RECORD_MEANS = 7, /* a further means of payment */
    RECORD_SALE = 10,
    RECORD_REFUND = 11,
    RECORD_LATE = 12,  /* a sale noted on paper, entered afterwards */
    RECORD_FLOAT = 20, /* opening: cash put in the drawer */
    RECORD_CASH_IN = 21,
    RECORD_CASH_OUT = 22,
    RECORD_DRAWER = 23, /* drawer opened without a sale */
    RECORD_COUNT = 24,
    RECORD_X = 30,
    RECORD_CLOSE_DAY = 31,
    RECORD_CLOSE_MONTH = 32,
    RECORD_CLOSE_SESSION = 33,
    RECORD_CHARGE = 40,
    RECORD_SHARING = 41,
    RECORD_QUOTE = 42,
    RECORD_INVOICE = 43,
    RECORD_CREDIT = 44,     /* credit note */
    RECORD_SETTLEMENT = 45, /* an invoice was paid, not in cash */
    RECORD_PRINT = 50,
    RECORD_EXPORT = 51,
    RECORD_IMPORT = 52,
    RECORD_REMOVAL = 53,   /* a line taken off after the total was shown */
    RECORD_RECONCILE = 54, /* the card terminal's total against ours */
    RECORD_CLOCK = 60,     /* the clock went back */
    RECORD_VERSION = 61,   /* another version of the program writes from now on */
    RECORD_PRACTICE_ON = 62,
    RECORD_PRACTICE_OFF = 63,
    RECORD_PIN = 64, /* a PIN was set */
    RECORD_MERGE = 65,
    RECORD_JUMP = 66,    /* ticket numbers go on from the newest known outside the book */
    RECORD_ACCEPT = 67,  /* an older copy, by the host, with a reason */
    RECORD_UPGRADE = 68, /* what follows is of the form that its note names */
    RECORD_REFUSAL = 70, /* wrong PIN, closing refused, failed commit, broken chain */
};

/* Short French name for people ("vente", "clôture de journée"), in the chosen language. */
const char *record_kind_name(enum record_kind kind);
bool record_kind_is_ticket(enum record_kind kind); /* its rows are keyed by the ticket number */

/* Canonical values: a type byte, then a length or eight bytes, big-endian. */
void canonical_put_int(struct buf *bytes, int64_t value);
void canonical_put_text(struct buf *bytes, const char *text);
void canonical_put_blob(struct buf *bytes, const void *blob, size_t length);
void canonical_put_null(struct buf *bytes);
void canonical_put_cell(struct buf *bytes, const struct stmt_cell *cell);
/* The head of a row: its table and how many values follow. */
void canonical_put_row(struct buf *bytes, enum fact_table table, int value_count);

/* The signature of the record before, null for the first: so no signature is changed alone. */
void canonical_put_previous(struct buf *bytes, int64_t previous_seq,
                            const unsigned char signature[SIGNATURE_BYTES]);

/* What runs along with a chain; sealed at the end of every record. */
struct running {
    cents gross;    /* refunds negative, never reset */
    cents absolute; /* never decreases */
    int64_t tickets;
    int64_t refunds;
    cents cash; /* after change and refunds */
    cents card;
    cents cheque;
    cents voucher;
    cents drawer;       /* cash expected in the drawer now */
    cents float_amount; /* float of the present period */
    cents other;        /* from here on not in form 1: further means of payment */
    cents cash_in;      /* put into the drawer */
    cents cash_out;     /* taken out, charges paid from it included */
};

enum { RUNNING_COUNT = 13, RUNNING_COUNT_FIRST = 10 };
/* How many of them a record of `form` seals. */
int running_count(int form);

void canonical_put_running(struct buf *bytes, const struct running *running);

#endif
