/*
 * The result and its sharing: what remains, several rules side by side, in
 * words for each person, then the group's vote. Nothing is recorded before
 * the vote; simulating is free at any time.
 */
#ifndef POS_SHARING_H
#define POS_SHARING_H

#include "ledger/closing/distribution.h"
#include "pos/acts/desk.h"
#include "pos/ui/form.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"
#include "programme/people.h"

enum { SHARING_RULES = 5, POINTS_TEXT_MAX = 4, AMOUNT_TEXT_MAX = 9 };
/* Columns in which a weight is typed; in the others digits are points. */
enum { SHARING_MIXED = 2, SHARING_POINTS = 3, SHARING_BY_HAND = 4 };
/* Rows under the people. */
enum { SHARING_ROW_RESERVE, SHARING_ROW_MIX, SHARING_EXTRA_ROWS };

enum sharing_step { SHARING_COMPARE, SHARING_VOTE, SHARING_DONE };

/* Kept in a draft file: no pointers. */
struct sharing_draft {
    char points[PARTICIPANTS_MAX][POINTS_TEXT_MAX];  /* as typed, beside the list of people */
    char amounts[PARTICIPANTS_MAX][AMOUNT_TEXT_MAX]; /* euros by hand, as typed */
    basis_points reserve;
    basis_points mix;
    int rule; /* column: 0 equal, 1 minutes, 2 mix, 3 points, 4 by hand */
    struct form vote;
};

struct sharing {
    SHELL;
    struct sharing_draft draft;
    struct list list; /* the people, then the extra rows */
    struct people people;
    int64_t minutes[PARTICIPANTS_MAX]; /* in the group, or on the jobs of clients */
    bool by_hours;                     /* there are such jobs */
    struct result result;
    bool was_decided; /* a vote is in the book already: a new one replaces it */
    enum sharing_rule decided;
    struct distribution rules[SHARING_RULES];
    struct err faults[SHARING_RULES]; /* why a rule cannot be computed */
    cents by_hand;                    /* sum of the amounts typed */
    enum sharing_step step;
};

extern const struct screen_kind SHARING;

struct effect sharing_update(void *model, const struct event *event);
void sharing_draw(const void *model, struct canvas *canvas);

/* The fields of the vote. */
enum { VOTE_FOR, VOTE_AGAINST, VOTE_ABSTAIN, VOTE_SECRET, VOTE_FIELDS };
extern const struct form_rule VOTE_RULES[VOTE_FIELDS];

/* Where the people stand, and the extra rows below them; a line more says which page this is. */
struct area sharing_table(int width, int height);

/* All rules again from the result, the minutes, the points and the amounts. Pure. */
void sharing_compute(struct sharing *page);

#endif
