#include "base/place.h"

#include "base/lang.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { PLACE_PATH_MAX = 4096 };

static const char BOOK_ENDING[] = ".flashcoop";
static const char *const BESIDE[] = { "-wal", "-shm", "-journal", "-lock" };
/* Keys, heads and what is being typed: ledger/keyring, programme/vault, pos/acts/draft. */
static const char *const KEPT[] = { ".key", ".head", ".wait", ".draft", ".people", ".sealed" };

/* Without case, as a stick compares names. */
static bool name_ends(const char *path, const char *ending)
{
    size_t length = strlen(path);
    size_t tail = strlen(ending);

    return length > tail && strcasecmp(path + length - tail, ending) == 0;
}

static bool file_is_sqlite(const char *path)
{
    static const char MAGIC[] = "SQLite format 3";
    char head[sizeof MAGIC];
    int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    bool same = file >= 0 && read(file, head, sizeof head) == (ssize_t)sizeof head &&
                memcmp(head, MAGIC, sizeof head) == 0;

    if (file >= 0)
        close(file);
    return same;
}

bool place_is_book(const char *path)
{
    struct stat found;

    if (stat(path, &found) != 0 || !S_ISREG(found.st_mode))
        return false;
    return name_ends(path, BOOK_ENDING) || file_is_sqlite(path);
}

/* Also one that is not there yet: a `-journal` that we made would shut its book. */
static bool place_is_companion(const char *path)
{
    for (size_t i = 0; i < COUNT_OF(BESIDE); i++) {
        char book[PLACE_PATH_MAX];

        if (!name_ends(path, BESIDE[i]))
            continue;
        snprintf(book, sizeof book, "%.*s", (int)(strlen(path) - strlen(BESIDE[i])), path);
        return name_ends(book, BOOK_ENDING) || place_is_book(book);
    }
    return false;
}

static bool place_is_kept(const char *path)
{
    for (size_t i = 0; i < COUNT_OF(KEPT); i++)
        if (name_ends(path, KEPT[i]))
            return true;
    return false;
}

/* A printer and a terminal take what they are given, also through a link (/dev/stdout). */
static bool place_is_pipe(const char *path)
{
    struct stat found;

    return stat(path, &found) == 0 && (S_ISCHR(found.st_mode) || S_ISFIFO(found.st_mode));
}

static bool place_check_taken(const char *path, const struct stat *found, bool force,
                              struct err *err)
{
    if (S_ISLNK(found->st_mode))
        return err_fail(err, ERR_INPUT,
                        _("%s est un lien vers autre chose : donner un vrai fichier."), path);
    if (S_ISDIR(found->st_mode))
        return err_fail(err, ERR_INPUT, _("%s est un dossier : donner un fichier."), path);
    if (!S_ISREG(found->st_mode))
        return err_fail(err, ERR_INPUT, _("%s n'est pas un fichier : choisir un autre nom."), path);
    if (place_is_book(path))
        return err_fail(err, ERR_INPUT,
                        _("%s est un livre : rien ne le remplace, choisir un autre nom."), path);
    if (place_is_kept(path))
        return err_fail(err, ERR_INPUT, _("%s est gardé par Flashcoop : choisir un autre nom."),
                        path);
    if (!force)
        return err_fail(err, ERR_INPUT,
                        _("%s existe déjà : choisir un autre nom ou ajouter --force."), path);
    return true;
}

bool place_check(const char *path, bool force, enum place_kind *out, struct err *err)
{
    struct stat found;

    if (place_is_pipe(path)) {
        *out = PLACE_PIPE;
        return true;
    }
    if (place_is_companion(path))
        return err_fail(err, ERR_INPUT, _("%s appartient à un livre : choisir un autre nom."),
                        path);
    if (lstat(path, &found) == 0) {
        if (!place_check_taken(path, &found, force, err))
            return false;
    } else if (errno != ENOENT && errno != ENOTDIR) {
        return err_fail_file(err, path, errno);
    }
    *out = PLACE_FREE;
    return true;
}

bool place_check_ready(const char *path, bool force, struct err *err)
{
    const char *slash = strrchr(path, '/');
    char folder[PLACE_PATH_MAX] = ".";
    enum place_kind kind;

    if (strcmp(path, "-") == 0)
        return true;
    if (!place_check(path, force, &kind, err))
        return false;
    if (slash)
        snprintf(folder, sizeof folder, "%.*s", slash == path ? 1 : (int)(slash - path), path);
    return kind == PLACE_PIPE || access(folder, W_OK | X_OK) == 0 ||
           err_fail_file(err, path, errno);
}

bool place_make_folder(const char *path, struct err *err)
{
    struct stat found;
    bool is_there = stat(path, &found) == 0;

    if (is_there && S_ISDIR(found.st_mode))
        return true;
    if (place_is_companion(path))
        return err_fail(err, ERR_INPUT, _("%s appartient à un livre : choisir un autre nom."),
                        path);
    if (is_there)
        return err_fail(err, ERR_INPUT, _("%s est un fichier : donner un dossier."), path);
    return mkdir(path, 0700) == 0 || err_fail_file(err, path, errno);
}

bool place_is_same(const struct stat *one, const struct stat *other)
{
    return one->st_dev == other->st_dev && one->st_ino == other->st_ino;
}
