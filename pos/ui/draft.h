/*
 * What is being typed, kept in the user's state folder at every change and
 * without fsync: it survives a crash of the program, and costs nothing per
 * key. A draft of another version or with a wrong checksum is ignored.
 */
#ifndef POS_DRAFT_H
#define POS_DRAFT_H

#include "programme/erasure.h"

/* `book`, however its path is written, and `name` tell drafts apart. All do nothing when there is
 * no folder to write to. */
void draft_save(const char *book, const char *name, const void *bytes, size_t length);
bool draft_load(const char *book, const char *name, void *bytes, size_t length);
void draft_drop(const char *book, const char *name);

/* Drops every draft of that book which holds a name to be forgotten. */
void draft_drop_holding(const char *book, const struct name_words *words);

#endif
