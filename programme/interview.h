/*
 * The individual interview of the last day: a few questions that guide the
 * talk, the next step, and an appointment that both agree on. Kept sealed like
 * the sheet (people.h). What she agrees to stands on the paper she takes home.
 *
 * As text: `field: value` lines, then free notes of any number of lines.
 */
#ifndef PROGRAMME_INTERVIEW_H
#define PROGRAMME_INTERVIEW_H

#include "base/buf.h"
#include "base/day.h"
#include "base/field.h"
#include "base/text.h"

enum {
    INTERVIEW_QUESTION_COUNT = 5,
    INTERVIEW_ANSWER_MAX = TEXT_ROOM(200),
    INTERVIEW_NOTES_MAX = 4096,
};

struct interview {
    char answers[INTERVIEW_QUESTION_COUNT][INTERVIEW_ANSWER_MAX]; /* "" = not said */
    char next_step[INTERVIEW_ANSWER_MAX];
    struct day appointment_day;             /* DAY_NONE: no date agreed */
    char appointment[INTERVIEW_ANSWER_MAX]; /* with whom, where */
    bool on_sheet;                          /* she agrees: next step and appointment on her paper */
    char notes[INTERVIEW_NOTES_MAX];        /* lines, newline-separated */
};

/* Its lines, as text and on the screen: the answers of the guide, then what is agreed. */
enum interview_field {
    INTERVIEW_NEXT_STEP = INTERVIEW_QUESTION_COUNT,
    INTERVIEW_APPOINTMENT_DAY,
    INTERVIEW_APPOINTMENT,
    INTERVIEW_ON_SHEET,
    INTERVIEW_FIELD_COUNT,
};
extern const struct field INTERVIEW_FIELDS[INTERVIEW_FIELD_COUNT];

/* What to ask for that line. */
const char *interview_question(int field);

bool interview_is_empty(const struct interview *interview);

void interview_put(const struct interview *interview, struct buf *out);
/* Lines of no known field are notes. ERR_INPUT: a value too long, or a date that is none. */
bool interview_take(struct interview *out, const char *text, struct err *err) MUST_CHECK;

/* "12 janvier 2020, Mme Diallo" in `out`; "" when nothing is agreed. */
enum { APPOINTMENT_TEXT_MAX = INTERVIEW_ANSWER_MAX + 40 };
void interview_appointment(const struct interview *interview, char out[APPOINTMENT_TEXT_MAX]);

#endif
