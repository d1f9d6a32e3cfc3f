#include "pos/ui/page_sign.h"

#include "base/text.h"
#include "pos/ui/event.h"

#include <stdio.h>

void page_sign_draw(struct canvas *canvas, int right, int y, struct page_sign sign)
{
    enum { HALF_COLS = 5 };
    char text[32];
    int x;

    if (sign.pages < 2)
        return;
    snprintf(text, sizeof text, " < %d / %d > ", sign.page + 1, sign.pages);
    x = right - text_width_cols(text);
    canvas_put(canvas, x, y, STYLE_KEY, text);
    canvas_add_spot(canvas, (struct area){ x, y, HALF_COLS, 1 }, PRESS_PAGE_UP, 0);
    canvas_add_spot(canvas, (struct area){ x + HALF_COLS, y, right - x - HALF_COLS, 1 },
                    PRESS_PAGE_DOWN, 0);
}
