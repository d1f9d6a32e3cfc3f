/*
 * The people of the group: the list, and the sheet of one person: how to call
 * her, what she told, what she agrees to.
 */
#ifndef POS_PERSONS_H
#define POS_PERSONS_H

#include "pos/desk.h"
#include "pos/form.h"
#include "pos/list.h"
#include "programme/people.h"

struct persons {
    struct list list;
    struct people people;
    struct notice notice;
    char place[FRAME_TEXT_MAX];
};

struct person_form {
    struct form form;
    char badge[BADGE_MAX]; /* "" for a new person */
    struct sheet sheet;    /* as it is in the book */
    bool sheet_is_open;    /* else the sealed part is left alone */
    struct notice notice;
    char place[FRAME_TEXT_MAX];
};

extern const struct screen_kind PERSONS;
/* Argument: 0 for a new person, else the rank in the list from 1. */
extern const struct screen_kind PERSON_FORM;

#endif
