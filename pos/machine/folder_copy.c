#include "pos/machine/folder_copy.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/place.h"
#include "pos/machine/backup.h"
#include "pos/machine/stick_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH_MAX = 2, REGISTER_MAX = 1 << 28 };

static const char REGISTER[] = "/numbers.csv";

/* A line of the one that is not in the other, in its order: numbers given elsewhere. */
static bool register_goes_on(const char *there, const char *ours)
{
    while (*there) {
        size_t length = strcspn(there, "\n");
        size_t other = strcspn(ours, "\n");

        if (*ours == '\0')
            return false;
        if (length == other && strncmp(there, ours, length) == 0)
            there += length + (there[length] == '\n');
        ours += other + (ours[other] == '\n');
    }
    return true;
}

static bool register_check(const char *folder, const char *target, struct err *err)
{
    struct buf ours = buf_init(REGISTER_MAX);
    struct buf there = buf_init(REGISTER_MAX);
    struct err ignored = ERR_EMPTY;
    char path[BACKUP_PATH_MAX];
    bool good = true;

    snprintf(path, sizeof path, "%s%s", target, REGISTER);
    if (access(path, F_OK) == 0) {
        good = buf_read_file(&there, path, &ignored);
        snprintf(path, sizeof path, "%s%s", folder, REGISTER);
        good = good && buf_read_file(&ours, path, &ignored) &&
               register_goes_on(buf_text(&there), buf_text(&ours));
    }
    buf_release(&ours);
    buf_release(&there);
    return good || err_fail(err, ERR_INPUT,
                            _("La clé porte déjà d'autres comptes sous ce nom : les ranger "
                              "ailleurs d'abord."));
}

static bool stick_fails(struct err *err, int reason)
{
    const char *why =
        reason == ENOSPC || reason == EDQUOT
            ? _("Les comptes sont à côté du livre. La clé est pleine : y faire de la place, ou en "
                "mettre une autre.")
        : reason == EROFS || reason == EACCES || reason == EPERM
            ? _("Les comptes sont à côté du livre. La clé est protégée : ôter sa protection, ou en "
                "mettre une autre.")
            : _("Les comptes sont à côté du livre. La clé ne répond plus : la remettre, ou en "
                "mettre une autre.");

    return err_fail(err, ERR_STORAGE, "%s", why);
}

/* Of a file of ours and its place on the stick; false with errno. */
typedef bool file_step_fn(const char *from, const char *to);

static bool file_stage(const char *from, const char *to)
{
    int file = open(from, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    bool good = file >= 0 && stick_file_stage(file, to);
    int reason = errno;

    if (file >= 0)
        close(file);
    errno = reason;
    return good;
}

static bool file_name(const char *from, const char *to)
{
    (void)from;
    return stick_file_name(to);
}

static bool file_drop(const char *from, const char *to)
{
    (void)from;
    stick_file_drop(to);
    return true;
}

/* Files and the folders in it; links and whatever else lies there stay behind. */
static bool tree_step(const char *from, const char *to, int depth, file_step_fn *step,
                      struct err *err)
{
    DIR *open = opendir(from);
    bool good = open != NULL;

    if (!good)
        return stick_fails(err, errno);
    if (step == file_stage)
        good = place_make_folder(to, err);
    for (const struct dirent *entry; good && (entry = readdir(open)) != NULL;) {
        char source[BACKUP_PATH_MAX], target[BACKUP_PATH_MAX];
        struct stat found;

        if (entry->d_name[0] == '.' ||
            snprintf(source, sizeof source, "%s/%s", from, entry->d_name) >= (int)sizeof source ||
            snprintf(target, sizeof target, "%s/%s", to, entry->d_name) >= (int)sizeof target ||
            lstat(source, &found) != 0)
            continue;
        if (S_ISDIR(found.st_mode) && depth < DEPTH_MAX)
            good = tree_step(source, target, depth + 1, step, err);
        else if (S_ISREG(found.st_mode))
            good = step(source, target) || stick_fails(err, errno);
    }
    closedir(open);
    if (step == file_drop)
        rmdir(to); /* one that was made for nothing; one that holds something stays */
    return good;
}

/* All files lie on the stick, read back, before the first takes its name. */
static bool tree_copy(const char *from, const char *to, struct err *err)
{
    struct err ignored = ERR_EMPTY;

    if (tree_step(from, to, 0, file_stage, err) && tree_step(from, to, 0, file_name, err))
        return true;
    return tree_step(from, to, 0, file_drop, &ignored) && false;
}

bool folder_copy(const char *folder, const char *stick, struct err *err)
{
    const char *slash = strrchr(folder, '/');
    char target[BACKUP_PATH_MAX];
    struct stat here, there;

    if (snprintf(target, sizeof target, "%s/%s", stick, slash ? slash + 1 : folder) >=
        (int)sizeof target)
        return stick_fails(err, ENAMETOOLONG);
    if (stat(folder, &here) == 0 && stat(target, &there) == 0 && place_is_same(&here, &there))
        return true; /* the book lives on the stick */
    if (access(stick, W_OK) != 0)
        return stick_fails(err, errno);
    return register_check(folder, target, err) && tree_copy(folder, target, err);
}

bool folder_copy_to_sticks(const char *folder, int *copied, struct err *err)
{
    struct sticks sticks = backup_find_sticks(BACKUP_MOUNTS);

    *copied = 0;
    for (int i = 0; i < sticks.count; i++) {
        struct err why = ERR_EMPTY;

        if (folder_copy(folder, sticks.folders[i], &why))
            (*copied)++;
        else if (!err->code)
            err_fail(err, why.code, _("%s : %s"), sticks.folders[i], why.text);
    }
    return !err->code;
}
