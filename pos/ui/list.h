/*
 * The one look of every list: numbered lines (but where digits answer), the selected one reversed
 * and marked `>`, so that it shows without colour. The page follows the selection; one of more than
 * nine lines has pages of nine at most, so that each line has its digit. A menu is a list whose
 * lines are gestures.
 */
#ifndef POS_LIST_H
#define POS_LIST_H

#include "base/picture.h"
#include "pos/ui/canvas.h"
#include "pos/ui/event.h"

enum { LIST_NONE = -1, LIST_LEFT_MAX = 160, LIST_RIGHT_MAX = 64, LIST_MARK_MAX = 8 };

struct list {
    int count;
    int selected;     /* 0..count - 1, kept in range; 0 when empty */
    int makes_new;    /* one more than the entry that N chooses from wherever; 0: none */
    bool unnumbered;  /* digits mean something else here: lines bear none, and none chooses */
    bool is_pictured; /* where pictures can be drawn, entries are two or three lines high for one */
};

struct list_row {
    char left[LIST_LEFT_MAX];      /* main text */
    char right[LIST_RIGHT_MAX];    /* at the right end; may be "" */
    enum style style;              /* STYLE_TEXT, STYLE_QUIET, STYLE_WARNING, ... */
    const struct picture *picture; /* borrowed; NULL none */
    char mark[LIST_MARK_MAX];      /* stands for it where it cannot be drawn */
};

struct list_row list_row_of(const char *left, const char *right, enum style style);

/* What line `i` says. */
typedef struct list_row list_row_fn(const void *context, int i);

void list_set_count(struct list *list, int count);
/* Entry `entry` makes something new: the screen's keys name N. */
void list_set_new(struct list *list, int entry);

/*
 * Arrows, Home, End and pages move; a digit chooses the line that bears it; Enter
 * chooses the selected one, N the one that makes something new; a click chooses when
 * `area` holds it. Returns the line chosen, or LIST_NONE. `*moved` (may be NULL) says
 * that the event was ours.
 */
int list_update(struct list *list, const struct event *event, struct area area, bool *moved);

/* The upper lines of `area`: a page so short that it is read, and its sign. */
struct area list_page(struct area area, int lines);

/* One line of `area` per entry, or as many as a picture takes; below them which page this is. */
void list_draw(const struct list *list, struct canvas *canvas, struct area area, list_row_fn *row,
               const void *context);

#endif
