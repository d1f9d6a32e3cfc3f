#include "reports/paper.h"

#include "base/lang.h"

#include <stdio.h>

const mm PAPER_MARGIN = 15;
static const mm FOOT = 15, GUTTER = 6;

const struct text_style PAPER_TITLE = { .size_pt = 22, .bold = true, .ink = { 0.12, 0.25, 0.42 } };
const struct text_style PAPER_HEADING = { .size_pt = 15,
                                          .bold = true,
                                          .ink = { 0.12, 0.25, 0.42 } };
const struct text_style PAPER_READ = { .size_pt = 14 };
const struct text_style PAPER_READ_BOLD = { .size_pt = 14, .bold = true };
const struct text_style PAPER_PLAIN = { .size_pt = 10.5 };
const struct text_style PAPER_PLAIN_BOLD = { .size_pt = 10.5, .bold = true };
const struct text_style PAPER_SMALL = { .size_pt = 8.5, .ink = { 0.38, 0.38, 0.38 } };

bool paper_open(struct paper *paper, const struct paper_head *head, const char *title,
                struct outlet *outlet, struct err *err)
{
    char full[256];
    const struct surface_target target = {
        .title = full,
        .language = lang_current() == LANG_EN ? "en" : "fr",
        .made_at = head->made_at,
        .outlet = outlet,
    };

    snprintf(full, sizeof full, "%.120s — %.120s", title, head->session);
    *paper = (struct paper){ .head = head, .title = title };
    return surface_open(&target, &paper->surface, err);
}

bool paper_close(struct paper *paper, struct err *err)
{
    struct surface *surface = paper->surface;

    paper->surface = NULL;
    return surface_finish(surface, err);
}

mm paper_room(const struct paper *paper)
{
    return paper->width - 2 * PAPER_MARGIN;
}

mm paper_left(const struct paper *paper)
{
    return paper->height - FOOT - paper->y;
}

/* Session and place above, what the paper is and its page below. */
static void paper_frame(struct paper *paper)
{
    const struct paper_head *head = paper->head;
    struct text_style right = PAPER_SMALL;
    char line[300];
    mm foot = paper->height - FOOT + 4;

    right.align = ALIGN_END;
    snprintf(line, sizeof line, "%s — %s%s%s%s%s", head->session, head->host,
             head->place[0] ? ", " : "", head->place, head->dates[0] ? " · " : "", head->dates);
    surface_text(paper->surface, &PAPER_SMALL, line, box_at(PAPER_MARGIN, 8, paper_room(paper)));
    snprintf(line, sizeof line, "%s%s", paper->title,
             head->is_example ? _(" · exemple : chiffres inventés") : "");
    surface_text(paper->surface, &PAPER_SMALL, line,
                 box_at(PAPER_MARGIN, foot, paper_room(paper) - 20));
    snprintf(line, sizeof line, "%d", paper->page);
    surface_text(paper->surface, &right, line, box_at(paper->width - PAPER_MARGIN - 20, foot, 20));
}

void paper_page(struct paper *paper, enum surface_size size, const char *heading)
{
    static const struct point SIZES[] = { { 210, 297 }, { 297, 210 }, { 148, 210 } };

    paper->size = size;
    paper->width = SIZES[size].x;
    paper->height = SIZES[size].y;
    paper->page++;
    surface_page(paper->surface, size);
    paper_frame(paper);
    paper->y = 15;
    if (heading[0] == '\0')
        return;
    surface_tag(paper->surface, "H1", true);
    paper_write(paper, &PAPER_TITLE, heading);
    surface_tag(paper->surface, "H1", false);
    paper_skip(paper, 3);
}

bool paper_need(struct paper *paper, mm height)
{
    if (paper_left(paper) >= height)
        return false;
    paper_page(paper, paper->size, "");
    return true;
}

mm paper_put(struct paper *paper, const struct text_style *style, const char *text,
             struct box place)
{
    return surface_text(paper->surface, style, text, place);
}

mm paper_measure(struct paper *paper, const struct text_style *style, const char *text, mm width)
{
    return surface_measure(paper->surface, style, text, width, NULL);
}

void paper_write(struct paper *paper, const struct text_style *style, const char *text)
{
    paper->y += surface_text(paper->surface, style, text,
                             box_at(PAPER_MARGIN, paper->y, paper_room(paper)));
}

void paper_skip(struct paper *paper, mm height)
{
    paper->y += height;
}

/* French in the paper's main column, whatever the language of the program: it is the text agreed.
 */
static bool wording_has_second(const struct paper *paper, const struct wording *wording)
{
    enum tongue main_tongue = lang_current() == LANG_EN ? TONGUE_EN : TONGUE_FR;

    return paper->head->has_second && paper->head->second != main_tongue &&
           wording->text[paper->head->second][0] != '\0';
}

static struct text_style second_style(const struct paper *paper, const struct text_style *style)
{
    static const char *const LANGUAGES[TONGUE_COUNT] = { "fr", "en", "ar", "fa-AF" };
    struct text_style second = *style;

    second.language = LANGUAGES[paper->head->second];
    return second;
}

static const char *draft_mark(const struct paper *paper, const struct wording *wording)
{
    return wording->reviewed[paper->head->second] ? "" : _("traduction à relire");
}

mm paper_measure_wording(struct paper *paper, const struct text_style *style,
                         const struct wording *wording, mm width)
{
    mm half = (width - GUTTER) / 2;
    struct text_style second = second_style(paper, style);

    if (!wording_has_second(paper, wording))
        return paper_measure(paper, style, wording_shown(wording), width);

    mm left = paper_measure(paper, style, wording_shown(wording), half);
    mm right = paper_measure(paper, &second, wording->text[paper->head->second], half) +
               paper_measure(paper, &PAPER_SMALL, draft_mark(paper, wording), half);

    return left > right ? left : right;
}

mm paper_put_wording(struct paper *paper, const struct text_style *style,
                     const struct wording *wording, struct box place)
{
    struct text_style second = second_style(paper, style), mark = PAPER_SMALL;
    mm half = (place.width - GUTTER) / 2;

    if (!wording_has_second(paper, wording))
        return paper_put(paper, style, wording_shown(wording), place);

    mm left = paper_put(paper, style, wording_shown(wording), box_at(place.x, place.y, half));
    struct box other = box_at(place.x + half + GUTTER, place.y, half);
    mm right = paper_put(paper, &second, wording->text[paper->head->second], other);

    mark.align = tongue_is_right_to_left(paper->head->second) ? ALIGN_END : ALIGN_START;
    other.y += right;
    right += paper_put(paper, &mark, draft_mark(paper, wording), other);
    return left > right ? left : right;
}

void paper_field(struct paper *paper, const char *label)
{
    mm used = 0;

    surface_measure(paper->surface, &PAPER_READ, label, paper_room(paper), &used);
    paper_put(paper, &PAPER_READ, label, box_at(PAPER_MARGIN, paper->y, paper_room(paper)));
    draw_line(paper->surface, PAPER_MARGIN + used + 2, paper->y + 6, paper_room(paper) - used - 2);
    paper->y += 11;
}

void paper_lines(struct paper *paper, int lines, mm step)
{
    for (int i = 0; i < lines; i++) {
        paper->y += step;
        draw_line(paper->surface, PAPER_MARGIN, paper->y, paper_room(paper));
    }
    paper->y += 3;
}

void paper_signatures(struct paper *paper, const char *left, const char *right)
{
    mm half = (paper_room(paper) - GUTTER) / 2;

    paper_need(paper, 34);
    paper_put(paper, &PAPER_PLAIN, left, box_at(PAPER_MARGIN, paper->y, half));
    paper_put(paper, &PAPER_PLAIN, right, box_at(PAPER_MARGIN + half + GUTTER, paper->y, half));
    draw_box(paper->surface, (struct box){ PAPER_MARGIN, paper->y + 6, half, 24 });
    draw_box(paper->surface, (struct box){ PAPER_MARGIN + half + GUTTER, paper->y + 6, half, 24 });
    paper->y += 34;
}
