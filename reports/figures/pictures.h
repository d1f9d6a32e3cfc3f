/*
 * The pictures of a book's products, ready to be drawn: its own where somebody chose one, else the
 * drawing of the first word of its name that the program knows; and those of badges.
 */
#ifndef REPORTS_PICTURES_H
#define REPORTS_PICTURES_H

#include "base/db.h"
#include "base/picture.h"
#include "ledger/ticket.h"

enum { DRAWINGS_OF_GOODS = 48, DRAWING_WORD_MAX = 24, PICTURES_KEPT = 32, PICTURE_NONE = -1 };

/*
 * Pixels are made when a picture is first asked for, and kept: a page of goods costs no more than
 * what it shows.
 */
struct pictures;

/* ERR_STORAGE: no memory. Read anew: pointers and ranks given before are dead. */
bool pictures_load(struct pictures **pictures, struct db *db, struct err *err) MUST_CHECK;
void pictures_release(struct pictures *pictures); /* accepts NULL */

/* Borrowed; NULL: neither a picture nor a word that has a drawing. */
const struct picture *pictures_of_product(const struct pictures *pictures, const char *code,
                                          const char *label);
/* For a screen that shows some of many: the rank of a product's picture, PICTURE_NONE without one;
 * and that picture, borrowed until PICTURES_KEPT others were asked for in this way. NULL: none. */
int pictures_rank(const struct pictures *pictures, const char *code, const char *label);
const struct picture *pictures_at(const struct pictures *pictures, int rank);

/* Of the `position`th badge, in the order of pictogram_name(). */
const struct picture *pictures_of_badge(const struct pictures *pictures, int position);

/* The built-in drawing of that rank, from 0 to DRAWINGS_OF_GOODS - 1; NULL: there are none. */
const struct picture *pictures_drawing(const struct pictures *pictures, int rank);
/* The first of its words. */
void drawing_word(int rank, char out[DRAWING_WORD_MAX]);

/* The line of drawings.csv that a label's first known word stands in; -1: none. */
int drawing_of_label(const char *label);

#endif
