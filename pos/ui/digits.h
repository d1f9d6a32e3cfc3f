/*
 * Digits made of marks, in four sizes: shapes only, drawn by pos/ui/figures and
 * pos/ui/money_picture. A text holds digits, comma or point, minus, blank, and E
 * for the euro sign.
 */
#ifndef POS_DIGITS_H
#define POS_DIGITS_H

#include <stdbool.h>

enum digit_size { DIGITS_BOLD, DIGITS_MEDIUM, DIGITS_NARROW, DIGITS_SMALL, DIGIT_FONTS };

enum { DIGITS_HEIGHT_MAX = 10 };

int digits_height(enum digit_size size);
int digits_width(enum digit_size size, const char *text);
/* Whether there is a mark at that column and line of the text. */
bool digits_mark(enum digit_size size, const char *text, int x, int y);

#endif
