#include "programme/interview.h"

#include "base/lang.h"
#include "base/text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define ANSWER(i) FIELD_AT(struct interview, answers[i])

/* In the order of the talk: from what was done to what comes. */
const struct field INTERVIEW_FIELDS[INTERVIEW_FIELD_COUNT] = {
    { "proud", N_("Content de"), NULL, &FIELD_TEXT, ANSWER(0) },
    { "learned", N_("Appris"), NULL, &FIELD_TEXT, ANSWER(1) },
    { "hard", N_("Difficile"), NULL, &FIELD_TEXT, ANSWER(2) },
    { "strengths", N_("Forces"), NULL, &FIELD_TEXT, ANSWER(3) },
    { "support", N_("Aide utile"), NULL, &FIELD_TEXT, ANSWER(4) },
    { "next_step", N_("Prochaine étape"), NULL, &FIELD_TEXT,
      FIELD_AT(struct interview, next_step) },
    { "appointment_date", N_("Rendez-vous le"), N_("comme 2020-01-12"), &FIELD_DAY,
      FIELD_AT(struct interview, appointment_day), .day = DAY_OF_PLAN },
    { "appointment", N_("Avec qui, où"), NULL, &FIELD_TEXT,
      FIELD_AT(struct interview, appointment) },
    { "on_sheet", N_("Sur sa fiche à emporter"), N_("si elle le veut"), &FIELD_EITHER,
      FIELD_AT(struct interview, on_sheet), .words = FIELD_NO_YES },
};

const char *interview_question(int field)
{
    static const char *const QUESTIONS[INTERVIEW_FIELD_COUNT] = {
        N_("De quoi êtes-vous content, contente ?"),
        N_("Qu'est-ce que vous savez faire maintenant ?"),
        N_("Qu'est-ce qui était difficile ?"),
        N_("Quelles forces les autres voient en vous ?"),
        N_("Qui ou quoi peut vous aider ?"),
        N_("Que voulez-vous faire après ? Quel est le premier pas ?"),
        N_("Quel jour se revoit-on, pour en parler ?"),
        N_("Qui voyez-vous ce jour-là, et où ?"),
        N_("Voulez-vous l'étape et le rendez-vous sur votre papier ?"),
    };

    assert(field >= 0 && field < INTERVIEW_FIELD_COUNT);
    return _(QUESTIONS[field]);
}

bool interview_is_empty(const struct interview *interview)
{
    for (int i = 0; i < INTERVIEW_QUESTION_COUNT; i++)
        if (interview->answers[i][0] != '\0')
            return false;
    return interview->next_step[0] == '\0' && interview->appointment[0] == '\0' &&
           interview->appointment_day.number == DAY_NONE_NUMBER && interview->notes[0] == '\0';
}

void interview_put(const struct interview *interview, struct buf *out)
{
    char text[FIELD_TEXT_MAX];

    for (int i = 0; i < INTERVIEW_FIELD_COUNT; i++) {
        field_get(&INTERVIEW_FIELDS[i], interview, text);
        if (text[0] != '\0' && (i != INTERVIEW_ON_SHEET || interview->on_sheet))
            buf_printf(out, "%s: %s\n", INTERVIEW_FIELDS[i].name, text);
    }
    buf_put_text(out, interview->notes);
}

static bool notes_add(struct interview *out, const char *line, struct err *err)
{
    size_t length = strlen(out->notes);

    if (length + strlen(line) + 2 > sizeof out->notes)
        return err_fail(err, ERR_INPUT, _("La note est trop longue : la raccourcir."));
    snprintf(out->notes + length, sizeof out->notes - length, "%s%s", length > 0 ? "\n" : "", line);
    return true;
}

/* The field called `name`; false in `*known` when there is none, so that the line is a note. */
static bool field_take(struct interview *out, const char *name, const char *value, bool *known,
                       struct err *err)
{
    for (int i = 0; i < INTERVIEW_FIELD_COUNT; i++)
        if (strcmp(name, INTERVIEW_FIELDS[i].name) == 0) {
            *known = true;
            return field_set(&INTERVIEW_FIELDS[i], out, value, err);
        }
    *known = false;
    return true;
}

static bool line_take(struct interview *out, char *line, struct err *err)
{
    char *colon = strstr(line, ": ");
    bool known = false;

    line[strcspn(line, "\r")] = '\0';
    if (!text_is_clean(line))
        return err_fail(err, ERR_INPUT, _("Un signe de la note est illisible : l'enlever."));
    if (colon) {
        *colon = '\0';
        if (!field_take(out, line, colon + 2, &known, err))
            return false;
        *colon = ':';
    }
    return known || notes_add(out, line, err);
}

bool interview_take(struct interview *out, const char *text, struct err *err)
{
    struct interview interview = { .appointment_day = DAY_NONE };

    while (*text) {
        char line[INTERVIEW_NOTES_MAX];
        size_t length = strcspn(text, "\n");

        if (length >= sizeof line)
            return err_fail(err, ERR_INPUT, _("La note est trop longue : la raccourcir."));
        memcpy(line, text, length);
        line[length] = '\0';
        if (!line_take(&interview, line, err))
            return false;
        text += length + (text[length] == '\n');
    }
    *out = interview;
    return true;
}

void interview_appointment(const struct interview *interview, char out[APPOINTMENT_TEXT_MAX])
{
    char date[32] = "";

    if (interview->appointment_day.number != DAY_NONE_NUMBER)
        day_format_human(interview->appointment_day, date, sizeof date);
    snprintf(out, APPOINTMENT_TEXT_MAX, "%s%s%s", date,
             date[0] && interview->appointment[0] ? ", " : "", interview->appointment);
}
