#include "reports/print/paper_fold.h"

enum { PAGES_A_SHEET = 4 };

/* Page `number` so far from the left of the open side; returns how many pages there are. */
static int put_half(struct paper *paper, pages_fn *write, const void *context, int number, mm left)
{
    paper_restart(paper);
    surface_choose(paper->surface, number, left);
    write(paper, context);
    return paper->page;
}

/* Where to fold; it stays visible in grey, and thin beside what is read. */
static void put_fold(struct paper *paper, mm middle, mm height)
{
    surface_shape(paper->surface, &(struct shape){ .kind = SHAPE_LINE,
                                                   .x = middle,
                                                   .height = height,
                                                   .dashed = true,
                                                   .ink = INK_GREY,
                                                   .line = 0.2 });
}

void paper_fold(struct paper *paper, pages_fn *write, const void *context)
{
    const struct point sheet = surface_sheet(SURFACE_A4_LYING);
    int pages = put_half(paper, write, context, 0, 0);
    int last = (pages + PAGES_A_SHEET - 1) / PAGES_A_SHEET * PAGES_A_SHEET;

    if (paper->surface->is_counted)
        return;
    for (int first = 1; first < last; first++, last--) {
        bool is_front = first % 2 == 1; /* on the back the lower number is on the left */

        paper_restart(paper);
        surface_sheet_page(paper->surface, SURFACE_A4_LYING);
        put_fold(paper, sheet.x / 2, sheet.y);
        put_half(paper, write, context, is_front ? last : first, 0);
        put_half(paper, write, context, is_front ? first : last, sheet.x / 2);
    }
}
