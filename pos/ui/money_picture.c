#include "pos/ui/money_picture.h"

#include "base/text.h"
#include "pos/ui/digits.h"
#include "pos/ui/pixels.h"

#include <stdio.h>

enum {
    NUMBER_RGB = 0x111111,
    WHITE = 0xFFFFFF,
    GOLD = 0xD4A83F,
    SILVER = 0xC9CDD2,
    COPPER = 0xB8683F
};

/* Size in tenths of a millimetre, as the European Central Bank says; colours of our own drawing. */
static const struct piece {
    cents value;
    int width, height;
    int rgb;   /* of a coin: its rim */
    int heart; /* of a coin */
    int plain; /* where colours are few: one of the 16 that is nobody else's */
} PIECES[] = {
    { 50000, 1600, 820, 0x8E78A8, 0, 0xCD00CD },
    { 20000, 1530, 770, 0xC9B24A, 0, 0xFFFF00 },
    { 10000, 1470, 770, 0x6FA86A, 0, 0x00CD00 },
    { 5000, 1400, 770, 0xE0913F, 0, 0xCDCD00 },
    { 2000, 1330, 720, 0x5B86C4, 0, 0x5C5CFF },
    { 1000, 1270, 670, 0xD2685C, 0, 0xFF0000 },
    { 500, 1200, 620, 0x8E938E, 0, 0x7F7F7F },
    { 200, 258, 258, SILVER, GOLD, 0 },
    { 100, 233, 233, GOLD, SILVER, 0 },
    { 50, 243, 243, GOLD, GOLD, 0 },
    { 20, 223, 223, GOLD, GOLD, 0 },
    { 10, 198, 198, GOLD, GOLD, 0 },
    { 5, 213, 213, COPPER, COPPER, 0 },
    { 2, 188, 188, COPPER, COPPER, 0 },
    { 1, 163, 163, COPPER, COPPER, 0 },
};

static const struct piece *piece_of(cents value)
{
    size_t i = 0;

    while (i + 1 < COUNT_OF(PIECES) && PIECES[i].value != value)
        i++;
    return &PIECES[i];
}

/* `part` of 100 of the second colour in the first. */
static int mixed(int one, int other, int part)
{
    int out = 0;

    for (int shift = 16; shift >= 0; shift -= 8) {
        int a = one >> shift & 0xFF, b = other >> shift & 0xFF;

        out |= (a * (100 - part) + b * part) / 100 << shift;
    }
    return out;
}

struct area piece_size(cents value, int mm)
{
    const struct piece *piece = piece_of(value);
    int tenths = 10 * mm;

    return (struct area){ 0, 0, (piece->width + tenths / 2) / tenths,
                          (piece->height + tenths / 2) / tenths };
}

enum { SMALLEST_COIN = 8 }; /* pixels, at COIN_MM */

/* `dot` is where the first mark of the digits stands, and how large each is. */
static void number_draw(struct canvas *canvas, struct area dot, enum digit_size size,
                        const char *number)
{
    struct digit_marks marks;
    int width = digits_put(size, number, &marks);

    for (int y = 0; y < digits_height(size); y++)
        for (int i = 0; i < width; i++) {
            struct area at = { dot.x + i * dot.width, dot.y + y * dot.height, dot.width,
                               dot.height };

            if (marks.rows[y][i] == '#')
                canvas_fill_pixels(canvas, at, COLOUR(NUMBER_RGB));
        }
}

/* Light at the left, where the number is; a dark arch; a pale band near the right edge. */
static int note_rgb(const struct piece *piece, struct area size, int x, int y)
{
    int at = x * 100 / size.width;
    bool in_arch = at >= 58 && at < 84 && y > size.height / 6;
    bool in_door = at >= 64 && at < 78 && y > size.height / 3 && y < size.height - 1;
    int tone = mixed(piece->rgb, WHITE, at < 58 ? 75 - at * 55 / 58 : 20);

    if (x == size.width - 1)
        return piece->rgb;
    if (at >= 86)
        return mixed(piece->rgb, WHITE, 80);
    if (in_door)
        return mixed(piece->rgb, 0, 40);
    return in_arch ? mixed(piece->rgb, 0, 15) : tone;
}

static void note_draw(struct canvas *canvas, int x, int half_y, const struct piece *piece,
                      struct area size)
{
    bool is_plain = canvas->depth < DEPTH_256;
    int scale = size.height >= 2 * digits_height(DIGITS_NARROW) ? 2 : 1;
    int top;
    char number[8];

    for (int row = 0; row < size.height; row++)
        for (int column = 0; column < size.width; column++)
            canvas_put_pixel(canvas, x + column, half_y + row,
                             COLOUR(is_plain ? piece->plain : note_rgb(piece, size, column, row)));
    snprintf(number, sizeof number, "%d", (int)(piece->value / 100));
    top = half_y + (size.height - digits_height(DIGITS_NARROW) * scale) / 2;
    number_draw(canvas, (struct area){ x + scale, top, scale, scale }, DIGITS_NARROW, number);
}

static void coin_draw(struct canvas *canvas, int x, int half_y, const struct piece *piece,
                      struct area size)
{
    int span = size.width; /* distances are doubled: the middle may lie between two pixels */
    char number[8];
    int scale = span >= 2 * SMALLEST_COIN ? 2 : 1;
    int left, top;

    for (int row = 0; row < span; row++) {
        for (int column = 0; column < span; column++) {
            int dx = 2 * column - span + 1, dy = 2 * row - span + 1;
            int square = dx * dx + dy * dy;
            bool in_heart = square * 100 <= span * span * 50;
            bool is_edge = square * 100 > span * span * 74;

            if (square > span * span)
                continue;
            canvas_put_pixel(canvas, x + column, half_y + row,
                             COLOUR(in_heart  ? piece->heart
                                    : is_edge ? mixed(piece->rgb, 0, 14)
                                              : piece->rgb));
        }
    }
    snprintf(number, sizeof number, "%d",
             (int)(piece->value >= 100 ? piece->value / 100 : piece->value));
    left = x + (span - digits_width(DIGITS_SMALL, number) * scale) / 2;
    top = half_y + (span - digits_height(DIGITS_SMALL) * scale) / 2;
    number_draw(canvas, (struct area){ left, top, scale, scale }, DIGITS_SMALL, number);
}

void piece_draw(struct canvas *canvas, int x, int half_y, cents value, int mm)
{
    const struct piece *piece = piece_of(value);
    struct area size = piece_size(value, mm);

    if (value >= SMALLEST_NOTE)
        note_draw(canvas, x, half_y, piece, size);
    else
        coin_draw(canvas, x, half_y, piece, size);
}

colour piece_pale(cents value)
{
    return COLOUR(mixed(piece_of(value)->rgb, WHITE, 60));
}

void piece_name(cents denomination, char *out, size_t room)
{
    if (denomination >= SMALLEST_NOTE)
        snprintf(out, room, "[ %lld € ]", (long long)denomination / 100);
    else if (denomination >= 100)
        snprintf(out, room, "( %lld € )", (long long)denomination / 100);
    else
        snprintf(out, room, "( %lld c )", (long long)denomination);
}

static int names_draw(struct canvas *canvas, struct area area,
                      const int64_t counts[DENOMINATION_COUNT])
{
    int x = area.x;
    int line = 0;

    for (int i = 0; i < DENOMINATION_COUNT; i++) {
        char name[24];
        char text[64];

        if (counts[i] == 0)
            continue;
        piece_name(DENOMINATIONS[i], name, sizeof name);
        snprintf(text, sizeof text, "%lld x %s", (long long)counts[i], name);
        if (x > area.x && x + text_width_cols(text) > area.x + area.width) {
            x = area.x;
            line++;
        }
        if (line >= area.height)
            break;
        x = canvas_put(canvas, x, area.y + line, STYLE_STRONG, text) + 4;
    }
    return line + 1;
}

enum { COUNT_WIDTH = 4, PIECES_SHOWN_MAX = 12, KINDS_GAP = 3 };

/* One kind after the other, each with its count before it, a new line where the area ends. Without
 * a canvas only the lines are counted. */
static int pictures_place(struct canvas *canvas, struct area area, int note_mm, int coin_mm,
                          const int64_t counts[DENOMINATION_COUNT])
{
    int x = 0, y = 0, tallest = 0;

    for (int i = 0; i < DENOMINATION_COUNT; i++) {
        int mm = DENOMINATIONS[i] >= SMALLEST_NOTE ? note_mm : coin_mm;
        struct area size = piece_size(DENOMINATIONS[i], mm);
        int lines = (size.height + 1) / 2;
        int width = COUNT_WIDTH + (int)counts[i] * (size.width + 1) - 1;

        if (counts[i] == 0)
            continue;
        if (counts[i] > PIECES_SHOWN_MAX || width > area.width)
            return area.height + 1;
        if (x > 0 && x + width > area.width) {
            x = 0;
            y += tallest;
            tallest = 0;
        }
        tallest = lines > tallest ? lines : tallest;
        for (int n = 0; canvas && n < counts[i]; n++)
            piece_draw(canvas, area.x + x + COUNT_WIDTH + n * (size.width + 1), 2 * (area.y + y),
                       DENOMINATIONS[i], mm);
        if (canvas)
            canvas_put_format(canvas, area.x + x, area.y + y + lines / 2, STYLE_STRONG, "%d ×",
                              (int)counts[i]);
        x += width + KINDS_GAP;
    }
    return y + tallest;
}

int pieces_draw_these(struct canvas *canvas, struct area area,
                      const int64_t counts[DENOMINATION_COUNT])
{
    /* From true to each other down to what a small window has room for. */
    static const int SCALES[][2] = {
        { NOTE_MM / 2, COIN_MM / 2 }, { NOTE_MM, COIN_MM }, { NOTE_MM + 1, 3 }, { 9, 3 }, { 11, 3 }
    };

    for (size_t i = 0; canvas_has_pictures(canvas) && i < COUNT_OF(SCALES); i++)
        if (pictures_place(NULL, area, SCALES[i][0], SCALES[i][1], counts) <= area.height)
            return pictures_place(canvas, area, SCALES[i][0], SCALES[i][1], counts);
    return names_draw(canvas, area, counts);
}

int pieces_draw(struct canvas *canvas, struct area area, cents amount)
{
    int64_t counts[DENOMINATION_COUNT];

    money_pieces(amount < 0 ? -amount : amount, counts);
    return pieces_draw_these(canvas, area, counts);
}
