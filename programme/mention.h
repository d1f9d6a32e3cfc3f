/*
 * A person's name inside what someone wrote. Whole words only, so that Li is
 * not found in "lire"; capitals and accents do not matter, for people write as
 * they can.
 */
#ifndef PROGRAMME_MENTION_H
#define PROGRAMME_MENTION_H

#include "base/buf.h"

struct mention {
    size_t at;     /* bytes from the start of the text */
    size_t length; /* bytes, as it is written there */
};

/* The first place where `name` (not empty) stands. */
bool mention_find(const char *text, const char *name, struct mention *out);

/* The text with `badge` wherever `name` stood. Returns how often that was. */
int mention_replace(const char *text, const char *name, const char *badge, struct buf *out);

#endif
