/*
 * ZIP files that nobody should trust: what a sound one holds, written byte by byte with one lie
 * that no library would write: names that lead elsewhere, sizes and counts that are none, the same
 * entry twice, an end behind the end.
 */
#ifndef TESTS_SUPPORT_HOSTILE_ZIP_H
#define TESTS_SUPPORT_HOSTILE_ZIP_H

#include "base/buf.h"
#include "tests/support/chance.h"

enum { HOSTILE_ZIP_LIES = 27, HOSTILE_ZIP_TRUE = -1 };

/*
 * The ZIP at `sound` again, with lie number `lie`, at a place by chance. HOSTILE_ZIP_TRUE: without
 * one, which shows that only the lie is what is refused.
 */
void hostile_zip_make(const char *sound, int lie, struct chance *chance, struct buf *out);

const char *hostile_zip_name(int lie);

/* Whoever reads the file finds the same entries with and without it. */
bool hostile_zip_is_harmless(int lie);

#endif
