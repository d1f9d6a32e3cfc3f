#include "reports/figures/quote_list.h"

#include "ledger/image_right.h"
#include "programme/mention.h"
#include "programme/people.h"
#include "programme/workbook.h"

struct quotes {
    struct db *db;
    struct day today;
    struct people people;
    quote_fn *each;
    void *context;
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
static bool quote_is_allowed(const struct quotes *quotes, const char *badge,
                             const struct consent *consent, struct err *err)
{
    struct image_right right;

    return image_find(quotes->db, badge, IMAGE_QUOTE, quotes->today, &right, err) &&
           (right.asked ? right.given : consent_is_given(consent));
}

static void quote_take(void *context, const struct opinion *opinion)
{
    struct quotes *quotes = context;
    struct consent consent = { 0 };
    struct err unknown = ERR_EMPTY; /* an animator or a partner has no consent to look up */

    if (people_consent(quotes->db, opinion->respondent, CONSENT_QUOTE, &consent, &unknown) &&
        quote_is_allowed(quotes, opinion->respondent, &consent, &unknown) &&
        !names_somebody(&quotes->people, opinion->words))
        quotes->each(quotes->context, opinion->words);
}

bool quote_list_each(struct db *db, struct day today, quote_fn *each, void *context,
                     struct err *err)
{
    struct quotes quotes = { .db = db, .today = today, .each = each, .context = context };

    return people_read(db, &quotes.people, err) &&
           workbook_each_opinion(db, quote_take, &quotes, err);
}
