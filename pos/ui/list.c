#include "pos/ui/list.h"

#include "base/text.h"
#include "pos/ui/name_fit.h"
#include "pos/ui/page_sign.h"
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
    area.height = area.height < lines + 1 ? area.height : lines + 1;
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

void list_set_new(struct list *list, int entry)
{
    list->makes_new = entry + 1;
}

/* How high an entry is: with a picture as high as leaves room for a page of them. */
static int entry_lines(const struct list *list, struct area area, bool has_pictures)
{
    int shown = list->count < PICTURED_LEAST ? list->count : PICTURED_LEAST;

    if (!list->is_pictured || !has_pictures || shown == 0 || area.height < 2 * shown)
        return 1;
    return area.height / shown < PICTURE_LINES_MAX ? area.height / shown : PICTURE_LINES_MAX;
}

/* How the entries of a list stand in its area: pages do not overlap, so that one keeps its place
 * while one moves. A digit means a line of the pages that it reaches from the first of them on. */
struct pages {
    int lines;   /* of an entry */
    int on_page; /* entries */
    int reach;   /* of the digits, whole pages */
};

static struct pages pages_of(const struct list *list, struct area area, bool has_pictures)
{
    struct pages pages = { .lines = entry_lines(list, area, has_pictures), .reach = LIST_DIGITS };

    pages.on_page = area.height / pages.lines;
    if (list->count > LIST_DIGITS && pages.on_page > LIST_DIGITS && !list->unnumbered)
        pages.on_page = LIST_DIGITS;
    if (list->count > pages.on_page && pages.on_page * pages.lines == area.height)
        pages.on_page = (area.height - 1) / pages.lines; /* one line says which page this is */
    if (pages.on_page < 1)
        pages.on_page = 1;
    if (list->count > LIST_DIGITS && pages.on_page < LIST_DIGITS)
        pages.reach = LIST_DIGITS / pages.on_page * pages.on_page;
    return pages;
}

static int list_top(const struct list *list, struct pages pages)
{
    return list->selected / pages.on_page * pages.on_page;
}

/* The digit of an entry, 0 when it has none: those of the pages around the selected one do. */
static int digit_of(const struct list *list, struct pages pages, int entry)
{
    int first = list->selected / pages.reach * pages.reach;

    return !list->unnumbered && entry >= first && entry < first + pages.reach ? entry - first + 1
                                                                              : 0;
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

static int list_click(struct list *list, const struct event *event, struct area area,
                      struct pages pages)
{
    int line = event->y - area.y;
    int entry = list_top(list, pages) + line / pages.lines;

    if (line < 0 || line >= pages.on_page * pages.lines || event->x < area.x ||
        event->x >= area.x + area.width || entry >= list->count)
        return LIST_NONE;
    list->selected = entry;
    return entry;
}

static int list_character(struct list *list, const struct event *event, struct pages pages)
{
    int digit = (int)event->character - '0';
    int entry = list->selected / pages.reach * pages.reach + digit - 1;

    if (list->makes_new > 0 && (event->character | 0x20) == 'n')
        entry = list->makes_new - 1;
    else if (list->unnumbered || digit < 1 || digit > pages.reach || entry >= list->count)
        return LIST_NONE;
    list->selected = entry;
    return entry;
}

int list_update(struct list *list, const struct event *event, struct area area, bool *moved)
{
    bool ours = false;
    int chosen = LIST_NONE;
    struct pages pages = pages_of(list, area, event->has_pictures);

    if (event->kind == EVENT_CLICK)
        chosen = list_click(list, event, area, pages);
    else if (event->kind == EVENT_KEY && event->key == PRESS_ENTER && list->count > 0)
        chosen = list->selected;
    else if (event->kind == EVENT_KEY && event->key == PRESS_CHARACTER)
        chosen = list_character(list, event, pages);
    else if (event->kind == EVENT_KEY)
        ours = list_key(list, event, pages.on_page);
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

/* Where one row of a list stands on its page. */
struct row_place {
    struct area area;
    int digit; /* 0: none */
    bool is_selected;
    struct telling telling; /* from the rows around it */
};

static void row_draw(struct canvas *canvas, const struct row_place *place,
                     const struct list_row *row)
{
    struct area entry = place->area;
    bool selected = place->is_selected;
    enum style style = selected ? STYLE_SELECTED : row->style;
    int right = text_width_cols(row->right);
    struct area line = { entry.x, entry.y + (entry.height - 1) / 2, entry.width, 1 };
    struct area text = { line.x + LIST_MARGIN, line.y, line.width - LIST_MARGIN - right - 3, 1 };
    char number[2] = "";
    char left[NAME_FIT_MAX];
    int taken;

    canvas_fill(canvas, entry, selected ? STYLE_SELECTED : STYLE_TEXT, ' ');
    taken = picture_or_mark(canvas, entry, style, row);
    text.x += taken;
    text.width -= taken;
    if (place->digit > 0)
        number[0] = (char)('0' + place->digit);
    canvas_put(canvas, line.x + 1, line.y, selected ? STYLE_SELECTED : STYLE_TEXT,
               selected ? ">" : " ");
    canvas_put(canvas, line.x + 3, line.y, selected ? STYLE_SELECTED : STYLE_KEY, number);
    name_fit(row->left, &place->telling, text.width, left);
    canvas_put_fit(canvas, text, style, left);
    canvas_put_right(canvas, line.x + line.width - 2, line.y, style, row->right);
}

/* From those that stand on the same page. */
static struct telling row_telling(const struct list *list, struct pages pages, const char *left,
                                  list_row_fn *row, const void *context)
{
    struct telling telling = { .count = 0 };
    int top = list_top(list, pages);

    for (int i = top; i < list->count && i < top + pages.on_page; i++) {
        struct list_row other = row(context, i);

        telling_add(&telling, left, other.left);
    }
    return telling;
}

void list_draw(const struct list *list, struct canvas *canvas, struct area area, list_row_fn *row,
               const void *context)
{
    struct pages pages = pages_of(list, area, canvas_has_pictures(canvas));
    int top = list_top(list, pages);

    for (int i = top; i < list->count && i < top + pages.on_page; i++) {
        struct list_row text = row(context, i);
        struct row_place place = {
            .area = { area.x, area.y + (i - top) * pages.lines, area.width, pages.lines },
            .digit = digit_of(list, pages, i),
            .is_selected = i == list->selected,
        };

        if (text_width_cols(text.left) + text_width_cols(text.right) > area.width / 2)
            place.telling = row_telling(list, pages, text.left, row, context);
        row_draw(canvas, &place, &text);
    }
    page_sign_draw(canvas, area.x + area.width - 1, area.y + pages.on_page * pages.lines,
                   (struct page_sign){ top / pages.on_page,
                                       (list->count + pages.on_page - 1) / pages.on_page });
}
