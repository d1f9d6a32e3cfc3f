#include "pos/assessment.h"

#include "base/lang.h"
#include "pos/days.h"
#include "programme/programme_store.h"
#include "programme/records.h"

#include <stdio.h>

enum { ASSESS_REFRESH, ASSESS_BEGIN, ASSESS_RECORD };
enum { ASK_CORRECTION = 1, VOLET_A = 0, VOLET_B = 1, ANSWER_LINES = 5 };

int assessment_choose(const struct grid *grid, const struct calendar *calendar, int day,
                      bool by_animator, int out[INDICATORS_MAX])
{
    bool last = day == calendar->day_count;
    int count = 0;

    for (int i = 0; i < grid->indicator_count; i++) {
        const struct indicator *indicator = &grid->indicators[i];
        bool wanted = indicator_is_in_focus(indicator, day);

        if (last)
            wanted = true;
        else if (!by_animator && day == 1)
            wanted = indicator->volet == VOLET_B;
        else if (!by_animator && day == 2)
            wanted = indicator->volet == VOLET_A;
        if (wanted)
            out[count++] = i;
    }
    return count;
}

static void assessment_begin(void *model, struct desk *desk, int64_t argument)
{
    struct asking *page = model;
    struct err err = ERR_EMPTY;

    (void)argument;
    page->day = 1;
    if (!programme_calendar(desk->till->db, &page->calendar, &err) ||
        !programme_grid(desk->till->db, &page->grid, &err)) {
        notice_fail(&page->notice, &err);
        return;
    }
    page->day = calendar_find(&page->calendar, moment_day(till_now(desk->till)));
    if (page->day == 0)
        page->day = 1;
}

/* -- Update. -- */

static struct effect who_event(struct asking *page, const struct event *event)
{
    struct area area = { 0, 0, CANVAS_WIDTH_MAX, PARTICIPANTS_MAX };

    if (event->kind != EVENT_KEY)
        return (struct effect){ EFFECT_NONE, 0 };
    if (event->key == PRESS_ESCAPE)
        return (struct effect){ EFFECT_BACK, 0 };
    if (event->key == PRESS_RIGHT && page->day < page->calendar.day_count)
        page->day++;
    else if (event->key == PRESS_LEFT && page->day > 1)
        page->day--;
    else if (event->key == PRESS_MENU || event->character == '0')
        page->by_animator = !page->by_animator;
    else if (list_update(&page->list, event, area, NULL) != LIST_NONE)
        return (struct effect){ EFFECT_PERFORM, ASSESS_BEGIN };
    return (struct effect){ EFFECT_NONE, 0 };
}

static struct effect ask_event(struct asking *page, const struct event *event)
{
    if (event->kind != EVENT_KEY)
        return (struct effect){ EFFECT_NONE, 0 };
    if (event->key == PRESS_ESCAPE) {
        page->step = ASSESS_WHO;
    } else if (event->key == PRESS_LEFT || event->key == PRESS_BACKSPACE) {
        page->at -= page->at > 0;
    } else if (event->key == PRESS_CHARACTER && event->character >= '0' &&
               event->character <= '4') {
        page->values[page->at] = (int)(event->character - '0');
        return (struct effect){ EFFECT_PERFORM, ASSESS_RECORD };
    } else if ((event->key == PRESS_RIGHT || event->key == PRESS_ENTER) &&
               page->values[page->at] != NOT_ANSWERED) {
        return (struct effect){ EFFECT_PERFORM, ASSESS_RECORD };
    }
    return (struct effect){ EFFECT_NONE, 0 };
}

static struct effect question_event(struct asking *page, const struct event *event)
{
    switch (question_update(&page->question, event)) {
    case QUESTION_OPEN: break;
    case QUESTION_LEFT:
        question_close(&page->question);
        page->values[page->at] = NOT_ANSWERED;
        break;
    case QUESTION_ANSWERED: return (struct effect){ EFFECT_PERFORM, ASSESS_RECORD };
    }
    return (struct effect){ EFFECT_NONE, 0 };
}

struct effect assessment_update(void *model, const struct event *event)
{
    struct asking *page = model;

    if (event->kind == EVENT_SHOWN)
        return (struct effect){ EFFECT_PERFORM, ASSESS_REFRESH };
    notice_clear(&page->notice);
    if (page->question.purpose != 0)
        return question_event(page, event);
    if (page->step == ASSESS_WHO)
        return who_event(page, event);
    if (page->step == ASSESS_ASK)
        return ask_event(page, event);
    if (event->kind == EVENT_KEY)
        page->step = ASSESS_WHO;
    return (struct effect){ EFFECT_NONE, 0 };
}

/* -- Asking the books. -- */

static void assessment_start(struct asking *page)
{
    page->count = assessment_choose(&page->grid, &page->calendar, page->day, page->by_animator,
                                    page->indicators);
    for (int i = 0; i < page->count; i++)
        page->values[i] = NOT_ANSWERED;
    page->at = 0;
    page->step = ASSESS_ASK;
    if (page->count == 0 || page->people.count == 0) {
        page->step = ASSESS_WHO;
        notice_set(&page->notice, STYLE_WARNING, "%s",
                   _("Il n'y a rien à évaluer ce jour-là : changer de jour."));
    }
}

static bool rating_write(struct asking *page, struct till *till, struct err *err)
{
    const char *badge = page->people.list[page->list.selected].badge;
    struct rating rating = { .indicator = page->indicators[page->at],
                             .day = page->day,
                             .value = page->values[page->at] };
    struct correction correction = { badge, page->question.answer, till_now(till) };

    snprintf(rating.rater, sizeof rating.rater, "%s", page->by_animator ? "animator" : "self");
    if (!till_check(till, ACTION_PEOPLE, err) ||
        !rating_check(&rating, badge, &page->grid, &page->calendar, err) ||
        !db_begin(till->db, err))
        return false;
    if (programme_allow(till->db, &correction, err) &&
        records_put_rating(till->db, badge, &rating, &page->grid, err) && db_commit(till->db, err))
        return true;
    db_rollback(till->db);
    return false;
}

static void rating_record(struct asking *page, struct till *till)
{
    struct err err = ERR_EMPTY;

    if (rating_write(page, till, &err)) {
        question_close(&page->question);
        page->at++;
        if (page->at == page->count)
            page->step = ASSESS_DONE;
    } else if (err.code == ERR_CLOSED && page->question.purpose != ASK_CORRECTION) {
        question_ask(&page->question, ASK_CORRECTION, _("Pourquoi corriger l'évaluation ?"),
                     err.text);
    } else {
        question_close(&page->question);
        page->values[page->at] = NOT_ANSWERED;
        notice_fail(&page->notice, &err);
    }
}

static void assessment_perform(void *model, struct desk *desk, int what)
{
    struct asking *page = model;
    struct err err = ERR_EMPTY;

    snprintf(page->place, sizeof page->place, "%s", desk->place);
    if (what == ASSESS_BEGIN)
        assessment_start(page);
    else if (what == ASSESS_RECORD)
        rating_record(page, desk->till);
    else if (!people_read(desk->till->db, &page->people, &err))
        notice_fail(&page->notice, &err);
    list_set_count(&page->list, page->people.count);
}

/* -- Drawing. -- */

static struct list_row person_row(const void *context, int i)
{
    const struct asking *page = context;
    const struct participant *participant = &page->people.list[i];

    return list_row_of(participant->called_name[0] ? participant->called_name : participant->badge,
                       pictogram_name(participant->position), STYLE_TEXT);
}

static void who_draw(const struct asking *page, struct canvas *canvas)
{
    struct area area = frame_area(canvas);
    char day[48];

    day_name(&page->calendar, page->day, day, sizeof day);
    canvas_put_format(canvas, area.x + 1, area.y, STYLE_STRONG, "< %s >   %s", day,
                      page->by_animator ? _("L'animateur évalue :")
                                        : _("La personne dit d'elle :"));
    list_draw(&page->list, canvas, (struct area){ area.x, area.y + 2, area.width, area.height - 2 },
              person_row, page);
}

static void answers_draw(const struct asking *page, struct canvas *canvas, int x, int y)
{
    static const int ORDER[ANSWER_LINES] = { 1, 2, 3, 4, 0 };

    for (int i = 0; i < ANSWER_LINES; i++) {
        int value = ORDER[i];
        bool chosen = page->values[page->at] == value;
        char line[WORDING_MAX + 24];

        snprintf(line, sizeof line, "%s %d  %s  %s ", chosen ? ">" : " ", value, mark_bars(value),
                 wording_shown(&page->grid.marks[value]));
        canvas_put(canvas, x, y + 2 * i, chosen ? STYLE_SELECTED : STYLE_STRONG, line);
        if (page->by_animator && value > 0)
            canvas_put(canvas, x + 30, y + 2 * i, STYLE_QUIET, page->grid.anchors[value]);
    }
}

static void ask_draw(const struct asking *page, struct canvas *canvas)
{
    struct area area = frame_area(canvas);
    const struct indicator *indicator = &page->grid.indicators[page->indicators[page->at]];
    const struct participant *participant = &page->people.list[page->list.selected];

    canvas_put(canvas, area.x + 1, area.y, STYLE_STRONG, participant->called_name);
    canvas_put_format(canvas, area.x + area.width - 10, area.y, STYLE_TEXT, "%d / %d", page->at + 1,
                      page->count);
    canvas_put_wrapped(canvas, (struct area){ area.x + 3, area.y + 3, area.width - 6, 2 },
                       STYLE_STRONG, wording_shown(&indicator->wording));
    answers_draw(page, canvas, area.x + 5, area.y + 6);
}

void assessment_draw(const void *model, struct canvas *canvas)
{
    static const struct key_hint WHO[] = { { N_("0"), N_("Qui évalue") },
                                           { N_("flèches"), N_("Autre jour") },
                                           { NULL, NULL } };
    static const struct key_hint ASK[] = { { "1-4 0", N_("Répondre") },
                                           { N_("gauche"), N_("Revenir") },
                                           { NULL, NULL } };
    const struct asking *page = model;
    bool answered = page->step == ASSESS_ASK && page->values[page->at] != NOT_ANSWERED;
    struct frame frame = {
        .title = _("Évaluation"),
        .place = page->place,
        .notice = &page->notice,
        .back = page->step == ASSESS_ASK ? _("Arrêter") : _("Retour"),
        .hints = page->step == ASSESS_ASK ? ASK : WHO,
        .next = page->step == ASSESS_WHO                ? _("Commencer")
                : page->step == ASSESS_DONE || answered ? _("Suite")
                                                        : NULL,
    };

    if (page->step == ASSESS_WHO)
        who_draw(page, canvas);
    else if (page->step == ASSESS_ASK)
        ask_draw(page, canvas);
    else
        canvas_put(canvas, frame_area(canvas).x + 1, frame_area(canvas).y + 2, STYLE_GOOD,
                   _(" C'est fini. Merci ! Tout est inscrit. "));
    frame_draw(canvas, &frame);
    if (page->question.purpose != 0)
        question_draw(&page->question, canvas);
}

const struct screen_kind ASSESSMENT = {
    .title = N_("Évaluation"),
    .help =
        N_("Choisir la personne ; 0 change qui évalue : elle-même ou l'animateur.\nUne phrase à "
           "la fois : 1 pas encore, 2 un peu, 3 bien, 4 très bien, 0 je ne sais pas.\nGauche "
           "revient à la phrase d'avant. Chaque réponse est inscrite aussitôt.\n« Je ne sais "
           "pas » n'est jamais compté comme zéro."),
    .model_size = sizeof(struct asking),
    .begin = assessment_begin,
    .update = assessment_update,
    .perform = assessment_perform,
    .draw = assessment_draw,
};
