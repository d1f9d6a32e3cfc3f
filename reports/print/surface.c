#include "reports/print/surface.h"

#include "reports/print/paper_plugin.h"

#include <assert.h>
#include <stdlib.h>

struct box box_at(mm x, mm y, mm width)
{
    return (struct box){ .x = x, .y = y, .width = width };
}

struct point surface_sheet(enum surface_size size)
{
    static const struct point SHEETS[] = {
        [SURFACE_A4] = { 210, 297 },       [SURFACE_A4_LYING] = { 297, 210 },
        [SURFACE_A5] = { 148, 210 },       [SURFACE_A3] = { 297, 420 },
        [SURFACE_A6] = { 105, 148 },       [SURFACE_ROLL_UP] = { 850, 2000 },
        [SURFACE_BANNER] = { 3000, 1000 },
    };

    assert(size < (int)COUNT_OF(SHEETS));
    return SHEETS[size];
}

/* As printers ask: 3 mm for sheets, more for what is cut or hemmed by hand. */
mm surface_bleed(enum surface_size size)
{
    switch (size) {
    case SURFACE_A3:
    case SURFACE_A6: return 3;
    case SURFACE_ROLL_UP: return 5;
    case SURFACE_BANNER: return 20;
    case SURFACE_A4:
    case SURFACE_A4_LYING:
    case SURFACE_A5: return 0;
    }
    abort(); /* -Wswitch-enum: every size is handled above */
}

bool surface_open(const struct surface_target *target, struct surface **out, struct err *err)
{
    const struct paper_plugin *plugin = NULL;

    if (!paper_plugin_load(&plugin, err) || !plugin->surface_open(target, out, err))
        return false;
    (*out)->is_silent = (*out)->is_counted = target->is_silent;
    (*out)->has_accent = target->accent != NULL;
    if (target->accent)
        (*out)->accent = *target->accent;
    return true;
}

void surface_title(struct surface *surface, const char *title)
{
    surface->ops->title(surface, title);
}

void surface_page(struct surface *surface, enum surface_size size)
{
    if (surface->is_chosen)
        surface->is_silent = surface->is_counted || ++surface->page != surface->chosen;
    else
        surface->ops->page(surface, size);
}

void surface_sheet_page(struct surface *surface, enum surface_size size)
{
    surface->is_silent = false;
    surface->shift = 0;
    surface->ops->page(surface, size);
}

void surface_choose(struct surface *surface, int number, mm shift)
{
    surface->is_chosen = true;
    surface->page = 0;
    surface->chosen = number;
    surface->shift = shift;
    surface->is_silent = true;
}

static struct box box_shifted(const struct surface *surface, struct box place)
{
    place.x += surface->shift;
    return place;
}

static struct ink ink_shown(const struct surface *surface, struct ink ink)
{
    bool is_dark =
        ink.red == INK_DARK.red && ink.green == INK_DARK.green && ink.blue == INK_DARK.blue;

    return is_dark && surface->has_accent ? surface->accent : ink;
}

mm surface_text(struct surface *surface, const struct text_style *style, const char *text,
                struct box place)
{
    struct text_style shown = *style;

    if (surface->is_silent)
        return surface->ops->measure(surface, style, text, place.width, NULL);
    shown.ink = ink_shown(surface, style->ink);
    return surface->ops->text(surface, &shown, text, box_shifted(surface, place));
}

mm surface_measure(struct surface *surface, const struct text_style *style, const char *text,
                   mm width, mm *used)
{
    return surface->ops->measure(surface, style, text, width, used);
}

void surface_shape(struct surface *surface, const struct shape *shape)
{
    struct shape shown = *shape;

    if (surface->is_silent)
        return;
    shown.ink = ink_shown(surface, shape->ink);
    shown.x += surface->shift;
    surface->ops->shape(surface, &shown);
}

void surface_barcode(struct surface *surface, const char *text, struct box place)
{
    if (!surface->is_silent)
        surface->ops->barcode(surface, text, box_shifted(surface, place));
}

void surface_tag(struct surface *surface, const char *tag, bool begin)
{
    if (!surface->is_silent)
        surface->ops->tag(surface, tag, NULL, begin);
}

void surface_figure(struct surface *surface, const char *alt)
{
    if (!surface->is_silent)
        surface->ops->tag(surface, "Figure", alt, true);
}

void surface_figure_end(struct surface *surface)
{
    if (!surface->is_silent)
        surface->ops->tag(surface, "Figure", NULL, false);
}

void surface_picture(struct surface *surface, const struct buf *png, const char *alt,
                     struct box place)
{
    if (!surface->is_silent)
        surface->ops->picture(surface, png, alt, box_shifted(surface, place));
}

bool surface_finish(struct surface *surface, struct err *err)
{
    bool good = surface->is_counted || surface->ops->finish(surface, err);

    surface_abandon(surface);
    return good;
}

void surface_abandon(struct surface *surface)
{
    if (surface)
        surface->ops->release(surface);
}
