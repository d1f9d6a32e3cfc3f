#include "pos/stall/undo.h"

#include <string.h>

static size_t undo_start(const struct undo *undo, int i)
{
    return i == 0 ? 0 : undo->ends[i - 1];
}

static void drop_oldest(struct undo *undo)
{
    size_t gone = undo->ends[0], end = undo->ends[undo->count - 1];

    memmove(undo->bytes, undo->bytes + gone, end - gone);
    for (int i = 1; i < undo->count; i++)
        undo->ends[i - 1] = undo->ends[i] - gone;
    undo->count--;
}

void undo_keep(struct undo *undo, const struct ticket *before)
{
    struct buf packed = buf_init(sizeof undo->bytes);

    ticket_save(before, &packed);
    while (undo->count > 0 && (undo->count == UNDO_MAX ||
                               packed.length > sizeof undo->bytes - undo_start(undo, undo->count)))
        drop_oldest(undo);
    if (!packed.failed) { /* else this step cannot be taken back */
        size_t start = undo_start(undo, undo->count);

        memcpy(undo->bytes + start, packed.data, packed.length);
        undo->ends[undo->count++] = start + packed.length;
    }
    buf_release(&packed);
}

bool undo_last(const struct undo *undo, struct ticket *out, struct err *err)
{
    size_t start = undo_start(undo, undo->count - 1);

    return ticket_load(out, undo->bytes + start, undo->ends[undo->count - 1] - start, err);
}

void undo_drop_last(struct undo *undo)
{
    undo->count--;
}
