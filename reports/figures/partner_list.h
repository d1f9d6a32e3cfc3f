/* Who stands around the group, and when: `report partners`. */
#ifndef REPORTS_PARTNER_LIST_H
#define REPORTS_PARTNER_LIST_H

#include "ledger/session.h"
#include "programme/partner.h"
#include "reports/print/page.h"

bool partner_list_page(struct db *db, const struct session *session, struct page *page,
                       struct err *err) MUST_CHECK;

/* The names that may stand on public papers, by kind of help; nothing when there is none. */
bool partner_public_put(struct db *db, struct page *page, struct err *err) MUST_CHECK;

/* Who was asked and who answered, on the last day and months later, at the end of `report
 * follow-up`; nothing when nobody is known. */
bool partner_answers_put(struct db *db, struct page *page, struct err *err) MUST_CHECK;

/* How many help with what, and how many of those who were asked have answered: no names. */
bool partner_figures_put(struct db *db, struct page *page, struct err *err) MUST_CHECK;

/* "anime, prête la salle" */
enum { ROLES_SHOWN_MAX = 300, SLOT_SHOWN_MAX = 80 };
void partner_roles_show(unsigned roles, char out[ROLES_SHOWN_MAX]);
/* "J5, de 9:00 à 12:00"; "J5" for both half-days. */
void partner_slot_show(const struct partner_slot *slot, char out[SLOT_SHOWN_MAX]);

#endif
