#include "reports/figures/roll.h"

#include "base/lang.h"
#include "programme/programme_store.h"

#include <stdio.h>

bool roll_read(struct db *db, struct roll *out, struct err *err)
{
    struct calendar calendar;

    *out = (struct roll){ 0 };
    if (!people_read(db, &out->people, err) || !programme_calendar(db, &calendar, err))
        return false;
    for (int i = 0; i < out->people.count; i++) {
        struct attendance attendance;

        if (!records_attendance(db, out->people.list[i].badge, &attendance, err))
            return false;
        out->totals[i] = attendance_sum(&attendance, &calendar, &out->people.list[i].stays);
        attendance_add(&out->group, &out->totals[i]);
    }
    return true;
}

void people_page_title(struct page *page, const char *title, const struct session *session)
{
    char subtitle[2 * NAME_MAX_TEXT + 8];

    snprintf(subtitle, sizeof subtitle, "%s, %s", session->name, session->host);
    page_title(page, title, subtitle);
    if (session->is_example)
        page_note(page, _("Exemple : personnes et réponses inventées, rien de réel."));
}

enum { DAY_NAME_MAX = 8 };

/* "J2" and "J6": the first day of her first period, the last of her last one, "" when it is open.
 */
static void stays_put_ends(const struct stays *stays, char from[DAY_NAME_MAX],
                           char to[DAY_NAME_MAX])
{
    int first = stays->count > 0 ? stays->list[0].from : 1;
    int last = stays->count > 0 ? stays->list[stays->count - 1].to : 0;

    snprintf(from, DAY_NAME_MAX, "J%d", first);
    to[0] = '\0';
    if (last > 0)
        snprintf(to, DAY_NAME_MAX, "J%d", last);
}

static void group_say(const struct roll *roll, struct page *page)
{
    char rate[RATE_TEXT_MAX];
    char sentence[RATE_TEXT_MAX + 40];

    attendance_format(&roll->group, rate);
    snprintf(sentence, sizeof sentence, _("Groupe : %s."), rate);
    page_sentence(page, sentence);
    page_note(page,
              _("Une demi-journée qui n'a pas été appelée ne compte ni présente ni absente."));
}

void roll_page(const struct session *session, const struct roll *roll, struct page *page)
{
    const struct page_column columns[] = {
        { "badge", _("Badge"), CELL_TEXT, READER_ALL, false },
        { "name", _("Nom"), CELL_TEXT, READER_ALL, false },
        { "minutes", _("Présence"), CELL_MINUTES, READER_ALL, true },
        { "planned_minutes", _("Prévu"), CELL_MINUTES, READER_ALL, true },
        { "half_days_present", _("Demi-journées"), CELL_INTEGER, READER_ALL, true },
        { "half_days_called", _("sur"), CELL_INTEGER, READER_ALL, true },
        { "from", _("Depuis"), CELL_TEXT, READER_FILES, false },
        { "to", _("Jusqu'à"), CELL_TEXT, READER_FILES, false },
    };
    const struct page_table table = { .columns = columns,
                                      .column_count = (int)COUNT_OF(columns),
                                      .total_label = _("Groupe") };

    people_page_title(page, _("Présence"), session);
    page_begin_table(page, &table);
    for (int i = 0; i < roll->people.count; i++) {
        const struct participant *person = &roll->people.list[i];
        const struct attendance_total *total = &roll->totals[i];
        char from[DAY_NAME_MAX], to[DAY_NAME_MAX];

        stays_put_ends(&person->stays, from, to);

        const struct cell cells[] = {
            cell_text(person->badge),
            cell_text(person->called_name),
            cell_minutes(total->present),
            cell_minutes(total->planned),
            cell_integer(total->half_days_present),
            cell_integer(total->half_days_called),
            cell_text(from),
            cell_text(to),
        };

        page_row(page, cells);
    }
    page_end_table(page);
    group_say(roll, page);
}
