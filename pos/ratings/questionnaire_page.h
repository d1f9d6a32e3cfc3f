/*
 * The questionnaires on the screen: which one, who answers, then one question
 * at a time with a place to write what is said, in the person's own words. The
 * animator types; each answer is recorded when one goes on, or stops.
 */
#ifndef POS_QUESTIONNAIRE_PAGE_H
#define POS_QUESTIONNAIRE_PAGE_H

#include "pos/acts/desk.h"
#include "pos/acts/places.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"
#include "pos/ui/text_area.h"
#include "programme/people.h"
#include "programme/questionnaire.h"
#include "programme/workbook.h"

enum { RESPONDENTS_SHOWN_MAX = PARTNERS_MAX + 1 };

enum opinion_step { OPINION_WHICH, OPINION_WHO, OPINION_ASK, OPINION_DONE };

/* What is being typed, kept through a crash. */
struct opinion_draft {
    char respondent[RESPONDENT_MAX]; /* "": nothing */
    char question[QUESTION_ID_MAX];
    struct text_area words;
};

struct questionnaire_page {
    SHELL;
    struct list sheets;
    struct list respondents;
    struct questionnaires all;
    struct people people;
    int named_count; /* animators, or partners, who are known by name */
    char named_keys[PARTNERS_MAX][RESPONDENT_MAX], names[PARTNERS_MAX][PARTNER_NAME_MAX];
    enum tongue second;              /* the session's second language, TONGUE_FR: none */
    int answers[QUESTIONNAIRES_MAX]; /* in the book */
    int said[RESPONDENTS_SHOWN_MAX]; /* answers of each respondent to the chosen questionnaire */
    int at;                          /* the question asked */
    struct text_area words;          /* of that question */
    char before[TEXT_AREA_MAX];      /* the same in the book */
    int wanted; /* rank in the list of the person whose cold questionnaire comes first; 0: none */
    bool refuses_call[PARTICIPANTS_MAX]; /* does not agree to be asked months later */
    enum opinion_step step;
    bool leaving; /* stop once the words are recorded */
    bool going_back;
    struct opinion_draft draft;
    char reason[QUESTION_ANSWER_MAX]; /* of corrections, once given on this screen */
};

struct effect questionnaire_page_update(void *model, const struct event *event);
void questionnaire_page_draw(const void *model, struct canvas *canvas);

#endif
