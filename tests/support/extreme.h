/*
 * A book in which one column of numbers holds what nobody recorded; and all that
 * a session asks of a book: read, added up, printed, handed on, sold in, closed.
 */
#ifndef TESTS_SUPPORT_EXTREME_H
#define TESTS_SUPPORT_EXTREME_H

#include "base/buf.h"
#include "tests/support/folder.h"

enum { EXTREME_VALUES = 7, EXTREME_NAME_MAX = 200 };

/* The example of a whole session: people, days, marks, workshops, sales, shares. */
void extreme_read_example(const struct folder *folder, struct buf *out);
/* A session that goes on: its first day is closed, and a second till came back. */
void extreme_read_market(struct buf *out);

/*
 * Write the book of `bytes` to `path` with value `value` in its `column`-th column of numbers, in
 * every row that takes it; `name` says which. False: it has no such column.
 */
bool extreme_write(const char *path, const struct buf *bytes, int column, int value,
                   char name[EXTREME_NAME_MAX]);

/*
 * Verify it, make every report and export, files into `folder`, and every paper when `with_paper`.
 * What the book answers is its own business.
 */
void extreme_read(const char *path, const struct folder *folder, bool with_paper);
/* Sell, take back, count, close, spend, then every report. */
void extreme_record(const char *path);

#endif
