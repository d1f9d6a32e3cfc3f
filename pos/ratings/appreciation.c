#include "pos/ratings/appreciation.h"

#include "base/lang.h"
#include "pos/machine/spoken.h"
#include "pos/acts/act.h"
#include "pos/acts/session_step.h"
#include "pos/acts/permit.h"
#include "programme/programme_store.h"
#include "programme/records.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

enum { APPRECIATE_REFRESH, APPRECIATE_CHOOSE, APPRECIATE_BEGIN, APPRECIATE_RECORD };
enum { ASK_CORRECTION = 1, HEAD_LINES = 3, SAMPLE_LINES = 5 };

int appreciation_key(enum answer answer)
{
    switch (answer) {
    case ANSWER_NONE: return NOT_ANSWERED;
    case ANSWER_YES: return 1;
    case ANSWER_LITTLE: return 2;
    case ANSWER_NO: return 3;
    case ANSWER_UNKNOWN: return 0;
    }
    abort(); /* -Wswitch-enum: every answer is handled above */
}

enum answer appreciation_answer(int key)
{
    static const enum answer ANSWERS[] = { ANSWER_UNKNOWN, ANSWER_YES, ANSWER_LITTLE, ANSWER_NO };

    assert(key >= 0 && key < (int)COUNT_OF(ANSWERS));
    return ANSWERS[key];
}

/* Files can bring in answers in both wordings. */
static bool is_mixed(const struct appreciation *page)
{
    return page->choice.answers[STATEMENT_PLAIN] > 0 && page->choice.answers[STATEMENT_PRINTED] > 0;
}

/* -- Update. -- */

static struct area list_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x, area.y + HEAD_LINES, area.width, area.height - HEAD_LINES };
}

static struct effect wording_event(struct appreciation *page, const struct event *event)
{
    struct area area = list_area(event->width, event->height);

    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE)
        return LEAVE;
    if (list_update(&page->wordings, event, area, NULL) == LIST_NONE)
        return NOTHING;
    return perform(APPRECIATE_CHOOSE);
}

/* Words change only while nobody has answered, or to leave a mix behind. */
static struct effect wording_reopen(struct appreciation *page)
{
    if (statement_choice_is_settled(&page->choice))
        notice_set(&page->notice, STYLE_WARNING, "%s",
                   _("La session a déjà des réponses avec ces mots : ils restent les mêmes."));
    else
        page->step = APPRECIATE_WORDING;
    return NOTHING;
}

static struct effect who_event(struct appreciation *page, const struct event *event)
{
    struct area area = list_area(event->width, event->height);

    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE)
        return LEAVE;
    if (event->kind == EVENT_SCAN) {
        int person = people_find_code(&page->people, event->text);

        if (person < 0)
            return BEEP;
        page->list.selected = person;
        return perform(APPRECIATE_BEGIN);
    }
    if (event->kind == EVENT_KEY && (event->key == PRESS_MENU || event->character == '0'))
        return wording_reopen(page);
    if (list_update(&page->list, event, area, NULL) != LIST_NONE)
        return perform(APPRECIATE_BEGIN);
    return NOTHING;
}

static struct effect ask_event(struct appreciation *page, const struct event *event)
{
    switch (inquiry_update(&page->inquiry, event)) {
    case INQUIRY_OPEN: break;
    case INQUIRY_GIVEN: return perform(APPRECIATE_RECORD);
    case INQUIRY_REFUSED: return BEEP;
    case INQUIRY_LEFT: page->step = APPRECIATE_WHO; return perform(APPRECIATE_REFRESH);
    }
    return NOTHING;
}

static struct effect question_event(struct appreciation *page, const struct event *event)
{
    switch (question_update(&page->question, event)) {
    case QUESTION_OPEN: break;
    case QUESTION_LEFT:
        inquiry_withdraw(&page->inquiry);
        question_close(&page->question);
        break;
    case QUESTION_ANSWERED:
        snprintf(page->reason, sizeof page->reason, "%s", page->question.answer);
        return perform(APPRECIATE_RECORD);
    }
    return NOTHING;
}

struct effect appreciation_update(void *model, const struct event *event)
{
    struct appreciation *page = model;

    if (page->question.purpose != 0)
        return question_event(page, event);
    switch (page->step) {
    case APPRECIATE_WORDING: return wording_event(page, event);
    case APPRECIATE_WHO: return who_event(page, event);
    case APPRECIATE_ASK: return ask_event(page, event);
    case APPRECIATE_DONE:
        if (event->kind == EVENT_KEY)
            page->step = APPRECIATE_WHO;
        return NOTHING;
    }
    abort(); /* -Wswitch-enum: every step is handled above */
}

/* -- Asking the book. -- */

static void appreciation_begin(void *model, struct desk *desk, int64_t argument)
{
    struct appreciation *page = model;
    struct err err = ERR_EMPTY;
    bool has_second = false;

    (void)argument;
    statements_load(&page->statements);
    list_set_count(&page->wordings, STATEMENT_WORDS_COUNT);
    if (!programme_second_tongue(desk->till->db, &page->second, &has_second, &err) ||
        !statement_choice_read(desk->till->db, &page->statements, &page->choice, &err))
        notice_fail(&page->notice, &err);
    if (!has_second)
        page->second = TONGUE_FR;
    page->wordings.selected = (int)page->choice.words;
    if (page->choice.is_chosen && !is_mixed(page))
        page->step = APPRECIATE_WHO;
}

static bool person_count(struct appreciation *page, struct db *db, int person, struct err *err)
{
    page->done[person] = 0;
    for (int i = 0; i < page->asked_count; i++) {
        enum answer answer;

        if (!records_answer(db, page->people.list[person].badge,
                            page->statements.list[page->asked[i]].id, &answer, err))
            return false;
        page->done[person] += answer != ANSWER_NONE;
    }
    return true;
}

static bool appreciation_read(struct appreciation *page, struct db *db, struct err *err)
{
    if (!statement_choice_read(db, &page->statements, &page->choice, err) ||
        !people_read_named(db, &page->people, err))
        return false;
    page->asked_count = 0;
    for (int i = 0; i < page->statements.count; i++)
        if (statement_is_of(&page->statements.list[i], page->choice.words))
            page->asked[page->asked_count++] = i;
    list_set_count(&page->list, page->people.count);
    for (int i = 0; i < page->people.count; i++)
        if (!person_count(page, db, i, err))
            return false;
    return true;
}

static bool appreciation_start(struct appreciation *page, struct db *db, struct err *err)
{
    const char *badge = page->people.list[page->list.selected].badge;

    inquiry_begin(&page->inquiry, page->asked_count, ANSWER_COUNT - 1);
    for (int i = 0; i < page->asked_count; i++) {
        enum answer answer;

        if (!records_answer(db, badge, page->statements.list[page->asked[i]].id, &answer, err))
            return false;
        page->inquiry.values[i] = appreciation_key(answer);
    }
    inquiry_resume(&page->inquiry);
    page->step = APPRECIATE_ASK;
    return true;
}

/* An answer that is kept as it was is no correction. */
static bool answer_write(const struct appreciation *page, struct till *till, struct err *err)
{
    const char *badge = page->people.list[page->list.selected].badge;
    const char *statement = page->statements.list[page->asked[page->inquiry.at]].id;
    int value = page->inquiry.values[page->inquiry.at];
    char what[64];
    const struct act act = { ACTION_PEOPLE, what, page->reason, true };

    if (value == page->inquiry.before)
        return true;
    snprintf(what, sizeof what, "%s %s", badge, statement);
    return act_begin(till, &act, err) &&
           till_write_end(
               till,
               records_put_answer(till->db, badge, statement, appreciation_answer(value), err),
               err);
}

/* Everything is said: the next one who has not is already chosen. */
static void appreciation_end(struct appreciation *page, struct db *db)
{
    struct err err = ERR_EMPTY;
    int count = page->people.count;

    page->step = APPRECIATE_DONE;
    if (!appreciation_read(page, db, &err))
        notice_fail(&page->notice, &err);
    for (int step = 1; step < count; step++) {
        int person = (page->list.selected + step) % count;

        if (page->done[person] < page->asked_count && page->people.list[person].stopped_day == 0) {
            page->list.selected = person;
            return;
        }
    }
}

static void answer_record(struct appreciation *page, struct till *till)
{
    struct err err = ERR_EMPTY;

    if (answer_write(page, till, &err)) {
        session_notice_start(till);
        question_close(&page->question);
        if (!inquiry_next(&page->inquiry))
            appreciation_end(page, till->db);
    } else if (err.code == ERR_CLOSED && page->question.purpose != ASK_CORRECTION) {
        question_ask(&page->question, ASK_CORRECTION, _("Pourquoi corriger cette réponse ?"),
                     err.text);
    } else {
        question_close(&page->question);
        inquiry_withdraw(&page->inquiry);
        notice_fail(&page->notice, &err);
    }
}

static void wording_choose(struct appreciation *page, struct till *till)
{
    struct err err = ERR_EMPTY;

    if (statement_choice_put(till, &page->statements, (enum statement_words)page->wordings.selected,
                             &err) &&
        appreciation_read(page, till->db, &err))
        page->step = APPRECIATE_WHO;
    else
        notice_fail(&page->notice, &err);
}

static void appreciation_perform(void *model, struct desk *desk, int what)
{
    struct appreciation *page = model;
    struct err err = ERR_EMPTY;

    if (what == APPRECIATE_RECORD)
        answer_record(page, desk->till);
    else if (what == APPRECIATE_CHOOSE)
        wording_choose(page, desk->till);
    else if (what == APPRECIATE_BEGIN ? !appreciation_start(page, desk->till->db, &err)
                                      : !appreciation_read(page, desk->till->db, &err))
        notice_fail(&page->notice, &err);
}

/* -- Drawing. -- */

static const char *wording_name(enum statement_words words)
{
    return words == STATEMENT_PRINTED ? _("Phrases de 2019-2020") : _("Phrases simples");
}

static struct list_row wording_row(const void *context, int i)
{
    const struct appreciation *page = context;
    char right[LIST_RIGHT_MAX] = "";

    if (page->choice.answers[i] > 0)
        snprintf(right, sizeof right,
                 lang_plural("%d réponse", "%d réponses", page->choice.answers[i]),
                 page->choice.answers[i]);
    return list_row_of(wording_name((enum statement_words)i), right, STYLE_TEXT);
}

/* The first sentence in the wording that is selected, and why it matters. */
static void wordings_draw(const struct appreciation *page, struct canvas *canvas, struct area area)
{
    int i = 0;

    canvas_put(canvas, area.x + 1, area.y, STYLE_STRONG, _("Quels mots ?"));
    list_draw(&page->wordings, canvas,
              (struct area){ area.x, area.y + HEAD_LINES, area.width, STATEMENT_WORDS_COUNT },
              wording_row, page);
    while (
        i < page->statements.count - 1 &&
        !statement_is_of(&page->statements.list[i], (enum statement_words)page->wordings.selected))
        i++;
    area = (struct area){ area.x + 5, area.y + HEAD_LINES + STATEMENT_WORDS_COUNT + 1,
                          area.width - 10, SAMPLE_LINES };
    area.y += 1 + canvas_put_wrapped(canvas, area, STYLE_QUIET,
                                     wording_shown(&page->statements.list[i].wording));
    if (is_mixed(page))
        canvas_put_wrapped(canvas, area, STYLE_WARNING,
                           _("Les deux ont des réponses. Elles restent comptées à "
                             "part. Continuer avec une seule."));
}

static struct list_row person_row(const void *context, int i)
{
    const struct appreciation *page = context;
    const struct participant *participant = &page->people.list[i];
    char right[LIST_RIGHT_MAX];

    if (page->done[i] >= page->asked_count)
        return list_row_of(participant->called_name, _("fait"), STYLE_QUIET);
    snprintf(right, sizeof right, _("%d / %d"), page->done[i], page->asked_count);
    return list_row_of(participant->called_name, right,
                       participant->stopped_day > 0 ? STYLE_QUIET : STYLE_TEXT);
}

static void who_draw(const struct appreciation *page, struct canvas *canvas, struct area area)
{
    int finished = 0;

    for (int i = 0; i < page->people.count; i++)
        finished += page->done[i] >= page->asked_count;
    canvas_put(canvas, area.x + 1, area.y, STYLE_STRONG, wording_name(page->choice.words));
    if (page->people.count == 0)
        canvas_put(canvas, area.x + 1, area.y + 1, STYLE_TEXT,
                   _("Il n'y a personne : écrire d'abord les personnes."));
    else
        canvas_put_format(canvas, area.x + 1, area.y + 1, STYLE_TEXT, _("Fini : %d sur %d."),
                          finished, page->people.count);
    list_draw(&page->list, canvas, list_area(canvas->width, canvas->height), person_row, page);
}

static void ask_draw(const struct appreciation *page, struct canvas *canvas, struct area area)
{
    const struct statement *statement = &page->statements.list[page->asked[page->inquiry.at]];
    char note[INQUIRY_TEXT_MAX];
    char who[INQUIRY_TEXT_MAX];
    char rank[12];
    struct inquiry_words words = {
        .who = who,
        .when = wording_name(page->choice.words),
        .lead = "",
        .sentence = wording_shown(&statement->wording),
        .note = note,
    };

    snprintf(who, sizeof who, _("%s répond"), page->people.list[page->list.selected].called_name);
    snprintf(rank, sizeof rank, "%d", page->inquiry.at + 1); /* as on the paper, top to bottom */
    inquiry_note(&statement->wording, page->second, rank, note);
    for (int key = 0; key < ANSWER_COUNT; key++)
        snprintf(words.answers[key].text, sizeof words.answers[key].text, "%s",
                 wording_shown(&page->statements.answers[appreciation_answer(key)]));
    inquiry_draw(&page->inquiry, &words, canvas, area);
}

static const char *next_words(const struct appreciation *page)
{
    switch (page->step) {
    case APPRECIATE_WORDING: return _("Choisir");
    case APPRECIATE_WHO: return page->people.count > 0 ? _("Commencer") : NULL;
    case APPRECIATE_ASK: return inquiry_has_answer(&page->inquiry) ? _("Suite") : NULL;
    case APPRECIATE_DONE: return _("Suite");
    }
    return NULL;
}

void appreciation_draw(const void *model, struct canvas *canvas)
{
    static const struct key_hint SIGN_IN[] = { { N_("0"), N_("Autres mots") }, { NULL, NULL } };
    static const struct key_hint ASK[] = { { "<-", N_("Revenir") }, { NULL, NULL } };
    const struct appreciation *page = model;
    struct area area = frame_area(canvas);
    struct frame frame = {
        .title = _("Ce que j'en dis"),
        .back = "",
        .hints = page->step == APPRECIATE_ASK   ? ASK
                 : page->step == APPRECIATE_WHO ? SIGN_IN
                                                : NULL,
        .next = next_words(page),
    };

    if (page->step == APPRECIATE_WORDING)
        wordings_draw(page, canvas, area);
    else if (page->step == APPRECIATE_ASK)
        ask_draw(page, canvas, area);
    else if (page->step == APPRECIATE_DONE)
        canvas_put(canvas, area.x + 1, area.y + 2, STYLE_GOOD,
                   _(" C'est fini. Merci ! Tout est inscrit. "));
    else
        who_draw(page, canvas, area);
    frame_draw(canvas, &frame);
}

static void appreciation_say(const void *model, enum tongue tongue, char out[SPOKEN_MAX])
{
    const struct appreciation *page = model;

    if (page->step == APPRECIATE_ASK)
        spoken_wording(tongue, &page->statements.list[page->asked[page->inquiry.at]].wording, out);
}

const struct screen_kind APPRECIATION = {
    .title = N_("Ce que j'en dis"),
    .help = N_("Une phrase à la fois : 1 oui, 2 un peu, 3 non, 0 je ne sais pas.\n"
               "Gauche : la phrase d'avant. Chaque réponse est inscrite aussitôt.\n"
               "Une session garde les mots de la première réponse."),
    .admits = permit_people,
    .model_size = sizeof(struct appreciation),
    .takes_escape = true,
    .begin = appreciation_begin,
    .update = appreciation_update,
    .perform = appreciation_perform,
    .draw = appreciation_draw,
    .say = appreciation_say,
};
