#include "reports/figures/public_figures.h"

#include "base/lang.h"
#include "ledger/session.h"

#include <stdio.h>
#include <string.h>

enum { CELL_UP, CELL_SAME, CELL_DOWN, CELL_WITHOUT, MOVE_CELLS };
enum { CELL_YES, CELL_LITTLE, CELL_NO, CELL_UNSAID, ANSWER_CELLS };

bool cells_limit_read(struct db *db, int *limit, struct err *err)
{
    char text[8];

    if (!setting_find(db, SMALL_CELLS_SETTING, text, sizeof text, err))
        return false;
    if (!small_cells_parse(text, limit))
        *limit = SMALL_CELLS_DEFAULT;
    return true;
}

/* -- Impact. -- */

static struct cells answer_cells(const struct impact *counts, int limit)
{
    struct cells cells = { .limit = limit, .count = ANSWER_CELLS, .unknown = CELL_UNSAID };

    cells.counts[CELL_YES] = counts->yes;
    cells.counts[CELL_LITTLE] = counts->little;
    cells.counts[CELL_NO] = counts->no;
    cells.counts[CELL_UNSAID] = counts->participants - impact_answered(counts);
    cells_merge(&cells);
    return cells;
}

/* Whether "autres ou non dit" is those who did not say and nobody else. */
static bool unsaid_is_alone(const struct cells *cells)
{
    return cells->others == cells->counts[CELL_UNSAID] &&
           cell_may_be_told(cells->others, cells->total, cells->limit);
}

struct public_impact public_impact_of(const struct impact *counts, int limit)
{
    struct cells cells = answer_cells(counts, limit);
    int answered = impact_answered(counts);
    struct public_impact out = { .base = unsaid_is_alone(&cells) ? answered : cells.total };

    if (cells.total_only || answered < RATES_SHOWN_MIN)
        return out;
    out.has_yes = cells.stands[CELL_YES] && cell_may_be_told(counts->yes, out.base, limit);
    out.has_wide = out.has_yes && cells.stands[CELL_LITTLE] &&
                   cell_may_be_told(impact_wide(counts), out.base, limit);
    out.yes = out.has_yes ? counts->yes : 0;
    out.wide = out.has_wide ? impact_wide(counts) : 0;
    out.is_told = out.has_yes;
    return out;
}

static void statement_put(const struct statement *statement, const struct impact *counts, int limit,
                          struct page *page)
{
    struct public_impact told = public_impact_of(counts, limit);
    char line[WORDING_MAX + STATEMENT_ID_MAX + 8], shown[2 * SHARE_TEXT_MAX], yes[SHARE_TEXT_MAX];

    snprintf(line, sizeof line, "%s  %s", statement->id, wording_shown(&statement->wording));
    if (!told.is_told) {
        page_sentence(page, line);
        return;
    }
    share_format(told.yes, told.base, yes);
    if (told.has_wide)
        snprintf(shown, sizeof shown, _("oui : %s ; oui ou un peu : %d"), yes, told.wide);
    else
        snprintf(shown, sizeof shown, _("oui : %s"), yes);
    page_bar(page, &(struct page_bar){ line, told.yes, told.base, shown });
}

/* Nothing that a reader could take away from another figure: nobody at all, or enough of them. */
static bool something_is_held(const struct impact_table *impact, int limit)
{
    for (int i = 0; i < impact->statements.count; i++)
        if (impact_is_asked(impact, i) && !public_impact_of(&impact->counts[i], limit).is_told)
            return true;
    return false;
}

void public_impact_put(const struct impact_table *impact, int limit, struct page *page)
{
    for (int i = 0; i < impact->statements.count; i++)
        if (impact_is_asked(impact, i))
            statement_put(&impact->statements.list[i], &impact->counts[i], limit, page);
    if (something_is_held(impact, limit))
        page_note(page, _("Une phrase sans nombre : trop peu de réponses, ou une réponse rare, "
                          "qui dirait ce qu'une personne a répondu."));
}

/* -- Progression. -- */

struct public_moves public_moves_of(const struct group_progression *group, int limit)
{
    struct public_moves moves = {
        .cells = { .limit = limit, .count = MOVE_CELLS, .unknown = CELL_WITHOUT },
    };

    moves.cells.counts[CELL_UP] = group->up;
    moves.cells.counts[CELL_SAME] = group->same;
    moves.cells.counts[CELL_DOWN] = group->down;
    moves.cells.counts[CELL_WITHOUT] = group->people - group->shown;
    cells_merge(&moves.cells);
    moves.has_mean = group->has_mean && group->shown >= RATES_SHOWN_MIN &&
                     cell_may_be_told(group->shown, group->people, limit);
    return moves;
}

void public_moves_format(const struct cells *cells, char out[PUBLIC_MOVES_MAX])
{
    static const char *const NAMES[] = { N_("%d plus haut"), N_("%d pareil"), N_("%d plus bas") };
    size_t length = 0;

    out[0] = '\0';
    if (cells->total_only) {
        snprintf(out, PUBLIC_MOVES_MAX, lang_plural("%d personne", "%d personnes", cells->total),
                 cells->total);
        return;
    }
    for (int i = 0; i < CELL_WITHOUT; i++) {
        if (!cells->stands[i])
            continue;
        length +=
            (size_t)snprintf(out + length, PUBLIC_MOVES_MAX - length, "%s", length ? ", " : "");
        length += (size_t)snprintf(out + length, PUBLIC_MOVES_MAX - length, _(NAMES[i]),
                                   cells->counts[i]);
    }
    if (cells->others > 0)
        snprintf(out + length, PUBLIC_MOVES_MAX - length, _("%s autres ou non dit %d"),
                 length ? "," : "", cells->others);
}

static void group_put(const char *volet, int rater, const struct group_progression *group,
                      int limit, struct page *page)
{
    struct public_moves moves = public_moves_of(group, limit);
    char words[PUBLIC_MOVES_MAX], index[RATIO_TEXT_MAX], line[2 * PUBLIC_MOVES_MAX];
    int length;

    public_moves_format(&moves.cells, words);
    length = snprintf(line, sizeof line,
                      rater == 0 ? _("Entre les premiers jours et les derniers, volet %s, notes "
                                     "données par soi-même : %s.")
                                 : _("Entre les premiers jours et les derniers, volet %s, notes de "
                                     "l'équipe d'animation : %s."),
                      volet, words);
    if (moves.has_mean && length > 0 && length < (int)sizeof line) {
        ratio_format_percent(group->index, index);
        snprintf(line + length, sizeof line - (size_t)length,
                 _(" Indice moyen %s (%d sur %d personnes)."), index, group->shown, group->people);
    }
    page_sentence(page, line);
}

void public_progress_put(const struct rating_table *marks, const struct progress *progress,
                         int limit, struct page *page)
{
    for (int volet = 0; volet < progress->volet_count; volet++)
        for (int rater = 0; rater < PROGRESS_RATERS; rater++)
            group_put(marks->grid.volets[volet].id, rater, &progress->groups[volet][rater], limit,
                      page);
}
