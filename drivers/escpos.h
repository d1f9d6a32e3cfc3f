/*
 * Papers as ESC/POS: text, sizes, bars, cut and drawer → bytes. Pure.
 *
 * The caller sets the lines; every line is text that fits `columns`, see
 * escpos_width(). The code page is selected at the start of every job and
 * whenever it changes, because a byte above 127 means nothing without it and
 * another program may have left another one. What no page of the printer holds
 * is written in plain letters (œ → oe); what has none (Arabic) is painted as
 * dots when a painter is given, and "?" without one. Nothing is ever dropped.
 *
 * Order: escpos_start(), papers, each ended by escpos_cut(). Failures stick in
 * the buffer: judge it with buf_check() at the end.
 */
#ifndef DRIVERS_ESCPOS_H
#define DRIVERS_ESCPOS_H

#include "base/buf.h"
#include "drivers/code_page.h"
#include "drivers/printer_profile.h"

/* ESC p, pin 2, 50 ms on, 500 ms off: without its times it waits and eats what follows. A macro,
 * because C initialises arrays with nothing else. */
#define ESCPOS_DRAWER_PULSE 0x1B, 'p', 0, 25, 250
/* DLE DC4 1, pin 2, 100 ms: obeyed when it is received, never queued behind what cannot print. */
#define ESCPOS_DRAWER_AT_ONCE 0x10, 0x14, 1, 0, 1

enum { ESCPOS_JOB_MAX = 4 << 20, BITMAP_DOTS_MAX = 1024 * 2048 };

/* Black dots on white, one bit a dot, rows padded to whole bytes, most significant bit left. */
struct bitmap {
    int width, height; /* dots; width × height at most BITMAP_DOTS_MAX */
    const unsigned char *rows;
};

/*
 * Draws a line of text in any script. `paint` fills `*out` (borrowed until the next call) with a
 * picture at most `width_dots` wide; false: it cannot, and "?" is printed instead.
 */
struct painter {
    void *context;
    bool (*paint)(void *context, const char *line, int width_dots, struct bitmap *out);
};

enum alignment { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

/*
 * Somebody who writes the same paper otherwise than as ESC/POS (a page of PDF): told what is
 * written, with the style it has in `printer`. Nothing is wrapped or transliterated for them.
 */
struct escpos;
enum escpos_bars { BARS_EAN13, BARS_CODE128, BARS_QR };
struct escpos_listener {
    void *context;
    void (*line)(void *context, const struct escpos *printer, const char *left, const char *right);
    void (*bars)(void *context, const struct escpos *printer, enum escpos_bars kind,
                 const char *text);
    void (*feed)(void *context, int line_count);
    void (*rule)(void *context);
    void (*cut)(void *context);
};

struct escpos {
    struct buf *out;
    struct printer_profile profile;
    const struct painter *painter; /* NULL: none */
    enum code_page page;           /* selected now */
    int width_factor;              /* 1 or 2: characters take so many columns */
    bool bold;
    enum alignment alignment;
    const struct escpos_listener *listener; /* NULL: none */
};

struct escpos escpos_init(struct buf *out, const struct printer_profile *profile,
                          const struct painter *painter);

/* What is written goes to `listener`; `scratch` takes the few bytes that are still made. */
struct escpos escpos_init_listener(struct buf *scratch, const struct escpos_listener *listener);

/* Reset, code page, left, plain: whatever the printer was left in. */
void escpos_start(struct escpos *printer);

/* Text without an end of line, and a whole line. UTF-8. */
void escpos_text(struct escpos *printer, const char *text);
void escpos_line(struct escpos *printer, const char *text);
void escpos_lines(struct escpos *printer, const char *text); /* wrapped at spaces */
/* `left` and `right` at the two ends of a line; a left text too long takes lines of its own. */
void escpos_pair(struct escpos *printer, const char *left, const char *right);
void escpos_rule(struct escpos *printer); /* a line of dashes */

/* Columns that `text` takes once written with what the printer has, and those of a line now. */
int escpos_width(const struct escpos *printer, const char *text);
int escpos_columns(const struct escpos *printer);

void escpos_bold(struct escpos *printer, bool on);
void escpos_size(struct escpos *printer, int width_factor, int height_factor); /* 1 or 2 */
void escpos_align(struct escpos *printer, enum alignment alignment);

/* 12 digits and their check digit; anything else is written as text, never as wrong bars. */
void escpos_ean13(struct escpos *printer, const char *code);
void escpos_code128(struct escpos *printer, const char *text); /* ASCII, at most 48 characters */
void escpos_qr(struct escpos *printer, const char *text);      /* UTF-8, at most 2048 bytes */
void escpos_bitmap(struct escpos *printer, const struct bitmap *bitmap);

void escpos_feed(struct escpos *printer, int line_count);
void escpos_cut(struct escpos *printer); /* fed so far that the text is past the knife */

#endif
