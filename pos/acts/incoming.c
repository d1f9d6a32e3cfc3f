#include "pos/acts/incoming.h"

#include "base/lang.h"
#include "base/text.h"
#include "ledger/charge.h"
#include "pos/acts/badge.h"
#include "pos/acts/date_limits.h"

#include <stdio.h>
#include <string.h>

struct incoming {
    struct till *till;
    int64_t count;
    char reason[LABEL_MAX]; /* "" none */
    struct date_limits limits;
    struct people people;
};

/* An empty field leaves what is there. */
static bool field_take(char *out, size_t room, const char *text, const char *what, struct err *err)
{
    return text[0] == '\0' || text_copy(out, room, text, what, err);
}

enum charge_column {
    CHARGE_COLUMN_DATE,
    CHARGE_COLUMN_LABEL,
    CHARGE_COLUMN_CATEGORY,
    CHARGE_COLUMN_NET,
    CHARGE_COLUMN_VAT,
    CHARGE_COLUMN_SUPPLIER,
    CHARGE_COLUMN_DOCUMENT,
    CHARGE_COLUMN_PAID_FROM,
};

static const struct csv_column CHARGE_COLUMNS[] = {
    { "date", true },       { "label", true },     { "category", true },  { "net", true },
    { "vat_amount", true }, { "supplier", false }, { "document", false }, { "paid_from", false },
};

static bool charge_read(const char *const *fields, struct charge *charge, struct err *err)
{
    snprintf(charge->paid_from, sizeof charge->paid_from, "host");
    return day_parse(fields[CHARGE_COLUMN_DATE], &charge->day, err) &&
           text_copy(charge->label, sizeof charge->label, fields[CHARGE_COLUMN_LABEL], "label",
                     err) &&
           charge_category_parse(fields[CHARGE_COLUMN_CATEGORY], &charge->category, err) &&
           money_parse(fields[CHARGE_COLUMN_NET], &charge->net, err) &&
           money_parse(fields[CHARGE_COLUMN_VAT], &charge->vat, err) &&
           field_take(charge->supplier, sizeof charge->supplier, fields[CHARGE_COLUMN_SUPPLIER],
                      "supplier", err) &&
           field_take(charge->document, sizeof charge->document, fields[CHARGE_COLUMN_DOCUMENT],
                      "document", err) &&
           field_take(charge->paid_from, sizeof charge->paid_from, fields[CHARGE_COLUMN_PAID_FROM],
                      "paid_from", err);
}

/* Who advanced money is paid back: it must be somebody of this group. */
static bool payer_check(const struct incoming *in, const struct charge *charge, struct err *err)
{
    return strcmp(charge->paid_from, "host") == 0 || strcmp(charge->paid_from, "drawer") == 0 ||
           people_know(&in->people, charge->paid_from, err);
}

static bool charge_row_take(void *context, long line, const char *const *fields, struct err *err)
{
    struct incoming *in = context;
    struct charge charge = { .net = 0 };

    (void)line;
    snprintf(charge.reason, sizeof charge.reason, "%s", in->reason);
    if (!charge_read(fields, &charge, err) || !payer_check(in, &charge, err) ||
        !date_limits_check(in->till, &in->limits, charge.day, in->reason, err) ||
        !charge_put(in->till, &charge, err))
        return false;
    in->count++;
    return true;
}

bool incoming_charges_read(struct till *till, const char *path, const char *reason,
                           struct csv_faults *faults, int64_t *count, struct err *err)
{
    static const struct csv_table TABLE = { CHARGE_COLUMNS, COUNT_OF(CHARGE_COLUMNS),
                                            charge_row_take, "charges" };
    struct incoming in = { .till = till };
    bool good = text_copy(in.reason, sizeof in.reason, reason ? reason : "", "--reason", err) &&
                people_read(till->db, &in.people, err) &&
                date_limits_read(till, DATE_OF_CHARGE, &in.limits, err) &&
                csv_read(path, &TABLE, &in, faults, err);

    *count = in.count;
    return good;
}
