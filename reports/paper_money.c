#include "reports/paper_money.h"

#include "base/lang.h"

#include <stdio.h>
#include <string.h>

static const char NOTHING[] =
    N_("Il n'y a rien à partager. La coopérative porte la perte. Personne ne doit rien.");

static void put_result_line(struct paper *paper, const struct result_line *line, cents largest)
{
    const struct text_style *style = line->is_sum ? &PAPER_READ_BOLD : &PAPER_READ;
    struct text_style amount = *style;
    char shown[MONEY_TEXT_MAX];
    mm label = paper_room(paper) * 0.44, value = 38, bar = paper_room(paper) - label - value - 6;
    mm height = paper_measure(paper, style, line->label, label);
    cents size = line->amount < 0 ? -line->amount : line->amount;

    height = height > 8 ? height : 8;
    paper_need(paper, height + 3);
    amount.align = ALIGN_END;
    money_format_euro(line->amount, shown);
    paper_put(paper, style, line->label, box_at(PAPER_MARGIN, paper->y, label));
    paper_put(paper, &amount, shown, box_at(PAPER_MARGIN + label, paper->y, value));
    if (largest > 0)
        draw_bar(paper->surface, (struct box){ PAPER_MARGIN + label + value + 6, paper->y, bar, 6 },
                 (fraction)size / (fraction)largest);
    paper->y += height + 3;
    if (line->is_sum)
        draw_line(paper->surface, PAPER_MARGIN, paper->y - 1.5, paper_room(paper));
}

static void put_pool(struct paper *paper, const struct result_sheet *result)
{
    char line[200], shown[MONEY_TEXT_MAX];

    paper_skip(paper, 4);
    if (result->to_share <= 0) {
        paper_write(paper, &PAPER_READ_BOLD, _(NOTHING));
        return;
    }
    money_format_euro(result->to_share, shown);
    snprintf(line, sizeof line, _("À partager : %s"), shown);
    paper_need(paper, measure_pieces(result->to_share, paper_room(paper)) + 14);
    paper_write(paper, &PAPER_TITLE, line);
    paper_skip(paper, 2);
    paper->y += draw_pieces(paper->surface, result->to_share,
                            box_at(PAPER_MARGIN, paper->y, paper_room(paper))) +
                5;
    snprintf(line, sizeof line,
             lang_plural("Pour %d personne.", "Pour %d personnes.", result->person_count),
             result->person_count);
    paper_write(paper, &PAPER_READ, line);
}

bool paper_result(const struct paper_head *head, const struct result_sheet *result,
                  struct outlet *outlet, struct err *err)
{
    struct paper paper;
    cents largest = 0;

    if (!paper_open(&paper, head, _("Résultat"), outlet, err))
        return false;
    for (int i = 0; i < result->line_count; i++) {
        cents size =
            result->lines[i].amount < 0 ? -result->lines[i].amount : result->lines[i].amount;

        largest = size > largest ? size : largest;
    }
    paper_page(&paper, SURFACE_A4, _("Ce que nous avons gagné"));
    for (int i = 0; i < result->line_count; i++)
        put_result_line(&paper, &result->lines[i], largest);
    put_pool(&paper, result);
    if (result->rule[0])
        paper_write(&paper, &PAPER_READ, result->rule);
    if (result->vote[0])
        paper_write(&paper, &PAPER_READ, result->vote);
    return paper_close(&paper, err);
}

static void put_share(struct paper *paper, const struct share_statement *share, cents to_share)
{
    struct text_style big = { .size_pt = 40, .bold = true };
    char shown[MONEY_TEXT_MAX];
    mm indent = share->position > 0 ? 34 : 0;

    paper_page(paper, SURFACE_A4, _("Ma part"));
    if (share->position > 0)
        draw_pictogram(paper->surface, share->position, PAPER_MARGIN, paper->y, 26);
    paper_put(paper, &(struct text_style){ .size_pt = 26, .bold = true }, share->name,
              box_at(PAPER_MARGIN + indent, paper->y + 6, paper_room(paper) - indent));
    paper_skip(paper, 34);
    if (to_share <= 0) {
        paper_write(paper, &PAPER_READ_BOLD, _(NOTHING));
        return;
    }
    money_format_euro(share->share, shown);
    paper_write(paper, &big, shown);
    paper_skip(paper, 3);
    if (share->share > 0)
        paper->y += draw_pieces(paper->surface, share->share,
                                box_at(PAPER_MARGIN, paper->y, paper_room(paper))) +
                    8;
    paper_write(paper, &PAPER_READ_BOLD, _("Comment on a compté"));
    paper_write(paper, &PAPER_READ, share->explanation);
    paper_skip(paper, 4);
    paper_write(paper, &PAPER_READ,
                _("Cette somme passe par la paie de la coopérative. Ce que je reçois peut être "
                  "plus petit : des cotisations sont retirées."));
    if (share->estimate[0])
        paper_write(paper, &PAPER_READ, share->estimate);
    paper_skip(paper, 8);
    paper_signatures(paper, _("Ma signature"), _("Pour la coopérative"));
}

bool paper_shares(const struct paper_head *head, const struct share_statement *shares, int count,
                  cents to_share, struct outlet *outlet, struct err *err)
{
    struct paper paper;

    if (!paper_open(&paper, head, _("Ma part"), outlet, err))
        return false;
    for (int i = 0; i < count; i++)
        put_share(&paper, &shares[i], to_share);
    if (count == 0)
        paper_page(&paper, SURFACE_A4, _("Personne n'est inscrit."));
    return paper_close(&paper, err);
}
