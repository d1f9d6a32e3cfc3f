#include "reports/papers/paper_follow_up.h"

#include "base/lang.h"
#include "programme/questionnaire.h"
#include "reports/print/paper_table.h"

#include <stdio.h>
#include <string.h>

enum { LINE_MAX = 1400, ATTEMPT_MAX = 80, COLUMNS = 7 };

static void put_attempt(const struct follow_up_call *call, char out[ATTEMPT_MAX])
{
    char date[24];

    day_format_human(call->date, date, sizeof date);
    snprintf(out, ATTEMPT_MAX, _("%s, %s : %s"), date,
             field_word_name(CALL_FIELDS[CALL_CHANNEL].words, call->channel),
             field_word_name(CALL_FIELDS[CALL_RESULT].words, call->result));
}

static void put_person(struct paper_table *table, const struct participant *person,
                       const struct follow_up_line *line)
{
    char attempts[ATTEMPTS_SHOWN][ATTEMPT_MAX] = { "", "", "" };

    const char *phone = line->contact && line->contact[0] ? line->contact : _("oui : ……………………");

    for (int i = 0; i < line->attempt_count; i++)
        put_attempt(&line->attempts[i], attempts[i]);
    paper_table_row(table,
                    (const char *[]){ person->badge, person->called_name,
                                      line->agreed ? phone : _("non : ne pas appeler"), attempts[0],
                                      attempts[1], attempts[2], "" },
                    false);
}

static void put_window(struct paper *paper, const struct calendar *calendar)
{
    struct follow_up_window window = calendar_follow_up(calendar);
    char from[24] = "", to[24] = "", line[LINE_MAX];

    if (window.from.number == DAY_NONE_NUMBER) {
        paper_write(paper, &PAPER_PLAIN, _("Les dates de la session ne sont pas encore choisies."));
    } else {
        day_format_human(window.from, from, sizeof from);
        day_format_human(window.to, to, sizeof to);
        snprintf(line, sizeof line, _("Appeler entre le %s et le %s."), from, to);
        paper_write(paper, &PAPER_PLAIN, line);
    }
    paper_skip(paper, 3);
}

/* Animators and partners are asked, too: their telephones are the team's. */
static void put_partners(struct paper *paper, const struct partners *partners)
{
    struct paper_table table = { .paper = paper,
                                 .column_count = COLUMNS,
                                 .widths = { 50, 38, 34, 34, 34, 34, 0 },
                                 .style = &PAPER_PLAIN,
                                 .row_height = 12,
                                 .headings = {
                                     _("Nom"), _("Genre"), _("Téléphone"),
                                     _("Essai 1 : date, moyen"), _("Essai 2 : date, moyen"),
                                     _("Essai 3 : date, moyen"), _("Ce que la personne dit") } };
    bool begun = false;

    for (int i = 0; i < partners->count; i++) {
        const struct partner *partner = &partners->list[i];

        if (!respondent_is_asked(partner, RESPONDENT_ANIMATOR) &&
            !respondent_is_asked(partner, RESPONDENT_PARTNER))
            continue;
        if (!begun) {
            paper_page(paper, SURFACE_A4_LYING,
                       _("4 à 6 mois après (bilan à froid) : animateurs et partenaires"));
            paper_table_begin(&table);
        }
        begun = true;
        paper_table_row(&table,
                        (const char *[]){ partner->name, partner_kind_name(partner->kind),
                                          partner->phone[0] ? partner->phone : partner->email, "",
                                          "", "", "" },
                        false);
    }
    if (begun)
        paper_table_end(&table);
}

bool paper_follow_up(const struct paper_head *head, const struct paper_people *people,
                     const struct follow_up_line *lines, const struct calendar *calendar,
                     struct outlet *outlet, struct err *err)
{
    struct paper paper;
    struct paper_table table = { .paper = &paper,
                                 .column_count = COLUMNS,
                                 .widths = { 20, 42, 36, 38, 38, 38, 0 },
                                 .style = &PAPER_PLAIN,
                                 .row_height = 12 };

    if (!paper_open(&paper, head, _("Qui appeler, 4 à 6 mois après (bilan à froid)"), outlet, err))
        return false;
    paper_page(&paper, SURFACE_A4_LYING, _("Qui appeler, 4 à 6 mois après (bilan à froid)"));
    put_window(&paper, calendar);
    table.headings[0] = _("Badge");
    table.headings[1] = _("Nom");
    table.headings[2] = _("Accord, téléphone");
    table.headings[3] = _("Essai 1 : date, moyen");
    table.headings[4] = _("Essai 2 : date, moyen");
    table.headings[5] = _("Essai 3 : date, moyen");
    table.headings[6] = _("Ce que la personne dit");
    paper_table_begin(&table);
    for (int i = 0; i < people->count; i++)
        if (!people->list[i].erased)
            put_person(&table, &people->list[i], &lines[i]);
    paper_table_end(&table);
    put_partners(&paper, people->partners);
    return paper_close(&paper, err);
}
