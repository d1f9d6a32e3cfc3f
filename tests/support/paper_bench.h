/*
 * A whole session as plain structs, and every paper of it by number, for tests
 * that look at papers.
 */
#ifndef TESTS_SUPPORT_PAPER_BENCH_H
#define TESTS_SUPPORT_PAPER_BENCH_H

#include "reports/papers/paper_booklet.h"
#include "reports/papers/paper_certificate.h"
#include "reports/papers/paper_completion.h"
#include "reports/papers/paper_consent.h"
#include "reports/papers/paper_follow_up.h"
#include "reports/papers/paper_group.h"
#include "reports/papers/paper_keepsake.h"
#include "reports/papers/paper_label.h"
#include "reports/papers/paper_money.h"
#include "reports/papers/paper_questions.h"
#include "reports/papers/paper_radar.h"
#include "reports/papers/paper_review.h"
#include "reports/papers/paper_sheets.h"
#include "reports/papers/paper_stall.h"
#include "reports/papers/paper_workshop.h"

enum { BENCH_PEOPLE = 15, BENCH_PAPERS = 32 };

/* As long as a name may be. */
extern const char BENCH_LONG_NAME[];

struct paper_bench {
    struct paper_head head;
    struct grid grid;
    struct calendar calendar;
    struct participant list[BENCH_PEOPLE];
    struct paper_people people;
    struct partners partners; /* Anna leads the group, and is there on J1 and the morning of J2 */
    struct assessment assessments[BENCH_PEOPLE];
    struct attendance attendance; /* of the first person */
    struct attendance everybody[BENCH_PEOPLE];
    struct follow_up_line calls[BENCH_PEOPLE];
    struct phrases phrases;
    struct statements statements;
    struct product product;
    struct goods goods;
    struct label_sheets labels;
    struct price_paper prices[2]; /* one known, one blank */
    struct loan loan;
    struct count_sheet count;
    struct batch batch;
    const char *product_name;
    struct err err;
};

int paper_bench_setup(void **state);
int paper_bench_teardown(void **state);

/* Every paper of this folder, by number; false past the last. */
bool paper_bench_make(struct paper_bench *bench, int number, struct outlet *outlet, bool *good);

/* What `command FILE` prints for the bytes. */
struct buf paper_bench_ask(const char *command, const struct outlet *outlet);

/* The paper as text, pages ended by form feeds. */
struct buf paper_bench_text(struct paper_bench *bench, int number);

#endif
