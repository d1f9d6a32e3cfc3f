/* What the book and its clock say of the days that can be: see base/day_limits.h. */
#ifndef POS_DATE_LIMITS_H
#define POS_DATE_LIMITS_H

#include "base/day_limits.h"
#include "base/field.h"
#include "ledger/till.h"
#include "programme/calendar.h"

/* `reason`: what the host says of the odd true case; "" or NULL: nothing. */
bool date_limits_read(struct till *till, const char *reason, struct day_limits *out,
                      struct err *err) MUST_CHECK;
/* Both at once: of one day, of all days of a thing that a form has filled in. */
bool date_limits_check(struct till *till, enum day_use use, struct day day, const char *reason,
                       struct err *err) MUST_CHECK;
struct filled {
    const struct field *fields;
    int count;
    const void *thing;
    const char *reason;
};
bool date_limits_check_form(struct till *till, const struct filled *filled,
                            struct err *err) MUST_CHECK;
/* The dates of the session itself. */
bool date_limits_check_days(const struct day_limits *limits, const struct calendar *calendar,
                            struct err *err) MUST_CHECK;

#endif
