#include "reports/figures/result_sheet.h"

#include "base/lang.h"
#include "reports/figures/session_heading.h"

#include <stdio.h>

void result_moved_words(const struct result *result, char out[MOVED_TEXT_MAX])
{
    char money[MONEY_TEXT_MAX];

    out[0] = '\0';
    if (!result_has_moved(result))
        return;
    money_format_euro(result->decided, money);
    snprintf(out, MOVED_TEXT_MAX,
             _("Le partage décidé est de %s : le résultat a changé depuis, voter de nouveau."),
             money);
}

void result_sheet_put_moved(const struct result *result, struct page *page)
{
    char words[MOVED_TEXT_MAX];

    result_moved_words(result, words);
    if (words[0])
        page_sentence(page, words);
}

bool result_sheet_page(struct till *till, const struct result *result, struct page *page,
                       struct err *err)
{
    bool shares_all = result->to_share == result->result - result->reserve;

    if (!session_heading_put(till->db, _("Résultat"), SQL_POSTING_DAYS, page, err))
        return false;
    if (till->session.is_example)
        page_note(page, _("Exemple : total publié, ventes et charges inventées."));
    page_begin_table(page, &PAGE_FACTS);
    page_fact(page, "net_sales", _("Ventes sans taxe (HT)"), cell_money(result->net_sales));
    page_fact(page, "production_charges", _("Payé pour produire (charges)"),
              cell_money(result->production_charges));
    page_fact_sum(page, "gross_margin", _("Ce qui reste des ventes (marge brute)"),
                  result->gross_margin, "+net_sales-production_charges");
    page_fact(page, "other_charges", _("Payé pour le reste (charges)"),
              cell_money(result->other_charges));
    page_fact(page, "contribution", _("La part de la coopérative (contribution)"),
              cell_money(result->contribution));
    page_fact(page, "cash_difference", _("Différences de caisse (écarts)"),
              cell_money(result->cash_difference));
    page_fact_sum(page, "result",
                  result->result < 0 ? _("Ce qui manque (perte)") : _("Ce qui reste (résultat)"),
                  result->result, "+gross_margin-other_charges-contribution+cash_difference");
    page_fact(page, "reserve", _("L'argent gardé (réserve)"), cell_money(result->reserve));
    page_fact_sum(page, "to_share", _("À partager"), result->to_share,
                  shares_all ? "+result-reserve" : NULL);
    page_end_table(page);
    if (result->result < 0)
        page_sentence(page, _("Rien à partager : la coopérative porte la perte."));
    else if (result->to_share == 0)
        page_sentence(page, _("Rien à partager."));
    result_sheet_put_moved(result, page);
    return true;
}

/* A weight as the rule means it: minutes, points, or nothing where all are equal. */
static struct cell cell_weight(const struct distribution *distribution, int64_t weight)
{
    switch (distribution->rule) {
    case SHARE_EQUAL: return cell_integer(1);
    case SHARE_MINUTES:
    case SHARE_HOURS:
    case SHARE_MIX: return cell_minutes(weight);
    case SHARE_POINTS: return cell_integer(weight);
    case SHARE_MANUAL: return cell_money(weight);
    }
    return CELL_NONE;
}

static void put_vote(const struct distribution *distribution, bool decided, struct page *page)
{
    char words[120];

    snprintf(words, sizeof words, _("Règle : %s."), sharing_rule_name(distribution->rule));
    page_sentence(page, words);
    if (decided)
        snprintf(words, sizeof words,
                 lang_plural("Vote : %d pour, %d contre, %d abstention.",
                             "Vote : %d pour, %d contre, %d abstentions.",
                             distribution->votes_abstain),
                 distribution->votes_for, distribution->votes_against, distribution->votes_abstain);
    page_sentence(page, decided ? words : _("Simulation : rien n'est décidé."));
}

static void put_sharer(const struct distribution *distribution, int index,
                       const struct sharer_names *names, struct page *page)
{
    const struct sharer *sharer = &distribution->sharers[index];
    const char *name = names && names->find ? names->find(names->context, sharer->badge) : "";
    char words[160];

    distribution_explain(distribution, index, words, sizeof words);

    const struct cell cells[] = {
        cell_text(sharer->badge),  cell_text(name),  cell_weight(distribution, sharer->weight),
        cell_money(sharer->share), cell_text(words),
    };

    page_row(page, cells);
}

void shares_page(const struct session *session, const struct distribution *distribution,
                 bool decided, const struct sharer_names *names, struct page *page)
{
    bool money = distribution->rule == SHARE_MANUAL;
    const struct page_column columns[] = {
        { .name = "badge", .heading = _("Badge"), .kind = CELL_TEXT },
        { .name = "name", .heading = _("Nom"), .kind = CELL_TEXT },
        { .name = "weight", .heading = _("Poids"), .kind = money ? CELL_MONEY : CELL_INTEGER },
        { .name = "share", .heading = _("Part"), .kind = CELL_MONEY, .summed = true },
        { .name = "words", .heading = _("Calcul"), .kind = CELL_TEXT, .reader = READER_PEOPLE },
    };
    const struct page_table table = { .columns = columns,
                                      .column_count = COUNT_OF(columns),
                                      .total_label = _("Total") };

    char subtitle[2 * NAME_MAX_TEXT + 8];

    snprintf(subtitle, sizeof subtitle, "%s, %s", session->name, session->host);
    page_title(page, _("Parts"), subtitle);
    if (session->is_example)
        page_note(page, _("Exemple : total publié, ventes et charges inventées."));
    put_vote(distribution, decided, page);
    page_begin_table(page, &table);
    for (int i = 0; i < distribution->sharer_count; i++)
        put_sharer(distribution, i, names, page);
    page_end_table(page);
}
