#include "tests/support/folder.h"

#include <assert.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void folder_name(char *out, size_t room, const char *what)
{
    const char *scratch = getenv("FLASHCOOP_SCRATCH");

    snprintf(out, room, "%s/flashcoop-%s-XXXXXX", scratch && scratch[0] ? scratch : "/tmp", what);
}

struct folder folder_make(void)
{
    struct folder folder;

    folder_name(folder.path, sizeof folder.path, "test");
    assert(mkdtemp(folder.path));
    return folder;
}

static bool entry_is_real(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

void folder_remove(struct folder *folder)
{
    char path[FOLDER_PATH_MAX];
    DIR *listing = opendir(folder->path);
    const struct dirent *entry;

    assert(listing);
    while ((entry = readdir(listing)) != NULL) {
        struct folder inner;

        if (!entry_is_real(entry))
            continue;
        folder_path(folder, entry->d_name, path);
        if (unlink(path) == 0)
            continue;
        memcpy(inner.path, path, sizeof path);
        folder_remove(&inner);
    }
    closedir(listing);
    assert(rmdir(folder->path) == 0);
}

const char *folder_path(const struct folder *folder, const char *name, char out[FOLDER_PATH_MAX])
{
    int length = snprintf(out, FOLDER_PATH_MAX, "%s/%s", folder->path, name);

    assert(length < FOLDER_PATH_MAX);
    return out;
}

void folder_write(const struct folder *folder, const char *name, const void *bytes, size_t length)
{
    char path[FOLDER_PATH_MAX];
    FILE *file = fopen(folder_path(folder, name, path), "wb");

    assert(file);
    assert(length == 0 || fwrite(bytes, 1, length, file) == length);
    assert(fclose(file) == 0);
}

bool folder_has(const struct folder *folder, const char *name)
{
    char path[FOLDER_PATH_MAX];

    return access(folder_path(folder, name, path), F_OK) == 0;
}

int folder_count(const struct folder *folder)
{
    DIR *listing = opendir(folder->path);
    const struct dirent *entry;
    int count = 0;

    assert(listing);
    while ((entry = readdir(listing)) != NULL)
        count += entry_is_real(entry) ? 1 : 0;
    closedir(listing);
    return count;
}

/* FNV-1a, 64 bits. */
static uint64_t sum_add(uint64_t sum, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;

    for (size_t i = 0; i < length; i++)
        sum = (sum ^ at[i]) * UINT64_C(1099511628211);
    return sum;
}

static uint64_t file_sum(const char *path, uint64_t sum)
{
    FILE *file = fopen(path, "rb");
    char block[4096];
    size_t got;

    assert(file);
    while ((got = fread(block, 1, sizeof block, file)) > 0)
        sum = sum_add(sum, block, got);
    fclose(file);
    return sum;
}

uint64_t folder_sum(const struct folder *folder)
{
    char path[FOLDER_PATH_MAX];
    DIR *listing = opendir(folder->path);
    const struct dirent *entry;
    uint64_t sum = 0;

    assert(listing);
    while ((entry = readdir(listing)) != NULL) {
        if (!entry_is_real(entry))
            continue;
        folder_path(folder, entry->d_name, path);
        /* Added up, so that the order of the listing does not matter. */
        sum += file_sum(path, sum_add(UINT64_C(14695981039346656037), path, strlen(path)));
    }
    closedir(listing);
    return sum;
}

int folder_open_count(const struct folder *folder)
{
    DIR *listing = opendir("/proc/self/fd");
    const struct dirent *entry;
    int count = 0;

    assert(listing);
    while ((entry = readdir(listing)) != NULL) {
        char target[FOLDER_PATH_MAX] = "";

        if (readlinkat(dirfd(listing), entry->d_name, target, sizeof target - 1) > 0)
            count += strncmp(target, folder->path, strlen(folder->path)) == 0;
    }
    closedir(listing);
    return count;
}
