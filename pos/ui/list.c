#include "pos/ui/list.h"

#include "base/text.h"

#include <stdio.h>

enum { LIST_MARGIN = 5, LIST_DIGITS = 9 };

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

/* The first line on the page: pages do not overlap, so that a line keeps its place while one moves.
 */
static int list_top(const struct list *list, int height)
{
    return height > 0 ? list->selected / height * height : 0;
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

static int list_click(struct list *list, const struct event *event, struct area area)
{
    int line = event->y - area.y;
    int entry = list_top(list, area.height) + line;

    if (line < 0 || line >= area.height || event->x < area.x || event->x >= area.x + area.width ||
        entry >= list->count)
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

    if (event->kind == EVENT_CLICK)
        chosen = list_click(list, event, area);
    else if (event->kind == EVENT_KEY && event->key == PRESS_ENTER && list->count > 0)
        chosen = list->selected;
    else if (event->kind == EVENT_KEY && event->key == PRESS_CHARACTER)
        chosen = list_digit(list, event);
    else if (event->kind == EVENT_KEY)
        ours = list_key(list, event, area.height > 1 ? area.height : 1);
    if (moved)
        *moved = ours || chosen != LIST_NONE;
    return chosen;
}

static void row_draw(const struct list *list, struct canvas *canvas, struct area line, int i,
                     const struct list_row *row)
{
    bool selected = i == list->selected;
    enum style style = selected ? STYLE_SELECTED : row->style;
    int right = text_width_cols(row->right);
    struct area text = { line.x + LIST_MARGIN, line.y, line.width - LIST_MARGIN - right - 3, 1 };
    char number[2] = "";

    canvas_fill(canvas, line, selected ? STYLE_SELECTED : STYLE_TEXT, ' ');
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
    int top = list_top(list, area.height);

    for (int i = top; i < list->count && i < top + area.height; i++) {
        struct area line = { area.x, area.y + i - top, area.width, 1 };

        struct list_row text = row(context, i);

        row_draw(list, canvas, line, i, &text);
    }
    if (top + area.height < list->count) /* more below: said at the right of the last line */
        canvas_put(canvas, area.x + area.width - 1, area.y + area.height - 1, STYLE_STRONG, "v");
    if (top > 0)
        canvas_put(canvas, area.x + area.width - 1, area.y, STYLE_STRONG, "^");
}
