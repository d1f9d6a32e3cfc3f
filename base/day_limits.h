/*
 * The one rule for days that people type or files bring: a typing error in the year would move a
 * fact into other accounts, a paper into another life. Each door says what the day is of; the
 * limits say what the session and the clock allow.
 */
#ifndef BASE_DAY_LIMITS_H
#define BASE_DAY_LIMITS_H

#include "base/day.h"

enum day_use {
    DAY_OF_ANY,     /* not judged */
    DAY_OF_SALE,    /* weeks before the session at most, never to come */
    DAY_OF_FACT,    /* a charge, a payment, a signature, a call: months before, never to come */
    DAY_OF_PLAN,    /* a job, an appointment: may be to come */
    DAY_OF_KEEPING, /* how long goods or an agreement last: years to come */
    DAY_OF_SESSION, /* since there are such sessions, to a few years from now */
    DAY_OF_BIRTH,
    DAY_USE_END
};

enum { SESSIONS_FIRST_YEAR = 2018 }; /* no such session was held before 2019 */

struct day_limits {
    struct day first; /* of the session; DAY_NONE: it has no dates yet */
    struct day today;
    bool is_of_host; /* she may say why the odd true case passes */
    bool is_said;    /* and has */
};

/* DAY_NONE passes. ERR_REASON: the host is asked why; ERR_INPUT: nobody else passes it. */
bool day_limits_check(const struct day_limits *limits, enum day_use use, struct day day,
                      struct err *err) MUST_CHECK;

#endif
