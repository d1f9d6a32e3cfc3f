/*
 * What lies on a stick beside the copies of a book: another way that a till of its session went, on
 * another computer or after an older copy was put back. Both are named when both are seen first.
 */
#ifndef POS_STICK_CHECK_H
#define POS_STICK_CHECK_H

#include "base/err.h"

/*
 * ERR_TAMPERED: a file of this session in `folder` and `book` each have what the other lacks, or
 * the file has more of its own till; until the host accepted that. Nothing is changed.
 */
bool stick_check(const char *book, const char *folder, struct err *err) MUST_CHECK;

#endif
