#include "reports/print/paper.h"

#include "base/lang.h"

#include <stdio.h>

const mm PAPER_MARGIN = 15, PAPER_GUTTER = 6;
static const pt SMALLEST_PT = 6;
static const mm FOOT = 15, SMALL_MARGIN = 10, SIGN_HEIGHT = 24;
static const mm LOGO_WIDTH = 24, LOGO_HEIGHT = 11, EMBLEM_WORDS = 28, NUMBER_WIDTH = 22;

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
    char full[1400];
    const struct surface_target target = {
        .title = full,
        .language = lang_current() == LANG_EN ? "en" : "fr",
        .made_at = head->made_at,
        .outlet = outlet,
        .is_silent = head->page_count && head->page_total == 0,
        .accent = head->colour,
    };

    snprintf(full, sizeof full, "%s — %s", title, head->session);
    *paper = (struct paper){ .head = head, .title = title };
    return surface_open(&target, &paper->surface, err);
}

/* Said once a page, so that people who read little are not slowed down at each line. */
static void paper_mark_draft(struct paper *paper)
{
    struct text_style style = PAPER_SMALL;
    mm foot = paper->height - FOOT + 4;

    if (!paper->has_draft)
        return;
    style.align = ALIGN_END;
    surface_text(
        paper->surface, &style, _("traduction à relire"),
        box_at(paper->width / 2, foot, paper->width / 2 - paper->margin - NUMBER_WIDTH - 2));
    paper->has_draft = false;
}

void paper_restart(struct paper *paper)
{
    paper_mark_draft(paper);
    paper->page = 0;
}

bool paper_close(struct paper *paper, struct err *err)
{
    struct surface *surface = paper->surface;

    paper_mark_draft(paper);
    if (paper->head->page_count)
        *paper->head->page_count = paper->page > 0 ? paper->page : 1;
    paper->surface = NULL;
    return surface_finish(surface, err);
}

mm paper_room(const struct paper *paper)
{
    return paper->width - 2 * paper->margin;
}

mm paper_left(const struct paper *paper)
{
    return paper->height - FOOT - paper->y;
}

/* European money is named on every page, no smaller than any logo (Reg. 2021/1060, art. 50);
 * returns the room it takes. */
static mm emblem_put(struct paper *paper)
{
    const struct buf *emblem = paper->head->emblem;

    if (!emblem || emblem->length == 0)
        return 0;
    surface_picture(paper->surface, emblem, _("Emblème de l'Union européenne"),
                    (struct box){ paper->margin, 3.5, LOGO_WIDTH, LOGO_HEIGHT });
    paper_put_fitted(
        paper, &PAPER_SMALL, _("Cofinancé par l'Union européenne"),
        (struct box){ paper->margin + LOGO_WIDTH + 2, 4.5, EMBLEM_WORDS, LOGO_HEIGHT });
    return LOGO_WIDTH + EMBLEM_WORDS + 5;
}

/* Session and place above, what the paper is and its page below. */
static void paper_frame(struct paper *paper)
{
    const struct paper_head *head = paper->head;
    struct text_style right = PAPER_SMALL, left = PAPER_SMALL;
    char line[1400];
    mm foot = paper->height - FOOT + 4;
    bool has_logo = head->logo && head->logo->length > 0;

    if (has_logo)
        surface_picture(paper->surface, head->logo, _("logo du groupe"),
                        (struct box){ paper->width - paper->margin - LOGO_WIDTH, 3.5, LOGO_WIDTH,
                                      LOGO_HEIGHT });
    mm used = emblem_put(paper);

    right.align = ALIGN_END;
    left.may_lack = true; /* a name without a font stops no paper that does not need it */
    snprintf(line, sizeof line, "%s — %s%s%s%s%s", head->session, head->host,
             head->place[0] ? ", " : "", head->place, head->dates[0] ? " · " : "", head->dates);
    paper_put_fitted(paper, &left, line,
                     (struct box){ paper->margin + used, 6.5,
                                   paper_room(paper) - used - (has_logo ? LOGO_WIDTH + 3 : 0),
                                   7.5 });
    snprintf(line, sizeof line, "%s%s", paper->title,
             head->is_example ? _(" · exemple : chiffres inventés") : "");
    paper_put_fitted(paper, &PAPER_SMALL, line,
                     (struct box){ paper->margin, foot, paper_room(paper) / 2 + 10, 5 });
    if (head->page_total > 0)
        snprintf(line, sizeof line, _("page %d/%d"), paper->page, head->page_total);
    else
        snprintf(line, sizeof line, _("page %d"), paper->page);
    surface_text(paper->surface, &right, line,
                 box_at(paper->width - paper->margin - NUMBER_WIDTH, foot, NUMBER_WIDTH));
}

void paper_page(struct paper *paper, enum surface_size size, const char *heading)
{
    struct point sheet = surface_sheet(size);

    paper_mark_draft(paper);
    paper->size = size;
    paper->margin = size == SURFACE_A5 ? SMALL_MARGIN : PAPER_MARGIN;
    paper->width = sheet.x;
    paper->height = sheet.y;
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

bool paper_has_day(const struct paper_head *head, int day)
{
    return head->only_day == 0 || head->only_day == day;
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

mm paper_put_as(struct paper *paper, const char *tag, const struct text_style *style,
                const char *text, struct box place)
{
    mm height;

    surface_tag(paper->surface, tag, true);
    height = paper_put(paper, style, text, place);
    surface_tag(paper->surface, tag, false);
    return height;
}

void paper_put_fitted(struct paper *paper, const struct text_style *style, const char *text,
                      struct box place)
{
    struct text_style fitted = *style;

    while (fitted.size_pt > SMALLEST_PT &&
           paper_measure(paper, &fitted, text, place.width) > place.height)
        fitted.size_pt -= 0.5;
    paper_put(paper, &fitted, text, place);
}

mm paper_measure(struct paper *paper, const struct text_style *style, const char *text, mm width)
{
    return surface_measure(paper->surface, style, text, width, NULL);
}

/* Only headings are bold and dark blue: how large says of what. */
static const char *tag_of(const struct text_style *style)
{
    bool is_heading = style->bold && style->ink.blue > style->ink.red;

    return !is_heading ? "P" : style->size_pt < 20 ? "H2" : "H1";
}

void paper_write(struct paper *paper, const struct text_style *style, const char *text)
{
    surface_tag(paper->surface, tag_of(style), true);
    paper->y += surface_text(paper->surface, style, text,
                             box_at(paper->margin, paper->y, paper_room(paper)));
    surface_tag(paper->surface, tag_of(style), false);
}

void paper_skip(struct paper *paper, mm height)
{
    paper->y += height;
}

const struct wording *paper_phrase(const struct paper *paper, const char *id)
{
    return phrase_find(paper->head->phrases, id);
}

bool paper_has_second(const struct paper *paper, const struct wording *wording)
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

mm paper_measure_second(struct paper *paper, const struct text_style *style,
                        const struct wording *wording, mm width)
{
    struct text_style second = second_style(paper, style);

    return paper_has_second(paper, wording)
               ? paper_measure(paper, &second, wording->text[paper->head->second], width)
               : 0;
}

mm paper_put_second(struct paper *paper, const struct text_style *style,
                    const struct wording *wording, struct box place)
{
    struct text_style second = second_style(paper, style);

    if (!paper_has_second(paper, wording))
        return 0;
    paper->has_draft = paper->has_draft || !wording->reviewed[paper->head->second];
    return paper_put(paper, &second, wording->text[paper->head->second], place);
}

mm paper_measure_wording(struct paper *paper, const struct text_style *style,
                         const struct wording *wording, mm width)
{
    mm half = (width - PAPER_GUTTER) / 2;

    if (!paper_has_second(paper, wording))
        return paper_measure(paper, style, wording_shown(wording), width);

    mm left = paper_measure(paper, style, wording_shown(wording), half);
    mm right = paper_measure_second(paper, style, wording, half);

    return left > right ? left : right;
}

mm paper_put_wording(struct paper *paper, const struct text_style *style,
                     const struct wording *wording, struct box place)
{
    mm half = (place.width - PAPER_GUTTER) / 2;

    if (!paper_has_second(paper, wording))
        return paper_put(paper, style, wording_shown(wording), place);

    mm left = paper_put(paper, style, wording_shown(wording), box_at(place.x, place.y, half));
    mm right = paper_put_second(paper, style, wording,
                                box_at(place.x + half + PAPER_GUTTER, place.y, half));

    return left > right ? left : right;
}

void paper_say_wording(struct paper *paper, const struct text_style *style,
                       const struct wording *wording)
{
    paper_need(paper, paper_measure_wording(paper, style, wording, paper_room(paper)));
    surface_tag(paper->surface, tag_of(style), true);
    paper->y += paper_put_wording(paper, style, wording,
                                  box_at(paper->margin, paper->y, paper_room(paper)));
    surface_tag(paper->surface, tag_of(style), false);
}

void paper_say(struct paper *paper, const struct text_style *style, const char *id)
{
    paper_say_wording(paper, style, paper_phrase(paper, id));
}

void paper_page_wording(struct paper *paper, enum surface_size size, const struct wording *heading)
{
    struct text_style style = PAPER_TITLE;

    if (paper_has_second(paper, heading))
        style.size_pt = 16; /* two titles in one line */
    paper_page(paper, size, "");
    surface_tag(paper->surface, "H1", true);
    paper->y += paper_put_wording(paper, &style, heading,
                                  box_at(paper->margin, paper->y, paper_room(paper))) +
                3;
    surface_tag(paper->surface, "H1", false);
}

void paper_page_phrase(struct paper *paper, enum surface_size size, const char *id)
{
    paper_page_wording(paper, size, paper_phrase(paper, id));
}

void paper_field(struct paper *paper, const char *label)
{
    mm used = 0;

    surface_measure(paper->surface, &PAPER_READ, label, paper_room(paper), &used);
    paper_put(paper, &PAPER_READ, label, box_at(paper->margin, paper->y, paper_room(paper)));
    draw_line(paper->surface, paper->margin + used + 2, paper->y + 6, paper_room(paper) - used - 2);
    paper->y += 11;
}

/* How wide the text of the second language is; 0 without one. */
static mm second_width(struct paper *paper, const struct wording *wording)
{
    struct text_style style = second_style(paper, &PAPER_READ);
    mm used = 0;

    if (paper_has_second(paper, wording))
        surface_measure(paper->surface, &style, wording->text[paper->head->second],
                        paper_room(paper), &used);
    return used;
}

void paper_field_phrase(struct paper *paper, const char *id)
{
    const struct wording *label = paper_phrase(paper, id);
    mm left = 0, right = second_width(paper, label), room = paper_room(paper);

    surface_measure(paper->surface, &PAPER_READ, wording_shown(label), room, &left);
    paper_put(paper, &PAPER_READ, wording_shown(label), box_at(paper->margin, paper->y, room));
    paper_put_second(paper, &PAPER_READ, label,
                     box_at(paper->margin + room - right, paper->y, right));
    draw_line(paper->surface, paper->margin + left + 2, paper->y + 6,
              room - left - right - (right > 0 ? 4 : 2));
    paper->y += 11;
}

void paper_lines(struct paper *paper, int lines, mm step)
{
    for (int i = 0; i < lines; i++) {
        paper->y += step;
        draw_line(paper->surface, paper->margin, paper->y, paper_room(paper));
    }
    paper->y += 3;
}

/* Two boxes side by side, below what was written above them. */
static void put_sign_boxes(struct paper *paper)
{
    mm half = (paper_room(paper) - PAPER_GUTTER) / 2;

    draw_box(paper->surface, (struct box){ paper->margin, paper->y, half, SIGN_HEIGHT });
    draw_box(paper->surface,
             (struct box){ paper->margin + half + PAPER_GUTTER, paper->y, half, SIGN_HEIGHT });
    paper->y += SIGN_HEIGHT + 4;
}

void paper_signatures(struct paper *paper, const char *left, const char *right)
{
    mm half = (paper_room(paper) - PAPER_GUTTER) / 2;

    paper_need(paper, SIGN_HEIGHT + 10);
    paper_put(paper, &PAPER_PLAIN, left, box_at(paper->margin, paper->y, half));
    paper_put(paper, &PAPER_PLAIN, right,
              box_at(paper->margin + half + PAPER_GUTTER, paper->y, half));
    paper->y += 6;
    put_sign_boxes(paper);
}

void paper_signatures_phrases(struct paper *paper, const char *left, const char *right)
{
    const struct wording *words[] = { paper_phrase(paper, left), paper_phrase(paper, right) };
    mm half = (paper_room(paper) - PAPER_GUTTER) / 2, tallest = 0;

    paper_need(paper, SIGN_HEIGHT + 16);
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        struct box box = box_at(paper->margin + (mm)i * (half + PAPER_GUTTER), paper->y, half);
        mm height = paper_put(paper, &PAPER_READ, wording_shown(words[i]), box);

        box.y += height;
        height += paper_put_second(paper, &PAPER_READ, words[i], box);
        tallest = height > tallest ? height : tallest;
    }
    paper->y += tallest + 1;
    put_sign_boxes(paper);
}
