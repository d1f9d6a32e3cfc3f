#include "reports/paper_questions.h"

#include "base/lang.h"

/* A box for each answer, with its word in both languages. */
static void put_answers(struct paper *paper, const struct statements *statements)
{
    static const mm BOX = 8;
    mm width = paper_room(paper) / ANSWER_COUNT, tallest = BOX;
    struct text_style beside = PAPER_READ;

    if (tongue_is_right_to_left(paper->head->second))
        beside.align = ALIGN_END; /* beside its own box, not beside the next one */
    for (int i = 0; i < ANSWER_COUNT; i++) {
        const struct wording *answer = &statements->answers[i + 1];
        mm x = paper->margin + i * width;
        struct box text = box_at(x + BOX + 2, paper->y + 0.6, width - BOX - 3);

        draw_box(paper->surface, (struct box){ x, paper->y, BOX, BOX });
        text.y += paper_put(paper, &PAPER_READ, wording_shown(answer), text);
        text.y += paper_put_second(paper, &beside, answer, text);
        tallest = text.y - paper->y > tallest ? text.y - paper->y : tallest;
    }
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

        if (statement->original)
            continue; /* the plain wording is a question of its own */
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

/* The person's own page, in both languages. */
static void put_news(struct paper *paper)
{
    static const char *const QUESTIONS[] = { "now", "kept", "do-better", "want-next", "improve" };

    paper_page_phrase(paper, SURFACE_A4, "my-news");
    paper_field_phrase(paper, "name-or-nothing");
    for (size_t i = 0; i < COUNT_OF(QUESTIONS); i++) {
        paper_say(paper, &PAPER_READ, QUESTIONS[i]);
        paper_lines(paper, 3, 10);
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
    if (time == QUESTION_COLD)
        put_news(&paper);
    for (size_t i = 0; i < count; i++)
        put_questionnaire(&paper, &list[i]);
    return paper_close(&paper, err);
}
