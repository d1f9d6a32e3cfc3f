#include "reports/figures/progress.h"

#include "base/lang.h"
#include "reports/figures/roll.h"

#include <stdio.h>
#include <string.h>

static const enum rater_kind RATERS[PROGRESS_RATERS] = { RATER_SELF, RATER_ANIMATOR };

void progress_compute(const struct rating_table *marks, struct progress *out)
{
    *out = (struct progress){ .people_count = marks->people.count,
                              .volet_count = marks->grid.volet_count };
    for (int i = 0; i < out->people_count; i++) {
        out->finished += marks->people.list[i].stopped_day == 0;
        for (int rater = 0; rater < PROGRESS_RATERS; rater++) {
            struct progression volets[VOLETS_MAX];

            for (int volet = 0; volet < out->volet_count; volet++) {
                volets[volet] = assessment_progression(&marks->assessments[i], RATERS[rater],
                                                       &marks->grid, volet);
                out->persons[i][volet][rater] = volets[volet];
            }
            out->persons[i][out->volet_count][rater] = progression_person(volets, out->volet_count);
        }
    }
    for (int volet = 0; volet < out->volet_count; volet++)
        for (int rater = 0; rater < PROGRESS_RATERS; rater++) {
            struct progression persons[PARTICIPANTS_MAX];

            for (int i = 0; i < out->people_count; i++)
                persons[i] = out->persons[i][volet][rater];
            out->groups[volet][rater] = progression_group(persons, out->people_count);
        }
}

void progress_format_moves(const struct progression *progression, char out[MOVES_TEXT_MAX])
{
    snprintf(out, MOVES_TEXT_MAX, _("%d plus haut · %d pareil · %d plus bas"), progression->up,
             progression->same, progression->down);
}

void progress_format_index(const struct progression *progression, char out[INDEX_TEXT_MAX])
{
    char percent[RATIO_TEXT_MAX];

    if (!progression->shown) {
        snprintf(out, INDEX_TEXT_MAX, _("données insuffisantes (%d/%d)"), progression->pairs,
                 progression->indicators);
        return;
    }
    ratio_format_percent(progression->index, percent);
    snprintf(out, INDEX_TEXT_MAX, progression->near_ceiling ? _("%s, plafond") : "%s", percent);
}

void progress_format_group(const struct group_progression *group, char out[GROUP_TEXT_MAX])
{
    char mean[RATIO_TEXT_MAX];
    char low[RATIO_TEXT_MAX];
    char high[RATIO_TEXT_MAX];
    int length;

    if (group->shown == 0) {
        snprintf(out, GROUP_TEXT_MAX, _("aucun progrès mesuré (indice) : 0 sur %d."),
                 group->people);
        return;
    }
    length = snprintf(
        out, GROUP_TEXT_MAX,
        _("progrès mesurés (indice) : %d sur %d personnes, %d plus haut, %d pareil, %d plus bas."),
        group->shown, group->people, group->up, group->same, group->down);
    if (length < 0 || length >= GROUP_TEXT_MAX)
        return;
    if (!group->has_mean) {
        snprintf(out + length, (size_t)(GROUP_TEXT_MAX - length), " %s",
                 _("Groupe trop petit pour une moyenne."));
        return;
    }
    ratio_format_percent(group->index, mean);
    ratio_format_percent(group->index_min, low);
    ratio_format_percent(group->index_max, high);
    length += snprintf(out + length, (size_t)(GROUP_TEXT_MAX - length),
                       _(" En moyenne %s, de %s à %s (%d sur %d personnes)."), mean, low, high,
                       group->shown, group->people);
    if (group->sign.too_small && length < GROUP_TEXT_MAX)
        snprintf(out + length, (size_t)(GROUP_TEXT_MAX - length), " %s",
                 _("Groupe trop petit pour conclure."));
}

/* Millionths of a step as tenths of a percent of the scale. */
static struct ratio share_of_scale(int64_t micro_steps)
{
    return ratio_of(scale_round(micro_steps, 1000, (int64_t)SCALE_SPAN * MICRO), 10);
}

void progress_format_expert(const struct group_progression *group, char out[GROUP_TEXT_MAX])
{
    char low[RATIO_TEXT_MAX];
    char high[RATIO_TEXT_MAX];
    int64_t p = group->sign.exists ? ratio_scale(group->sign.p, 100000) : 0;
    int length;

    out[0] = '\0';
    if (!group->spread.exists)
        return;
    ratio_format_step(share_of_scale(group->spread.low), low);
    ratio_format_step(share_of_scale(group->spread.high), high);
    length = snprintf(out, GROUP_TEXT_MAX, _("Intervalle à 95 %% de l'indice : de %s à %s %%."),
                      low, high);
    if (length > 0 && length < GROUP_TEXT_MAX && group->sign.exists)
        snprintf(out + length, (size_t)(GROUP_TEXT_MAX - length),
                 _(" Test des signes : p = %lld,%05lld."), (long long)(p / 100000),
                 (long long)(p % 100000));
}

/* Sums in twelfths are written as steps; whole ones without a decimal. */
static struct cell sum_cell(int twelfths)
{
    return twelfths % STEP == 0 ? cell_integer(twelfths / STEP)
                                : cell_tenths(scale_round(twelfths, 10, STEP), NULL);
}

static struct cell rater_cell(int rater)
{
    return rater == 0 ? cell_word("self", _("soi")) : cell_word("animator", _("animateur"));
}

static void person_row(struct page *page, const char *badge, const char *volet, int rater,
                       const struct progression *p)
{
    char text[INDEX_TEXT_MAX];
    struct cell index = { .kind = CELL_EMPTY, .text = text };

    progress_format_index(p, text);
    if (p->shown)
        index = cell_tenths(ratio_scale(p->index, 10), text);

    const struct cell cells[] = {
        cell_text(badge),         cell_word(volet, strcmp(volet, "ALL") == 0 ? _("tous") : volet),
        rater_cell(rater),        cell_integer(p->pairs),
        sum_cell(p->sum),         cell_integer(p->up),
        cell_integer(p->same),    cell_integer(p->down),
        cell_integer(p->ceiling), index,
    };

    page_row(page, cells);
}

static void group_row(struct page *page, const char *volet, int rater,
                      const struct group_progression *group)
{
    char text[RATIO_TEXT_MAX] = "–";
    struct cell index = { .kind = CELL_EMPTY, .text = text };

    if (group->has_mean) {
        ratio_format_percent(group->index, text);
        index = cell_tenths(ratio_scale(group->index, 10), text);
    }

    const struct cell cells[] = {
        cell_word("GROUP", _("GROUPE")),
        cell_text(volet),
        rater_cell(rater),
        cell_integer(group->shown),
        CELL_NONE,
        cell_integer(group->up),
        cell_integer(group->same),
        cell_integer(group->down),
        CELL_NONE,
        index,
    };

    page_row(page, cells);
}

void progress_put_sentences(const struct rating_table *marks, const struct progress *progress,
                            struct page *page)
{
    char text[GROUP_TEXT_MAX];
    char line[GROUP_TEXT_MAX + 120];

    for (int volet = 0; volet < progress->volet_count; volet++)
        for (int rater = 0; rater < PROGRESS_RATERS; rater++) {
            const struct group_progression *group = &progress->groups[volet][rater];

            progress_format_group(group, text);
            snprintf(line, sizeof line,
                     rater == 0 ? _("Entre les premiers jours et les derniers, volet %s, notes "
                                    "données par soi-même : %s")
                                : _("Entre les premiers jours et les derniers, volet %s, notes de "
                                    "l'animateur : %s"),
                     marks->grid.volets[volet].id, text);
            page_sentence(page, line);
            progress_format_expert(group, text);
            if (text[0])
                page_note(page, text);
        }
}

static void table_rows(const struct rating_table *marks, const struct progress *progress,
                       struct page *page)
{
    for (int i = 0; i < progress->people_count; i++)
        for (int volet = 0; volet <= progress->volet_count; volet++)
            for (int rater = 0; rater < PROGRESS_RATERS; rater++)
                person_row(page, marks->people.list[i].badge,
                           volet < progress->volet_count ? marks->grid.volets[volet].id : "ALL",
                           rater, &progress->persons[i][volet][rater]);
    for (int volet = 0; volet < progress->volet_count; volet++)
        for (int rater = 0; rater < PROGRESS_RATERS; rater++)
            group_row(page, marks->grid.volets[volet].id, rater, &progress->groups[volet][rater]);
}

void progress_page(const struct session *session, const struct rating_table *marks,
                   const struct progress *progress, struct page *page)
{
    const struct page_column columns[] = {
        { "badge", _("Badge"), CELL_TEXT, READER_ALL, false },
        { "volet", _("Volet"), CELL_TEXT, READER_ALL, false },
        { "rater", _("Noté par"), CELL_TEXT, READER_ALL, false },
        { "pairs", _("Paires"), CELL_INTEGER, READER_ALL, false },
        { "sum", _("Somme"), CELL_INTEGER, READER_FILES, false },
        { "up", "+", CELL_INTEGER, READER_ALL, false },
        { "same", "=", CELL_INTEGER, READER_ALL, false },
        { "down", "−", CELL_INTEGER, READER_ALL, false },
        { "ceiling", _("Déjà en haut"), CELL_INTEGER, READER_FILES, false },
        { "index", _("Indice"), CELL_TENTHS, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns, .column_count = (int)COUNT_OF(columns) };
    char line[200];

    people_page_title(page, _("Progression"), session);
    snprintf(line, sizeof line, _("Ont commencé : %d. Ont fini : %d."), progress->people_count,
             progress->finished);
    page_sentence(page, line);
    page_begin_table(page, &table);
    table_rows(marks, progress, page);
    page_end_table(page);
    progress_put_sentences(marks, progress, page);
    page_note(page,
              _("L'indice est la part de l'échelle montée entre le départ et l'arrivée. Il dit "
                "ce qui a changé, pas pourquoi. + plus haut, = pareil, − plus bas. « Plafond » "
                ": déjà tout en haut au départ pour la moitié des phrases ou plus."));
    page_note(page, _("Une note plus basse n'est pas un échec : on se juge souvent plus sévèrement "
                      "quand on connaît le travail."));
}
