/*
 * Everything that the papers of a session are made of, read once from the book.
 *
 * Large: held on the heap between open and close.
 */
#ifndef REPORTS_SESSION_DATA_H
#define REPORTS_SESSION_DATA_H

#include "ledger/closing/distribution.h"
#include "ledger/till.h"
#include "programme/partner.h"
#include "programme/people.h"
#include "programme/records.h"
#include "reports/figures/goods.h"
#include "reports/figures/pictures.h"
#include "reports/print/paper.h"

enum { PAPER_DATES_MAX = 64 };

#define BOOKLET_SETTING "papers.booklet" /* "a4", "a5" or "fold"; a setting of the book */

/* What a person agreed to print of her interview; "" = written by hand. */
struct agreed_step {
    char next_step[INTERVIEW_ANSWER_MAX];
    char appointment[APPOINTMENT_TEXT_MAX];
};

struct session_data {
    struct till *till;          /* borrowed */
    struct vault_access access; /* to the intake sheets, for the profile of the group */
    struct paper_head head;
    char dates[PAPER_DATES_MAX];
    struct buf logo, emblem;
    struct ink colour; /* of the group, when it has one */
    struct calendar calendar;
    struct grid grid;
    struct people people;
    struct partners *partners; /* owned */
    struct statements statements;
    struct phrases phrases;
    struct attendance attendance[PARTICIPANTS_MAX]; /* beside people.list */
    struct assessment assessments[PARTICIPANTS_MAX];
    struct agreed_step steps[PARTICIPANTS_MAX];
    char contracts[PARTICIPANTS_MAX][SHEET_TEXT_MAX]; /* numbers; "" = not known here */
    char contacts[PARTICIPANTS_MAX][SHEET_TEXT_MAX];  /* likewise */
    int cards[PARTICIPANTS_MAX][INDICATORS_MAX];      /* strengths given by peers */
    struct goods goods;
    struct pictures *pictures; /* owned: what the goods look like */
    struct result result;
    bool is_decided; /* a decision is recorded: `distribution` holds */
    bool is_shared;  /* and the result is still the one that was shared: no other share is paid */
    struct distribution distribution;
};

/* ERR_STORAGE: the book does not read. A vault that does not open leaves what it holds out. */
bool session_data_open(struct till *till, const struct vault_access *access, struct moment made_at,
                       struct session_data **out, struct err *err) MUST_CHECK;
void session_data_close(struct session_data *papers); /* accepts NULL */

/* Makes one file; a paper of the group gives no heed to `person`, a place in the list. */
typedef bool paper_fn(const struct session_data *papers, int person, struct outlet *outlet,
                      struct err *err);

paper_fn session_paper_own_sheet, session_paper_certificate, session_paper_completion,
    session_paper_keepsake, session_paper_result, session_paper_prices, session_paper_loan,
    session_paper_batches, session_paper_labels, session_paper_follow_up, session_paper_recipes,
    session_paper_photographer, session_paper_infographic, session_paper_shares,
    session_paper_story;

/* The story adds up all tickets: of a large book it is not made. */
bool session_story_fits(const struct session_data *papers, int person, struct err *err);

#endif
