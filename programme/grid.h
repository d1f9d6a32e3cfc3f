/*
 * The competence grid: volets, indicators and the four-step scale, as data.
 *
 * A grid has an id and a version; a session keeps the one it started with and
 * two versions are never averaged together. The default is programme/grid.csv;
 * a host edits a copy and loads it as a new version.
 */
#ifndef PROGRAMME_GRID_H
#define PROGRAMME_GRID_H

#include "base/csv.h"
#include "programme/calendar.h"
#include "programme/wording.h"

enum {
    GRID_ID_MAX = 24,
    INDICATOR_ID_MAX = 8,
    VOLETS_MAX = 4,
    INDICATORS_MAX = 40,
    MARKS_MAX = 5, /* 1 to 4, and "–" in place 0 */
    LINK_MAX = 100,
};

struct volet {
    char id[INDICATOR_ID_MAX];
    struct wording wording;
};

struct indicator {
    char id[INDICATOR_ID_MAX];
    int volet;           /* index in volets */
    bool counts;         /* P: in the progression; else O: observed only */
    unsigned days;       /* bit d: in focus on J(d + 1) */
    char link[LINK_MAX]; /* where it stands in public references */
    struct wording wording;
};

struct grid {
    char id[GRID_ID_MAX];
    int version; /* >= 1 */
    struct wording name;
    int volet_count;
    int indicator_count;
    struct volet volets[VOLETS_MAX];
    struct indicator indicators[INDICATORS_MAX];
    struct wording marks[MARKS_MAX];      /* marks[0] is "je ne sais pas" */
    char anchors[MARKS_MAX][WORDING_MAX]; /* what the animator must have seen */
};

/* The grid carried by the program. Its file is tested, so this cannot fail. */
void grid_default(struct grid *out);

/* A grid edited by a host: faults are listed by line; nothing is half read. */
bool grid_read(const char *path, struct grid *out, struct csv_faults *faults,
               struct err *err) MUST_CHECK;

/* A grid as rows of its file, for the book: fields in the order of the file's columns. */
enum { GRID_FIELD_COUNT = 12, GRID_SCRATCH_MAX = 64 };
struct grid_row {
    const char *fields[GRID_FIELD_COUNT]; /* borrowed from the grid or from `scratch` */
    char scratch[3][GRID_SCRATCH_MAX];
};
/* Row `i` from 0; false past the last. */
bool grid_put_row(const struct grid *grid, int i, struct grid_row *out);
/* Add a row to a grid that began as zero; grid_check() judges the whole. */
bool grid_take_row(struct grid *grid, const char *const *fields, struct err *err) MUST_CHECK;
bool grid_check(const struct grid *grid, struct err *err) MUST_CHECK;

/* The whole grid as its file, to be edited and loaded again. */
void grid_put_csv(const struct grid *grid, struct buf *out);

/* Index of the indicator, −1 when there is none. */
int grid_find(const struct grid *grid, const char *id);

bool indicator_is_in_focus(const struct indicator *indicator, int day);

/* What the animator must have seen for that mark, "" without one; the default grid's is translated.
 */
const char *grid_anchor_shown(const struct grid *grid, int value);

/* "[###.]", "[ -- ]": bars carry the meaning on a terminal. `value` 0..4. */
const char *mark_bars(int value);

#endif
