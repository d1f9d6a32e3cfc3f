/*
 * What goes to the hub beside the chains: the public facts of the session, its
 * result, and counts of answers, ratings and what became of people. Below
 * COUNT_LEAST people a count stays in the book.
 */
#ifndef REPORTS_HUB_SESSION_FACTS_H
#define REPORTS_HUB_SESSION_FACTS_H

#include "base/crypto.h"
#include "ledger/till.h"
#include "ledger/closing/distribution.h"
#include "reports/figures/fact_box.h"
#include "reports/figures/progress.h"
#include "reports/hub/follow.h"

enum { COUNT_LEAST = 5, RESULT_FIGURES = 9, RATING_COUNTS_MAX = VOLETS_MAX * PROGRESS_RATERS };

struct rating_count {
    char volet[INDICATOR_ID_MAX];
    const char *rater; /* "self", "animator" */
    int people, shown, up, same, down;
};

struct session_facts {
    struct fact_box box;
    int64_t figures[RESULT_FIGURES]; /* of `report result`, in its order */
    struct statements statements;
    struct impact answers[STATEMENTS_MAX]; /* beside statements.list */
    bool is_kept_back[STATEMENTS_MAX];     /* too few answers: it does not go */
    char grid[GRID_ID_MAX];
    int grid_version;
    struct rating_count ratings[RATING_COUNTS_MAX]; /* only those that go */
    int rating_count;
    struct follow follow;             /* only what goes */
    unsigned char digest[HASH_BYTES]; /* of all this as it goes */
};

/* Into storage of the caller, who keeps it off the stack. */
bool session_facts_read(struct till *till, struct session_facts *out, struct err *err) MUST_CHECK;

/* The public facts in the order in which the hub takes them. */
enum { PUBLIC_FACTS = 8, PUBLIC_FACT_MAX = 384 };
void session_facts_public(const struct session_facts *facts,
                          char out[PUBLIC_FACTS][PUBLIC_FACT_MAX]);

#endif
