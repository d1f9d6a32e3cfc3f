/* A book that is open stays the one that its path names: moved, deleted or replaced is said. */
#include "base/db.h"
#include "base/db_inside.h"
#include "base/lang.h"
#include "base/place.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
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

bool db_file_is_unchanged(const struct stat *before, const struct stat *now)
{
    return place_is_same(before, now) && before->st_size == now->st_size &&
           before->st_mtim.tv_sec == now->st_mtim.tv_sec &&
           before->st_mtim.tv_nsec == now->st_mtim.tv_nsec;
}

void db_listen(struct db *db)
{
    db->events = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (db->events >= 0)
        inotify_add_watch(db->events, db->path, IN_MODIFY | IN_ATTRIB);
}

/* What happened to the file since it was last asked. */
static uint32_t db_hear(const struct db *db)
{
    struct inotify_event event;
    char told[4096];
    uint32_t heard = 0;
    ssize_t got;

    while (db->events >= 0 && (got = read(db->events, told, sizeof told)) > 0)
        for (ssize_t at = 0; at < got; at += (ssize_t)(sizeof event + event.len)) {
            memcpy(&event, told + at, sizeof event);
            heard |= event.mask;
        }
    return heard;
}

void db_look(struct db *db)
{
    struct stat now;

    if (!db->carried.is_written)
        return;
    db->carried.is_written = false;
    if (stat(db->path, &now) != 0 || !place_is_same(&now, &db->file))
        return;
    db->file = now;
    db_hear(db);
}

/* `touch`, or a copy that gives it the date of another: not a byte of it is new. Once something was
 * written, no later word of the system takes that back. */
static bool db_is_only_touched(struct db *db, const struct stat *now)
{
    bool is_touched = db_hear(db) == IN_ATTRIB && now->st_size == db->file.st_size;

    if (is_touched) {
        db->file = *now;
    } else if (db->events >= 0) {
        close(db->events);
        db->events = -1;
    }
    return is_touched;
}

/* What became of the file that is open. */
enum db_place { IN_PLACE, MOVED, OVERWRITTEN, WITHOUT_LOG, LOG_CUT };

static enum db_place db_find_place(struct db *db)
{
    struct stat now;

    if (db->path[0] == '\0')
        return IN_PLACE;
    if (stat(db->path, &now) != 0 || !place_is_same(&now, &db->file))
        return MOVED;
    if (!db->carried.is_written && !db_file_is_unchanged(&now, &db->file) &&
        !db_is_only_touched(db, &now))
        return OVERWRITTEN;
    db_look_at_log(db->path, &now);
    if (db->carried.real && !place_is_same(&now, &db->log))
        return WITHOUT_LOG;
    return db->watched.real && now.st_size < db->watched.size ? LOG_CUT : IN_PLACE;
}

static bool db_fail_moved(const struct db *db, struct err *err)
{
    char now[PATH_BYTES_MAX];

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

bool db_check_place(struct db *db, struct err *err)
{
    enum db_place found = db_find_place(db);
    char written[PATH_BYTES_MAX + 10];

    switch (found) {
    case IN_PLACE: return true;
    case MOVED: return db_fail_moved(db, err);
    case WITHOUT_LOG:
        return err_fail(err, ERR_STORAGE,
                        _("Rien n'est enregistré : %s-wal a été effacé. Fermer, puis rouvrir le "
                          "livre."),
                        db->path);
    case OVERWRITTEN:
    case LOG_CUT: break;
    }
    snprintf(written, sizeof written, "%s%s", db->path, found == LOG_CUT ? "-wal" : "");
    return err_fail(err, ERR_STORAGE,
                    _("Rien n'est enregistré : un autre programme a écrit dans %s. Fermer, puis "
                      "reprendre la dernière copie."),
                    written);
}

/* What was recorded is in a log that nobody will find: it goes into the file at once. */
void db_save_log(struct db *db)
{
    if (!db->is_reader && db_find_place(db) == WITHOUT_LOG)
        sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
}

void db_carry_log(struct db *db)
{
    char path[PATH_BYTES_MAX + 10];
    struct stat log;

    if (!db->handle || db->is_reader)
        return;
    /* Neither is spoiled by the other: the log stays beside the file, and is looked at there. */
    if (db_find_place(db) == OVERWRITTEN)
        sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    if (db_find_place(db) != MOVED || !path_of_open(&db->file, path) ||
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
