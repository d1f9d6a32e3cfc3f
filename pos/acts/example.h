/*
 * The seven published sessions as books to open: what was published is a fact,
 * everything else is invented, marked so wherever it shows, and sums to the
 * published turnover to the cent. The same figures come out every time.
 */
#ifndef POS_EXAMPLE_H
#define POS_EXAMPLE_H

#include "pos/acts/book.h"
#include "programme/published.h"

enum { EXAMPLE_PATH_MAX = 4096 };

/* FOLDER/mamcookies.flashcoop: where the example of that session is written. */
bool example_path(const struct published *session, const char *folder, char out[EXAMPLE_PATH_MAX],
                  struct err *err) MUST_CHECK;

/* Write the book of one session. ERR_INPUT: the file exists. Nothing is left after a failure. */
bool example_write(const struct published *session, const char *path, struct err *err) MUST_CHECK;

#endif
