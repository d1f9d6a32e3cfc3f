/* A file onto a stick so that it is there for good: beside its place, synced, read back from the
 * stick and compared, and only then named. */
#ifndef POS_STICK_FILE_H
#define POS_STICK_FILE_H

#include "base/crypto.h"

#include <stdbool.h>

/* All of `from` from where it stands, hashed, and written to `to` unless that is -1. */
bool stick_pour(int from, int to, unsigned char hash[HASH_BYTES]);

/* The rest of `from` as `path`; what was there stays when it fails (see errno). */
bool stick_file_put(int from, const char *path);

/* Its two halves, for files that come together or not at all, and what undoes the first. */
bool stick_file_stage(int from, const char *path);
bool stick_file_name(const char *path);
void stick_file_drop(const char *path);

#endif
