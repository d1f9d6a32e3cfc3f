#include "pos/acts/clock_doubt.h"

#include "base/lang.h"
#include "ledger/book_days.h"
#include "programme/programme_store.h"

#include <stdio.h>

enum { BEHIND_S = 300, BEFORE_DAYS = 92, AFTER_DAYS = 366 };

/* Before the book was made, or far from the days of its session, where it has some. */
static bool is_far(const struct book_days *book, const struct calendar *calendar, struct day today)
{
    struct day first = calendar_first(calendar);
    struct day last = calendar_last(calendar);

    return today.number < book->first.number ||
           (first.number != DAY_NONE_NUMBER && last.number != DAY_NONE_NUMBER &&
            (today.number < first.number - BEFORE_DAYS || today.number > last.number + AFTER_DAYS));
}

bool clock_doubt_read(struct till *till, char out[CLOCK_DOUBT_MAX], struct err *err)
{
    struct moment now = till_now(till);
    struct day today = moment_day(now);
    struct calendar calendar;
    struct book_days book;
    char day[MOMENT_TEXT_MAX];
    char hour[6];
    bool behind = now.utc_s + BEHIND_S < till->real.head.time;

    out[0] = '\0';
    if (!programme_calendar(till->db, &calendar, err) || !book_days_read(till, &book, err))
        return false;
    if (!behind && !is_far(&book, &calendar, till_day(till)))
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
