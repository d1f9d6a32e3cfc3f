/*
 * The sorts of products, as their field "category" names them: with two or more, one key shows the
 * tiles of one sort after the other, then all again. A letter sells its product all the same.
 */
#ifndef POS_COUNTER_GROUP_H
#define POS_COUNTER_GROUP_H

#include "ledger/product.h"

enum { GROUPS_MAX = 24, GROUP_ALL = 0 };

struct counter_groups {
    char names[GROUPS_MAX][CATEGORY_MAX]; /* of the groups 1, 2, … */
    int count;
    int shown; /* GROUP_ALL, or the one whose tiles stand there */
};

/* The group of that name, found or made; GROUP_ALL: it has none of its own. */
int counter_group_of(struct counter_groups *groups, const char *name);

#endif
