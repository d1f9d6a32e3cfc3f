#include "pos/ui/frame.h"

#include "base/lang.h"
#include "base/text.h"
#include "pos/ui/pixels.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct area frame_area_of(int width, int height)
{
    int left = height - FRAME_TOP_LINES - FRAME_BOTTOM_LINES;

    return (struct area){ 1, FRAME_TOP_LINES, width - 2, left > 0 ? left : 0 };
}

struct area frame_area(const struct canvas *canvas)
{
    return frame_area_of(canvas->width, canvas->height);
}

static void top_draw(struct canvas *canvas, const struct frame *frame)
{
    canvas_fill(canvas, (struct area){ 0, 0, canvas->width, 1 }, STYLE_TITLE, ' ');
    canvas_put(canvas, 1, 0, STYLE_TITLE, frame->title);
}

void frame_put_place(struct canvas *canvas, const char *place)
{
    int right = canvas->width - 1;
    int end = right;

    if (canvas->cells[0][0].style != STYLE_TITLE)
        return;
    while (end > 0 && canvas->cells[0][end].code_point == ' ')
        end--;
    if (end + text_width_cols(place) + 4 < right)
        canvas_put_right(canvas, right, 0, STYLE_TITLE, place);
}

static void hatch_put(struct canvas *canvas, int x, int y)
{
    enum { VIOLET_RGB = 0x6A2C91, PALE_RGB = 0xEBDDF5 };

    if (canvas_has_pictures(canvas)) {
        canvas_put_pixel(canvas, x, 2 * y, COLOUR((x + y) % 2 ? VIOLET_RGB : PALE_RGB));
        canvas_put_pixel(canvas, x, 2 * y + 1, COLOUR((x + y) % 2 ? PALE_RGB : VIOLET_RGB));
    } else {
        canvas_put(canvas, x, y, STYLE_PRACTICE, "/");
    }
}

/* Hatched at both sides, and below as far as no key stands there; the button takes the colour. */
static void practice_frame_draw(struct canvas *canvas)
{
    int bottom = canvas->height - 1;

    for (int y = 0; y < canvas->height; y++)
        for (int x = 0; x < canvas->width; x++)
            if (canvas->cells[y][x].style == STYLE_NEXT)
                canvas->cells[y][x].style = STYLE_PRACTICE;
    for (int x = canvas->width - 2; x > 0; x--) {
        const struct canvas_cell *cell = &canvas->cells[bottom][x];

        if (cell->style == STYLE_TEXT && cell->code_point == ' ' &&
            canvas->cells[bottom][x - 1].code_point == ' ')
            hatch_put(canvas, x, bottom);
        else if (cell->style != STYLE_PRACTICE)
            break;
    }
    for (int y = 1; y < canvas->height; y++) {
        hatch_put(canvas, 0, y);
        hatch_put(canvas, canvas->width - 1, y);
    }
}

void frame_mark_practice(struct canvas *canvas)
{
    const char *words = _("ÉCOLE : FACTICE");
    int x = (canvas->width - text_width_cols(words)) / 2;

    practice_frame_draw(canvas);
    for (int column = 0; column < canvas->width; column++)
        canvas->cells[0][column].style = STYLE_PRACTICE;
    canvas_fill(canvas, (struct area){ x - 1, 0, text_width_cols(words) + 2, 1 }, STYLE_PRACTICE,
                ' ');
    canvas_put(canvas, x, 0, STYLE_PRACTICE, words);
}

/* As far as the button of the next step, where there is one. */
static int notice_width(const struct canvas *canvas)
{
    const struct spot *button = canvas_spot_at(canvas, canvas->width - 2, canvas->height - 2);

    return button && button->key == PRESS_ENTER ? button->area.x - 2 : canvas->width - 2;
}

void notice_draw(struct canvas *canvas, const struct notice *notice)
{
    struct area area = { 1, 0, notice_width(canvas), 1 };
    int bottom = canvas->height - 2; /* above the line of keys, or the line that parts them */

    if (notice->text[0] == '\0')
        return;
    if (text_width_cols(notice->text) > area.width &&
        text_width_cols(notice->text) <= canvas->width - 2) { /* one line, over the button */
        area.width = canvas->width - 2;
        bottom = canvas->height - FRAME_BOTTOM_LINES;
    }
    area.height = canvas_wrapped_lines(notice->text, area.width);
    if (area.height < FRAME_BOTTOM_LINES - 1 && bottom > canvas->height - FRAME_BOTTOM_LINES)
        bottom--;
    area.y = bottom - area.height + 1;
    canvas_fill(canvas, area, notice->style, ' ');
    canvas_put_wrapped(canvas, area, notice->style, notice->text);
}

/* The key that a word of the bottom bar stands for; PRESS_NONE: several, or none. */
static enum press key_of_word(const char *key, uint32_t *character)
{
    static const struct {
        const char *word; /* N_() */
        enum press key;
    } WORDS[] = {
        { "F1", PRESS_HELP },      { "F2", PRESS_MENU },          { "F3", PRESS_FIND },
        { "F4", PRESS_PRACTICE },  { N_("Suppr"), PRESS_DELETE }, { N_("Échap"), PRESS_ESCAPE },
        { "<-", PRESS_BACKSPACE }, { "->", PRESS_RIGHT },         { N_("haut"), PRESS_UP },
    };
    const char *rest = key;

    *character = text_next(&rest);
    if (*character != 0 && *rest == '\0')
        return PRESS_CHARACTER;
    for (size_t i = 0; i < COUNT_OF(WORDS); i++)
        if (strcmp(_(WORDS[i].word), key) == 0)
            return WORDS[i].key;
    return PRESS_NONE;
}

/* Two keys in one word: its left half is clicked for the first, its right half for the second. */
static bool keys_of_word(const char *key, enum press pair[2])
{
    static const struct {
        const char *word; /* N_() */
        enum press pair[2];
    } PAIRS[] = {
        { N_("flèches"), { PRESS_LEFT, PRESS_RIGHT } },
        { "< >", { PRESS_LEFT, PRESS_RIGHT } },
        { N_("haut, bas"), { PRESS_UP, PRESS_DOWN } },
    };

    for (size_t i = 0; i < COUNT_OF(PAIRS); i++)
        if (strcmp(_(PAIRS[i].word), key) == 0) {
            memcpy(pair, PAIRS[i].pair, sizeof PAIRS[i].pair);
            return true;
        }
    return false;
}

static void hint_spots(struct canvas *canvas, struct area area, const char *key)
{
    enum press pair[2];
    uint32_t character;
    enum press press = key_of_word(key, &character);

    if (press != PRESS_NONE)
        canvas_add_spot(canvas, area, press, character);
    for (int half = 0; press == PRESS_NONE && keys_of_word(key, pair) && half < 2; half++) {
        int middle = area.x + text_width_cols(key) / 2;
        int end = area.x + area.width;

        canvas_add_spot(canvas,
                        half ? (struct area){ middle, area.y, end - middle, 1 }
                             : (struct area){ area.x, area.y, middle - area.x, 1 },
                        pair[half], 0);
    }
}

/* With colours enough a key stands on a cap, a blank at each side of its name. */
static bool has_caps(const struct canvas *canvas)
{
    return canvas->depth >= DEPTH_16;
}

static int hint_width(const struct canvas *canvas, const char *key, const char *what)
{
    return text_width_cols(key) + text_width_cols(what) + (has_caps(canvas) ? 4 : 3);
}

static int hint_draw(struct canvas *canvas, int x, int y, const struct key_hint *hint)
{
    const char *key = _(hint->key);
    int start = x;

    if (has_caps(canvas))
        x = canvas_put(canvas, canvas_put(canvas, x - 1, y, STYLE_KEY, " "), y, STYLE_KEY, key);
    else
        x = canvas_put(canvas, x, y, STYLE_KEY, key);
    x = canvas_put(canvas, x, y, has_caps(canvas) ? STYLE_KEY : STYLE_TEXT, " ");
    x = canvas_put(canvas, has_caps(canvas) ? x + 1 : x, y, STYLE_TEXT, _(hint->what));
    hint_spots(canvas, (struct area){ start, y, x - start, 1 }, key);
    return x + 2;
}

void frame_legend_draw(struct canvas *canvas, int x, int y, const char *legend)
{
    while (*legend) {
        size_t length = strcspn(legend + 1, "0123456789") + 1;
        char key[2] = { legend[0], '\0' }, words[FRAME_TEXT_MAX];
        int start = x;

        snprintf(words, sizeof words, "%.*s", (int)length - 1, legend + 1);
        x = canvas_put(canvas, x, y, STYLE_KEY, key);
        x = canvas_put(canvas, x, y, STYLE_TEXT, words);
        canvas_add_spot(canvas, (struct area){ start, y, x - start, 1 }, PRESS_CHARACTER,
                        (uint32_t)key[0]);
        legend += length;
    }
}

enum { BUTTON_LINES = 3, BUTTON_WIDTH_MIN = 20 };

/* The next step: a filled button of three lines, or a word reversed where colours are few. */
static int next_draw(struct canvas *canvas, const char *next, int least)
{
    char text[FRAME_TEXT_MAX];
    struct area button = { 0, canvas->height - BUTTON_LINES, 0, BUTTON_LINES };
    int x;

    if (!has_caps(canvas)) {
        snprintf(text, sizeof text, " %s > %s ", _("Entrée"), next);
        button = (struct area){ canvas->width - 1 - text_width_cols(text), canvas->height - 1,
                                text_width_cols(text), 1 };
        canvas_put(canvas, button.x, button.y, STYLE_NEXT, text);
    } else {
        button.width = text_width_cols(_("Entrée")) + 10 +
                       (text_width_cols(next) > least ? text_width_cols(next) : least);
        if (button.width < BUTTON_WIDTH_MIN)
            button.width = BUTTON_WIDTH_MIN;
        button.x = canvas->width - button.width;
        canvas_fill(canvas, button, STYLE_NEXT, ' ');
        snprintf(text, sizeof text, " %s ", _("Entrée"));
        x = canvas_put(canvas, button.x + 2, button.y + 1, STYLE_STRONG, text);
        canvas_set_ground(canvas, (struct area){ button.x + 2, button.y + 1, x - button.x - 2, 1 },
                          COLOUR(CARD_RGB));
        canvas_put(canvas, x + 1, button.y + 1, STYLE_NEXT, next);
        canvas_put(canvas, canvas->width - 3, button.y + 1, STYLE_NEXT, "►");
    }
    canvas_add_spot(canvas, button, PRESS_ENTER, 0);
    return button.x;
}

static int hints_width(const struct canvas *canvas, const struct key_hint *hints)
{
    int width = 0;

    for (; hints && hints->key; hints++)
        width += hint_width(canvas, _(hints->key), _(hints->what)) + 1;
    return width;
}

/* Keys beside Escape, as many as there is room for: they have a line of their own where one alone
 * is too short. */
static int hints_draw(struct canvas *canvas, int x, int y, int right, const struct key_hint *hints)
{
    for (; hints && hints->key; hints++)
        if (x + hint_width(canvas, _(hints->key), _(hints->what)) <= right)
            x = hint_draw(canvas, x, y, hints);
    return x;
}

void frame_keys_draw(struct canvas *canvas, const struct frame *frame)
{
    static const struct key_hint HELP[] = { { "F1", "?" }, { NULL, NULL } };
    const char *goes_back = frame->back && frame->back[0] == '\0' ? _("Retour") : frame->back;
    struct key_hint back[] = { { N_("Échap"), goes_back }, { NULL, NULL } };
    int first = has_caps(canvas) ? 2 : 1;
    int y = canvas->height - 1;
    int right = canvas->width - 1;
    int always, x;

    if (!has_caps(canvas))
        canvas_line(canvas, canvas->height - 2, STYLE_QUIET);
    if (frame->next)
        right = next_draw(canvas, frame->next, frame->next_width);
    always = (frame->back ? hints_width(canvas, back) : 0) +
             (frame->is_over ? 0 : hints_width(canvas, HELP)); /* help is always named */
    x = frame->back ? hint_draw(canvas, first, y, back) : first;
    if (first + always + hints_width(canvas, frame->hints) <= right + 1 || !has_caps(canvas))
        x = hints_draw(canvas, x, y, right - hints_width(canvas, HELP), frame->hints);
    else
        hints_draw(canvas, first, y - 1, right, frame->hints);
    if (!frame->is_over)
        hints_draw(canvas, x, y, right, HELP);
}

void frame_clear(struct canvas *canvas)
{
    canvas_fill(canvas, (struct area){ 0, 1, canvas->width, canvas->height - 1 }, STYLE_TEXT, ' ');
    canvas->cursor_x = -1;
    canvas->spot_count = 0;
}

void frame_draw(struct canvas *canvas, const struct frame *frame)
{
    top_draw(canvas, frame);
    frame_keys_draw(canvas, frame);
}

void notice_clear(struct notice *notice)
{
    *notice = (struct notice){ STYLE_TEXT, "" };
}

void notice_set(struct notice *notice, enum style style, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(notice->text, sizeof notice->text, format, arguments);
    va_end(arguments);
    notice->style = style;
}

void notice_fail(struct notice *notice, const struct err *err)
{
    notice_set(notice, STYLE_ERROR, "%s", err->text);
}

void leaving_draw(struct canvas *canvas)
{
    struct frame keys = { .back = _("Rester"), .next = _("Quitter"), .is_over = true };
    int x = (canvas->width - 48) / 2;
    int y = canvas->height / 2 - 3;

    frame_clear(canvas);
    canvas_put(canvas, x, y, STYLE_STRONG, _("Quitter flashcoop ?"));
    canvas_put(canvas, x, y + 2, STYLE_TEXT, _("Rien ne sera perdu, même le ticket en cours."));
    frame_keys_draw(canvas, &keys);
}
