/*
 * What is being typed, kept in the user's state folder at every change and
 * without fsync: it survives a crash of the program, and costs nothing per
 * key. A draft of another version or with a wrong checksum is ignored.
 */
#ifndef POS_DRAFT_H
#define POS_DRAFT_H

#include <stdbool.h>
#include <stddef.h>

/* `book` and `name` tell drafts apart. All three do nothing when there is no folder to write to. */
void draft_save(const char *book, const char *name, const void *bytes, size_t length);
bool draft_load(const char *book, const char *name, void *bytes, size_t length);
void draft_drop(const char *book, const char *name);

#endif
