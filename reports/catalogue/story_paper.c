/* The story of the sale days and of the sharing, read from the book. */
#include "base/lang.h"
#include "reports/catalogue/session_data.h"
#include "reports/figures/sale_list.h"
#include "reports/figures/turnover.h"
#include "reports/papers/paper_story.h"

#include <stdlib.h>

static int shares_of(const struct session_data *papers, struct story_share out[SHARERS_MAX])
{
    const struct distribution *decided = &papers->distribution;

    if (!papers->is_shared)
        return 0;
    for (int i = 0; i < decided->sharer_count; i++) {
        int person = people_find(&papers->people, decided->sharers[i].badge);
        bool named = person >= 0 && !papers->people.list[person].erased;

        out[i] = (struct story_share){
            named ? papers->people.list[person].called_name : decided->sharers[i].badge,
            decided->sharers[i].share,
        };
    }
    return decided->sharer_count;
}

static bool story_make(const struct session_data *papers, struct day_story *stories, int count,
                       struct outlet *outlet, struct err *err)
{
    struct story_share shares[SHARERS_MAX];
    struct waterfall fall;
    cents came_in;

    if (!turnover_read(papers->till->db, &came_in, err))
        return false;
    waterfall_of(&papers->result, came_in, &fall);

    const struct story_sheet sheet = { .days = stories,
                                       .day_count = count,
                                       .waterfall = &fall,
                                       .shares = shares,
                                       .share_count = shares_of(papers, shares) };

    return paper_story(&papers->head, &sheet, outlet, err);
}

bool session_story_fits(const struct session_data *papers, int person, struct err *err)
{
    (void)person;
    return sale_list_check_sheet(papers->till->db, err);
}

bool session_paper_story(const struct session_data *papers, int person, struct outlet *outlet,
                         struct err *err)
{
    struct day_story *stories = calloc(STORY_DAYS_MAX, sizeof *stories);
    struct day days[STORY_DAYS_MAX];
    int count = 0;
    bool good;

    (void)person;
    if (!stories)
        return err_fail(err, ERR_STORAGE, _("Plus de mémoire : fermer d'autres programmes."));
    good = day_story_days(papers->till->db, days, &count, err);
    for (int i = 0; good && i < count; i++)
        good = day_story_read(papers->till->db, days[i], &stories[i], err);
    good = good && story_make(papers, stories, count, outlet, err);
    free(stories);
    return good;
}
