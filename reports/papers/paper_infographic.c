#include "reports/papers/paper_infographic.h"

#include "base/lang.h"
#include "programme/attendance.h"

#include <stdio.h>

enum { LINE_MAX = 1400, PEOPLE_ACROSS = 15 };

static const mm PERSON_WIDTH = 11, PERSON_HEIGHT = 20, BAR_HEIGHT = 7, LABEL_WIDTH = 62;
static const struct text_style LARGE = { .size_pt = 20, .bold = true, .ink = { 0.12, 0.25, 0.42 } };
static const struct text_style SAID = { .size_pt = 11 };

static void heading_put(struct paper *paper, const char *text)
{
    paper_skip(paper, 2.5);
    surface_tag(paper->surface, "H2", true);
    paper_write(paper, &PAPER_HEADING, text);
    surface_tag(paper->surface, "H2", false);
    paper_skip(paper, 1);
}

/* A head and shoulders. */
static void person_draw(struct surface *surface, mm x, mm y)
{
    surface_shape(surface, &(struct shape){ .kind = SHAPE_CIRCLE,
                                            .x = x + PERSON_WIDTH / 2,
                                            .y = y + 4,
                                            .radius = 3.2,
                                            .filled = true,
                                            .ink = INK_DARK });
    surface_shape(surface, &(struct shape){ .kind = SHAPE_RECT,
                                            .x = x + 2,
                                            .y = y + 8,
                                            .width = PERSON_WIDTH - 4,
                                            .height = PERSON_HEIGHT - 9,
                                            .radius = 2.5,
                                            .filled = true,
                                            .ink = INK_DARK });
}

static void people_put(struct paper *paper, const struct infographic *page)
{
    char line[LINE_MAX], hours[HOURS_TEXT_MAX];
    mm top = paper->y;

    if (page->people == 0)
        return;
    snprintf(line, sizeof line, lang_plural("%d personne", "%d personnes", page->people),
             page->people);
    surface_figure(paper->surface, line);
    for (int i = 0; i < page->people; i++)
        person_draw(paper->surface, paper->margin + i % PEOPLE_ACROSS * PERSON_WIDTH,
                    top + (mm)(i / PEOPLE_ACROSS) * PERSON_HEIGHT);
    surface_figure_end(paper->surface);
    paper_skip(paper, (mm)((page->people + PEOPLE_ACROSS - 1) / PEOPLE_ACROSS) * PERSON_HEIGHT + 1);
    if (page->minutes > 0) {
        size_t length = 0;

        hours_format((minutes)page->minutes, hours);
        length = (size_t)snprintf(line, sizeof line,
                                  lang_plural("%d personne", "%d personnes", page->people),
                                  page->people);
        snprintf(line + length, sizeof line - length, _(", %s de travail ensemble"), hours);
    }
    paper_write(paper, &LARGE, line);
}

/* Label, bar, and the figure beside it. */
static void bar_put(struct paper *paper, const char *label, fraction share, const char *shown)
{
    mm width = paper_room(paper) - LABEL_WIDTH - 34;
    mm height = paper_measure(paper, &SAID, label, LABEL_WIDTH - 2);

    height = height > BAR_HEIGHT ? height : BAR_HEIGHT;
    surface_tag(paper->surface, "TR", true);
    paper_put_as(paper, "TH", &SAID, label, box_at(paper->margin, paper->y, LABEL_WIDTH - 2));
    draw_bar(paper->surface,
             (struct box){ paper->margin + LABEL_WIDTH, paper->y, width, BAR_HEIGHT - 1.5 }, share);
    paper_put_as(paper, "TD", &SAID, shown,
                 box_at(paper->margin + LABEL_WIDTH + width + 3, paper->y, 31));
    surface_tag(paper->surface, "TR", false);
    paper_skip(paper, height + 1);
}

static void money_put(struct paper *paper, const struct infographic *page)
{
    const struct {
        const char *label;
        cents amount;
    } bars[] = { { _("vendu, sans la taxe"), page->sold },
                 { _("payé : matières, place, autres"), page->spent },
                 { _("partagé par le groupe"), page->shared } };
    cents most = 0;

    if (page->sold <= 0)
        return;
    heading_put(paper, _("L'argent"));
    for (size_t i = 0; i < COUNT_OF(bars); i++)
        most = bars[i].amount > most ? bars[i].amount : most;
    surface_tag(paper->surface, "Table", true);
    for (size_t i = 0; i < COUNT_OF(bars); i++) {
        char shown[MONEY_TEXT_MAX];
        cents amount = bars[i].amount > 0 ? bars[i].amount : 0;

        money_format_euro(bars[i].amount, shown);
        bar_put(paper, bars[i].label, (fraction)amount / (fraction)most, shown);
    }
    surface_tag(paper->surface, "Table", false);
}

static void counts_put(struct paper *paper, const struct funder_count *counts, int count)
{
    surface_tag(paper->surface, "Table", true);
    for (int i = 0; i < count; i++) {
        char shown[48];

        snprintf(shown, sizeof shown, _("%d sur %d"), counts[i].count, counts[i].base);
        bar_put(paper, counts[i].label,
                counts[i].base > 0 ? (fraction)counts[i].count / counts[i].base : 0, shown);
    }
    surface_tag(paper->surface, "Table", false);
}

static void words_put(struct paper *paper, const struct infographic *page)
{
    char line[2 * LINE_MAX];

    if (page->quote[0] != '\0') {
        heading_put(paper, _("Avec leurs mots"));
        snprintf(line, sizeof line, _("« %.*s »"), text_start_bytes(page->quote, 300), page->quote);
        paper_write(paper, &PAPER_READ, line);
    }
    if (page->partners[0] != '\0') {
        heading_put(paper, _("Avec l'aide de"));
        paper_write(paper, &SAID, page->partners);
    }
}

static void method_put(struct paper *paper, const struct infographic *page)
{
    char line[LINE_MAX];

    paper_skip(paper, 4);
    snprintf(line, sizeof line,
             _("Chaque nombre a sa base : « sur » dit combien de personnes. Qui n'a rien dit reste "
               "dans la base. Un nombre plus petit que %d est ajouté aux autres."),
             page->limit);
    paper_write(paper, &PAPER_SMALL, line);
}

bool paper_infographic(const struct paper_head *head, const struct infographic *page,
                       struct outlet *outlet, struct err *err)
{
    struct paper paper;
    char line[LINE_MAX];

    if (!paper_open(&paper, head, _("La session en images"), outlet, err))
        return false;
    snprintf(line, sizeof line, "%s%s%s", head->session, page->what[0] ? " : " : "", page->what);
    paper_page(&paper, SURFACE_A4, line);
    people_put(&paper, page);
    money_put(&paper, page);
    if (page->statement_count > 0) {
        heading_put(&paper, _("Elles et ils disent oui"));
        counts_put(&paper, page->statements, page->statement_count);
    }
    if (page->steps_when[0] != '\0') {
        snprintf(line, sizeof line, _("Et après : %s"), page->steps_when);
        heading_put(&paper, line);
        counts_put(&paper, page->steps, page->step_count);
    }
    words_put(&paper, page);
    method_put(&paper, page);
    return paper_close(&paper, err);
}
