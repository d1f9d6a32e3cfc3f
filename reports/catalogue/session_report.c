#include "reports/catalogue/session_report.h"

#include "base/lang.h"
#include "reports/figures/fact_box.h"
#include "reports/figures/impact_table.h"
#include "reports/figures/outcome_list.h"
#include "reports/figures/partner_list.h"
#include "reports/figures/group_profile.h"
#include "reports/figures/public_figures.h"
#include "reports/figures/quote_list.h"
#include "reports/figures/roll.h"
#include "reports/figures/turnover.h"

#include <stdio.h>
#include <stdlib.h>

enum { LINE_MAX = 1400 };

static bool put_facts(struct db *db, const struct session *session, struct page *page,
                      struct err *err)
{
    struct fact_box box;
    cents turnover = 0;

    if (!turnover_read(db, &turnover, err) || !fact_box_read(db, session, turnover, &box, err))
        return false;
    fact_box_page(&box, page);
    return true;
}

static bool put_presence(struct db *db, int limit, struct page *page, struct err *err)
{
    struct roll roll;
    char rate[RATE_TEXT_MAX], hours[HOURS_TEXT_MAX], planned[HOURS_TEXT_MAX], line[LINE_MAX];

    if (!roll_read(db, &roll, err))
        return false;
    if (roll.people.count < limit)
        return true; /* the hours of the group would be somebody's own */
    page_section(page, _("Présence"));
    attendance_format(&roll.group, rate);
    page_sentence(page, rate);
    hours_format(roll.group.present, hours);
    hours_format(roll.group.planned, planned);
    snprintf(line, sizeof line, _("Heures faites par le groupe : %s sur %s."), hours, planned);
    page_sentence(page, line);
    return true;
}

static bool put_progress(struct db *db, int limit, struct page *page, struct err *err)
{
    struct rating_table *marks = NULL;
    struct progress progress;
    char line[LINE_MAX];

    if (!rating_table_open(db, &marks, err))
        return false;
    progress_compute(marks, &progress);
    page_section(page, _("Progression"));
    if (cell_may_be_told(progress.finished, progress.people_count, limit)) {
        snprintf(line, sizeof line, _("Ont commencé : %d. Ont fini : %d."), progress.people_count,
                 progress.finished);
        page_sentence(page, line);
    }
    public_progress_put(marks, &progress, limit, page);
    page_note(page, _("L'indice dit ce qui a changé entre le début et la fin, pas pourquoi."));
    rating_table_close(marks);
    return true;
}

static bool put_impact(struct db *db, int limit, struct page *page, struct err *err)
{
    struct impact_table impact;

    if (!impact_table_read(db, &impact, err))
        return false;
    page_section(page, _("Ce que les personnes en disent"));
    if (impact_table_is_empty(&impact))
        page_sentence(page, _("Personne n'a encore répondu."));
    else
        public_impact_put(&impact, limit, page);
    return true;
}

/* Only words of people who agreed, and in which nobody of the group is named. */
struct quotes {
    struct page *page;
    int count;
};

static void put_quote(void *context, const char *words)
{
    struct quotes *quotes = context;
    char line[LINE_MAX];

    if (quotes->count++ == 0)
        page_section(quotes->page, _("Avec leurs mots"));
    snprintf(line, sizeof line, _("« %.*s »"), text_start_bytes(words, 300), words);
    page_sentence(quotes->page, line);
}

static bool put_quotes(struct db *db, struct page *page, struct err *err)
{
    const struct clock clock = clock_real();
    struct quotes quotes = { .page = page };

    return quote_list_each(db, moment_day(clock_now(&clock)), put_quote, &quotes, err);
}

static bool put_profile(struct db *db, const struct vault_access *access, struct page *page,
                        struct err *err)
{
    struct group_profile *profile = calloc(1, sizeof *profile); /* too large for a frame */
    bool good;

    if (!profile)
        return err_fail(err, ERR_STORAGE, _("Plus de mémoire : fermer d'autres programmes."));
    good = group_profile_read(db, access, profile, err);
    if (good)
        group_profile_put(profile, page);
    free(profile);
    return good;
}

bool session_report_page(struct db *db, const struct vault_access *access,
                         const struct session *session, struct page *page, struct err *err)
{
    int limit;

    return cells_limit_read(db, &limit, err) && put_facts(db, session, page, err) &&
           put_profile(db, access, page, err) && put_presence(db, limit, page, err) &&
           put_progress(db, limit, page, err) && put_impact(db, limit, page, err) &&
           outcome_public_put(db, limit, page, err) && put_quotes(db, page, err) &&
           partner_public_put(db, page, err) && partner_figures_put(db, page, err);
}
