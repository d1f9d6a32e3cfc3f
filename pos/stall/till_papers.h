/*
 * The papers of the till on the receipt printer, asked for by a person: which one, then what it is
 * about (a closed day, a ticket, a product and how many). Pure but for perform.
 */
#ifndef POS_TILL_PAPERS_H
#define POS_TILL_PAPERS_H

#include "ledger/closing/closing.h"
#include "pos/acts/desk.h"
#include "pos/acts/places.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"

enum { CLOSED_DAYS_MAX = 60 };

enum till_papers_step {
    PAPERS_MENU,
    PAPERS_DAY,     /* which Z */
    PAPERS_PRODUCT, /* labels of which product */
};

struct closed_day {
    int64_t number;
    struct moment time;
    cents gross;
};

struct labelled_product {
    char code[CODE_MAX];
    char label[LABEL_MAX];
};

struct till_papers {
    SHELL;
    enum till_papers_step step;
    struct list list;            /* of the step */
    int menu_row;                /* to come back to */
    char paper[PRINT_PAPER_MAX]; /* asked for */
    struct closed_day days[CLOSED_DAYS_MAX];
    int day_count;
    struct labelled_product products[PRODUCTS_MAX];
    int product_count;
    enum printer_state printer;
    bool is_direct; /* opened for the labels of one product: that done, back */
    bool as_pdf;    /* a file beside the book, instead of the receipt printer */
};

#endif
