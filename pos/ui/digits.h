/*
 * Digits made of marks, in four sizes: shapes only, drawn by pos/ui/big_digits and
 * pos/ui/money_picture. A text holds digits, comma or point, minus, blank, and E
 * for the euro sign.
 */
#ifndef POS_DIGITS_H
#define POS_DIGITS_H

enum digit_size { DIGITS_BOLD, DIGITS_MEDIUM, DIGITS_NARROW, DIGITS_SMALL, DIGIT_FONTS };

enum { DIGITS_HEIGHT_MAX = 10, DIGITS_WIDTH_MAX = 256 };

struct digit_marks {
    char rows[DIGITS_HEIGHT_MAX][DIGITS_WIDTH_MAX]; /* `#` is a mark */
};

int digits_height(enum digit_size size);
int digits_width(enum digit_size size, const char *text);
/* The marks of a text, as many glyphs as there is room for; returns its width. */
int digits_put(enum digit_size size, const char *text, struct digit_marks *out);

#endif
