/*
 * The accounts of the books: what each is used for, and the number that the
 * host's accountant chose. Entries already made keep theirs.
 */
#ifndef POS_ACCOUNT_LIST_H
#define POS_ACCOUNT_LIST_H

#include "ledger/posting.h"
#include "pos/acts/desk.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"

struct account_list {
    SHELL;
    struct list list;
    struct accounts accounts;
};

extern const struct screen_kind ACCOUNT_LIST;

#endif
