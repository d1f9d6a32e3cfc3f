/*
 * GS1 element strings: what a code on a case, on scales or on a data matrix says beyond its article
 * (GS1 General Specifications, 3 and 7.8). Application identifiers in brackets, "(01)…(10)…", are
 * the one spelling inside the program; what a gun sends, with or without separators, becomes that.
 * Pure.
 */
#ifndef DRIVERS_GS1_H
#define DRIVERS_GS1_H

#include <stdbool.h>
#include <stddef.h>

enum {
    GS1_SEPARATOR = 0x1D, /* FNC1, as guns send it between elements */
    GS1_AI_MAX = 5,
    GS1_VALUE_MAX = 91,
};

struct gs1_element {
    char ai[GS1_AI_MAX]; /* "01", "3103" */
    char value[GS1_VALUE_MAX];
};

/*
 * Brackets for a string without; false: it is none. Where nothing says that it is one, it must
 * begin with an article whose check digit fits, and be understood to its end.
 */
bool gs1_bracket(const char *raw, bool is_said, char *out, size_t room);

/* The next element of a string with brackets; advances `*at`. False: the end, or no such string. */
bool gs1_next(const char **at, struct gs1_element *out);

#endif
