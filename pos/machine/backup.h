/*
 * The copy of a book on sticks: file systems named FLASHCOOP that somebody has
 * plugged in. Made when the book is closed, and after each closing of a day, a
 * month or the session; without a stick nothing happens.
 *
 * A copy is written beside its place, synced, read back and compared, and only
 * then put in place of the copy of the evening before: a stick that is full,
 * protected or pulled out keeps the copy it had.
 */
#ifndef POS_BACKUP_H
#define POS_BACKUP_H

#include "base/err.h"

#include <stddef.h>

enum { BACKUP_PATH_MAX = 4096, STICKS_MAX = 4, STICK_FOLDER_MAX = 256 };
#define BACKUP_MOUNTS "/proc/self/mounts"

struct sticks {
    char folders[STICKS_MAX][STICK_FOLDER_MAX];
    int count;
};

/* The folders of the sticks, from lines as in /proc/self/mounts. */
struct sticks backup_find_sticks(const char *mounts);

/*
 * A whole copy of the file `book` into `folder`, under its own name. Nothing else may write to the
 * file meanwhile; when something did, the copy is given up. ERR_STORAGE, ERR_BUSY: then the copy
 * that was there still is.
 */
bool backup_copy(const char *book, const char *folder, struct err *err) MUST_CHECK;

/* Onto every stick; `*copied` counts them. False: one at least refused, `err` names it. */
bool backup_to_sticks(const char *book, int *copied, struct err *err) MUST_CHECK;

#endif
