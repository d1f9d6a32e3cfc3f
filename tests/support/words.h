/*
 * The words that a screen asks one to read: all but those of the market's book, signs and numbers.
 */
#ifndef TESTS_SUPPORT_WORDS_H
#define TESTS_SUPPORT_WORDS_H

#include "tests/support/screen.h"

enum { WORDS_SEEN_MAX = 4096 };

/* Two letters make a word; `qu'on` is one, as one says it. `has_grid`: the sentences of the grid,
 * which are the book's, stand there. The words themselves go to `seen`. */
int words_count(struct screen *screen, bool has_grid, char seen[WORDS_SEEN_MAX]);

#endif
