/* The page of pictures: which figures of the session may stand on it. */
#include "reports/catalogue/session_data.h"

#include "base/lang.h"
#include "programme/outcome.h"
#include "reports/figures/outcome_list.h"
#include "reports/figures/public_figures.h"
#include "reports/figures/quote_list.h"
#include "reports/papers/paper_infographic.h"

#include <stdio.h>
#include <stdlib.h>

enum { QUOTE_MAX = 400, NAMES_MAX = 800 };

struct funder {
    struct infographic page;
    struct impact_table impact;
    struct outcome_counts outcomes;
    char quote[QUOTE_MAX];
    char partners[NAMES_MAX];
};

static void quote_take(void *context, const char *words)
{
    struct funder *funder = context;

    if (funder->quote[0] == '\0')
        snprintf(funder->quote, sizeof funder->quote, "%s", words);
}

static void names_take(const struct partners *partners, char out[NAMES_MAX])
{
    size_t length = 0;

    for (int i = 0; i < partners->count && length + PARTNER_NAME_MAX + 4 < NAMES_MAX; i++)
        if (partners->list[i].publish && partners->list[i].name[0] != '\0')
            length += (size_t)snprintf(out + length, NAMES_MAX - length, "%s%s",
                                       length > 0 ? ", " : "", partners->list[i].name);
}

static void hours_take(const struct session_data *papers, struct infographic *page)
{
    if (papers->people.count < page->limit)
        return; /* the hours of the group would be somebody's own */
    page->people = papers->people.count;
    for (int i = 0; i < papers->people.count; i++)
        page->minutes +=
            attendance_sum(&papers->attendance[i], &papers->calendar, &papers->people.list[i].stays)
                .present;
}

static void statements_take(struct funder *funder)
{
    struct infographic *page = &funder->page;

    for (int i = 0;
         i < funder->impact.statements.count && page->statement_count < FUNDER_STATEMENTS_MAX;
         i++) {
        struct public_impact told = public_impact_of(&funder->impact.counts[i], page->limit);

        if (told.is_told && impact_is_asked(&funder->impact, i))
            page->statements[page->statement_count++] =
                (struct funder_count){ wording_shown(&funder->impact.statements.list[i].wording),
                                       told.yes, told.base };
    }
}

static void steps_add(struct funder *funder, const char *label, int count)
{
    struct infographic *page = &funder->page;

    if (page->step_count < FUNDER_STEPS_MAX)
        page->steps[page->step_count++] =
            (struct funder_count){ label, count, funder->outcomes.people };
}

/* The latest moment at which somebody said something. */
static bool steps_take(const struct session_data *papers, struct funder *funder, struct err *err)
{
    struct cells cells;
    int moment = OUTCOME_MOMENT_COUNT;

    do {
        moment--;
        if (!outcome_count(papers->till->db, &papers->people, (enum outcome_moment)moment,
                           &funder->outcomes, err))
            return false;
    } while (moment > 0 && funder->outcomes.answers == 0);
    outcome_merge(&funder->outcomes, funder->page.limit, &cells);
    if (funder->outcomes.answers == 0 || cells.total_only)
        return true;
    funder->page.steps_when = outcome_moment_name((enum outcome_moment)moment);
    for (int kind = 0; kind < OUTCOME_KIND_COUNT; kind++)
        if (cells.stands[kind])
            steps_add(funder, outcome_name((enum outcome_kind)kind), cells.counts[kind]);
    if (cells.others > 0)
        steps_add(funder, _("autres ou non dit"), cells.others);
    return true;
}

static bool funder_read(const struct session_data *papers, struct funder *funder, struct err *err)
{
    const struct result *result = &papers->result;
    struct infographic *page = &funder->page;
    struct db *db = papers->till->db;

    page->what = papers->till->session.product;
    page->sold = result->net_sales;
    page->spent = result->production_charges + result->other_charges;
    page->shared = papers->is_shared ? result->to_share : 0;
    page->steps_when = "";
    page->quote = funder->quote;
    page->partners = funder->partners;
    names_take(papers->partners, funder->partners);
    if (!cells_limit_read(db, &page->limit, err) || !impact_table_read(db, &funder->impact, err) ||
        !steps_take(papers, funder, err))
        return false;
    hours_take(papers, page);
    statements_take(funder);
    return quote_list_each(db, moment_day(papers->head.made_at), quote_take, funder, err);
}

bool session_paper_infographic(const struct session_data *papers, int person, struct outlet *outlet,
                               struct err *err)
{
    struct funder *funder = calloc(1, sizeof *funder); /* too large for a frame */
    bool good;

    (void)person;
    if (!funder)
        abort();
    good = funder_read(papers, funder, err) &&
           paper_infographic(&papers->head, &funder->page, outlet, err);
    free(funder);
    return good;
}
