/*
 * Which page of how many, `< 1 / 3 >`: both arrows can be clicked, and the wheel turns.
 */
#ifndef POS_PAGE_SIGN_H
#define POS_PAGE_SIGN_H

#include "pos/ui/canvas.h"

struct page_sign {
    int page; /* from 0 */
    int pages;
};

/* Ends before column `right`; nothing when there is one page. */
void page_sign_draw(struct canvas *canvas, int right, int y, struct page_sign sign);

#endif
