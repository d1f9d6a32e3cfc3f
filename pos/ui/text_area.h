/*
 * A place to write down what somebody says: several lines that break between
 * words, written at the end, as on paper. It holds no pointer, so that it can
 * be saved as a draft byte by byte.
 */
#ifndef POS_TEXT_AREA_H
#define POS_TEXT_AREA_H

#include "pos/ui/canvas.h"
#include "pos/ui/event.h"

#include <stdbool.h>

enum { TEXT_AREA_MAX = 1000 };

struct text_area {
    char text[TEXT_AREA_MAX];
    bool is_full; /* the last thing typed had no room */
};

/* Cut at TEXT_AREA_MAX - 1 bytes, between characters. */
void text_area_set(struct text_area *area, const char *text);

/* Characters, pastes and scans are added, Backspace and Delete take away; false: not for us. */
bool text_area_update(struct text_area *area, const struct event *event);

/* The last lines, when there are more than fit, with the cursor where the next character comes. */
void text_area_draw(const struct text_area *area, struct canvas *canvas, struct area place);

#endif
