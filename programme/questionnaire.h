/*
 * The hot questionnaires (last day) and the cold ones (4 to 6 months later),
 * as data: who is asked, and the questions, the same on paper and on screen.
 * What is said is kept as it was said (programme/workbook.h, opinions).
 */
#ifndef PROGRAMME_QUESTIONNAIRE_H
#define PROGRAMME_QUESTIONNAIRE_H

#include "programme/partner.h"
#include "programme/wording.h"

enum {
    QUESTION_ID_MAX = 8,
    QUESTIONS_MAX = 8, /* of one questionnaire */
    QUESTIONNAIRES_MAX = 6,
    RESPONDENTS_MAX = 9, /* animators, or partners: "partner", "partner:2" .. "partner:9" */
    RESPONDENT_MAX = 40, /* such a word, "partner:KEY" of one who is known, or a badge */
};

enum review_moment { REVIEW_HOT, REVIEW_COLD };
enum respondent_kind { RESPONDENT_PERSON, RESPONDENT_ANIMATOR, RESPONDENT_PARTNER };

struct asked_question {
    char id[QUESTION_ID_MAX];
    struct wording wording;
};

struct questionnaire {
    enum review_moment moment;
    enum respondent_kind respondent;
    char id[QUESTION_ID_MAX];
    struct wording heading;
    int count;
    struct asked_question questions[QUESTIONS_MAX];
};

/* Large: keep it off the stack. */
struct questionnaires {
    int count;
    struct questionnaire list[QUESTIONNAIRES_MAX];
};

/* The questionnaires carried by the program. Its file is tested, so this cannot fail. */
void questionnaires_load(struct questionnaires *out);

/* The question of that id, and in `*which` its questionnaire; NULL when there is none. */
const struct asked_question *questionnaires_find(const struct questionnaires *all, const char *id,
                                                 const struct questionnaire **which);

/* "hot" or "cold"; false: another word. */
bool review_moment_parse(const char *text, enum review_moment *out);
const char *review_moment_word(enum review_moment moment);

/* "animator", "partner", a number from 2 to 9 or the key of a partner behind it: "partner:ville";
 * anything else is taken for a badge. */
enum respondent_kind respondent_kind_of(const char *word);
/* That key; "" for a badge and where nobody said who it was. */
const char *respondent_key(const char *word);
/* The word of number `rank` from 1; not for persons. */
void respondent_word(enum respondent_kind kind, int rank, char out[RESPONDENT_MAX]);

/* Is this one asked as an animator, or as a partner? Who was erased is asked nothing, nor is the
 * European Union. */
bool respondent_is_asked(const struct partner *partner, enum respondent_kind kind);
/* "partner:ville" */
void respondent_of_partner(const struct partner *partner, char out[RESPONDENT_MAX]);

#endif
