#include "reports/figures/group_look.h"

#include "ledger/session.h"
#include "programme/logo.h"
#include "programme/partner.h"
#include "reports/print/accent.h"

bool group_colour(struct db *db, struct ink *out, struct err *err)
{
    char colour[COLOUR_TEXT_MAX];

    return setting_find(db, COLOUR_SETTING, colour, sizeof colour, err) &&
           accent_parse(colour, out, err);
}

bool group_page_open(struct db *db, const struct page_target *target, struct page **out,
                     struct err *err)
{
    struct buf logo = buf_init(LOGO_BYTES_MAX), emblem = buf_init(PARTNER_LOGO_MAX);
    struct page_target worn = *target;
    struct ink colour;
    bool good;

    worn.colour = &colour;
    worn.logo = &logo;
    worn.emblem = &emblem;
    good = group_colour(db, &colour, err) && logo_find(db, &logo, err) &&
           partner_logo(db, PARTNER_EMBLEM_KEY, &emblem, err) && page_open(&worn, out, err);
    buf_release(&logo);
    buf_release(&emblem);
    return good;
}
