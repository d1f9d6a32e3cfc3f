/* The two rights of a person: to take her data away, and to be forgotten. See people.h. */
#include "programme/people.h"

#include "base/csv.h"
#include "base/lang.h"

#include <stdio.h>
#include <string.h>

static const char SQL_ATTENDANCE_OF[] =
    "SELECT 'attendance J' || day || CASE half WHEN 0 THEN ' am' ELSE ' pm' END, "
    "present || ' min' || CASE reason WHEN '' THEN '' ELSE ' ' || reason END "
    "FROM attendance WHERE badge = ?1 ORDER BY day, half";
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
    "SELECT moment || ' ' || question, words FROM opinion WHERE respondent = ?1 ORDER BY id";
static const char SQL_ROLES_OF[] =
    "SELECT 'role J' || day, role FROM role_held WHERE badge = ?1 ORDER BY day, role";
static const char SQL_CALLS_OF[] =
    "SELECT 'follow-up ' || date(date * 86400, 'unixepoch') || ' ' || channel, result "
    "FROM follow_up_call WHERE badge = ?1 ORDER BY id";

static const char SQL_ERASE_PERSON[] =
    "UPDATE participant SET called_name = '', sheet = NULL, erased_on = ?2 WHERE badge = ?1";
static const char SQL_ERASE_INTERVIEW[] = "DELETE FROM interview WHERE badge = ?1";
static const char SQL_ERASE_CONSENTS[] = "DELETE FROM consent WHERE badge = ?1";
static const char SQL_ERASE_WORDS[] = "DELETE FROM opinion WHERE respondent = ?1";
static const char SQL_ERASE_ROLES[] = "DELETE FROM role_held WHERE badge = ?1";
static const char SQL_ERASE_CALLS[] = "DELETE FROM follow_up_call WHERE badge = ?1";
static const char SQL_ERASE_REASONS[] =
    "UPDATE attendance SET reason = '' WHERE badge = ?1 AND reason <> 'excused'";

/* The animator may have written the name: the badge takes its place. */
static const char SQL_ERASE_DAY_NOTES[] =
    "UPDATE session_day SET note = replace(note, ?1, ?2) WHERE instr(note, ?1) > 0";
static const char SQL_ERASE_QUOTES[] =
    "UPDATE opinion SET words = replace(words, ?1, ?2) WHERE instr(words, ?1) > 0";

static void field_put(struct buf *out, const char *name, const char *value)
{
    csv_put_field(out, name, true);
    csv_put_field(out, value, false);
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

static bool sheet_export(struct db *db, const struct vault *vault, const char *badge,
                         struct buf *out, struct err *err)
{
    struct sheet sheet;
    struct buf notes = buf_init(INTERVIEW_MAX);
    char scratch[12];
    const char *name;
    const char *text;

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
    for (int i = 0; (name = sheet_field(&sheet, i, &text, scratch)) != NULL; i++)
        if (text[0])
            field_put(out, name, text);

    bool good = people_interview(db, vault, badge, &notes, err);

    if (good && notes.length > 0)
        field_put(out, "interview", buf_text(&notes));
    buf_release(&notes);
    return good;
}

/* The person of that badge; ERR_NOT_FOUND. */
static bool person_read(struct db *db, const char *badge, struct participant *out, struct err *err)
{
    struct people people;

    if (!people_read(db, &people, err))
        return false;

    int i = people_find(&people, badge);

    if (i < 0)
        return err_fail(err, ERR_NOT_FOUND, _("Personne n'a le badge « %.20s » : voir la liste."),
                        badge);
    *out = people.list[i];
    return true;
}

bool people_export(struct db *db, const struct vault *vault, const char *badge, struct buf *out,
                   struct err *err)
{
    static const char *const QUESTIONS[] = { SQL_ROLES_OF, SQL_ATTENDANCE_OF, SQL_RATINGS_OF,
                                             SQL_CARDS_OF, SQL_ANSWERS_OF,    SQL_OPINIONS_OF,
                                             SQL_CALLS_OF };
    struct participant person;

    if (!person_read(db, badge, &person, err))
        return false;
    field_put(out, "field", "value");
    field_put(out, "badge", person.badge);
    field_put(out, "name", person.called_name);
    if (!sheet_export(db, vault, badge, out, err) || !consents_put(db, badge, out, err))
        return false;
    for (size_t i = 0; i < COUNT_OF(QUESTIONS); i++)
        if (!rows_put(db, QUESTIONS[i], badge, out, err))
            return false;
    return buf_check(out, err);
}

static bool erase_run(struct db *db, const char *sql, const char *badge, int32_t day,
                      struct err *err)
{
    struct stmt stmt = db_prepare(db, sql, err);

    stmt_bind_text(&stmt, 1, badge);
    if (sql == SQL_ERASE_PERSON)
        stmt_bind_int(&stmt, 2, day);
    stmt_run(&stmt);
    return stmt_finish(&stmt);
}

static bool name_replace(struct db *db, const char *sql, const struct participant *person,
                         struct err *err)
{
    if (person->called_name[0] == '\0')
        return true; /* erased before */

    struct stmt stmt = db_prepare(db, sql, err);

    stmt_bind_text(&stmt, 1, person->called_name);
    stmt_bind_text(&stmt, 2, person->badge);
    stmt_run(&stmt);
    return stmt_finish(&stmt);
}

static void proof_put(struct buf *proof, const char *badge, struct moment at)
{
    char date[32];
    char hour[6];

    day_format_human(moment_day(at), date, sizeof date);
    moment_format_hour(at, hour);
    buf_printf(proof, _("Effacement des données de la personne du badge %s\n"), badge);
    buf_printf(proof, _("Fait le %s à %s.\n"), date, hour);
    buf_put_text(proof, _("Effacés du livre : le nom, la fiche d'accueil, l'entretien, les "
                          "accords, les rôles, les appels, les raisons et les phrases écrites.\n"));
    buf_put_text(proof, _("Gardés sous le badge, sans nom : les heures de présence, les marques de "
                          "la grille, les réponses, les ventes et la part.\n"));
    buf_put_text(proof, _("Le fichier a été réécrit en entier. Les copies faites avant ce jour "
                          "(clé USB, archive, papier) sont à détruire à part.\n"));
}

bool people_erase(struct db *db, const char *badge, struct moment at, struct buf *proof,
                  struct err *err)
{
    static const char *const ERASURES[] = { SQL_ERASE_PERSON,   SQL_ERASE_INTERVIEW,
                                            SQL_ERASE_CONSENTS, SQL_ERASE_WORDS,
                                            SQL_ERASE_ROLES,    SQL_ERASE_CALLS,
                                            SQL_ERASE_REASONS };
    struct participant person;
    bool good;

    if (!person_read(db, badge, &person, err) || !db_begin(db, err))
        return false;
    good = true;
    for (size_t i = 0; good && i < COUNT_OF(ERASURES); i++)
        good = erase_run(db, ERASURES[i], badge, moment_day(at).number, err);
    good = good && name_replace(db, SQL_ERASE_DAY_NOTES, &person, err) &&
           name_replace(db, SQL_ERASE_QUOTES, &person, err);
    if (!good || !db_commit(db, err)) {
        db_rollback(db);
        return false;
    }
    /* The freed cells are zeroed (secure_delete), but a page that was split keeps old bytes in
     * its gaps, and so does the WAL: write every page anew, then empty the WAL. */
    if (!db_script(db, "VACUUM", err) || !db_checkpoint(db, err))
        return false;
    proof_put(proof, badge, at);
    return buf_check(proof, err);
}
