#include "reports/papers/paper_people.h"

#include "base/lang.h"
#include "programme/agenda.h"
#include "programme/interview.h"
#include "reports/print/paper_table.h"

#include <stdio.h>
#include <string.h>

enum { BADGES_ACROSS = 2, BADGES_DOWN = 4, BLANK_SIGNERS = 12, NOTED_MAX = 40 };

static const mm LISTED_HEIGHT = 16;

static int known_count(const struct paper_people *people)
{
    int count = 0;

    for (int i = 0; i < people->count; i++)
        count += !people->list[i].erased;
    return count;
}

/* The name of the picture, said aloud when somebody looks for her badge. */
static void put_picture_name(struct paper *paper, int position, struct box place)
{
    struct text_style style = PAPER_READ;
    const struct wording *name;
    char id[PHRASE_ID_MAX];

    snprintf(id, sizeof id, "picture-%d", (position - 1) % PICTOGRAM_COUNT + 1);
    name = paper_phrase(paper, id);
    style.align = ALIGN_MIDDLE;
    place.y += paper_put(paper, &style, wording_shown(name), place);
    paper_put_second(paper, &style, name, place);
}

static void put_badge(struct paper *paper, const struct participant *person, struct box card)
{
    struct text_style name = { .size_pt = 22, .bold = true, .align = ALIGN_MIDDLE };
    struct text_style small = PAPER_SMALL;
    mm text_x = card.x + 36, text_width = card.width - 40;
    char code[BADGE_CODE_MAX];

    small.align = ALIGN_MIDDLE;
    draw_box(paper->surface, card);
    draw_pictogram(paper->surface, person->position, card.x + 5, card.y + 6, 28);
    put_picture_name(paper, person->position, box_at(card.x + 2, card.y + 36, 34));
    paper_put_fitted(paper, &name, person->called_name,
                     (struct box){ text_x, card.y + 6, text_width, 23 });
    badge_code(person->position, code);
    surface_barcode(paper->surface, code,
                    (struct box){ text_x + 4, card.y + 31, text_width - 8, 13 });
    paper_put(paper, &small, person->badge, box_at(text_x, card.y + 45, text_width));
    small.may_lack = true;
    paper_put_fitted(paper, &small, paper->head->session,
                     (struct box){ card.x + 2, card.y + 53, card.width - 4, 5 });
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

static void put_listed(struct paper *paper, const struct participant *person, struct box line)
{
    const struct text_style name = { .size_pt = 16, .bold = true };
    char code[BADGE_CODE_MAX];

    badge_code(person->position, code);
    surface_tag(paper->surface, "LI", true);
    draw_pictogram(paper->surface, person->position, line.x, line.y + 1, line.height - 2);
    surface_tag(paper->surface, "LBody", true);
    paper_put_fitted(paper, &name, person->called_name,
                     (struct box){ line.x + 18, line.y + 3, 84, line.height - 4 });
    paper_put(paper, &PAPER_PLAIN, person->badge, box_at(line.x + 106, line.y + 5, 20));
    surface_tag(paper->surface, "LBody", false);
    surface_barcode(paper->surface, code,
                    (struct box){ line.x + 126, line.y + 1.5, 50, line.height - 4 });
    surface_tag(paper->surface, "LI", false);
    draw_line(paper->surface, line.x, line.y + line.height, line.width);
}

bool paper_badge_list(const struct paper_head *head, const struct paper_people *people,
                      struct outlet *outlet, struct err *err)
{
    struct paper paper;

    if (!paper_open(&paper, head, _("Liste des badges"), outlet, err))
        return false;
    paper_page(&paper, SURFACE_A4, _("Nos badges"));
    surface_tag(paper.surface, "L", true);
    for (int i = 0; i < people->count; i++) {
        if (people->list[i].erased)
            continue;
        paper_need(&paper, LISTED_HEIGHT);
        put_listed(&paper, &people->list[i],
                   (struct box){ PAPER_MARGIN, paper.y, paper_room(&paper), LISTED_HEIGHT });
        paper_skip(&paper, LISTED_HEIGHT);
    }
    surface_tag(paper.surface, "L", false);
    if (known_count(people) == 0)
        paper_write(&paper, &PAPER_READ, _("Personne n'est inscrit."));
    return paper_close(&paper, err);
}

/* "J3, mardi 28/11/2019", or "J3" without a date. */
static void day_name(const struct calendar *calendar, int day, char *out, size_t room)
{
    struct day date = calendar->days[day - 1].date;
    char shown[40];

    if (date.number == DAY_NONE_NUMBER) {
        snprintf(out, room, _("J%d"), day);
        return;
    }
    day_format_weekday(date, shown, sizeof shown);
    snprintf(out, room, _("J%d, %s"), day, shown);
}

/* Clock times are written on the spot, as they were. */
static void half_heading(const struct calendar *calendar, int day, enum half half, char *out,
                         size_t room)
{
    minutes planned = calendar->days[day - 1].planned[half];
    char hours[HOURS_TEXT_MAX];

    hours_format(planned, hours);
    if (planned == 0)
        snprintf(out, room, "%s", half == HALF_AM ? _("Matin : –") : _("Après-midi : –"));
    else
        snprintf(out, room,
                 half == HALF_AM ? _("Matin, de …… h …… à …… h …… (%s)")
                                 : _("Après-midi, de …… h …… à …… h …… (%s)"),
                 hours);
}

/* What a training body's sheet names: the action as everywhere, module, place, its own number. */
static void put_action(struct paper *paper, const struct calendar *calendar, int day)
{
    static const char *const MODULES[] = { "module-1", "module-2", "module-3" };
    const struct paper_head *head = paper->head;
    enum step steps[STEPS_MAX];
    int count = agenda_steps_of_day(calendar, day, steps);
    char modules[200] = "";
    char line[1400];
    size_t length = 0;

    for (int i = 0, said = 0; i < count; i++) {
        int module = step_module(steps[i]);

        if (module == said)
            continue;
        length += (size_t)snprintf(modules + length, sizeof modules - length, _("%sModule %d : %s"),
                                   said > 0 ? ", " : "", module,
                                   wording_shown(paper_phrase(paper, MODULES[module - 1])));
        said = module;
    }
    snprintf(line, sizeof line,
             _("Action : Flashcoop « %s ». %s. Lieu : %s. Organisme : %s, SIRET %s. "
               "N° de déclaration d'activité : ……………………"),
             head->session, modules, head->place[0] ? head->place : "………………", head->host,
             head->siret[0] ? head->siret : "………………");
    paper_write(paper, &PAPER_PLAIN, line);
    paper_skip(paper, 2);
}

/* A class of fifteen and the animator stand on one page. */
static mm sign_in_height(mm left, int rows)
{
    mm height = (left - 5) / rows;

    return height > 14 ? 14 : height < 8.6 ? 8.6 : height;
}

/* What the roll call noted; "" = nothing to say, the box is signed. */
static void put_noted(const struct presence *presence, minutes planned, char out[NOTED_MAX])
{
    char hours[HOURS_TEXT_MAX];

    out[0] = '\0';
    if (!presence->called || planned == 0)
        return;
    hours_format(presence->present, hours);
    if (presence->present == 0)
        snprintf(out, NOTED_MAX, "%s",
                 strcmp(presence->reason, "excused") == 0 ? _("absence excusée") : _("absence"));
    else if (presence->present < planned)
        snprintf(out, NOTED_MAX, "%s", hours);
}

/* Nobody signs there afterwards. */
static void strike_absence(struct paper_table *table, const struct presence *presence,
                           minutes planned, int column)
{
    struct box cell = paper_table_cell(table, column, table->row_height);

    if (planned > 0 && presence->called && presence->present == 0)
        draw_line(table->paper->surface, cell.x + cell.width / 2, cell.y + cell.height / 2,
                  cell.width / 2 - 2);
}

static void put_signer(struct paper_table *table, const struct calendar *calendar, int day,
                       const char *name, const struct attendance *attendance)
{
    char noted[HALF_COUNT][NOTED_MAX] = { "", "" };

    for (int half = 0; attendance && half < HALF_COUNT; half++)
        put_noted(&attendance->halves[day - 1][half], calendar->days[day - 1].planned[half],
                  noted[half]);
    paper_table_row(table, (const char *[]){ "", noted[HALF_AM], noted[HALF_PM], "" }, false);

    struct box cell = paper_table_cell(table, 0, table->row_height);

    for (int half = 0; attendance && half < HALF_COUNT; half++)
        strike_absence(table, &attendance->halves[day - 1][half],
                       calendar->days[day - 1].planned[half], 1 + half);

    paper_put_fitted(table->paper, table->style, name,
                     (struct box){ cell.x + 1.5, cell.y + 1.2, cell.width - 3,
                                   cell.height - 2 }); /* a long name keeps to its line */
}

/* Who leads or helps that day signs with her name beside; a blank line while nobody is known. */
static void put_trainers(struct paper_table *table, const struct partners *partners, int day)
{
    int count = 0;

    for (int i = 0; partners && i < partners->count; i++) {
        const struct partner *partner = &partners->list[i];
        bool there[HALF_COUNT] = { partner_is_there(partner, day, HALF_AM),
                                   partner_is_there(partner, day, HALF_PM) };
        char name[PARTNER_NAME_MAX + 60];

        if (!partner->signs || partner->name[0] == '\0' || (!there[HALF_AM] && !there[HALF_PM]))
            continue;
        count++;
        snprintf(name, sizeof name, _("Formatrice, formateur : %s"), partner->name);
        paper_table_row(
            table,
            (const char *[]){ name, there[HALF_AM] ? "" : "–", there[HALF_PM] ? "" : "–", "" },
            true);
    }
    if (count == 0)
        paper_table_row(table, (const char *[]){ _("Formatrice, formateur (nom) :"), "", "", "" },
                        true);
}

static int trainer_count(const struct partners *partners, int day)
{
    int count = 0;

    for (int i = 0; partners && i < partners->count; i++)
        count += partners->list[i].signs && partners->list[i].name[0] != '\0' &&
                 (partner_is_there(&partners->list[i], day, HALF_AM) ||
                  partner_is_there(&partners->list[i], day, HALF_PM));
    return count > 0 ? count : 1;
}

static int signer_count(const struct paper_people *people, int day)
{
    int count = 0;

    for (int i = 0; i < people->count; i++)
        count += !people->list[i].erased && stays_cover(&people->list[i].stays, day);
    return count;
}

static void put_sign_in_day(struct paper *paper, const struct paper_people *people,
                            const struct calendar *calendar, int day,
                            const struct attendance *attendance)
{
    char heading[80], morning[80], afternoon[80];
    int known = signer_count(people, day);
    int rows = known_count(people) > 0 ? known : BLANK_SIGNERS;
    struct paper_table table = {
        .paper = paper, .column_count = 4, .widths = { 82, 72, 72, 0 }, .style = &PAPER_PLAIN
    };

    day_name(calendar, day, heading, sizeof heading);
    paper_page(paper, SURFACE_A4_LYING, heading);
    put_action(paper, calendar, day);
    half_heading(calendar, day, HALF_AM, morning, sizeof morning);
    half_heading(calendar, day, HALF_PM, afternoon, sizeof afternoon);
    table.headings[0] = _("Nom");
    table.headings[1] = morning;
    table.headings[2] = afternoon;
    table.headings[3] = _("Remarque");
    paper_table_begin(&table);
    table.row_height =
        sign_in_height(paper_left(paper), rows + trainer_count(people->partners, day));
    for (int i = 0; i < people->count; i++)
        if (!people->list[i].erased && stays_cover(&people->list[i].stays, day))
            put_signer(&table, calendar, day, people->list[i].called_name,
                       attendance ? &attendance[i] : NULL);
    for (int i = known; i < rows; i++)
        put_signer(&table, calendar, day, "", NULL);
    put_trainers(&table, people->partners, day);
    paper_table_end(&table);
}

bool paper_sign_in(const struct paper_head *head, const struct paper_people *people,
                   const struct calendar *calendar, const struct attendance *attendance,
                   struct outlet *outlet, struct err *err)
{
    struct paper paper;

    if (!paper_open(&paper, head, _("Feuilles de présence"), outlet, err))
        return false;
    for (int day = 1; day <= calendar->day_count; day++)
        if (paper_has_day(head, day))
            put_sign_in_day(&paper, people, calendar, day, attendance);
    return paper_close(&paper, err);
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
    if (person)
        paper_write(paper, &PAPER_READ_BOLD, person->called_name);
    else
        paper_field(paper, _("Nom pour l'appeler"));
    paper_skip(paper, 3);
    for (size_t i = 0; i < COUNT_OF(FIELDS); i++)
        paper_field(paper, _(FIELDS[i]));
    paper_write(paper, &PAPER_READ, _("Ce que j'attends de ces jours, avec mes mots :"));
    paper_lines(paper, 4, 10);
    paper_write(paper, &PAPER_SMALL,
                _("Ne pas écrire ici : la situation d'asile, la santé, l'origine, la religion."));
}

static void put_interview(struct paper *paper, const struct participant *person)
{
    paper_page(paper, SURFACE_A4, _("Entretien du dernier jour"));
    if (person)
        paper_write(paper, &PAPER_READ_BOLD, person->called_name);
    else
        paper_field(paper, _("Nom pour l'appeler"));
    paper_skip(paper, 2);
    for (int i = 0; i < INTERVIEW_QUESTION_COUNT; i++) {
        paper_write(paper, &PAPER_READ, interview_question(i));
        paper_lines(paper, 2, 10);
        paper_skip(paper, 2);
    }
    paper_skip(paper, 2);
    paper_field_phrase(paper, "next-step");
    paper_field_phrase(paper, "appointment");
    paper_write(paper, &PAPER_READ,
                _("Ces deux lignes vont sur la feuille de la personne, si elle dit oui :"));
    paper_skip(paper, 2);
    draw_box(paper->surface, (struct box){ PAPER_MARGIN, paper->y, 7, 7 });
    paper_put(paper, &PAPER_READ, wording_shown(paper_phrase(paper, "yes")),
              box_at(PAPER_MARGIN + 10, paper->y + 0.5, 20));
    draw_box(paper->surface, (struct box){ PAPER_MARGIN + 40, paper->y, 7, 7 });
    paper_put(paper, &PAPER_READ, wording_shown(paper_phrase(paper, "no")),
              box_at(PAPER_MARGIN + 50, paper->y + 0.5, 20));
    paper_skip(paper, 12);
    paper_write(paper, &PAPER_SMALL,
                _("Ne pas écrire ici : la situation d'asile, la santé, l'origine, la religion."));
}

bool paper_interview(const struct paper_head *head, const struct paper_people *people,
                     struct outlet *outlet, struct err *err)
{
    struct paper paper;

    if (!paper_open(&paper, head, _("Entretien du dernier jour"), outlet, err))
        return false;
    for (int i = 0; i < people->count; i++)
        if (!people->list[i].erased)
            put_interview(&paper, &people->list[i]);
    if (paper.page == 0)
        put_interview(&paper, NULL);
    return paper_close(&paper, err);
}

bool paper_intake(const struct paper_head *head, const struct paper_people *people,
                  struct outlet *outlet, struct err *err)
{
    struct paper paper;

    if (!paper_open(&paper, head, _("Fiche d'accueil"), outlet, err))
        return false;
    for (int i = 0; people && i < people->count; i++)
        if (!people->list[i].erased)
            put_intake(&paper, &people->list[i]);
    if (paper.page == 0)
        put_intake(&paper, NULL);
    return paper_close(&paper, err);
}
