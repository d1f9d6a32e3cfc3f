/*
 * Bytes on their way to a file, streamed in blocks: a file of any length
 * takes the same memory.
 *
 * A file is written beside its name (base/whole_file), synced, then renamed.
 * Standard output (`-`) is written as it comes. Failure sticks: after the first one every put does
 * nothing, and outlet_finish() gives the verdict.
 */
#ifndef BASE_OUTLET_H
#define BASE_OUTLET_H

#include "base/buf.h"
#include "base/whole_file.h"

enum { OUTLET_BLOCK_BYTES = 1 << 16, OUTLET_PATH_MAX = WHOLE_FILE_PATH_MAX };

struct outlet {
    struct buf block;       /* not yet written; in memory mode everything */
    int file;               /* descriptor, -1 = memory */
    int reason;             /* errno of the first failed write, 0 = none */
    bool remakeable;        /* set by the caller: not worth a sync, it can be made again */
    struct whole_file part; /* closed: standard output or memory */
};

/*
 * Open `path` for writing (`-` is standard output). ERR_INPUT: the file
 * exists and `force` is false. ERR_STORAGE: the folder refuses.
 */
bool outlet_open(struct outlet *outlet, const char *path, bool force, struct err *err) MUST_CHECK;

/* Keep the bytes in `block`, up to `ceiling`; outlet_abandon() frees them. */
void outlet_open_memory(struct outlet *outlet, size_t ceiling);

void outlet_put(struct outlet *outlet, const void *bytes, size_t length);
void outlet_put_text(struct outlet *outlet, const char *text);

/* Write the block when it is full; the way of those who put into `block` themselves. */
void outlet_settle(struct outlet *outlet);

/*
 * Write the rest, sync, give the file its name. ERR_STORAGE: the disk refused
 * somewhere on the way; nothing is left of the new file, the old one stands.
 * In memory mode the bytes stay in `block`.
 */
bool outlet_finish(struct outlet *outlet, struct err *err) MUST_CHECK;

/* Give up, or free what memory mode holds. Accepts a finished outlet. */
void outlet_abandon(struct outlet *outlet);

#endif
