/*
 * Whether who acts may do what a screen is for (struct screen_kind: admits, asks). Each is asked
 * again by what records: here she learns it before she has typed anything. ERR_FORBIDDEN: not she.
 * ERR_CLOSED: after the session closing only the host.
 */
#ifndef POS_PERMIT_H
#define POS_PERMIT_H

#include "pos/acts/desk.h"

bool permit_people(struct desk *desk, struct err *err) MUST_CHECK; /* sheets, marks, by name */
bool permit_charge(struct desk *desk, struct err *err) MUST_CHECK;
bool permit_set_up(struct desk *desk, struct err *err) MUST_CHECK;
/* The same for what only the first till writes. ERR_INPUT: this is another. */
bool permit_people_once(struct desk *desk, struct err *err) MUST_CHECK;
bool permit_charge_once(struct desk *desk, struct err *err) MUST_CHECK;
bool permit_set_up_once(struct desk *desk, struct err *err) MUST_CHECK;

#endif
