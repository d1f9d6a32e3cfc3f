/*
 * Files that nobody should trust: a sound book, altered by chance in its bytes,
 * its pages, its rows or its schema; and every door that takes a file from
 * outside, tried on it.
 */
#ifndef TESTS_SUPPORT_HOSTILE_H
#define TESTS_SUPPORT_HOSTILE_H

#include "tests/support/chance.h"

#include <stddef.h>

/* Write to `path` the sound book of `bytes`, altered in one way or several. */
void hostile_write(const char *path, const unsigned char *bytes, size_t length,
                   struct chance *chance);

/* Verify it, read it, open it, as a command would. What it answers is its own business. */
void hostile_try(const char *path);

#endif
