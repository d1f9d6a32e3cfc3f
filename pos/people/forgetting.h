/*
 * Forgetting on the screen: what goes, what stays, the badge typed to be sure,
 * and the proof, shown and written to a file. Also for the names of all, once
 * the cold review is done.
 */
#ifndef POS_FORGETTING_H
#define POS_FORGETTING_H

#include "pos/ui/question.h"
#include "pos/acts/sheet_key.h"
#include "programme/people.h"

enum { FORGETTING_PROOF_MAX = 2000 };

struct forgetting {
    SHELL;
    int rank; /* of the person, from 1; 0: the names of all */
    struct participant who;
    int named; /* people who still have a name */
    bool is_done;
    char proof[FORGETTING_PROOF_MAX];
};

/* Argument: her rank in the list, from 1; 0: the names of all. */
extern const struct screen_kind FORGETTING;

#endif
