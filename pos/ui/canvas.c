#include "pos/ui/canvas.h"

#include "base/text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { NO_BREAK_SPACE = 0xA0, NARROW_NO_BREAK_SPACE = 0x202F, FORMAT_MAX = 512 };

static int clamp(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

void canvas_init(struct canvas *canvas, int width, int height)
{
    canvas->width = clamp(width, 1, CANVAS_WIDTH_MAX);
    canvas->height = clamp(height, 1, CANVAS_HEIGHT_MAX);
    canvas->depth = DEPTH_NONE;
    canvas->half_blocks = false;
    canvas->is_secret = false;
    canvas->spot_count = 0;
    canvas_clear(canvas);
}

void canvas_clear(struct canvas *canvas)
{
    canvas_fill(canvas, canvas_area(canvas), STYLE_TEXT, ' ');
    canvas->cursor_x = -1;
    canvas->cursor_y = -1;
}

struct area canvas_area(const struct canvas *canvas)
{
    return (struct area){ 0, 0, canvas->width, canvas->height };
}

void canvas_set_cursor(struct canvas *canvas, int x, int y)
{
    canvas->cursor_x = clamp(x, 0, canvas->width - 1);
    canvas->cursor_y = clamp(y, 0, canvas->height - 1);
}

struct canvas_cell *canvas_cell_over(struct canvas *canvas, int x, int y)
{
    struct canvas_cell *row = canvas->cells[y];

    if (row[x].code_point == 0 && x > 0)
        row[x - 1].code_point = ' ';
    if (x + 1 < canvas->width && row[x + 1].code_point == 0)
        row[x + 1].code_point = ' ';
    return &row[x];
}

static void canvas_set(struct canvas *canvas, int x, int y, enum style style, uint32_t code_point)
{
    if (x < 0 || y < 0 || x >= canvas->width || y >= canvas->height)
        return;
    *canvas_cell_over(canvas, x, y) =
        (struct canvas_cell){ .code_point = code_point, .style = (uint8_t)style };
}

/* Text stands on the ground that is there, unless its style brings one or a picture was there. */
static void canvas_set_text(struct canvas *canvas, int x, int y, enum style style,
                            uint32_t code_point)
{
    bool has_ground = style != STYLE_TEXT && style != STYLE_QUIET && style != STYLE_STRONG;
    struct canvas_cell *cell;
    colour ground;

    if (x < 0 || y < 0 || x >= canvas->width || y >= canvas->height)
        return;
    cell = canvas_cell_over(canvas, x, y);
    ground = has_ground ? COLOUR_OF_STYLE : cell->ground;
    *cell = (struct canvas_cell){ code_point, COLOUR_OF_STYLE, ground, (uint8_t)style };
}

/* One code point at `x`; returns the columns it took. Marks without width are dropped: a terminal
 * cell is not the place to compose them. */
static int canvas_set_char(struct canvas *canvas, int x, int y, enum style style,
                           uint32_t code_point)
{
    int width = text_char_width_cols(code_point);

    if (code_point == NO_BREAK_SPACE || code_point == NARROW_NO_BREAK_SPACE)
        code_point = ' ';
    if (width == 0)
        return 0;
    if (width == 2 && x + 1 >= canvas->width)
        code_point = ' ';
    canvas_set_text(canvas, x, y, style, code_point);
    if (width == 2)
        canvas_set_text(canvas, x + 1, y, style, 0);
    return width;
}

int canvas_put(struct canvas *canvas, int x, int y, enum style style, const char *text)
{
    uint32_t code_point;

    while ((code_point = text_next(&text)) != 0)
        x += canvas_set_char(canvas, x, y, style, code_point);
    return x;
}

int canvas_put_right(struct canvas *canvas, int right, int y, enum style style, const char *text)
{
    int x = right - text_width_cols(text);

    canvas_put(canvas, x, y, style, text);
    return x;
}

void canvas_put_fit(struct canvas *canvas, struct area area, enum style style, const char *text)
{
    bool cut = text_width_cols(text) > area.width;
    size_t bytes = text_fit_bytes(text, cut ? area.width - 1 : area.width);
    const char *end = text + bytes;
    int x = area.x;

    while (text < end)
        x += canvas_set_char(canvas, x, area.y, style, text_next(&text));
    if (cut && area.width > 0)
        canvas_set_text(canvas, x++, area.y, style, '~'); /* a mark that every console has */
    while (x < area.x + area.width)
        canvas_set_text(canvas, x++, area.y, style, ' ');
}

/* The bytes of the longest start of `text` that fits and ends between words, 1 character at least.
 */
static size_t break_bytes(const char *text, int width_cols)
{
    size_t fit = text_fit_bytes(text, width_cols);
    size_t newline = strcspn(text, "\n");

    if (newline <= fit)
        return newline;
    if (text[fit] == '\0' || text_breaks_at(text, fit))
        return fit;
    for (size_t i = fit; i > 0; i--)
        if (text_breaks_at(text, i - 1))
            return i;
    return fit > 0 ? fit : strlen(text);
}

/* After a line: the line end that was asked for, or the spaces that it broke at. */
static const char *line_end(const char *text)
{
    return *text == '\n' ? text + 1 : text + strspn(text, " ");
}

int canvas_wrapped_lines(const char *text, int width_cols)
{
    int lines = 0;

    for (; *text; lines++)
        text = line_end(text + break_bytes(text, width_cols));
    return lines;
}

int canvas_put_wrapped(struct canvas *canvas, struct area area, enum style style, const char *text)
{
    int line = 0;

    while (*text && line < area.height) {
        const char *end = text + break_bytes(text, area.width);
        int x = area.x;

        while (text < end)
            x += canvas_set_char(canvas, x, area.y + line, style, text_next(&text));
        text = line_end(text);
        line++;
    }
    return line;
}

int canvas_put_format(struct canvas *canvas, int x, int y, enum style style, const char *format,
                      ...)
{
    char text[FORMAT_MAX];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return canvas_put(canvas, x, y, style, text);
}

void canvas_fill(struct canvas *canvas, struct area area, enum style style, uint32_t code_point)
{
    for (int y = area.y; y < area.y + area.height; y++)
        for (int x = area.x; x < area.x + area.width; x++)
            canvas_set(canvas, x, y, style, code_point);
}

void canvas_box(struct canvas *canvas, struct area area, enum style style)
{
    int right = area.x + area.width - 1;
    int bottom = area.y + area.height - 1;

    if (area.width < 2 || area.height < 2)
        return;
    canvas_fill(canvas, (struct area){ area.x, area.y, area.width, 1 }, style, 0x2500);
    canvas_fill(canvas, (struct area){ area.x, bottom, area.width, 1 }, style, 0x2500);
    canvas_fill(canvas, (struct area){ area.x, area.y, 1, area.height }, style, 0x2502);
    canvas_fill(canvas, (struct area){ right, area.y, 1, area.height }, style, 0x2502);
    canvas_set(canvas, area.x, area.y, style, 0x250C);
    canvas_set(canvas, right, area.y, style, 0x2510);
    canvas_set(canvas, area.x, bottom, style, 0x2514);
    canvas_set(canvas, right, bottom, style, 0x2518);
}

void canvas_line(struct canvas *canvas, int y, enum style style)
{
    canvas_fill(canvas, (struct area){ 0, y, canvas->width, 1 }, style, 0x2500);
}

void canvas_add_spot(struct canvas *canvas, struct area area, enum press key, uint32_t character)
{
    if (canvas->spot_count < SPOTS_MAX)
        canvas->spots[canvas->spot_count++] = (struct spot){ area, key, character };
}

const struct spot *canvas_spot_at(const struct canvas *canvas, int x, int y)
{
    for (int i = canvas->spot_count - 1; i >= 0; i--) {
        const struct area *area = &canvas->spots[i].area;

        if (x >= area->x && x < area->x + area->width && y >= area->y && y < area->y + area->height)
            return &canvas->spots[i];
    }
    return NULL;
}

void canvas_click_becomes_key(const struct canvas *canvas, struct event *event)
{
    const struct spot *spot =
        event->kind == EVENT_CLICK ? canvas_spot_at(canvas, event->x, event->y) : NULL;
    bool has_pages = false;

    if (spot) {
        event->kind = EVENT_KEY;
        event->key = spot->key;
        event->character = spot->character;
    }
    if (event->kind == EVENT_WHEEL) {
        event->kind = EVENT_KEY;
        for (int i = 0; i < canvas->spot_count; i++)
            has_pages |= canvas->spots[i].key == PRESS_PAGE_DOWN;
        if (has_pages)
            event->key = event->key == PRESS_UP ? PRESS_PAGE_UP : PRESS_PAGE_DOWN;
    }
}
