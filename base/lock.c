#include "base/lock.h"

#include "base/lang.h"
#include "base/place.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { LOCK_FILE_PATH_MAX = LOCK_PATH_MAX + 8, LOCK_TRIES = 20, LOCK_TEXT_MAX = 100 };

static bool lock_fail_held(struct err *err)
{
    return err_fail(err, ERR_BUSY,
                    _("Ce livre est ouvert par un autre programme : le fermer d'abord."));
}

/* The holder wrote its number and its machine in the file; both may still be missing. */
static bool lock_refused(int file, struct err *err)
{
    char text[LOCK_TEXT_MAX] = "";
    char host[65] = "";
    long process = 0;
    ssize_t got = pread(file, text, sizeof text - 1, 0);

    text[got > 0 ? got : 0] = '\0';
    if (sscanf(text, "%ld %64s", &process, host) != 2)
        return lock_fail_held(err);
    return err_fail(err, ERR_BUSY,
                    _("Ce livre est ouvert par le programme n° %ld sur %s : le fermer d'abord."),
                    process, host);
}

/* A name is a courtesy for the next program: a full disk must not stop this one. */
static void lock_sign(int file)
{
    char host[65] = "?";
    char text[LOCK_TEXT_MAX];

    gethostname(host, sizeof host - 1);

    int length = snprintf(text, sizeof text, "%ld %s\n", (long)getpid(), host);

    if (ftruncate(file, 0) != 0 || pwrite(file, text, (size_t)length, 0) != length)
        return;
}

/* False when the holder removed the file between our open and our lock: take the new one. */
static bool file_is_at(int file, const char *path)
{
    struct stat held;
    struct stat named;

    return fstat(file, &held) == 0 && lstat(path, &named) == 0 && place_is_same(&held, &named);
}

/* Only a plain file of one name is a lock, and a short one: anything else would be written through,
 * and go when the book is closed. */
static bool file_is_lock(int file)
{
    struct stat found;

    return fstat(file, &found) == 0 && S_ISREG(found.st_mode) && found.st_nlink <= 1 &&
           found.st_size < LOCK_TEXT_MAX;
}

static bool lock_hold(int file, const char *beside, struct err *err)
{
    const struct timespec moment = { .tv_nsec = 1000 * 1000 };

    /* flock, not fcntl: it also keeps out a second opening in the same process. A reader that looks
     * whether we are there holds it for microseconds. */
    for (int tries = 0; tries < LOCK_TRIES; tries++) {
        if (flock(file, LOCK_EX | LOCK_NB) == 0)
            return true;
        if (errno != EWOULDBLOCK)
            break;
        nanosleep(&moment, NULL);
    }
    if (errno == EWOULDBLOCK)
        return lock_refused(file, err);
    return err_fail(err, ERR_STORAGE,
                    _("%s : ce disque ne sait pas réserver un livre, le mettre sur le disque "
                      "interne."),
                    beside);
}

bool lock_take(struct lock *lock, const char *path, struct err *err)
{
    char beside[LOCK_FILE_PATH_MAX];
    int file = -1;

    assert(strlen(path) < LOCK_PATH_MAX);
    snprintf(beside, sizeof beside, "%s-lock", path);
    do {
        if (file >= 0)
            close(file);
        file = open(beside, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0644);
        if (file < 0)
            return err_fail_file(err, errno == ELOOP ? beside : path, errno);
        if (!lock_hold(file, beside, err)) {
            close(file);
            return false;
        }
    } while (!file_is_at(file, beside));
    if (!file_is_lock(file)) {
        close(file);
        return err_fail_file(err, beside, EEXIST);
    }

    lock_sign(file);
    lock->file = file;
    return true;
}

bool lock_take_book(struct lock *lock, const char *path, struct err *err)
{
    lock->book = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (lock->book < 0 || flock(lock->book, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
        return true; /* a disk that knows no locks was refused before */
    return lock_fail_held(err);
}

bool lock_is_held(const char *path)
{
    char beside[LOCK_FILE_PATH_MAX];

    snprintf(beside, sizeof beside, "%s-lock", path);

    int file = open(beside, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    bool held = file >= 0 && flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;

    if (file >= 0)
        close(file);
    return held;
}

void lock_release(struct lock *lock, const char *path)
{
    char beside[LOCK_FILE_PATH_MAX];

    if (lock->book >= 0) {
        flock(lock->book, LOCK_UN); /* a child of ours may have it open for a moment more */
        close(lock->book);
    }
    lock->book = -1;
    if (lock->file < 0)
        return;
    snprintf(beside, sizeof beside, "%s-lock", path);
    unlink(beside); /* while still held: who opened it meanwhile sees that it is gone */
    close(lock->file);
    *lock = LOCK_FREE;
}
