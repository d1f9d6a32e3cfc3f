/*
 * Who holds a book: a file beside it, `BOOK-lock`, locked for as long as the
 * holder lives. The kernel drops the lock of a dead program, so a crash leaves
 * at most an empty promise that the next program takes over.
 */
#ifndef BASE_LOCK_H
#define BASE_LOCK_H

#include "base/err.h"

enum { LOCK_PATH_MAX = 4096 };

struct lock {
    int file; /* descriptor of the locked file, -1 = not held */
    int book; /* likewise, of the book itself */
};

#define LOCK_FREE ((struct lock){ -1, -1 })

/*
 * Hold `path`, shorter than LOCK_PATH_MAX. ERR_BUSY: held, the sentence names the
 * holder. ERR_STORAGE: nothing can be written beside `path`.
 */
bool lock_take(struct lock *lock, const char *path, struct err *err) MUST_CHECK;
/* Also the file that stands at `path`, whatever other names it has. ERR_BUSY. */
bool lock_take_book(struct lock *lock, const char *path, struct err *err) MUST_CHECK;
/* True when a program holds `path`; nothing is written, and where nothing can be told: false. */
bool lock_is_held(const char *path);
void lock_release(struct lock *lock, const char *path); /* accepts a lock that is not held */

#endif
