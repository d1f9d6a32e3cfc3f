#include "reports/papers/paper_questions.h"

#include "base/lang.h"

#include <stdlib.h>

/* A box for each answer, with its word in both languages. */
static void put_answers(struct paper *paper, const struct statements *statements)
{
    static const mm BOX = 8;
    mm width = paper_room(paper) / ANSWER_COUNT, tallest = BOX;
    struct text_style beside = PAPER_READ;

    if (tongue_is_right_to_left(paper->head->second))
        beside.align = ALIGN_END; /* beside its own box, not beside the next one */
    surface_tag(paper->surface, "L", true);
    for (int i = 0; i < ANSWER_COUNT; i++) {
        const struct wording *answer = &statements->answers[i + 1];
        mm x = paper->margin + i * width;
        struct box text = box_at(x + BOX + 2, paper->y + 0.6, width - BOX - 3);

        draw_box(paper->surface, (struct box){ x, paper->y, BOX, BOX });
        surface_tag(paper->surface, "LI", true);
        surface_tag(paper->surface, "LBody", true);
        text.y += paper_put(paper, &PAPER_READ, wording_shown(answer), text);
        text.y += paper_put_second(paper, &beside, answer, text);
        surface_tag(paper->surface, "LBody", false);
        surface_tag(paper->surface, "LI", false);
        tallest = text.y - paper->y > tallest ? text.y - paper->y : tallest;
    }
    surface_tag(paper->surface, "L", false);
    paper->y += tallest + 5;
}

bool paper_appreciation(const struct paper_head *head, const struct statements *statements,
                        struct outlet *outlet, struct err *err)
{
    struct paper paper;

    if (!paper_open(&paper, head, _("Grille d'appréciation"), outlet, err))
        return false;
    paper_page_phrase(&paper, SURFACE_A4, "my-opinion");
    for (int i = 0; i < statements->count; i++) {
        const struct statement *statement = &statements->list[i];
        mm height;

        if (!statement_is_of(statement, statements->words))
            continue; /* the other wording is a question of its own */
        height =
            paper_measure_wording(&paper, &PAPER_READ, &statement->wording, paper_room(&paper));
        paper_need(&paper, height + 22);
        paper_say_wording(&paper, &PAPER_READ, &statement->wording);
        paper_skip(&paper, 1.5);
        put_answers(&paper, statements);
    }
    paper_need(&paper, 30);
    paper_say(&paper, &PAPER_READ, "say-more");
    paper_lines(&paper, 2, 10);
    return paper_close(&paper, err);
}

/* The person's own page, in both languages. */
static void put_own(struct paper *paper, const struct questionnaire *sheet)
{
    paper_page_wording(paper, SURFACE_A4, &sheet->heading);
    paper_field_phrase(paper, "name-or-nothing");
    for (int i = 0; i < sheet->count; i++) {
        paper_say_wording(paper, &PAPER_READ, &sheet->questions[i].wording);
        paper_lines(paper, 3, 10);
        paper_skip(paper, 3);
    }
}

static void put_staff(struct paper *paper, const struct questionnaire *sheet, const char *name)
{
    mm share;
    int lines;

    paper_page(paper, SURFACE_A4, wording_shown(&sheet->heading));
    if (name)
        paper_write(paper, &PAPER_READ_BOLD, name);
    else
        paper_field(paper, _("Nom et rôle, ou rien"));
    share = paper_left(paper) / sheet->count;
    lines = (int)((share - 14) / 10);
    for (int i = 0; i < sheet->count; i++) {
        paper_write(paper, &PAPER_READ, wording_shown(&sheet->questions[i].wording));
        paper_lines(paper, lines > 4 ? 4 : lines, 10);
        paper_skip(paper, 3);
    }
}

static void put_all_staff(struct paper *paper, const struct questionnaire *sheet,
                          const struct partners *partners)
{
    int named = 0;

    for (int i = 0; i < partners->count; i++)
        if (respondent_is_asked(&partners->list[i], sheet->respondent)) {
            put_staff(paper, sheet, partners->list[i].name);
            named++;
        }
    if (named == 0)
        put_staff(paper, sheet, NULL);
}

bool paper_questionnaires(const struct paper_head *head, const struct partners *partners,
                          enum review_moment moment, struct outlet *outlet, struct err *err)
{
    struct questionnaires *all = calloc(1, sizeof *all); /* too large for a stack frame */
    struct paper paper;

    if (!all)
        abort();
    questionnaires_load(all);
    if (!paper_open(&paper, head,
                    moment == REVIEW_HOT ? _("Mon avis aujourd'hui (à chaud)")
                                         : _("Mon avis, 4 à 6 mois après (à froid)"),
                    outlet, err)) {
        free(all);
        return false;
    }
    for (int i = 0; i < all->count; i++) {
        if (all->list[i].moment != moment)
            continue;
        if (all->list[i].respondent == RESPONDENT_PERSON)
            put_own(&paper, &all->list[i]);
        else
            put_all_staff(&paper, &all->list[i], partners);
    }
    free(all);
    return paper_close(&paper, err);
}
