/*
 * From turnover to shares: the result, the host's contribution, the reserve,
 * and what each person gets. The computations are pure; distribution_record()
 * writes the group's decision.
 *
 * net sales - production charges = gross margin; - other charges - host
 * contribution ± cash differences = result; result - reserve = to share.
 */
#ifndef LEDGER_DISTRIBUTION_H
#define LEDGER_DISTRIBUTION_H

#include "ledger/charge.h"

enum { SHARERS_MAX = 40 };

struct result {
    cents net_sales;
    cents production_charges;
    cents gross_margin;
    cents other_charges;
    cents contribution;
    cents cash_difference; /* counted - expected, all closings */
    cents result;
    basis_points reserve_rate;
    cents reserve;
    cents to_share; /* 0 when the result is not positive: the host bears the loss */
    cents decided;  /* what the last decision shares, -1 none; result_read_decided() fills it */
};

/* A charge, a count or a sale came after the decision: the group votes again. */
bool result_has_moved(const struct result *result);

/* rate × max(base, 0) half up, + fixed, then floor, then cap; on the result at most the result. */
cents contribution_of(const struct contribution *contribution, cents net_sales, cents gross_margin,
                      cents result_before);

/* Fill in everything that follows from net sales, charges and cash difference. */
struct result result_of(cents net_sales, const struct charge_sums *charges, cents cash_difference,
                        const struct contribution *contribution, basis_points reserve_rate);

/* The book's own figures, all its tills together. */
bool result_read(struct till *till, basis_points reserve_rate, struct result *out,
                 struct err *err) MUST_CHECK;

/* The same with the reserve of the last decision, or none yet, beside what it shares. */
bool result_read_decided(struct till *till, struct result *out, struct err *err) MUST_CHECK;

/* Minutes are those in the group, hours those of the jobs of clients. */
enum sharing_rule {
    SHARE_EQUAL,
    SHARE_MINUTES,
    SHARE_POINTS,
    SHARE_MIX,
    SHARE_MANUAL,
    SHARE_HOURS,
};

/* "equal", "minutes", "points", "mix", "manual": as files and the book write it. */
const char *sharing_rule_word(enum sharing_rule rule);
const char *sharing_rule_name(enum sharing_rule rule); /* "à parts égales", chosen language */
bool sharing_rule_parse(const char *text, enum sharing_rule *out, struct err *err) MUST_CHECK;

struct sharer {
    char badge[ACTOR_MAX];
    int64_t weight; /* minutes, points; cents under SHARE_MANUAL; ignored under SHARE_EQUAL */
    cents share;    /* filled in */
};

struct distribution {
    enum sharing_rule rule;
    basis_points mix; /* SHARE_MIX: part shared equally; the rest by weight */
    struct sharer sharers[SHARERS_MAX];
    int sharer_count;
    struct result result;
    int votes_for;
    int votes_against;
    int votes_abstain;
    bool vote_is_secret;
};

/*
 * Fill in the shares: they sum to result.to_share to the cent, by largest
 * remainder, ties by the order of the list. ERR_INPUT: nobody to share with, a
 * negative weight, no weight at all, or by hand a sum that differs.
 */
bool distribution_compute(struct distribution *distribution, struct err *err) MUST_CHECK;

/* What the rule of both gives each alike, to the nearest cent; 0 under any other. */
cents distribution_equal_part(const struct distribution *distribution);

/* One person's part in words: "98,50 h sur 130 h : 25,46 €"; in the chosen language. */
void distribution_explain(const struct distribution *distribution, int sharer, char *out,
                          size_t room);

/* Whether a vote can be recorded at all now, by who acts: asked before the group votes. */
bool distribution_may(struct till *till, struct err *err) MUST_CHECK;

/*
 * Record the computed decision and its vote, with its entry in the books.
 * ERR_INPUT: a sales day still open, no vote in favour, or a result that changed
 * since it was computed. A later decision
 * replaces it visibly: both stay.
 */
bool distribution_record(struct till *till, const struct distribution *distribution,
                         struct err *err) MUST_CHECK;

/* The last decision recorded; `*found` false when there is none. */
bool distribution_find(struct db *db, struct distribution *out, bool *found, struct moment *time,
                       struct err *err) MUST_CHECK;

#endif
