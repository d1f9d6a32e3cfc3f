#include "pos/story/growth.h"

#include "base/lang.h"
#include "base/text.h"
#include "pos/ui/bars.h"
#include "pos/ui/colours.h"
#include "pos/ui/big_digits.h"
#include "pos/ui/money_picture.h"
#include "pos/ui/picture.h"
#include "pos/ui/pixels.h"

#include <stdio.h>

enum {
    MONEY_WIDTH = 32,
    LARGE = 48, /* lines of a window with room for twice as much */
    NAME_WIDTH = 16,
    COUNT_WIDTH = 6,
    PICTURE_LINES = 3, /* below that nothing is recognised */
    ROW_LINES_MAX = 8,
};

/* Lines of one article, as tall as all of them can be. */
static int row_lines(const struct growth *growth, const struct canvas *canvas, int room)
{
    int count = growth->story.good_count > 0 ? growth->story.good_count : 1;
    int lines = room / count;

    if (lines > ROW_LINES_MAX)
        lines = ROW_LINES_MAX;
    if (lines >= PICTURE_LINES && canvas_has_pictures(canvas))
        return lines;
    return lines >= 2 ? 2 : 1;
}

/* Its picture, its name over its bar, and how many behind it; on one line where there is no more.
 */
static void good_draw(const struct growth *growth, struct canvas *canvas, struct area row, int i)
{
    const struct story_good *good = &growth->story.goods[i];
    thousandths sold = day_story_sold(good, growth->hour);
    int picture = row.height >= PICTURE_LINES ? 2 * (row.height - 1) + 1 : 0;
    const struct picture *drawing =
        picture ? pictures_at(growth->pictures, growth->ranks[i]) : NULL;
    int beside = row.height == 1 ? NAME_WIDTH + 1 : 0;
    struct area name = { row.x + picture, row.y, beside ? NAME_WIDTH : row.width - picture, 1 };
    struct area bar = { name.x + beside, row.y + (row.height > 1), 0,
                        row.height > PICTURE_LINES ? row.height - 2 : 1 };
    char count[MONEY_TEXT_MAX];

    if (drawing)
        picture_draw(canvas, (struct area){ row.x, row.y, picture - 1, row.height - 1 }, drawing,
                     BAND_GROUND_RGB[i % TILE_STYLE_COUNT]);
    canvas_put_fit(canvas, name, STYLE_TEXT, good->label);
    bar.width = bar_length(sold, day_story_most_sold(&growth->story),
                           row.x + row.width - COUNT_WIDTH - bar.x);
    if (sold > 0)
        bar_draw(canvas, bar, (struct bar){ BAR_PART, i });
    quantity_format(sold, count);
    canvas_put(canvas, bar.x + bar.width + (sold > 0), bar.y, STYLE_STRONG, count);
}

static void goods_draw(const struct growth *growth, struct canvas *canvas, struct area area)
{
    int lines = row_lines(growth, canvas, area.height), count = growth->story.good_count;
    int shown = count * lines <= area.height ? count : (area.height - 1) / lines;

    for (int i = 0; i < shown; i++)
        good_draw(growth, canvas, (struct area){ area.x, area.y + i * lines, area.width, lines },
                  i);
    if (shown < count)
        canvas_put_format(canvas, area.x, area.y + shown * lines, STYLE_QUIET, "+ %d",
                          count - shown);
}

/* Hours to come are there already, empty: the day has an end. */
static void hours_draw(const struct growth *growth, struct canvas *canvas, struct area area)
{
    const struct day_story *story = &growth->story;
    int count = story->last - story->first + 1;
    int width = area.width / count;
    cents best = day_story_best_hour(story);

    for (int i = 0; i < count; i++) {
        int hour = story->first + i;
        bool told = hour <= growth->hour;
        struct area column = { area.x + i * width, area.y, width - 1, area.height - 1 };
        char name[16];

        if (told)
            column_draw(canvas, column, 0,
                        bar_length(story->gross[hour], best, column_parts(canvas, column)),
                        (struct bar){ BAR_SUM, 0 });
        snprintf(name, sizeof name, width >= 5 ? "%d h" : "%d", hour % 24);
        canvas_put(canvas, column.x, area.y + area.height - 1,
                   hour == growth->hour ? STYLE_SELECTED
                   : told               ? STYLE_TEXT
                                        : STYLE_QUIET,
                   name);
    }
}

static void story_draw(const struct growth *growth, struct canvas *canvas)
{
    struct area area = frame_area(canvas);
    cents sum = day_story_gross(&growth->story, growth->hour);
    int hours = area.height / 4 + 1;
    int upper = area.height - hours - 1;
    bool is_large = canvas->height >= LARGE && area.width > 4 * MONEY_WIDTH;
    int width = is_large ? 2 * MONEY_WIDTH : MONEY_WIDTH;
    int digits = is_large ? 2 * BIG_DIGITS_HEIGHT : BIG_DIGITS_HEIGHT;
    struct area money = { area.x + area.width - width, area.y, width, upper };
    char day[64], upto[96];
    int lines;

    day_format_weekday(growth->story.day, day, sizeof day);
    snprintf(upto, sizeof upto, "%s · %d h", day, (growth->hour + 1) % 24);
    canvas_put(canvas, area.x, area.y, STYLE_STRONG, upto);
    goods_draw(growth, canvas,
               (struct area){ area.x, area.y + 2, area.width - width - 2, upper - 2 });
    lines = big_digits_draw(canvas, (struct area){ money.x, money.y, money.width, digits },
                            STYLE_STRONG, sum);
    if (sum > 0)
        pieces_draw(
            canvas,
            (struct area){ money.x, money.y + lines + 1, money.width, money.height - lines - 1 },
            sum);
    hours_draw(growth, canvas,
               (struct area){ area.x, area.y + area.height - hours, area.width, hours });
}

void growth_draw(const void *model, struct canvas *canvas)
{
    static const struct key_hint DAYS[] = { { N_("haut, bas"), N_("Autre jour") }, { NULL, NULL } };
    const struct growth *growth = model;
    bool has_sales = growth->story.last >= growth->story.first; /* not read: nothing to show */
    struct frame frame = {
        .title = _("L'histoire du jour"),
        .back = "",
        .hints = growth->day_count > 1 ? DAYS : NULL,
        .next = !has_sales || growth_is_told(growth) ? _("Le partage") : _("Une heure de plus"),
    };

    if (has_sales)
        story_draw(growth, canvas);
    else
        canvas_put(canvas, frame_area(canvas).x, frame_area(canvas).y, STYLE_TEXT,
                   _("Rien n'est encore vendu."));
    frame_draw(canvas, &frame);
}
