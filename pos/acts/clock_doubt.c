#include "pos/acts/clock_doubt.h"

#include "base/lang.h"
#include "programme/programme_store.h"

#include <stdio.h>

enum { BEHIND_S = 300, BEFORE_DAYS = 92, AFTER_DAYS = 366 };

bool clock_doubt_read(struct till *till, char out[CLOCK_DOUBT_MAX], struct err *err)
{
    struct moment now = till_now(till);
    struct day today = moment_day(now);
    struct calendar calendar;
    struct day first;
    struct day last;
    char day[MOMENT_TEXT_MAX];
    char hour[6];
    bool behind = now.utc_s + BEHIND_S < till->real.head.time;

    out[0] = '\0';
    if (!programme_calendar(till->db, &calendar, err))
        return false;
    first = calendar_first(&calendar);
    last = calendar_last(&calendar);
    if (!behind &&
        (first.number == DAY_NONE_NUMBER || last.number == DAY_NONE_NUMBER ||
         (today.number >= first.number - BEFORE_DAYS && today.number <= last.number + AFTER_DAYS)))
        return true;
    day_format_human(today, day, sizeof day);
    moment_format_hour(now, hour);
    snprintf(out, CLOCK_DOUBT_MAX,
             behind ? _("L'horloge dit %s, %s : avant la dernière vente. Est-ce juste ? "
                        "Rien n'est arrêté.")
                    : _("L'horloge dit %s, %s : loin de la session. Est-ce juste ? "
                        "Rien n'est arrêté."),
             day, hour);
    return true;
}

bool clock_doubt_tell(struct till *till, struct err *err)
{
    char doubt[CLOCK_DOUBT_MAX];

    if (!clock_doubt_read(till, doubt, err))
        return false;
    if (doubt[0])
        fprintf(stderr, "flashcoop: %s\n", doubt);
    return true;
}
