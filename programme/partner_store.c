#include "base/lang.h"
#include "programme/partner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char SQL_PARTNERS[] =
    "SELECT key, kind, name, organisation, job, roles, email, phone, inside, signs, publish, "
    "logo IS NOT NULL FROM partner ORDER BY position";
static const char SQL_SLOTS[] =
    "SELECT day, start, until FROM partner_slot WHERE key = ?1 ORDER BY day, start";
static const char SQL_COUNT[] = "SELECT count(*) FROM partner WHERE key <> ?1";
static const char SQL_PUT[] =
    "INSERT INTO partner (key, position, kind, name, organisation, job, roles, email, phone, "
    "inside, signs, publish) VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM partner), ?2, "
    "?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT (key) DO UPDATE SET kind = excluded.kind, "
    "name = excluded.name, organisation = excluded.organisation, job = excluded.job, "
    "roles = excluded.roles, email = excluded.email, phone = excluded.phone, "
    "inside = excluded.inside, signs = excluded.signs, publish = excluded.publish";
static const char SQL_CLEAR_SLOTS[] = "DELETE FROM partner_slot WHERE key = ?1";
static const char SQL_PUT_SLOT[] =
    "INSERT INTO partner_slot (key, day, start, until) VALUES (?1, ?2, ?3, ?4)";
static const char SQL_LOGO_PUT[] = "UPDATE partner SET logo = ?2 WHERE key = ?1";
static const char SQL_LOGO[] = "SELECT logo FROM partner WHERE key = ?1 AND logo IS NOT NULL";
static const char SQL_REMOVE[] = "DELETE FROM partner WHERE key = ?1";
static const char SQL_ERASE[] = "UPDATE partner SET name = '', email = '', phone = '', job = '', "
                                "logo = NULL, publish = 0 WHERE key = ?1";
static const char SQL_ERASE_WORDS[] =
    "DELETE FROM opinion WHERE respondent IN ('animator:' || ?1, 'partner:' || ?1)";
static const char SQL_FORGET[] = "UPDATE partner SET email = '', phone = ''";

static bool key_run(struct db *db, const char *sql, const char *key, struct err *err)
{
    struct stmt stmt = db_prepare(db, sql, err);

    stmt_bind_text(&stmt, 1, key);
    stmt_run(&stmt);
    return stmt_finish(&stmt);
}

static unsigned roles_read(const char *words)
{
    unsigned roles = 0;

    while (*words != '\0') {
        size_t length = strcspn(words, ";");
        enum partner_role role;

        if (partner_role_parse(words, length, &role))
            roles |= 1U << (unsigned)role;
        words += length + (words[length] == ';');
    }
    return roles;
}

static void partner_take(struct stmt *query, struct partner *out)
{
    snprintf(out->key, sizeof out->key, "%s", stmt_text(query, 0));
    out->kind = PARTNER_GUEST;
    (void)partner_kind_parse(stmt_text(query, 1), &out->kind);
    snprintf(out->name, sizeof out->name, "%s", stmt_text(query, 2));
    snprintf(out->organisation, sizeof out->organisation, "%s", stmt_text(query, 3));
    snprintf(out->job, sizeof out->job, "%s", stmt_text(query, 4));
    out->roles = roles_read(stmt_text(query, 5));
    snprintf(out->email, sizeof out->email, "%s", stmt_text(query, 6));
    snprintf(out->phone, sizeof out->phone, "%s", stmt_text(query, 7));
    out->inside = stmt_int(query, 8) != 0;
    out->signs = stmt_int(query, 9) != 0;
    out->publish = stmt_int(query, 10) != 0;
    out->has_logo = stmt_int(query, 11) != 0;
}

static bool slots_take(struct db *db, struct partner *partner, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_SLOTS, err);

    stmt_bind_text(&query, 1, partner->key);
    while (partner->slot_count < PARTNER_SLOTS_MAX && stmt_next(&query))
        partner->slots[partner->slot_count++] =
            (struct partner_slot){ stmt_range(&query, 0, 1, DAYS_MAX),
                                   stmt_range(&query, 1, 0, DAY_END_MIN),
                                   stmt_range(&query, 2, 0, DAY_END_MIN) };
    return stmt_finish(&query);
}

static bool partners_read(struct db *db, struct partners *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_PARTNERS, err);

    while (out->count < PARTNERS_MAX && stmt_next(&query))
        partner_take(&query, &out->list[out->count++]);
    if (!stmt_finish(&query))
        return false;
    for (int i = 0; i < out->count; i++)
        if (!slots_take(db, &out->list[i], err))
            return false;
    return true;
}

struct partners *partners_open(struct db *db, struct err *err)
{
    struct partners *partners = calloc(1, sizeof *partners);

    if (!partners)
        abort();
    if (partners_read(db, partners, err))
        return partners;
    free(partners);
    return NULL;
}

static bool room_check(struct db *db, const char *key, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_COUNT, err);
    bool full;

    stmt_bind_text(&query, 1, key);
    full = stmt_next(&query) && stmt_int(&query, 0) >= PARTNERS_MAX;
    return stmt_finish(&query) &&
           (!full || err_fail(err, ERR_INPUT, _("La liste est pleine : %d partenaires au plus."),
                              (int)PARTNERS_MAX));
}

static bool row_put(struct db *db, const struct partner *partner, struct err *err)
{
    char roles[PARTNER_WORDS_MAX];
    struct stmt put = db_prepare(db, SQL_PUT, err);

    partner_roles_format(partner->roles, roles);
    stmt_bind_text(&put, 1, partner->key);
    stmt_bind_text(&put, 2, partner_kind_word(partner->kind));
    stmt_bind_text(&put, 3, partner->name);
    stmt_bind_text(&put, 4, partner->organisation);
    stmt_bind_text(&put, 5, partner->job);
    stmt_bind_text(&put, 6, roles);
    stmt_bind_text(&put, 7, partner->email);
    stmt_bind_text(&put, 8, partner->phone);
    stmt_bind_int(&put, 9, partner->inside);
    stmt_bind_int(&put, 10, partner->signs);
    stmt_bind_int(&put, 11, partner->publish);
    stmt_run(&put);
    return stmt_finish(&put);
}

static bool slot_put(struct db *db, const char *key, const struct partner_slot *slot,
                     struct err *err)
{
    struct stmt put = db_prepare(db, SQL_PUT_SLOT, err);

    stmt_bind_text(&put, 1, key);
    stmt_bind_int(&put, 2, slot->day);
    stmt_bind_int(&put, 3, slot->start);
    stmt_bind_int(&put, 4, slot->end);
    stmt_run(&put);
    return stmt_finish(&put);
}

static bool logo_put(struct db *db, const char *key, const struct buf *logo, struct err *err)
{
    struct stmt put = db_prepare(db, SQL_LOGO_PUT, err);

    stmt_bind_text(&put, 1, key);
    stmt_bind_blob(&put, 2, logo->data, logo->length);
    stmt_run(&put);
    return stmt_finish(&put);
}

bool partner_put(struct db *db, const struct partner *partner, const struct buf *logo,
                 struct err *err)
{
    if (!room_check(db, partner->key, err) || !row_put(db, partner, err) ||
        !key_run(db, SQL_CLEAR_SLOTS, partner->key, err))
        return false;
    for (int i = 0; i < partner->slot_count; i++)
        if (!slot_put(db, partner->key, &partner->slots[i], err))
            return false;
    return !logo || logo->length == 0 || logo_put(db, partner->key, logo, err);
}

bool partner_remove(struct db *db, const char *key, struct err *err)
{
    return key_run(db, SQL_CLEAR_SLOTS, key, err) && key_run(db, SQL_REMOVE, key, err);
}

bool partner_erase(struct db *db, const char *key, struct err *err)
{
    return key_run(db, SQL_ERASE, key, err) && key_run(db, SQL_ERASE_WORDS, key, err);
}

bool partners_forget(struct db *db, struct err *err)
{
    return db_script(db, SQL_FORGET, err);
}

bool partner_logo(struct db *db, const char *key, struct buf *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_LOGO, err);

    stmt_bind_text(&query, 1, key);
    if (stmt_next(&query)) {
        size_t length = 0;
        const void *bytes = stmt_blob(&query, 0, &length);

        buf_put(out, bytes, length);
    }
    return stmt_finish(&query) && buf_check(out, err);
}
