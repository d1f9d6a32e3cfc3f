#include "pos/backup.h"

#include "base/lang.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 1024 };

static const char STICK[] = "/FLASHCOOP";
static const char *const ROOTS[] = { "/media/", "/run/media/", "/mnt/" };

/* Where people's sticks are mounted, and nowhere else. */
static bool is_stick(const char *folder)
{
    const char *name = strrchr(folder, '/');

    if (!name || strcmp(name, STICK) != 0)
        return false;
    for (size_t i = 0; i < COUNT_OF(ROOTS); i++)
        if (strncmp(folder, ROOTS[i], strlen(ROOTS[i])) == 0)
            return true;
    return false;
}

/* A line of mounts is: device, folder, type… ; a name of ours has no space in it. */
bool backup_find_stick(const char *mounts, char *out, size_t room)
{
    FILE *file = fopen(mounts, "re");
    char line[LINE_MAX_BYTES];
    bool found = false;

    while (file && !found && fgets(line, sizeof line, file)) {
        char *folder = strchr(line, ' ');
        char *end = folder ? strchr(folder + 1, ' ') : NULL;

        if (!end)
            continue;
        *end = '\0';
        found = is_stick(folder + 1) && strlen(folder + 1) < room;
        if (found)
            memcpy(out, folder + 1, strlen(folder + 1) + 1);
    }
    if (file)
        fclose(file);
    return found;
}

static bool sync_file(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool good = fd >= 0 && fsync(fd) == 0;

    if (fd >= 0)
        close(fd);
    return good;
}

bool backup_book(struct db *db, const char *folder, struct err *err)
{
    const char *book = db_path(db), *name = strrchr(book, '/');
    char path[BACKUP_PATH_MAX], beside[BACKUP_PATH_MAX + 8];

    name = name ? name + 1 : book;
    if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path)
        return err_fail(err, ERR_STORAGE, _("Copie impossible : nom trop long."));
    if (strcmp(path, book) == 0)
        return true; /* the book itself lives on the stick */
    snprintf(beside, sizeof beside, "%s.copie", path);
    unlink(beside); /* of a stick pulled out too early */
    if (!db_copy(db, beside, err))
        return false;
    if (sync_file(beside) && rename(beside, path) == 0 && sync_file(folder))
        return true;
    unlink(beside);
    return err_fail(err, ERR_STORAGE,
                    _("La clé a refusé la copie du livre : la remettre, ou en prendre une autre."));
}

bool backup_to_stick(struct db *db, bool *copied, struct err *err)
{
    char folder[LINE_MAX_BYTES];

    *copied = false;
    if (!backup_find_stick(BACKUP_MOUNTS, folder, sizeof folder))
        return true;
    *copied = true;
    return backup_book(db, folder, err);
}
