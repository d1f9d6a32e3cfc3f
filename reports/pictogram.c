/*
 * Sixteen simple pictures for badges, told apart by their outline alone. Each is a
 * few shapes in a square of 100 × 100, scaled when drawn.
 */
#include "reports/drawing.h"

#include "base/lang.h"

#include <assert.h>
#include <math.h>

enum { STROKES_MAX = 6, LINE_OF = 7 };

static const struct point STAR[] = { { 50, 5 },  { 61, 38 }, { 96, 38 }, { 68, 59 }, { 79, 93 },
                                     { 50, 72 }, { 21, 93 }, { 32, 59 }, { 4, 38 },  { 39, 38 } };
static const struct point ROOF[] = { { 5, 48 }, { 50, 8 }, { 95, 48 } };
static const struct point FIR[] = { { 50, 5 },  { 75, 38 }, { 63, 38 }, { 88, 78 },
                                    { 12, 78 }, { 37, 38 }, { 25, 38 } };
static const struct point TAIL[] = { { 68, 50 }, { 96, 26 }, { 96, 74 } };
static const struct point SAIL[] = { { 52, 5 }, { 52, 62 }, { 88, 62 } };
static const struct point SMALL_SAIL[] = { { 46, 20 }, { 46, 62 }, { 18, 62 } };
static const struct point HULL[] = { { 8, 70 }, { 92, 70 }, { 76, 92 }, { 24, 92 } };
static const struct point HEART[] = { { 50, 92 }, { 9, 46 }, { 91, 46 } };
static const struct point KITE[] = { { 50, 4 }, { 84, 40 }, { 50, 96 }, { 16, 40 } };
static const struct point MOUNTAIN[] = {
    { 2, 92 }, { 36, 18 }, { 54, 56 }, { 66, 36 }, { 98, 92 }
};
static const struct point DROP[] = { { 50, 4 }, { 74, 50 }, { 26, 50 } };
static const struct point BELL[] = { { 36, 22 }, { 64, 22 }, { 74, 62 },
                                     { 86, 76 }, { 14, 76 }, { 26, 62 } };
static const struct point BOLT[] = { { 58, 4 },  { 18, 56 }, { 46, 56 },
                                     { 38, 96 }, { 82, 40 }, { 54, 40 } };
static const struct point LEAF[] = { { 50, 4 },  { 78, 34 }, { 76, 64 },
                                     { 50, 86 }, { 24, 64 }, { 22, 34 } };

#define DISC(cx, cy, r)                                                                            \
    {                                                                                              \
        .kind = SHAPE_CIRCLE, .x = cx, .y = cy, .radius = r, .filled = true                        \
    }
#define RING(cx, cy, r)                                                                            \
    {                                                                                              \
        .kind = SHAPE_CIRCLE, .x = cx, .y = cy, .radius = r, .line = LINE_OF                       \
    }
#define FORM(p)                                                                                    \
    {                                                                                              \
        .kind = SHAPE_POLYGON, .points = p, .point_count = COUNT_OF(p), .filled = true             \
    }
#define BLOCK(left, top, w, h)                                                                     \
    {                                                                                              \
        .kind = SHAPE_RECT, .x = left, .y = top, .width = w, .height = h, .filled = true           \
    }
#define HOLE(cx, cy, r)                                                                            \
    {                                                                                              \
        .kind = SHAPE_CIRCLE, .x = cx, .y = cy, .radius = r, .filled = true, .ink = { 1, 1, 1 }    \
    }
/* A shape without a kind set to RECT and without width ends the list. */
static const struct picture {
    const char *name;
    struct shape strokes[STROKES_MAX];
} PICTURES[PICTOGRAM_COUNT] = {
    { N_("soleil"), { DISC(50, 50, 24), RING(50, 50, 38) } },
    { N_("étoile"), { FORM(STAR) } },
    { N_("maison"), { FORM(ROOF), BLOCK(18, 48, 64, 44), HOLE(50, 72, 11) } },
    { N_("sapin"), { FORM(FIR), BLOCK(43, 78, 14, 18) } },
    { N_("poisson"), { DISC(42, 50, 32), FORM(TAIL), HOLE(28, 42, 6) } },
    { N_("bateau"), { FORM(SAIL), FORM(SMALL_SAIL), FORM(HULL) } },
    { N_("cœur"), { DISC(29, 33, 24), DISC(71, 33, 24), FORM(HEART) } },
    { N_("fleur"),
      { DISC(50, 22, 19), DISC(78, 50, 19), DISC(50, 78, 19), DISC(22, 50, 19),
        HOLE(50, 50, 15) } },
    { N_("lune"), { DISC(46, 50, 42), HOLE(66, 42, 34) } },
    { N_("montagne"), { FORM(MOUNTAIN) } },
    { N_("goutte"), { FORM(DROP), DISC(50, 62, 32) } },
    { N_("losange"), { FORM(KITE) } },
    { N_("cloche"), { DISC(50, 24, 18), FORM(BELL), DISC(50, 86, 9) } },
    { N_("éclair"), { FORM(BOLT) } },
    { N_("tasse"), { RING(76, 48, 16), BLOCK(14, 26, 60, 50), BLOCK(6, 82, 78, 8) } },
    { N_("feuille"), { FORM(LEAF), BLOCK(46, 80, 8, 18) } },
};

static void draw_stroke(struct sheet *sheet, struct shape stroke, mm x, mm y, mm unit)
{
    struct point points[SHAPE_POINTS_MAX];

    for (int i = 0; i < stroke.point_count; i++) {
        points[i].x = stroke.points[i].x * unit;
        points[i].y = stroke.points[i].y * unit;
    }
    stroke.points = points;
    stroke.x = x + stroke.x * unit;
    stroke.y = y + stroke.y * unit;
    stroke.width *= unit;
    stroke.height *= unit;
    stroke.radius *= unit;
    stroke.line *= unit;
    sheet_shape(sheet, &stroke);
}

void draw_pictogram(struct sheet *sheet, int pictogram, mm x, mm y, mm size)
{
    const struct picture *picture = &PICTURES[pictogram];

    assert(pictogram >= 0 && pictogram < PICTOGRAM_COUNT);
    for (int i = 0; i < STROKES_MAX; i++) {
        const struct shape *stroke = &picture->strokes[i];

        if (stroke->kind == SHAPE_RECT && stroke->width <= 0)
            return;
        draw_stroke(sheet, *stroke, x, y, size / 100);
    }
}

const char *pictogram_name(int pictogram)
{
    assert(pictogram >= 0 && pictogram < PICTOGRAM_COUNT);
    return _(PICTURES[pictogram].name);
}
