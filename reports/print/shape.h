/*
 * What a surface takes: places and lengths in millimetres, ink, letters,
 * shapes. Values only; a caller fills one and passes it.
 */
#ifndef REPORTS_SHAPE_H
#define REPORTS_SHAPE_H

#include <stdbool.h>

/* Where ink goes is the only thing here that is not exact. No amount is one of these. */
typedef double mm;
typedef double pt;       /* 1/72 inch: the size of letters */
typedef double fraction; /* 0..1, or radians */

struct ink {
    fraction red, green, blue; /* 0..1 */
};

#define INK_BLACK ((struct ink){ 0, 0, 0 })
#define INK_GREY  ((struct ink){ 0.38, 0.38, 0.38 }) /* still 6:1 on white */
#define INK_PALE  ((struct ink){ 0.82, 0.82, 0.82 }) /* lines and fills, never text */
#define INK_DARK  ((struct ink){ 0.12, 0.25, 0.42 })
#define INK_WHITE ((struct ink){ 1, 1, 1 })

/* The start is on the right for Arabic and Dari. */
enum surface_align { ALIGN_START, ALIGN_MIDDLE, ALIGN_END };

struct text_style {
    pt size_pt;
    bool bold;
    enum surface_align align;
    struct ink ink;
    const char *language; /* BCP 47, "ar", "fa-AF"; NULL = the paper's own */
    bool may_lack;        /* letters that no font has are "…" instead of spoiling the paper */
};

struct point {
    mm x, y;
};

/* A place on the page: the corner, and how far it goes. */
struct box {
    mm x, y, width, height;
};

enum shape_kind { SHAPE_RECT, SHAPE_CIRCLE, SHAPE_LINE, SHAPE_ARC, SHAPE_POLYGON };

enum { SHAPE_POINTS_MAX = 24 };

struct shape {
    enum shape_kind kind;
    mm x, y;                    /* corner; centre of a circle or arc; start of a line */
    mm width, height;           /* RECT; of a LINE: from its start to its end */
    mm radius;                  /* CIRCLE, ARC; rounded corners of a RECT */
    fraction from, to;          /* ARC, radians, clockwise from three o'clock */
    const struct point *points; /* POLYGON, relative to x, y */
    int point_count;
    bool filled;
    bool dashed;
    struct ink ink;
    mm line; /* thickness of the stroke when not filled */
};

/* A place for text, as high as it needs. */
struct box box_at(mm x, mm y, mm width);

#endif
