#include "base/outlet.h"

#include "base/lang.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

void outlet_open_memory(struct outlet *outlet, size_t ceiling)
{
    outlet->block = buf_init(ceiling);
    outlet->file = -1;
    outlet->reason = 0;
    outlet->remakeable = false;
    outlet->part = WHOLE_FILE_CLOSED;
}

bool outlet_open(struct outlet *outlet, const char *path, bool force, struct err *err)
{
    outlet_open_memory(outlet, 8 * (size_t)OUTLET_BLOCK_BYTES);
    if (strcmp(path, "-") == 0) {
        outlet->file = STDOUT_FILENO;
        return true;
    }
    if (!whole_file_open(&outlet->part, path, force, err))
        return false;
    outlet->file = outlet->part.file;
    return true;
}

static void outlet_write(struct outlet *outlet)
{
    const char *bytes = buf_text(&outlet->block);
    size_t done = 0;

    while (outlet->reason == 0 && done < outlet->block.length) {
        ssize_t put = write(outlet->file, bytes + done, outlet->block.length - done);

        if (put < 0 && errno != EINTR)
            outlet->reason = errno;
        if (put > 0)
            done += (size_t)put;
    }
    if (outlet->block.failed && outlet->reason == 0)
        outlet->reason = ENOMEM;
    buf_clear(&outlet->block);
}

void outlet_settle(struct outlet *outlet)
{
    if (outlet->file >= 0 && outlet->block.length >= OUTLET_BLOCK_BYTES)
        outlet_write(outlet);
}

void outlet_put(struct outlet *outlet, const void *bytes, size_t length)
{
    const char *at = bytes;

    while (length > 0) { /* in pieces, so that no put is longer than the block's ceiling */
        size_t piece = length < OUTLET_BLOCK_BYTES ? length : OUTLET_BLOCK_BYTES;

        buf_put(&outlet->block, at, piece);
        outlet_settle(outlet);
        at += piece;
        length -= piece;
    }
}

void outlet_put_text(struct outlet *outlet, const char *text)
{
    outlet_put(outlet, text, strlen(text));
}

bool outlet_finish(struct outlet *outlet, struct err *err)
{
    bool to_file = outlet->part.file >= 0;
    char path[WHOLE_FILE_PATH_MAX];
    int reason;

    if (outlet->file < 0)
        return buf_check(&outlet->block, err);
    outlet_write(outlet);
    reason = outlet->reason;
    memcpy(path, outlet->part.path, sizeof path);
    if (to_file && reason == 0)
        whole_file_finish(&outlet->part, !outlet->remakeable, &reason);
    outlet_abandon(outlet);
    return reason == 0 || err_fail_file(err, to_file ? path : _("La sortie"), reason);
}

void outlet_abandon(struct outlet *outlet)
{
    whole_file_abandon(&outlet->part);
    outlet->file = -1;
    buf_release(&outlet->block);
}
