/*
 * Who acts from now on: the animator, the cooperative, or a person by her
 * badge. A role with a PIN asks for it.
 */
#ifndef POS_SIGN_IN_H
#define POS_SIGN_IN_H

#include "pos/acts/desk.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"
#include "programme/people.h"

enum { SIGN_IN_ROLES = 2 };

struct sign_in {
    SHELL;
    struct list list; /* the roles, then the people */
    struct people people;
    bool has_pin[SIGN_IN_ROLES];
    char acting[ACTOR_MAX];
};

extern const struct screen_kind SIGN_IN;

#endif
