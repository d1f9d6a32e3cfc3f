/*
 * What the kit may say of a session, read once: never a name without
 * `publish`, never words without consent, no turnover before the session is
 * closed. A field that nobody has filled is "".
 */
#ifndef REPORTS_KIT_FACTS_H
#define REPORTS_KIT_FACTS_H

#include "ledger/image_right.h"
#include "ledger/venue.h"
#include "programme/partner.h"
#include "programme/people.h"
#include "reports/figures/goods.h"
#include "reports/print/phrase.h"
#include "reports/print/shape.h"

enum { KIT_QUOTES_MAX = 6, KIT_QUOTE_MAX = 400, KIT_FIELD_MAX = 1200, KIT_LABEL_MAX = 64 };

/* Large: on the heap between open and close. */
struct kit_facts {
    struct till *till; /* borrowed */
    const struct session *session;
    struct calendar calendar;
    struct people people;
    struct partners *partners; /* owned */
    char venues[VENUES_MAX];   /* of all tills, "" not said */
    struct goods goods;
    struct buf logo;   /* PNG of the group, empty none */
    struct ink colour; /* of the group, or ours */
    struct buf emblem; /* of the European Union, empty none: see PARTNER_EMBLEM_KEY */
    int quote_count;
    char quotes[KIT_QUOTES_MAX][KIT_QUOTE_MAX];
    bool is_closed; /* the group's days are over */
    cents turnover;
    struct phrases phrases;
    bool has_second;
    enum tongue second;
    bool rights[PARTICIPANTS_MAX][IMAGE_USE_COUNT]; /* beside people.list, in force that day */
    struct moment made_at;
};

struct kit_facts *kit_facts_open(struct till *till, struct moment made_at, struct err *err);
void kit_facts_close(struct kit_facts *facts); /* accepts NULL */

/*
 * The field of that id (fields.csv): its text, "" while nobody has written it, and what to call it.
 * False: there is no such field.
 */
bool kit_field(const struct kit_facts *facts, const char *id, char out[KIT_FIELD_MAX],
               char label[KIT_LABEL_MAX]);

/* "lundi 7 décembre 2026"; "" without a date. */
enum { KIT_DAY_MAX = 64 };
void kit_day(struct day day, char out[KIT_DAY_MAX]);

/* May stand on a public paper. */
bool kit_may_name(const struct partner *partner);

#endif
