#include "pos/ui/choice.h"

#include "pos/ui/pixels.h"

enum { EDGE_RGB = 0x1B4F91, CHOSEN_RGB = 0xD9E6F5 };

static void edge_draw(struct canvas *canvas, struct area box)
{
    struct area half = { box.x, 2 * box.y, box.width, 1 };

    canvas_fill_pixels(canvas, half, COLOUR(EDGE_RGB));
    half.y += 2 * box.height - 1;
    canvas_fill_pixels(canvas, half, COLOUR(EDGE_RGB));
}

void choice_draw(struct canvas *canvas, struct area box, int y, const struct choice *choice)
{
    struct area name = { box.x + CHOICE_NAME_X, y, box.width - CHOICE_NAME_X - 2, 1 };
    bool has_key = choice->digit <= 9;
    char key[4] = { ' ', has_key ? (char)('0' + choice->digit) : ' ', ' ', '\0' };

    canvas_card(canvas, box);
    if (choice->is_chosen && canvas->depth >= DEPTH_16)
        canvas_set_ground(canvas, box, COLOUR(CHOSEN_RGB));
    if (choice->is_chosen && box.height > 1 && canvas_has_pictures(canvas))
        edge_draw(canvas, box);
    canvas_put(canvas, box.x + 1, y, choice->is_chosen ? STYLE_NEXT : STYLE_KEY, key);
    canvas_put_fit(canvas, name, STYLE_STRONG, choice->name);
    if (choice->is_chosen)
        canvas_put(canvas, box.x + box.width - 2, y, STYLE_STRONG, canvas->half_blocks ? "✔" : "<");
    if (has_key)
        canvas_add_spot(canvas, box, PRESS_CHARACTER, (uint32_t)('0' + choice->digit));
}
