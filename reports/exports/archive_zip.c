#include "reports/exports/archive_zip.h"

#include "base/lang.h"
#include "reports/print/packet.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

enum { PATH_ROOM = 5000, READ_BYTES = 1 << 16, FAST_LEVEL = 1 };
/* What a real archive unpacks to, read three times over, is far below. */
enum { UNPACK_FREE = 1 << 26, UNPACK_PER_BYTE = 60 };

struct archive_zip {
    zip_t *zip;
    int64_t left; /* bytes that may still be unpacked: an archive can claim any size */
};

struct archive_entry {
    struct archive_zip *zip;
    zip_file_t *file;
    char name[64];
};

static bool entry_add(zip_t *zip, const char *folder, const char *name, struct moment made_at)
{
    char path[PATH_ROOM];
    zip_source_t *source;
    zip_int64_t entry;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    source = zip_source_file(zip, path, 0, -1); /* to its end */
    if (!source)
        return false;
    entry = zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8);
    if (entry < 0) {
        zip_source_free(source);
        return false;
    }
    zip_entry_date(zip, (uint64_t)entry, made_at);
    /* libzip's own choice is the slowest level: twenty times the time for a tenth of the size. */
    return zip_set_file_compression(zip, (zip_uint64_t)entry, ZIP_CM_DEFLATE, FAST_LEVEL) == 0;
}

static bool file_sync(const char *path)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    bool good = file >= 0 && fsync(file) == 0;

    if (file >= 0)
        close(file);
    return good;
}

bool archive_zip_write(const char *path, const char *folder, const char *const *names,
                       int name_count, struct moment made_at, struct err *err)
{
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    bool good = zip != NULL;

    for (int i = 0; good && i < name_count; i++)
        good = entry_add(zip, folder, names[i], made_at);
    if (good && zip_close(zip) == 0) /* packs beside the file, then renames */
        return file_sync(path) || err_fail_file(err, path, errno);
    if (zip)
        zip_discard(zip);
    return err_fail(err, ERR_STORAGE, _("%s ne s'écrit pas : vérifier le dossier et la place."),
                    path);
}

struct archive_zip *archive_zip_open(const char *path, struct err *err)
{
    struct archive_zip *out = malloc(sizeof *out);
    struct stat found;
    int reason = 0;

    if (!out)
        abort();
    /* With a second end, another reader would find other entries than those judged here. */
    out->zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &reason);
    out->left = UNPACK_FREE;
    if (out->zip && stat(path, &found) == 0)
        out->left += (int64_t)found.st_size * UNPACK_PER_BYTE;
    if (out->zip)
        return out;
    if (reason == ZIP_ER_NOENT || reason == ZIP_ER_OPEN || reason == ZIP_ER_READ)
        err_fail_file(err, path, errno);
    else
        err_fail(err, ERR_INPUT, _("%s n'est pas une archive ZIP lisible : reprendre une copie."),
                 path);
    free(out);
    return NULL;
}

void archive_zip_close(struct archive_zip *zip)
{
    if (!zip)
        return;
    zip_discard(zip->zip);
    free(zip);
}

int archive_zip_count(const struct archive_zip *zip)
{
    return (int)zip_get_num_entries(zip->zip, 0);
}

const char *archive_zip_name(const struct archive_zip *zip, int entry)
{
    const char *name = zip_get_name(zip->zip, (zip_uint64_t)entry, 0);

    return name ? name : "";
}

struct archive_entry *archive_entry_open(struct archive_zip *zip, const char *name, struct err *err)
{
    struct archive_entry *entry = malloc(sizeof *entry);

    if (!entry)
        abort();
    snprintf(entry->name, sizeof entry->name, "%s", name);
    entry->zip = zip;
    entry->file = zip_fopen(zip->zip, name, 0);
    if (entry->file)
        return entry;
    err_fail(err, ERR_NOT_FOUND, _("%s manque dans l'archive."), name);
    free(entry);
    return NULL;
}

long archive_entry_read(struct archive_entry *entry, void *out, size_t room, struct err *err)
{
    zip_int64_t got = zip_fread(entry->file, out, room);

    if (got > 0 && (entry->zip->left -= got) < 0)
        got = -1;
    if (got < 0)
        err_fail(err, ERR_TAMPERED, _("%s est abîmé dans l'archive."), entry->name);
    return (long)got;
}

void archive_entry_close(struct archive_entry *entry)
{
    if (!entry)
        return;
    zip_fclose(entry->file);
    free(entry);
}

bool archive_entry_load(struct archive_zip *zip, const char *name, struct buf *out, struct err *err)
{
    struct archive_entry *entry = archive_entry_open(zip, name, err);
    char *block = malloc(READ_BYTES);
    long got = entry && block ? 1 : -1;

    while (got > 0 && !out->failed) {
        got = archive_entry_read(entry, block, READ_BYTES, err);
        if (got > 0)
            buf_put(out, block, (size_t)got);
    }
    free(block);
    archive_entry_close(entry);
    return got >= 0 && buf_check(out, err);
}
