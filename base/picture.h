/*
 * Small pictures, as a book or the program keeps them: PNG bytes to pixels and nothing else.
 * Large files are made small by another process (pos/acts/picture_file).
 */
#ifndef BASE_PICTURE_H
#define BASE_PICTURE_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum { PICTURE_SIDE = 64, PICTURE_BYTES_MAX = 24 * 1024 };

struct picture {
    int width, height;
    size_t stride;       /* bytes from one row to the next */
    unsigned char *rgba; /* owned, or a piece of a sheet; NULL: empty */
};

/* The sides of a PNG, from its first bytes; false: it is none. */
bool picture_sides(const void *bytes, size_t length, int *width, int *height);
/* False: no PNG, broken, or a side above PICTURE_SIDE. */
bool picture_read(const void *bytes, size_t length, struct picture *out);
/* As a PNG of its own. False: no memory, or larger than the buffer may be. */
bool picture_write(const struct picture *picture, struct buf *png);
void picture_release(struct picture *picture); /* accepts an empty one */
/* Pieces of a larger PNG, `side` by `side`, from the left and the top: the first owns the pixels of
 * all. */
bool picture_read_sheet(const void *bytes, size_t length, int side, int count, struct picture *out);

#endif
