/*
 * The people of the group: the list, and the way to what concerns them all: the
 * roles of a day, the calls months later, the key of the sheets. A person opens
 * her own menu (pos/people/person).
 */
#ifndef POS_PEOPLE_LIST_H
#define POS_PEOPLE_LIST_H

#include "pos/ui/form.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"
#include "pos/acts/sheet_key.h"
#include "programme/people.h"
#include "reports/figures/pictures.h"

struct people_list {
    SHELL;
    struct list list;
    struct people people;
    enum sheet_lock lock;
    const struct pictures *pictures; /* borrowed from the desk */
};

/* What is being typed, kept through a crash. */
struct person_draft {
    bool is_used;
    char badge[BADGE_MAX]; /* of the person it is about; "" for a new one */
    struct form form;
};

/* What she is called, and her badge. */
struct person_form {
    SHELL;
    struct form form;
    struct person_draft draft;
    char badge[BADGE_MAX];            /* "" for a new person */
    char reason[QUESTION_ANSWER_MAX]; /* of a change after the session is closed */
};

extern const struct screen_kind PEOPLE_LIST;
/* Argument: 0 for a new person, else the rank in the list from 1. */
extern const struct screen_kind PERSON_FORM;

#endif
