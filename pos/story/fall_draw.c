#include "pos/story/fall.h"

#include "base/lang.h"
#include "pos/ui/bars.h"
#include "pos/ui/big_digits.h"
#include "pos/ui/money_picture.h"
#include "pos/ui/pixels.h"

#include <stdio.h>

enum { NAME_WIDTH = 16, NAME_LINES = 2, GAP_SHARE = 8, LARGE = 48 };

/* -- From what came in to what is shared. -- */

/* How many parts of a column an amount stands above its foot. */
static int level_of(const struct fall *fall, cents amount, int parts)
{
    const struct waterfall *all = &fall->waterfall;

    return bar_length(amount - all->lowest, all->highest - all->lowest, parts);
}

/* Its amount above it, its name below; names that are neighbours stand on two lines, each as wide
 * as two columns. What is not told yet is an outline and a question mark. */
static void step_draw(const struct fall *fall, struct canvas *canvas, struct area column, int i)
{
    const struct waterfall_step *step = &fall->waterfall.steps[i];
    int parts = column_parts(canvas, column), a = level_of(fall, step->from, parts);
    int b = level_of(fall, step->to, parts), low = a < b ? a : b;
    int high = low == (a > b ? a : b) ? low + 1 : (a > b ? a : b);
    int per_line = canvas_has_pictures(canvas) ? 2 : 1;
    int y = column.y + column.height - 1 - (high + per_line - 1) / per_line;
    bool told = i < fall->told, last = i == fall->told - 1;
    char amount[MONEY_TEXT_MAX] = "?";

    if (told) {
        money_format(step->amount, amount);
        column_draw(canvas, column, low, high,
                    (struct bar){ step->is_sum ? BAR_SUM : BAR_TAKEN, 0 });
        canvas_put(canvas, column.x, column.y + column.height + i % NAME_LINES,
                   last ? STYLE_SELECTED : STYLE_TEXT, _(step->name));
    } else {
        column_outline_draw(canvas, column, low, high);
    }
    canvas_put(canvas, column.x, y,
               !told                  ? STYLE_QUIET
               : last || step->is_sum ? STYLE_STRONG
                                      : STYLE_TEXT,
               amount);
}

/* Side by side over the whole window, the amounts above the tallest. */
static void steps_draw(const struct fall *fall, struct canvas *canvas, struct area area)
{
    int pitch = (area.width + 1) / fall->waterfall.count;
    int gap = 1 + pitch / GAP_SHARE;

    for (int i = 0; i < fall->waterfall.count; i++) {
        struct area column = { area.x + i * pitch, area.y + 1, pitch - gap,
                               area.height - 1 - NAME_LINES };
        struct area link = { column.x + column.width, column.y, gap, column.height };
        int level = level_of(fall, fall->waterfall.steps[i].to, column_parts(canvas, column));

        step_draw(fall, canvas, column, i);
        if (i < fall->waterfall.count - 1)
            column_draw(canvas, link, level > 0 ? level - 1 : 0, level,
                        (struct bar){ BAR_LINK, 0 });
    }
}

/* -- To each person. -- */

static struct bar_line sharer_line(const void *context, int i)
{
    const struct fall *fall = context;
    const struct sharer *sharer = &fall->decided.sharers[i];
    int person = people_find(&fall->people, sharer->badge);
    const char *name = person >= 0 ? fall->people.list[person].called_name : "";

    return (struct bar_line){ name[0] ? name : sharer->badge, sharer->share };
}

/* The sum in digits, and the money that it is. */
static int sum_draw(struct canvas *canvas, struct area area, cents sum)
{
    int height = canvas->height >= LARGE ? 2 * BIG_DIGITS_HEIGHT : BIG_DIGITS_HEIGHT;
    int middle = area.width / 2;
    struct area digits = { area.x + NAME_WIDTH, area.y, middle - NAME_WIDTH, height };
    struct area pieces = { area.x + middle + 2, area.y, area.width - middle - 2, height + 2 };
    int lines = big_digits_draw(canvas, digits, STYLE_STRONG, sum);
    int below = pieces_draw(canvas, pieces, sum);

    return lines > below ? lines : below;
}

static void shares_draw(const struct fall *fall, struct canvas *canvas, struct area area)
{
    cents sum = fall_to_share(fall);
    const char *words = sum <= 0            ? _("Il n'y a rien à partager. Personne ne doit rien.")
                        : !fall->is_decided ? _("Le groupe n'a pas encore voté.")
                                            : "";
    int lines;

    canvas_put(canvas, area.x, area.y, STYLE_STRONG, sum > 0 ? _("À partager") : words);
    if (sum <= 0)
        return;
    lines = sum_draw(canvas, area, sum) + 1;
    area.y += lines;
    area.height -= lines;
    if (fall->is_decided)
        bar_lines_draw(canvas, area, fall->decided.sharer_count, sharer_line, fall);
    else
        canvas_put(canvas, area.x, area.y, STYLE_TEXT, words);
}

void fall_draw(const void *model, struct canvas *canvas)
{
    const struct fall *fall = model;
    struct area area = frame_area(canvas);
    struct frame frame = {
        .title = _("Le partage"),
        .back = "",
        .next = !fall_is_told(fall)                            ? _("Suite")
                : fall->is_decided || fall_to_share(fall) <= 0 ? _("Est-ce vrai ?")
                                                               : _("Voter"),
    };

    if (fall_is_told(fall))
        shares_draw(fall, canvas, area);
    else
        steps_draw(fall, canvas, area);
    frame_draw(canvas, &frame);
}
