#include "reports/figures/impact_table.h"

#include "base/lang.h"
#include "reports/figures/roll.h"

#include <stdio.h>

bool impact_table_read(struct db *db, struct impact_table *out, struct err *err)
{
    statements_load(&out->statements);
    for (int i = 0; i < out->statements.count; i++)
        if (!records_impact(db, out->statements.list[i].id, &out->counts[i], err))
            return false;
    return true;
}

/* As "62–88 %". */
static void interval_format(struct interval interval, char out[SHARE_TEXT_MAX])
{
    if (!interval.exists)
        snprintf(out, SHARE_TEXT_MAX, "–");
    else
        snprintf(out, SHARE_TEXT_MAX, _("%d–%d %%"), interval.low_percent, interval.high_percent);
}

static void bounds_format(const struct impact *counts, char out[SHARE_TEXT_MAX])
{
    if (counts->participants == 0 || impact_answered(counts) == 0)
        snprintf(out, SHARE_TEXT_MAX, "–"); /* anything could be: that says nothing */
    else
        snprintf(out, SHARE_TEXT_MAX, _("%d–%d %%"), (int)ratio_scale(impact_lowest(counts), 1),
                 (int)ratio_scale(impact_highest(counts), 1));
}

static bool is_silent(const struct impact *counts)
{
    return impact_answered(counts) == 0 && counts->unknown == 0;
}

bool impact_table_is_empty(const struct impact_table *impact)
{
    for (int i = 0; i < impact->statements.count; i++)
        if (!is_silent(&impact->counts[i]))
            return false;
    return true;
}

static bool wording_is_answered(const struct impact_table *impact, bool original)
{
    for (int i = 0; i < impact->statements.count; i++)
        if (impact->statements.list[i].original == original && !is_silent(&impact->counts[i]))
            return true;
    return false;
}

void impact_table_pool(struct impact_table *total, const struct impact_table *more)
{
    for (int i = 0; i < total->statements.count; i++)
        if (wording_is_answered(more, total->statements.list[i].original))
            impact_pool(&total->counts[i], &more->counts[i]);
}

/* All statements of a wording that was asked; the printed ones while nothing was. */
static bool wording_is_shown(const struct impact_table *impact, bool original)
{
    return wording_is_answered(impact, original) || (original && impact_table_is_empty(impact));
}

bool impact_is_asked(const struct impact_table *impact, int statement)
{
    return wording_is_shown(impact, impact->statements.list[statement].original);
}

static void statement_row(struct page *page, const struct statement *statement,
                          const struct impact *counts)
{
    int answered = impact_answered(counts);
    char strict[SHARE_TEXT_MAX];
    char large[SHARE_TEXT_MAX];
    char interval[SHARE_TEXT_MAX];
    char bounds[SHARE_TEXT_MAX];

    share_format(counts->yes, answered, strict);
    share_format(impact_wide(counts), answered, large);
    interval_format(wilson_interval(counts->yes, answered), interval);
    bounds_format(counts, bounds);

    const struct cell cells[] = {
        cell_text(statement->id),
        cell_integer(counts->participants),
        cell_integer(answered),
        cell_integer(counts->yes),
        cell_integer(counts->little),
        cell_integer(counts->no),
        cell_integer(counts->unknown),
        cell_text(strict),
        cell_text(large),
        cell_text(interval),
        cell_text(bounds),
    };

    page_row(page, cells);
}

/* What was said, and who agreed among who answered, drawn. */
static void statement_words(struct page *page, const struct statement *statement,
                            const struct impact *counts)
{
    char line[WORDING_MAX + STATEMENT_ID_MAX + 8];
    char shown[SHARE_TEXT_MAX];
    int answered = impact_answered(counts);

    snprintf(line, sizeof line, "%s  %s", statement->id, wording_shown(&statement->wording));
    if (answered == 0) {
        page_sentence(page, line);
        return;
    }
    snprintf(shown, sizeof shown, _("oui : %d sur %d"), counts->yes, answered);
    page_bar(page, &(struct page_bar){ line, counts->yes, answered, shown });
}

void impact_table_put(const struct impact_table *impact, bool people_only, struct page *page)
{
    const struct page_column columns[] = {
        { "statement", "", CELL_TEXT, READER_ALL, false },
        { "participants", _("Personnes"), CELL_INTEGER, READER_FILES, false },
        { "answered", _("Réponses"), CELL_INTEGER, READER_FILES, false },
        { "yes", _("Oui"), CELL_INTEGER, READER_FILES, false },
        { "little", _("Un peu"), CELL_INTEGER, READER_FILES, false },
        { "no", _("Non"), CELL_INTEGER, READER_FILES, false },
        { "unknown", _("Je ne sais pas"), CELL_INTEGER, READER_FILES, false },
        { "strict", _("Oui"), CELL_TEXT, READER_PEOPLE, false },
        { "wide", _("Oui ou un peu"), CELL_TEXT, READER_PEOPLE, false },
        { "interval", _("Marge à 95 %"), CELL_TEXT, READER_PEOPLE, false },
        { "bounds", _("Si tous"), CELL_TEXT, READER_PEOPLE, false },
    };
    const struct page_table table = { .columns = columns,
                                      .column_count = (int)COUNT_OF(columns),
                                      .people_only = people_only };
    const struct statements *statements = &impact->statements;

    for (int i = 0; i < statements->count; i++)
        if (impact_is_asked(impact, i))
            statement_words(page, &statements->list[i], &impact->counts[i]);
    page_begin_table(page, &table);
    for (int i = 0; i < statements->count; i++)
        if (impact_is_asked(impact, i))
            statement_row(page, &statements->list[i], &impact->counts[i]);
    page_end_table(page);
}

/* As printed, without a base; 36 is the only one between 4 and 60 that fits all six. */
static void published_put(const struct statements *statements, struct page *page)
{
    char line[200];
    size_t length = (size_t)snprintf(line, sizeof line, "%s", _("Imprimé en 2019-2020 :"));

    for (int i = 0; i < statements->count && length < sizeof line; i++)
        if (statements->list[i].published_percent > 0)
            length += (size_t)snprintf(line + length, sizeof line - length, "%s %s %d %%",
                                       i > 0 ? "," : "", statements->list[i].id,
                                       statements->list[i].published_percent);
    if (length < sizeof line)
        snprintf(line + length, sizeof line - length, "%s",
                 _(" (nombre de réponses non imprimé ; 36 convient)."));
    page_note(page, line);
}

void impact_table_page(const struct session *session, const struct impact_table *impact,
                       struct page *page)
{
    char line[160];

    people_page_title(page, _("Ce que les personnes en disent"), session);
    snprintf(line, sizeof line, _("Ont commencé : %d."), impact->counts[0].participants);
    page_sentence(page, line);
    if (impact_table_is_empty(impact))
        page_sentence(page, _("Personne n'a encore répondu."));
    impact_table_put(impact, false, page);
    if (wording_is_shown(impact, true)) /* plainer words are not charted with 2019-2020 */
        published_put(&impact->statements, page);
    page_note(page,
              _("« Je ne sais pas » n'est pas compté comme une réponse. « Si tous » : le plus "
                "bas et le plus haut possibles si chacun avait répondu."));
}
