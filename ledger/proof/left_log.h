/*
 * A log that was left beside a book, by a power cut or a program that was killed. It goes by the
 * book's name alone: where another file took that name meanwhile, such as the copy from the stick,
 * it would be written into a book that it is not of.
 */
#ifndef LEDGER_LEFT_LOG_H
#define LEDGER_LEFT_LOG_H

#include "base/db.h"

/*
 * Before the book is opened. ERR_TAMPERED: the log at `path`-wal does not go on where the file
 * ends; nothing is touched. True also when there is no such log, when a program holds the book, and
 * when the file alone cannot be read: opening says what is wrong.
 */
bool left_log_check(const char *path, const struct identity *identity, struct err *err) MUST_CHECK;

#endif
