#include "programme/people.h"

#include "base/lang.h"
#include "base/text.h"
#include "programme/calendar.h"
#include "programme/house_code.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char SQL_PEOPLE[] = "SELECT badge, position, called_name, stopped_day, erased_on "
                                 "FROM participant ORDER BY position";
static const char SQL_PUT[] =
    "INSERT INTO participant (badge, position, called_name, sheet, stopped_day, erased_on) "
    "SELECT ?1, 1 + coalesce(max(position), 0), ?2, NULL, 0, NULL FROM participant WHERE 1 "
    "ON CONFLICT (badge) DO UPDATE SET called_name = excluded.called_name";
static const char SQL_SHEET[] = "SELECT sheet FROM participant WHERE badge = ?1";
static const char SQL_SET_SHEET[] = "UPDATE participant SET sheet = ?2 WHERE badge = ?1";
static const char SQL_INTERVIEW[] = "SELECT notes FROM interview WHERE badge = ?1";
static const char SQL_SET_INTERVIEW[] = "INSERT INTO interview (badge, notes) VALUES (?1, ?2) "
                                        "ON CONFLICT (badge) DO UPDATE SET notes = excluded.notes";
static const char SQL_CONSENT[] = "SELECT given, decided, revoked FROM consent "
                                  "WHERE badge = ?1 AND use = ?2";
static const char SQL_DECIDE[] =
    "INSERT INTO consent (badge, use, given, decided, revoked) VALUES (?1, ?2, ?3, ?4, NULL) "
    "ON CONFLICT (badge, use) DO UPDATE SET given = excluded.given, decided = excluded.decided, "
    "revoked = NULL";
static const char SQL_REVOKE[] = "UPDATE consent SET revoked = ?3 WHERE badge = ?1 AND use = ?2";

bool people_read(struct db *db, struct people *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_PEOPLE, err);

    *out = (struct people){ 0 };
    while (stmt_next(&query) && out->count < PARTICIPANTS_MAX) {
        struct participant *person = &out->list[out->count++];

        snprintf(person->badge, sizeof person->badge, "%s", stmt_text(&query, 0));
        person->position = stmt_range(&query, 1, 1, HOUSE_BADGE_LAST);
        snprintf(person->called_name, sizeof person->called_name, "%s", stmt_text(&query, 2));
        person->stopped_day = stmt_range(&query, 3, 0, DAYS_MAX);
        /* Who has no name any more was erased, alone or with the names of all. */
        person->erased = !stmt_is_null(&query, 4) || person->called_name[0] == '\0';
    }
    if (!stmt_finish(&query))
        return false;
    for (int i = 0; i < out->count; i++)
        if (!stays_read(db, out->list[i].badge, &out->list[i].stays, err))
            return false;
    return true;
}

bool people_read_named(struct db *db, struct people *out, struct err *err)
{
    struct people people;

    if (!people_read(db, &people, err))
        return false;
    out->count = 0;
    for (int i = 0; i < people.count; i++)
        if (!people.list[i].erased)
            out->list[out->count++] = people.list[i];
    return true;
}

int people_find(const struct people *people, const char *badge)
{
    for (int i = 0; i < people->count; i++)
        if (strcmp(people->list[i].badge, badge) == 0)
            return i;
    return -1;
}

const char *people_called_name(void *people, const char *badge)
{
    const struct people *list = people;
    int at = people_find(list, badge);

    return at < 0 ? "" : list->list[at].called_name;
}

int people_find_code(const struct people *people, const char *code)
{
    int position = badge_code_position(code);

    for (int i = 0; position > 0 && i < people->count; i++)
        if (people->list[i].position == position)
            return i;
    return people_find(people, code);
}

static bool badge_unknown(const char *badge, struct err *err)
{
    return err_fail(err, ERR_NOT_FOUND, _("Personne n'a le badge « %.20s » : voir la liste."),
                    badge);
}

bool people_person(struct db *db, const char *badge, struct participant *out, struct err *err)
{
    struct people people;

    if (!people_read(db, &people, err))
        return false;

    int person = people_find(&people, badge);

    if (person < 0)
        return badge_unknown(badge, err);
    *out = people.list[person];
    return true;
}

bool people_put(struct db *db, const char *badge, const char *called_name, struct err *err)
{
    struct people people;
    char name[NAME_MAX_BYTES];

    if (!badge_check(badge, err) ||
        !text_copy_words(name, sizeof name, called_name, _("nom"), err) ||
        !people_read(db, &people, err))
        return false;

    int known = people_find(&people, badge);

    if (name[0] == '\0')
        return err_fail(err, ERR_INPUT, _("Le nom de %s est vide : écrire comment l'appeler."),
                        badge);
    if (known < 0 && people.count == PARTICIPANTS_MAX)
        return err_fail(err, ERR_INPUT, _("Le groupe est complet : %d personnes au plus."),
                        (int)PARTICIPANTS_MAX);
    if (known >= 0 && people.list[known].erased)
        return err_fail(err, ERR_INPUT,
                        _("La personne du badge %s a été effacée : prendre un autre badge."),
                        badge);

    if (known < 0 && strcasecmp(badge, name) == 0)
        return err_fail(err, ERR_INPUT,
                        _("Le journal garde le badge pour toujours : y mettre P%d, pas le nom."),
                        people.count + 1);

    struct stmt put = db_prepare(db, SQL_PUT, err);

    stmt_bind_text(&put, 1, badge);
    stmt_bind_text(&put, 2, name);
    stmt_run(&put);
    return stmt_finish(&put);
}

bool people_stop(struct db *db, const char *badge, int day, struct err *err)
{
    struct participant person;

    if (!people_person(db, badge, &person, err))
        return false;
    if (day > 0)
        stays_end(&person.stays, day);
    else if (person.stays.count > 0)
        person.stays.list[person.stays.count - 1].to = 0;
    if (person.stays.count > 0 && person.stays.list[person.stays.count - 1].from > day && day > 0)
        return err_fail(err, ERR_INPUT, _("Elle arrive à J%d : elle ne part pas avant."),
                        person.stays.list[person.stays.count - 1].from);
    return stays_put(db, badge, &person.stays, err);
}

/* The plain text of a sealed column; `*found` says whether that badge exists. */
static bool sealed_read(struct db *db, const char *sql, const struct vault *vault,
                        const char *badge, struct buf *out, struct err *err)
{
    struct stmt query = db_prepare(db, sql, err);
    bool good = true;

    stmt_bind_text(&query, 1, badge);
    if (stmt_next(&query) && !stmt_is_null(&query, 0)) {
        size_t length;
        const void *sealed = stmt_blob(&query, 0, &length);

        good = (vault && vault->is_open) ||
               err_fail(err, ERR_FORBIDDEN,
                        _("Les fiches sont fermées : donner la phrase secrète de l'animateur."));
        good = good && crypto_unseal(vault->key, badge, sealed, length, out, err);
    }
    return stmt_finish(&query) && good;
}

static bool sealed_write(struct db *db, const char *sql, const struct vault *vault,
                         const char *badge, const char *text, struct err *err)
{
    struct buf sealed = buf_init(INTERVIEW_BYTES_MAX + SHEET_BYTES_MAX);
    struct stmt update;
    bool good;

    assert(vault->is_open);
    if (!crypto_seal(vault->key, badge, text, strlen(text), &sealed, err)) {
        buf_release(&sealed);
        return false;
    }
    update = db_prepare(db, sql, err);
    stmt_bind_text(&update, 1, badge);
    stmt_bind_blob(&update, 2, sealed.data, sealed.length);
    stmt_run(&update);
    good = stmt_finish(&update) && (db_changes(db) == 1 || badge_unknown(badge, err));
    buf_release(&sealed);
    return good;
}

bool people_sheet(struct db *db, const struct vault *vault, const char *badge, struct sheet *out,
                  struct err *err)
{
    struct buf text = buf_init(SHEET_BYTES_MAX);
    bool good = sealed_read(db, SQL_SHEET, vault, badge, &text, err);

    if (good)
        sheet_take(out, buf_text(&text));
    buf_release(&text);
    return good;
}

bool people_set_sheet(struct db *db, const struct vault *vault, const char *badge,
                      const struct sheet *sheet, struct err *err)
{
    struct buf text = buf_init(SHEET_BYTES_MAX);
    bool good = sheet_check(sheet, err);

    if (good) {
        sheet_put(sheet, &text);
        good = buf_check(&text, err) &&
               sealed_write(db, SQL_SET_SHEET, vault, badge, buf_text(&text), err);
    }
    buf_release(&text);
    return good;
}

bool people_interview(struct db *db, const struct vault *vault, const char *badge,
                      struct interview *out, struct err *err)
{
    struct buf text = buf_init(INTERVIEW_BYTES_MAX);
    bool good = sealed_read(db, SQL_INTERVIEW, vault, badge, &text, err) &&
                interview_take(out, buf_text(&text), err);

    buf_release(&text);
    return good;
}

bool people_set_interview(struct db *db, const struct vault *vault, const char *badge,
                          const struct interview *interview, struct err *err)
{
    struct buf text = buf_init(INTERVIEW_BYTES_MAX);
    bool good;

    interview_put(interview, &text);
    good = buf_check(&text, err) &&
           sealed_write(db, SQL_SET_INTERVIEW, vault, badge, buf_text(&text), err);
    buf_release(&text);
    return good;
}

bool people_consent(struct db *db, const char *badge, enum consent_use use, struct consent *out,
                    struct err *err)
{
    struct stmt query = db_prepare(db, SQL_CONSENT, err);

    *out = (struct consent){ false, DAY_NONE, DAY_NONE };
    stmt_bind_text(&query, 1, badge);
    stmt_bind_int(&query, 2, use);
    if (stmt_next(&query)) {
        out->given = stmt_int(&query, 0) != 0;
        out->decided = stmt_day(&query, 1);
        out->revoked = stmt_day(&query, 2);
    }
    return stmt_finish(&query);
}

bool people_decide(struct db *db, const char *badge, enum consent_use use, bool given,
                   struct day day, struct err *err)
{
    struct consent before;

    if (!people_consent(db, badge, use, &before, err))
        return false;

    bool revoked = !given && consent_is_given(&before);
    struct stmt stmt = db_prepare(db, revoked ? SQL_REVOKE : SQL_DECIDE, err);

    stmt_bind_text(&stmt, 1, badge);
    stmt_bind_int(&stmt, 2, use);
    stmt_bind_int(&stmt, 3, revoked ? day.number : given);
    if (!revoked)
        stmt_bind_int(&stmt, 4, day.number);
    stmt_run(&stmt);
    return stmt_finish(&stmt);
}
