#include "reports/figures/consolidation.h"

#include "base/lang.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct consolidation *consolidation_open(void)
{
    struct consolidation *made = calloc(1, sizeof *made);

    if (!made)
        abort();
    made->sessions = calloc(CONSOLIDATED_MAX, sizeof *made->sessions);
    if (!made->sessions)
        abort();
    statements_load(&made->impact.statements);
    return made;
}

void consolidation_close(struct consolidation *consolidation)
{
    if (!consolidation)
        return;
    free(consolidation->sessions);
    free(consolidation);
}

/* The ratings of one book: its grid, and its group figures. */
static bool ratings_add(struct consolidation *all, struct db *db, struct err *err)
{
    struct consolidated *session = &all->sessions[all->count];
    struct rating_table *marks;
    struct progress *progress = calloc(1, sizeof *progress);

    if (!progress)
        abort();
    if (!rating_table_open(db, &marks, err)) {
        free(progress);
        return false;
    }
    progress_compute(marks, progress);
    memcpy(session->grid, marks->grid.id, sizeof session->grid);
    session->grid_version = marks->grid.version;
    memcpy(all->groups[all->count], progress->groups, sizeof progress->groups);
    for (int i = 0; i < marks->grid.volet_count && all->count == 0; i++)
        snprintf(all->volets[i], sizeof all->volets[i], "%s", marks->grid.volets[i].id);
    rating_table_close(marks);
    free(progress);
    return true;
}

bool consolidation_add(struct consolidation *consolidation, struct db *db,
                       const struct session *session, const struct consolidated_money *money,
                       struct err *err)
{
    struct consolidated *row = &consolidation->sessions[consolidation->count];
    struct impact_table impact;
    int limit;

    if (consolidation->count == CONSOLIDATED_MAX)
        return err_fail(err, ERR_INPUT, _("Trop de sessions : %d au plus à la fois."),
                        (int)CONSOLIDATED_MAX);
    if (!cells_limit_read(db, &limit, err) ||
        !fact_box_read(db, session, money->turnover, &row->facts, err) ||
        !ratings_add(consolidation, db, err) || !impact_table_read(db, &impact, err))
        return false;
    consolidation->limit = limit > consolidation->limit ? limit : consolidation->limit;
    row->net_sales = money->net_sales;
    row->result = money->result;
    impact_table_pool(&consolidation->impact, &impact);
    consolidation->participants += row->facts.participants;
    consolidation->turnover += money->turnover;
    consolidation->net_sales += money->net_sales;
    consolidation->result += money->result;
    consolidation->food += session->sector == SECTOR_FOOD;
    consolidation->textile += session->sector == SECTOR_TEXTILE;
    consolidation->has_example = consolidation->has_example || session->is_example;
    consolidation->count++;
    return true;
}

void session_line_put(const struct session_line *line, struct page *page)
{
    const struct cell cells[] = {
        cell_name(line->name),
        cell_name(line->host),
        cell_name(line->place),
        cell_date(line->first_day),
        cell_date(line->last_day),
        cell_integer(line->participants),
        cell_name(line->venue),
        cell_money(line->money.turnover),
        cell_money(line->money.net_sales),
        cell_money(line->money.result),
        cell_word(SECTORS[line->sector].word, _(SECTORS[line->sector].name)),
    };

    page_row(page, cells);
}

void session_table_begin(struct session_table *table, struct page *page)
{
    const struct page_column columns[] = {
        { "name", _("Session"), CELL_TEXT, READER_ALL, false },
        { "host", _("Coopérative"), CELL_TEXT, READER_FILES, false },
        { "place", _("Lieu"), CELL_TEXT, READER_ALL, false },
        { "first_day", _("Du"), CELL_DATE, READER_ALL, false },
        { "last_day", _("Au"), CELL_DATE, READER_FILES, false },
        { "participants", _("Pers."), CELL_INTEGER, READER_ALL, true },
        { "venue", _("Lieu de vente"), CELL_TEXT, READER_FILES, false },
        { "turnover", _("Ventes"), CELL_MONEY, READER_ALL, true },
        { "net_sales", _("Ventes HT"), CELL_MONEY, READER_FILES, true },
        { "result", _("Résultat"), CELL_MONEY, READER_ALL, true },
        { "sector", _("Filière"), CELL_TEXT, READER_ALL, false },
    };

    static_assert(COUNT_OF(columns) == COUNT_OF(table->columns), "a place for each column");
    memcpy(table->columns, columns, sizeof columns);
    table->table = (struct page_table){ .columns = table->columns,
                                        .column_count = (int)COUNT_OF(columns),
                                        .total_label = _("TOTAL"),
                                        .total_name = "TOTAL" };
    page_begin_table(page, &table->table);
}

static void sessions_put(const struct consolidation *all, struct page *page)
{
    struct session_table table;

    session_table_begin(&table, page);
    for (int i = 0; i < all->count; i++) {
        const struct consolidated *row = &all->sessions[i];
        const struct session *session = &row->facts.session;

        session_line_put(
            &(struct session_line){ .name = session->name,
                                    .host = session->host,
                                    .place = session->place,
                                    .venue = row->facts.venues,
                                    .first_day = calendar_first(&row->facts.calendar),
                                    .last_day = calendar_last(&row->facts.calendar),
                                    .participants = row->facts.participants,
                                    .money = { row->facts.turnover, row->net_sales, row->result },
                                    .sector = session->sector },
            page);
    }
    page_end_table(page);
}

/* What may stand side by side: the same grid in the same version. */
static bool grid_is_common(const struct consolidation *all, int i)
{
    return all->sessions[i].grid_version == all->sessions[0].grid_version &&
           strcmp(all->sessions[i].grid, all->sessions[0].grid) == 0;
}

/* Persons up, same, down over the sessions that share the first one's grid: counts, no mean. */
static void volet_put(const struct consolidation *all, int volet, struct page *page)
{
    struct group_progression sum = { .people = 0 };
    char words[PUBLIC_MOVES_MAX], line[PUBLIC_MOVES_MAX + 120];

    for (int i = 0; i < all->count; i++) {
        const struct group_progression *group = &all->groups[i][volet][0];

        if (!grid_is_common(all, i))
            continue;
        sum.shown += group->shown;
        sum.people += group->people;
        sum.up += group->up;
        sum.same += group->same;
        sum.down += group->down;
    }
    if (sum.people == 0)
        return;

    struct public_moves moves = public_moves_of(&sum, all->limit);

    public_moves_format(&moves.cells, words);
    snprintf(line, sizeof line, _("Notes données par soi-même, volet %s : %s."), all->volets[volet],
             words);
    page_sentence(page, line);
}

static void groups_put(const struct consolidation *all, struct page *page)
{
    int others = 0;
    char line[240];

    for (int volet = 0; volet < VOLETS_MAX; volet++)
        volet_put(all, volet, page);
    for (int i = 0; i < all->count; i++)
        others += !grid_is_common(all, i);
    if (others == 0)
        return;
    snprintf(line, sizeof line,
             lang_plural("%d session a une autre grille : dans les faits, pas dans les indices.",
                         "%d sessions ont une autre grille : dans les faits, pas dans les "
                         "indices.",
                         others),
             others);
    page_note(page, line);
}

void consolidation_page(const struct consolidation *consolidation, struct page *page)
{
    char money[MONEY_TEXT_MAX];
    char mean[MONEY_TEXT_MAX];
    char line[240];

    page_title(page, _("Les sessions Flashcoop"), "");
    if (consolidation->has_example)
        page_note(page, _("Avec des exemples : faits publiés en 2019-2020 ; résultats et réponses "
                          "inventés."));
    sessions_put(consolidation, page);
    money_format_euro(consolidation->turnover, money);
    if (consolidation->participants > 0) {
        money_format_euro(money_scale(consolidation->turnover, 1, consolidation->participants),
                          mean);
        snprintf(line, sizeof line,
                 lang_plural("%d session, %d participants, %s de chiffre d'affaires, %s par "
                             "participant.",
                             "%d sessions, %d participants, %s de chiffre d'affaires, %s par "
                             "participant.",
                             consolidation->count),
                 consolidation->count, consolidation->participants, money, mean);
        page_sentence(page, line);
    }
    snprintf(line, sizeof line, _("Filières : culinaire %d, textile %d."), consolidation->food,
             consolidation->textile);
    page_sentence(page, line);
    page_section(page, _("Progression"));
    groups_put(consolidation, page);
    page_section(page, _("Ce que les personnes en disent"));
    if (impact_table_is_empty(&consolidation->impact))
        page_sentence(page, _("Personne n'a encore répondu."));
    else
        public_impact_put(&consolidation->impact, consolidation->limit, page);
    page_note(page, _("Les réponses sont additionnées, jamais moyennées. Les sessions ne sont pas "
                      "classées."));
}
