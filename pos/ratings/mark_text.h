/*
 * Marks, gaps and columns of text on a terminal: what is missing is a dash,
 * never a zero; the mean of several animators keeps one decimal.
 */
#ifndef POS_MARK_TEXT_H
#define POS_MARK_TEXT_H

#include "programme/progression.h"

#include <stddef.h>

enum { MARK_TEXT_MAX = RATIO_TEXT_MAX };

/* Twelfths of a step: "3", "2,5"; "–" for 0. */
void mark_format(int twelfths, char out[MARK_TEXT_MAX]);
/* "[###.]", "[ -- ]", or "  2,5 " when it is between two: always six columns. */
void mark_format_bars(int twelfths, char out[MARK_TEXT_MAX]);
/* "2>3", "–>3", "–" when nothing was said at either end. */
void pair_format(const struct pair *pair, char out[MARK_TEXT_MAX]);
/* A difference in twelfths of a step: "+1", "−0,5", "0". */
void gap_format(int twelfths, char out[MARK_TEXT_MAX]);

/* Append `text`, cut or filled up to `width_cols` columns, to what `out` holds. */
void column_put(char *out, size_t room, const char *text, int width_cols);

#endif
