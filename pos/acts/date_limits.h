/*
 * The days that a fact of this session can have: a typing error in the year would move it into
 * other accounts. From the session's days, else from today; a clock that is far from them is not
 * believed.
 */
#ifndef POS_DATE_LIMITS_H
#define POS_DATE_LIMITS_H

#include "ledger/till.h"

enum date_use { DATE_OF_SALE, DATE_OF_CHARGE, DATE_OF_JOB /* may be to come */ };

struct date_limits {
    struct day first;
    struct day last;
};

bool date_limits_read(struct till *till, enum date_use use, struct date_limits *out,
                      struct err *err) MUST_CHECK;
/* A `reason` ("" or NULL: none) that the host gives lets the odd true case pass: ERR_REASON for the
 * host, ERR_INPUT for others. */
bool date_limits_check(const struct till *till, const struct date_limits *limits, struct day day,
                       const char *reason, struct err *err) MUST_CHECK;

#endif
