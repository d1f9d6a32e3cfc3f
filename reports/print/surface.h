/*
 * A sheet of paper to draw on, in millimetres from its top left corner.
 *
 * Papers say what stands where; the one implementation (render_pdf) knows
 * fonts and files. A text that no font of this machine can show spoils the
 * sheet: surface_finish() refuses it, because a box instead of a letter is worse
 * than no paper. Only what stands at the head and foot of each sheet may lack letters.
 * Failure sticks until then.
 */
#ifndef REPORTS_SURFACE_H
#define REPORTS_SURFACE_H

#include "base/buf.h"
#include "base/outlet.h"
#include "base/day.h"
#include "reports/print/shape.h"

enum surface_size {
    SURFACE_A4,
    SURFACE_A4_LYING,
    SURFACE_A5,
    SURFACE_A3,
    SURFACE_A6,
    SURFACE_ROLL_UP, /* kakemono */
    SURFACE_BANNER,  /* banderole */
};

/* Width and height of the finished sheet. */
struct point surface_sheet(enum surface_size size);
/* How far ink goes on beyond its edges, to be cut off by the printer; 0: nothing is cut. */
mm surface_bleed(enum surface_size size);

struct surface;

/* One implementation; the functions below pass on to it. */
struct surface_ops {
    void (*title)(struct surface *surface, const char *title);
    void (*page)(struct surface *surface, enum surface_size size);
    mm (*text)(struct surface *surface, const struct text_style *style, const char *text,
               struct box place);
    mm (*measure)(struct surface *surface, const struct text_style *style, const char *text,
                  mm width, mm *used);
    void (*shape)(struct surface *surface, const struct shape *shape);
    void (*barcode)(struct surface *surface, const char *text, struct box place);
    void (*picture)(struct surface *surface, const struct buf *png, const char *alt,
                    struct box place);
    void (*tag)(struct surface *surface, const char *tag, const char *alt, bool begin);
    bool (*finish)(struct surface *surface, struct err *err);
    void (*release)(struct surface *surface);
};

struct surface {
    const struct surface_ops *ops; /* first member of the implementation's own struct */
    bool is_silent;                /* only measured: nothing is drawn */
    bool is_counted;               /* never anything else, and no file comes of it */
    bool is_chosen;                /* of the pages only `chosen` is drawn, `shift` further right */
    int page, chosen;
    mm shift;
    bool has_accent;
    struct ink accent; /* drawn in the place of INK_DARK */
};

struct surface_target {
    const char *title;        /* in the properties of the file */
    const char *language;     /* "fr", "en" */
    struct moment made_at;    /* the only date in the file: same input, same bytes */
    struct outlet *outlet;    /* gets the bytes; not finished here */
    bool is_silent;           /* the pages are only counted */
    const struct ink *accent; /* drawn in the place of INK_DARK; NULL: that */
};

/* ERR_STORAGE: the part of the program that makes PDF is missing. */
bool surface_open(const struct surface_target *target, struct surface **out,
                  struct err *err) MUST_CHECK;

/* Another title in the properties of the file. */
void surface_title(struct surface *surface, const char *title);
void surface_page(struct surface *surface,
                  enum surface_size size); /* a new page; all others ended */

/*
 * Several pages on one sheet: begin it, then choose which page is drawn on it, so far from its left
 * edge; 0: none. The next page is the first again, and all others are only measured.
 */
void surface_sheet_page(struct surface *surface, enum surface_size size);
void surface_choose(struct surface *surface, int number, mm shift);

/* Write a paragraph, lines broken at the place's width; returns its height, whatever the place's.
 */
mm surface_text(struct surface *surface, const struct text_style *style, const char *text,
                struct box place);
/* Its height without writing it; `used`, when not NULL, gets the width of its longest line. */
mm surface_measure(struct surface *surface, const struct text_style *style, const char *text,
                   mm width, mm *used);
void surface_shape(struct surface *surface, const struct shape *shape);
void surface_barcode(struct surface *surface, const char *text, struct box place); /* Code 128 */
/*
 * What the content between begin and end is, for reading aloud: "Table", "TR", "L" and "LI" hold
 * others; of "H1", "P", "TH", "TD", "Lbl", "LBody" there is one a text, so that each has its own
 * language. A text outside of all is a paragraph.
 */
void surface_tag(struct surface *surface, const char *tag, bool begin);
/* A drawing, and what it says to who does not see it. */
void surface_figure(struct surface *surface, const char *alt);
void surface_figure_end(struct surface *surface);

/* A PNG as large as fits, at the right end of the place; one that does not read is left out. */
void surface_picture(struct surface *surface, const struct buf *png, const char *alt,
                     struct box place);

/* ERR_INPUT: a text holds a character no font has. ERR_STORAGE: no memory, no font. */
bool surface_finish(struct surface *surface, struct err *err) MUST_CHECK;
void surface_abandon(struct surface *surface); /* accepts NULL */

#endif
