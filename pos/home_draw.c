#include "pos/home.h"

#include "base/lang.h"
#include "base/text.h"
#include "programme/agenda.h"

#include <stdio.h>
#include <string.h>

enum { STATUS_LINES = 5, NAME_COLUMN = 5 };

struct area home_lines_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x, area.y + STATUS_LINES, area.width, area.height - STATUS_LINES };
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

/* "J5 sur 7. On vend." */
static void today_draw(const struct home *home, struct canvas *canvas, struct area line)
{
    const struct calendar *calendar = &home->facts.to_do.calendar;
    char what[AGENDA_TEXT_MAX];
    char text[AGENDA_TEXT_MAX + 40];

    if (home->today == 0) {
        snprintf(text, sizeof text, "%s", _("Pas de jour de session aujourd'hui."));
    } else {
        agenda_what(calendar, home->today, what);
        snprintf(text, sizeof text, _("J%d sur %d. %s"), home->today, calendar->day_count, what);
    }
    canvas_put_fit(canvas, line, home->today ? STYLE_STRONG : STYLE_TEXT, text);
}

static void sales_draw(const struct home *home, struct canvas *canvas, struct area line)
{
    const struct reading *reading = &home->facts.reading;
    char gross[MONEY_TEXT_MAX];
    char perpetual[MONEY_TEXT_MAX];

    money_format_euro(reading->sales.gross, gross);
    money_format_euro(reading->perpetual, perpetual);
    canvas_put_format(canvas, line.x, line.y, STYLE_TEXT,
                      lang_plural("%lld vente ce jour : %s. En tout : %s.",
                                  "%lld ventes ce jour : %s. En tout : %s.",
                                  (long)reading->sales.tickets),
                      (long long)reading->sales.tickets, gross, perpetual);
}

/* Who comes today; once something was sold, and between the days, the sales. */
static void company_draw(const struct home *home, struct canvas *canvas, struct area line)
{
    char with[AGENDA_TEXT_MAX] = "";
    char text[AGENDA_TEXT_MAX + 20];

    if (home->today > 0)
        agenda_with(&home->facts.to_do.calendar, home->today, with);

    if (home->older_copy[0] != '\0') {
        canvas_put_fit(canvas, line, STYLE_WARNING, home->older_copy);
    } else if (with[0] == '\0' || home->facts.reading.sales.tickets > 0) {
        sales_draw(home, canvas, line);
    } else {
        snprintf(text, sizeof text, _("Avec : %s."), with);
        canvas_put_fit(canvas, line, STYLE_TEXT, text);
    }
}

/* "Session ouverte, comptes clos": the days and the till are closed apart. */
static void state_draw(const struct home *home, struct canvas *canvas, int right, int y)
{
    char text[96];

    snprintf(text, sizeof text,
             home->facts.session_is_closed ? _("Session %s, comptes clos") : _("Session %s"),
             session_state_name(home->facts.to_do.state));
    canvas_put_right(canvas, right, y, STYLE_TEXT, text);
}

/* A role without a PIN asks for none, and that is said. */
static void pins_draw(const struct home *home, struct canvas *canvas, int right, int y)
{
    bool animator = home->facts.animator_has_pin;
    bool host = home->facts.host_has_pin;
    const char *text = !animator && !host ? _("Sans code : animateur, coopérative")
                       : !animator        ? _("Sans code : animateur")
                       : !host            ? _("Sans code : coopérative")
                                          : "";

    canvas_put_right(canvas, right, y, STYLE_QUIET, text);
}

static void status_draw(const struct home *home, struct canvas *canvas, struct area area)
{
    struct area line = { area.x + 1, area.y, area.width - 1, 1 };

    canvas_put(canvas, line.x, area.y, STYLE_STRONG, home->session.name);
    if (home->session.is_example)
        canvas_put_right(canvas, area.x + area.width, area.y, STYLE_WARNING,
                         _(" Exemple : ventes inventées "));
    else
        pins_draw(home, canvas, area.x + area.width, area.y);
    canvas_put_format(canvas, line.x, area.y + 1, STYLE_TEXT, "%s%s%s", home->session.host,
                      home->session.place[0] ? ", " : "", home->session.place);
    state_draw(home, canvas, area.x + area.width, area.y + 1);
    days_draw(home, canvas, area.x, area.y + 2);
    line.y = area.y + 3;
    today_draw(home, canvas, line);
    line.y = area.y + 4;
    company_draw(home, canvas, line);
}

/* Like the line of a list: reversed and marked where Enter acts. */
static void line_draw(struct canvas *canvas, struct area line, bool selected, char digit)
{
    char number[2] = { digit, '\0' };

    canvas_fill(canvas, line, selected ? STYLE_SELECTED : STYLE_TEXT, ' ');
    canvas_put(canvas, line.x + 1, line.y, selected ? STYLE_SELECTED : STYLE_TEXT,
               selected ? ">" : " ");
    canvas_put(canvas, line.x + 3, line.y, selected ? STYLE_SELECTED : STYLE_KEY, number);
}

/* The next step after its word; what else is missing stands in line below it. */
static void advice_draw(const struct home *home, struct canvas *canvas, struct area line, int i)
{
    bool selected = i == home->selected;
    enum style style = selected ? STYLE_SELECTED : i == 0 ? STYLE_STRONG : STYLE_TEXT;
    int indent = text_width_cols(_("Ensuite :")) + 1;
    char sentence[ADVICE_TEXT_MAX];

    advice_say(&home->advice[i], &home->facts, sentence);
    line_draw(canvas, line, selected, '\0');
    if (i == 0)
        canvas_put(canvas, line.x + 3, line.y, style, _("Ensuite :"));
    line.x += 3 + indent;
    line.width -= 3 + indent;
    canvas_put_fit(canvas, line, style, sentence);
}

static void lines_draw(const struct home *home, struct canvas *canvas)
{
    struct area line = home_lines_area(canvas->width, canvas->height);
    int top = line.y;
    const char *name;

    line.height = 1;
    for (int i = 0; i < home->shown; i++) {
        line.y = top + i;
        advice_draw(home, canvas, line, i);
    }
    for (int i = 0; (name = home_place_name(i)) != NULL; i++) {
        bool selected = home->selected == home->shown + i;

        line.y = top + HOME_PLACES_ROW + i;
        line_draw(canvas, line, selected, (char)('1' + i));
        canvas_put_fit(canvas,
                       (struct area){ line.x + NAME_COLUMN, line.y, line.width - NAME_COLUMN, 1 },
                       selected ? STYLE_SELECTED : STYLE_TEXT, name);
    }
}

void home_draw(const void *model, struct canvas *canvas)
{
    const struct home *home = model;
    struct frame frame = {
        .title = _("Session"),
        .notice = &home->notice,
        .back = _("Sessions"),
        .next = home->selected < home->shown ? _("Y aller") : _("Ouvrir"),
    };

    status_draw(home, canvas, frame_area(canvas));
    lines_draw(home, canvas);
    frame_draw(canvas, &frame);
}
