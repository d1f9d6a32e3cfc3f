#include "pos/ui/help.h"

#include "base/lang.h"
#include "pos/ui/frame.h"

#include <stdio.h>
#include <string.h>

enum { HELP_WIDTH_MAX = 60, KEY_WIDTH = 10, TEXT_TOP = 5 };

static int pages_of(const char *text)
{
    int pages = 2; /* the last line, and the keys */

    for (; *text; text++)
        pages += *text == '\n';
    return pages;
}

static int page_after(int page, int pages, enum press key)
{
    if (key == PRESS_ENTER || key == PRESS_RIGHT || key == PRESS_DOWN || key == PRESS_PAGE_DOWN)
        return page < pages ? page + 1 : HELP_CLOSED;
    if (key == PRESS_LEFT || key == PRESS_UP || key == PRESS_PAGE_UP)
        return page > 1 ? page - 1 : page;
    return HELP_CLOSED;
}

bool help_takes(int *page, const struct event *event, const char *text)
{
    bool is_key = event->kind == EVENT_KEY;

    if (*page == HELP_CLOSED ||
        (!is_key && event->kind != EVENT_CLICK && event->kind != EVENT_SCAN))
        return false;
    *page = is_key ? page_after(*page, pages_of(text), event->key) : HELP_CLOSED;
    return event->kind != EVENT_SCAN;
}

static void keys_draw(struct canvas *canvas, struct area area)
{
    static const struct key_hint EVERYWHERE[] = {
        { N_("Entrée"), N_("avancer") },    { N_("Échap"), N_("revenir") },
        { N_("flèches"), N_("choisir") },   { "0  F2", N_("autres gestes") },
        { "/  F3", N_("chercher") },        { "F4", N_("école") },
        { N_("Ctrl-L"), N_("redessiner") },
    };

    for (size_t i = 0; i < COUNT_OF(EVERYWHERE); i++) {
        int y = area.y + 2 * (int)i;

        canvas_put(canvas, area.x, y, STYLE_KEY, _(EVERYWHERE[i].key));
        canvas_put(canvas, area.x + KEY_WIDTH, y, STYLE_TEXT, _(EVERYWHERE[i].what));
    }
}

static void line_draw(struct canvas *canvas, struct area area, const char *text, int page)
{
    char line[512];

    for (int i = 1; i < page; i++)
        text += strcspn(text, "\n") + 1;
    snprintf(line, sizeof line, "%.*s", (int)strcspn(text, "\n"), text);
    canvas_put_wrapped(canvas, area, STYLE_TEXT, line);
}

void help_draw(int page, struct canvas *canvas, const char *text)
{
    int pages = pages_of(text);
    int width = canvas->width - 8 < HELP_WIDTH_MAX ? canvas->width - 8 : HELP_WIDTH_MAX;
    struct area inside = { (canvas->width - width) / 2, TEXT_TOP, width,
                           canvas->height - TEXT_TOP - FRAME_BOTTOM_LINES };
    struct frame keys = { .next = page < pages ? _("Suite") : _("Fermer"), .is_over = true };

    frame_clear(canvas);
    canvas_put_format(canvas, inside.x, 2, STYLE_STRONG, "%s  %d / %d", _("Aide"), page, pages);
    if (page < pages) {
        keys.back = _("Fermer");
        line_draw(canvas, inside, text, page);
    } else {
        keys_draw(canvas, inside);
    }
    frame_keys_draw(canvas, &keys);
}
