#include "pos/machine/backup.h"

#include "base/crypto.h"
#include "base/lang.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 1024, BLOCK_BYTES = 1 << 16 };

static const char STICK[] = "/FLASHCOOP";
static const char *const ROOTS[] = { "/media/", "/run/media/", "/mnt/" };

/* Where people's sticks are mounted, and nowhere else; a second one is called FLASHCOOP1. */
static bool is_stick(const char *folder)
{
    const char *name = strrchr(folder, '/');

    if (!name || strncmp(name, STICK, strlen(STICK)) != 0 ||
        strspn(name + strlen(STICK), "0123456789") != strlen(name + strlen(STICK)))
        return false;
    for (size_t i = 0; i < COUNT_OF(ROOTS); i++)
        if (strncmp(folder, ROOTS[i], strlen(ROOTS[i])) == 0)
            return true;
    return false;
}

/* The kernel writes a space as \040, also in the name of a person's own folder. */
static void octal_undo(char *text)
{
    char *out = text;

    for (const char *at = text; *at; out++) {
        bool escaped = at[0] == '\\' && strspn(at + 1, "01234567") >= 3;

        *out = escaped ? (char)((at[1] - '0') * 64 + (at[2] - '0') * 8 + (at[3] - '0')) : *at;
        at += escaped ? 4 : 1;
    }
    *out = '\0';
}

static bool is_known(const struct sticks *sticks, const char *folder)
{
    for (int i = 0; i < sticks->count; i++)
        if (strcmp(sticks->folders[i], folder) == 0)
            return true;
    return false;
}

/* A line of mounts is: device, folder, type… */
struct sticks backup_find_sticks(const char *mounts)
{
    struct sticks sticks = { .count = 0 };
    FILE *file = fopen(mounts, "re");
    char line[LINE_MAX_BYTES];

    while (file && sticks.count < STICKS_MAX && fgets(line, sizeof line, file)) {
        char *folder = strchr(line, ' ');
        char *end = folder ? strchr(folder + 1, ' ') : NULL;

        if (!end)
            continue;
        *end = '\0';
        octal_undo(++folder);
        if (is_stick(folder) && strlen(folder) < STICK_FOLDER_MAX && !is_known(&sticks, folder))
            snprintf(sticks.folders[sticks.count++], STICK_FOLDER_MAX, "%s", folder);
    }
    if (file)
        fclose(file);
    return sticks;
}

static bool write_all(int fd, const unsigned char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t count = write(fd, bytes, length);

        if (count < 0 && errno != EINTR)
            return false;
        if (count > 0) {
            bytes += count;
            length -= (size_t)count;
        }
    }
    return true;
}

/* All of `from`, hashed, and written to `to` unless that is -1. */
static bool pour(int from, int to, unsigned char hash[HASH_BYTES])
{
    struct crypto_hasher *hasher = crypto_hasher_open();
    unsigned char block[BLOCK_BYTES];
    ssize_t count;

    while ((count = read(from, block, sizeof block)) > 0) {
        crypto_hasher_add(hasher, block, (size_t)count);
        if (to >= 0 && !write_all(to, block, (size_t)count))
            break;
    }
    crypto_hasher_close(hasher, hash);
    return count == 0;
}

/* Written, on the stick for good, and the stick gives the same back: not our memory of it. */
static bool copy_bytes(int book, const char *beside)
{
    unsigned char written[HASH_BYTES], found[HASH_BYTES];
    int copy = open(beside, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool good = copy >= 0 && pour(book, copy, written) && fsync(copy) == 0;

    if (good) {
        posix_fadvise(copy, 0, 0, POSIX_FADV_DONTNEED);
        good = lseek(copy, 0, SEEK_SET) == 0 && pour(copy, -1, found) &&
               memcmp(written, found, HASH_BYTES) == 0;
    }
    if (copy >= 0 && close(copy) != 0)
        good = false;
    return good;
}

static bool folder_sync(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL); /* some cannot, and need not */

    if (fd >= 0)
        close(fd);
    return good;
}

static bool is_unchanged(int book, const struct stat *before)
{
    struct stat now;

    return fstat(book, &now) == 0 && now.st_size == before->st_size &&
           now.st_mtim.tv_sec == before->st_mtim.tv_sec &&
           now.st_mtim.tv_nsec == before->st_mtim.tv_nsec;
}

static bool copy_put(int book, const struct stat *before, const char *beside, const char *path,
                     struct err *err)
{
    bool poured = copy_bytes(book, beside);

    if (poured && !is_unchanged(book, before)) {
        unlink(beside);
        return err_fail(err, ERR_BUSY,
                        _("Le livre a changé pendant sa copie : il sera copié à la prochaine."));
    }
    if (poured && rename(beside, path) == 0)
        return true;
    unlink(beside);
    return err_fail(err, ERR_STORAGE,
                    _("La clé est pleine, protégée ou retirée : en mettre une autre."));
}

bool backup_copy(const char *book, const char *folder, struct err *err)
{
    const char *name = strrchr(book, '/');
    char path[BACKUP_PATH_MAX], beside[BACKUP_PATH_MAX + 8];
    struct stat before, there;
    int fd = open(book, O_RDONLY | O_CLOEXEC);

    name = name ? name + 1 : book;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    snprintf(beside, sizeof beside, "%s.copie", path);
    if (fd < 0 || fstat(fd, &before) != 0) {
        if (fd >= 0)
            close(fd);
        return err_fail_file(err, book, errno);
    }
    /* The book itself may live on the stick. */
    bool same =
        stat(path, &there) == 0 && there.st_dev == before.st_dev && there.st_ino == before.st_ino;
    bool good = same || copy_put(fd, &before, beside, path, err);

    close(fd);
    return good && (same || folder_sync(folder) ||
                    err_fail(err, ERR_STORAGE,
                             _("La clé est pleine, protégée ou retirée : en mettre une autre.")));
}

bool backup_to_sticks(const char *book, int *copied, struct err *err)
{
    struct sticks sticks = backup_find_sticks(BACKUP_MOUNTS);

    *copied = 0;
    for (int i = 0; i < sticks.count; i++) {
        struct err why = ERR_EMPTY;

        if (backup_copy(book, sticks.folders[i], &why))
            (*copied)++;
        else if (!err->code)
            err_fail(err, why.code, _("%s : %s"), sticks.folders[i], why.text);
    }
    return !err->code;
}
