/*
 * The certificate of participation: dates, hours, absences, what was done,
 * signatures. It holds no score and promises no level.
 */
#ifndef REPORTS_PAPER_CERTIFICATE_H
#define REPORTS_PAPER_CERTIFICATE_H

#include "programme/attendance.h"
#include "programme/participant.h"
#include "programme/partner.h"
#include "reports/print/paper.h"

struct certificate {
    const struct participant *person;
    const struct calendar *calendar;
    const struct attendance *attendance;
    const char *contract;            /* its number at the host; "" = not known here */
    const struct partners *partners; /* animators are named; NULL nobody is known */
};

bool paper_certificate(const struct paper_head *head, const struct certificate *certificate,
                       struct outlet *outlet, struct err *err) MUST_CHECK;

#endif
