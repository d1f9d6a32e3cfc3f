#include "reports/figures/exit_due.h"

#include "base/lang.h"

#include <stdio.h>

enum { LINE_MAX = 200 };

static void sentence_put(const char *badge, struct day exit, struct day today, struct page *page)
{
    struct day due = { exit.number + EXIT_DUE_DAYS };
    char line[LINE_MAX], date[24];

    day_format_human(due, date, sizeof date);
    if (today.number > due.number)
        snprintf(line, sizeof line, _("%s : la sortie était à dire avant le %s."), badge, date);
    else if (today.number >= exit.number + EXIT_LAST_WORD_DAYS)
        snprintf(line, sizeof line, _("%s : dire la sortie maintenant, c'est avant le %s."), badge,
                 date);
    else
        snprintf(line, sizeof line, _("%s : dire la sortie avant le %s."), badge, date);
    page_sentence(page, line);
}

bool exit_due_put(struct db *db, const char *badge, struct day exit, struct day today,
                  struct page *page, struct err *err)
{
    struct outcome weeks;

    if (exit.number == DAY_NONE_NUMBER || today.number < exit.number + EXIT_FIRST_WORD_DAYS)
        return true;
    if (!outcome_read(db, badge, MOMENT_FOUR_WEEKS, &weeks, err))
        return false;
    if (weeks.kind == OUTCOME_NOT_SAID)
        sentence_put(badge, exit, today, page);
    return true;
}
