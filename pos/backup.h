/*
 * The copy of a book on a stick: a file system named FLASHCOOP that somebody has
 * plugged in. Made when the book is closed; without the stick nothing happens.
 */
#ifndef POS_BACKUP_H
#define POS_BACKUP_H

#include "base/db.h"

/* The folder of the stick, from lines as in /proc/self/mounts. False: none is there. */
bool backup_find_stick(const char *mounts, char *out, size_t room);

/*
 * A consistent copy of the book into `folder`, under its own name; it replaces the copy of the
 * evening before only when it is whole. ERR_STORAGE: the stick is full, protected or gone.
 */
bool backup_book(struct db *db, const char *folder, struct err *err) MUST_CHECK;

/* Both, for the book that is about to be closed; `*copied` says whether a stick was there. */
bool backup_to_stick(struct db *db, bool *copied, struct err *err) MUST_CHECK;

enum { BACKUP_PATH_MAX = 4096 };
#define BACKUP_MOUNTS "/proc/self/mounts"

#endif
