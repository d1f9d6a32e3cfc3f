/*
 * The tickets before the last changes, for Backspace. Saved as parked ones are, since each is
 * mostly room: eight stand in that of one. Nothing here points anywhere: it is copied with the
 * screen's model.
 */
#ifndef POS_STALL_UNDO_H
#define POS_STALL_UNDO_H

#include "ledger/ticket.h"

enum { UNDO_MAX = 8 };

/* Zeroed at first. */
struct undo {
    int count;
    size_t ends[UNDO_MAX]; /* of each ticket in `bytes`, the last one last */
    unsigned char bytes[sizeof(struct ticket)];
};

/* The oldest are forgotten where they would be more than UNDO_MAX, or have no room. */
void undo_keep(struct undo *undo, const struct ticket *before);
/* The last one kept; undo->count is above 0. */
bool undo_last(const struct undo *undo, struct ticket *out, struct err *err) MUST_CHECK;
void undo_drop_last(struct undo *undo);

#endif
