#include "reports/figures/outcome_list.h"

#include "base/lang.h"
#include "programme/impact.h"
#include "reports/figures/roll.h"

#include <stdio.h>
#include <string.h>

enum { LINE_MAX = 1400 };

static bool person_rows(struct db *db, const struct participant *person, struct page *page,
                        struct err *err)
{
    for (int moment = 0; moment < OUTCOME_MOMENT_COUNT; moment++) {
        struct outcome outcome;

        if (!outcome_read(db, person->badge, (enum outcome_moment)moment, &outcome, err))
            return false;
        if (outcome.kind == OUTCOME_NOT_SAID)
            continue;
        page_row(page, (struct cell[]){
                           cell_text(person->badge),
                           cell_word(outcome_moment_word((enum outcome_moment)moment),
                                     outcome_moment_name((enum outcome_moment)moment)),
                           cell_word(outcome_word(outcome.kind), outcome_name(outcome.kind)),
                           cell_date(outcome.date),
                           cell_text(outcome.with),
                       });
    }
    return true;
}

static bool rows_put(struct db *db, const struct people *people, struct page *page, struct err *err)
{
    const struct page_column columns[] = {
        { "badge", _("Badge"), CELL_TEXT, READER_ALL, false },
        { "moment", _("Quand"), CELL_TEXT, READER_ALL, false },
        { "outcome", _("Ce que la personne devient"), CELL_TEXT, READER_ALL, false },
        { "date", _("Date"), CELL_DATE, READER_ALL, false },
        { "with", _("Dit par"), CELL_TEXT, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns, .column_count = (int)COUNT_OF(columns) };

    page_begin_table(page, &table);
    for (int i = 0; i < people->count; i++)
        if (!person_rows(db, &people->list[i], page, err))
            return false;
    page_end_table(page);
    return true;
}

static void counts_row(const struct outcome_counts counts[OUTCOME_MOMENT_COUNT], int kind,
                       struct page *page)
{
    page_row(page, (struct cell[]){ cell_text(outcome_name((enum outcome_kind)kind)),
                                    cell_integer(counts[MOMENT_EXIT].kinds[kind]),
                                    cell_integer(counts[MOMENT_FOUR_WEEKS].kinds[kind]),
                                    cell_integer(counts[MOMENT_COLD].kinds[kind]) });
}

static int group_sum(const struct outcome_counts *counts, enum outcome_group group)
{
    int sum = 0;

    for (int kind = 0; kind < OUTCOME_KIND_COUNT; kind++) {
        enum outcome_group of;

        if (outcome_group_of((enum outcome_kind)kind, &of) && of == group)
            sum += counts->kinds[kind];
    }
    return sum;
}

static void groups_put(const struct outcome_counts counts[OUTCOME_MOMENT_COUNT], struct page *page)
{
    for (int i = 0; i < OUTCOME_GROUP_COUNT; i++) {
        enum outcome_group group = (enum outcome_group)i;

        page_row(page, (struct cell[]){ cell_text(outcome_group_name(group)),
                                        cell_integer(group_sum(&counts[MOMENT_EXIT], group)),
                                        cell_integer(group_sum(&counts[MOMENT_FOUR_WEEKS], group)),
                                        cell_integer(group_sum(&counts[MOMENT_COLD], group)) });
    }
}

static void counts_put(const struct outcome_counts counts[OUTCOME_MOMENT_COUNT], struct page *page)
{
    const struct page_column columns[] = {
        { "outcome", _("Combien de personnes"), CELL_TEXT, READER_ALL, false },
        { "exit", outcome_moment_name(MOMENT_EXIT), CELL_INTEGER, READER_ALL, false },
        { "weeks", outcome_moment_name(MOMENT_FOUR_WEEKS), CELL_INTEGER, READER_ALL, false },
        { "cold", outcome_moment_name(MOMENT_COLD), CELL_INTEGER, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns,
                                      .column_count = (int)COUNT_OF(columns),
                                      .people_only = true };
    char line[LINE_MAX];

    page_section(page, _("En nombres"));
    snprintf(line, sizeof line, _("Toutes les personnes qui ont commencé : %d."),
             counts[MOMENT_EXIT].people);
    page_sentence(page, line);
    page_begin_table(page, &table);
    for (int kind = 0; kind <= OUTCOME_NOT_SAID; kind++)
        counts_row(counts, kind, page);
    groups_put(counts, page);
    page_end_table(page);
}

bool outcome_list_page(struct db *db, const struct session *session, struct page *page,
                       struct err *err)
{
    struct outcome_counts counts[OUTCOME_MOMENT_COUNT];
    struct people people;

    if (!people_read(db, &people, err))
        return false;
    for (int i = 0; i < OUTCOME_MOMENT_COUNT; i++)
        if (!outcome_count(db, &people, (enum outcome_moment)i, &counts[i], err))
            return false;
    people_page_title(page, _("Ce que chacun devient"), session);
    if (!rows_put(db, &people, page, err))
        return false;
    counts_put(counts, page);
    return true;
}

void outcome_merge(const struct outcome_counts *counts, int limit, struct cells *merged)
{
    *merged = (struct cells){ .limit = limit,
                              .count = OUTCOME_KIND_COUNT + 1,
                              .unknown = OUTCOME_NOT_SAID };
    memcpy(merged->counts, counts->kinds, sizeof counts->kinds);
    for (int kind = 0; kind < OUTCOME_KIND_COUNT; kind++)
        if (!outcome_is_answer((enum outcome_kind)kind)) {
            merged->counts[OUTCOME_NOT_SAID] += merged->counts[kind];
            merged->counts[kind] = 0;
        }
    cells_merge(merged);
}

/* Beside "autres ou non dit" the number of answers would tell how many of these are others. */
static bool answers_may_be_told(const struct outcome_counts *counts, const struct cells *cells)
{
    int silent = counts->people - counts->answers;

    return cell_may_be_told(counts->answers, counts->people, cells->limit) &&
           (cells->total_only || cells->others == silent);
}

static void bar_put(const char *label, int count, int people, struct page *page)
{
    char shown[24];

    snprintf(shown, sizeof shown, "%d", count);
    page_bar(page, &(struct page_bar){ label, count, people, shown });
}

static void moment_put(const struct outcome_counts *counts, enum outcome_moment moment, int limit,
                       struct page *page)
{
    struct cells cells;
    char line[LINE_MAX], share[SHARE_TEXT_MAX];

    outcome_merge(counts, limit, &cells);
    share_format(counts->answers, counts->people, share);
    if (answers_may_be_told(counts, &cells))
        snprintf(line, sizeof line, _("%s : %s ont donné de leurs nouvelles."),
                 outcome_moment_name(moment), share);
    else
        snprintf(line, sizeof line, _("%s, sur %d personnes."), outcome_moment_name(moment),
                 counts->people);
    page_sentence(page, line);
    if (cells.total_only)
        return;
    for (int kind = 0; kind < OUTCOME_KIND_COUNT; kind++)
        if (cells.stands[kind])
            bar_put(outcome_name((enum outcome_kind)kind), cells.counts[kind], counts->people,
                    page);
    if (cells.others > 0)
        bar_put(_("autres ou non dit"), cells.others, counts->people, page);
}

bool outcome_public_put(struct db *db, int limit, struct page *page, struct err *err)
{
    struct people people;
    bool begun = false;

    if (!people_read(db, &people, err))
        return false;
    for (int i = 0; i < OUTCOME_MOMENT_COUNT; i++) {
        struct outcome_counts counts;

        if (!outcome_count(db, &people, (enum outcome_moment)i, &counts, err))
            return false;
        if (counts.answers == 0 || counts.people < limit)
            continue;
        if (!begun)
            page_section(page, _("Et après"));
        begun = true;
        moment_put(&counts, (enum outcome_moment)i, limit, page);
    }
    if (begun)
        page_note(page, _("Les personnes qui n'ont rien dit restent dans le nombre de départ."));
    return true;
}
