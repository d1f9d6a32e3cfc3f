/*
 * Fifteen simple pictures for badges, told apart by their outline alone, in the
 * order of pictogram_name(), and ten of what people do in a day. Each is a few
 * shapes in a square of 100 × 100, scaled when drawn.
 */
#include "base/lang.h"
#include "programme/participant.h"
#include "reports/print/drawing.h"

#include <assert.h>

enum { STROKES_MAX = 14, RING_LINE = 7 };

static const struct point STAR[] = { { 50, 5 },  { 61, 38 }, { 96, 38 }, { 68, 59 }, { 79, 93 },
                                     { 50, 72 }, { 21, 93 }, { 32, 59 }, { 4, 38 },  { 39, 38 } };
static const struct point ROOF[] = { { 5, 48 }, { 50, 8 }, { 95, 48 } };
static const struct point FIR[] = { { 50, 5 },  { 75, 38 }, { 63, 38 }, { 88, 78 },
                                    { 12, 78 }, { 37, 38 }, { 25, 38 } };
static const struct point FISH_TAIL[] = { { 68, 50 }, { 96, 26 }, { 96, 74 } };
static const struct point SAIL[] = { { 52, 5 }, { 52, 62 }, { 88, 62 } };
static const struct point SMALL_SAIL[] = { { 46, 20 }, { 46, 62 }, { 18, 62 } };
static const struct point HULL[] = { { 8, 70 }, { 92, 70 }, { 76, 92 }, { 24, 92 } };
static const struct point LEAF[] = { { 50, 4 },  { 78, 34 }, { 76, 64 },
                                     { 50, 86 }, { 24, 64 }, { 22, 34 } };
static const struct point BEAK[] = { { 82, 22 }, { 99, 30 }, { 82, 36 } };
static const struct point BIRD_TAIL[] = { { 30, 50 }, { 2, 34 }, { 4, 70 } };
static const struct point WING[] = { { 34, 48 }, { 60, 48 }, { 40, 72 } };
static const struct point APPLE_LEAF[] = { { 53, 26 }, { 66, 6 }, { 80, 12 } };
static const struct point FRAME[] = { { 24, 66 }, { 40, 36 }, { 68, 36 }, { 50, 66 } };
static const struct point FORK[] = { { 64, 22 }, { 66, 30 }, { 78, 66 }, { 66, 30 } };

/* Of what people do. */
static const struct point BUBBLE_TIP[] = { { 20, 56 }, { 44, 56 }, { 14, 84 } };
static const struct point PENCIL[] = { { 66, 6 }, { 94, 34 }, { 42, 86 }, { 14, 58 } };
static const struct point PENCIL_TIP[] = { { 10, 64 }, { 36, 90 }, { 4, 96 } };
static const struct point DROP[] = { { 50, 4 }, { 74, 46 }, { 26, 46 } };
static const struct point BOWL[] = { { 6, 46 },  { 94, 46 }, { 86, 72 },
                                     { 68, 92 }, { 32, 92 }, { 14, 72 } };
static const struct point AWNING[] = { { 14, 10 }, { 86, 10 }, { 98, 40 }, { 2, 40 } };

/* Each version of the formatter lays out the braces of a macro in its own way. */
/* clang-format off */
#define DISC(cx, cy, r) \
    { .kind = SHAPE_CIRCLE, .x = cx, .y = cy, .radius = r, .filled = true }
#define RING(cx, cy, r) \
    { .kind = SHAPE_CIRCLE, .x = cx, .y = cy, .radius = r, .line = RING_LINE }
#define HOLE(cx, cy, r) \
    { .kind = SHAPE_CIRCLE, .x = cx, .y = cy, .radius = r, .filled = true, .ink = { 1, 1, 1 } }
#define FORM(p) \
    { .kind = SHAPE_POLYGON, .points = p, .point_count = COUNT_OF(p), .filled = true }
#define WIRE(p) \
    { .kind = SHAPE_POLYGON, .points = p, .point_count = COUNT_OF(p), .line = 5 }
#define FORM_HOLE(p) \
    { .kind = SHAPE_POLYGON, .points = p, .point_count = COUNT_OF(p), .filled = true, \
      .ink = { 1, 1, 1 } }
#define BLOCK(left, top, w, h) \
    { .kind = SHAPE_RECT, .x = left, .y = top, .width = w, .height = h, .filled = true }
#define LOAF(left, top, w, h) \
    { .kind = SHAPE_RECT, .x = left, .y = top, .width = w, .height = h, .filled = true, \
      .radius = 20 }
#define RAY(left, top, w, h) \
    { .kind = SHAPE_LINE, .x = left, .y = top, .width = w, .height = h, .line = 8 }
#define CUT(left, top, w, h) \
    { .kind = SHAPE_LINE, .x = left, .y = top, .width = w, .height = h, .line = 5, \
      .ink = { 1, 1, 1 } }
#define BEAM(left, top, w, h, thick) \
    { .kind = SHAPE_LINE, .x = left, .y = top, .width = w, .height = h, .line = thick }
#define WAVE(cx, cy, r) \
    { .kind = SHAPE_ARC, .x = cx, .y = cy, .radius = r, .from = -0.8, .to = 0.8, .line = 7 }
#define BAND(top) \
    { .kind = SHAPE_RECT, .x = 16, .y = top, .width = 68, .height = 16, .filled = true, \
      .radius = 7 }
/* clang-format on */

/* A rectangle without width ends the list. */
static const struct shape PICTURES[PICTOGRAM_COUNT][STROKES_MAX] = {
    { RAY(4, 50, 92, 0), RAY(50, 4, 0, 92), RAY(18, 18, 64, 64), RAY(18, 82, 64, -64),
      HOLE(50, 50, 32), DISC(50, 50, 25) },                  /* sun */
    { FORM(FIR), BLOCK(43, 78, 14, 18) },                    /* tree */
    { DISC(42, 50, 32), FORM(FISH_TAIL), HOLE(28, 42, 6) },  /* fish */
    { FORM(ROOF), BLOCK(18, 48, 64, 44), HOLE(50, 72, 11) }, /* house */
    { FORM(STAR) },                                          /* star */
    { DISC(50, 22, 19), DISC(78, 50, 19), DISC(50, 78, 19), DISC(22, 50, 19),
      HOLE(50, 50, 15) },                         /* flower */
    { FORM(SAIL), FORM(SMALL_SAIL), FORM(HULL) }, /* boat */
    { RING(26, 50, 19), BLOCK(44, 45, 52, 10), BLOCK(70, 54, 8, 16),
      BLOCK(86, 54, 8, 22) },                                         /* key */
    { RING(76, 48, 16), BLOCK(14, 26, 60, 50), BLOCK(6, 82, 78, 8) }, /* cup */
    { DISC(46, 58, 28), DISC(70, 30, 17), FORM(BEAK), FORM(BIRD_TAIL), FORM_HOLE(WING),
      HOLE(74, 26, 4), BLOCK(40, 84, 4, 14), BLOCK(52, 84, 4, 14) },                /* bird */
    { DISC(36, 58, 30), DISC(64, 58, 30), BLOCK(47, 12, 6, 24), FORM(APPLE_LEAF) }, /* apple */
    { DISC(46, 50, 42), HOLE(66, 42, 34) },                                         /* moon */
    { RING(24, 66, 20), RING(78, 66, 20), WIRE(FRAME), WIRE(FORK), BLOCK(32, 30, 18, 6),
      BLOCK(56, 18, 18, 6) },             /* bicycle */
    { FORM(LEAF), BLOCK(46, 80, 8, 18) }, /* leaf */
    { LOAF(4, 30, 92, 42), CUT(26, 38, 10, 24), CUT(46, 38, 10, 24),
      CUT(66, 38, 10, 24) }, /* bread */
};

static void draw_stroke(struct surface *surface, struct shape stroke, struct point origin, mm unit)
{
    struct point points[SHAPE_POINTS_MAX];

    for (int i = 0; i < stroke.point_count; i++) {
        points[i].x = stroke.points[i].x * unit;
        points[i].y = stroke.points[i].y * unit;
    }
    stroke.points = points;
    stroke.x = origin.x + stroke.x * unit;
    stroke.y = origin.y + stroke.y * unit;
    stroke.width *= unit;
    stroke.height *= unit;
    stroke.radius *= unit;
    stroke.line *= unit;
    surface_shape(surface, &stroke);
}

static void draw_picture(struct surface *surface, const struct shape picture[STROKES_MAX],
                         struct point corner, mm size)
{
    for (int i = 0; i < STROKES_MAX; i++) {
        if (picture[i].kind == SHAPE_RECT && picture[i].width <= 0)
            return;
        draw_stroke(surface, picture[i], corner, size / 100);
    }
}

void draw_pictogram(struct surface *surface, int position, mm x, mm y, mm size)
{
    assert(position >= 1);
    surface_figure(surface, pictogram_name(position));
    draw_picture(surface, PICTURES[(position - 1) % PICTOGRAM_COUNT], (struct point){ x, y }, size);
    surface_figure_end(surface);
}

/* In the order of enum activity. */
static const struct shape ACTIVITIES[ACTIVITY_COUNT][STROKES_MAX] = {
    { DISC(30, 50, 26), WAVE(40, 50, 30), WAVE(40, 50, 42), WAVE(40, 50, 54) }, /* listen */
    { LOAF(4, 10, 92, 52), FORM(BUBBLE_TIP), HOLE(28, 36, 6), HOLE(50, 36, 6),
      HOLE(72, 36, 6) },                /* talk */
    { FORM(PENCIL), FORM(PENCIL_TIP) }, /* draw */
    { LOAF(16, 4, 68, 92), CUT(28, 20, 44, 0), CUT(28, 25, 44, 0), HOLE(33, 46, 6), HOLE(50, 46, 6),
      HOLE(67, 46, 6), HOLE(33, 63, 6), HOLE(50, 63, 6), HOLE(67, 63, 6), HOLE(33, 80, 6),
      HOLE(50, 80, 6), HOLE(67, 80, 6) },                      /* calculate */
    { FORM(DROP), DISC(50, 62, 31), HOLE(40, 66, 8) },         /* clean */
    { FORM(BOWL), BEAM(52, 46, 34, -40, 8), DISC(84, 10, 8) }, /* make */
    { FORM(AWNING), CUT(38, 12, -8, 28), CUT(62, 12, 8, 28), BEAM(12, 40, 0, 56, 6),
      BEAM(88, 40, 0, 56, 6), BLOCK(12, 64, 76, 20) },                   /* sell */
    { BAND(74), BAND(54), BAND(34), DISC(50, 16, 14), HOLE(50, 16, 8) }, /* count */
    { DISC(28, 22, 16), DISC(72, 22, 16), LOAF(8, 42, 40, 54), LOAF(52, 42, 40, 54),
      BLOCK(40, 56, 20, 10) }, /* help */
    { LOAF(16, 4, 68, 92), CUT(28, 26, 44, 0), CUT(28, 42, 44, 0), CUT(28, 58, 44, 0),
      CUT(28, 74, 28, 0) }, /* write */
};

void draw_activity(struct surface *surface, enum activity activity, mm x, mm y, mm size)
{
    static const char *const NAMES[ACTIVITY_COUNT] = {
        N_("une oreille"),    N_("une bulle"),       N_("un crayon"), N_("une calculatrice"),
        N_("une goutte"),     N_("un bol"),          N_("un étal"),   N_("des pièces"),
        N_("deux personnes"), N_("une page écrite"),
    };

    surface_figure(surface, _(NAMES[activity]));
    draw_picture(surface, ACTIVITIES[activity], (struct point){ x, y }, size);
    surface_figure_end(surface);
}
