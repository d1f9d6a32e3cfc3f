#include "pos/ui/frame.h"

#include "base/lang.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { HELP_WIDTH_MAX = 76, HELP_KEYS_COLUMN = 18, HELP_HINT_WIDTH = 8 };

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
    int right = canvas->width - 1;

    canvas_fill(canvas, (struct area){ 0, 0, canvas->width, 1 }, STYLE_TITLE, ' ');
    if (frame->place && text_width_cols(frame->title) + text_width_cols(frame->place) + 4 < right)
        canvas_put_right(canvas, right, 0, STYLE_TITLE, frame->place);
    canvas_put(canvas, 1, 0, STYLE_TITLE, frame->title);
}

void frame_mark_practice(struct canvas *canvas)
{
    const char *words = _("ÉCOLE : FACTICE");
    int x = (canvas->width - text_width_cols(words)) / 2;

    for (int column = 0; column < canvas->width; column++)
        canvas->cells[0][column].style = STYLE_PRACTICE;
    canvas_fill(canvas, (struct area){ x - 1, 0, text_width_cols(words) + 2, 1 }, STYLE_PRACTICE,
                ' ');
    canvas_put(canvas, x, 0, STYLE_PRACTICE, words);
}

void notice_draw(struct canvas *canvas, const struct notice *notice)
{
    struct area area = { 1, canvas->height - FRAME_BOTTOM_LINES, canvas->width - 2, 2 };

    if (!notice || notice->text[0] == '\0')
        return;
    /* A short sentence stands right above the keys, where the eyes are. */
    if (text_width_cols(notice->text) <= area.width) {
        area.y++;
        area.height = 1;
    }
    canvas_fill(canvas, area, notice->style, ' ');
    canvas_put_wrapped(canvas, area, notice->style, notice->text);
}

static int hint_draw(struct canvas *canvas, int x, const char *key, const char *what)
{
    x = canvas_put(canvas, x, canvas->height - 1, STYLE_KEY, key) + 1;
    return canvas_put(canvas, x, canvas->height - 1, STYLE_TEXT, what) + 2;
}

static void keys_draw(struct canvas *canvas, const struct frame *frame)
{
    char next[FRAME_TEXT_MAX] = "";
    int right = canvas->width - 1;
    int x = 1;

    canvas_line(canvas, canvas->height - 2, STYLE_QUIET);
    if (frame->next) {
        snprintf(next, sizeof next, " %s > %s ", _("Entrée"), frame->next);
        right -= text_width_cols(next);
    }
    if (frame->back)
        x = hint_draw(canvas, x, _("Échap"), frame->back);
    for (const struct key_hint *hint = frame->hints; hint && hint->key; hint++) {
        int width = text_width_cols(_(hint->key)) + text_width_cols(_(hint->what)) + 3;

        if (x + width + HELP_HINT_WIDTH <= right) /* help is always named */
            x = hint_draw(canvas, x, _(hint->key), _(hint->what));
    }
    if (x + HELP_HINT_WIDTH <= right)
        hint_draw(canvas, x, "F1", _("Aide"));
    canvas_put(canvas, right, canvas->height - 1, STYLE_NEXT, next);
}

void frame_draw(struct canvas *canvas, const struct frame *frame)
{
    top_draw(canvas, frame);
    notice_draw(canvas, frame->notice);
    keys_draw(canvas, frame);
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

static void help_keys_draw(struct canvas *canvas, int x, int y)
{
    static const struct key_hint EVERYWHERE[] = {
        { N_("Entrée"), N_("fait ce qui est écrit en bas à droite") },
        { N_("Échap"), N_("revient en arrière, sans rien perdre") },
        { N_("flèches"), N_("déplacent ; les chiffres choisissent ou comptent") },
        { N_("0 ou F2"), N_("montre les autres gestes de l'écran") },
        { N_("Ctrl-L"), N_("redessine l'écran") },
    };

    for (size_t i = 0; i < COUNT_OF(EVERYWHERE); i++) {
        canvas_put(canvas, x, y + (int)i, STYLE_KEY, _(EVERYWHERE[i].key));
        canvas_put(canvas, x + 10, y + (int)i, STYLE_TEXT, _(EVERYWHERE[i].what));
    }
}

void help_draw(struct canvas *canvas, const char *title, const char *text)
{
    int width = canvas->width - 4 < HELP_WIDTH_MAX ? canvas->width - 4 : HELP_WIDTH_MAX;
    int height =
        canvas->height - 4 < HELP_KEYS_COLUMN + 2 ? canvas->height - 4 : HELP_KEYS_COLUMN + 2;
    struct area box = { (canvas->width - width) / 2, (canvas->height - height) / 2, width, height };
    struct area inside = { box.x + 3, box.y + 2, box.width - 6, box.height - 9 };

    canvas_fill(canvas, box, STYLE_TEXT, ' ');
    canvas_box(canvas, box, STYLE_STRONG);
    canvas_put_format(canvas, box.x + 3, box.y, STYLE_STRONG, " %s : %s ", _("Aide"), title);
    canvas_put_wrapped(canvas, inside, STYLE_TEXT, text);
    help_keys_draw(canvas, inside.x, box.y + box.height - 7);
    canvas_put_right(canvas, box.x + box.width - 3, box.y + box.height - 1, STYLE_NEXT,
                     _(" Entrée > Fermer l'aide "));
    canvas_set_cursor(canvas, 0, 0);
    canvas->cursor_x = -1;
}

void leaving_draw(struct canvas *canvas)
{
    struct area box = { (canvas->width - 52) / 2, canvas->height / 2 - 3, 52, 6 };

    canvas_fill(canvas, box, STYLE_TEXT, ' ');
    canvas_box(canvas, box, STYLE_STRONG);
    canvas_put(canvas, box.x + 3, box.y + 1, STYLE_STRONG, _("Quitter flashcoop ?"));
    canvas_put(canvas, box.x + 3, box.y + 2, STYLE_TEXT,
               _("Rien ne sera perdu, même le ticket en cours."));
    canvas_put(canvas, box.x + 3, box.y + 4, STYLE_KEY, _("Échap  Rester"));
    canvas_put_right(canvas, box.x + box.width - 3, box.y + 4, STYLE_NEXT, _(" Entrée > Quitter "));
    canvas->cursor_x = -1;
}
