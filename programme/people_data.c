/* The right of a person to take her data away. See people.h. */
#include "programme/people.h"

#include "base/csv.h"
#include "base/lang.h"
#include "programme/questionnaire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char SQL_ATTENDANCE_OF[] =
    "SELECT 'attendance J' || day || CASE half WHEN 0 THEN ' am' ELSE ' pm' END, "
    "present || ' min' || CASE reason WHEN '' THEN '' ELSE ' ' || reason END "
    "FROM attendance WHERE badge = ?1 ORDER BY day, half";
static const char SQL_STAYS_OF[] = "SELECT 'in the group from J' || from_day, "
                                   "CASE to_day WHEN 0 THEN '' ELSE 'to J' || to_day END || "
                                   "CASE reason WHEN '' THEN '' ELSE ' ' || reason END "
                                   "FROM stay WHERE badge = ?1 ORDER BY from_day";
static const char SQL_RATINGS_OF[] =
    "SELECT 'rating ' || indicator || ' J' || day || ' ' || "
    "CASE WHEN rater IN (SELECT badge FROM participant) THEN 'peer' ELSE rater END, "
    "coalesce(value, '-') FROM rating WHERE badge = ?1 ORDER BY indicator, day, rater";
static const char SQL_ANSWERS_OF[] =
    "SELECT 'answer ' || statement, "
    "CASE answer WHEN 1 THEN 'yes' WHEN 2 THEN 'little' WHEN 3 THEN 'no' ELSE 'unknown' END "
    "FROM answer WHERE badge = ?1 ORDER BY statement";
static const char SQL_CARDS_OF[] =
    "SELECT 'strength', indicator FROM strength_card WHERE badge = ?1 ORDER BY indicator";
static const char SQL_OPINIONS_OF[] =
    "SELECT moment, question, words FROM opinion WHERE respondent = ?1 ORDER BY id";
static const char SQL_ROLES_OF[] =
    "SELECT 'role J' || day, role FROM role_held WHERE badge = ?1 ORDER BY day, role";
static const char SQL_CALLS_OF[] =
    "SELECT 'follow-up ' || date(date * 86400, 'unixepoch') || ' ' || channel, result "
    "FROM follow_up_call WHERE badge = ?1 ORDER BY id";

static void field_put(struct buf *out, const char *name, const char *value)
{
    csv_put_field(out, name, true);
    csv_put_words(out, value, false);
    csv_put_end(out);
}

static bool rows_put(struct db *db, const char *sql, const char *badge, struct buf *out,
                     struct err *err)
{
    struct stmt query = db_prepare(db, sql, err);

    stmt_bind_text(&query, 1, badge);
    while (stmt_next(&query))
        field_put(out, stmt_text(&query, 0), stmt_text(&query, 1));
    return stmt_finish(&query);
}

/* With the question as it was asked: an id alone would tell her nothing. */
static bool opinions_put(struct db *db, const char *badge, struct buf *out, struct err *err)
{
    struct questionnaires *all = calloc(1, sizeof *all); /* too large for a stack frame */
    struct stmt query = db_prepare(db, SQL_OPINIONS_OF, err);

    if (!all)
        abort();
    questionnaires_load(all);
    stmt_bind_text(&query, 1, badge);
    while (stmt_next(&query)) {
        const struct questionnaire *sheet;
        const struct asked_question *question =
            questionnaires_find(all, stmt_text(&query, 1), &sheet);
        char name[WORDING_MAX + 2 * QUESTION_ID_MAX];

        snprintf(name, sizeof name, "%s %.8s%s%s", stmt_text(&query, 0),
                 question ? question->id : "", question ? " " : "",
                 question ? wording_shown(&question->wording) : stmt_text(&query, 1));
        field_put(out, name, stmt_text(&query, 2));
    }
    free(all);
    return stmt_finish(&query);
}

static bool consents_put(struct db *db, const char *badge, struct buf *out, struct err *err)
{
    for (int use = 0; use < CONSENT_COUNT; use++) {
        struct consent consent;
        char date[DAY_TEXT_MAX];
        char name[40];
        char value[40];

        if (!people_consent(db, badge, (enum consent_use)use, &consent, err))
            return false;
        snprintf(name, sizeof name, "consent %s", consent_word((enum consent_use)use));
        day_format(consent.revoked.number != DAY_NONE_NUMBER ? consent.revoked : consent.decided,
                   date);
        snprintf(value, sizeof value, "%s%s%s", consent_is_given(&consent) ? "yes" : "no",
                 date[0] ? " " : "", date);
        field_put(out, name, value);
    }
    return true;
}

static void interview_export(const struct interview *interview, struct buf *out)
{
    struct buf text = buf_init(INTERVIEW_BYTES_MAX);

    interview_put(interview, &text);
    field_put(out, "interview", buf_text(&text));
    buf_release(&text);
}

static bool sheet_export(struct db *db, const struct vault *vault, const char *badge,
                         struct buf *out, struct err *err)
{
    struct sheet sheet;
    struct interview interview;
    char text[FIELD_TEXT_MAX];

    if (!vault || !vault->is_open) {
        bool is_made;

        if (!vault_is_made(db, &is_made, err))
            return false;
        if (is_made)
            field_put(out, "sheet", "closed");
        return true;
    }
    if (!people_sheet(db, vault, badge, &sheet, err))
        return false;
    for (int i = 0; i < SHEET_FIELD_COUNT; i++) {
        field_get(&SHEET_FIELDS[i], &sheet, text);
        if (text[0])
            field_put(out, SHEET_FIELDS[i].name, text);
    }
    if (!people_interview(db, vault, badge, &interview, err))
        return false;
    if (!interview_is_empty(&interview))
        interview_export(&interview, out);
    return true;
}

bool people_export(struct db *db, const struct vault *vault, const char *badge, struct buf *out,
                   struct err *err)
{
    static const char *const QUESTIONS[] = { SQL_STAYS_OF,   SQL_ROLES_OF, SQL_ATTENDANCE_OF,
                                             SQL_RATINGS_OF, SQL_CARDS_OF, SQL_ANSWERS_OF,
                                             SQL_CALLS_OF };
    struct participant person;

    if (!people_person(db, badge, &person, err))
        return false;
    field_put(out, "field", "value");
    field_put(out, "badge", person.badge);
    field_put(out, "name", person.called_name);
    if (!sheet_export(db, vault, badge, out, err) || !consents_put(db, badge, out, err))
        return false;
    for (size_t i = 0; i < COUNT_OF(QUESTIONS); i++)
        if (!rows_put(db, QUESTIONS[i], badge, out, err))
            return false;
    if (!opinions_put(db, badge, out, err))
        return false;
    return buf_check(out, err);
}
