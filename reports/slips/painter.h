/*
 * Lines that no code page of a receipt printer can write, painted: the part of
 * the program that knows fonts is loaded at the first such line, and without it
 * the printer gets "?" instead.
 */
#ifndef REPORTS_PAINTER_H
#define REPORTS_PAINTER_H

#include "drivers/escpos.h"

enum { PAINTED_WIDTH_MAX = 576, PAINTED_HEIGHT_MAX = 256 };

struct painted_line {
    unsigned char rows[PAINTED_WIDTH_MAX / 8 * PAINTED_HEIGHT_MAX];
};

/* A painter into `storage`, which outlives it. */
struct painter painter_into(struct painted_line *storage);

#endif
