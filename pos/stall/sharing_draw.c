#include "pos/stall/sharing.h"

#include "base/lang.h"
#include "pos/ui/bars.h"
#include "pos/ui/colours.h"
#include "pos/ui/page_sign.h"
#include "pos/ui/pixels.h"

#include <stdio.h>
#include <string.h>

enum {
    NAME_WIDTH = 18,
    RULE_WIDTH_MAX = 24,
    BAR_LINES_MAX = 5,
    FIGURE_WIDTH = 26,
};

static void figure_draw(struct canvas *canvas, int x, int y, const char *name, cents amount)
{
    char text[MONEY_TEXT_MAX];

    money_format_euro(amount, text);
    canvas_put(canvas, x, y, STYLE_TEXT, name);
    canvas_put_right(canvas, x + FIGURE_WIDTH - 2, y, STYLE_STRONG, text);
}

static void result_draw(const struct result *result, struct canvas *canvas, struct area area)
{
    int x = area.x + 1;

    figure_draw(canvas, x, area.y, _("Ventes"), result->net_sales);
    figure_draw(canvas, x, area.y + 1, _("Production"), -result->production_charges);
    figure_draw(canvas, x, area.y + 2, "=", result->gross_margin);
    x += FIGURE_WIDTH;
    figure_draw(canvas, x, area.y, _("Autres"), -result->other_charges);
    figure_draw(canvas, x, area.y + 1, _("Coopérative"), -result->contribution);
    figure_draw(canvas, x, area.y + 2, _("Caisse"), result->cash_difference);
    x += FIGURE_WIDTH;
    figure_draw(canvas, x, area.y, _("= ce qui reste"), result->result);
    figure_draw(canvas, x, area.y + 1, _("Gardé"), -result->reserve);
    figure_draw(canvas, x, area.y + 2, _("À partager"), result->to_share);
}

static void rule_name(const struct sharing *page, int rule, char *out, size_t room)
{
    static const char *const NAMES[SHARING_RULES] = { N_("égal"), N_("temps"), N_("mixte"),
                                                      N_("points"), N_("libre") };

    if (page->rules[rule].rule == SHARE_MIX)
        snprintf(out, room, "%s %d%%", _(NAMES[rule]), page->draft.mix / 100);
    else
        snprintf(out, room, "%s", _(NAMES[rule]));
}

static int rule_width(struct area area)
{
    int width = (area.width - NAME_WIDTH) / SHARING_RULES;

    return width < RULE_WIDTH_MAX ? width : RULE_WIDTH_MAX;
}

static int rule_x(struct area area, int rule)
{
    return area.x + NAME_WIDTH + rule * rule_width(area);
}

static void header_draw(const struct sharing *page, struct canvas *canvas, struct area area)
{
    for (int rule = 0; rule < SHARING_RULES; rule++) {
        bool chosen = rule == page->draft.rule;
        char name[32];
        char marked[40];

        rule_name(page, rule, name, sizeof name);
        snprintf(marked, sizeof marked, "%s%s ", chosen ? "> " : "", name);
        canvas_put_right(canvas, rule_x(area, rule + 1), area.y,
                         chosen ? STYLE_SELECTED : STYLE_STRONG, marked);
    }
}

/* What the rule gives; by hand, what is being typed. */
static void share_write(const struct sharing *page, int rule, int person, char out[MONEY_TEXT_MAX])
{
    const char *typed = page->draft.amounts[person];

    if (rule == SHARING_BY_HAND)
        snprintf(out, MONEY_TEXT_MAX, "%s", typed[0] ? typed : "-");
    else if (page->faults[rule].code != ERR_NONE)
        snprintf(out, MONEY_TEXT_MAX, "-");
    else
        money_format_euro(page->rules[rule].sharers[person].share, out);
}

static cents share_of(const struct sharing *page, int rule, int person)
{
    struct err ignored = ERR_EMPTY;
    cents typed = 0;

    if (rule == SHARING_BY_HAND)
        return money_parse(page->draft.amounts[person], &typed, &ignored) ? typed : 0;
    return page->faults[rule].code == ERR_NONE ? page->rules[rule].sharers[person].share : 0;
}

/* How much of `width` the share by the chosen rule takes; the largest takes it all. */
static int share_length(const struct sharing *page, int person, int width)
{
    int rule = page->draft.rule;
    cents largest = 0;

    for (int i = 0; i < page->people.count; i++) {
        cents share = share_of(page, rule, i);

        largest = share > largest ? share : largest;
    }
    return bar_length(share_of(page, rule, person), largest, width);
}

/* One bar a person. */
static void share_bar(const struct sharing *page, struct canvas *canvas, struct area line,
                      int person)
{
    line.width = share_length(page, person, line.width);
    if (line.width > 0)
        bar_draw(canvas, line, (struct bar){ BAR_PART, person });
}

/* Of a large group, for whom there is no line of their own: behind the sums. */
static void share_ground(const struct sharing *page, struct canvas *canvas, struct area line,
                         int person)
{
    int x = rule_x(line, page->draft.rule);
    int width = share_length(page, person, rule_width(line));

    if (canvas->depth >= DEPTH_16 && person != page->list.selected)
        canvas_set_ground(canvas, (struct area){ x, line.y, width, 1 },
                          COLOUR(BAND_GROUND_RGB[person % TILE_STYLE_COUNT]));
}

static void person_draw(const struct sharing *page, struct canvas *canvas, struct area line,
                        int person)
{
    bool selected = person == page->list.selected;
    const struct participant *participant = &page->people.list[person];
    const char *name = participant->called_name[0] ? participant->called_name : participant->badge;
    struct area name_area = { line.x + 3, line.y, NAME_WIDTH - 4, 1 };

    canvas_put(canvas, line.x + 1, line.y, STYLE_STRONG, selected ? ">" : " ");
    canvas_put_fit(canvas, name_area, selected ? STYLE_STRONG : STYLE_TEXT, name);
    for (int rule = 0; rule < SHARING_RULES; rule++) {
        char share[MONEY_TEXT_MAX];
        bool chosen = rule == page->draft.rule;

        share_write(page, rule, person, share);
        canvas_put_right(canvas, rule_x(line, rule + 1) - 1, line.y,
                         chosen && selected ? STYLE_SELECTED
                         : chosen           ? STYLE_STRONG
                                            : STYLE_TEXT,
                         share);
    }
    if (page->draft.points[person][0] != '\0')
        canvas_put(canvas, rule_x(line, SHARING_POINTS), line.y, STYLE_QUIET,
                   page->draft.points[person]);
}

static void extra_draw(const struct sharing *page, struct canvas *canvas, struct area line, int row)
{
    bool selected = page->list.selected == page->people.count + row;
    char rate[MONEY_TEXT_MAX];
    char text[96];

    if (row != SHARING_ROW_RESERVE && page->draft.rule != SHARING_MIXED)
        return;
    rate_format(row == SHARING_ROW_RESERVE ? page->draft.reserve : page->draft.mix, rate);
    snprintf(text, sizeof text, row == SHARING_ROW_RESERVE ? _("Gardé : %s") : _("Part égale : %s"),
             rate);
    canvas_put(canvas, line.x + 1, line.y, STYLE_STRONG, selected ? ">" : " ");
    canvas_put(canvas, line.x + 3, line.y, selected ? STYLE_SELECTED : STYLE_QUIET, text);
}

/* How far the amounts are from the sum to share, while they are typed. */
static void by_hand_say(const struct sharing *page, char *out, size_t room)
{
    cents left = page->result.to_share - page->by_hand;
    char typed[MONEY_TEXT_MAX];
    char whole[MONEY_TEXT_MAX];
    char rest[MONEY_TEXT_MAX];

    money_format_euro(page->by_hand, typed);
    money_format_euro(page->result.to_share, whole);
    money_format_euro(left < 0 ? -left : left, rest);
    if (page->faults[SHARING_BY_HAND].code == ERR_NONE)
        snprintf(out, room, _("En tout %s : le compte est juste."), typed);
    else if (left == 0)
        snprintf(out, room, "%s", page->faults[SHARING_BY_HAND].text);
    else
        snprintf(out, room,
                 left > 0 ? _("En tout %s sur %s. Il reste %s à donner.")
                          : _("En tout %s sur %s. Il y a %s de trop."),
                 typed, whole, rest);
}

static void words_draw(const struct sharing *page, struct canvas *canvas, struct area area)
{
    char words[400] = "";

    if (page->people.count == 0)
        snprintf(words, sizeof words, "%s", _("Écrire d'abord les personnes du groupe."));
    else if (page->result.to_share <= 0)
        snprintf(words, sizeof words, "%s",
                 page->result.result < 0 ? _("Il manque : la coopérative porte la perte.")
                                         : _("Rien à partager."));
    else if (page->draft.rule == SHARING_BY_HAND)
        by_hand_say(page, words, sizeof words);
    else if (page->faults[page->draft.rule].code != ERR_NONE)
        snprintf(words, sizeof words, "%s", page->faults[page->draft.rule].text);
    else if (page->list.selected < page->people.count)
        distribution_explain(&page->rules[page->draft.rule], page->list.selected, words,
                             sizeof words);
    canvas_put_wrapped(canvas, area, STYLE_STRONG, words);
}

static void compare_draw(const struct sharing *page, struct canvas *canvas)
{
    struct area area = frame_area(canvas);
    struct area table = sharing_table(canvas->width, canvas->height);
    int rows = page->list.count - (page->draft.rule != SHARING_MIXED); /* its own is the last */
    /* Each with a bar below, as high as there is room for while all of them are seen at once. */
    int bars = page->people.count > 0 ? (table.height - page->list.count) / page->people.count : 0;
    bool has_bars = bars > 0;
    int first =
        table.height > 0 && !has_bars ? page->list.selected / table.height * table.height : 0;
    int y = table.y;

    result_draw(&page->result, canvas, area);
    if (page->was_decided)
        canvas_put_format(canvas, area.x + 1, area.y + 3, STYLE_GOOD,
                          _("Déjà voté : %s. Un nouveau vote le remplace."),
                          sharing_rule_name(page->decided));
    header_draw(page, canvas, (struct area){ area.x, table.y - 1, area.width, 1 });
    for (int i = first; i < page->list.count && i < first + table.height; i++) {
        struct area line = { table.x, y++, table.width, 1 };
        struct area bar = { table.x + 3, y, rule_x(table, SHARING_RULES) - table.x - 4,
                            bars < BAR_LINES_MAX ? bars : BAR_LINES_MAX };

        if (i >= page->people.count) {
            extra_draw(page, canvas, line, i - page->people.count);
            continue;
        }
        person_draw(page, canvas, line, i);
        if (has_bars)
            share_bar(page, canvas, bar, i);
        else
            share_ground(page, canvas, line, i);
        y += has_bars ? bar.height : 0;
    }
    if (!has_bars && table.height > 0)
        page_sign_draw(
            canvas, area.x + area.width, table.y + table.height,
            (struct page_sign){ first / table.height, (rows + table.height - 1) / table.height });
    words_draw(page, canvas,
               (struct area){ area.x + 1, table.y + table.height + 1, area.width - 2, 2 });
}

static void vote_draw(const struct sharing *page, struct canvas *canvas)
{
    struct area area = frame_area(canvas);
    char name[32];

    rule_name(page, page->draft.rule, name, sizeof name);
    canvas_put_format(canvas, area.x + 1, area.y, STYLE_STRONG,
                      _("Règle : %s. Combien de personnes sont :"), name);
    form_draw(&page->draft.vote, VOTE_RULES, VOTE_FIELDS, canvas,
              (struct area){ area.x, area.y + 2, area.width, area.height - 2 });
}

static struct bar_line done_line(const void *context, int i)
{
    const struct sharing *page = context;
    const struct participant *participant = &page->people.list[i];

    return (struct bar_line){ participant->called_name[0] ? participant->called_name
                                                          : participant->badge,
                              page->rules[page->draft.rule].sharers[i].share };
}

static void done_draw(const struct sharing *page, struct canvas *canvas)
{
    struct area area = frame_area(canvas);

    canvas_put(canvas, area.x + 1, area.y, STYLE_GOOD, _(" Le partage est inscrit. "));
    bar_lines_draw(canvas, (struct area){ area.x + 1, area.y + 2, area.width - 1, area.height - 2 },
                   page->people.count, done_line, page);
}

void sharing_draw(const void *model, struct canvas *canvas)
{
    static const struct key_hint RULES[] = { { "< >", "" }, { NULL, NULL } };
    const struct sharing *page = model;
    bool last = page->draft.vote.at == VOTE_FIELDS - 1;
    struct frame frame = {
        .title = _("Partage"),
        .back = "",
        .hints = page->step == SHARING_COMPARE ? RULES : NULL,
        .next = page->step == SHARING_COMPARE && page->list.selected >= page->people.count
                    ? _("Changer")
                : page->step == SHARING_COMPARE ? _("Voter")
                : page->step == SHARING_DONE    ? _("Retour")
                : last                          ? _("Inscrire")
                                                : _("Suite"),
    };

    if (page->step == SHARING_COMPARE) {
        compare_draw(page, canvas);
    } else if (page->step == SHARING_VOTE) {
        vote_draw(page, canvas);
    } else {
        done_draw(page, canvas);
    }
    frame_draw(canvas, &frame);
}
