/*
 * In which words a session asks the impact statements: those that have
 * answers; before the first answer, those that somebody chose; else the plain
 * ones. Changed words are another question, so a session never changes them
 * unnoticed: the paper and the screen ask the same.
 */
#ifndef REPORTS_STATEMENT_CHOICE_H
#define REPORTS_STATEMENT_CHOICE_H

#include "ledger/till.h"
#include "programme/statement.h"

#define STATEMENTS_SETTING "papers.statements" /* "plain" or "printed"; a setting of the book */

struct statement_choice {
    enum statement_words words;
    int answers[STATEMENT_WORDS_COUNT]; /* in the book, everybody's */
    bool is_chosen;                     /* somebody chose, or answers settle it */
};

/* `statements` as loaded. */
bool statement_choice_read(struct db *db, const struct statements *statements,
                           struct statement_choice *out, struct err *err) MUST_CHECK;

/* Answers in one wording only: it stands. */
bool statement_choice_is_settled(const struct statement_choice *choice);

/* Record the choice. ERR_CLOSED: the session has answers in the other words only. */
bool statement_choice_put(struct till *till, const struct statements *statements,
                          enum statement_words words, struct err *err) MUST_CHECK;

#endif
