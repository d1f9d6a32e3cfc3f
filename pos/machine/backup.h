/*
 * The copy of a book on sticks: file systems named FLASHCOOP that somebody has
 * plugged in. Made when the book is closed, and after each closing of a day, a
 * month or the session; without a stick nothing happens.
 *
 * A copy is written beside its place, synced, read back and compared, and only
 * then named. Its name tells session, till and state apart, so that no copy
 * takes the place of another; the last three states of a till stay. A stick
 * that is full, protected or pulled out keeps the copies it had.
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

/* How many states of a till stay on a stick; one when somebody's data was erased. */
enum { BACKUP_KEEP = 3, BACKUP_KEEP_ERASED = 1 };

/*
 * The state of `book` into `folder`, under a name of its own; open or not, what it had recorded
 * when this began. Of this till's earlier states the newest `keep` stay, this one included; all
 * else on the stick is left alone. ERR_STORAGE, ERR_BUSY: what was there still is.
 */
bool backup_copy(const char *book, const char *folder, int keep, struct err *err) MUST_CHECK;

/*
 * Onto every stick; `*copied` counts them. False: one at least refused, or holds another way that
 * the book went (stick_check.h), `err` names it.
 */
bool backup_to_sticks(const char *book, int keep, int *copied, struct err *err) MUST_CHECK;

#endif
