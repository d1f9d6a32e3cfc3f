/*
 * A file taken in from the screen: what kind it is, where it lies, then what was
 * understood of it, row by row, before anything is taken. Last comes the file of the
 * card terminal, which is compared with our takings.
 */
#ifndef POS_INTAKE_PAGE_H
#define POS_INTAKE_PAGE_H

#include "ledger/means.h"
#include "pos/acts/desk.h"
#include "pos/ui/form.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"

enum { INTAKE_TEXT_MAX = 1 << 16 };
enum intake_step { INTAKE_KINDS, INTAKE_FILE, INTAKE_PREVIEW };

struct intake_page {
    SHELL;
    enum intake_step step;
    struct list list;
    int kind; /* place among the kinds; then the terminal's file, by card and by each means */
    struct means_list means; /* further ones of the book */
    struct form form;
    char text[INTAKE_TEXT_MAX]; /* what was understood, or what is wrong */
    int line_count;
    int top;           /* first line shown */
    bool may_be_taken; /* nothing is wrong with the file */
    bool wants_reason; /* nothing else is: the host may say why it is taken all the same */
    char reason[QUESTION_ANSWER_MAX]; /* "" none */
};

extern const struct screen_kind INTAKE_PAGE;

#endif
