#include "pos/machine/stick_file.h"

#include "base/outlet.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK_BYTES = 1 << 16 };

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

bool stick_pour(int from, int to, unsigned char hash[HASH_BYTES])
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
static bool copy_bytes(int from, const char *beside)
{
    unsigned char written[HASH_BYTES], found[HASH_BYTES];
    int copy = open(beside, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    bool good = copy >= 0 && stick_pour(from, copy, written) && fsync(copy) == 0;

    if (good) {
        posix_fadvise(copy, 0, 0, POSIX_FADV_DONTNEED);
        good = lseek(copy, 0, SEEK_SET) == 0 && stick_pour(copy, -1, found) &&
               memcmp(written, found, HASH_BYTES) == 0;
    }
    if (copy >= 0 && close(copy) != 0)
        good = false;
    return good;
}

static bool folder_sync(const char *path)
{
    char folder[OUTLET_PATH_MAX];
    const char *slash = strrchr(path, '/');
    int fd;
    bool good;

    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) : 1, slash ? path : ".");
    fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    good = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL); /* some cannot, and need not */
    if (fd >= 0)
        close(fd);
    return good;
}

enum { BESIDE_MAX = OUTLET_PATH_MAX + 8 };

static const char *beside_of(const char *path, char out[BESIDE_MAX])
{
    snprintf(out, BESIDE_MAX, "%s.copie", path);
    return out;
}

void stick_file_drop(const char *path)
{
    char beside[BESIDE_MAX];
    int reason = errno;

    unlink(beside_of(path, beside));
    errno = reason;
}

bool stick_file_stage(int from, const char *path)
{
    char beside[BESIDE_MAX];

    stick_file_drop(path); /* of a stick that was pulled out */
    if (copy_bytes(from, beside_of(path, beside)))
        return true;
    stick_file_drop(path);
    return false;
}

bool stick_file_name(const char *path)
{
    char beside[BESIDE_MAX];

    return rename(beside_of(path, beside), path) == 0 && folder_sync(path);
}

bool stick_file_put(int from, const char *path)
{
    if (stick_file_stage(from, path) && stick_file_name(path))
        return true;
    stick_file_drop(path);
    return false;
}
