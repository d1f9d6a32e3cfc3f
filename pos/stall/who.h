/*
 * Who acts from now on: the animator, the cooperative, or a person by her
 * badge. A role with a PIN asks for it.
 */
#ifndef POS_WHO_H
#define POS_WHO_H

#include "pos/acts/desk.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"
#include "programme/people.h"

enum { WHO_ROLES = 2 };

struct who {
    struct list list; /* the roles, then the people */
    struct people people;
    bool has_pin[WHO_ROLES];
    char acting[ACTOR_MAX];
    struct question question;
    struct notice notice;
};

extern const struct screen_kind WHO;

#endif
