/*
 * A ZIP out of what is in memory, for files that are one inside (OpenDocument):
 * the same parts and moment give the same bytes.
 */
#ifndef REPORTS_PACKET_H
#define REPORTS_PACKET_H

#include "base/day.h"
#include "base/outlet.h"

struct packet_part {
    const char *name;
    const struct buf *bytes; /* borrowed until packet_write() returns */
    bool is_stored;          /* not compressed: what readers look for before they unpack */
};

/* In that order. ERR_STORAGE: no memory. */
bool packet_write(const struct packet_part *parts, int count, struct moment made_at,
                  struct outlet *outlet, struct err *err) MUST_CHECK;

/* The date of an entry: DOS dates know no zone, so the wall clock is written, and every machine
 * packs the same. */
struct zip;
void zip_entry_date(struct zip *zip, uint64_t entry, struct moment at);

#endif
