#include "pos/acts/incoming.h"

#include "base/lang.h"
#include "base/text.h"
#include "ledger/charge.h"
#include "pos/acts/badge.h"

#include <stdio.h>
#include <string.h>

struct incoming {
    struct till *till;
    int64_t count;
    char reason[LABEL_MAX]; /* "" none */
    struct people people;
};

/* Who advanced money is paid back: it must be somebody of this group. */
static bool payer_check(const struct incoming *in, const struct charge *charge, struct err *err)
{
    return strcmp(charge->paid_from, "host") == 0 || strcmp(charge->paid_from, "drawer") == 0 ||
           people_know(&in->people, charge->paid_from, err);
}

static bool charge_row_take(void *context, long line, const char *const *fields, struct err *err)
{
    struct incoming *in = context;
    struct charge charge = { .paid_from = "host" };

    (void)line;
    memcpy(charge.reason, in->reason, sizeof charge.reason);
    if (!field_set_row(CHARGE_FIELDS, CHARGE_FIELD_COUNT, &charge, fields, err) ||
        !payer_check(in, &charge, err) || !charge_put(in->till, &charge, err))
        return false;
    in->count++;
    return true;
}

bool incoming_charges_read(struct till *till, const char *path, const char *reason,
                           struct csv_faults *faults, int64_t *count, struct err *err)
{
    struct csv_column columns[CHARGE_FIELD_COUNT];
    const struct csv_table table = { columns, CHARGE_FIELD_COUNT, charge_row_take, "charges" };
    struct incoming in = { .till = till };
    bool good;

    field_columns(CHARGE_FIELDS, CHARGE_FIELD_COUNT, columns);
    good = text_copy(in.reason, sizeof in.reason, reason ? reason : "", "--reason", err) &&
           people_read(till->db, &in.people, err) && csv_read(path, &table, &in, faults, err);

    *count = in.count;
    return good;
}
