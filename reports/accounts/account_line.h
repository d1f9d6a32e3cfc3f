/*
 * The accounts of a host: one line each as the FEC has it, with what tells
 * where it came from (book, chain, record, part) and what it is for (use).
 *
 * Lines of one entry stand together and have one number.
 */
#ifndef REPORTS_ACCOUNT_LINE_H
#define REPORTS_ACCOUNT_LINE_H

#include "base/day.h"
#include "ledger/chart.h"
#include "ledger/session.h"

enum {
    LINE_USE_MAX = 40,
    JOURNAL_CODE_MAX = 9,
    AUXILIARY_MAX = 18,
    PIECE_MAX = 20, /* of which we fill 12 */
    EXERCISE_MAX = 23,
    ACCOUNT_LINES_MAX = 200000,
};

struct account_line {
    char exercise[EXERCISE_MAX]; /* "2026-01-01..2026-12-31" */
    int64_t entry;               /* EcritureNum, 0 not given yet */
    struct day valid;            /* the day it was first written */
    char book[BOOK_ID_MAX];
    char code[SESSION_CODE_MAX];
    char chain[2];
    int64_t seq;
    int part; /* of its record, 1, 2 … */
    int line; /* of its entry, 1, 2 … */
    char use[LINE_USE_MAX];
    char party[NAME_MAX_TEXT]; /* badge or supplier behind the auxiliary, "" */
    char journal[JOURNAL_CODE_MAX];
    char journal_label[LABEL_MAX];
    struct day day;
    char account[ACCOUNT_MAX];
    char account_label[LABEL_MAX];
    char auxiliary[AUXILIARY_MAX];
    char auxiliary_label[LABEL_MAX];
    char piece[PIECE_MAX];
    struct day piece_day;
    char label[LABEL_MAX];
    cents debit;
    cents credit;
    char section[AUXILIARY_MAX]; /* analytic, "" none */
    char section_label[NAME_MAX_TEXT];
};

struct account_lines {
    struct account_line *all; /* owned */
    int count;
    int room;
    char company[NAME_MAX_TEXT]; /* the host */
};

/* A zeroed line at the end; NULL when there is no memory. */
struct account_line *account_lines_add(struct account_lines *lines);
void account_lines_release(struct account_lines *lines);

/* Both of one entry of one book. */
bool account_line_is_beside(const struct account_line *one, const struct account_line *other);

#endif
