/*
 * What is being typed, kept in the user's state folder at every change and
 * without fsync: it survives a crash of the program, and costs nothing per
 * key. A draft of another version or with a wrong checksum is ignored, and so is
 * one that was typed before another ticket than the next.
 */
#ifndef POS_DRAFT_H
#define POS_DRAFT_H

#include "programme/erasure.h"

struct draft_key {
    const char *book; /* which session and till, as till_key() says; "" where there is none yet */
    const char *name; /* of the form: letters and dashes */
    int64_t after;    /* the ticket it follows, where it is one itself; 0 otherwise */
};

/* All do nothing when there is no folder to write to. */
void draft_save(const struct draft_key *key, const void *bytes, size_t length);
bool draft_load(const struct draft_key *key, void *bytes, size_t length);
void draft_drop(const struct draft_key *key);

/* Drops every draft of that book which holds a name to be forgotten. */
void draft_drop_holding(const char *book, const struct name_words *words);

#endif
