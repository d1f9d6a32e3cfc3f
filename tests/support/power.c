#include "tests/support/power.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILES_MAX = 8, STEPS_MAX = 200000, SECTOR_BYTES = 512 };

enum step_kind { STEP_WRITE, STEP_TRUNCATE, STEP_SYNC, STEP_CREATE, STEP_REMOVE };

struct step {
    enum step_kind kind;
    int file; /* index in `tapes` */
    sqlite3_int64 at;
    int length;
    char *bytes; /* of a write; owned */
};

/* A file as it stood when the recording began. */
struct tape {
    char path[FOLDER_PATH_MAX + 10];
    bool existed;
    char *bytes;
    size_t length;
};

/* One disk for the process: SQLite knows its VFS by a global name. */
static struct {
    sqlite3_vfs vfs;
    sqlite3_vfs *real;
    bool recording;
    char stem[FOLDER_PATH_MAX];
    struct tape tapes[FILES_MAX];
    int tape_count;
    struct step steps[STEPS_MAX];
    int step_count;
    int countdown; /* operations until the failure, 0 = none is due */
    enum power_fault fault;
    bool failed;
    struct power_count count;
} disk;

struct shim_file {
    sqlite3_file base;
    int tape; /* -1: not recorded */
    char path[FOLDER_PATH_MAX + 10];
    /* The real file follows in the same piece of memory. */
};

static sqlite3_file *real_of(sqlite3_file *file)
{
    return (sqlite3_file *)(void *)((struct shim_file *)(void *)file + 1);
}

static char *file_read_all(const char *path, size_t *length, bool *exists)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;

    *exists = file != NULL;
    *length = 0;
    if (!file)
        return NULL;
    fseek(file, 0, SEEK_END);
    *length = (size_t)ftell(file);
    rewind(file);
    bytes = malloc(*length + 1);
    assert(bytes);
    assert(fread(bytes, 1, *length, file) == *length);
    fclose(file);
    return bytes;
}

/* The tape of a path, begun with what the file holds now; -1 when it is not of the book. */
static int tape_of(const char *path)
{
    struct tape *tape = &disk.tapes[disk.tape_count];

    if (!disk.recording || !path || strncmp(path, disk.stem, strlen(disk.stem)) != 0)
        return -1;
    for (int i = 0; i < disk.tape_count; i++)
        if (strcmp(disk.tapes[i].path, path) == 0)
            return i;
    assert(disk.tape_count < FILES_MAX);
    snprintf(tape->path, sizeof tape->path, "%s", path);
    tape->bytes = file_read_all(path, &tape->length, &tape->existed);
    return disk.tape_count++;
}

static void step_add(enum step_kind kind, int tape, const void *bytes, int length, sqlite3_int64 at)
{
    struct step *step = &disk.steps[disk.step_count];

    if (tape < 0 || !disk.recording)
        return;
    assert(disk.step_count < STEPS_MAX);
    *step = (struct step){ .kind = kind, .file = tape, .at = at, .length = length };
    if (length > 0) {
        step->bytes = malloc((size_t)length);
        assert(step->bytes);
        memcpy(step->bytes, bytes, (size_t)length);
    }
    disk.step_count++;
}

/* True when this operation must fail; a full disk goes on failing. */
static bool fault_is_due(void)
{
    if (disk.failed && disk.fault == POWER_FULL)
        return true;
    if (disk.countdown == 0 || --disk.countdown > 0)
        return false;
    disk.failed = true;
    return true;
}

static int shim_close(sqlite3_file *file)
{
    sqlite3_file *real = real_of(file);

    return real->pMethods ? real->pMethods->xClose(real) : SQLITE_OK;
}

static int shim_read(sqlite3_file *file, void *bytes, int length, sqlite3_int64 at)
{
    return real_of(file)->pMethods->xRead(real_of(file), bytes, length, at);
}

/* The tape of an open file: the recording may have begun after it was opened. */
static int file_tape(sqlite3_file *file)
{
    struct shim_file *shim = (struct shim_file *)(void *)file;

    if (shim->tape < 0 || shim->tape >= disk.tape_count)
        shim->tape = tape_of(shim->path);
    return disk.recording ? shim->tape : -1;
}

/* A disk that fills up still takes the first half. */
static int shim_write(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 at)
{
    int tape = file_tape(file);
    bool fails = fault_is_due();

    if (fails && disk.fault != POWER_FULL)
        return SQLITE_IOERR_WRITE;
    if (fails)
        length /= 2;

    int status = real_of(file)->pMethods->xWrite(real_of(file), bytes, length, at);

    if (status == SQLITE_OK)
        step_add(STEP_WRITE, tape, bytes, length, at);
    disk.count.bytes += length;
    disk.count.writes++;
    return fails ? SQLITE_FULL : status;
}

static int shim_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    int tape = file_tape(file);

    if (fault_is_due())
        return SQLITE_IOERR_TRUNCATE;
    step_add(STEP_TRUNCATE, tape, NULL, 0, size);
    return real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int shim_sync(sqlite3_file *file, int flags)
{
    int tape = file_tape(file);

    if (disk.fault == POWER_IO_ERROR && fault_is_due())
        return SQLITE_IOERR_FSYNC;
    step_add(STEP_SYNC, tape, NULL, 0, 0);
    disk.count.syncs++;
    return real_of(file)->pMethods->xSync(real_of(file), flags);
}

static int shim_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int shim_lock(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xLock(real_of(file), level);
}

static int shim_unlock(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int shim_check_lock(sqlite3_file *file, int *held)
{
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), held);
}

static int shim_control(sqlite3_file *file, int operation, void *argument)
{
    return real_of(file)->pMethods->xFileControl(real_of(file), operation, argument);
}

static int shim_sector_size(sqlite3_file *file)
{
    (void)file;
    return SECTOR_BYTES;
}

/* What SQLite believes of a real disk: it must write here what it writes there. */
static int shim_characteristics(sqlite3_file *file)
{
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

/* Version 1: no shared memory, no mapping; an exclusive connection needs neither. */
/* The log's index is in memory: nothing of it outlives a crash. */
static int shim_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
    return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, out);
}

static int shim_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
    return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
}

static void shim_shm_barrier(sqlite3_file *file)
{
    real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int shim_shm_unmap(sqlite3_file *file, int remove)
{
    return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
}

static const sqlite3_io_methods SHIM_METHODS = {
    .iVersion = 2,
    .xClose = shim_close,
    .xRead = shim_read,
    .xWrite = shim_write,
    .xTruncate = shim_truncate,
    .xSync = shim_sync,
    .xFileSize = shim_size,
    .xLock = shim_lock,
    .xUnlock = shim_unlock,
    .xCheckReservedLock = shim_check_lock,
    .xFileControl = shim_control,
    .xSectorSize = shim_sector_size,
    .xDeviceCharacteristics = shim_characteristics,
    .xShmMap = shim_shm_map,
    .xShmLock = shim_shm_lock,
    .xShmBarrier = shim_shm_barrier,
    .xShmUnmap = shim_shm_unmap,
};

static int shim_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags,
                     int *flags_out)
{
    struct shim_file *shim = (struct shim_file *)(void *)file;
    bool existed = path && access(path, F_OK) == 0;
    int tape = tape_of(path);

    (void)vfs;
    *shim = (struct shim_file){ .tape = tape };
    snprintf(shim->path, sizeof shim->path, "%s", path ? path : "");
    if (!existed && path && fault_is_due())
        return SQLITE_CANTOPEN;

    int status = disk.real->xOpen(disk.real, path, real_of(file), flags, flags_out);

    if (status == SQLITE_OK) {
        shim->base.pMethods = &SHIM_METHODS;
        if (!existed)
            step_add(STEP_CREATE, tape, NULL, 0, 0);
    }
    return status;
}

static int shim_delete(sqlite3_vfs *vfs, const char *path, int sync_folder)
{
    int tape = tape_of(path);

    (void)vfs;
    if (fault_is_due())
        return SQLITE_IOERR_DELETE;
    step_add(STEP_REMOVE, tape, NULL, 0, sync_folder);
    return disk.real->xDelete(disk.real, path, sync_folder);
}

void power_install(void)
{
    disk.real = sqlite3_vfs_find(NULL);
    disk.vfs = *disk.real;
    disk.vfs.zName = "power";
    disk.vfs.szOsFile = (int)sizeof(struct shim_file) + disk.real->szOsFile;
    disk.vfs.xOpen = shim_open;
    disk.vfs.xDelete = shim_delete;
    sqlite3_vfs_register(&disk.vfs, 1);
}

void power_hold(void)
{
    disk.recording = false;
}

void power_forget(void)
{
    for (int i = 0; i < disk.step_count; i++)
        free(disk.steps[i].bytes);
    for (int i = 0; i < disk.tape_count; i++)
        free(disk.tapes[i].bytes);
    disk.step_count = 0;
    disk.tape_count = 0;
    disk.recording = false;
}

void power_record(const char *path)
{
    static const char *const SUFFIXES[] = { "", "-wal", "-journal" };
    char name[FOLDER_PATH_MAX + 10];

    power_forget();
    snprintf(disk.stem, sizeof disk.stem, "%s", path);
    disk.recording = true;
    for (size_t i = 0; i < sizeof SUFFIXES / sizeof SUFFIXES[0]; i++) {
        snprintf(name, sizeof name, "%s%s", path, SUFFIXES[i]);
        tape_of(name);
    }
}

int power_steps(void)
{
    return disk.step_count;
}

/* A file while it is rebuilt. */
struct image {
    bool exists;
    char *bytes;
    size_t length;
    size_t room;
};

static void image_resize(struct image *image, size_t length)
{
    if (length > image->room) {
        image->room = length * 2;
        image->bytes = realloc(image->bytes, image->room);
        assert(image->bytes);
    }
    if (length > image->length)
        memset(image->bytes + image->length, 0, length - image->length);
    image->length = length;
}

static void image_write(struct image *image, sqlite3_int64 at, const char *bytes, size_t length)
{
    size_t end = (size_t)at + length;

    if (end > image->length)
        image_resize(image, end);
    memcpy(image->bytes + at, bytes, length);
}

/* Some sectors of a write, by chance. */
static void image_tear(struct image *image, const struct step *step, struct chance *chance)
{
    for (int from = 0; from < step->length;) {
        int part = SECTOR_BYTES - (int)((step->at + from) % SECTOR_BYTES);

        if (part > step->length - from)
            part = step->length - from;
        if (chance_below(chance, 2) == 0)
            image_write(image, step->at + from, step->bytes + from, (size_t)part);
        from += part;
    }
}

static void image_apply(struct image *image, const struct step *step)
{
    switch (step->kind) {
    case STEP_WRITE: image_write(image, step->at, step->bytes, (size_t)step->length); break;
    case STEP_TRUNCATE: image_resize(image, (size_t)step->at); break;
    case STEP_CREATE: image->exists = true; break;
    case STEP_REMOVE:
        image->exists = false;
        image->length = 0;
        break;
    case STEP_SYNC: image->exists = true; break; /* whoever made it, SQLite or not */
    }
}

/* The last operation of the file before `step` that made all before it durable, plus one. */
static int durable_until(int file, int step)
{
    for (int i = step; i > 0; i--) {
        const struct step *one = &disk.steps[i - 1];

        if (one->file == file &&
            (one->kind == STEP_SYNC || (one->kind == STEP_REMOVE && one->at != 0)))
            return i;
    }
    return 0;
}

static void image_apply_unsynced(struct image *image, const struct step *step, enum power_loss loss,
                                 struct chance *chance)
{
    if (loss == POWER_KEEPS_ALL) {
        image_apply(image, step);
        return;
    }
    switch (chance_below(chance, 3)) {
    case 0: break; /* lost */
    case 1: image_apply(image, step); break;
    default:
        if (step->kind == STEP_WRITE)
            image_tear(image, step, chance);
        break;
    }
}

static void image_store(const struct image *image, const char *path)
{
    unlink(path);
    if (!image->exists)
        return;

    FILE *file = fopen(path, "wb");

    if (!file && errno == ENOENT)
        return; /* its folder was removed, or took another name */
    assert(file);
    assert(fwrite(image->bytes ? image->bytes : "", 1, image->length, file) == image->length);
    assert(fclose(file) == 0);
}

static void tape_rebuild(int file, int step, enum power_loss loss, struct chance *chance)
{
    const struct tape *tape = &disk.tapes[file];
    struct image image = { .exists = tape->existed };
    int durable = durable_until(file, step);

    if (tape->length > 0)
        image_write(&image, 0, tape->bytes, tape->length);
    for (int i = 0; i < step; i++) {
        if (disk.steps[i].file != file)
            continue;
        if (i < durable)
            image_apply(&image, &disk.steps[i]);
        else if (loss != POWER_LOSES_ALL)
            image_apply_unsynced(&image, &disk.steps[i], loss, chance);
    }
    image_store(&image, tape->path);
    free(image.bytes);
}

void power_rebuild(int step, enum power_loss loss, struct chance *chance)
{
    assert(!disk.recording);
    for (int i = 0; i < disk.tape_count; i++)
        tape_rebuild(i, step, loss, chance);
}

void power_fail(enum power_fault fault, int countdown)
{
    disk.fault = fault;
    disk.countdown = countdown;
    disk.failed = false;
}

bool power_mend(void)
{
    bool failed = disk.failed;

    disk.countdown = 0;
    disk.failed = false;
    return failed;
}

void power_count_reset(void)
{
    disk.count = (struct power_count){ 0 };
}

struct power_count power_count(void)
{
    return disk.count;
}
