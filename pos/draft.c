#include "pos/draft.h"

#include "base/crypto.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DRAFT_PATH_MAX = 1024, DRAFT_BYTES_MAX = 1 << 17 };

static const char DRAFT_LABEL[] = "flashcoop draft " VERSION;

/* The state folder of the XDG base directory specification; created when missing. */
static bool draft_path(const char *book, const char *name, char out[DRAFT_PATH_MAX])
{
    const char *state = getenv("XDG_STATE_HOME");
    const char *home = getenv("HOME");
    unsigned char hash[HASH_BYTES];
    char hex[2 * HASH_BYTES + 1];
    char folder[DRAFT_PATH_MAX - 96];

    if ((!state || state[0] != '/') && (!home || home[0] != '/'))
        return false;
    if (state && state[0] == '/')
        snprintf(folder, sizeof folder, "%s/flashcoop", state);
    else
        snprintf(folder, sizeof folder, "%s/.local/state/flashcoop", home);
    for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(folder, 0700); /* it may exist: opening the file below is what counts */
        *slash = '/';
    }
    mkdir(folder, 0700);
    crypto_hash(book, strlen(book), name, strlen(name) + 1, hash);
    crypto_hex(hash, HASH_BYTES, hex);
    hex[16] = '\0';
    return snprintf(out, DRAFT_PATH_MAX, "%s/%s-%s.draft", folder, name, hex) < DRAFT_PATH_MAX;
}

void draft_save(const char *book, const char *name, const void *bytes, size_t length)
{
    unsigned char hash[HASH_BYTES];
    char path[DRAFT_PATH_MAX];
    int fd;

    if (!draft_path(book, name, path))
        return;
    fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return;
    crypto_hash(DRAFT_LABEL, sizeof DRAFT_LABEL, bytes, length, hash);
    if (pwrite(fd, hash, sizeof hash, 0) != (ssize_t)sizeof hash ||
        pwrite(fd, bytes, length, sizeof hash) != (ssize_t)length)
        unlink(path); /* a full disk: half a draft is none */
    close(fd);
}

bool draft_load(const char *book, const char *name, void *bytes, size_t length)
{
    unsigned char found[HASH_BYTES + DRAFT_BYTES_MAX];
    unsigned char hash[HASH_BYTES];
    char path[DRAFT_PATH_MAX];
    ssize_t count;
    int fd;

    if (length > DRAFT_BYTES_MAX || !draft_path(book, name, path))
        return false;
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    count = read(fd, found, sizeof found);
    close(fd);
    if (count != (ssize_t)(HASH_BYTES + length))
        return false;
    crypto_hash(DRAFT_LABEL, sizeof DRAFT_LABEL, found + HASH_BYTES, length, hash);
    if (memcmp(hash, found, HASH_BYTES) != 0)
        return false;
    memcpy(bytes, found + HASH_BYTES, length);
    return true;
}

void draft_drop(const char *book, const char *name)
{
    char path[DRAFT_PATH_MAX];

    if (draft_path(book, name, path))
        unlink(path);
}
