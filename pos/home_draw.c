#include "pos/home.h"

#include "base/lang.h"
#include "base/text.h"
#include "pos/ui/colours.h"
#include "pos/ui/pixels.h"

#include <stdio.h>
#include <string.h>

enum { STEP_ROW = 3, STEP_LINES = 8, GROUPS_GAP = 1, NAME_COLUMN = 4, PLACE_TEXT_WIDTH = 14 };
enum { STEP_GROUND_RGB = 0xD9E6F5 };
enum { LOW_WINDOW = 28, LOW_STEP = 4, STEP_SHARE = 6 }; /* low: the places want each line */

/* Green, brown, violet: among the bands of the tiles. */
static const int GROUP_BANDS[HOME_GROUPS] = { 3, 0, 5 };

struct area home_step_area(int width, int height)
{
    struct area area = frame_area_of(width, height);
    int lines = height < LOW_WINDOW ? LOW_STEP : STEP_LINES + (height - LOW_WINDOW) / STEP_SHARE;

    return (struct area){ area.x, area.y + STEP_ROW, area.width, lines };
}

/* Below what to do: the name of the group, then its places, spread over the height there is. */
static struct area group_area(int group, int width, int height)
{
    struct area area = frame_area_of(width, height);
    int columns = (area.width + GROUPS_GAP) / HOME_GROUPS;
    struct area step = home_step_area(width, height);
    int top = step.y + step.height + (height < LOW_WINDOW ? 0 : 1);

    return (struct area){ area.x + group * columns, top, columns - GROUPS_GAP,
                          area.y + area.height - top };
}

struct area home_place_area(int i, int width, int height)
{
    struct area area = group_area(i / HOME_GROUP_PLACES, width, height);
    int pitch = (area.height - 1) / HOME_GROUP_PLACES;

    area.y += 1 + i % HOME_GROUP_PLACES * pitch;
    area.height = pitch;
    return area;
}

/* The columns that the drawing of a place takes at the left of its name; 0: there is none. */
static int picture_width(const struct canvas *canvas, struct area place)
{
    int width = place.width - PLACE_TEXT_WIDTH;
    int by_height = 2 * place.height / HOME_PICTURE_PIXELS * HOME_PICTURE_WIDTH;

    if (!canvas_has_pictures(canvas))
        return 0;
    width -= width % HOME_PICTURE_WIDTH;
    return width < by_height ? width : by_height;
}

/* J1 26/11  [J2 28/11]  J3 …: today's between brackets. */
static void days_draw(const struct home *home, struct canvas *canvas, int x, int y)
{
    const struct calendar *calendar = &home->facts.to_do.calendar;

    for (int day = 1; day <= calendar->day_count; day++) {
        bool today = day == home->today;
        int year;
        int month;
        int month_day;
        char text[32];

        if (calendar->days[day - 1].date.number == DAY_NONE_NUMBER) {
            snprintf(text, sizeof text, " J%d ", day);
        } else {
            day_split(calendar->days[day - 1].date, &year, &month, &month_day);
            snprintf(text, sizeof text, today ? "[J%d %02d/%02d]" : " J%d %02d/%02d ", day,
                     month_day, month);
        }
        if (x + (int)strlen(text) < canvas->width)
            x = canvas_put(canvas, x, y, today ? STYLE_SELECTED : STYLE_QUIET, text);
    }
}

/* What was sold today; before the first sale, nothing. */
static void sales_draw(const struct home *home, struct canvas *canvas, int right, int y)
{
    const struct period_totals *reading = &home->facts.reading;
    char gross[MONEY_TEXT_MAX];
    char text[64];

    if (reading->sales.tickets == 0)
        return;
    money_format_euro(reading->sales.gross, gross);
    snprintf(text, sizeof text,
             lang_plural("%lld vente : %s", "%lld ventes : %s", (long)reading->sales.tickets),
             (long long)reading->sales.tickets, gross);
    canvas_put_right(canvas, right, y, STYLE_TEXT, text);
}

/* The days and the till are closed apart. */
static void state_draw(const struct home *home, struct canvas *canvas, int right, int y)
{
    if (home->session.is_example)
        canvas_put_right(canvas, right, y, STYLE_WARNING, _(" Exemple : ventes inventées "));
    else if (home->facts.session_is_closed)
        canvas_put_right(canvas, right, y, STYLE_TEXT, _("comptes fermés"));
    else if (home->facts.to_do.state > SESSION_OPEN)
        canvas_put_right(canvas, right, y, STYLE_TEXT, session_state_name(home->facts.to_do.state));
}

static void status_draw(const struct home *home, struct canvas *canvas, struct area area)
{
    int right = area.x + area.width;

    state_draw(home, canvas, right, area.y);
    days_draw(home, canvas, area.x, area.y + 1);
    sales_draw(home, canvas, right, area.y + 2);
}

/* A triangle that points to the right, as high as `area`, at its right end; returns where it
 * begins.
 */
static int arrow_draw(struct canvas *canvas, struct area area, enum style style)
{
    static const uint32_t UPPER = 0x2580, LOWER = 0x2584, FULL = 0x2588;
    int x = area.x + area.width - 2 * area.height;

    for (int y = 0; y < area.height && canvas->half_blocks; y++) {
        int above = 2 * y, below = 2 * y + 1, last = 2 * area.height - 1;
        int upper = 2 * ((above < last - above ? above : last - above) + 1);
        int lower = 2 * ((below < last - below ? below : last - below) + 1);
        int both = upper < lower ? upper : lower;

        struct area row = { x, area.y + y, both, 1 };

        canvas_fill(canvas, row, style, canvas_has_pictures(canvas) ? ' ' : FULL);
        if (canvas_has_pictures(canvas)) /* without the seams that fonts leave between blocks */
            canvas_set_ground(canvas, row, COLOUR(CARD_RGB));
        canvas_fill(canvas, (struct area){ x + both, area.y + y, upper + lower - 2 * both, 1 },
                    style, upper > lower ? UPPER : LOWER);
    }
    return x;
}

/* How many others there are stands beside the key that shows them. */
static void more_draw(const struct home *home, struct canvas *canvas, int right, int y)
{
    enum style style = home->selected == 0 ? STYLE_NEXT : STYLE_TEXT;
    char more[16];
    int x;

    if (home->advice_count < 2)
        return;
    snprintf(more, sizeof more, "%d / %d", home->turned + 1, home->advice_count);
    x = canvas_put_right(canvas, right, y, style, more);
    canvas_put_right(canvas, x - 1, y, STYLE_KEY, " 0 ");
    canvas_add_spot(canvas, (struct area){ x - 4, y, right - x + 4, 1 }, PRESS_CHARACTER, '0');
}

/* Large, because it is what nearly everybody wants next. */
static void step_draw(const struct home *home, struct canvas *canvas)
{
    struct area area = home_step_area(canvas->width, canvas->height);
    struct area inside = { area.x + 3, area.y + 1, area.width - 5, area.height - 2 };
    bool here = home->selected == 0;
    enum style style = here ? STYLE_NEXT : STYLE_TEXT;
    int picture = home_step_picture(home), right;
    char sentence[ADVICE_TEXT_MAX] = "";

    canvas_fill(canvas, area, style, ' ');
    if (!here)
        canvas_box(canvas, area, STYLE_QUIET);
    if (picture >= 0 && canvas_has_pictures(canvas) && area.height > LOW_STEP) {
        struct area drawing = { area.x, area.y, 4 * area.height, area.height };

        home_picture_draw(canvas, drawing, picture, STEP_GROUND_RGB);
        inside.x += drawing.width;
        inside.width -= drawing.width;
    }
    right = inside.x + inside.width;
    if (here && area.height > LOW_STEP)
        right = arrow_draw(canvas, inside, style);
    else if (here)
        right = arrow_draw(canvas, area, style);
    if (home->advice_count > 0)
        advice_say(&home->advice[home->turned], &home->facts, sentence);
    canvas_put(canvas, inside.x - 2, inside.y, style, here ? ">" : " ");
    canvas_put(canvas, inside.x, inside.y, style, _("Maintenant"));
    more_draw(home, canvas, right - 2, inside.y);
    inside.width = right - 2 - inside.x;
    inside.y += area.height > LOW_STEP ? 2 : 1;
    inside.height = area.y + area.height - inside.y;
    canvas_put_wrapped(canvas, inside, here ? style : STYLE_STRONG, sentence);
}

/* Like the line of a list: reversed and marked where Enter acts. */
static void place_draw(const struct home *home, struct canvas *canvas, int i)
{
    struct area area = home_place_area(i, canvas->width, canvas->height);
    int taken = picture_width(canvas, area);
    struct area text = { area.x + taken, area.y, area.width - taken, area.height };
    int margin = text.width > PLACE_TEXT_WIDTH ? 1 : 0;
    bool here = home->selected == i + 1;
    enum style style = here ? STYLE_SELECTED : STYLE_TEXT;
    char digit[2] = { (char)('1' + i), '\0' };

    if (taken > 0) {
        home_picture_draw(canvas, (struct area){ area.x, area.y, taken, area.height }, i,
                          BAND_GROUND_RGB[GROUP_BANDS[i / HOME_GROUP_PLACES]]);
        canvas_card(canvas, text);
    }
    text.y += (area.height - 1) / 2;
    text.height = 1;
    if (here)
        canvas_fill(canvas, text, style, ' ');
    canvas_put(canvas, text.x + margin, text.y, style, here ? ">" : " ");
    canvas_put(canvas, text.x + 2 + margin, text.y, here ? style : STYLE_KEY, digit);
    text.x += NAME_COLUMN + margin;
    text.width -= NAME_COLUMN + margin;
    canvas_put_fit(canvas, text, here ? style : STYLE_STRONG, home_place_name(i));
}

static void places_draw(const struct home *home, struct canvas *canvas)
{
    static const char *const GROUPS[HOME_GROUPS] = { N_("Groupe"), N_("Stand"), N_("Suite") };

    for (int group = 0; group < HOME_GROUPS; group++) {
        struct area area = group_area(group, canvas->width, canvas->height);

        area.height = 1;
        canvas_fill(canvas, area, STYLE_TITLE, ' ');
        canvas_put(canvas, area.x + 1, area.y, STYLE_TITLE, _(GROUPS[group]));
        if (canvas_has_pictures(canvas))
            canvas_set_ground(canvas, area, COLOUR(BAND_RGB[GROUP_BANDS[group]]));
    }
    for (int i = 0; home_place_name(i); i++)
        place_draw(home, canvas, i);
}

void home_draw(const void *model, struct canvas *canvas)
{
    const struct home *home = model;
    struct frame frame = {
        .title = home->session.name,
        .back = "",
        .next = home->selected == 0 ? _("Aller") : _("Ouvrir"),
    };

    status_draw(home, canvas, frame_area(canvas));
    step_draw(home, canvas);
    places_draw(home, canvas);
    frame_draw(canvas, &frame);
}
