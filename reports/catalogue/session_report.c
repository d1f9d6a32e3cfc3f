#include "reports/catalogue/session_report.h"

#include "base/lang.h"
#include "ledger/image_right.h"
#include "programme/mention.h"
#include "programme/workbook.h"
#include "reports/figures/fact_box.h"
#include "reports/figures/impact_table.h"
#include "reports/figures/outcome_list.h"
#include "reports/figures/partner_list.h"
#include "reports/figures/profile.h"
#include "reports/figures/public_figures.h"
#include "reports/figures/roll.h"
#include "reports/figures/turnover.h"

#include <stdio.h>
#include <stdlib.h>

enum { LINE_MAX = 400 };

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
    struct marks *marks = NULL;
    struct progress progress;
    char line[LINE_MAX];

    if (!marks_open(db, &marks, err))
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
    marks_close(marks);
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
    struct db *db;
    const struct people *people;
    struct page *page;
    int count;
};

static bool names_somebody(const struct people *people, const char *words)
{
    struct mention mention;

    for (int i = 0; i < people->count; i++)
        if (people->list[i].called_name[0] &&
            mention_find(words, people->list[i].called_name, &mention))
            return true;
    return false;
}

/* What she said use by use stands over the one yes of before. */
static bool quote_is_allowed(struct db *db, const char *badge, const struct consent *consent,
                             struct err *err)
{
    const struct clock clock = clock_real();
    struct image_right right;

    return image_find(db, badge, IMAGE_QUOTE, moment_day(clock_now(&clock)), &right, err) &&
           (right.asked ? right.given : consent_is_given(consent));
}

static void put_quote(void *context, const struct opinion *opinion)
{
    struct quotes *quotes = context;
    struct consent consent = { 0 };
    struct err unknown = ERR_EMPTY; /* an animator or a partner has no consent to look up */
    char line[LINE_MAX];

    if (!people_consent(quotes->db, opinion->respondent, CONSENT_QUOTE, &consent, &unknown) ||
        !quote_is_allowed(quotes->db, opinion->respondent, &consent, &unknown) ||
        names_somebody(quotes->people, opinion->words))
        return;
    if (quotes->count++ == 0)
        page_section(quotes->page, _("Avec leurs mots"));
    snprintf(line, sizeof line, _("« %.300s »"), opinion->words);
    page_sentence(quotes->page, line);
}

static bool put_quotes(struct db *db, struct page *page, struct err *err)
{
    struct people people;
    struct quotes quotes = { .db = db, .people = &people, .page = page };

    return people_read(db, &people, err) && workbook_each_opinion(db, put_quote, &quotes, err);
}

static bool put_profile(struct db *db, const struct vault_access *access, struct page *page,
                        struct err *err)
{
    struct profile *profile = calloc(1, sizeof *profile); /* too large for a frame */
    bool good;

    if (!profile)
        return err_fail(err, ERR_STORAGE, _("Plus de mémoire : fermer d'autres programmes."));
    good = profile_read(db, access, profile, err);
    if (good)
        profile_put(profile, page);
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
           partner_public_put(db, page, err);
}
