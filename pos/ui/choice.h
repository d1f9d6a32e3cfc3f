/*
 * A card that one digit chooses: white, with an edge, a blue cap and a tick where it is chosen;
 * a click on it is the digit.
 */
#ifndef POS_CHOICE_H
#define POS_CHOICE_H

#include "pos/ui/canvas.h"

enum { CHOICE_NAME_X = 5 }; /* columns before its name */

struct choice {
    int digit; /* 0..9; above: it has none */
    const char *name;
    bool is_chosen;
};

/* The card, its key and its name on the line `y`; a picture may be drawn over the rest. */
void choice_draw(struct canvas *canvas, struct area box, int y, const struct choice *choice);

#endif
