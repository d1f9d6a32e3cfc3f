/*
 * The host's folder of accounts on the sticks beside the book: every file synced, read back and
 * compared before the first of them takes its name. A folder there that holds other numbers is
 * another host's, or of another computer: it is left alone.
 */
#ifndef POS_FOLDER_COPY_H
#define POS_FOLDER_COPY_H

#include "base/err.h"

/*
 * `folder` under its own name into `stick`. ERR_INPUT: there its `numbers.csv` says something that
 * ours does not. ERR_STORAGE: the stick refuses; what it had before is whole.
 */
bool folder_copy(const char *folder, const char *stick, struct err *err) MUST_CHECK;

/* Onto every stick; `*copied` counts them. False: one at least refused, `err` names it. */
bool folder_copy_to_sticks(const char *folder, int *copied, struct err *err) MUST_CHECK;

#endif
