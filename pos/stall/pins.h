/*
 * The PINs of the two roles: set or changed, typed twice, never shown, never
 * kept longer than the act. The host may give the animator a new one.
 */
#ifndef POS_PINS_H
#define POS_PINS_H

#include "pos/acts/desk.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"

enum { PINS_ROLES = 2 };

struct pins {
    SHELL;
    struct list list; /* the roles */
    bool has_pin[PINS_ROLES];
    bool host_acts; /* the animator's old PIN is not asked */
    char old[QUESTION_ANSWER_MAX];
    char fresh[QUESTION_ANSWER_MAX];
};

extern const struct screen_kind PINS;

#endif
