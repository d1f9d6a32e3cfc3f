#include "reports/figures/call_list.h"

#include "base/lang.h"
#include "programme/programme_store.h"
#include "reports/figures/roll.h"

#include <stdio.h>

bool call_list_read(struct db *db, struct day today, struct call_list *out, struct err *err)
{
    struct calendar calendar;

    *out = (struct call_list){ 0 };
    if (!people_read(db, &out->people, err) || !programme_calendar(db, &calendar, err))
        return false;
    out->window = calendar_follow_up(&calendar);
    for (int i = 0; i < out->people.count; i++) {
        const char *badge = out->people.list[i].badge;
        struct consent consent;

        if (!people_consent(db, badge, CONSENT_FOLLOW_UP, &consent, err) ||
            !workbook_follow_up(db, badge, out->window, today, &out->states[i], err))
            return false;
        out->agreed[i] = consent_is_given(&consent);
    }
    return true;
}

static void call_row(const struct call_list *list, int i, struct page *page)
{
    const struct participant *person = &list->people.list[i];
    enum follow_up_state state = list->states[i].state;
    /* Calls stay when the names of all are removed, and go with a person who is erased. */
    bool is_gone = person->erased && list->states[i].attempts == 0;
    const struct cell cells[] = {
        cell_text(person->badge),
        cell_text(person->called_name),
        cell_date(list->window.from),
        cell_date(list->window.to),
        is_gone ? cell_word("erased", _("effacée"))
                : cell_word(follow_up_word(state), follow_up_name(state)),
        cell_integer(list->states[i].attempts),
        cell_text(list->agreed[i] ? _("oui") : _("non")),
    };

    page_row(page, cells);
}

void call_list_page(const struct session *session, const struct call_list *list, struct page *page)
{
    const struct page_column columns[] = {
        { "badge", _("Badge"), CELL_TEXT, READER_ALL, false },
        { "name", _("Nom"), CELL_TEXT, READER_PEOPLE, false },
        { "due_from", _("À partir du"), CELL_DATE, READER_ALL, false },
        { "due_to", _("Jusqu'au"), CELL_DATE, READER_ALL, false },
        { "state", _("Où on en est"), CELL_TEXT, READER_ALL, false },
        { "attempts", _("Essais"), CELL_INTEGER, READER_PEOPLE, false },
        { "agreed", _("Accord"), CELL_TEXT, READER_PEOPLE, false },
    };
    const struct page_table table = { .columns = columns, .column_count = (int)COUNT_OF(columns) };
    int answered = 0;
    char share[SHARE_TEXT_MAX];
    char line[SHARE_TEXT_MAX + 80];

    people_page_title(page, _("Qui appeler, 4 à 6 mois après (bilan à froid)"), session);
    page_begin_table(page, &table);
    for (int i = 0; i < list->people.count; i++) {
        call_row(list, i, page);
        answered += list->states[i].state == FOLLOW_UP_ANSWERED;
    }
    page_end_table(page);
    share_format(answered, list->people.count, share);
    snprintf(line, sizeof line, _("Ont répondu : %s."), share);
    page_sentence(page, line);
}
