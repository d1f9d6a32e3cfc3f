/*
 * A photo or drawing in a file, PNG or JPEG, made small for a tile. The file is a stranger's: it is
 * read by a process of its own that has little memory and little time, and gives back a few
 * kilobytes or nothing.
 */
#ifndef POS_PICTURE_FILE_H
#define POS_PICTURE_FILE_H

#include "base/buf.h"

/* `png`: at most PICTURE_BYTES_MAX, no side above PICTURE_SIDE. ERR_INPUT: no picture;
 * ERR_NOT_FOUND. */
bool picture_file_read(const char *path, struct buf *png, struct err *err) MUST_CHECK;

#endif
