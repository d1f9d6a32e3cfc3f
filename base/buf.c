#include "base/buf.h"

#include "base/lang.h"
#include "base/whole_file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct buf buf_init(size_t ceiling)
{
    return (struct buf){ .ceiling = ceiling };
}

void buf_release(struct buf *buf)
{
    free(buf->data);
    *buf = (struct buf){ .ceiling = buf->ceiling };
}

void buf_clear(struct buf *buf)
{
    buf->length = 0;
    buf->failed = false;
    if (buf->data)
        buf->data[0] = '\0';
}

/* Make room for `more` bytes and the final NUL. */
static bool buf_reserve(struct buf *buf, size_t more)
{
    if (buf->failed)
        return false;
    if (more > buf->ceiling || buf->length > buf->ceiling - more) {
        buf->failed = true;
        return false;
    }

    size_t need = buf->length + more + 1;

    if (need <= buf->room)
        return true;

    size_t room = buf->room ? buf->room : 256;

    while (room < need)
        room *= 2;

    char *data = realloc(buf->data, room);

    if (!data) {
        buf->failed = true;
        return false;
    }
    buf->data = data;
    buf->room = room;
    return true;
}

void buf_put(struct buf *buf, const void *bytes, size_t length)
{
    if (!buf_reserve(buf, length))
        return;
    if (length > 0)
        memcpy(buf->data + buf->length, bytes, length);
    buf->length += length;
    buf->data[buf->length] = '\0';
}

void buf_put_byte(struct buf *buf, unsigned byte)
{
    unsigned char one = (unsigned char)byte;

    buf_put(buf, &one, 1);
}

void buf_put_text(struct buf *buf, const char *text)
{
    buf_put(buf, text, strlen(text));
}

void buf_put_u32(struct buf *buf, uint32_t value)
{
    unsigned char bytes[4];

    for (int i = 0; i < 4; i++)
        bytes[i] = (unsigned char)(value >> (24 - 8 * i));
    buf_put(buf, bytes, sizeof bytes);
}

void buf_put_i64(struct buf *buf, int64_t value)
{
    uint64_t bits = (uint64_t)value;
    unsigned char bytes[8];

    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)(bits >> (56 - 8 * i));
    buf_put(buf, bytes, sizeof bytes);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    assert(length >= 0);
    if (!buf_reserve(buf, (size_t)length))
        return;

    va_start(arguments, format);
    vsnprintf(buf->data + buf->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    buf->length += (size_t)length;
}

const char *buf_text(const struct buf *buf)
{
    return buf->data ? buf->data : "";
}

bool buf_check(const struct buf *buf, struct err *err)
{
    if (buf->failed)
        return err_fail(err, ERR_STORAGE,
                        _("Trop de données pour la mémoire prévue : couper le fichier en deux."));
    return true;
}

bool buf_read_file(struct buf *buf, const char *path, struct err *err)
{
    bool is_given = strcmp(path, "-") == 0;
    int file = is_given ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);

    if (file < 0)
        return err_fail_file(err, path, errno);

    char block[65536];
    ssize_t got;

    do {
        got = read(file, block, sizeof block);
        if (got > 0)
            buf_put(buf, block, (size_t)got);
    } while (!buf->failed && (got > 0 || (got < 0 && errno == EINTR)));

    int reason = errno;

    if (!is_given)
        close(file);
    if (got < 0)
        return err_fail_file(err, path, reason);
    if (buf->failed)
        return err_fail(err, ERR_STORAGE, _("%s est trop grand : couper le fichier en deux."),
                        path);
    return true;
}

static bool buf_write_all(const struct buf *buf, int file)
{
    size_t done = 0;

    while (done < buf->length) {
        ssize_t put = write(file, buf->data + done, buf->length - done);

        if (put < 0 && errno != EINTR)
            return false;
        if (put > 0)
            done += (size_t)put;
    }
    return true;
}

static bool buf_write_part(const struct buf *buf, struct whole_file *part, const char *path,
                           struct err *err)
{
    int reason = 0;

    if (buf_write_all(buf, part->file)) {
        whole_file_finish(part, true, &reason);
    } else {
        reason = errno;
        whole_file_abandon(part);
    }
    return reason == 0 || err_fail_file(err, path, reason);
}

bool buf_write_file(const struct buf *buf, const char *path, bool force, struct err *err)
{
    struct whole_file part;

    if (!buf_check(buf, err))
        return false;
    if (strcmp(path, "-") == 0)
        return buf_write_all(buf, STDOUT_FILENO) || err_fail_file(err, _("La sortie"), errno);
    return whole_file_open(&part, path, force, err) && buf_write_part(buf, &part, path, err);
}

bool buf_write_kept(const struct buf *buf, const char *path, struct err *err)
{
    struct whole_file part;

    return buf_check(buf, err) && whole_file_open_kept(&part, path, err) &&
           buf_write_part(buf, &part, path, err);
}
