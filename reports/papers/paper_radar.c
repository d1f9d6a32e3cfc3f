#include "reports/papers/paper_radar.h"

#include "base/lang.h"

#include <math.h>
#include <stdio.h>

static const mm RADIUS = 40, STAR_HEIGHT = 108, MOVED = 15;

enum { LINE_MAX = 1400 };

/* The indicators of one volet that count, in the order of the grid. */
struct star {
    int count;
    int indicators[INDICATORS_MAX];
    struct pair pairs[INDICATORS_MAX];
    mm x, y; /* centre */
};

/* The first axis points up, the others follow clockwise. */
static struct point star_point(const struct star *star, int axis, fraction share)
{
    fraction angle = 2 * M_PI * axis / star->count - M_PI / 2;

    return (struct point){ star->x + RADIUS * share * cos(angle),
                           star->y + RADIUS * share * sin(angle) };
}

static void put_segment(struct paper *paper, struct point from, struct point to,
                        const struct shape *pen)
{
    struct shape line = *pen;

    line.kind = SHAPE_LINE;
    line.x = from.x;
    line.y = from.y;
    line.width = to.x - from.x;
    line.height = to.y - from.y;
    surface_shape(paper->surface, &line);
}

static void put_axes(struct paper *paper, const struct star *star, const struct grid *grid)
{
    const struct text_style label = { .size_pt = 14, .bold = true, .align = ALIGN_MIDDLE };
    const struct shape pen = { .ink = INK_PALE, .line = 0.3 };

    for (int step = 1; step <= STEP_MAX; step++)
        for (int i = 0; i < star->count; i++)
            put_segment(paper, star_point(star, i, (fraction)step / STEP_MAX),
                        star_point(star, (i + 1) % star->count, (fraction)step / STEP_MAX), &pen);
    for (int i = 0; i < star->count; i++) {
        struct point end = star_point(star, i, 1), name = star_point(star, i, 1.16);

        put_segment(paper, (struct point){ star->x, star->y }, end, &pen);
        paper_put(paper, &label, grid->indicators[star->indicators[i]].id,
                  box_at(name.x - 8, name.y - 2.5, 16));
    }
}

/* A line between two neighbours that both have a rating; a dot on each that has one. */
static void put_ratings(struct paper *paper, const struct star *star, bool after)
{
    const struct shape pen = { .ink = after ? INK_DARK : INK_GREY,
                               .line = after ? 0.7 : 0.45,
                               .dashed = !after };

    for (int i = 0; i < star->count; i++) {
        int next = (i + 1) % star->count;
        int here = after ? star->pairs[i].end : star->pairs[i].start;
        int there = after ? star->pairs[next].end : star->pairs[next].start;
        struct point at = star_point(star, i, (fraction)here / SCALE_TOP);

        if (here == 0)
            continue;
        surface_shape(paper->surface, &(struct shape){ .kind = SHAPE_CIRCLE,
                                                       .x = at.x,
                                                       .y = at.y,
                                                       .radius = after ? 1.1 : 0.8,
                                                       .filled = true,
                                                       .ink = pen.ink });
        if (there > 0)
            put_segment(paper, at, star_point(star, next, (fraction)there / SCALE_TOP), &pen);
    }
}

static void put_figure(int twelfths, char out[12])
{
    if (twelfths == 0)
        snprintf(out, 12, "–");
    else
        snprintf(out, 12, "%d", twelfths / STEP);
}

static void put_table(struct paper *paper, const struct star *star, const struct grid *grid)
{
    mm x = paper->margin + 2 * RADIUS + 25, width = paper->width - paper->margin - x;
    mm y = star->y - RADIUS - 8;

    surface_tag(paper->surface, "Table", true);
    for (int i = 0; i < star->count; i++) {
        const struct indicator *indicator = &grid->indicators[star->indicators[i]];
        char start[12], end[12], moved[32], line[LINE_MAX];

        put_figure(star->pairs[i].start, start);
        put_figure(star->pairs[i].end, end);
        snprintf(moved, sizeof moved, "%s\u00a0→\u00a0%s", start, end);
        snprintf(line, sizeof line, "%s  %s", indicator->id, wording_shown(&indicator->wording));
        surface_tag(paper->surface, "TR", true);
        mm height = paper_put_as(paper, "TH", &PAPER_READ, line, box_at(x, y, width - MOVED - 2));
        paper_put_as(paper, "TD", &PAPER_READ_BOLD, moved, box_at(x + width - MOVED, y, MOVED));
        y += height + 2;
        surface_tag(paper->surface, "TR", false);
    }
    surface_tag(paper->surface, "Table", false);
}

static void put_star(struct paper *paper, const struct assessment *assessment,
                     const struct grid *grid, int volet)
{
    struct star star = { .count = 0 };

    for (int i = 0; i < grid->indicator_count; i++)
        if (grid->indicators[i].volet == volet && grid->indicators[i].counts) {
            star.indicators[star.count] = i;
            star.pairs[star.count++] = assessment_pair(assessment, RATER_SELF, i);
        }
    if (star.count < 3)
        return; /* no surface to show */
    paper_need(paper, STAR_HEIGHT);
    paper_write(paper, &PAPER_HEADING, wording_shown(&grid->volets[volet].wording));
    star.x = paper->margin + RADIUS + 12;
    star.y = paper->y + RADIUS + 10;
    surface_figure(paper->surface, _("une étoile : les mêmes nombres sont écrits à côté"));
    put_axes(paper, &star, grid);
    put_ratings(paper, &star, false);
    put_ratings(paper, &star, true);
    surface_figure_end(paper->surface);
    put_table(paper, &star, grid);
    paper_skip(paper, 2 * RADIUS + 22);
}

bool paper_radar(const struct paper_head *head, const struct participant *person,
                 const struct assessment *assessment, const struct grid *grid,
                 struct outlet *outlet, struct err *err)
{
    struct paper paper;

    if (!paper_open(&paper, head, _("Mon étoile"), outlet, err))
        return false;
    paper_page(&paper, SURFACE_A4, person->called_name);
    for (int volet = 0; volet < grid->volet_count; volet++)
        put_star(&paper, assessment, grid, volet);
    paper_say(&paper, &PAPER_READ, "star-key");
    return paper_close(&paper, err);
}
