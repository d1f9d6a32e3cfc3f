/*
 * Who the group was, for those who fund it: how many of each age, schooling,
 * employment…, told at the intake. Counts only, and never so few that one person
 * could be made out: small ones are merged (programme/small_cells.h), and a
 * question whose answers are all one cell is not told at all.
 *
 * The sheets are sealed: with a closed vault there is no profile, and it says so.
 */
#ifndef REPORTS_GROUP_PROFILE_H
#define REPORTS_GROUP_PROFILE_H

#include "programme/people.h"
#include "reports/print/page.h"

enum {
    GROUP_PROFILE_LINES_MAX = PARTICIPANTS_MAX + 1, /* as many words as people, and the rest */
    GROUP_PROFILE_QUESTIONS = 7,
};

struct group_profile_line {
    char label[SHEET_TEXT_MAX];
    int count;
};

struct group_profile_question {
    const char *heading;
    int line_count;
    struct group_profile_line lines[GROUP_PROFILE_LINES_MAX];
    bool withheld; /* nothing but the number of people may be told */
};

enum group_profile_state {
    GROUP_PROFILE_OPEN,
    GROUP_PROFILE_CLOSED,  /* the vault does not open here */
    GROUP_PROFILE_UNTOLD,  /* no sheet was filled */
    GROUP_PROFILE_TOO_FEW, /* fewer people than the smallest cell */
};

/* Large: keep it off the stack. */
struct group_profile {
    enum group_profile_state state;
    int limit;  /* the smallest cell */
    int people; /* all who started */
    int told;   /* of them, with a sheet */
    struct group_profile_question questions[GROUP_PROFILE_QUESTIONS];
};

/* ERR_STORAGE: the book does not read. A vault that does not open is no failure. */
bool group_profile_read(struct db *db, const struct vault_access *access, struct group_profile *out,
                        struct err *err) MUST_CHECK;

/* Merges what is too small: lines that stand, and "autres ou non dit" after them. */
void group_profile_merge(struct group_profile_question *question, int limit);

void group_profile_put(const struct group_profile *profile, struct page *page);

#endif
