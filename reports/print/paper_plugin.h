/*
 * The part of the program that makes PDF and XLSX, loaded when a paper is
 * asked for: linking cairo, Pango and libxlsxwriter costs 3 ms and 5 MiB at
 * every start, which a till that only sells should not pay.
 *
 * It is one file, `libflashcoop-paper.so`, beside the program or in
 * PREFIX/lib/flashcoop. Once loaded it stays until the process ends.
 */
#ifndef REPORTS_PAPER_PLUGIN_H
#define REPORTS_PAPER_PLUGIN_H

#include "reports/print/code_matrix.h"
#include "reports/print/renderer.h"
#include "reports/print/surface.h"

/* A picture in black dots, one bit each, rows of whole bytes, most significant bit left. */
struct dots {
    int width, height_max; /* given; `rows` has room for them */
    int height_least;      /* given: a smaller picture grows to it */
    int height;            /* found; a picture also says the width that it takes */
    unsigned char *rows;
};

/* What the file gives; the one symbol in it is `flashcoop_paper`. */
struct paper_plugin {
    int version; /* PAPER_PLUGIN_VERSION, so that an old file is refused */
    bool (*surface_open)(const struct surface_target *target, struct surface **out,
                         struct err *err);
    bool (*xlsx_open)(const struct page_target *target, struct outlet *outlet,
                      const struct renderer_ops **ops, struct renderer **out, struct err *err);
    /* False: too high for `out`, or no font of this machine has its letters. */
    bool (*line_paint)(const char *line, struct dots *out);
    /* A PNG, made smaller where it must; its sides are the caller's to judge. False: unreadable. */
    bool (*picture_paint)(const void *png, size_t length, struct dots *out);
    /* A PNG or JPEG, a stranger's, made a PNG of `side` pixels at most. It may end the process:
     * only in one that was started for it. */
    bool (*picture_shrink)(const void *file, size_t length, int side, struct buf *png);
    /* False: too long for a code of CODE_SIZE_MAX. */
    bool (*code_make)(const char *text, struct code_matrix *out);
};

enum { PAPER_PLUGIN_VERSION = 10 };

/* ERR_STORAGE: the file is missing or is of another version. */
bool paper_plugin_load(const struct paper_plugin **out, struct err *err) MUST_CHECK;

#endif
