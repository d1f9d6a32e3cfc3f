#include "reports/paper_review.h"

#include "base/lang.h"
#include "reports/paper_table.h"

#include <stdio.h>
#include <string.h>

static const mm BARS_WIDTH = 74, BAR_HEIGHT = 4.2, ROW_HEIGHT = 13.6;

enum { LINE_MAX = 400 };

/* One bar of four steps; its digit at the end; a dashed box when there is no rating. */
static void put_step_bar(struct paper *paper, int step, bool after, mm x, mm y)
{
    mm full = BARS_WIDTH - 22;
    struct shape bar = {
        .kind = SHAPE_RECT, .x = x + 12, .y = y, .height = BAR_HEIGHT, .line = 0.25, .ink = INK_GREY
    };
    struct text_style style = { .size_pt = 10 };
    char digit[16] = "–";

    paper_put(paper, &style, after ? _("fin") : _("début"), box_at(x, y - 0.2, 12));
    bar.width = full;
    bar.dashed = step == 0;
    surface_shape(paper->surface, &bar);
    if (step > 0) {
        bar.width = full * step / STEP_MAX;
        bar.filled = true;
        bar.ink = after ? INK_DARK : (struct ink){ 0.66, 0.76, 0.88 };
        surface_shape(paper->surface, &bar);
        snprintf(digit, sizeof digit, "%d", step);
    }
    for (int i = 1; step > 0 && i < STEP_MAX; i++)
        surface_shape(paper->surface, &(struct shape){ .kind = SHAPE_LINE,
                                                       .x = bar.x + full * i / STEP_MAX,
                                                       .y = y,
                                                       .height = BAR_HEIGHT,
                                                       .ink = step >= i ? INK_WHITE : INK_PALE,
                                                       .line = 0.3 });
    style.bold = true;
    paper_put(paper, &style, digit, box_at(x + 12 + full + 2, y - 0.2, 8));
}

/* Steps of a self-rating are whole: twelfths come only from several animators. */
static int whole_step(int twelfths)
{
    return twelfths / STEP;
}

static void put_indicator(struct paper *paper, const struct indicator *indicator, struct pair pair)
{
    mm text = paper_room(paper) - BARS_WIDTH - 4;
    mm x = PAPER_MARGIN + text + 4;

    paper_need(paper, ROW_HEIGHT);
    surface_tag(paper->surface, "P", true);
    paper_put(paper, &PAPER_READ, wording_shown(&indicator->wording),
              box_at(PAPER_MARGIN, paper->y, text));
    put_step_bar(paper, whole_step(pair.start), false, x, paper->y + 0.6);
    put_step_bar(paper, whole_step(pair.end), true, x, paper->y + 0.6 + BAR_HEIGHT + 1);
    surface_tag(paper->surface, "P", false);
    paper->y += ROW_HEIGHT;
}

struct movement {
    int up, same, down;
};

static void put_volet(struct paper *paper, const struct own_sheet *own, const struct grid *grid,
                      int volet, struct movement *movement)
{
    paper_need(paper, 3 * ROW_HEIGHT);
    surface_tag(paper->surface, "H2", true);
    paper_write(paper, &PAPER_HEADING, wording_shown(&grid->volets[volet].wording));
    surface_tag(paper->surface, "H2", false);
    paper_skip(paper, 1.5);
    for (int i = 0; i < grid->indicator_count; i++) {
        struct pair pair;

        if (grid->indicators[i].volet != volet || !grid->indicators[i].counts)
            continue;
        pair = assessment_pair(own->assessment, RATER_SELF, i);
        put_indicator(paper, &grid->indicators[i], pair);
        if (pair.start == 0 || pair.end == 0)
            continue;
        movement->up += pair.end > pair.start;
        movement->same += pair.end == pair.start;
        movement->down += pair.end < pair.start;
    }
}

/* Only "the others see you higher": a gap the other way is for the interview, not for paper. */
static void put_encouragement(struct paper *paper, const struct own_sheet *own,
                              const struct grid *grid)
{
    for (int i = 0; i < grid->indicator_count; i++) {
        struct pair pair = assessment_pair(own->assessment, RATER_SELF, i);
        int peers = assessment_peers(own->assessment, i), gap = 0;
        char line[LINE_MAX];

        if (!gap_find(pair.end, peers, &gap) || !gap_is_encouraging(gap))
            continue;
        snprintf(line, sizeof line, _("Les autres me voient plus haut : « %s »"),
                 wording_shown(&grid->indicators[i].wording));
        paper_need(paper, 14);
        paper_write(paper, &PAPER_READ, line);
        return; /* one is enough to read */
    }
}

static void put_next_step(struct paper *paper, const char *label, const char *text)
{
    paper_need(paper, 12);
    if (text[0] == '\0') {
        paper_skip(paper, 2);
        paper_field(paper, label);
        return;
    }

    char line[LINE_MAX];

    snprintf(line, sizeof line, _("%s : %s"), label, text);
    paper_write(paper, &PAPER_READ, line);
}

static void put_summary(struct paper *paper, const struct own_sheet *own, const struct grid *grid,
                        const struct movement *movement)
{
    char line[LINE_MAX];

    paper_skip(paper, 2);
    if (movement->up + movement->same + movement->down > 0) {
        snprintf(line, sizeof line, _("%d plus haut · %d pareil · %d plus bas"), movement->up,
                 movement->same, movement->down);
        paper_write(paper, &PAPER_READ_BOLD, line);
    }
    for (int i = 0; i < STRENGTHS_MAX; i++)
        if (own->strengths[i]) {
            snprintf(line, sizeof line, _("Ma force, disent les autres : %s"), own->strengths[i]);
            paper_need(paper, 8);
            paper_write(paper, &PAPER_READ, line);
        }
    put_encouragement(paper, own, grid);
    put_next_step(paper, _("Après, je veux"), own->next_step);
    put_next_step(paper, _("Mon rendez-vous"), own->appointment);
}

bool paper_own_sheet(const struct paper_head *head, const struct own_sheet *own,
                     const struct grid *grid, struct outlet *outlet, struct err *err)
{
    struct movement movement = { 0, 0, 0 };
    struct paper paper;
    char heading[120];

    if (!paper_open(&paper, head, _("Ma fiche"), outlet, err))
        return false;
    snprintf(heading, sizeof heading, _("%s : ce que je fais, au début et à la fin"),
             own->person->called_name);
    paper_page(&paper, SURFACE_A4, "");
    surface_tag(paper.surface, "H1", true);
    paper_write(&paper, &(struct text_style){ .size_pt = 15, .bold = true, .ink = INK_DARK },
                heading);
    surface_tag(paper.surface, "H1", false);
    paper_skip(&paper, 2);
    for (int volet = 0; volet < grid->volet_count; volet++)
        put_volet(&paper, own, grid, volet, &movement);
    put_summary(&paper, own, grid, &movement);
    return paper_close(&paper, err);
}

static const char *usual_line(const struct calendar *calendar, int day)
{
    static const char *const LINES[] = {
        N_("Découvrir la coopérative et le projet"),
        N_("Construire l'offre : prix, produit, clients"),
        N_("Développer : logo, emballage, affiche, demande de prêt"),
        N_("Produire : sécurité, hygiène, outils"),
        N_("Vendre : caisse, rendu de monnaie, comptage"),
        N_("Compter : ventes, charges, partage"),
        N_("Faire le point"),
    };

    if (calendar->day_count == (int)COUNT_OF(LINES))
        return _(LINES[day - 1]);
    switch (calendar_module(calendar, day)) {
    case 1: return _("Construire l'offre");
    case 2: return _("Produire et vendre");
    default: return _("Compter et faire le point");
    }
}

static void put_presence(const struct presence *presence, minutes planned, char *out, size_t room)
{
    char hours[HOURS_TEXT_MAX];

    if (planned == 0 && (!presence->called || presence->present == 0)) {
        snprintf(out, room, "–");
        return;
    }
    if (!presence->called) {
        snprintf(out, room, "%s", _("pas noté"));
        return;
    }
    hours_format(presence->present, hours);
    snprintf(out, room, "%s",
             presence->present > 0                      ? hours
             : strcmp(presence->reason, "excused") == 0 ? _("absence excusée")
                                                        : _("absence"));
}

static void put_days(struct paper *paper, const struct certificate *certificate)
{
    const struct calendar *calendar = certificate->calendar;
    struct paper_table table = { .paper = paper,
                                 .column_count = 4,
                                 .widths = { 34, 0, 28, 28 },
                                 .centred = { false, false, true, true },
                                 .style = &PAPER_PLAIN,
                                 .row_height = 8 };

    table.headings[0] = _("Jour");
    table.headings[1] = _("Ce qui a été fait");
    table.headings[2] = _("Matin");
    table.headings[3] = _("Après-midi");
    paper_table_begin(&table);
    for (int day = 1; day <= calendar->day_count; day++) {
        char name[40], date[24] = "", half[HALF_COUNT][40];

        day_format_human(calendar->days[day - 1].date, date, sizeof date);
        snprintf(name, sizeof name, "J%d  %s", day, date);
        for (int i = 0; i < HALF_COUNT; i++)
            put_presence(&certificate->attendance->halves[day - 1][i],
                         calendar->days[day - 1].planned[i], half[i], sizeof half[i]);
        paper_table_row(&table,
                        (const char *[]){ name,
                                          certificate->done[day - 1] ? certificate->done[day - 1]
                                                                     : usual_line(calendar, day),
                                          half[HALF_AM], half[HALF_PM] },
                        false);
    }
    paper_table_end(&table);
}

bool paper_certificate(const struct paper_head *head, const struct certificate *certificate,
                       struct outlet *outlet, struct err *err)
{
    struct attendance_total total = attendance_sum(certificate->attendance, certificate->calendar);
    char line[LINE_MAX], done[HOURS_TEXT_MAX], planned[HOURS_TEXT_MAX];
    struct paper paper;

    if (!paper_open(&paper, head, _("Attestation de participation"), outlet, err))
        return false;
    paper_page(&paper, SURFACE_A4, _("Attestation de participation"));
    paper_skip(&paper, 4);
    snprintf(line, sizeof line, _("%s atteste que"), head->host);
    paper_write(&paper, &PAPER_READ, line);
    paper_skip(&paper, 2);
    paper_write(&paper, &(struct text_style){ .size_pt = 20, .bold = true },
                certificate->person->called_name);
    paper_skip(&paper, 2);
    snprintf(line, sizeof line, _("a participé à la Flashcoop « %s », à %s."), head->session,
             head->place[0] ? head->place : "…");
    paper_write(&paper, &PAPER_READ, line);
    hours_format(total.present, done);
    hours_format(total.planned, planned);
    snprintf(line, sizeof line,
             _("Heures faites : %s sur %s. Demi-journées présentes : %d sur %d."), done, planned,
             total.half_days_present, total.half_days_called);
    paper_write(&paper, &PAPER_READ, line);
    paper_skip(&paper, 5);
    put_days(&paper, certificate);
    paper_write(&paper, &PAPER_SMALL,
                _("Cette attestation dit une participation. Elle n'est pas un diplôme et ne "
                  "mesure pas un niveau."));
    paper_skip(&paper, 6);
    paper_signatures(&paper, _("La personne"), _("La coopérative, le …"));
    return paper_close(&paper, err);
}
