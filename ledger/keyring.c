#include "ledger/keyring.h"

#include "base/own_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    HEAD_TEXT_BYTES = 20 + 1 + 2 * HASH_BYTES + 3 * (1 + 20) + 1, /* head_write() */
    NAME_MAX_BYTES = KEYRING_PATH_MAX + 80
};

struct keyring keyring_look(const char *folder)
{
    struct keyring keyring = { .head_file = -1 };

    if (folder && strlen(folder) < sizeof keyring.folder)
        memcpy(keyring.folder, folder, strlen(folder) + 1);
    else if (!folder)
        own_folder_find(OWN_DATA, keyring.folder, sizeof keyring.folder);
    return keyring;
}

struct keyring keyring_open(const char *folder)
{
    struct keyring keyring = keyring_look(folder);
    char sub[KEYRING_PATH_MAX + 16];

    if (keyring.folder[0] == '\0')
        return keyring;
    snprintf(sub, sizeof sub, "%s/keys", keyring.folder);
    keyring.is_usable = own_folder_make(sub);
    snprintf(sub, sizeof sub, "%s/heads", keyring.folder);
    keyring.is_usable = own_folder_make(sub) && keyring.is_usable;
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

static bool head_parse(const char *line, struct seen_head *out)
{
    struct seen_head head = { .seq = 0 };
    char hex[2 * HASH_BYTES + 1] = "";
    int count = sscanf(line, "%" SCNd64 " %64s %" SCNd64 " %" SCNd64 " %" SCNd64, &head.seq, hex,
                       &head.last_ticket, &head.tickets, &head.gross);

    if (count < 2 || head.seq < 1 || !crypto_unhex(hex, head.hash, HASH_BYTES))
        return false;
    head.is_counted = count == 5;
    *out = head;
    return true;
}

/* One width, so that a rewrite in place never leaves the tail of an older head. */
static void head_write(const struct seen_head *head, char out[HEAD_TEXT_BYTES + 1])
{
    char hex[2 * HASH_BYTES + 1];

    crypto_hex(head->hash, HASH_BYTES, hex);
    snprintf(out, HEAD_TEXT_BYTES + 1,
             "%020" PRId64 " %s %020" PRId64 " %020" PRId64 " %+020" PRId64 "\n", head->seq, hex,
             head->last_ticket, head->tickets, head->gross);
}

int keyring_find_heads(const struct keyring *keyring, const char *book_id, char chain,
                       struct seen_head out[SEEN_HEADS_MAX])
{
    char path[NAME_MAX_BYTES];
    char text[SEEN_HEADS_MAX * HEAD_TEXT_BYTES + 1];
    int count = 0;

    head_path(keyring, book_id, chain, path);

    int file = keyring->folder[0] && name_is_safe(book_id, chain)
                   ? open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
                   : -1;
    ssize_t got = file >= 0 ? read(file, text, sizeof text - 1) : 0;

    if (file >= 0)
        close(file);
    text[got > 0 ? got : 0] = '\0';
    for (const char *line = text; *line && count < SEEN_HEADS_MAX;
         line += strcspn(line, "\n"), line += *line == '\n')
        count += head_parse(line, &out[count]);
    return count;
}

struct seen_head keyring_find_head(const struct keyring *keyring, const char *book_id, char chain)
{
    struct seen_head heads[SEEN_HEADS_MAX] = { { 0 } };

    return keyring_find_heads(keyring, book_id, chain, heads) > 0 ? heads[0]
                                                                  : (struct seen_head){ 0 };
}

/* What may not be undercut: nothing, once the head last written is among those that were kept. */
static int64_t head_least(const struct keyring *keyring, const char *book_id, char chain)
{
    struct seen_head heads[SEEN_HEADS_MAX] = { { 0 } };
    int count = keyring_find_heads(keyring, book_id, chain, heads);

    for (int i = 1; i < count; i++)
        if (heads[i].seq == heads[0].seq && memcmp(heads[i].hash, heads[0].hash, HASH_BYTES) == 0)
            return 0;
    return heads[0].seq;
}

/* The file of that chain's heads stays open between sales. */
static bool head_file_open(struct keyring *keyring, const char *book_id, char chain)
{
    char path[NAME_MAX_BYTES];
    char name[sizeof keyring->head_name];

    if (!keyring->is_usable || !name_is_safe(book_id, chain))
        return false;
    snprintf(name, sizeof name, "%.32s-%c", book_id, chain);
    if (keyring->head_file >= 0 && strcmp(name, keyring->head_name) == 0)
        return true;
    keyring_close(keyring);
    head_path(keyring, book_id, chain, path);
    keyring->head_seq = head_least(keyring, book_id, chain);
    keyring->head_file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    memcpy(keyring->head_name, name, sizeof name);
    return keyring->head_file >= 0;
}

static bool head_put_at(struct keyring *keyring, const struct seen_head *head, off_t at)
{
    char text[HEAD_TEXT_BYTES + 1];

    head_write(head, text);
    if (pwrite(keyring->head_file, text, HEAD_TEXT_BYTES, at) == HEAD_TEXT_BYTES)
        return true;
    keyring_close(keyring);
    return false;
}

bool keyring_put_head(struct keyring *keyring, const char *book_id, char chain,
                      const struct seen_head *head)
{
    if (!head_file_open(keyring, book_id, chain) || head->seq < keyring->head_seq)
        return false;
    keyring->head_seq = head->seq;
    return head_put_at(keyring, head, 0);
}

void keyring_keep_head(struct keyring *keyring, const char *book_id, char chain)
{
    struct seen_head heads[SEEN_HEADS_MAX];
    int count = keyring_find_heads(keyring, book_id, chain, heads);

    if (count == 0 || !head_file_open(keyring, book_id, chain))
        return;
    if (count == SEEN_HEADS_MAX) /* the newest of the lost ones name all that was lost */
        count--;
    head_put_at(keyring, &heads[0], (off_t)count * HEAD_TEXT_BYTES);
    for (int i = 0; i < count && keyring->head_file >= 0;
         i++) /* a file of before had short lines */
        head_put_at(keyring, &heads[i], (off_t)i * HEAD_TEXT_BYTES);
    if (keyring->head_file >= 0)
        fsync(keyring->head_file);
    keyring->head_seq = 0;
}

void keyring_drop_kept(struct keyring *keyring, const char *book_id, char chain)
{
    /* Nothing was recorded in that chain since: its last head is one of the lost ones, too. */
    off_t rest = head_least(keyring, book_id, chain) > 0 ? HEAD_TEXT_BYTES : 0;

    if (head_file_open(keyring, book_id, chain) && ftruncate(keyring->head_file, rest) == 0)
        fsync(keyring->head_file);
}

int keyring_open_wait(const struct keyring *keyring, const char *book_id, const char *role)
{
    char path[NAME_MAX_BYTES];

    if (keyring->folder[0] == '\0' || !name_is_safe(book_id, 'A'))
        return -1;
    snprintf(path, sizeof path, "%s/waits", keyring->folder);
    if (!own_folder_make(path))
        return -1;
    snprintf(path, sizeof path, "%s/waits/%.32s-%.16s.wait", keyring->folder, book_id, role);
    return open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
}
