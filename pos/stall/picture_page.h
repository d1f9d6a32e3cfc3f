/*
 * Which picture a product has on its tile, its tag and its label: one of the built-in drawings, by
 * its letter, or a photo from a file or a stick. Argument: the rank of a product, from 1.
 */
#ifndef POS_PICTURE_PAGE_H
#define POS_PICTURE_PAGE_H

#include "ledger/ticket.h"
#include "pos/acts/desk.h"
#include "reports/figures/pictures.h"
#include "pos/ui/question.h"
#include "pos/ui/tiles.h"

struct picture_page {
    SHELL;
    char code[CODE_MAX];
    char label[LABEL_MAX];
    char words[DRAWINGS_OF_GOODS][DRAWING_WORD_MAX];
    const struct pictures *pictures; /* borrowed of the desk */
    struct tiles tiles;
    int chosen; /* drawing, from 0 */
};

extern const struct screen_kind PICTURE_PAGE;

#endif
