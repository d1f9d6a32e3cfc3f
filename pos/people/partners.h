/*
 * Who stands around the group: the list, what each is called and when she
 * comes, and what she does, ticked in a list.
 */
#ifndef POS_PARTNERS_H
#define POS_PARTNERS_H

#include "pos/acts/desk.h"
#include "pos/ui/form.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"
#include "programme/partner.h"

struct partners_page {
    SHELL;
    struct list list; /* the partners, then "new" */
    struct partners partners;
};

struct partner_form {
    SHELL;
    struct form form;
    struct form shown;      /* what stood there at first: moments that nobody touched stay */
    struct partner partner; /* as it stands in the book; key "" for a new one */
    char reason[QUESTION_ANSWER_MAX];
};

struct partner_roles {
    SHELL;
    struct list list;
    struct partner partner;
    char reason[QUESTION_ANSWER_MAX];
};

extern const struct screen_kind PARTNERS_PAGE;
/* Argument: 0 for a new one, else the rank in the list from 1. */
extern const struct screen_kind PARTNER_FORM;
/* Argument: the rank in the list, from 1. */
extern const struct screen_kind PARTNER_ROLES;

/* The partner of that rank; false: there is none any more. */
bool partner_at(struct db *db, int64_t rank, struct partner *out, struct err *err) MUST_CHECK;

/* Checked and written in one batch, with the reason of a closed session. */
bool partner_record(struct till *till, struct partner *partner, const char *reason,
                    struct err *err) MUST_CHECK;

#endif
