#include "pos/machine/backup.h"

#include "base/lang.h"
#include "base/place.h"
#include "base/text.h"
#include "pos/acts/book.h"
#include "ledger/state.h"
#include "pos/machine/stick_check.h"
#include "pos/machine/stick_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum {
    LINE_MAX_BYTES = 1024,
    COPY_NAME_MAX = 200,
    MARK_BYTES = 24,
    STEM_MAX = 60, /* bytes */
    KEPT_LOOK_MAX = 200,
};

static const char ENDING[] = ".flashcoop";

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

static bool stick_refuses(struct err *err)
{
    return err_fail(err, ERR_STORAGE,
                    _("La clé est pleine, protégée ou retirée : en mettre une autre."));
}

/* -- A state of the book, on its way to a stick. -- */

struct snapshot {
    struct db *db; /* the book, opened to read: beside whoever holds it */
    struct state state;
    char folder[64]; /* ours alone, on this computer */
    char path[80];   /* a whole copy in it */
    char name[COPY_NAME_MAX];
    char mark[MARK_BYTES]; /* of the name: session and till */
};

static void snapshot_drop(struct snapshot *snapshot)
{
    if (snapshot->path[0])
        unlink(snapshot->path);
    if (snapshot->folder[0])
        rmdir(snapshot->folder);
    db_close(snapshot->db);
}

/* "marche-3f2a91c04d5e6f70-A-000123-9c41d2ab.flashcoop": how far the till had come, and what the
 * file holds, for sheets and calls change without a record. */
static void snapshot_name(struct snapshot *snapshot, const char *book, const unsigned char *hash)
{
    const char *slash = strrchr(book, '/');
    const char *stem = slash ? slash + 1 : book;
    struct chain_state newest = state_of_chain(&snapshot->state, snapshot->state.till);
    int length = (int)strcspn(stem, ".:*?\"<>|\\"); /* what a stick cannot write, and the ending */
    char hex[2 * HASH_BYTES + 1];

    crypto_hex(hash, HASH_BYTES, hex);
    snprintf(snapshot->mark, sizeof snapshot->mark, "-%.16s-%c-", snapshot->state.id,
             snapshot->state.till);
    snprintf(snapshot->name, sizeof snapshot->name, "%.*s%s%06lld-%.8s%s",
             length < STEM_MAX ? length : text_start_bytes(stem, STEM_MAX), stem, snapshot->mark,
             (long long)newest.seq, hex, ENDING);
}

static bool snapshot_take(struct snapshot *out, const char *book, struct err *err)
{
    const char *tmp = getenv("TMPDIR");
    unsigned char hash[HASH_BYTES];
    int file;
    bool good;

    *out = (struct snapshot){ .db = NULL };
    if (!db_open(book, DB_READ, &BOOK_IDENTITY, &out->db, err) ||
        !state_read(out->db, &out->state, err))
        return false;
    snprintf(out->folder, sizeof out->folder, "%.40s/flashcoop-XXXXXX",
             tmp && tmp[0] == '/' && strlen(tmp) <= 40 ? tmp : "/tmp");
    if (!mkdtemp(out->folder)) {
        out->folder[0] = '\0';
        return err_fail_file(err, "/tmp", errno);
    }
    snprintf(out->path, sizeof out->path, "%s/livre", out->folder);
    if (!db_copy(out->db, out->path, err) || !db_check_steady(out->db, err))
        return false;
    file = open(out->path, O_RDONLY | O_CLOEXEC);
    good = file >= 0 && stick_pour(file, -1, hash);
    if (file >= 0)
        close(file);
    if (!good)
        return err_fail_file(err, out->path, errno);
    snapshot_name(out, book, hash);
    return true;
}

/* -- What is on the stick already. -- */

struct kept_state {
    char path[BACKUP_PATH_MAX];
    int64_t seq;
    time_t written; /* decides among states of one head only */
};

struct kept_states {
    struct kept_state all[KEPT_LOOK_MAX];
    int count;
};

/* By what is in it: an earlier state of this very till, or this one. */
static bool state_is_earlier(const struct snapshot *snapshot, const char *path, int64_t *seq)
{
    struct err ignored = ERR_EMPTY;
    struct db *db = NULL;
    struct state found;
    bool earlier = false;

    if (db_open(path, DB_READ, &BOOK_IDENTITY, &db, &ignored) && state_read(db, &found, &ignored) &&
        strcmp(found.id, snapshot->state.id) == 0 && found.till == snapshot->state.till &&
        state_is_in(&found, snapshot->db, &earlier, &ignored) && earlier)
        *seq = state_of_chain(&found, found.till).seq;
    db_close(db);
    return earlier;
}

static bool name_is_copy(const char *name, const char *mark)
{
    size_t length = strlen(name);
    size_t ending = strlen(ENDING);

    return strstr(name, mark) && length > ending && strcmp(name + length - ending, ENDING) == 0;
}

static int kept_order(const void *a, const void *b)
{
    const struct kept_state *left = a;
    const struct kept_state *right = b;

    if (left->seq != right->seq)
        return left->seq < right->seq ? 1 : -1;
    return (left->written < right->written) - (left->written > right->written);
}

/* The newest first. What is no earlier state of this till, whatever its name, is not looked at. */
static void kept_find(const struct snapshot *snapshot, const char *folder, struct kept_states *out)
{
    DIR *open = opendir(folder);

    out->count = 0;
    for (const struct dirent *entry;
         open && out->count < KEPT_LOOK_MAX && (entry = readdir(open)) != NULL;) {
        struct kept_state *kept = &out->all[out->count];
        struct stat found;

        if (!name_is_copy(entry->d_name, snapshot->mark) ||
            strcmp(entry->d_name, snapshot->name) == 0 ||
            snprintf(kept->path, sizeof kept->path, "%s/%s", folder, entry->d_name) >=
                (int)sizeof kept->path ||
            lstat(kept->path, &found) != 0 || !S_ISREG(found.st_mode) ||
            !state_is_earlier(snapshot, kept->path, &kept->seq))
            continue;
        kept->written = found.st_mtime;
        out->count++;
    }
    if (open)
        closedir(open);
    qsort(out->all, (size_t)out->count, sizeof out->all[0], kept_order);
}

/* The new state is one of those that stay. */
static void kept_prune(const struct snapshot *snapshot, const char *folder, int keep)
{
    struct kept_states *states = malloc(sizeof *states);

    if (!states)
        return; /* a stick with one state more */
    kept_find(snapshot, folder, states);
    for (int i = keep - 1; i < states->count; i++)
        unlink(states->all[i].path);
    free(states);
}

static bool copy_put(const struct snapshot *snapshot, const char *folder, struct err *err)
{
    char path[BACKUP_PATH_MAX];
    int from = open(snapshot->path, O_RDONLY | O_CLOEXEC);
    bool good;

    snprintf(path, sizeof path, "%s/%s", folder, snapshot->name);
    good = from >= 0 && stick_file_put(from, path);
    if (from >= 0)
        close(from);
    return good || stick_refuses(err);
}

static bool is_short_of_room(const struct snapshot *snapshot, const char *folder)
{
    struct statvfs stick;
    struct stat copy;

    return statvfs(folder, &stick) == 0 && stat(snapshot->path, &copy) == 0 &&
           (uint64_t)stick.f_bavail * stick.f_frsize < (uint64_t)copy.st_size;
}

/* The book itself may live on the stick. */
static bool lives_in(const char *book, const char *folder)
{
    const char *slash = strrchr(book, '/');
    char own[BACKUP_PATH_MAX];
    struct stat home, there;

    snprintf(own, sizeof own, "%.*s", slash ? (int)(slash - book) + 1 : 1, slash ? book : ".");
    return stat(own, &home) == 0 && stat(folder, &there) == 0 && place_is_same(&home, &there);
}

bool backup_copy(const char *book, const char *folder, int keep, struct err *err)
{
    struct snapshot snapshot;
    bool good;

    if (lives_in(book, folder))
        return true;
    good = snapshot_take(&snapshot, book, err);
    if (good && is_short_of_room(&snapshot, folder)) /* else it would hold old states for ever */
        kept_prune(&snapshot, folder, keep);
    good = good && copy_put(&snapshot, folder, err);
    if (good)
        kept_prune(&snapshot, folder, keep);
    snapshot_drop(&snapshot);
    return good;
}

bool backup_to_sticks(const char *book, int keep, int *copied, struct err *err)
{
    struct sticks sticks = backup_find_sticks(BACKUP_MOUNTS);

    *copied = 0;
    for (int i = 0; i < sticks.count; i++) {
        struct err why = ERR_EMPTY;

        if (backup_copy(book, sticks.folders[i], keep, &why)) {
            (*copied)++;
            if (stick_check(book, sticks.folders[i], &why))
                continue;
        }
        if (!err->code)
            err_fail(err, why.code, _("%s : %s"), sticks.folders[i], why.text);
    }
    return !err->code;
}
