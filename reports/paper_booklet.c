#include "reports/paper_booklet.h"

#include "base/lang.h"

#include <stdio.h>

static const mm STEP_SIZE = 7.5, FACE_SIZE = 7.5, TICK_SIZE = 6, ROW_GAP = 4;

static void put_cover(struct paper *paper, const struct participant *person,
                      const struct grid *grid)
{
    struct text_style middle = {
        .size_pt = 30, .bold = true, .align = ALIGN_MIDDLE, .ink = INK_DARK
    };
    struct box line = box_at(PAPER_MARGIN, 60, 0);

    paper_page(paper, SURFACE_A4, "");
    line.width = paper_room(paper);
    line.y += paper_put(paper, &middle, _("Mon livret de compétences"), line) + 8;
    middle.size_pt = 20;
    line.y += paper_put(paper, &middle, paper->head->session, line) + 18;
    if (person) {
        draw_pictogram(paper->surface, person->position, paper->width / 2 - 30, line.y, 60);
        line.y += 72;
        middle.size_pt = 26;
        paper_put(paper, &middle, person->called_name, line);
    }
    paper->y = 215;
    for (int value = 1; value < MARKS_MAX; value++) {
        mm y = paper->y;

        draw_steps(paper->surface, value, PAPER_MARGIN + 20, y, STEP_SIZE);
        draw_face(paper->surface, value, PAPER_MARGIN + 33, y, FACE_SIZE);
        paper_put_wording(paper, &PAPER_READ, &grid->marks[value],
                          box_at(PAPER_MARGIN + 46, y + 0.5, paper_room(paper) - 46));
        paper->y += 12;
    }
}

/* Four boxes to tick, each under its bars and face, and the dashed one for "I do not know". */
static void put_ticks(struct paper *paper)
{
    for (int i = 1; i <= STEP_MAX + 1; i++) {
        int step = i % (STEP_MAX + 1);
        mm x = PAPER_MARGIN + (i - 1) * paper_room(paper) / (STEP_MAX + 1);

        draw_steps(paper->surface, step, x, paper->y, STEP_SIZE);
        if (step != STEP_UNSEEN)
            draw_face(paper->surface, step, x + STEP_SIZE + 2, paper->y, FACE_SIZE);
        else
            paper_put(paper, &PAPER_READ, "?", box_at(x + 2.4, paper->y + 0.7, 6));
        draw_box(paper->surface, (struct box){ x + STEP_SIZE + FACE_SIZE + 5, paper->y + 0.8,
                                               TICK_SIZE, TICK_SIZE });
    }
    paper->y += STEP_SIZE;
}

static void put_indicator(struct paper *paper, const struct indicator *indicator)
{
    mm height = paper_measure_wording(paper, &PAPER_READ, &indicator->wording, paper_room(paper));

    paper_need(paper, height + STEP_SIZE + ROW_GAP + 2);
    surface_tag(paper->surface, "P", true);
    paper->y += paper_put_wording(paper, &PAPER_READ, &indicator->wording,
                                  box_at(PAPER_MARGIN, paper->y, paper_room(paper))) +
                1;
    surface_tag(paper->surface, "P", false);
    put_ticks(paper);
    paper->y += ROW_GAP;
}

static void put_day(struct paper *paper, const struct grid *grid, const struct calendar *calendar,
                    int day)
{
    struct day date = calendar->days[day - 1].date;
    char heading[60], shown[24] = "";

    day_format_human(date, shown, sizeof shown);
    if (date.number == DAY_NONE_NUMBER)
        snprintf(heading, sizeof heading, _("Jour %d"), day);
    else
        snprintf(heading, sizeof heading, _("Jour %d : le %s"), day, shown);
    paper_page(paper, SURFACE_A4, heading);
    for (int i = 0; i < grid->indicator_count; i++)
        if (indicator_is_in_focus(&grid->indicators[i], day))
            put_indicator(paper, &grid->indicators[i]);
    paper_need(paper, 32);
    paper_write(paper, &PAPER_READ_BOLD, _("Aujourd'hui, j'ai fait :"));
    paper_lines(paper, paper_left(paper) > 50 ? 4 : 2, 10);
}

bool paper_booklet(const struct paper_head *head, const struct participant *person,
                   const struct grid *grid, const struct calendar *calendar, struct outlet *outlet,
                   struct err *err)
{
    struct paper paper;

    if (!paper_open(&paper, head, _("Livret de compétences"), outlet, err))
        return false;
    put_cover(&paper, person, grid);
    for (int day = 1; day <= calendar->day_count; day++)
        put_day(&paper, grid, calendar, day);
    return paper_close(&paper, err);
}
