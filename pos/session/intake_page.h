/*
 * A file taken in from the screen: what kind it is, where it lies, then what was
 * understood of it, row by row, before anything is taken. Last comes the file of the
 * card terminal, which is compared with our takings.
 */
#ifndef POS_INTAKE_PAGE_H
#define POS_INTAKE_PAGE_H

#include "pos/acts/desk.h"
#include "pos/ui/form.h"
#include "pos/ui/list.h"

enum { INTAKE_TEXT_MAX = 1 << 16 };
enum intake_step { INTAKE_KINDS, INTAKE_FILE, INTAKE_PREVIEW };

struct intake_page {
    enum intake_step step;
    struct list list;
    int kind; /* place among the kinds; their number: the terminal's file */
    struct form form;
    char text[INTAKE_TEXT_MAX]; /* what was understood, or what is wrong */
    int line_count;
    int top;           /* first line shown */
    bool may_be_taken; /* nothing is wrong with the file */
    struct notice notice;
    char place[FRAME_TEXT_MAX];
};

extern const struct screen_kind INTAKE_PAGE;

#endif
