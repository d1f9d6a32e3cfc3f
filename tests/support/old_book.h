/*
 * The small books of earlier programs that lie in tests/books, as they were:
 * what a dump of SQLite said of them, written again.
 */
#ifndef TESTS_SUPPORT_OLD_BOOK_H
#define TESTS_SUPPORT_OLD_BOOK_H

#include "base/identity.h"
#include "tests/support/folder.h"

/* As the first program would create a book. */
extern const struct identity OLD_BOOK_FORM_1;

/* Write the book of tests/books/NAME.dump, of that version, in place of `path`. Fails the test. */
void old_book_write(const char *name, int32_t version, const char *path);

/* A computer that has the key of till A of these books and has seen nothing else. */
void old_book_sit_down(const struct folder *folder);

#endif
