/*
 * What the group earned and what each person gets, for people who look at
 * money rather than read figures: amounts in digits and as notes and coins.
 */
#ifndef REPORTS_PAPER_MONEY_H
#define REPORTS_PAPER_MONEY_H

#include "ledger/closing/distribution.h"
#include "reports/print/paper.h"

enum { RESULT_LINES_MAX = 12 };

/* A line of the result sheet, from sales down to what is shared. */
struct result_line {
    const char *phrase; /* "sales", "less-charges": an id of phrases.csv */
    cents amount;       /* as it counts: charges negative */
    bool is_sum;        /* a line that the ones above lead to: bold */
};

/* What there is to share; 0: nothing, and then the host bears the loss if there is one. */
struct pool {
    cents to_share;
    bool is_loss;
};

struct result_sheet {
    struct result_line lines[RESULT_LINES_MAX];
    int line_count;
    struct pool pool;
    int person_count;
    const char *rule; /* the voted rule in words; "" = not voted yet */
    bool has_vote;
    int votes[3]; /* for, against, abstained */
};

bool paper_result(const struct paper_head *head, const struct result_sheet *result,
                  struct outlet *outlet, struct err *err) MUST_CHECK;

/* One person's part. */
struct share_statement {
    const char *name;
    int position; /* in the list, for the pictogram; 0 = none */
    cents share;
    enum sharing_rule rule;
    int people;
    int64_t weight, weights; /* her minutes or points, and everybody's */
    cents equal_part;        /* of her share under SHARE_MIX */
    cents weighed_part;      /* likewise: what her time brought */
    const char *estimate;    /* net, when the host entered rates; "" = none */
};

/* One page each; with an empty pool each page says that nothing is shared. */
bool paper_shares(const struct paper_head *head, const struct share_statement *shares, int count,
                  struct pool pool, struct outlet *outlet, struct err *err) MUST_CHECK;

#endif
