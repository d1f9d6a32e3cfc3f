/*
 * The group's colour on its papers, in the place of our dark blue: headings,
 * names, filled bars. Always dark enough to be read, in grey too.
 */
#ifndef REPORTS_ACCENT_H
#define REPORTS_ACCENT_H

#include "base/err.h"
#include "reports/print/shape.h"

#define COLOUR_SETTING "papers.colour" /* "#1a6b3c"; a setting of the book, "" ours */

enum { COLOUR_TEXT_MAX = 8 };

/* "#1a6b3c", or "" for ours. ERR_INPUT: something else. */
bool accent_parse(const char *text, struct ink *out, struct err *err) MUST_CHECK;

/* The same hue, as dark as letters on white must be: a contrast of 7 to 1 or more. */
struct ink accent_readable(struct ink colour);

/* How much light it throws back, 0..1 (WCAG 2.1, relative luminance). */
fraction ink_luminance(struct ink ink);

#endif
