#include "base/whole_file.h"

#include "base/lang.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char MARK[] = ".part-";

/* A folder of ours holds files only. By descriptor: a name could be exchanged for a link. */
static void folder_empty(int descriptor)
{
    int own = dup(descriptor);
    DIR *folder = own >= 0 ? fdopendir(own) : NULL;
    const struct dirent *entry;

    if (folder)
        rewinddir(folder);
    while (folder && (entry = readdir(folder)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlinkat(descriptor, entry->d_name, 0);
    if (folder)
        closedir(folder);
    else if (own >= 0)
        close(own);
}

/* A file or a folder of ours; `wait_free`: not while somebody writes it, who holds the lock. */
static void beside_remove(const char *path, bool wait_free)
{
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat found;

    if (file < 0)
        return;
    if ((!wait_free || flock(file, LOCK_EX | LOCK_NB) == 0) && fstat(file, &found) == 0) {
        if (S_ISDIR(found.st_mode)) {
            folder_empty(file);
            rmdir(path);
        } else if (S_ISREG(found.st_mode)) {
            unlink(path);
        }
    }
    close(file);
}

/* "NAME.part-123", and digits alone behind the mark: people may call files as they like. */
static bool name_is_part(const char *name, const char *of)
{
    size_t length = strlen(of);
    const char *process = name + length + sizeof MARK - 1;

    return strncmp(name, of, length) == 0 && strncmp(name + length, MARK, sizeof MARK - 1) == 0 &&
           process[0] != '\0' && strspn(process, "0123456789") == strlen(process);
}

static void leftovers_sweep(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    char folder_path[WHOLE_FILE_PATH_MAX];
    const struct dirent *entry;
    DIR *folder;

    snprintf(folder_path, sizeof folder_path, "%.*s", slash ? (int)(name - path) : 1,
             slash ? path : ".");
    folder = opendir(folder_path);
    while (folder && (entry = readdir(folder)) != NULL) {
        char leftover[WHOLE_FILE_PATH_MAX + 300];

        if (!name_is_part(entry->d_name, name))
            continue;
        snprintf(leftover, sizeof leftover, "%s/%s", folder_path, entry->d_name);
        beside_remove(leftover, true);
    }
    if (folder)
        closedir(folder);
}

/* `*pipe`: a device or a pipe stands there, and nothing may take its name. */
static bool whole_file_name(struct whole_file *part, const char *path, enum place_right right,
                            bool *pipe, struct err *err)
{
    enum place_kind kind;

    *part = WHOLE_FILE_CLOSED;
    part->right = right;
    if (!place_check(path, right, &kind, err))
        return false;
    *pipe = kind == PLACE_PIPE;
    if (snprintf(part->path, WHOLE_FILE_PATH_MAX, "%s", path) >= WHOLE_FILE_PATH_MAX ||
        snprintf(part->beside, WHOLE_FILE_PATH_MAX, "%s%s%ld", path, MARK, (long)getpid()) >=
            WHOLE_FILE_PATH_MAX) {
        *part = WHOLE_FILE_CLOSED;
        return err_fail(err, ERR_INPUT, _("Le nom du fichier est trop long : le raccourcir."));
    }
    if (*pipe)
        part->beside[0] = '\0';
    else
        leftovers_sweep(path);
    return true;
}

/* Locked, or given up: some disks know no locks, and then nothing of theirs is ever swept. */
static bool whole_file_hold(struct whole_file *part, struct err *err)
{
    int reason = errno;

    if (part->file >= 0) {
        flock(part->file, LOCK_EX | LOCK_NB);
        return true;
    }
    part->beside[0] = '\0';
    return err_fail_file(err, part->path, reason);
}

static bool file_begin(struct whole_file *part, const char *path, enum place_right right,
                       struct err *err)
{
    bool pipe = false;

    if (!whole_file_name(part, path, right, &pipe, err))
        return false;
    if (pipe) {
        part->file = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
        return part->file >= 0 || err_fail_file(err, path, errno);
    }
    /* For the person's own eyes: nearly all that leaves a book holds people. */
    part->file = open(part->beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    return whole_file_hold(part, err);
}

bool whole_file_open(struct whole_file *part, const char *path, bool force, struct err *err)
{
    return file_begin(part, path, force ? PLACE_REPLACE : PLACE_NEW, err);
}

bool whole_file_open_kept(struct whole_file *part, const char *path, struct err *err)
{
    return file_begin(part, path, PLACE_KEEPER, err);
}

bool whole_file_open_folder(struct whole_file *part, const char *path, bool force, struct err *err)
{
    bool pipe = false;

    if (!whole_file_name(part, path, force ? PLACE_REPLACE : PLACE_NEW, &pipe, err))
        return false;
    if (pipe) {
        *part = WHOLE_FILE_CLOSED;
        return err_fail(err, ERR_INPUT, _("%s existe déjà : choisir un autre nom."), path);
    }
    if (mkdir(part->beside, 0700) == 0)
        part->file = open(part->beside, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    return whole_file_hold(part, err);
}

/* What was written is what still stands there, and the place is as free as when it was asked. */
static bool whole_file_may_name(const struct whole_file *part)
{
    struct err ignored = ERR_EMPTY;
    enum place_kind kind;
    struct stat held;
    struct stat named;

    return fstat(part->file, &held) == 0 && lstat(part->beside, &named) == 0 &&
           place_is_same(&held, &named) && place_check(part->path, part->right, &kind, &ignored) &&
           kind == PLACE_FREE;
}

static bool whole_file_close(struct whole_file *part, int *reason)
{
    bool good = part->file < 0 || close(part->file) == 0;

    if (!good)
        *reason = errno;
    part->file = -1;
    return good;
}

bool whole_file_finish(struct whole_file *part, bool sync, int *reason)
{
    bool is_device = part->beside[0] == '\0';
    bool good = !sync || is_device || fsync(part->file) == 0;

    if (!good)
        *reason = errno;
    if (good && !is_device && !whole_file_may_name(part)) {
        *reason = EEXIST;
        good = false;
    }
    good = whole_file_close(part, reason) && good;
    if (good && !is_device && rename(part->beside, part->path) != 0) {
        *reason = errno;
        good = false;
    }
    if (good)
        part->beside[0] = '\0';
    whole_file_abandon(part);
    return good;
}

/* The name is there for good once its folder is; some disks cannot, and need not. */
static void folder_sync(const char *path)
{
    char folder[WHOLE_FILE_PATH_MAX];
    const char *slash = strrchr(path, '/');
    int file;

    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) + 1 : 1,
             slash ? path : ".");
    file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0)
        return;
    fsync(file);
    close(file);
}

bool whole_file_take(struct whole_file *part, const char *piece, int *reason)
{
    char path[WHOLE_FILE_PATH_MAX + 80];
    bool good;

    snprintf(path, sizeof path, "%s/%.64s", part->beside, piece);
    good = whole_file_may_name(part);
    if (!good) {
        *reason = EEXIST;
    } else if (chmod(path, 0600) != 0 || rename(path, part->path) != 0) {
        *reason = errno;
        good = false;
    } else {
        folder_sync(part->path);
    }
    whole_file_abandon(part);
    return good;
}

void whole_file_abandon(struct whole_file *part)
{
    int ignored;

    if (part->beside[0] != '\0')
        beside_remove(part->beside, false);
    part->beside[0] = '\0';
    whole_file_close(part, &ignored);
}
