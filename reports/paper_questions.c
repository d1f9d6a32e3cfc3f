#include "reports/paper_questions.h"

#include "base/lang.h"

static void put_answers(struct paper *paper, const struct statements *statements)
{
    static const mm BOX = 7;

    for (int i = 0; i < ANSWER_COUNT; i++) {
        mm x = PAPER_MARGIN + i * paper_room(paper) / ANSWER_COUNT;

        draw_box(paper->surface, (struct box){ x, paper->y, BOX, BOX });
        paper_put(paper, &PAPER_READ, wording_shown(&statements->answers[i + 1]),
                  box_at(x + BOX + 2, paper->y + 0.4, paper_room(paper) / ANSWER_COUNT - BOX - 3));
    }
    paper->y += BOX + 6;
}

/* The answers in the second language once, at the top: a key to the boxes below. */
static void put_answer_key(struct paper *paper, const struct statements *statements)
{
    if (!paper->head->has_second)
        return;
    for (int i = 0; i < ANSWER_COUNT; i++)
        paper->y += paper_put_wording(paper, &PAPER_READ, &statements->answers[i + 1],
                                      box_at(PAPER_MARGIN, paper->y, paper_room(paper))) +
                    1;
    paper_skip(paper, 4);
}

bool paper_appreciation(const struct paper_head *head, const struct statements *statements,
                        struct outlet *outlet, struct err *err)
{
    struct paper paper;

    if (!paper_open(&paper, head, _("Grille d'appréciation"), outlet, err))
        return false;
    paper_page(&paper, SURFACE_A4, _("Ce que je pense de ces jours"));
    put_answer_key(&paper, statements);
    for (int i = 0; i < statements->count; i++) {
        const struct statement *statement = &statements->list[i];
        mm height;

        if (statement->original)
            continue; /* the plain wording is a question of its own */
        height =
            paper_measure_wording(&paper, &PAPER_READ, &statement->wording, paper_room(&paper));
        paper_need(&paper, height + 16);
        paper.y += paper_put_wording(&paper, &PAPER_READ, &statement->wording,
                                     box_at(PAPER_MARGIN, paper.y, paper_room(&paper))) +
                   2;
        put_answers(&paper, statements);
    }
    paper_need(&paper, 30);
    paper_write(&paper, &PAPER_READ, _("Je veux dire encore :"));
    paper_lines(&paper, 2, 10);
    return paper_close(&paper, err);
}

struct questionnaire {
    const char *heading;
    const char *questions[6];
};

static const struct questionnaire HOT[] = {
    { N_("Bilan à chaud : animatrices et animateurs"),
      { N_("Ce qui a bien marché :"), N_("Ce qui a été difficile :"),
        N_("Ce que le groupe a appris :"), N_("Le rythme, les lieux, le matériel :"),
        N_("Ce que je changerais la prochaine fois :") } },
    { N_("Bilan à chaud : partenaires"),
      { N_("Ma part dans l'action :"), N_("Ce que j'ai vu chez les participants :"),
        N_("Ce qui a bien marché :"), N_("Ce que je changerais la prochaine fois :") } },
};

static const struct questionnaire COLD[] = {
    { N_("Bilan à froid : mes nouvelles"),
      { N_("Aujourd'hui, qu'est-ce que je fais ?"), N_("Qu'est-ce que j'ai gardé de ces jours ?"),
        N_("Qu'est-ce que je fais mieux ?"), N_("Qu'est-ce que je veux faire après ?"),
        N_("Qu'est-ce qu'on peut améliorer ?") } },
    { N_("Bilan à froid : animatrices et animateurs"),
      { N_("Ce que deviennent les participants :"), N_("Ce que l'action a changé, selon moi :"),
        N_("Ce que je changerais la prochaine fois :") } },
    { N_("Bilan à froid : partenaires"),
      { N_("Ce que deviennent les personnes que je suis :"), N_("Ce que j'ai remarqué :"),
        N_("Ce que je changerais la prochaine fois :") } },
};

static void put_questionnaire(struct paper *paper, const struct questionnaire *questionnaire)
{
    int count = 0;
    mm share;
    int lines;

    while (questionnaire->questions[count])
        count++;
    paper_page(paper, SURFACE_A4, _(questionnaire->heading));
    paper_field(paper, _("Nom et rôle, ou rien"));
    share = paper_left(paper) / count;
    lines = (int)((share - 14) / 10);
    for (int i = 0; i < count; i++) {
        paper_write(paper, &PAPER_READ, _(questionnaire->questions[i]));
        paper_lines(paper, lines > 4 ? 4 : lines, 10);
        paper_skip(paper, 3);
    }
}

bool paper_questionnaires(const struct paper_head *head, enum question_time time,
                          struct outlet *outlet, struct err *err)
{
    const struct questionnaire *list = time == QUESTION_HOT ? HOT : COLD;
    size_t count = time == QUESTION_HOT ? COUNT_OF(HOT) : COUNT_OF(COLD);
    struct paper paper;

    if (!paper_open(&paper, head,
                    time == QUESTION_HOT ? _("Questionnaires à chaud")
                                         : _("Questionnaires à froid"),
                    outlet, err))
        return false;
    for (size_t i = 0; i < count; i++)
        put_questionnaire(&paper, &list[i]);
    return paper_close(&paper, err);
}
