#include "pos/ratings/questionnaire_page.h"

#include "base/lang.h"
#include "pos/machine/spoken.h"
#include "pos/ui/reason.h"
#include "pos/acts/act.h"
#include "pos/ui/inquiry.h"
#include "pos/acts/session_step.h"
#include "pos/acts/permit.h"
#include "programme/programme_store.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPINIONS_REFRESH, OPINIONS_ASK, OPINIONS_RECORD };
enum {
    ASK_CORRECTION = 1,
    HEAD_LINES = 2,
    WORDS_LINE = 6,
    WORDS_LINES = 9,
    PARTNERS_SHOWN = 6,
    SHEETS_SHOWN = 4
};

static const struct questionnaire *sheet_of(const struct questionnaire_page *page)
{
    return &page->all.list[page->sheets.selected];
}

static void respondent_of(const struct questionnaire_page *page, int i, char out[RESPONDENT_MAX])
{
    if (sheet_of(page)->respondent == RESPONDENT_PERSON)
        snprintf(out, RESPONDENT_MAX, "%s", page->people.list[i].badge);
    else if (i < page->named_count)
        memcpy(out, page->named_keys[i], RESPONDENT_MAX);
    else
        respondent_word(sheet_of(page)->respondent, i - page->named_count + 1, out);
}

/* -- Update. -- */

static struct area list_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    area.y += HEAD_LINES;
    area.height -= HEAD_LINES;
    return area;
}

static struct effect which_event(struct questionnaire_page *page, const struct event *event)
{
    struct area area = list_area(event->width, event->height);

    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE)
        return LEAVE;
    if (list_update(&page->sheets, event, list_page(area, SHEETS_SHOWN), NULL) == LIST_NONE)
        return NOTHING;
    page->step = OPINION_WHO;
    page->respondents.selected = 0;
    return perform(OPINIONS_REFRESH);
}

static struct effect who_event(struct questionnaire_page *page, const struct event *event)
{
    struct area area = list_area(event->width, event->height);

    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE) {
        page->step = OPINION_WHICH;
    } else if (list_update(&page->respondents, event, area, NULL) != LIST_NONE) {
        page->at = 0;
        return perform(OPINIONS_ASK);
    }
    return NOTHING;
}

static void draft_keep(struct questionnaire_page *page)
{
    respondent_of(page, page->respondents.selected, page->draft.respondent);
    snprintf(page->draft.question, sizeof page->draft.question, "%s",
             sheet_of(page)->questions[page->at].id);
    page->draft.words = page->words;
}

/* Enter and down go on, up goes back, Escape stops: each records what is written. */
static struct effect ask_event(struct questionnaire_page *page, const struct event *event)
{
    bool is_key = event->kind == EVENT_KEY;

    if (text_area_update(&page->words, event)) {
        draft_keep(page);
        if (page->words.is_full)
            notice_set(&page->notice, STYLE_WARNING, "%s",
                       _("La place est pleine : écrire plus court."));
        return NOTHING;
    }
    page->leaving = is_key && event->key == PRESS_ESCAPE;
    page->going_back = is_key && (event->key == PRESS_UP || event->key == PRESS_BACK_TAB);
    if (page->leaving || page->going_back ||
        (is_key &&
         (event->key == PRESS_ENTER || event->key == PRESS_DOWN || event->key == PRESS_TAB)))
        return perform(OPINIONS_RECORD);
    return NOTHING;
}

struct effect questionnaire_page_update(void *model, const struct event *event)
{
    struct questionnaire_page *page = model;

    if (page->question.purpose != 0)
        return reason_event(&page->question, event, page->reason, OPINIONS_RECORD);
    switch (page->step) {
    case OPINION_WHICH: return which_event(page, event);
    case OPINION_WHO: return who_event(page, event);
    case OPINION_ASK: return ask_event(page, event);
    case OPINION_DONE:
        if (event->kind == EVENT_KEY)
            page->step = OPINION_WHO;
        return NOTHING;
    }
    abort(); /* -Wswitch-enum: every step is handled above */
}

/* -- Asking the book. -- */

static void questionnaire_page_begin(void *model, struct desk *desk, int64_t argument)
{
    struct questionnaire_page *page = model;
    struct err err = ERR_EMPTY;
    bool has_second = false;

    page->wanted = (int)argument;
    questionnaires_load(&page->all);
    list_set_count(&page->sheets, page->all.count);
    if (!programme_second_tongue(desk->till->db, &page->second, &has_second, &err))
        notice_fail(&page->notice, &err);
    if (!has_second)
        page->second = TONGUE_FR;
}

static void opinion_count(void *context, const struct opinion *opinion)
{
    struct questionnaire_page *page = context;
    const struct questionnaire *sheet;

    if (!questionnaires_find(&page->all, opinion->question, &sheet))
        return;
    page->answers[sheet - page->all.list]++;
    for (int i = 0; sheet == sheet_of(page) && i < page->respondents.count; i++) {
        char word[RESPONDENT_MAX];

        respondent_of(page, i, word);
        page->said[i] += strcmp(word, opinion->respondent) == 0;
    }
}

static bool refusals_read(struct questionnaire_page *page, struct db *db, struct err *err)
{
    for (int i = 0; i < page->people.count; i++) {
        struct consent consent;

        if (!people_consent(db, page->people.list[i].badge, CONSENT_FOLLOW_UP, &consent, err))
            return false;
        page->refuses_call[i] = !consent_is_given(&consent);
    }
    return true;
}

static bool named_read(struct questionnaire_page *page, struct db *db, struct err *err)
{
    struct partners *partners = partners_open(db, err);

    if (!partners)
        return false;
    page->named_count = 0;
    for (int i = 0; i < partners->count; i++)
        if (respondent_is_asked(&partners->list[i], sheet_of(page)->respondent)) {
            respondent_of_partner(&partners->list[i], page->named_keys[page->named_count]);
            memcpy(page->names[page->named_count++], partners->list[i].name, PARTNER_NAME_MAX);
        }
    free(partners);
    return true;
}

/* Who is known, then one that is not; nobody is known: as many as may come. */
static int respondents_count(const struct questionnaire_page *page)
{
    if (sheet_of(page)->respondent == RESPONDENT_PERSON)
        return page->people.count;
    return page->named_count > 0 ? page->named_count + 1 : PARTNERS_SHOWN;
}

static bool questionnaire_page_read(struct questionnaire_page *page, struct db *db, struct err *err)
{
    if (!people_read_named(db, &page->people, err) || !refusals_read(page, db, err) ||
        !named_read(page, db, err))
        return false;
    list_set_count(&page->respondents, respondents_count(page));
    memset(page->answers, 0, sizeof page->answers);
    memset(page->said, 0, sizeof page->said);
    return workbook_each_opinion(db, opinion_count, page, err);
}

/* What a crash interrupted may belong to another question: it waits for its turn. */
static bool draft_is_here(const struct questionnaire_page *page)
{
    char respondent[RESPONDENT_MAX];

    respondent_of(page, page->respondents.selected, respondent);
    return strcmp(page->draft.respondent, respondent) == 0 &&
           strcmp(page->draft.question, sheet_of(page)->questions[page->at].id) == 0;
}

/* The words of the book, or what a crash interrupted. */
static bool question_load(struct questionnaire_page *page, struct db *db, struct err *err)
{
    char respondent[RESPONDENT_MAX];
    const char *id = sheet_of(page)->questions[page->at].id;

    respondent_of(page, page->respondents.selected, respondent);
    if (!workbook_opinion(db, respondent, id, page->before, err))
        return false;
    text_area_set(&page->words, page->before);
    if (draft_is_here(page))
        page->words = page->draft.words;
    page->step = OPINION_ASK;
    return true;
}

/* The cold questionnaire of the person whom a call has just reached. */
static bool wanted_open(struct questionnaire_page *page, struct db *db, struct err *err)
{
    struct people people;
    int person;

    if (!people_read(db, &people, err))
        return false;
    for (int i = 0; i < page->all.count; i++)
        if (page->all.list[i].moment == REVIEW_COLD &&
            page->all.list[i].respondent == RESPONDENT_PERSON)
            page->sheets.selected = i;
    if (!questionnaire_page_read(page, db, err))
        return false;
    person = people_find(&page->people, people.list[page->wanted - 1].badge);
    page->wanted = 0;
    page->respondents.selected = person < 0 ? 0 : person;
    return person < 0 || question_load(page, db, err);
}

static bool words_write(const struct questionnaire_page *page, struct till *till, struct err *err)
{
    char respondent[RESPONDENT_MAX];
    char what[64];
    const struct opinion opinion = { review_moment_word(sheet_of(page)->moment), respondent,
                                     sheet_of(page)->questions[page->at].id, page->words.text };
    const struct act act = { ACTION_PEOPLE, what, page->reason, true };

    respondent_of(page, page->respondents.selected, respondent);
    snprintf(what, sizeof what, "%s %s", respondent, opinion.question);
    if (strcmp(page->words.text, page->before) == 0)
        return true;
    return act_begin(till, &act, err) &&
           till_write_end(till, workbook_put_opinion(till->db, &opinion, err), err);
}

/* Recorded: the question that comes now, or the end. */
static bool questionnaire_page_go_on(struct questionnaire_page *page, struct db *db,
                                     struct err *err)
{
    page->at += page->going_back ? -(page->at > 0) : 1;
    if (!page->leaving && page->at < sheet_of(page)->count)
        return question_load(page, db, err);
    page->step = page->leaving ? OPINION_WHO : OPINION_DONE;
    return questionnaire_page_read(page, db, err);
}

static void words_record(struct questionnaire_page *page, struct desk *desk)
{
    struct err err = ERR_EMPTY;

    if (words_write(page, desk->till, &err)) {
        session_notice_start(desk->till);
        question_close(&page->question);
        if (draft_is_here(page)) {
            page->draft = (struct opinion_draft){ .respondent = "" };
            desk->forget_draft = true;
        }
        if (!questionnaire_page_go_on(page, desk->till->db, &err))
            notice_fail(&page->notice, &err);
    } else {
        reason_refused(&page->question, &page->notice, ASK_CORRECTION,
                       _("Pourquoi corriger cette réponse ?"), &err);
    }
}

static void questionnaire_page_perform(void *model, struct desk *desk, int what)
{
    struct questionnaire_page *page = model;
    struct err err = ERR_EMPTY;

    if (what == OPINIONS_RECORD)
        words_record(page, desk);
    else if (what == OPINIONS_ASK ? !question_load(page, desk->till->db, &err)
             : page->wanted > 0   ? !wanted_open(page, desk->till->db, &err)
                                  : !questionnaire_page_read(page, desk->till->db, &err))
        notice_fail(&page->notice, &err);
}

/* -- Drawing. -- */

static void respondent_name(const struct questionnaire_page *page, int i, char *out, size_t room)
{
    if (sheet_of(page)->respondent != RESPONDENT_PERSON && page->named_count > 0) {
        snprintf(out, room, "%s", i < page->named_count ? page->names[i] : _("Une autre personne"));
        return;
    }
    switch (sheet_of(page)->respondent) {
    case RESPONDENT_PERSON: snprintf(out, room, "%s", page->people.list[i].called_name); break;
    case RESPONDENT_ANIMATOR: snprintf(out, room, _("Animateur %d"), i + 1); break;
    case RESPONDENT_PARTNER: snprintf(out, room, _("Partenaire %d"), i + 1); break;
    }
}

static struct list_row sheet_row(const void *context, int i)
{
    const struct questionnaire_page *page = context;
    char right[LIST_RIGHT_MAX] = "";

    if (page->answers[i] > 0)
        snprintf(right, sizeof right, lang_plural("%d réponse", "%d réponses", page->answers[i]),
                 page->answers[i]);
    return list_row_of(wording_shown(&page->all.list[i].heading), right, STYLE_TEXT);
}

static struct list_row respondent_row(const void *context, int i)
{
    const struct questionnaire_page *page = context;
    char left[LIST_LEFT_MAX];
    char right[LIST_RIGHT_MAX];

    respondent_name(page, i, left, sizeof left);
    if (page->said[i] >= sheet_of(page)->count)
        return list_row_of(left, _("fait"), STYLE_QUIET);
    if (page->said[i] == 0 && sheet_of(page)->moment == REVIEW_COLD &&
        sheet_of(page)->respondent == RESPONDENT_PERSON && page->refuses_call[i])
        return list_row_of(left, _("sans accord pour être appelée"), STYLE_QUIET);
    snprintf(right, sizeof right, _("%d / %d"), page->said[i], sheet_of(page)->count);
    return list_row_of(
        left, page->said[i] > 0 || sheet_of(page)->respondent == RESPONDENT_PERSON ? right : "",
        STYLE_TEXT);
}

static void ask_draw(const struct questionnaire_page *page, struct canvas *canvas, struct area area)
{
    const struct questionnaire *sheet = sheet_of(page);
    const struct wording *wording = &sheet->questions[page->at].wording;
    char name[LIST_LEFT_MAX];
    char rank[12];
    char note[INQUIRY_TEXT_MAX];

    respondent_name(page, page->respondents.selected, name, sizeof name);
    canvas_put(canvas, area.x + 1, area.y, STYLE_STRONG, name);
    canvas_put_format(canvas, area.x + area.width - 10, area.y, STYLE_TEXT, "%d / %d", page->at + 1,
                      sheet->count);
    canvas_put(canvas, area.x + 1, area.y + 1, STYLE_QUIET, wording_shown(&sheet->heading));
    canvas_put_wrapped(canvas, (struct area){ area.x + 3, area.y + 3, area.width - 6, 1 },
                       STYLE_STRONG, wording_shown(wording));
    snprintf(rank, sizeof rank, "%d", page->at + 1);
    inquiry_note(wording, page->second, rank, note);
    canvas_put_fit(canvas, (struct area){ area.x + 3, area.y + 4, area.width - 6, 1 }, STYLE_QUIET,
                   note);
    text_area_draw(&page->words, canvas,
                   (struct area){ area.x + 3, area.y + WORDS_LINE, area.width - 6, WORDS_LINES });
    canvas_put(canvas, area.x + 3, area.y + WORDS_LINE + WORDS_LINES + 1, STYLE_QUIET,
               _("Les mots tels quels. Jamais la santé, l'asile, l'origine, la religion."));
}

static const char *next_words(const struct questionnaire_page *page)
{
    if (page->step == OPINION_ASK)
        return page->at + 1 < sheet_of(page)->count ? _("Question suivante") : _("Finir");
    if (page->step == OPINION_DONE)
        return _("Suite");
    if (page->step == OPINION_WHO)
        return page->respondents.count > 0 ? _("Commencer") : NULL;
    return _("Choisir");
}

void questionnaire_page_draw(const void *model, struct canvas *canvas)
{
    static const struct key_hint ASK[] = { { N_("haut"), N_("Revenir") }, { NULL, NULL } };
    const struct questionnaire_page *page = model;
    struct area area = frame_area(canvas);
    struct area list = list_area(canvas->width, canvas->height);
    struct frame frame = {
        .title = _("Mon avis"),
        .hints = page->step == OPINION_ASK ? ASK : NULL,
        .back = "",
        .next = next_words(page),
    };

    if (page->step == OPINION_ASK) {
        ask_draw(page, canvas, area);
    } else if (page->step == OPINION_DONE) {
        canvas_put(canvas, area.x + 1, area.y + 2, STYLE_GOOD,
                   _(" C'est fini. Merci ! Tout est inscrit. "));
    } else if (page->step == OPINION_WHO) {
        canvas_put_format(canvas, area.x + 1, area.y, STYLE_STRONG, _("%s. Qui répond ?"),
                          wording_shown(&sheet_of(page)->heading));
        list_draw(&page->respondents, canvas, list, respondent_row, page);
    } else {
        canvas_put(canvas, area.x + 1, area.y, STYLE_STRONG, _("Quel questionnaire ?"));
        list_draw(&page->sheets, canvas, list_page(list, SHEETS_SHOWN), sheet_row, page);
    }
    frame_draw(canvas, &frame);
}

static void questionnaire_page_say(const void *model, enum tongue tongue, char out[SPOKEN_MAX])
{
    const struct questionnaire_page *page = model;

    if (page->step == OPINION_ASK)
        spoken_wording(tongue, &sheet_of(page)->questions[page->at].wording, out);
}

const struct screen_kind OPINIONS = {
    .title = N_("Mon avis"),
    .help = N_("Le dernier jour, puis 4 à 6 mois après : une question à la fois.\n"
               "Écrire les mots tels qu'ils sont dits.\n"
               "Entrée inscrit et passe à la suite, haut revient, Échap inscrit et arrête.\n"
               "Ces mots sortent de l'équipe seulement avec un accord, sans nom."),
    .admits = permit_people,
    .model_size = sizeof(struct questionnaire_page),
    .draft_offset = offsetof(struct questionnaire_page, draft),
    .draft_size = sizeof(struct opinion_draft),
    .draft_name = "questionnaire",
    .takes_text = true,
    .takes_escape = true,
    .begin = questionnaire_page_begin,
    .update = questionnaire_page_update,
    .perform = questionnaire_page_perform,
    .draw = questionnaire_page_draw,
    .say = questionnaire_page_say,
};
