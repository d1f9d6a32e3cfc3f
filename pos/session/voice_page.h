/*
 * What is said aloud, and in which language: for all, or for the seller who
 * acts. What is chosen is heard at once, so that one knows whether it is.
 */
#ifndef POS_VOICE_PAGE_H
#define POS_VOICE_PAGE_H

#include "pos/acts/desk.h"
#include "pos/machine/spoken.h"
#include "pos/ui/list.h"

struct voice_page {
    SHELL;
    struct list list;      /* off, then the languages */
    char badge[ACTOR_MAX]; /* of the seller whose choice it is, "" of all */
};

extern const struct screen_kind VOICE_PAGE;

#endif
