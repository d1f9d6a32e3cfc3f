/*
 * The picture that the group drew, in the book as the PNG that was given.
 *
 * Its table is made with the first picture: a book of before has none, and
 * opens in a program of before.
 */
#ifndef PROGRAMME_LOGO_H
#define PROGRAMME_LOGO_H

#include "base/buf.h"
#include "base/db.h"

enum { LOGO_BYTES_MAX = 200 * 1024 };

/* How wide and high a PNG is, in dots, by its first bytes; false: it is none. */
bool logo_sides(const struct buf *png, uint32_t *width, uint32_t *height);

/* The PNG into `out`, which stays empty when there is none. */
bool logo_find(struct db *db, struct buf *out, struct err *err) MUST_CHECK;
/* Instead of the one before; an empty `png` takes it away. */
bool logo_store(struct db *db, const struct buf *png, struct err *err) MUST_CHECK;

#endif
