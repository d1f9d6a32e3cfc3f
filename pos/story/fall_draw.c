#include "pos/story/fall.h"

#include "base/lang.h"
#include "pos/ui/bars.h"
#include "pos/ui/big_digits.h"
#include "pos/ui/money_picture.h"

#include <stdio.h>

enum { NAME_WIDTH = 16, AMOUNT_WIDTH = 14, BAR_X = NAME_WIDTH + AMOUNT_WIDTH + 2 };

/* -- From what came in to what is shared. -- */

static void step_draw(const struct fall *fall, struct canvas *canvas, struct area row, int i)
{
    const struct waterfall_step *step = &fall->waterfall.steps[i];
    cents whole = fall->waterfall.highest - fall->waterfall.lowest;
    cents low = step->from < step->to ? step->from : step->to;
    cents high = step->from < step->to ? step->to : step->from;
    int width = row.width - BAR_X;
    struct area bar = { row.x + BAR_X + bar_length(low - fall->waterfall.lowest, whole, width),
                        row.y, bar_length(high - low, whole, width), row.height > 2 ? 2 : 1 };
    char amount[MONEY_TEXT_MAX];

    if (i >= fall->told) {
        canvas_put(canvas, row.x + NAME_WIDTH + AMOUNT_WIDTH - 1, row.y, STYLE_QUIET, "?");
        return;
    }
    money_format_euro(step->amount, amount);
    canvas_put(canvas, row.x, row.y, i == fall->told - 1 ? STYLE_SELECTED : STYLE_TEXT,
               _(step->name));
    canvas_put_right(canvas, row.x + NAME_WIDTH + AMOUNT_WIDTH, row.y,
                     step->is_sum ? STYLE_STRONG : STYLE_TEXT, amount);
    if (bar.width > 0)
        bar_draw(canvas, bar, (struct bar){ step->is_sum ? BAR_SUM : BAR_TAKEN, 0 });
}

static void steps_draw(const struct fall *fall, struct canvas *canvas, struct area area)
{
    int lines = area.height / fall->waterfall.count;

    lines = lines > 3 ? 3 : lines < 1 ? 1 : lines;
    for (int i = 0; i < fall->waterfall.count && (i + 1) * lines <= area.height; i++)
        step_draw(fall, canvas, (struct area){ area.x, area.y + i * lines, area.width, lines }, i);
}

/* -- To each person. -- */

static const char *sharer_name(const struct fall *fall, const char *badge)
{
    int person = people_find(&fall->people, badge);

    return person >= 0 && fall->people.list[person].called_name[0]
               ? fall->people.list[person].called_name
               : badge;
}

static cents largest_share(const struct distribution *decided)
{
    cents largest = 0;

    for (int i = 0; i < decided->sharer_count; i++)
        largest = decided->sharers[i].share > largest ? decided->sharers[i].share : largest;
    return largest;
}

/* One bar a person, in two columns where there are more than lines. */
static void sharers_draw(const struct fall *fall, struct canvas *canvas, struct area area)
{
    const struct distribution *decided = &fall->decided;
    int columns = decided->sharer_count > area.height ? 2 : 1;
    int width = area.width / columns - 2;
    cents largest = largest_share(decided);

    for (int i = 0; i < decided->sharer_count && i < columns * area.height; i++) {
        int x = area.x + (i / area.height) * (width + 2);
        int y = area.y + i % area.height;
        int name = width / 3 < NAME_WIDTH ? width / 3 : NAME_WIDTH;
        int rest = width - name - AMOUNT_WIDTH - 2;
        char amount[MONEY_TEXT_MAX];

        money_format_euro(decided->sharers[i].share, amount);
        canvas_put_fit(canvas, (struct area){ x, y, name, 1 }, STYLE_TEXT,
                       sharer_name(fall, decided->sharers[i].badge));
        canvas_put_right(canvas, x + name + AMOUNT_WIDTH, y, STYLE_STRONG, amount);
        if (decided->sharers[i].share > 0)
            bar_draw(canvas,
                     (struct area){ x + name + AMOUNT_WIDTH + 2, y,
                                    bar_length(decided->sharers[i].share, largest, rest), 1 },
                     (struct bar){ BAR_PART, i });
    }
}

static void shares_draw(const struct fall *fall, struct canvas *canvas, struct area area)
{
    cents sum = fall_to_share(fall);
    const char *words = sum <= 0            ? _("Il n'y a rien à partager. Personne ne doit rien.")
                        : !fall->is_decided ? _("Le groupe n'a pas encore voté.")
                                            : "";
    int lines = 0;

    canvas_put(canvas, area.x, area.y, STYLE_STRONG, sum > 0 ? _("À partager") : words);
    if (sum <= 0)
        return;
    lines =
        big_digits_draw(canvas, (struct area){ area.x + NAME_WIDTH, area.y, 30, BIG_DIGITS_HEIGHT },
                        STYLE_STRONG, sum);
    pieces_draw(
        canvas,
        (struct area){ area.x + NAME_WIDTH + 32, area.y, area.width - NAME_WIDTH - 32, lines },
        sum);
    if (fall->is_decided)
        sharers_draw(
            fall, canvas,
            (struct area){ area.x, area.y + lines + 1, area.width, area.height - lines - 1 });
    else
        canvas_put(canvas, area.x, area.y + lines + 1, STYLE_TEXT, words);
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
