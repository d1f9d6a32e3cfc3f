/*
 * The small picture of a product: outside the seal, for it sells nothing. A PNG of a few kilobytes;
 * who reads it treats its bytes as a stranger's.
 */
#ifndef LEDGER_PRODUCT_PICTURE_H
#define LEDGER_PRODUCT_PICTURE_H

#include "base/buf.h"
#include "base/db.h"

/* Instead of the one before. ERR_NOT_FOUND: no such product. */
bool product_picture_put(struct db *db, const char *code, const struct buf *png,
                         struct err *err) MUST_CHECK;
/* `*found` false: it has none. */
bool product_picture_find(struct db *db, const char *code, struct buf *png, bool *found,
                          struct err *err) MUST_CHECK;

#endif
