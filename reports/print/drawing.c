#include "reports/print/drawing.h"

#include "base/lang.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

static const fraction NOTE_SCALE = 0.22, COIN_SCALE = 0.62;
static const mm PIECE_GAP = 2;

enum { PIECES_WORDS_MAX = 300 };

/* The euro's own sizes (mm) and main colours; a coin has a ring and a core. */
struct piece {
    bool is_note;
    mm width, height; /* a coin: its diameter twice */
    struct ink ink;   /* note, or ring */
    struct ink core;
    const char *label;
};

/* Each version of the formatter lays out the braces of a macro in its own way. */
/* clang-format off */
#define COPPER { 0.76, 0.45, 0.29 }
#define GOLD   { 0.87, 0.72, 0.35 }
#define SILVER { 0.80, 0.80, 0.82 }
/* clang-format on */

/* In the order of DENOMINATIONS: 500 € down to 1 cent. */
static const struct piece PIECES[DENOMINATION_COUNT] = {
    { true, 160, 82, { 0.75, 0.62, 0.83 }, { 1, 1, 1 }, "500" },
    { true, 153, 77, { 0.96, 0.86, 0.45 }, { 1, 1, 1 }, "200" },
    { true, 147, 77, { 0.60, 0.82, 0.58 }, { 1, 1, 1 }, "100" },
    { true, 140, 77, { 0.97, 0.74, 0.48 }, { 1, 1, 1 }, "50" },
    { true, 133, 72, { 0.58, 0.74, 0.92 }, { 1, 1, 1 }, "20" },
    { true, 127, 67, { 0.95, 0.60, 0.57 }, { 1, 1, 1 }, "10" },
    { true, 120, 62, { 0.78, 0.80, 0.79 }, { 1, 1, 1 }, "5" },
    { false, 25.75, 25.75, SILVER, GOLD, "2 €" },
    { false, 23.25, 23.25, GOLD, SILVER, "1 €" },
    { false, 24.25, 24.25, GOLD, GOLD, "50" },
    { false, 22.25, 22.25, GOLD, GOLD, "20" },
    { false, 19.75, 19.75, GOLD, GOLD, "10" },
    { false, 21.25, 21.25, COPPER, COPPER, "5" },
    { false, 18.75, 18.75, COPPER, COPPER, "2" },
    { false, 16.25, 16.25, COPPER, COPPER, "1" },
};

void draw_bar(struct surface *surface, struct box place, fraction share)
{
    surface_shape(surface, &(struct shape){ .kind = SHAPE_RECT,
                                            .x = place.x,
                                            .y = place.y,
                                            .width = place.width * share,
                                            .height = place.height,
                                            .filled = true,
                                            .ink = INK_DARK });
    draw_box(surface, place);
}

void draw_box(struct surface *surface, struct box place)
{
    surface_shape(surface, &(struct shape){ .kind = SHAPE_RECT,
                                            .x = place.x,
                                            .y = place.y,
                                            .width = place.width,
                                            .height = place.height,
                                            .ink = INK_BLACK,
                                            .line = 0.3 });
}

void draw_product(struct surface *surface, const struct picture *picture, const char *label,
                  struct box place)
{
    struct buf png = buf_init(PICTURE_BYTES_MAX);

    if (picture && picture_write(picture, &png))
        surface_picture(surface, &png, label, place);
    buf_release(&png);
}

void draw_line(struct surface *surface, mm x, mm y, mm width)
{
    surface_shape(
        surface,
        &(struct shape){
            .kind = SHAPE_LINE, .x = x, .y = y, .width = width, .ink = INK_GREY, .line = 0.25 });
}

static void draw_disc(struct surface *surface, mm x, mm y, mm radius, struct ink ink)
{
    surface_shape(
        surface,
        &(struct shape){
            .kind = SHAPE_CIRCLE, .x = x, .y = y, .radius = radius, .filled = true, .ink = ink });
}

static void draw_circle(struct surface *surface, mm x, mm y, mm radius, mm line)
{
    surface_shape(surface, &(struct shape){ .kind = SHAPE_CIRCLE,
                                            .x = x,
                                            .y = y,
                                            .radius = radius,
                                            .ink = INK_BLACK,
                                            .line = line });
}

static mm piece_width(const struct piece *piece)
{
    return piece->width * (piece->is_note ? NOTE_SCALE : COIN_SCALE);
}

static mm piece_height(const struct piece *piece)
{
    return piece->height * (piece->is_note ? NOTE_SCALE : COIN_SCALE);
}

static void draw_note(struct surface *surface, const struct piece *piece, mm x, mm y)
{
    const struct text_style big = { .size_pt = 15, .bold = true, .align = ALIGN_MIDDLE };
    mm width = piece_width(piece), height = piece_height(piece);
    struct shape shape = { .kind = SHAPE_RECT,
                           .x = x,
                           .y = y,
                           .width = width,
                           .height = height,
                           .radius = 0.8,
                           .filled = true,
                           .ink = piece->ink };
    char label[16];

    surface_shape(surface, &shape);
    shape.filled = false;
    shape.ink = INK_BLACK;
    shape.line = 0.25;
    surface_shape(surface, &shape);
    draw_box(surface, (struct box){ x + 1.2, y + 1.2, width - 2.4, height - 2.4 });
    snprintf(label, sizeof label, "%s €", piece->label);
    surface_text(surface, &big, label, box_at(x, y + height / 2 - 3.1, width));
}

static void draw_coin(struct surface *surface, const struct piece *piece, mm x, mm y)
{
    mm radius = piece_width(piece) / 2;
    const struct text_style style = { .size_pt = radius > 6.5 ? 12 : 10,
                                      .bold = true,
                                      .align = ALIGN_MIDDLE };
    mm half_line = style.size_pt * 1.17 * 25.4 / 72 / 2;

    draw_disc(surface, x + radius, y + radius, radius, piece->ink);
    draw_disc(surface, x + radius, y + radius, radius * 0.72, piece->core);
    draw_circle(surface, x + radius, y + radius, radius, 0.25);
    draw_circle(surface, x + radius, y + radius, radius * 0.72, 0.1);
    surface_text(surface, &style, piece->label, box_at(x, y + radius - half_line, 2 * radius));
}

/* One walk for measuring (no sheet) and drawing, so that both agree. */
static mm walk_pieces(struct surface *surface, cents amount, struct box place)
{
    int64_t counts[DENOMINATION_COUNT];
    mm across = 0, down = 0, tallest = 0;

    money_pieces(amount, counts);
    for (int i = 0; i < DENOMINATION_COUNT; i++) {
        const struct piece *piece = &PIECES[i];

        for (int64_t n = 0; n < counts[i]; n++) {
            if (across > 0 && across + piece_width(piece) > place.width) {
                down += tallest + PIECE_GAP;
                across = tallest = 0;
            }
            if (surface)
                (piece->is_note ? draw_note : draw_coin)(surface, piece, place.x + across,
                                                         place.y + down);
            across += piece_width(piece) + PIECE_GAP;
            tallest = fmax(tallest, piece_height(piece));
        }
    }
    return down + tallest;
}

/* "10,00 € : 1 × 10 €, 2 × 2 €" for who does not see them. */
static void pieces_words(cents amount, char *out, size_t room)
{
    int64_t counts[DENOMINATION_COUNT];
    char shown[MONEY_TEXT_MAX];
    size_t length;
    bool first = true;

    money_pieces(amount, counts);
    money_format_euro(amount, shown);
    length = (size_t)snprintf(out, room, "%s", shown);
    for (int i = 0; i < DENOMINATION_COUNT && length < room; i++) {
        if (counts[i] == 0)
            continue;
        money_format_euro(DENOMINATIONS[i], shown);
        length += (size_t)snprintf(out + length, room - length, "%s%lld × %s",
                                   first ? _(" : ") : ", ", (long long)counts[i], shown);
        first = false;
    }
}

mm draw_pieces(struct surface *surface, cents amount, struct box place)
{
    char words[PIECES_WORDS_MAX];
    mm height;

    pieces_words(amount, words, sizeof words);
    surface_figure(surface, words);
    height = walk_pieces(surface, amount, place);
    surface_figure_end(surface);
    return height;
}

mm measure_pieces(cents amount, mm width)
{
    return walk_pieces(NULL, amount, box_at(0, 0, width));
}

static void put_steps(struct surface *surface, int step, mm x, mm y, mm size)
{
    mm step_width = size / STEP_MAX;
    mm width = size / 5;

    if (step == STEP_UNSEEN) {
        surface_shape(surface, &(struct shape){ .kind = SHAPE_RECT,
                                                .x = x,
                                                .y = y,
                                                .width = size,
                                                .height = size,
                                                .dashed = true,
                                                .ink = INK_GREY,
                                                .line = 0.3 });
        return;
    }
    for (int i = 0; i < STEP_MAX; i++) {
        mm height = step_width * (i + 1);
        struct shape bar = { .kind = SHAPE_RECT,
                             .x = x + i * step_width,
                             .y = y + size - height,
                             .width = width,
                             .height = height,
                             .filled = i < step,
                             .ink = i < step ? INK_DARK : INK_GREY,
                             .line = 0.25 };

        surface_shape(surface, &bar);
    }
}

void draw_steps(struct surface *surface, int step, mm x, mm y, mm size)
{
    char words[PIECES_WORDS_MAX];

    assert(step >= STEP_UNSEEN && step <= STEP_MAX);
    snprintf(words, sizeof words, step == STEP_UNSEEN ? _("je ne sais pas") : _("%d sur 4"), step);
    surface_figure(surface, words);
    put_steps(surface, step, x, y, size);
    surface_figure_end(surface);
}

void draw_face(struct surface *surface, int step, mm x, mm y, mm size)
{
    static const fraction HALF_ANGLES[STEP_MAX + 1] = { 0, 0, 0.45, 0.85, 1.15 };
    mm radius = size / 2, cx = x + radius, cy = y + radius;
    struct shape mouth = { .kind = SHAPE_LINE,
                           .x = cx - radius * 0.4,
                           .y = cy + radius * 0.35,
                           .width = radius * 0.8,
                           .ink = INK_BLACK,
                           .line = 0.4 };

    assert(step >= 1 && step <= STEP_MAX);
    draw_circle(surface, cx, cy, radius, 0.35);
    draw_disc(surface, cx - radius * 0.35, cy - radius * 0.25, radius * 0.09, INK_BLACK);
    draw_disc(surface, cx + radius * 0.35, cy - radius * 0.25, radius * 0.09, INK_BLACK);
    if (step > 1)
        mouth = (struct shape){ .kind = SHAPE_ARC,
                                .x = cx,
                                .y = cy,
                                .radius = radius * 0.58,
                                .from = M_PI / 2 - HALF_ANGLES[step],
                                .to = M_PI / 2 + HALF_ANGLES[step],
                                .ink = INK_BLACK,
                                .line = 0.4 };
    surface_shape(surface, &mouth);
}
