#include "pos/ui/tiles.h"

#include "base/text.h"
#include "pos/ui/colours.h"
#include "pos/ui/page_sign.h"
#include "pos/ui/picture.h"
#include "pos/ui/pixels.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char LETTERS[] = "abcdefghijklmnorstuvwxyz";

/* Made of plain characters: every console and every printer font has them. */
static const char *const SHAPES[] = { "(O)", "[#]", "/A\\", "<X>", "{=}", "|+|", ":*:", "~^~" };

enum { NAME_LINES = 2, AROUND_PICTURE = NAME_LINES + 1, CHIP_RGB = 0x1E2329 };

static int shown_count(const struct tiles *tiles)
{
    return tiles->picked_count > 0 ? tiles->picked_count : tiles->count;
}

/* The tile that stands at a place of those shown, and back; a tile that is not shown has none. */
static int tile_of(const struct tiles *tiles, int place)
{
    return tiles->picked_count > 0 ? tiles->picked[place] : place;
}

static int place_of(const struct tiles *tiles, int tile)
{
    for (int i = 0; i < shown_count(tiles); i++)
        if (tile_of(tiles, i) == tile)
            return i;
    return TILES_NONE;
}

void tiles_pick_all(struct tiles *tiles)
{
    tiles->picked_count = 0;
    tiles->page = 0;
    tiles_unselect(tiles);
}

void tiles_pick(struct tiles *tiles, int tile)
{
    if (tiles->picked_count < TILES_MAX)
        tiles->picked[tiles->picked_count++] = (short)tile;
}

/* The side of the square that a picture has in such a tile: what is to be as large as can be. */
static int picture_side(int width, int height)
{
    int tall = 2 * (height - AROUND_PICTURE);

    return width < tall ? width : tall;
}

static int clamp(int value, int most)
{
    return value < most ? value : most;
}

/* Of all ways to cut the area the one with the largest pictures that shows all; else the most. */
struct tiles_grid tiles_grid_of(const struct tiles *tiles, struct area area)
{
    struct tiles_grid best = { 1, 1, area.width, area.height, 1 };
    int best_side = -1, best_room = 0;

    for (int columns = 1; (area.width + 1) / columns - 1 >= TILE_WIDTH_MIN; columns++) {
        for (int rows = 1; area.height / rows - 1 >= TILE_HEIGHT_MIN - (rows == 1); rows++) {
            int width = clamp((area.width + 1) / columns - 1, TILE_WIDTH_MAX);
            int height = clamp((area.height + 1) / rows - 1, TILE_HEIGHT_MAX);
            int room = columns * rows;
            int side = picture_side(width, height);
            bool all = room >= shown_count(tiles), best_all = best_room >= shown_count(tiles);

            if (all != best_all ? all : all ? side > best_side : room > best_room) {
                best = (struct tiles_grid){ columns, rows, width, height, 1 };
                best_side = side;
                best_room = room;
            }
        }
    }
    best.pages = (shown_count(tiles) + best.columns * best.rows - 1) / (best.columns * best.rows);
    return best;
}

static int tiles_first(const struct tiles *tiles, struct tiles_grid grid)
{
    int first = tiles->page * grid.columns * grid.rows;

    return first < shown_count(tiles) ? first : 0; /* the window grew: fewer pages than before */
}

char tiles_letter(int tile)
{
    if (tile < TILES_LETTERS)
        return LETTERS[tile];
    return tile < 2 * TILES_LETTERS ? (char)toupper(LETTERS[tile - TILES_LETTERS]) : '\0';
}

const char *tiles_shape(int look)
{
    return SHAPES[(size_t)look % COUNT_OF(SHAPES)];
}

int tiles_of_letter(const struct tiles *tiles, uint32_t character)
{
    const char *found;
    int tile;

    if (character == 0 || character >= 0x80 || !isalpha((int)character))
        return TILES_NONE;
    found = strchr(LETTERS, tolower((int)character));
    if (!found)
        return TILES_NONE;
    tile = (int)(found - LETTERS);
    if (isupper((int)character) && tiles->count > TILES_LETTERS)
        tile += TILES_LETTERS;
    return tile < tiles->count ? tile : TILES_NONE;
}

int tiles_at(const struct tiles *tiles, struct area area, int x, int y)
{
    struct tiles_grid grid = tiles_grid_of(tiles, area);
    int column = (x - area.x) / (grid.width + 1);
    int row = (y - area.y) / (grid.height + 1);
    int place = tiles_first(tiles, grid) + row * grid.columns + column;

    if (x < area.x || y < area.y || column >= grid.columns || row >= grid.rows ||
        (x - area.x) % (grid.width + 1) == grid.width ||
        (y - area.y) % (grid.height + 1) == grid.height || place >= shown_count(tiles))
        return TILES_NONE;
    return tile_of(tiles, place);
}

static void tiles_turn(struct tiles *tiles, struct tiles_grid grid, int step)
{
    if (grid.pages > 0)
        tiles->page = (tiles->page + grid.pages + step) % grid.pages;
    tiles->selected = TILES_NONE;
}

void tiles_unselect(struct tiles *tiles)
{
    if (tiles->selected != TILES_NONE)
        tiles->last = tiles->selected;
    tiles->selected = TILES_NONE;
}

/* Where an arrow begins: at the tile that was left, when it is on this page. */
static int tiles_start(const struct tiles *tiles, struct tiles_grid grid)
{
    int first = tiles_first(tiles, grid);
    int last = place_of(tiles, tiles->last);

    return last >= first && last < first + grid.columns * grid.rows ? last : first;
}

bool tiles_move(struct tiles *tiles, struct area area, enum press key)
{
    struct tiles_grid grid = tiles_grid_of(tiles, area);
    int step = 0;
    int to;

    switch ((int)key) {
    case PRESS_PAGE_UP: tiles_turn(tiles, grid, -1); return true;
    case PRESS_PAGE_DOWN: tiles_turn(tiles, grid, 1); return true;
    case PRESS_LEFT: step = -1; break;
    case PRESS_RIGHT: step = 1; break;
    case PRESS_UP: step = -grid.columns; break;
    case PRESS_DOWN: step = grid.columns; break;
    default: return false;
    }
    if (tiles->count == 0)
        return true;
    to = tiles->selected == TILES_NONE ? tiles_start(tiles, grid)
                                       : place_of(tiles, tiles->selected) + step;
    if (to < 0 || to >= shown_count(tiles))
        return true;
    tiles->selected = tile_of(tiles, to);
    tiles->page = to / (grid.columns * grid.rows);
    return true;
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

/* The words that fit on the first line, then what tells the name from others; or, where that has no
 * room, both lines as if they were one. */
static void name_lines(const struct tile *tile, struct area area, char lines[][NAME_FIT_MAX])
{
    const char *name = tile->name;
    size_t first = first_line_bytes(name, area.width);
    size_t rest = first + strspn(name + first, " ");
    struct telling telling = telling_after(&tile->telling, rest);
    size_t bytes;

    snprintf(lines[0], NAME_FIT_MAX, "%.*s", (int)first, name);
    if (name_fit(name + rest, &telling, area.width, lines[1]))
        return;
    name_fit(name, &tile->telling, NAME_LINES * area.width, lines[0]);
    bytes = text_fit_bytes(lines[0], area.width);
    snprintf(lines[1], NAME_FIT_MAX, "%s", lines[0] + bytes);
    lines[0][bytes] = '\0';
}

static void name_draw(struct canvas *canvas, struct area area, enum style style,
                      const struct tile *tile)
{
    char lines[NAME_LINES][NAME_FIT_MAX];
    struct area line = { area.x, area.y, area.width, 1 };

    if (style == STYLE_SELECTED)
        canvas_fill(canvas, area, style, ' ');
    name_lines(tile, area, lines);
    for (int i = 0; i < NAME_LINES; i++)
        if (lines[i][0]) {
            canvas_put_fit(canvas, line, style, lines[i]);
            line.y++;
        }
}

static enum style band_style(const struct tile *tile)
{
    return (enum style)(STYLE_TILE + tile->look % TILE_STYLE_COUNT);
}

/* With colours: a band with key and price, the picture on its own ground, the name on a card. */
static void tile_draw_picture(struct canvas *canvas, struct area box, const struct tile *tile,
                              const char *key, bool selected)
{
    struct area picture = { box.x, box.y + 1, box.width, box.height - AROUND_PICTURE };
    struct area name = { box.x, box.y + box.height - NAME_LINES, box.width, NAME_LINES };
    int ground = BAND_GROUND_RGB[tile->look % TILE_STYLE_COUNT];
    const char *shape = tiles_shape(tile->look);
    int right = box.x + box.width - 1;

    canvas_fill(canvas, (struct area){ box.x, box.y, box.width, 1 }, band_style(tile), ' ');
    canvas_put(canvas, box.x, box.y, selected ? STYLE_NEXT : STYLE_KEY, key);
    canvas_put_right(canvas, right, box.y, band_style(tile), tile->price);
    canvas_fill(canvas, picture, STYLE_TEXT, ' ');
    canvas_set_ground(canvas, picture, COLOUR(ground));
    if (tile->picture)
        picture_draw(canvas, picture, tile->picture, ground);
    else
        canvas_put(canvas, box.x + (box.width - 3) / 2, picture.y + picture.height / 2,
                   STYLE_STRONG, shape);
    if (tile->state[0])
        canvas_put(canvas, box.x, picture.y + picture.height - 1, STYLE_WARNING, tile->state);
    if (tile->count[0]) {
        int x = right + 1 - text_width_cols(tile->count);

        canvas_put(canvas, x, picture.y + picture.height - 1, STYLE_TITLE, tile->count);
    }
    canvas_card(canvas, name);
    name.x++;
    name.width--;
    name_draw(canvas, name, selected ? STYLE_SELECTED : STYLE_STRONG, tile);
}

static void tile_draw_plain(struct canvas *canvas, struct area box, const struct tile *tile,
                            const char *key, bool selected)
{
    enum style text = selected ? STYLE_SELECTED : STYLE_TEXT;
    const char *shape = tiles_shape(tile->look);
    int bottom = box.y + box.height - 2;

    canvas_box(canvas, box, selected ? STYLE_STRONG : STYLE_QUIET);
    canvas_put(canvas, box.x + 1, box.y, STYLE_KEY, key);
    canvas_put_right(canvas, box.x + box.width - 1, box.y, STYLE_WARNING,
                     tile->state[0] ? tile->state : tile->count);
    name_draw(canvas, (struct area){ box.x + 1, box.y + 1, box.width - 2, NAME_LINES }, text, tile);
    canvas_fill(canvas, (struct area){ box.x + 1, bottom, box.width - 2, 1 }, text, ' ');
    canvas_put(canvas, box.x + 1, bottom, band_style(tile), shape);
    canvas_put_right(canvas, box.x + box.width - 1, bottom,
                     selected ? STYLE_SELECTED : STYLE_STRONG, tile->price);
}

/* Under the tiles. */
static void page_draw(const struct tiles *tiles, struct canvas *canvas, struct area area,
                      struct tiles_grid grid)
{
    if (grid.pages < 2)
        canvas_add_spot(canvas, (struct area){ 0, 0, 0, 0 }, PRESS_PAGE_DOWN, 0); /* the wheel */
    else
        page_sign_draw(canvas, area.x + area.width, area.y + area.height,
                       (struct page_sign){ tiles->page % grid.pages, grid.pages });
}

void tiles_draw(const struct tiles *tiles, struct canvas *canvas, struct area area, tile_fn *tile,
                const void *context)
{
    struct tiles_grid grid = tiles_grid_of(tiles, area);
    int first = tiles_first(tiles, grid);

    for (int i = 0; i < grid.columns * grid.rows && first + i < shown_count(tiles); i++) {
        int shown = tile_of(tiles, first + i);
        struct area box = { area.x + i % grid.columns * (grid.width + 1),
                            area.y + i / grid.columns * (grid.height + 1), grid.width,
                            grid.height };
        struct tile face = tile(context, shown);
        char letter = tiles_letter(shown);
        char key[4] = { ' ', letter ? letter : ' ', ' ', '\0' };

        if (canvas_has_pictures(canvas))
            tile_draw_picture(canvas, box, &face, key, shown == tiles->selected);
        else
            tile_draw_plain(canvas, box, &face, key, shown == tiles->selected);
    }
    page_draw(tiles, canvas, area, grid);
}
