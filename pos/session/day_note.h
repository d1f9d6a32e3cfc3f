/*
 * The animator's note of a day: a few lines of plain words. What is typed is
 * kept as a draft until it is recorded.
 */
#ifndef POS_DAY_NOTE_H
#define POS_DAY_NOTE_H

#include "pos/acts/desk.h"
#include "pos/ui/question.h"
#include "pos/ui/text_area.h"
#include "programme/programme_store.h"

struct day_note_draft { /* no pointers */
    int day;            /* the note is of that day */
    struct text_area words;
};

struct day_note {
    SHELL;
    struct day_note_draft draft;
    int day;
    bool is_read;
    char before[DAY_NOTE_MAX]; /* as it is in the book */
};

/* Argument: the day, from 1. */
extern const struct screen_kind DAY_NOTE;

#endif
