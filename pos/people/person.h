/*
 * One person: who she is, and what can be done for her, as a menu that says
 * beside each line how far it is.
 */
#ifndef POS_PERSON_H
#define POS_PERSON_H

#include "pos/ui/list.h"
#include "pos/ui/question.h"
#include "pos/acts/sheet_key.h"
#include "programme/duty.h"
#include "programme/people.h"
#include "programme/workbook.h"

struct person {
    SHELL;
    int rank; /* in the list, from 1 */
    struct participant who;
    struct list list;
    enum sheet_lock lock;
    int told, fields; /* of her sheet; 0 fields: it is closed */
    bool has_interview;
    char appointment[APPOINTMENT_TEXT_MAX];
    int consents; /* given */
    struct follow_up follow_up;
    struct duties duties; /* of the whole group, today */
    int day_count;
    int wanted; /* the line that waits for the passphrase */
};

/* Argument: her rank in the list, from 1. */
extern const struct screen_kind PERSON;

#endif
