#include "reports/papers/paper_money.h"

#include "base/lang.h"
#include "programme/attendance.h"

#include <stdio.h>
#include <string.h>

/* A line: what it is, its amount, a bar; on the right the same in the second language. */
static void put_result_line(struct paper *paper, const struct result_line *line, cents largest)
{
    const struct text_style *style = line->is_sum ? &PAPER_READ_BOLD : &PAPER_READ;
    const struct wording *label = paper_phrase(paper, line->phrase);
    bool two = paper_has_second(paper, label);
    struct text_style amount = *style;
    char shown[MONEY_TEXT_MAX];
    mm room = paper_room(paper), text = room * (two ? 0.3 : 0.44), value = 36;
    mm bar_x = PAPER_MARGIN + text + value + 4, bar = room - text * (two ? 2 : 1) - value - 8;
    mm left = paper_measure(paper, style, wording_shown(label), text);
    mm right = paper_measure_second(paper, style, label, text);
    mm height = left > right ? left : right;
    cents size = line->amount < 0 ? -line->amount : line->amount;

    height = height > 8 ? height : 8;
    paper_need(paper, height + 3);
    amount.align = ALIGN_END;
    money_format_euro(line->amount, shown);
    surface_tag(paper->surface, "TR", true);
    surface_tag(paper->surface, "TH", true);
    paper_put(paper, style, wording_shown(label), box_at(PAPER_MARGIN, paper->y, text));
    surface_tag(paper->surface, "TH", false);
    surface_tag(paper->surface, "TD", true);
    paper_put(paper, &amount, shown, box_at(PAPER_MARGIN + text, paper->y, value));
    surface_tag(paper->surface, "TD", false);
    if (largest > 0)
        draw_bar(paper->surface, (struct box){ bar_x, paper->y, bar, 6 },
                 (fraction)size / (fraction)largest);
    surface_tag(paper->surface, "TH", true);
    paper_put_second(paper, style, label, box_at(bar_x + bar + 4, paper->y, text));
    surface_tag(paper->surface, "TH", false);
    surface_tag(paper->surface, "TR", false);
    paper->y += height + 3;
    if (line->is_sum)
        draw_line(paper->surface, PAPER_MARGIN, paper->y - 1.5, room);
}

static void put_nothing(struct paper *paper, bool is_loss)
{
    paper_say(paper, &PAPER_READ_BOLD, "nothing-to-share");
    if (is_loss)
        paper_say(paper, &PAPER_READ_BOLD, "host-bears");
    paper_say(paper, &PAPER_READ_BOLD, "nobody-owes");
}

static void say_all(struct paper *paper, const struct text_style *style, const char *id,
                    const char *const figures[PHRASE_VALUES_MAX])
{
    struct wording filled;

    phrase_fill(paper_phrase(paper, id), figures, &filled);
    paper_say_wording(paper, style, &filled);
}

static void say_with(struct paper *paper, const struct text_style *style, const char *id,
                     const char *figure)
{
    say_all(paper, style, id, (const char *[PHRASE_VALUES_MAX]){ figure });
}

static void say_two(struct paper *paper, const char *id, const char *first, const char *second)
{
    say_all(paper, &PAPER_READ, id, (const char *[PHRASE_VALUES_MAX]){ first, second });
}

static void put_vote(struct paper *paper, const int votes[3])
{
    char figures[3][12];

    for (int i = 0; i < 3; i++)
        snprintf(figures[i], sizeof figures[i], "%d", votes[i]);
    say_all(paper, &PAPER_READ, "vote",
            (const char *[PHRASE_VALUES_MAX]){ figures[0], figures[1], figures[2] });
}

static void put_pool(struct paper *paper, const struct result_sheet *result)
{
    const struct text_style big = { .size_pt = 18, .bold = true, .ink = INK_DARK };
    char shown[MONEY_TEXT_MAX], count[12];

    paper_skip(paper, 4);
    if (result->pool.to_share <= 0) {
        put_nothing(paper, result->pool.is_loss);
        return;
    }
    money_format_euro(result->pool.to_share, shown);
    snprintf(count, sizeof count, "%d", result->person_count);
    paper_need(paper, measure_pieces(result->pool.to_share, paper_room(paper)) + 14);
    say_with(paper, &big, "to-share", shown);
    paper_skip(paper, 2);
    paper->y += draw_pieces(paper->surface, result->pool.to_share,
                            box_at(PAPER_MARGIN, paper->y, paper_room(paper))) +
                5;
    say_with(paper, &PAPER_READ, "for-people", count);
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
    paper_page_phrase(&paper, SURFACE_A4, result->pool.is_loss ? "we-lack" : "we-earned");
    surface_tag(paper.surface, "Table", true);
    for (int i = 0; i < result->line_count; i++)
        put_result_line(&paper, &result->lines[i], largest);
    surface_tag(paper.surface, "Table", false);
    put_pool(&paper, result);
    if (result->rule[0])
        paper_write(&paper, &PAPER_READ, result->rule);
    if (result->has_vote)
        put_vote(&paper, result->votes);
    return paper_close(&paper, err);
}

/* Hours as hours, points as they are. */
static void put_weights(struct paper *paper, const struct share_statement *share)
{
    bool points = share->rule == SHARE_POINTS;
    char own[HOURS_TEXT_MAX], all[HOURS_TEXT_MAX];

    if (points) {
        snprintf(own, sizeof own, "%lld", (long long)share->weight);
        snprintf(all, sizeof all, "%lld", (long long)share->weights);
    } else {
        hours_format((minutes)share->weight, own);
        hours_format((minutes)share->weights, all);
    }
    say_two(paper, points ? "share-points" : "share-hours", own, all);
}

/* How it was counted, with the person's own figures. */
static void put_rule(struct paper *paper, const struct share_statement *share, cents to_share)
{
    char first[MONEY_TEXT_MAX], second[MONEY_TEXT_MAX];

    money_format_euro(to_share, first);
    snprintf(second, sizeof second, "%d", share->people);
    say_two(paper, "share-pool", first, second);
    switch (share->rule) {
    case SHARE_EQUAL: paper_say(paper, &PAPER_READ, "share-equal"); return;
    case SHARE_MANUAL: paper_say(paper, &PAPER_READ, "share-manual"); return;
    case SHARE_POINTS:
    case SHARE_MINUTES:
    case SHARE_HOURS: put_weights(paper, share); return;
    case SHARE_MIX: break;
    }
    put_weights(paper, share);
    money_format_euro(share->equal_part, first);
    money_format_euro(share->weighed_part, second);
    say_two(paper, "share-mix", first, second);
}

static void put_share(struct paper *paper, const struct share_statement *share, struct pool pool)
{
    const struct text_style name = { .size_pt = 26, .bold = true };
    const struct text_style big = { .size_pt = 40, .bold = true };
    char shown[MONEY_TEXT_MAX];
    mm indent = share->position > 0 ? 34 : 0;

    paper_page_phrase(paper, SURFACE_A4, "my-share");
    if (share->position > 0)
        draw_pictogram(paper->surface, share->position, PAPER_MARGIN, paper->y, 26);
    paper_put_fitted(
        paper, &name, share->name,
        (struct box){ PAPER_MARGIN + indent, paper->y + 6, paper_room(paper) - indent, 24 });
    paper_skip(paper, 34);
    if (pool.to_share <= 0) {
        put_nothing(paper, pool.is_loss);
        return;
    }
    money_format_euro(share->share, shown);
    paper_write(paper, &big, shown);
    paper_skip(paper, 3);
    if (share->share > 0)
        paper->y += draw_pieces(paper->surface, share->share,
                                box_at(PAPER_MARGIN, paper->y, paper_room(paper))) +
                    8;
    paper_say(paper, &PAPER_READ_BOLD, "how-counted");
    put_rule(paper, share, pool.to_share);
    paper_skip(paper, 4);
    paper_say(paper, &PAPER_READ, "through-pay");
    paper_say(paper, &PAPER_READ, "maybe-less");
    if (share->estimate[0])
        paper_write(paper, &PAPER_READ, share->estimate);
    paper_skip(paper, 6);
    paper_signatures_phrases(paper, "my-signature", "the-cooperative");
}

bool paper_shares(const struct paper_head *head, const struct share_statement *shares, int count,
                  struct pool pool, struct outlet *outlet, struct err *err)
{
    struct paper paper;

    if (!paper_open(&paper, head, _("Ma part"), outlet, err))
        return false;
    for (int i = 0; i < count; i++)
        put_share(&paper, &shares[i], pool);
    if (count == 0)
        paper_page(&paper, SURFACE_A4, _("Personne n'est inscrit."));
    return paper_close(&paper, err);
}
