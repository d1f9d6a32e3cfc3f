#include "pos/stall/picture_page.h"

#include "base/lang.h"
#include "ledger/product.h"
#include "ledger/product_picture.h"
#include "pos/acts/picture_file.h"
#include "pos/acts/permit.h"
#include "pos/ui/reason.h"

#include <stdlib.h>
#include <string.h>

enum { PICTURE_SHOWN, PICTURE_DRAWING, PICTURE_FILE };
enum { ASK_PATH = 1 };

static void picture_page_begin(void *model, struct desk *desk, int64_t argument)
{
    struct picture_page *page = model;
    struct product *products = product_room();
    struct err err = ERR_EMPTY;
    int count = 0;

    if (!product_list_sold(desk->till->db, products, PRODUCTS_MAX, &count, &err) ||
        !pictures_load(&desk->pictures, desk->till->db, &err)) {
        notice_fail(&page->notice, &err);
    } else if (argument >= 1 && argument <= count) {
        memcpy(page->code, products[argument - 1].code, sizeof page->code);
        memcpy(page->label, products[argument - 1].label, sizeof page->label);
    }
    free(products);
    page->pictures = desk->pictures;
    page->tiles = (struct tiles){ .count = DRAWINGS_OF_GOODS, .selected = TILES_NONE };
    for (int i = 0; i < DRAWINGS_OF_GOODS; i++)
        drawing_word(i, page->words[i]);
}

static struct area page_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x, area.y, area.width, area.height - 1 };
}

static struct effect choose(struct picture_page *page, int tile)
{
    if (tile == TILES_NONE)
        return NOTHING;
    page->chosen = tile;
    return perform(PICTURE_DRAWING);
}

static struct effect page_key(struct picture_page *page, const struct event *event)
{
    switch ((int)event->key) {
    case PRESS_ENTER: return choose(page, page->tiles.selected);
    case PRESS_CHARACTER:
        if (event->character != '0')
            return choose(page, tiles_of_letter(&page->tiles, event->character));
        question_ask(&page->question, ASK_PATH, _("Quel fichier ?"),
                     _("Une photo PNG ou JPEG, par exemple sur la clé."));
        return NOTHING;
    default:
        tiles_move(&page->tiles, page_area(event->width, event->height), event->key);
        return NOTHING;
    }
}

static struct effect picture_page_update(void *model, const struct event *event)
{
    struct picture_page *page = model;
    struct area area = page_area(event->width, event->height);

    if (page->question.purpose != 0)
        return reason_event(&page->question, event, NULL, PICTURE_FILE);
    if (event->kind == EVENT_CLICK)
        return choose(page, tiles_at(&page->tiles, area, event->x, event->y));
    return event->kind == EVENT_KEY ? page_key(page, event) : NOTHING;
}

static bool picture_put(const struct picture_page *page, struct till *till, const struct buf *png,
                        struct err *err)
{
    return till_check(till, ACTION_SET_UP, err) && till_write_begin(till, err) &&
           till_write_end(till, product_picture_put(till->db, page->code, png, err), err);
}

static bool picture_take(struct picture_page *page, struct desk *desk, int what, struct err *err)
{
    struct buf png = buf_init(PICTURE_BYTES_MAX);
    bool good = what == PICTURE_FILE
                    ? picture_file_read(page->question.answer, &png, err)
                    : picture_write(pictures_drawing(desk->pictures, page->chosen), &png) ||
                          err_fail(err, ERR_STORAGE, _("Cette image ne se garde pas."));

    good = good && picture_put(page, desk->till, &png, err);
    buf_release(&png);
    return good;
}

static void picture_page_perform(void *model, struct desk *desk, int what)
{
    struct picture_page *page = model;
    struct err err = ERR_EMPTY;

    if (what == PICTURE_SHOWN)
        return;
    if (picture_take(page, desk, what, &err)) {
        notice_set(&desk->message, STYLE_GOOD, _("%s a son image."), page->label);
        desk_back(desk);
    } else if (what == PICTURE_FILE) {
        question_refuse(&page->question, err.text);
    } else {
        notice_fail(&page->notice, &err);
    }
}

static struct tile drawing_tile(const void *context, int i)
{
    const struct picture_page *page = context;

    return (struct tile){ .name = page->words[i],
                          .look = i,
                          .picture = pictures_drawing(page->pictures, i) };
}

static void picture_page_draw(const void *model, struct canvas *canvas)
{
    static const struct key_hint HINTS[] = { { "0", N_("Fichier") }, { NULL, NULL } };
    const struct picture_page *page = model;
    struct frame frame = {
        .title = page->label,
        .hints = HINTS,
        .back = "",
        .next = page->tiles.selected == TILES_NONE ? NULL : _("Choisir"),
    };

    tiles_draw(&page->tiles, canvas, page_area(canvas->width, canvas->height), drawing_tile, page);
    frame_draw(canvas, &frame);
}

const struct screen_kind PICTURE_PAGE = {
    .title = N_("Image"),
    .help = N_("L'image du produit, sur sa tuile et ses étiquettes.\n"
               "Une lettre choisit un dessin. 0 prend une photo d'un fichier."),
    .model_size = sizeof(struct picture_page),
    .admits = permit_set_up,
    .begin = picture_page_begin,
    .update = picture_page_update,
    .perform = picture_page_perform,
    .draw = picture_page_draw,
};
