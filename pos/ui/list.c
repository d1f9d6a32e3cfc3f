#include "pos/ui/list.h"

#include "base/text.h"
#include "pos/ui/picture.h"
#include "pos/ui/pixels.h"

#include <stdio.h>

enum { LIST_MARGIN = 5, LIST_DIGITS = 9, PICTURED_LEAST = 7, PICTURE_LINES_MAX = 3 };

struct list_row list_row_of(const char *left, const char *right, enum style style)
{
    struct list_row row = { .style = style };

    snprintf(row.left, sizeof row.left, "%s", left);
    snprintf(row.right, sizeof row.right, "%s", right);
    return row;
}

struct area list_page(struct area area, int lines)
{
    area.height = area.height < lines ? area.height : lines;
    return area;
}

void list_set_count(struct list *list, int count)
{
    list->count = count;
    if (list->selected >= count)
        list->selected = count - 1;
    if (list->selected < 0)
        list->selected = 0;
}

/* How high an entry is: with a picture as high as leaves room for a page of them. */
static int entry_lines(const struct list *list, struct area area, bool has_pictures)
{
    int shown = list->count < PICTURED_LEAST ? list->count : PICTURED_LEAST;

    if (!list->is_pictured || !has_pictures || shown == 0 || area.height < 2 * shown)
        return 1;
    return area.height / shown < PICTURE_LINES_MAX ? area.height / shown : PICTURE_LINES_MAX;
}

/* The first entry on the page: pages do not overlap, so that one keeps its place while one moves.
 */
static int list_top(const struct list *list, int on_page)
{
    return on_page > 0 ? list->selected / on_page * on_page : 0;
}

static void list_move(struct list *list, int to)
{
    list->selected = to < 0 ? 0 : to >= list->count ? list->count - 1 : to;
    if (list->count == 0)
        list->selected = 0;
}

static bool list_key(struct list *list, const struct event *event, int page)
{
    switch ((int)event->key) {
    case PRESS_UP: list_move(list, list->selected - 1); return true;
    case PRESS_DOWN: list_move(list, list->selected + 1); return true;
    case PRESS_HOME: list_move(list, 0); return true;
    case PRESS_END: list_move(list, list->count - 1); return true;
    case PRESS_PAGE_UP: list_move(list, list->selected - page); return true;
    case PRESS_PAGE_DOWN: list_move(list, list->selected + page); return true;
    default: return false;
    }
}

static int list_click(struct list *list, const struct event *event, struct area area, int lines)
{
    int line = event->y - area.y;
    int entry = list_top(list, area.height / lines) + line / lines;

    if (line < 0 || line >= area.height / lines * lines || event->x < area.x ||
        event->x >= area.x + area.width || entry >= list->count)
        return LIST_NONE;
    list->selected = entry;
    return entry;
}

static int list_digit(struct list *list, const struct event *event)
{
    int entry = (int)event->character - '1';

    if (list->unnumbered || event->character < '1' || event->character > '9' ||
        entry >= list->count)
        return LIST_NONE;
    list->selected = entry;
    return entry;
}

int list_update(struct list *list, const struct event *event, struct area area, bool *moved)
{
    bool ours = false;
    int chosen = LIST_NONE;
    int lines = entry_lines(list, area, event->has_pictures), on_page = area.height / lines;

    if (event->kind == EVENT_CLICK)
        chosen = list_click(list, event, area, lines);
    else if (event->kind == EVENT_KEY && event->key == PRESS_ENTER && list->count > 0)
        chosen = list->selected;
    else if (event->kind == EVENT_KEY && event->key == PRESS_CHARACTER)
        chosen = list_digit(list, event);
    else if (event->kind == EVENT_KEY)
        ours = list_key(list, event, on_page > 1 ? on_page : 1);
    if (moved)
        *moved = ours || chosen != LIST_NONE;
    return chosen;
}

/* The picture, or what stands for it; returns the columns it took. */
static int picture_or_mark(struct canvas *canvas, struct area entry, enum style style,
                           const struct list_row *row)
{
    struct area place = { entry.x + LIST_MARGIN, entry.y, 2 * entry.height, entry.height };

    bool has_picture = entry.height > 1 && row->picture;

    if (!has_picture && row->mark[0] == '\0')
        return 0;
    if (has_picture)
        picture_draw(canvas, place, row->picture, CARD_RGB);
    else
        canvas_put(canvas, place.x, place.y + (place.height - 1) / 2, style, row->mark);
    return 2 * PICTURE_LINES_MAX + 1;
}

static void row_draw(const struct list *list, struct canvas *canvas, struct area entry, int i,
                     const struct list_row *row)
{
    bool selected = i == list->selected;
    enum style style = selected ? STYLE_SELECTED : row->style;
    int right = text_width_cols(row->right);
    struct area line = { entry.x, entry.y + (entry.height - 1) / 2, entry.width, 1 };
    struct area text = { line.x + LIST_MARGIN, line.y, line.width - LIST_MARGIN - right - 3, 1 };
    char number[2] = "";
    int taken;

    canvas_fill(canvas, entry, selected ? STYLE_SELECTED : STYLE_TEXT, ' ');
    taken = picture_or_mark(canvas, entry, style, row);
    text.x += taken;
    text.width -= taken;
    if (i < LIST_DIGITS && !list->unnumbered)
        number[0] = (char)('1' + i);
    canvas_put(canvas, line.x + 1, line.y, selected ? STYLE_SELECTED : STYLE_TEXT,
               selected ? ">" : " ");
    canvas_put(canvas, line.x + 3, line.y, selected ? STYLE_SELECTED : STYLE_KEY, number);
    canvas_put_fit(canvas, text, style, row->left);
    canvas_put_right(canvas, line.x + line.width - 2, line.y, style, row->right);
}

void list_draw(const struct list *list, struct canvas *canvas, struct area area, list_row_fn *row,
               const void *context)
{
    int lines = entry_lines(list, area, canvas_has_pictures(canvas));
    int on_page = area.height / lines, top = list_top(list, on_page);

    for (int i = top; i < list->count && i < top + on_page; i++) {
        struct area entry = { area.x, area.y + (i - top) * lines, area.width, lines };
        struct list_row text = row(context, i);

        row_draw(list, canvas, entry, i, &text);
    }
    if (top + on_page < list->count) /* more below: said at the right of the last line */
        canvas_put(canvas, area.x + area.width - 1, area.y + area.height - 1, STYLE_STRONG, "v");
    if (top > 0)
        canvas_put(canvas, area.x + area.width - 1, area.y, STYLE_STRONG, "^");
}
