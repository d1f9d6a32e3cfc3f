/*
 * The papers of one day, from its screen: all of them, or one by one, as PDF in
 * the folder of papers beside the book.
 */
#ifndef POS_DAY_PAPERS_H
#define POS_DAY_PAPERS_H

#include "pos/acts/desk.h"
#include "pos/ui/list.h"
#include "programme/programme_store.h"
#include "reports/catalogue/catalogue.h"

enum { DAY_PAPERS_MAX = 40 };

struct day_papers {
    SHELL;
    int day; /* 1..n */
    struct calendar calendar;
    struct list list; /* all of them, then one a line */
    const struct catalogue_row *rows[DAY_PAPERS_MAX];
    int count;
};

/* Argument: the day, from 1. */
extern const struct screen_kind DAY_PAPERS;

#endif
