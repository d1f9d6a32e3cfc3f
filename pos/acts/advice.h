/*
 * What to do now in a session: the next step first, then what else is
 * missing. Pure: made of figures that the home has read; a date only advises,
 * it never does anything by itself.
 */
#ifndef POS_ADVICE_H
#define POS_ADVICE_H

#include "ledger/proof/period_totals.h"
#include "reports/figures/to_do.h"

enum { ADVICE_MAX = 16, ADVICE_TEXT_MAX = 160 };

enum advice_kind {
    ADVICE_SIGN_IN, /* a PIN is asked and nobody has said who is there */
    ADVICE_PEOPLE,
    ADVICE_DATES, /* `count` days have none */
    ADVICE_PRODUCTS,
    ADVICE_PIN,      /* of the animator, the host, or both */
    ADVICE_CONSENT,  /* `count` people were not asked */
    ADVICE_CALL_NOW, /* the half-day that runs: `day`, `half` */
    ADVICE_CALL,     /* `count` answers of `day` are missing */
    ADVICE_START,    /* own first ratings of `count` people, asked on `day` */
    ADVICE_PRICE,
    ADVICE_BATCH,
    ADVICE_END,  /* own last ratings of `count` people */
    ADVICE_SEEN, /* the animator's */
    ADVICE_ANSWERS,
    ADVICE_FLOAT,
    ADVICE_SELL,
    ADVICE_CLOSE_DAY,  /* this evening */
    ADVICE_STALE_DAY,  /* sales of an earlier date are still open */
    ADVICE_SHARE,      /* the result is there, the vote is not */
    ADVICE_FINISH,     /* all is noted: say that the session is done */
    ADVICE_CLOSE_TILL, /* the ledger's session, by the host */
    ADVICE_WAIT_REVIEW,
    ADVICE_REVIEW, /* its window is open */
    ADVICE_FOLLOW_UP,
    ADVICE_ARCHIVE,
    ADVICE_READ,     /* nothing is left but reading */
    ADVICE_WAIT_DAY, /* `day` is the next one, 0: none has a date to come */
    ADVICE_KIND_COUNT,
};

struct advice {
    enum advice_kind kind;
    int day;
    enum half half;
    int count;
};

struct advice_facts {
    struct day date; /* of the clock */
    enum half half;
    struct to_do to_do; /* with the calendar and the state */
    bool nobody_acts;   /* the animator has a PIN, and nobody signed in */
    bool animator_has_pin;
    bool host_has_pin;
    bool has_products;
    struct period_totals reading; /* of the running day at the till */
    int64_t day_closings;
    bool session_is_closed; /* at the till */
    bool is_decided;        /* the sharing */
};

/* How many, in order; at least one. */
int advice_list(const struct advice_facts *facts, struct advice out[ADVICE_MAX]);

/* One sentence. */
void advice_say(const struct advice *advice, const struct advice_facts *facts,
                char out[ADVICE_TEXT_MAX]);

#endif
