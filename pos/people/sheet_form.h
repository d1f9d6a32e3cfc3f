/*
 * The intake sheet of one person: all that she told, sealed in the book. Each
 * line is kept as soon as it is left; nothing sealed ever stands in a draft.
 */
#ifndef POS_SHEET_FORM_H
#define POS_SHEET_FORM_H

#include "pos/people/sealed_form.h"

struct sheet_form {
    struct sealed_form sealed;
    struct sheet sheet; /* as it is in the book */
};

/* Argument: her rank in the list, from 1. */
extern const struct screen_kind SHEET_FORM;

#endif
