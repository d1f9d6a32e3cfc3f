#include "reports/figures/fact_box.h"

#include "base/lang.h"
#include "programme/people.h"
#include "programme/programme_store.h"
#include "reports/figures/roll.h"

#include <stdio.h>
#include <string.h>

bool fact_box_read(struct db *db, const struct session *session, cents turnover,
                   struct fact_box *out, struct err *err)
{
    struct people people;

    *out = (struct fact_box){ .session = *session, .turnover = turnover };
    if (!session_venues(db, session, out->venues, err) || !people_read(db, &people, err) ||
        !programme_calendar(db, &out->calendar, err))
        return false;
    out->participants = people.count;
    return true;
}

void fact_box_format_dates(const struct calendar *calendar, char out[DATES_TEXT_MAX])
{
    size_t length = 0;

    out[0] = '\0';
    for (int i = 0; i < calendar->day_count; i++) {
        char date[DAY_TEXT_MAX];

        day_format(calendar->days[i].date, date);
        if (date[0])
            length += (size_t)snprintf(out + length, DATES_TEXT_MAX - length, "%s%s",
                                       length ? "," : "", date);
    }
}

/* "du 26/11/2019 au 05/12/2019, 7 jours" */
static void span_format(const struct calendar *calendar, char *out, size_t room)
{
    char first[24];
    char last[24];

    if (calendar_first(calendar).number == DAY_NONE_NUMBER ||
        calendar_last(calendar).number == DAY_NONE_NUMBER) {
        snprintf(out, room, _("%d jours, dates à choisir"), calendar->day_count);
        return;
    }
    day_format_human(calendar_first(calendar), first, sizeof first);
    day_format_human(calendar_last(calendar), last, sizeof last);
    snprintf(out, room, _("du %s au %s, %d jours"), first, last, calendar->day_count);
}

void fact_box_page(const struct fact_box *box, struct page *page)
{
    const struct session *session = &box->session;
    char dates[DATES_TEXT_MAX];
    char span[96];

    fact_box_format_dates(&box->calendar, dates);
    span_format(&box->calendar, span, sizeof span);
    page_title(page, session->name, session->host);
    if (session->is_example)
        page_note(page, _("Faits publiés en 2019-2020 ; ventes, personnes et réponses inventées."));
    page_begin_table(page, &PAGE_FACTS);
    page_fact(page, "name", _("Nom"), cell_name(session->name));
    page_fact(page, "host", _("Coopérative"), cell_name(session->host));
    page_fact(page, "place", _("Lieu"), cell_name(session->place));
    page_fact(page, "dates", _("Dates"), cell_word(dates, span));
    page_fact(page, "participants", _("Participants"), cell_integer(box->participants));
    page_fact(page, "venue", _("Lieu de vente"), cell_name(box->venues));
    page_fact(page, "turnover", _("Chiffre d'affaires"), cell_money(box->turnover));
    page_fact(page, "sector", _("Filière"),
              cell_word(SECTORS[session->sector].word, _(SECTORS[session->sector].name)));
    page_fact(page, "product", _("Produit"), cell_text(session->product));
    page_end_table(page);
}
