#include "pos/home.h"

#include "base/lang.h"
#include "ledger/closing.h"
#include "pos/assessment.h"
#include "pos/cash.h"
#include "pos/charges.h"
#include "pos/closings.h"
#include "pos/counter.h"
#include "pos/days.h"
#include "pos/device_list.h"
#include "pos/persons.h"
#include "pos/products.h"
#include "pos/reports_page.h"
#include "pos/roll_call.h"
#include "pos/sharing.h"
#include "pos/workshops.h"
#include "programme/programme_store.h"

#include <stdio.h>
#include <string.h>

enum { HOME_REFRESH, HOME_OPEN };

/* What can be done from here, in the order of the days. */
static const struct {
    const char *name;
    const struct screen_kind *screen;
} PLACES[] = {
    { N_("Vendre"), &COUNTER },
    { N_("Argent du tiroir : fond, apport, retrait"), &CASH },
    { N_("Clore : la journée, le mois, la session"), &CLOSINGS },
    { N_("Charges"), &CHARGES },
    { N_("Résultat et partage"), &SHARING },
    { N_("Personnes"), &PERSONS },
    { N_("Appel de la demi-journée"), &ROLL_CALL },
    { N_("Évaluation"), &ASSESSMENT },
    { N_("Produits"), &PRODUCTS },
    { N_("Ateliers : prix, emprunt, fabrication"), &WORKSHOPS },
    { N_("Jours"), &DAYS },
    { N_("Rapports et papiers"), &REPORTS_PAGE },
    { N_("Appareils : imprimante, scanner"), &DEVICE_LIST },
};

enum { PLACE_COUNT = COUNT_OF(PLACES), STATUS_LINES = 5 };

static bool home_read(struct home *home, struct desk *desk, struct err *err)
{
    struct till *till = desk->till;
    struct product products[PRODUCTS_MAX];

    home->session = till->session;
    home->practice = till->is_practice;
    home->older_copy = till->is_older_copy;
    home->session_is_closed = till->session_is_closed;
    return closing_day_is_open(till, &home->day_is_open, err) &&
           closing_count_done(till->db, till->letter, PERIOD_DAY, &home->day_closings, err) &&
           product_list(till->db, products, PRODUCTS_MAX, &home->product_count, err) &&
           reading_of_period(till, PERIOD_DAY, &home->reading, err) &&
           pin_is_set(till->db, ROLE_ANIMATOR, &home->animator_has_pin, err) &&
           pin_is_set(till->db, ROLE_HOST, &home->host_has_pin, err) &&
           programme_calendar(till->db, &home->calendar, err);
}

static void home_begin(void *model, struct desk *desk, int64_t argument)
{
    struct home *home = model;

    (void)desk;
    (void)argument;
    list_set_count(&home->list, PLACE_COUNT);
}

static struct area home_list_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x, area.y + STATUS_LINES, area.width, area.height - STATUS_LINES };
}

static struct effect home_update(void *model, const struct event *event)
{
    struct home *home = model;
    struct area area = home_list_area(event->width, event->height);

    if (event->kind == EVENT_SHOWN)
        return (struct effect){ EFFECT_PERFORM, HOME_REFRESH };
    notice_clear(&home->notice);
    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE)
        return (struct effect){ EFFECT_BACK, 0 };
    if (list_update(&home->list, event, area, NULL) != LIST_NONE)
        return (struct effect){ EFFECT_PERFORM, HOME_OPEN };
    return (struct effect){ EFFECT_NONE, 0 };
}

static void home_perform(void *model, struct desk *desk, int what)
{
    struct home *home = model;
    struct err err = ERR_EMPTY;

    if (what == HOME_OPEN) {
        desk_go(desk, PLACES[home->list.selected].screen, 0);
        return;
    }
    snprintf(home->place, sizeof home->place, "%s", desk->place);
    if (desk->message.text[0] != '\0') {
        home->notice = desk->message;
        notice_clear(&desk->message);
    }
    if (!home_read(home, desk, &err))
        notice_fail(&home->notice, &err);
    home->today = calendar_find(&home->calendar, moment_day(till_now(desk->till)));
}

static struct list_row home_row(const void *context, int i)
{
    (void)context;
    return list_row_of(_(PLACES[i].name), "", STYLE_TEXT);
}

/* The one thing that matters most now. */
static const char *home_advice(const struct home *home)
{
    if (home->session_is_closed)
        return _("La session est close : il reste à lire et à emporter.");
    if (home->older_copy)
        return _("Ce livre est une copie ancienne : un plus récent a été vu ici.");
    if (home->product_count == 0)
        return _("Il manque les produits : les écrire avant de vendre.");
    if (home->reading.sales.tickets > 0)
        return _("La journée est ouverte. Le soir : compter le tiroir et clore la journée.");
    if (home->day_closings > 0)
        return _("La journée est close. Ensuite : les charges, puis le partage.");
    return _("Tout est prêt. Ensuite : mettre le fond de caisse, puis vendre.");
}

/* J1 26/11  [J2 28/11]  J3 …: today's between brackets. */
static void home_days_draw(const struct home *home, struct canvas *canvas, int x, int y)
{
    for (int day = 1; day <= home->calendar.day_count; day++) {
        bool today = day == home->today;
        int year;
        int month;
        int month_day;
        char text[32];

        if (home->calendar.days[day - 1].date.number == DAY_NONE_NUMBER) {
            snprintf(text, sizeof text, " J%d ", day);
        } else {
            day_split(home->calendar.days[day - 1].date, &year, &month, &month_day);
            snprintf(text, sizeof text, today ? "[J%d %02d/%02d]" : " J%d %02d/%02d ", day,
                     month_day, month);
        }
        if (x + (int)strlen(text) < canvas->width)
            x = canvas_put(canvas, x, y, today ? STYLE_SELECTED : STYLE_QUIET, text);
    }
}

/* A role without a PIN asks for none, and that is said. */
static void home_pins_draw(const struct home *home, struct canvas *canvas, struct area area)
{
    const char *text = !home->animator_has_pin && !home->host_has_pin
                           ? _("Sans code : animateur, coopérative")
                       : !home->animator_has_pin ? _("Sans code : animateur")
                       : !home->host_has_pin     ? _("Sans code : coopérative")
                                                 : "";

    canvas_put_right(canvas, area.x + area.width, area.y + 1, STYLE_QUIET, text);
}

static void home_status_draw(const struct home *home, struct canvas *canvas, struct area area)
{
    char gross[MONEY_TEXT_MAX];
    char perpetual[MONEY_TEXT_MAX];

    money_format_euro(home->reading.sales.gross, gross);
    money_format_euro(home->reading.perpetual, perpetual);
    canvas_put(canvas, area.x + 1, area.y, STYLE_STRONG, home->session.name);
    canvas_put_format(canvas, area.x + 1, area.y + 1, STYLE_TEXT, "%s%s%s", home->session.host,
                      home->session.place[0] ? ", " : "", home->session.place);
    if (home->session.is_example)
        canvas_put_right(canvas, area.x + area.width, area.y, STYLE_WARNING,
                         _(" Exemple : ventes inventées "));
    home_pins_draw(home, canvas, area);
    canvas_put_format(canvas, area.x + 1, area.y + 2, STYLE_TEXT,
                      lang_plural("%lld vente ce jour : %s. En tout : %s.",
                                  "%lld ventes ce jour : %s. En tout : %s.",
                                  (long)home->reading.sales.tickets),
                      (long long)home->reading.sales.tickets, gross, perpetual);
    home_days_draw(home, canvas, area.x, area.y + 3);
    canvas_put_fit(canvas, (struct area){ area.x + 1, area.y + 4, area.width - 1, 1 }, STYLE_STRONG,
                   home_advice(home));
}

static void home_draw(const void *model, struct canvas *canvas)
{
    const struct home *home = model;
    struct frame frame = {
        .title = _("Session"),
        .place = home->place,
        .notice = &home->notice,
        .back = _("Sessions"),
        .next = _("Ouvrir"),
        .practice = home->practice,
    };

    home_status_draw(home, canvas, frame_area(canvas));
    list_draw(&home->list, canvas, home_list_area(canvas->width, canvas->height), home_row, home);
    frame_draw(canvas, &frame);
}

const struct screen_kind HOME = {
    .title = N_("Session"),
    .help = N_("La ligne en gras dit ce qui manque ou ce qui vient ensuite.\nChoisir ce qu'on veut "
               "faire avec les flèches ou son chiffre, puis Entrée."),
    .model_size = sizeof(struct home),
    .begin = home_begin,
    .update = home_update,
    .perform = home_perform,
    .draw = home_draw,
};
