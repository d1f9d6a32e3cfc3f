#include "reports/papers/paper_keepsake.h"

#include "base/lang.h"
#include "reports/print/paper_table.h"

#include <stdio.h>

static const mm PHOTO_WIDTH = 70, PHOTO_HEIGHT = 70;

/* The picture of her badge and her name on the left, the place for a photograph on the right. */
static void put_portrait(struct paper *paper, const struct participant *person)
{
    const struct text_style name = { .size_pt = 26, .bold = true };
    mm x = paper->margin + paper_room(paper) - PHOTO_WIDTH;
    struct box photo = { x, paper->y, PHOTO_WIDTH, PHOTO_HEIGHT };
    const struct wording *here = paper_phrase(paper, "photo-here");
    struct text_style middle = PAPER_READ;

    middle.align = ALIGN_MIDDLE;
    draw_pictogram(paper->surface, person->position, paper->margin, paper->y, 30);
    paper_put_fitted(paper, &name, person->called_name,
                     (struct box){ paper->margin, paper->y + 36, x - paper->margin - 6, 30 });
    draw_box(paper->surface, photo);
    photo = box_at(photo.x + 4, photo.y + PHOTO_HEIGHT / 2 - 8, photo.width - 8);
    photo.y += paper_put(paper, &middle, wording_shown(here), photo);
    paper_put_second(paper, &middle, here, photo);
    paper_skip(paper, PHOTO_HEIGHT + 6);
}

static void put_strengths(struct paper *paper, const struct keepsake *keepsake)
{
    paper_say(paper, &PAPER_HEADING, "my-strengths");
    for (int i = 0; i < KEPT_STRENGTHS && keepsake->strengths[i]; i++)
        paper_say_wording(paper, &PAPER_READ, keepsake->strengths[i]);
    if (!keepsake->strengths[0])
        paper_lines(paper, 2, 10);
    paper_skip(paper, 4);
}

static void put_own_share(struct paper *paper, cents share)
{
    const struct text_style big = { .size_pt = 22, .bold = true };
    char shown[MONEY_TEXT_MAX];

    paper_say(paper, &PAPER_HEADING, "my-share");
    money_format_euro(share, shown);
    paper_write(paper, &big, shown);
    paper_skip(paper, 4);
}

bool paper_keepsake(const struct paper_head *head, const struct keepsake *keepsake,
                    struct outlet *outlet, struct err *err)
{
    struct paper paper;

    if (!paper_open(&paper, head, _("Ma Flashcoop"), outlet, err))
        return false;
    paper_page_phrase(&paper, SURFACE_A4, "my-flashcoop");
    put_portrait(&paper, keepsake->person);
    paper_say(&paper, &PAPER_HEADING, "my-words");
    paper_lines(&paper, 3, 10);
    paper_skip(&paper, 3);
    put_strengths(&paper, keepsake);
    if (keepsake->is_shared)
        put_own_share(&paper, keepsake->share);
    paper_say(&paper, &PAPER_HEADING, "the-group");
    paper_need(&paper, 34);
    draw_box(paper.surface, (struct box){ paper.margin, paper.y + 2, paper_room(&paper), 30 });
    paper_skip(&paper, 34);
    return paper_close(&paper, err);
}

enum { BLANK_ROWS = 9 };

/* A card without a recipe has lines to write one. */
static void put_recipe(struct paper *paper, const struct recipe_card *card)
{
    struct paper_table table = { .paper = paper,
                                 .column_count = 2,
                                 .widths = { 0, 50 },
                                 .style = &PAPER_READ,
                                 .row_height = 10 };

    paper_page_phrase(paper, SURFACE_A4, "recipe");
    if (card->product)
        paper_write(paper, &PAPER_READ_BOLD, card->product);
    else
        paper_field(paper, _("Produit"));
    paper_skip(paper, 4);
    table.headings[0] = _("Ingrédient");
    table.headings[1] = _("Quantité");
    paper_table_begin(&table);
    for (int i = 0; i < card->recipe.count; i++)
        paper_table_row(
            &table,
            (const char *[]){ card->recipe.items[i].ingredient, card->recipe.items[i].quantity },
            false);
    for (int i = 0; card->recipe.count == 0 && i < BLANK_ROWS; i++)
        paper_table_row(&table, (const char *[]){ "", "" }, false);
    paper_table_end(&table);
    paper_say(paper, &PAPER_HEADING, "recipe-steps");
    paper_lines(paper, (int)((paper_left(paper) - 4) / 11), 11);
}

bool paper_recipes(const struct paper_head *head, const struct recipe_card *cards, int count,
                   struct outlet *outlet, struct err *err)
{
    static const struct recipe_card BLANK;
    struct paper paper;

    if (!paper_open(&paper, head, _("Fiches de recette"), outlet, err))
        return false;
    for (int i = 0; i < count; i++)
        put_recipe(&paper, &cards[i]);
    if (count == 0)
        put_recipe(&paper, &BLANK);
    return paper_close(&paper, err);
}
