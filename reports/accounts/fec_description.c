#include "reports/accounts/fec_description.h"

#include "base/lang.h"
#include "base/template.h"

#include <stdio.h>
#include <string.h>

static const unsigned char DESCRIPTION[] = {
#include "reports/accounts/fec_description.txt.inc"
};

enum { LIST_MAX = 1 << 16, FIGURE_MAX = 32 };

static void put_amount(cents amount, char out[FIGURE_MAX])
{
    snprintf(out, FIGURE_MAX, "%lld,%02d", (long long)(amount / 100), (int)(amount % 100));
}

/* Each journal or session once, in the order in which they come. */
static void put_once(const struct account_lines *lines, bool journals, struct buf *out)
{
    for (int i = 0; i < lines->count; i++) {
        const struct account_line *line = &lines->all[i];
        bool seen = false;

        for (int k = 0; k < i && !seen; k++)
            seen = strcmp(journals ? lines->all[k].journal : lines->all[k].code,
                          journals ? line->journal : line->code) == 0;
        if (!seen)
            buf_printf(out, "%-8s %s\n", journals ? line->journal : line->code,
                       journals ? line->journal_label : line->section_label);
    }
}

static void put_day(struct day day, char out[DAY_TEXT_MAX])
{
    int year, month, month_day;

    day_split(day, &year, &month, &month_day);
    snprintf(out, DAY_TEXT_MAX, "%02d/%02d/%04d", month_day % 100, month % 100, year % 10000);
}

void fec_description_put(const struct session *host, const struct exercise *exercise,
                         const char *fec_name, const struct account_lines *lines, struct buf *out)
{
    struct buf journals = buf_init(LIST_MAX);
    struct buf sessions = buf_init(LIST_MAX);
    char from[DAY_TEXT_MAX];
    char to[DAY_TEXT_MAX];
    char figures[4][FIGURE_MAX];
    int64_t entries = 0;
    cents debit = 0;
    cents credit = 0;

    for (int i = 0; i < lines->count; i++) {
        debit += lines->all[i].debit;
        credit += lines->all[i].credit;
        entries += i == 0 || lines->all[i].entry != lines->all[i - 1].entry;
    }
    put_day(exercise->from, from);
    put_day(exercise->to, to);
    put_once(lines, true, &journals);
    put_once(lines, false, &sessions);
    snprintf(figures[0], FIGURE_MAX, "%lld", (long long)entries);
    snprintf(figures[1], FIGURE_MAX, "%d", lines->count);
    put_amount(debit, figures[2]);
    put_amount(credit, figures[3]);

    const char *const pairs[][2] = {
        { "@FEC@", fec_name },
        { "@HOST@", host->host },
        { "@SIREN@", host->siren },
        { "@FROM@", from },
        { "@TO@", to },
        { "@VERSION@", VERSION },
        { "@JOURNALS@", buf_text(&journals) },
        { "@SESSIONS@", buf_text(&sessions) },
        { "@ENTRIES@", figures[0] },
        { "@LINES@", figures[1] },
        { "@DEBIT@", figures[2] },
        { "@CREDIT@", figures[3] },
    };

    template_put(out, (const char *)DESCRIPTION, pairs, COUNT_OF(pairs), "-");
    buf_release(&journals);
    buf_release(&sessions);
}
