/*
 * Charges: what the session spent. A charge is a record and an entry in the
 * books; one paid from the drawer takes the cash out of it.
 */
#ifndef LEDGER_CHARGE_H
#define LEDGER_CHARGE_H

#include "base/field.h"
#include "ledger/till.h"

enum charge_category {
    CHARGE_MATERIALS,
    CHARGE_PACKAGING,
    CHARGE_SUBCONTRACTING,
    CHARGE_TRAVEL, /* the last that production costs */
    CHARGE_STAND,
    CHARGE_KITCHEN,
    CHARGE_EQUIPMENT,
    CHARGE_HIRE,
    CHARGE_PRINTING,
    CHARGE_INSURANCE,
    CHARGE_OTHER,
    CHARGE_CATEGORY_END,
};

/* "materials" … as files write them, and as people read them; in the order of the enum. */
extern const struct field_word CHARGE_CATEGORIES[];

struct charge {
    struct day day;
    char label[LABEL_MAX];
    enum charge_category category;
    cents net;
    cents vat;
    char supplier[NAME_MAX_TEXT];
    char document[SLIP_MAX];
    char paid_from[ACTOR_MAX]; /* "host", "drawer", or the badge of who advanced it */
    char reason[LABEL_MAX];    /* of a correction, else "" */
    char cancels_chain[2];     /* the charge that this one takes back, "" none */
    int64_t cancels_seq;       /* 0 none */
};

/* What people fill in, in the order of files. */
enum charge_field {
    CHARGE_DATE,
    CHARGE_LABEL,
    CHARGE_CATEGORY,
    CHARGE_NET,
    CHARGE_VAT,
    CHARGE_SUPPLIER,
    CHARGE_DOCUMENT,
    CHARGE_PAID_FROM,
    CHARGE_FIELD_COUNT,
};
extern const struct field CHARGE_FIELDS[CHARGE_FIELD_COUNT];

/* What counts in the result: net, or with its VAT where the host cannot recover it. */
cents charge_cost(const struct charge *charge, bool vat_on);

/*
 * ERR_INPUT: no label, more than the drawer holds. ERR_REASON, which a `reason` (else
 * till->correction) lets pass and which stays in the record: VAT above the highest rate, the same
 * invoice again, after the session closing. ERR_FORBIDDEN. ERR_CLOSED: after it only the host may.
 * Net and VAT below 0 are a credit note. The invoice is posted on its own day, to the supplier;
 * what the drawer or a person settled, on the day of typing.
 */
bool charge_put(struct till *till, const struct charge *given, struct err *err) MUST_CHECK;

/* Take a recorded charge back by its mirror: it stays visible, its sum becomes zero. */
bool charge_cancel(struct till *till, const char *chain, int64_t seq, const char *reason,
                   struct err *err) MUST_CHECK;

/* One at a time, oldest first; false at the end or on failure (see err). */
struct charge_row {
    char chain[2];
    int64_t seq;
    struct charge charge;
};
typedef bool charge_fn(void *context, const struct charge_row *row, struct err *err);
bool charge_each(struct db *db, charge_fn *each, void *context, struct err *err) MUST_CHECK;

struct charge_sums {
    cents cost[CHARGE_CATEGORY_END]; /* charge_cost() */
    cents production;
    cents other;
};
bool charge_sum(struct db *db, bool vat_on, struct charge_sums *out, struct err *err) MUST_CHECK;

#endif
