#include "reports/figures/duty_list.h"

#include "base/lang.h"
#include "programme/programme_store.h"
#include "reports/figures/roll.h"

bool duty_list_read(struct db *db, struct duty_list *out, struct err *err)
{
    struct calendar calendar;

    *out = (struct duty_list){ .day_count = 0 };
    if (!people_read(db, &out->people, err) || !programme_calendar(db, &calendar, err))
        return false;
    for (; out->day_count < calendar.day_count; out->day_count++)
        if (!duty_read(db, out->day_count + 1, &out->days[out->day_count], err))
            return false;
    return true;
}

static void duty_row(const struct duty_list *list, int day, const struct duty *duty,
                     struct page *page)
{
    int person = people_find(&list->people, duty->badge);
    const struct cell cells[] = {
        cell_integer(day),
        cell_word(duty->role, duty_role_name(duty->role)),
        cell_text(duty->badge),
        cell_text(person < 0 ? "" : list->people.list[person].called_name),
    };

    page_row(page, cells);
}

void duty_list_page(const struct session *session, const struct duty_list *list, struct page *page)
{
    const struct page_column columns[] = {
        { "day", _("Jour"), CELL_INTEGER, READER_ALL, false },
        { "role", _("Rôle"), CELL_TEXT, READER_ALL, false },
        { "badge", _("Badge"), CELL_TEXT, READER_ALL, false },
        { "name", _("Nom"), CELL_TEXT, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns, .column_count = (int)COUNT_OF(columns) };
    int count = 0;

    people_page_title(page, _("Rôles des jours"), session);
    page_begin_table(page, &table);
    for (int day = 0; day < list->day_count; day++)
        for (int i = 0; i < list->days[day].count; i++, count++)
            duty_row(list, day + 1, &list->days[day].list[i], page);
    page_end_table(page);
    if (count == 0)
        page_sentence(page, _("Personne n'a encore pris de rôle."));
}
