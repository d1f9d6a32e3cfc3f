#include "programme/interview.h"

#include "base/lang.h"
#include "base/text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* The guide, in the order of the talk: from what was done to what comes. */
static const struct guide {
    const char *field;
    const char *topic;
    const char *question;
} GUIDE[INTERVIEW_QUESTION_COUNT] = {
    { "proud", N_("Content de"), N_("De quoi êtes-vous content, contente ?") },
    { "learned", N_("Appris"), N_("Qu'est-ce que vous savez faire maintenant ?") },
    { "hard", N_("Difficile"), N_("Qu'est-ce qui était difficile ?") },
    { "strengths", N_("Forces"), N_("Quelles forces les autres voient en vous ?") },
    { "support", N_("Aide utile"), N_("Qui ou quoi peut vous aider ?") },
};

static const char NEXT_STEP[] = "next_step";
static const char APPOINTMENT_DAY[] = "appointment_date";
static const char APPOINTMENT[] = "appointment";
static const char ON_SHEET[] = "on_sheet";

const char *interview_question(int i)
{
    assert(i >= 0 && i < INTERVIEW_QUESTION_COUNT);
    return _(GUIDE[i].question);
}

bool interview_is_empty(const struct interview *interview)
{
    for (int i = 0; i < INTERVIEW_QUESTION_COUNT; i++)
        if (interview->answers[i][0] != '\0')
            return false;
    return interview->next_step[0] == '\0' && interview->appointment[0] == '\0' &&
           interview->appointment_day.number == DAY_NONE_NUMBER && interview->notes[0] == '\0';
}

static void line_put(struct buf *out, const char *field, const char *value)
{
    if (value[0] != '\0')
        buf_printf(out, "%s: %s\n", field, value);
}

void interview_put(const struct interview *interview, struct buf *out)
{
    char date[DAY_TEXT_MAX];

    for (int i = 0; i < INTERVIEW_QUESTION_COUNT; i++)
        line_put(out, GUIDE[i].field, interview->answers[i]);
    line_put(out, NEXT_STEP, interview->next_step);
    day_format(interview->appointment_day, date);
    line_put(out, APPOINTMENT_DAY, date);
    line_put(out, APPOINTMENT, interview->appointment);
    line_put(out, ON_SHEET, interview->on_sheet ? "yes" : "");
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

static bool on_sheet_take(struct interview *out, const char *value, struct err *err)
{
    if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
        return err_fail(err, ERR_INPUT, _("« %s » est un mot parmi : %s."), ON_SHEET, "yes no");
    out->on_sheet = value[0] == 'y';
    return true;
}

/* The field called `name`; false in `*known` when there is none, so that the line is a note. */
static bool field_take(struct interview *out, const char *name, const char *value, bool *known,
                       struct err *err)
{
    *known = true;
    for (int i = 0; i < INTERVIEW_QUESTION_COUNT; i++)
        if (strcmp(name, GUIDE[i].field) == 0)
            return text_copy(out->answers[i], INTERVIEW_ANSWER_MAX, value, name, err);
    if (strcmp(name, NEXT_STEP) == 0)
        return text_copy(out->next_step, sizeof out->next_step, value, name, err);
    if (strcmp(name, APPOINTMENT) == 0)
        return text_copy(out->appointment, sizeof out->appointment, value, name, err);
    if (strcmp(name, APPOINTMENT_DAY) == 0)
        return day_parse(value, &out->appointment_day, err);
    if (strcmp(name, ON_SHEET) == 0)
        return on_sheet_take(out, value, err);
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
