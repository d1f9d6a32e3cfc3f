/*
 * A byte buffer that grows up to a ceiling given at init, never beyond.
 *
 * Failure sticks: after the ceiling or a lack of memory, every put does
 * nothing and buf_failed() stays true, so a long text is built without a
 * test per line and judged once at the end. `data` is always NUL-terminated.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/err.h"

#include <stdint.h>

struct buf {
    char *data;     /* owned; never NULL once something was put */
    size_t length;  /* bytes, without the final NUL */
    size_t room;    /* bytes allocated */
    size_t ceiling; /* bytes at most */
    bool failed;
};

/* An empty buffer that refuses to hold more than `ceiling` bytes. Release it with buf_release(). */
struct buf buf_init(size_t ceiling);
void buf_release(struct buf *buf);
void buf_clear(struct buf *buf); /* keeps the memory and forgets a failure */

void buf_put(struct buf *buf, const void *bytes, size_t length);
void buf_put_byte(struct buf *buf, unsigned byte);
void buf_put_text(struct buf *buf, const char *text);
void buf_put_u32(struct buf *buf, uint32_t value); /* big-endian, 4 bytes */
void buf_put_i64(struct buf *buf, int64_t value);  /* big-endian two's complement, 8 bytes */
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The text, "" when empty. Borrowed until the next put. */
const char *buf_text(const struct buf *buf);

/* True when nothing was lost; else ERR_STORAGE. */
bool buf_check(const struct buf *buf, struct err *err) MUST_CHECK;

/*
 * Read a whole file (`-` is standard input). ERR_STORAGE: cannot be read, or
 * larger than the ceiling. On failure the buffer holds nothing useful.
 */
bool buf_read_file(struct buf *buf, const char *path, struct err *err) MUST_CHECK;

/*
 * Write a whole file (`-` is standard output): beside its name (base/whole_file),
 * then synced and renamed. Without `force` an
 * existing file is refused (ERR_INPUT). ERR_STORAGE: the disk refused.
 */
bool buf_write_file(const struct buf *buf, const char *path, bool force,
                    struct err *err) MUST_CHECK;
/* Likewise in the place of what the caller keeps for the program: see base/place. */
bool buf_write_kept(const struct buf *buf, const char *path, struct err *err) MUST_CHECK;

#endif
