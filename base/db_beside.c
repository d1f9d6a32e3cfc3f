/*
 * What lies beside a file under the names that SQLite gives to a log and its
 * index. It writes into them to read the file at all: not before that is known
 * to be a book, and never into what has another name elsewhere.
 */
#include "base/db_inside.h"
#include "base/lang.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/sendfile.h>
#include <unistd.h>

enum { NAME_MAX_BYTES = PATH_BYTES_MAX + 16, POUR_BYTES = 1 << 20 };

bool db_check_alone(const char *path, struct err *err)
{
    static const char *const REMAINS[] = { "-wal", "-journal" };
    char name[NAME_MAX_BYTES];

    for (size_t i = 0; i < COUNT_OF(REMAINS); i++) {
        struct stat found;

        snprintf(name, sizeof name, "%s%s", path, REMAINS[i]);
        if (lstat(name, &found) == 0)
            return err_fail(err, ERR_INPUT,
                            _("%s est resté d'un autre livre : choisir un autre nom."), name);
    }
    return true;
}

/* `st_nlink` 0: nothing stands there. */
static bool beside_look(const char *path, const char *end, char name[NAME_MAX_BYTES],
                        struct stat *out, struct err *err)
{
    snprintf(name, NAME_MAX_BYTES, "%s%s", path, end);
    if (lstat(name, out) != 0)
        *out = (struct stat){ .st_nlink = 0 };
    return out->st_nlink == 0 || S_ISREG(out->st_mode) || err_fail_file(err, name, EEXIST);
}

static bool pour(int from, int to)
{
    ssize_t got;

    do
        got = sendfile(to, from, NULL, POUR_BYTES);
    while (got > 0);
    return got == 0 && fsync(to) == 0;
}

/* The log goes on under its name alone; what has the other name stays as it is. */
static bool log_part(const char *log, struct err *err)
{
    char part[NAME_MAX_BYTES + 8];
    int from = open(log, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    int to = -1;

    snprintf(part, sizeof part, "%s.part", log);
    unlink(part); /* of a program that was killed: the book is held */
    if (from >= 0)
        to = open(part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

    bool good = to >= 0 && pour(from, to) && rename(part, log) == 0;
    int reason = errno;

    if (!good && to >= 0)
        unlink(part);
    if (from >= 0)
        close(from);
    if (to >= 0)
        close(to);
    return good || err_fail_file(err, log, reason);
}

bool db_prepare_beside(const struct db *db, struct err *err)
{
    char log[NAME_MAX_BYTES];
    char index[NAME_MAX_BYTES];
    struct stat log_found;
    struct stat index_found;

    if (!beside_look(db->path, "-wal", log, &log_found, err) ||
        !beside_look(db->path, "-shm", index, &index_found, err))
        return false;
    if (log_found.st_nlink == 0 && index_found.st_nlink == 0)
        return true;
    if (!db_judge_apart(db, err) || (log_found.st_nlink > 1 && !log_part(log, err)))
        return false;
    if (index_found.st_nlink > 1) /* made anew of the log */
        unlink(index);
    return true;
}
