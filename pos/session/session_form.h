/*
 * A new session, and the settings of one that exists: the same form. The name
 * and the host suffice to begin; what may no longer change is said.
 */
#ifndef POS_SESSION_FORM_H
#define POS_SESSION_FORM_H

#include "pos/acts/desk.h"
#include "pos/ui/form.h"
#include "pos/ui/question.h"

struct session_form {
    SHELL;
    struct form form;
    char fixed[2][sizeof((struct err *)0)->text]; /* why VAT, why the days; "" may change */
};

extern const struct screen_kind SESSION_FORM;
extern const struct screen_kind SESSION_SETTINGS;

#endif
