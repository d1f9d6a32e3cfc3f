#include "reports/figures/rating_table.h"

#include "base/lang.h"
#include "programme/programme_store.h"
#include "reports/figures/roll.h"

#include <stdio.h>
#include <stdlib.h>

bool rating_table_read(struct db *db, struct rating_table *out, struct err *err)
{
    if (!people_read(db, &out->people, err) || !programme_calendar(db, &out->calendar, err) ||
        !programme_grid(db, &out->grid, err))
        return false;
    for (int i = 0; i < out->people.count; i++)
        if (!records_assessment(db, out->people.list[i].badge, &out->grid, &out->calendar,
                                &out->assessments[i], err))
            return false;
    return true;
}

bool rating_table_open(struct db *db, struct rating_table **out, struct err *err)
{
    struct rating_table *marks = calloc(1, sizeof *marks);

    if (!marks)
        abort(); /* no memory left for two hundred kilobytes */
    if (!rating_table_read(db, marks, err)) {
        rating_table_close(marks);
        return false;
    }
    *out = marks;
    return true;
}

void rating_table_close(struct rating_table *marks)
{
    free(marks);
}

bool rating_table_is_empty(const struct rating_table *marks)
{
    for (int i = 0; i < marks->people.count; i++)
        for (int k = 0; k < marks->grid.indicator_count; k++) {
            const struct assessment *assessment = &marks->assessments[i];
            struct pair self = assessment_pair(assessment, RATER_SELF, k);
            struct pair seen = assessment_pair(assessment, RATER_ANIMATOR, k);

            if (self.start || self.end || seen.start || seen.end || assessment_peers(assessment, k))
                return false;
        }
    return true;
}

/* Twelfths of a step as a mark; people see bars when it is a whole one. */
static struct cell mark_cell(int twelfths)
{
    struct cell cell;

    if (twelfths == 0)
        return CELL_NONE;
    if (twelfths % STEP != 0)
        return cell_tenths(scale_round(twelfths, 10, STEP), NULL);
    cell = cell_integer(twelfths / STEP);
    cell.text = mark_bars(twelfths / STEP);
    return cell;
}

struct mark_line {
    const struct participant *person;
    const struct indicator *indicator;
    const char *volet;
};

static void mark_row(struct page *page, const struct mark_line *line, struct cell rater,
                     struct pair pair)
{
    const struct cell cells[] = {
        cell_text(line->person->badge),
        cell_text(line->indicator->id),
        cell_text(wording_shown(&line->indicator->wording)),
        cell_text(line->volet),
        rater,
        mark_cell(pair.start),
        mark_cell(pair.end),
    };

    if (pair.start != 0 || pair.end != 0)
        page_row(page, cells);
}

static void person_rows(const struct rating_table *marks, int i, struct page *page)
{
    const struct assessment *assessment = &marks->assessments[i];

    for (int k = 0; k < marks->grid.indicator_count; k++) {
        const struct indicator *indicator = &marks->grid.indicators[k];
        const struct mark_line line = { &marks->people.list[i], indicator,
                                        marks->grid.volets[indicator->volet].id };
        int peers = assessment_peers(assessment, k);

        mark_row(page, &line, cell_word("self", _("soi")),
                 assessment_pair(assessment, RATER_SELF, k));
        mark_row(page, &line, cell_word("animator", _("animateur")),
                 assessment_pair(assessment, RATER_ANIMATOR, k));
        mark_row(page, &line, cell_word("peers", _("pairs")),
                 (struct pair){ 0, peers * (STEP / 2) });
    }
}

void rating_table_page(const struct session *session, const struct rating_table *marks,
                       struct page *page)
{
    const struct page_column columns[] = {
        { "badge", _("Badge"), CELL_TEXT, READER_ALL, false },
        { "indicator", "", CELL_TEXT, READER_ALL, false },
        { "sentence", _("Phrase"), CELL_TEXT, READER_PEOPLE, false },
        { "volet", _("Volet"), CELL_TEXT, READER_FILES, false },
        { "rater", _("Noté par"), CELL_TEXT, READER_ALL, false },
        { "t0", _("Départ"), CELL_INTEGER, READER_ALL, false },
        { "t3", _("Arrivée"), CELL_INTEGER, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns, .column_count = (int)COUNT_OF(columns) };
    char line[2 * WORDING_MAX];

    people_page_title(page, _("Grille de compétences"), session);
    page_begin_table(page, &table);
    for (int i = 0; i < marks->people.count; i++)
        person_rows(marks, i, page);
    page_end_table(page);
    if (rating_table_is_empty(marks))
        page_sentence(page, _("Personne n'a encore été noté."));
    snprintf(line, sizeof line, _("%s, version %d (%s)"), wording_shown(&marks->grid.name),
             marks->grid.version, marks->grid.id);
    page_note(page, line);
    page_note(page,
              _("« – » veut dire pas vu ou pas su, jamais zéro. Les pairs ne se montrent qu'à "
                "partir de trois, par la note du milieu, sans nom."));
}
