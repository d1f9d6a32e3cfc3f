/*
 * A new session: its name, its host and the rules that the host chose.
 */
#ifndef POS_SESSION_FORM_H
#define POS_SESSION_FORM_H

#include "pos/desk.h"
#include "pos/form.h"

struct session_form {
    struct form form;
    struct notice notice;
};

extern const struct screen_kind SESSION_FORM;

#endif
