#include "tests/support/group.h"

#include "programme/programme_store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

void group_press(struct market *market, const char *bytes, const char *then)
{
    screen_key(&market->screen, bytes);
    screen_wait(&market->screen, then);
}

void group_type(struct market *market, const char *text, const char *then)
{
    screen_type(&market->screen, text);
    screen_wait(&market->screen, then);
}

void group_make(struct market *market, int count)
{
    static const char *const NAMES[] = { "Amina", "Karim", "Zélandine" };
    struct calendar calendar;
    struct book book;
    struct err err = ERR_EMPTY;

    market_make(market);
    market_look(market, &book);
    for (int i = 0; i < count; i++) {
        char badge[BADGE_MAX];

        snprintf(badge, sizeof badge, "P%d", i + 1);
        assert_true(people_put(book.db, badge, NAMES[i], &err));
    }
    assert_true(programme_calendar(book.db, &calendar, &err));
    for (int day = 0; day < calendar.day_count; day++)
        calendar.days[day].date = (struct day){ day_of(2019, 11, 22).number + day };
    assert_true(programme_set_calendar(book.db, &calendar, &err)); /* the clock stands on J5 */
    book_close(&book);
}

void group_open(struct market *market, int count)
{
    group_make(market, count);
    market_open(market, 80, 24, "fr", NULL);
    group_press(market, HOME_PEOPLE, "Nouvelle personne");
}

void group_open_line(struct market *market, int count, const char *person, const char *line,
                     const char *then)
{
    group_open(market, count);
    group_press(market, person, "Fiche d'accueil");
    group_press(market, line, then);
}

struct vault group_vault(struct book *book)
{
    const struct vault_access here = { NULL, NULL, NULL };
    struct vault vault = { .is_open = false };
    struct err err = ERR_EMPTY;

    if (!vault_open(book->db, &here, &vault, &err))
        fail_msg("%s", err.text);
    return vault;
}
