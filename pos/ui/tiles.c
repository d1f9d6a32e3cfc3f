#include "pos/ui/tiles.h"

#include "base/text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char LETTERS[] = "abcdefghijklmnorstuvwxyz";

/* Made of plain characters: every console and every printer font has them. */
static const char *const SHAPES[] = { "(O)", "[#]", "/A\\", "<X>", "{=}", "|+|", ":*:", "~^~" };

static int tiles_columns(struct area area)
{
    int columns = area.width / TILE_WIDTH;

    return columns > 0 ? columns : 1;
}

int tiles_height(const struct tiles *tiles, struct area area)
{
    int tall = area.height / TILE_HEIGHT_MAX * tiles_columns(area);

    return tiles->count <= (tall < TILES_LETTERS ? tall : TILES_LETTERS) ? TILE_HEIGHT_MAX
                                                                         : TILE_HEIGHT;
}

static int tiles_per_page(const struct tiles *tiles, struct area area)
{
    int rows = area.height / tiles_height(tiles, area);
    int room = tiles_columns(area) * (rows > 0 ? rows : 1);

    return room < TILES_LETTERS ? room : TILES_LETTERS;
}

static int tiles_first(const struct tiles *tiles, struct area area)
{
    int first = tiles->page * tiles_per_page(tiles, area);

    return first < tiles->count ? first : 0; /* the window grew: fewer pages than before */
}

int tiles_of_letter(const struct tiles *tiles, struct area area, uint32_t character)
{
    const char *found;
    int tile;

    if (character == 0 || character >= 0x80 || !isalpha((int)character))
        return TILES_NONE;
    found = strchr(LETTERS, tolower((int)character));
    tile = found ? tiles_first(tiles, area) + (int)(found - LETTERS) : tiles->count;
    if (!found || found - LETTERS >= tiles_per_page(tiles, area) || tile >= tiles->count)
        return TILES_NONE;
    return tile;
}

int tiles_at(const struct tiles *tiles, struct area area, int x, int y)
{
    int column = (x - area.x) / TILE_WIDTH;
    int row = (y - area.y) / tiles_height(tiles, area);
    int place = row * tiles_columns(area) + column;
    int tile = tiles_first(tiles, area) + place;

    if (x < area.x || y < area.y || column >= tiles_columns(area) ||
        place >= tiles_per_page(tiles, area) || tile >= tiles->count)
        return TILES_NONE;
    return tile;
}

static void tiles_turn(struct tiles *tiles, struct area area, int step)
{
    int pages = (tiles->count + tiles_per_page(tiles, area) - 1) / tiles_per_page(tiles, area);

    if (pages > 0)
        tiles->page = (tiles->page + pages + step) % pages;
    tiles->selected = TILES_NONE;
}

void tiles_unselect(struct tiles *tiles)
{
    if (tiles->selected != TILES_NONE)
        tiles->last = tiles->selected;
    tiles->selected = TILES_NONE;
}

/* Where an arrow begins: at the tile that was left, when it is on this page. */
static int tiles_start(const struct tiles *tiles, struct area area)
{
    bool is_here =
        tiles->last < tiles->count && tiles->last / tiles_per_page(tiles, area) == tiles->page;

    return is_here ? tiles->last : tiles_first(tiles, area);
}

bool tiles_move(struct tiles *tiles, struct area area, enum press key)
{
    int step = 0;
    int to;

    switch ((int)key) {
    case PRESS_PAGE_UP: tiles_turn(tiles, area, -1); return true;
    case PRESS_PAGE_DOWN: tiles_turn(tiles, area, 1); return true;
    case PRESS_LEFT: step = -1; break;
    case PRESS_RIGHT: step = 1; break;
    case PRESS_UP: step = -tiles_columns(area); break;
    case PRESS_DOWN: step = tiles_columns(area); break;
    default: return false;
    }
    if (tiles->count == 0)
        return true;
    to = tiles->selected == TILES_NONE ? tiles_start(tiles, area) : tiles->selected + step;
    if (to < 0 || to >= tiles->count)
        return true;
    tiles->selected = to;
    tiles->page = to / tiles_per_page(tiles, area);
    return true;
}

/* Two letters and a stop are enough of a word that other names begin with too. */
enum { WORD_BYTES_MAX = 64, WORD_COLS_MIN = 2 };

void tile_name_fit(const char *name, int width, char *out, size_t room)
{
    size_t used = 0;

    out[0] = '\0';
    while (*name && used + 1 < room) {
        size_t length = strcspn(name, " ");
        size_t space = strspn(name + length, " ");
        int too_wide = text_width_cols(out) + text_width_cols(name) - width;
        char word[WORD_BYTES_MAX];

        snprintf(word, sizeof word, "%.*s", (int)length, name);
        if (too_wide > 0 && space > 0) { /* not the last word: it tells names apart */
            int cols = text_width_cols(word) - too_wide - 1;

            cols = cols < WORD_COLS_MIN ? WORD_COLS_MIN : cols;
            if (cols + 1 < text_width_cols(word))
                snprintf(word + text_fit_bytes(word, cols), 2, ".");
        }
        used += (size_t)snprintf(out + used, room - used, "%s%s", word, space > 0 ? " " : "");
        name += length + space;
    }
}

/* Bytes of the words that fit on a first line, 0 when the first word alone is too wide. */
static size_t first_line_bytes(const char *name, int width)
{
    size_t bytes = text_fit_bytes(name, width);

    if (name[bytes] == '\0' || name[bytes] == ' ')
        return bytes;
    while (bytes > 0 && name[bytes - 1] != ' ')
        bytes--;
    return bytes;
}

static void name_line_draw(struct canvas *canvas, struct area line, enum style style,
                           const char *name)
{
    char fitted[2 * WORD_BYTES_MAX];

    tile_name_fit(name, line.width, fitted, sizeof fitted);
    canvas_put_fit(canvas, line, style, fitted);
}

static void name_draw(struct canvas *canvas, struct area area, enum style style, const char *name)
{
    size_t first = area.height > 1 ? first_line_bytes(name, area.width) : 0;
    struct area line = { area.x, area.y, area.width, 1 };
    char start[WORD_BYTES_MAX];

    canvas_fill(canvas, area, style, ' ');
    if (first > 0 && first < sizeof start) {
        snprintf(start, sizeof start, "%.*s", (int)first, name);
        canvas_put_fit(canvas, line, style, start);
        name += first + strspn(name + first, " ");
        line.y++;
    }
    if (*name)
        name_line_draw(canvas, line, style, name);
}

static void tile_draw(struct canvas *canvas, struct area box, const struct tile *tile, char letter,
                      bool selected)
{
    enum style mark = (enum style)(STYLE_TILE + tile->look % TILE_STYLE_COUNT);
    enum style text = selected ? STYLE_SELECTED : STYLE_TEXT;
    const char *shape = SHAPES[(size_t)tile->look % (sizeof SHAPES / sizeof SHAPES[0])];
    int bottom = box.y + box.height - 2;
    char key[2] = { letter, '\0' };

    canvas_box(canvas, box, selected ? STYLE_STRONG : STYLE_QUIET);
    canvas_put(canvas, box.x + 1, box.y, STYLE_KEY, " ");
    canvas_put(canvas, box.x + 2, box.y, STYLE_KEY, key);
    canvas_put(canvas, box.x + 3, box.y, STYLE_KEY, " ");
    canvas_put_right(canvas, box.x + box.width - 1, box.y, STYLE_WARNING, tile->state);
    name_draw(canvas, (struct area){ box.x + 1, box.y + 1, box.width - 2, box.height - 3 }, text,
              tile->name);
    canvas_fill(canvas, (struct area){ box.x + 1, bottom, box.width - 2, 1 }, text, ' ');
    canvas_put(canvas, box.x + 1, bottom, mark, shape);
    canvas_put_right(canvas, box.x + box.width - 1, bottom,
                     selected ? STYLE_SELECTED : STYLE_STRONG, tile->price);
}

void tiles_draw(const struct tiles *tiles, struct canvas *canvas, struct area area, tile_fn *tile,
                const void *context)
{
    int first = tiles_first(tiles, area);
    int columns = tiles_columns(area);
    int height = tiles_height(tiles, area);
    int per_page = tiles_per_page(tiles, area);

    for (int i = 0; i < per_page && first + i < tiles->count; i++) {
        struct area box = { area.x + i % columns * TILE_WIDTH, area.y + i / columns * height,
                            TILE_WIDTH, height };
        struct tile face = tile(context, first + i);

        tile_draw(canvas, box, &face, LETTERS[i], first + i == tiles->selected);
    }
}
