#include "pos/tiles.h"

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

static int tiles_per_page(struct area area)
{
    int rows = area.height / TILE_HEIGHT;
    int room = tiles_columns(area) * (rows > 0 ? rows : 1);

    return room < TILES_LETTERS ? room : TILES_LETTERS;
}

static int tiles_first(const struct tiles *tiles, struct area area)
{
    int first = tiles->page * tiles_per_page(area);

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
    if (!found || found - LETTERS >= tiles_per_page(area) || tile >= tiles->count)
        return TILES_NONE;
    return tile;
}

int tiles_at(const struct tiles *tiles, struct area area, int x, int y)
{
    int column = (x - area.x) / TILE_WIDTH;
    int row = (y - area.y) / TILE_HEIGHT;
    int place = row * tiles_columns(area) + column;
    int tile = tiles_first(tiles, area) + place;

    if (x < area.x || y < area.y || column >= tiles_columns(area) ||
        place >= tiles_per_page(area) || tile >= tiles->count)
        return TILES_NONE;
    return tile;
}

static void tiles_turn(struct tiles *tiles, struct area area, int step)
{
    int pages = (tiles->count + tiles_per_page(area) - 1) / tiles_per_page(area);

    if (pages > 0)
        tiles->page = (tiles->page + pages + step) % pages;
    tiles->selected = TILES_NONE;
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
    to = tiles->selected == TILES_NONE ? tiles_first(tiles, area) : tiles->selected + step;
    if (to < 0 || to >= tiles->count)
        return true;
    tiles->selected = to;
    tiles->page = to / tiles_per_page(area);
    return true;
}

static void tile_draw(struct canvas *canvas, struct area box, const struct tile *tile, char letter,
                      bool selected)
{
    enum style mark = (enum style)(STYLE_TILE + tile->look % TILE_STYLE_COUNT);
    enum style text = selected ? STYLE_SELECTED : STYLE_TEXT;
    const char *shape = SHAPES[(size_t)tile->look % (sizeof SHAPES / sizeof SHAPES[0])];
    char key[2] = { letter, '\0' };

    canvas_box(canvas, box, selected ? STYLE_STRONG : STYLE_QUIET);
    canvas_put(canvas, box.x + 1, box.y, STYLE_KEY, " ");
    canvas_put(canvas, box.x + 2, box.y, STYLE_KEY, key);
    canvas_put(canvas, box.x + 3, box.y, STYLE_KEY, " ");
    canvas_put_right(canvas, box.x + box.width - 1, box.y, STYLE_WARNING, tile->state);
    canvas_put_fit(canvas, (struct area){ box.x + 1, box.y + 1, box.width - 2, 1 }, text,
                   tile->name);
    canvas_fill(canvas, (struct area){ box.x + 1, box.y + 2, box.width - 2, 1 }, text, ' ');
    canvas_put(canvas, box.x + 1, box.y + 2, mark, shape);
    canvas_put_right(canvas, box.x + box.width - 1, box.y + 2,
                     selected ? STYLE_SELECTED : STYLE_STRONG, tile->price);
}

void tiles_draw(const struct tiles *tiles, struct canvas *canvas, struct area area, tile_fn *tile,
                const void *context)
{
    int first = tiles_first(tiles, area);
    int columns = tiles_columns(area);
    int per_page = tiles_per_page(area);

    for (int i = 0; i < per_page && first + i < tiles->count; i++) {
        struct area box = { area.x + i % columns * TILE_WIDTH, area.y + i / columns * TILE_HEIGHT,
                            TILE_WIDTH, TILE_HEIGHT };
        struct tile face = tile(context, first + i);

        tile_draw(canvas, box, &face, LETTERS[i], first + i == tiles->selected);
    }
}
