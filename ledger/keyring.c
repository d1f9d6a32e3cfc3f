#include "ledger/keyring.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    HEAD_TEXT_BYTES = 20 + 1 + 2 * HASH_BYTES + 1 /* "%020d %64x\n" */,
    NAME_MAX_BYTES = KEYRING_PATH_MAX + 80
};

/* Make every missing folder of `path`, readable by its owner only. */
static bool folders_make(const char *path)
{
    char part[KEYRING_PATH_MAX + 16];
    size_t length = strlen(path);

    if (length == 0 || length >= sizeof part)
        return false;
    memcpy(part, path, length + 1);
    for (size_t i = 1; i <= length; i++)
        if (part[i] == '/' || part[i] == '\0') {
            char kept = part[i];

            part[i] = '\0';
            if (mkdir(part, 0700) != 0 && errno != EEXIST)
                return false;
            part[i] = kept;
        }
    return true;
}

static bool default_folder(char out[KEYRING_PATH_MAX])
{
    const char *data = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");
    int length = -1;

    if (data && data[0] == '/')
        length = snprintf(out, KEYRING_PATH_MAX, "%s/flashcoop", data);
    else if (home && home[0] == '/')
        length = snprintf(out, KEYRING_PATH_MAX, "%s/.local/share/flashcoop", home);
    return length > 0 && length < KEYRING_PATH_MAX;
}

struct keyring keyring_look(const char *folder)
{
    struct keyring keyring = { .head_file = -1 };

    if (folder && strlen(folder) < sizeof keyring.folder)
        memcpy(keyring.folder, folder, strlen(folder) + 1);
    else if (folder || !default_folder(keyring.folder))
        keyring.folder[0] = '\0';
    return keyring;
}

struct keyring keyring_open(const char *folder)
{
    struct keyring keyring = keyring_look(folder);
    char sub[KEYRING_PATH_MAX + 16];

    if (keyring.folder[0] == '\0')
        return keyring;
    snprintf(sub, sizeof sub, "%s/keys", keyring.folder);
    keyring.is_usable = folders_make(sub);
    snprintf(sub, sizeof sub, "%s/heads", keyring.folder);
    keyring.is_usable = folders_make(sub) && keyring.is_usable;
    return keyring;
}

void keyring_close(struct keyring *keyring)
{
    if (keyring->head_file >= 0)
        close(keyring->head_file);
    keyring->head_file = -1;
    keyring->head_name[0] = '\0';
}

/* What names a file here comes from the book, which may come from anywhere. */
static bool name_is_safe(const char *book_id, char chain)
{
    return crypto_is_hex(book_id, (BOOK_ID_MAX - 1) / 2) &&
           ((chain >= 'A' && chain <= 'Z') || (chain >= 'a' && chain <= 'z'));
}

static void key_path(const struct keyring *keyring, const char *book_id, char till, char *out)
{
    snprintf(out, NAME_MAX_BYTES, "%s/keys/%.32s-%c.key", keyring->folder, book_id, till);
}

static void head_path(const struct keyring *keyring, const char *book_id, char chain, char *out)
{
    /* 'a' and 'A' must differ on a stick that ignores case. */
    snprintf(out, NAME_MAX_BYTES, "%s/heads/%.32s-%c%s.head", keyring->folder, book_id, chain,
             chain >= 'a' ? "-ecole" : "");
}

/* Up to `room - 1` bytes of a small file; false when it cannot be read. */
static bool small_file_read(const char *path, char *out, size_t room)
{
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    ssize_t got = file >= 0 ? read(file, out, room - 1) : -1;

    if (file >= 0)
        close(file);
    out[got > 0 ? got : 0] = '\0';
    out[strcspn(out, "\n")] = '\0';
    return got > 0;
}

bool keyring_find_key(const struct keyring *keyring, const char *book_id, char till,
                      unsigned char secret[SECRET_KEY_BYTES])
{
    char path[NAME_MAX_BYTES];
    char text[2 * SECRET_KEY_BYTES + 2];

    key_path(keyring, book_id, till, path);

    bool found = keyring->folder[0] && name_is_safe(book_id, till) &&
                 small_file_read(path, text, sizeof text) &&
                 crypto_unhex(text, secret, SECRET_KEY_BYTES);

    crypto_wipe(text, sizeof text);
    return found;
}

bool keyring_put_key(struct keyring *keyring, const char *book_id, char till,
                     const unsigned char secret[SECRET_KEY_BYTES])
{
    char path[NAME_MAX_BYTES];
    char text[2 * SECRET_KEY_BYTES + 2];

    if (!keyring->is_usable || !name_is_safe(book_id, till))
        return false;
    key_path(keyring, book_id, till, path);
    crypto_hex(secret, SECRET_KEY_BYTES, text);
    strcat(text, "\n");

    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    ssize_t length = (ssize_t)strlen(text);
    bool good = file >= 0 && write(file, text, (size_t)length) == length && fsync(file) == 0;

    if (file >= 0)
        close(file);
    crypto_wipe(text, sizeof text);
    return good;
}

struct seen_head keyring_find_head(const struct keyring *keyring, const char *book_id, char chain)
{
    struct seen_head head = { 0 };
    struct seen_head none = { 0 };
    char path[NAME_MAX_BYTES];
    char text[HEAD_TEXT_BYTES + 1];
    char *hash;

    head_path(keyring, book_id, chain, path);
    if (!keyring->folder[0] || !name_is_safe(book_id, chain) ||
        !small_file_read(path, text, sizeof text))
        return none;
    head.seq = strtoll(text, &hash, 10);
    if (head.seq < 1 || *hash != ' ' || !crypto_unhex(hash + 1, head.hash, HASH_BYTES))
        return none;
    return head;
}

void keyring_put_head(struct keyring *keyring, const char *book_id, char chain,
                      const struct seen_head *head)
{
    char path[NAME_MAX_BYTES];
    char name[sizeof keyring->head_name];
    char hex[2 * HASH_BYTES + 1];
    char text[HEAD_TEXT_BYTES + 1];

    if (!keyring->is_usable || !name_is_safe(book_id, chain))
        return;
    snprintf(name, sizeof name, "%.32s-%c", book_id, chain);
    if (keyring->head_file < 0 || strcmp(name, keyring->head_name) != 0) {
        keyring_close(keyring);
        head_path(keyring, book_id, chain, path);
        keyring->head_file = open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
        memcpy(keyring->head_name, name, sizeof name);
    }
    crypto_hex(head->hash, HASH_BYTES, hex);
    /* Fixed width: a rewrite in place never leaves the tail of an older head. */
    snprintf(text, sizeof text, "%020" PRId64 " %s\n", head->seq, hex);
    if (keyring->head_file >= 0 &&
        pwrite(keyring->head_file, text, HEAD_TEXT_BYTES, 0) != HEAD_TEXT_BYTES)
        keyring_close(keyring);
}
