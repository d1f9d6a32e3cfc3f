/*
 * Who the group was, for those who fund it: how many of each age, schooling,
 * employment…, told at the intake. Counts only, and never so few that one person
 * could be made out:
 *
 * - a count below PROFILE_SMALL is shown as "<3", zero like two;
 * - when the others and the total would still give it away, the smallest of
 *   the others is held back as well ("–");
 * - where the answer is in somebody's own words (gender, prescriber) rare words
 *   are added up as "autre ou non dit", for the word itself would tell;
 * - when no other is left to hold back, the whole question is left out.
 *
 * The sheets are sealed: with a closed vault there is no profile, and it says so.
 */
#ifndef REPORTS_PROFILE_H
#define REPORTS_PROFILE_H

#include "programme/people.h"
#include "reports/print/page.h"

enum {
    PROFILE_SMALL = 3,
    PROFILE_LINES_MAX = PARTICIPANTS_MAX + 1, /* as many words as people, and the rest */
    PROFILE_QUESTIONS = 7,
};

enum profile_sight {
    SIGHT_SHOWN,
    SIGHT_SMALL, /* "<3" */
    SIGHT_HELD,  /* "–": its figure would give a small one away */
};

struct profile_line {
    char label[SHEET_TEXT_MAX];
    int count;
    enum profile_sight sight;
};

struct profile_question {
    const char *heading;
    int line_count;
    struct profile_line lines[PROFILE_LINES_MAX];
    bool withheld;
};

enum profile_state {
    PROFILE_OPEN,
    PROFILE_CLOSED,  /* the vault does not open here */
    PROFILE_UNTOLD,  /* no sheet was filled */
    PROFILE_TOO_FEW, /* fewer than PROFILE_SMALL people */
};

/* Large: keep it off the stack. */
struct profile {
    enum profile_state state;
    int people; /* all who started */
    int told;   /* of them, with a sheet */
    struct profile_question questions[PROFILE_QUESTIONS];
};

/* ERR_STORAGE: the book does not read. A vault that does not open is no failure. */
bool profile_read(struct db *db, const struct vault_access *access, struct profile *out,
                  struct err *err) MUST_CHECK;

/* The rule above for answers from a list: decides what each line shows. */
void profile_hide(struct profile_question *question);

/* The rule above for own words: the rare ones become one line, the last. */
void profile_fold(struct profile_question *question);

void profile_put(const struct profile *profile, struct page *page);

#endif
