#include "base/place.h"

#include "base/lang.h"
#include "base/own_folder.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { PLACE_PATH_MAX = 4096 };

static const char BOOK_ENDING[] = ".flashcoop";
static const char *const BESIDE[] = { "-wal", "-shm", "-journal", "-lock" };
/* Keys, heads and what is being typed (ledger/keyring, programme/vault, pos/acts/draft); the entry
 * numbers that were given; what opens the hub. */
static const char *const KEPT[] = { ".key",        ".head",   ".wait",
                                    ".draft",      ".people", ".sealed",
                                    "numbers.csv", ".pgpass", ".pg_service.conf" };
static const char *const KEPT_BY_NAME[] = { "PGPASSFILE", "PGSERVICEFILE" };
enum { SECRET_DIGITS = 64 }; /* a key; the hash of a head */

/* Without case, as a stick compares names. */
static bool name_ends(const char *path, const char *ending)
{
    size_t length = strlen(path);
    size_t tail = strlen(ending);

    return length >= tail && strcasecmp(path + length - tail, ending) == 0;
}

static size_t file_begin(const char *path, char *out, size_t room)
{
    int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    ssize_t got = file >= 0 ? read(file, out, room) : -1;

    if (file >= 0)
        close(file);
    return got > 0 ? (size_t)got : 0;
}

static bool file_is_sqlite(const char *path)
{
    static const char MAGIC[] = "SQLite format 3";
    char head[sizeof MAGIC];

    return file_begin(path, head, sizeof head) == sizeof head &&
           memcmp(head, MAGIC, sizeof head) == 0;
}

/* A line of 64 hexadecimal digits; of a head its sequence stands before, its figures behind. */
static bool file_is_secret(const char *path)
{
    char begin[SECRET_DIGITS + 30] = "";
    size_t at = 0;
    size_t digits = 0;

    file_begin(path, begin, sizeof begin - 1);
    while (isdigit((unsigned char)begin[at]))
        at++;
    at = begin[at] == ' ' ? at + 1 : 0;
    while (isxdigit((unsigned char)begin[at + digits]))
        digits++;
    return digits == SECRET_DIGITS && (begin[at + digits] == '\0' || begin[at + digits] == '\n' ||
                                       (at > 0 && begin[at + digits] == ' '));
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

static bool place_is_kept(const char *path, const struct stat *found)
{
    for (size_t i = 0; i < COUNT_OF(KEPT); i++)
        if (name_ends(path, KEPT[i]))
            return true;
    for (size_t i = 0; i < COUNT_OF(KEPT_BY_NAME); i++) {
        const char *kept = getenv(KEPT_BY_NAME[i]);
        struct stat named;

        if (kept && stat(kept, &named) == 0 && place_is_same(&named, found))
            return true;
    }
    return file_is_secret(path);
}

/* A printer and a terminal take what they are given, also through a link (/dev/stdout). */
static bool place_is_pipe(const char *path)
{
    struct stat found;

    return stat(path, &found) == 0 && (S_ISCHR(found.st_mode) || S_ISFIFO(found.st_mode));
}

static bool place_fail_kept(const char *path, struct err *err)
{
    return err_fail(err, ERR_INPUT, _("%s est gardé par Flashcoop : choisir un autre nom."), path);
}

static bool place_check_taken(const char *path, const struct stat *found, enum place_right right,
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
    if (right != PLACE_KEEPER && place_is_kept(path, found))
        return place_fail_kept(path, err);
    if (right == PLACE_NEW)
        return err_fail(err, ERR_INPUT,
                        _("%s existe déjà : choisir un autre nom ou ajouter --force."), path);
    return true;
}

bool place_check(const char *path, enum place_right right, enum place_kind *out, struct err *err)
{
    struct stat found;

    if (place_is_pipe(path)) {
        *out = PLACE_PIPE;
        return true;
    }
    if (place_is_companion(path))
        return err_fail(err, ERR_INPUT, _("%s appartient à un livre : choisir un autre nom."),
                        path);
    if (right != PLACE_KEEPER && own_folder_holds(path))
        return place_fail_kept(path, err);
    if (lstat(path, &found) == 0) {
        if (!place_check_taken(path, &found, right, err))
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
    if (!place_check(path, force ? PLACE_REPLACE : PLACE_NEW, &kind, err))
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

void place_follow(const char *path, char *out, size_t room)
{
    struct stat found;
    char *real = lstat(path, &found) == 0 && S_ISLNK(found.st_mode) ? realpath(path, NULL) : NULL;

    snprintf(out, room, "%s", real ? real : path);
    free(real);
}
