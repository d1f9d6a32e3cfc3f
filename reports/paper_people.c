#include "reports/paper_people.h"

#include "base/lang.h"
#include "programme/attendance.h"
#include "reports/paper_table.h"

#include <stdio.h>

enum { BADGES_ACROSS = 2, BADGES_DOWN = 4, LINE_MAX = 300 };

static void put_badge(struct paper *paper, const struct participant *person, struct box card)
{
    struct text_style name = { .size_pt = 22, .bold = true, .align = ALIGN_MIDDLE };
    struct text_style small = PAPER_SMALL;
    mm text_x = card.x + 36, text_width = card.width - 40;
    char code[BADGE_CODE_MAX];

    small.align = ALIGN_MIDDLE;
    draw_box(paper->surface, card);
    draw_pictogram(paper->surface, person->position, card.x + 5, card.y + 8, 30);
    paper_put(paper, &small, pictogram_name(person->position), box_at(card.x + 3, card.y + 40, 34));
    while (name.size_pt > 12 && paper_measure(paper, &name, person->called_name, text_width) > 21)
        name.size_pt -= 2;
    paper_put(paper, &name, person->called_name, box_at(text_x, card.y + 9, text_width));
    badge_code(person->position, code);
    surface_barcode(paper->surface, code,
                    (struct box){ text_x + 4, card.y + 33, text_width - 8, 13 });
    paper_put(paper, &small, person->badge, box_at(text_x, card.y + 47, text_width));
    paper_put(paper, &small, paper->head->session,
              box_at(card.x + 2, card.y + 53.5, card.width - 4));
}

bool paper_badges(const struct paper_head *head, const struct paper_people *people,
                  struct outlet *outlet, struct err *err)
{
    struct paper paper;
    int placed = 0;

    if (!paper_open(&paper, head, _("Badges"), outlet, err))
        return false;
    for (int i = 0; i < people->count; i++) {
        int at = placed % (BADGES_ACROSS * BADGES_DOWN);

        if (people->list[i].erased)
            continue;
        if (at == 0)
            paper_page(&paper, SURFACE_A4, "");
        put_badge(&paper, &people->list[i],
                  (struct box){ PAPER_MARGIN + at % BADGES_ACROSS * 92,
                                20 + (mm)(at / BADGES_ACROSS) * 64, 88, 60 });
        placed++;
    }
    if (placed == 0)
        paper_page(&paper, SURFACE_A4, _("Personne n'est inscrit."));
    return paper_close(&paper, err);
}

/* "J3, mardi 28/11/2019", or "J3" without a date. */
static void day_name(const struct calendar *calendar, int day, char *out, size_t room)
{
    static const char *const WEEKDAYS[] = { N_("lundi"),   N_("mardi"),    N_("mercredi"),
                                            N_("jeudi"),   N_("vendredi"), N_("samedi"),
                                            N_("dimanche") };
    struct day date = calendar->days[day - 1].date;
    char shown[24];

    if (date.number == DAY_NONE_NUMBER) {
        snprintf(out, room, _("J%d"), day);
        return;
    }
    day_format_human(date, shown, sizeof shown);
    snprintf(out, room, _("J%d, %s %s"), day, _(WEEKDAYS[day_weekday(date) - 1]), shown);
}

static void half_heading(const struct calendar *calendar, int day, enum half half, char *out,
                         size_t room)
{
    minutes planned = calendar->days[day - 1].planned[half];
    char hours[HOURS_TEXT_MAX];

    hours_format(planned, hours);
    snprintf(out, room,
             half == HALF_AM ? _("Matin (%s) : signature") : _("Après-midi (%s) : signature"),
             planned > 0 ? hours : "–");
}

/* A class of fifteen and the animator stand on one page. */
static mm sign_in_height(mm left, int rows)
{
    mm height = (left - 1) / rows;

    return height > 14 ? 14 : height < 8.6 ? 8.6 : height;
}

static void put_sign_in_day(struct paper *paper, const struct paper_people *people,
                            const struct calendar *calendar, int day)
{
    char heading[80], morning[80], afternoon[80];
    struct paper_table table = {
        .paper = paper, .column_count = 4, .widths = { 70, 75, 75, 0 }, .style = &PAPER_PLAIN
    };

    day_name(calendar, day, heading, sizeof heading);
    paper_page(paper, SURFACE_A4_LYING, heading);
    half_heading(calendar, day, HALF_AM, morning, sizeof morning);
    half_heading(calendar, day, HALF_PM, afternoon, sizeof afternoon);
    table.headings[0] = _("Nom");
    table.headings[1] = morning;
    table.headings[2] = afternoon;
    table.headings[3] = _("Remarque");
    paper_table_begin(&table);
    table.row_height = sign_in_height(paper_left(paper), people->count + 1);
    for (int i = 0; i < people->count; i++)
        if (!people->list[i].erased)
            paper_table_row(&table, (const char *[]){ people->list[i].called_name, "", "", "" },
                            false);
    paper_table_row(&table, (const char *[]){ _("Animatrice, animateur"), "", "", "" }, true);
    paper_table_end(&table);
}

bool paper_sign_in(const struct paper_head *head, const struct paper_people *people,
                   const struct calendar *calendar, struct outlet *outlet, struct err *err)
{
    struct paper paper;

    if (!paper_open(&paper, head, _("Feuilles de présence"), outlet, err))
        return false;
    for (int day = 1; day <= calendar->day_count; day++)
        put_sign_in_day(&paper, people, calendar, day);
    return paper_close(&paper, err);
}

static void put_choice(struct paper *paper, const char *question)
{
    mm height = paper_measure(paper, &PAPER_READ, question, paper_room(paper) - 55);
    mm box_x = PAPER_MARGIN + paper_room(paper) - 50;

    paper_put(paper, &PAPER_READ, question, box_at(PAPER_MARGIN, paper->y, paper_room(paper) - 55));
    draw_box(paper->surface, (struct box){ box_x, paper->y, 7, 7 });
    paper_put(paper, &PAPER_READ, _("oui"), box_at(box_x + 9, paper->y, 14));
    draw_box(paper->surface, (struct box){ box_x + 25, paper->y, 7, 7 });
    paper_put(paper, &PAPER_READ, _("non"), box_at(box_x + 34, paper->y, 16));
    paper->y += (height > 7 ? height : 7) + 5;
}

static void put_image_right(struct paper *paper, const struct participant *person)
{
    paper_page(paper, SURFACE_A4, _("Mon image, mes mots"));
    paper_field(paper, _("Je m'appelle"));
    paper_put(paper, &PAPER_READ_BOLD, person->called_name,
              box_at(PAPER_MARGIN + 50, paper->y - 11, paper_room(paper) - 50));
    paper_skip(paper, 2);
    paper_write(paper, &PAPER_READ,
                _("On peut prendre des photos de moi pendant les jours ensemble. "
                  "Je choisis. Je peux dire non. Si je dis non, cela ne change rien pour moi."));
    paper_skip(paper, 6);
    put_choice(paper, _("Des photos de moi pour le groupe, sur papier."));
    put_choice(paper, _("Des photos de moi sur un site internet."));
    put_choice(paper, _("Des photos de moi dans un journal."));
    put_choice(paper, _("Des films où on me voit."));
    put_choice(paper, _("Des phrases que j'ai dites, sans mon nom, dans un rapport."));
    put_choice(paper, _("On peut m'appeler dans 4 à 6 mois pour prendre de mes nouvelles."));
    paper_skip(paper, 2);
    paper_write(paper, &PAPER_READ, _("Une case vide veut dire non."));
    paper_write(paper, &PAPER_READ,
                _("Je peux changer d'avis à tout moment. Je le dis à l'animatrice."));
    paper_skip(paper, 8);
    paper_field(paper, _("Date"));
    paper_skip(paper, 2);
    paper_signatures(paper, _("Ma signature"), _("Signature de l'animatrice, de l'animateur"));
}

/* One page for each person who was not erased. */
static bool each_person(const struct paper_head *head, const struct paper_people *people,
                        const char *title,
                        void (*put)(struct paper *paper, const struct participant *person),
                        struct outlet *outlet, struct err *err)
{
    struct paper paper;

    if (!paper_open(&paper, head, title, outlet, err))
        return false;
    for (int i = 0; i < people->count; i++)
        if (!people->list[i].erased)
            put(&paper, &people->list[i]);
    if (paper.page == 0)
        paper_page(&paper, SURFACE_A4, _("Personne n'est inscrit."));
    return paper_close(&paper, err);
}

bool paper_image_right(const struct paper_head *head, const struct paper_people *people,
                       struct outlet *outlet, struct err *err)
{
    return each_person(head, people, _("Droit à l'image"), put_image_right, outlet, err);
}

static void put_intake(struct paper *paper, const struct participant *person)
{
    static const char *const FIELDS[] = {
        N_("Année de naissance"),
        N_("Genre (si la personne veut le dire)"),
        N_("Langues parlées"),
        N_("Langues lues"),
        N_("Aide utile (lecture, interprète, accès)"),
        N_("École : aucune, primaire, collège, bac, plus"),
        N_("Emploi : aucun, emploi, insertion, micro-entreprise"),
        N_("Lieu de vie : QPV, ZRR, près d'un QPV, autre"),
        N_("Qui a proposé la Flashcoop"),
        N_("Un projet : oui, non, ne sait pas"),
        N_("Téléphone, si la personne veut le donner"),
    };

    paper_page(paper, SURFACE_A4, _("Fiche d'accueil"));
    paper_write(paper, &PAPER_READ_BOLD, person->called_name);
    paper_skip(paper, 3);
    for (size_t i = 0; i < COUNT_OF(FIELDS); i++)
        paper_field(paper, _(FIELDS[i]));
    paper_write(paper, &PAPER_READ, _("Ce que j'attends de ces jours, avec mes mots :"));
    paper_lines(paper, 4, 10);
    paper_write(paper, &PAPER_SMALL,
                _("Ne pas écrire ici : la situation d'asile, la santé, l'origine, la religion."));
}

bool paper_intake(const struct paper_head *head, const struct paper_people *people,
                  struct outlet *outlet, struct err *err)
{
    return each_person(head, people, _("Fiche d'accueil"), put_intake, outlet, err);
}

bool paper_follow_up(const struct paper_head *head, const struct paper_people *people,
                     const struct calendar *calendar, struct outlet *outlet, struct err *err)
{
    struct follow_up_window window = calendar_follow_up(calendar);
    char from[24] = "", to[24] = "", line[LINE_MAX];
    struct paper paper;
    struct paper_table table = { .paper = &paper,
                                 .column_count = 7,
                                 .widths = { 20, 50, 42, 42, 42, 0, 22 },
                                 .style = &PAPER_PLAIN,
                                 .row_height = 12 };

    if (!paper_open(&paper, head, _("Bilan à froid : liste d'appels"), outlet, err))
        return false;
    paper_page(&paper, SURFACE_A4_LYING, _("Bilan à froid : liste d'appels"));
    day_format_human(window.from, from, sizeof from);
    day_format_human(window.to, to, sizeof to);
    if (window.from.number != DAY_NONE_NUMBER) {
        snprintf(line, sizeof line, _("Appeler entre le %s et le %s."), from, to);
        paper_write(&paper, &PAPER_PLAIN, line);
        paper_skip(&paper, 3);
    }
    table.headings[0] = _("Badge");
    table.headings[1] = _("Nom");
    table.headings[2] = _("Essai 1 : date, moyen");
    table.headings[3] = _("Essai 2 : date, moyen");
    table.headings[4] = _("Essai 3 : date, moyen");
    table.headings[5] = _("Ce que la personne dit");
    table.headings[6] = _("Répondu");
    paper_table_begin(&table);
    for (int i = 0; i < people->count; i++)
        if (!people->list[i].erased)
            paper_table_row(&table,
                            (const char *[]){ people->list[i].badge, people->list[i].called_name,
                                              "", "", "", "", "" },
                            false);
    paper_table_end(&table);
    return paper_close(&paper, err);
}
