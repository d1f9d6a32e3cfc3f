#include "pos/acts/draft.h"

#include "base/buf.h"
#include "base/crypto.h"
#include "base/own_folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    DRAFT_PATH_MAX = 1024,
    DRAFT_NAME_MAX = 96,
    DRAFT_FOLDER_MAX = DRAFT_PATH_MAX - DRAFT_NAME_MAX,
    DRAFT_BYTES_MAX = 1 << 19,
};

static const char DRAFT_LABEL[] = "flashcoop draft " VERSION;

/* Made when missing. */
static bool draft_folder(char out[DRAFT_FOLDER_MAX])
{
    return own_folder_find(OWN_STATE, out, DRAFT_FOLDER_MAX) && own_folder_make(out);
}

/* "form-0123456789abcdef.draft": a till of a session has one draft of a name. */
static void draft_file_name(const char *book, const char *name, char out[DRAFT_NAME_MAX])
{
    unsigned char hash[HASH_BYTES];
    char hex[2 * HASH_BYTES + 1];

    crypto_hash(book, strlen(book), name, strlen(name) + 1, hash);
    crypto_hex(hash, HASH_BYTES, hex);
    hex[16] = '\0';
    snprintf(out, DRAFT_NAME_MAX, "%s-%s.draft", name, hex);
}

static bool draft_path(const struct draft_key *key, char out[DRAFT_PATH_MAX])
{
    char folder[DRAFT_FOLDER_MAX];
    char file[DRAFT_NAME_MAX];

    if (!draft_folder(folder))
        return false;
    draft_file_name(key->book, key->name, file);
    return snprintf(out, DRAFT_PATH_MAX, "%s/%s", folder, file) < DRAFT_PATH_MAX;
}

/* The next part from `*at` on that holds anything; 0: none. A form has room for far more than is
 * typed: what is empty is not hashed. */
static size_t draft_part(const unsigned char *bytes, size_t length, size_t *at)
{
    static const unsigned char EMPTY[4096];

    for (; *at < length; *at += sizeof EMPTY) {
        size_t size = length - *at < sizeof EMPTY ? length - *at : sizeof EMPTY;

        if (memcmp(bytes + *at, EMPTY, size) != 0)
            return size;
    }
    return 0;
}

/* What proves a draft whole, and typed where it is shown again. */
static void draft_seal(const struct draft_key *key, const unsigned char *bytes, size_t length,
                       unsigned char hash[HASH_BYTES])
{
    char label[DRAFT_NAME_MAX];
    int label_length = snprintf(label, sizeof label, "%s %lld", DRAFT_LABEL, (long long)key->after);
    struct crypto_hasher *hasher = crypto_hasher_open();
    size_t size;

    crypto_hasher_add(hasher, label, (size_t)label_length);
    for (size_t at = 0; (size = draft_part(bytes, length, &at)) > 0; at += size) {
        crypto_hasher_add(hasher, &at, sizeof at);
        crypto_hasher_add(hasher, bytes + at, size);
    }
    crypto_hasher_close(hasher, hash);
}

void draft_save(const struct draft_key *key, const void *bytes, size_t length)
{
    unsigned char hash[HASH_BYTES];
    char path[DRAFT_PATH_MAX];
    int fd;

    if (!draft_path(key, path))
        return;
    fd = open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return;
    draft_seal(key, bytes, length, hash);
    if (pwrite(fd, hash, sizeof hash, 0) != (ssize_t)sizeof hash ||
        pwrite(fd, bytes, length, sizeof hash) != (ssize_t)length)
        unlink(path); /* a full disk: half a draft is none */
    close(fd);
}

/* What follows the hash in `found` of `count` bytes, when it is the draft of that key. */
static bool draft_take(const struct draft_key *key, const unsigned char *found, ssize_t count,
                       void *bytes, size_t length)
{
    unsigned char hash[HASH_BYTES];

    if (count != (ssize_t)(HASH_BYTES + length))
        return false;
    draft_seal(key, found + HASH_BYTES, length, hash);
    if (memcmp(hash, found, HASH_BYTES) != 0)
        return false;
    memcpy(bytes, found + HASH_BYTES, length);
    return true;
}

bool draft_load(const struct draft_key *key, void *bytes, size_t length)
{
    size_t room = HASH_BYTES + length + 1; /* one more than it may have */
    unsigned char *found;
    char path[DRAFT_PATH_MAX];
    bool good = false;
    int fd;

    if (length > DRAFT_BYTES_MAX || !draft_path(key, path))
        return false;
    fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    found = fd < 0 ? NULL : malloc(room);
    if (found)
        good = draft_take(key, found, read(fd, found, room), bytes, length);
    free(found);
    if (fd >= 0)
        close(fd);
    return good;
}

void draft_drop(const struct draft_key *key)
{
    char path[DRAFT_PATH_MAX];

    if (draft_path(key, path))
        unlink(path);
}

static bool draft_is_of(const char *book, const char *file)
{
    const char *dash = strrchr(file, '-');
    char name[DRAFT_NAME_MAX];
    char expected[DRAFT_NAME_MAX];

    if (!dash || dash - file >= (int)sizeof name)
        return false;
    memcpy(name, file, (size_t)(dash - file));
    name[dash - file] = '\0';
    draft_file_name(book, name, expected);
    return strcmp(file, expected) == 0;
}

/* A draft is fields, each ended by a zero byte, and numbers between them. */
static bool file_holds(const char *path, const struct name_words *words)
{
    struct buf bytes = buf_init(HASH_BYTES + DRAFT_BYTES_MAX);
    struct err ignored = ERR_EMPTY;
    bool found = false;

    if (buf_read_file(&bytes, path, &ignored))
        for (size_t at = HASH_BYTES; !found && at < bytes.length; at += strlen(bytes.data + at) + 1)
            found = name_words_in(words, bytes.data + at);
    buf_release(&bytes);
    return found;
}

void draft_drop_holding(const char *book, const struct name_words *words)
{
    char folder[DRAFT_FOLDER_MAX];
    DIR *drafts = draft_folder(folder) ? opendir(folder) : NULL;

    for (struct dirent *entry = drafts ? readdir(drafts) : NULL; entry; entry = readdir(drafts)) {
        char path[DRAFT_PATH_MAX];

        if (draft_is_of(book, entry->d_name) &&
            snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) < (int)sizeof path &&
            file_holds(path, words))
            unlink(path);
    }
    if (drafts)
        closedir(drafts);
}
