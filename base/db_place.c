/* A book that is open stays the one that its path names: moved, deleted or replaced is said. */
#include "base/db.h"
#include "base/db_inside.h"
#include "base/lang.h"
#include "base/place.h"

#include <dirent.h>
#include <stdio.h>
#include <unistd.h>

/* The path that the system knows of a file that is open; false when it has none any more. */
static bool path_of_open(const struct stat *file, char out[PATH_BYTES_MAX])
{
    static const char OPEN[] = "/proc/self/fd";
    DIR *folder = opendir(OPEN);
    bool found = false;

    for (const struct dirent *entry; !found && folder && (entry = readdir(folder)) != NULL;) {
        char link[sizeof OPEN + 300];
        struct stat held;
        ssize_t length = 0;

        snprintf(link, sizeof link, "%s/%s", OPEN, entry->d_name);
        if (stat(link, &held) == 0 && place_is_same(&held, file) && held.st_nlink > 0)
            length = readlink(link, out, PATH_BYTES_MAX - 1);
        found = length > 0;
        out[found ? length : 0] = '\0';
    }
    if (folder)
        closedir(folder);
    return found;
}

static bool db_is_in_place(const struct db *db)
{
    struct stat named;

    return db->path[0] == '\0' || (stat(db->path, &named) == 0 && place_is_same(&named, &db->file));
}

bool db_check_place(const struct db *db, struct err *err)
{
    char now[PATH_BYTES_MAX];

    if (db_is_in_place(db))
        return true;
    if (path_of_open(&db->file, now))
        return err_fail(err, ERR_STORAGE,
                        _("Rien n'est enregistré : le livre est maintenant %s. Fermer, puis "
                          "l'ouvrir là."),
                        now);
    return err_fail(err, ERR_STORAGE,
                    _("Rien n'est enregistré : le livre %s a été effacé ou remplacé. Fermer, puis "
                      "reprendre la dernière copie."),
                    db->path);
}

void db_carry_log(struct db *db)
{
    char path[PATH_BYTES_MAX + 10];
    struct stat log;

    if (!db->handle || db_is_in_place(db) || !path_of_open(&db->file, path) ||
        sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) !=
            SQLITE_OK)
        return;
    snprintf(path, sizeof path, "%s-wal", db->path);
    if (lstat(path, &log) != 0 || log.st_size != 0)
        return;
    unlink(path);
    snprintf(path, sizeof path, "%s-shm", db->path);
    unlink(path);
}
