#include "pos/stall/piece_count.h"

#include "base/lang.h"
#include "base/text.h"
#include "pos/ui/big_digits.h"
#include "pos/ui/money_picture.h"
#include "pos/ui/pixels.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMN_WIDTH = 39, NAME_RIGHT = 12, FIELD_X = 15, SUM_RIGHT = 35, FIRST_COIN = 4 };

/* Each place: which of DENOMINATIONS, its column and its line. */
static const struct place {
    int piece, column, row;
} PLACES[DENOMINATION_COUNT] = {
    { 3, 0, 0 },  { 4, 0, 1 },  { 5, 0, 2 },  { 6, 0, 3 },  { 7, 1, 0 },
    { 8, 1, 1 },  { 9, 1, 2 },  { 10, 1, 3 }, { 11, 1, 4 }, { 12, 1, 5 },
    { 13, 1, 6 }, { 14, 1, 7 }, { 2, 0, 5 },  { 1, 0, 6 },  { 0, 0, 7 },
};

struct cash_counting piece_count_read(const struct piece_count *count)
{
    struct cash_counting counting = { { 0 } };

    for (int i = 0; i < DENOMINATION_COUNT; i++)
        counting.pieces[i] = atol(count->pieces[i]);
    return counting;
}

static void digit_add(char *text, uint32_t character)
{
    size_t length = strlen(text);

    if (character >= '0' && character <= '9' && length + 1 < PIECES_MAX_TEXT) {
        text[length] = (char)character;
        text[length + 1] = '\0';
    }
}

static void digit_erase(char *text)
{
    if (text[0] != '\0')
        text[strlen(text) - 1] = '\0';
}

/* The place at that column and line, or the nearest above it. */
static int place_at(int column, int row)
{
    int best = column == 0 ? 0 : FIRST_COIN;

    for (int i = 0; i < DENOMINATION_COUNT; i++)
        if (PLACES[i].column == column && PLACES[i].row <= row && PLACES[i].row > PLACES[best].row)
            best = i;
    return best;
}

static void piece_click(struct piece_count *count, const struct event *event, struct area area)
{
    int column = (event->x - area.x) / COLUMN_WIDTH;
    int at = place_at(column, event->y - area.y);
    char *text = count->pieces[PLACES[at].piece];

    if (event->x < area.x || column > 1 || PLACES[at].row != event->y - area.y)
        return;
    count->at = at;
    if (strlen(text) + 1 < PIECES_MAX_TEXT)
        snprintf(text, PIECES_MAX_TEXT, "%ld", atol(text) + 1);
}

void piece_count_event(struct piece_count *count, const struct event *event, struct area area)
{
    const struct place *place = &PLACES[count->at];
    char *text = count->pieces[place->piece];

    if (event->kind == EVENT_CLICK)
        piece_click(count, event, area);
    if (event->kind != EVENT_KEY)
        return;
    switch ((int)event->key) {
    case PRESS_DOWN:
    case PRESS_TAB: piece_count_next(count); break;
    case PRESS_UP:
    case PRESS_BACK_TAB: count->at -= count->at > 0; break;
    case PRESS_LEFT: count->at = place_at(0, place->row); break;
    case PRESS_RIGHT: count->at = place_at(1, place->row); break;
    case PRESS_HOME: count->at = 0; break;
    case PRESS_END: count->at = DENOMINATION_COUNT - 1; break;
    case PRESS_BACKSPACE: digit_erase(text); break;
    case PRESS_DELETE: text[0] = '\0'; break;
    case PRESS_CHARACTER: digit_add(text, event->character); break;
    default: break;
    }
}

bool piece_count_is_last(const struct piece_count *count)
{
    return count->at == DENOMINATION_COUNT - 1;
}

bool piece_count_next(struct piece_count *count)
{
    if (piece_count_is_last(count))
        return false;
    count->at++;
    return true;
}

static void place_draw(const struct piece_count *count, struct canvas *canvas, struct area area,
                       int at)
{
    const struct place *place = &PLACES[at];
    const char *text = count->pieces[place->piece];
    cents value = DENOMINATIONS[place->piece];
    int x = area.x + place->column * COLUMN_WIDTH;
    int y = area.y + place->row;
    bool here = at == count->at;
    char name[24], sum[MONEY_TEXT_MAX];
    int start;

    piece_name(value, name, sizeof name);
    canvas_put(canvas, x, y, STYLE_STRONG, here ? ">" : " ");
    start = canvas_put_right(canvas, x + NAME_RIGHT, y, here ? STYLE_STRONG : STYLE_TEXT, name);
    if (canvas->depth >= DEPTH_256)
        canvas_set_ground(canvas, (struct area){ start, y, x + NAME_RIGHT - start, 1 },
                          piece_pale(value));
    canvas_put(canvas, x + NAME_RIGHT + 1, y, STYLE_TEXT, canvas->half_blocks ? "×" : "x");
    canvas_put_fit(canvas, (struct area){ x + FIELD_X, y, PIECES_MAX_TEXT, 1 }, STYLE_FIELD, text);
    if (here)
        canvas_set_cursor(canvas, x + FIELD_X + text_width_cols(text), y);
    if (atol(text) == 0)
        return;
    money_format_euro(value * atol(text), sum);
    canvas_put_right(canvas, x + SUM_RIGHT, y, STYLE_TEXT, sum);
}

void piece_count_draw(const struct piece_count *count, struct canvas *canvas, struct area area)
{
    struct cash_counting counting = piece_count_read(count);
    struct area big = { area.x + 1, area.y + PIECE_ROWS + 2, area.width - 1, BIG_DIGITS_HEIGHT };

    for (int i = 0; i < DENOMINATION_COUNT; i++)
        place_draw(count, canvas, area, i);
    canvas_put(canvas, area.x + 1, big.y - 1, STYLE_TEXT, _("Compté"));
    big_digits_draw(canvas, big, STYLE_STRONG, counting_total(&counting));
}
