#include "programme/files/partner_import.h"

#include "base/lang.h"
#include "programme/logo.h"
#include "programme/programme_store.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    COLUMN_KEY,
    COLUMN_KIND,
    COLUMN_NAME,
    COLUMN_ORGANISATION,
    COLUMN_JOB,
    COLUMN_ROLES,
    COLUMN_DAYS,
    COLUMN_START,
    COLUMN_END,
    COLUMN_EMAIL,
    COLUMN_PHONE,
    COLUMN_INSIDE,
    COLUMN_SIGNS,
    COLUMN_PUBLISH,
    COLUMN_LOGO,
};

static const struct csv_column COLUMNS[] = {
    { "key", true },    { "kind", true },     { "name", true },   { "organisation", false },
    { "job", false },   { "roles", false },   { "days", false },  { "start", false },
    { "end", false },   { "email", false },   { "phone", false }, { "inside", false },
    { "signs", false }, { "publish", false }, { "logo", false },
};

enum { CLOCK_MIN = 24 * 60, FOLDER_MAX = 4096 };

struct period_totals {
    struct db *db;
    const char *path; /* of the file: logos stand beside it */
    struct calendar calendar;
    struct partners *partners; /* of the book, and what the file makes of them */
    bool named[PARTNERS_MAX];  /* by this file, beside partners->list */
    bool dated[PARTNERS_MAX];  /* this file says when */
    int64_t count;
};

bool clock_parse(const char *text, int *out)
{
    char *end;
    long hour = strtol(text, &end, 10);
    long minute = 0;

    if (end == text || !isdigit((unsigned char)text[0]) || (*end != ':' && tolower(*end) != 'h'))
        return false;
    if (end[1] != '\0') {
        const char *digits = end + 1;

        if (!isdigit((unsigned char)digits[0]))
            return false;
        minute = strtol(digits, &end, 10);
        if (*end != '\0')
            return false;
    } else if (*end == ':') {
        return false;
    }
    if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || hour * 60 + minute > CLOCK_MIN)
        return false;
    *out = (int)(hour * 60 + minute);
    return true;
}

static bool answer_take(const char *text, bool *out, const char *what, struct err *err)
{
    if (text[0] == '\0')
        return true;
    *out = strcmp(text, "yes") == 0;
    return *out || strcmp(text, "no") == 0 ||
           err_fail(err, ERR_INPUT, _("« %s » est un mot parmi : %s."), what, "yes no");
}

static bool words_take(char *out, size_t room, const char *text, const char *what, struct err *err)
{
    return text[0] == '\0' || text_copy_words(out, room, text, what, err);
}

/* What stands between `;` and spaces; false at the end. */
static bool piece_next(const char **at, size_t *length)
{
    *at += strspn(*at, "; ,");
    *length = strcspn(*at, "; ,");
    return *length > 0;
}

static bool roles_take(const char *text, unsigned *out, struct err *err)
{
    unsigned roles = 0;
    size_t length;

    if (text[0] == '\0')
        return true;
    for (const char *at = text; piece_next(&at, &length); at += length) {
        enum partner_role role;

        if (!partner_role_parse(at, length, &role))
            return err_fail(err, ERR_INPUT, _("« %s » est un mot parmi : %s."), "roles",
                            "prescribe animate support produce communicate bank account place "
                            "venue fund lend other");
        roles |= 1U << (unsigned)role;
    }
    *out = roles;
    return true;
}

static bool clock_take(const char *text, int *out, struct err *err)
{
    return text[0] == '\0' || clock_parse(text, out) ||
           err_fail(err, ERR_INPUT, _("Heure « %.20s » : l'écrire comme 9:30."), text);
}

static bool day_take(const char *at, size_t length, int *out)
{
    char *end;
    long day;

    if (*at == 'J' || *at == 'j') {
        at++;
        length--;
    }
    day = strtol(at, &end, 10);
    *out = (int)day;
    return length > 0 && end == at + length && day >= 1 && day <= 999;
}

bool partner_take_slots(struct partner *partner, const char *days, const char *start,
                        const char *end, struct err *err)
{
    struct partner_slot slot = { 0, 0, 0 };
    size_t length;

    if (!clock_take(start, &slot.start, err) || !clock_take(end, &slot.end, err))
        return false;
    if ((start[0] != '\0') != (end[0] != '\0'))
        return err_fail(err, ERR_INPUT, _("Une heure de début va avec une heure de fin."));
    if (start[0] != '\0' && days[0] == '\0')
        return err_fail(err, ERR_INPUT, _("Une heure va avec un jour : écrire quels jours."));
    for (const char *at = days; piece_next(&at, &length); at += length) {
        if (!day_take(at, length, &slot.day))
            return err_fail(err, ERR_INPUT, _("Jours « %.30s » : les écrire comme 1;2;7."), days);
        if (partner->slot_count == PARTNER_SLOTS_MAX)
            return err_fail(err, ERR_INPUT, _("%s : %d moments au plus."), partner->name,
                            (int)PARTNER_SLOTS_MAX);
        partner->slots[partner->slot_count++] = slot;
    }
    return true;
}

static bool facts_take(const char *const *fields, struct partner *partner, struct err *err)
{
    return words_take(partner->name, sizeof partner->name, fields[COLUMN_NAME], "name", err) &&
           words_take(partner->organisation, sizeof partner->organisation,
                      fields[COLUMN_ORGANISATION], "organisation", err) &&
           words_take(partner->job, sizeof partner->job, fields[COLUMN_JOB], "job", err) &&
           words_take(partner->email, sizeof partner->email, fields[COLUMN_EMAIL], "email", err) &&
           words_take(partner->phone, sizeof partner->phone, fields[COLUMN_PHONE], "phone", err) &&
           roles_take(fields[COLUMN_ROLES], &partner->roles, err) &&
           answer_take(fields[COLUMN_INSIDE], &partner->inside, "inside", err) &&
           answer_take(fields[COLUMN_SIGNS], &partner->signs, "signs", err) &&
           answer_take(fields[COLUMN_PUBLISH], &partner->publish, "publish", err);
}

/* The partner of that key: known, or added with what holds unless a row says otherwise. */
static bool partner_of(struct period_totals *reading, const char *key, enum partner_kind kind,
                       int *out, struct err *err)
{
    struct partners *partners = reading->partners;

    *out = partners_find(partners, key);
    if (*out >= 0) {
        partners->list[*out].kind = kind;
        return true;
    }
    if (!partner_key_check(key, err))
        return false;
    if (partners->count == PARTNERS_MAX)
        return err_fail(err, ERR_INPUT, _("La liste est pleine : %d partenaires au plus."),
                        (int)PARTNERS_MAX);
    *out = partners->count++;
    partners->list[*out] =
        (struct partner){ .kind = kind, .publish = kind == PARTNER_ORGANISATION };
    snprintf(partners->list[*out].key, PARTNER_KEY_MAX, "%s", key);
    return true;
}

/* `name` in the folder of the file, unless it is a whole path. */
static bool logo_read(const struct period_totals *reading, const char *name, struct buf *out,
                      struct err *err)
{
    const char *slash = strrchr(reading->path, '/');
    int folder = name[0] == '/' || !slash ? 0 : (int)(slash + 1 - reading->path);
    char path[FOLDER_MAX];
    struct err why = ERR_EMPTY;
    uint32_t width, height;

    if (snprintf(path, sizeof path, "%.*s%s", folder, reading->path, name) >= (int)sizeof path ||
        !buf_read_file(out, path, &why))
        return err_fail(err, ERR_INPUT,
                        _("Logo « %.60s » : le mettre à côté du fichier, 200 Ko au plus."), name);
    return logo_sides(out, &width, &height) ||
           err_fail(err, ERR_INPUT, _("Logo « %.60s » : donner une image PNG."), name);
}

static bool partner_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct period_totals *reading = context;
    struct buf logo = buf_init(PARTNER_LOGO_MAX);
    enum partner_kind kind;
    bool good;
    int i;

    (void)line;
    if (!partner_kind_parse(fields[COLUMN_KIND], &kind))
        return err_fail(err, ERR_INPUT, _("« %s » est un mot parmi : %s."), "kind",
                        "animator guest organisation");
    if (!partner_of(reading, fields[COLUMN_KEY], kind, &i, err))
        return false;

    struct partner *partner = &reading->partners->list[i];

    if (fields[COLUMN_DAYS][0] != '\0' && !reading->dated[i]) {
        reading->dated[i] = true;
        partner->slot_count = 0;
    }
    good =
        facts_take(fields, partner, err) &&
        partner_take_slots(partner, fields[COLUMN_DAYS], fields[COLUMN_START], fields[COLUMN_END],
                           err) &&
        partner_check(partner, &reading->calendar, err) &&
        (fields[COLUMN_LOGO][0] == '\0' || logo_read(reading, fields[COLUMN_LOGO], &logo, err)) &&
        partner_put(reading->db, partner, &logo, err);
    buf_release(&logo);
    reading->count += good && !reading->named[i];
    reading->named[i] = true;
    return good;
}

bool import_partners(struct db *db, const char *path, struct csv_faults *faults, int64_t *count,
                     struct err *err)
{
    static const struct csv_table TABLE = { COLUMNS, COUNT_OF(COLUMNS), partner_row, "partners" };
    struct period_totals *reading = calloc(1, sizeof *reading);
    bool good;

    if (!reading)
        abort();
    reading->db = db;
    reading->path = path;
    reading->partners = partners_open(db, err);
    good = reading->partners != NULL && programme_calendar(db, &reading->calendar, err) &&
           csv_read(path, &TABLE, reading, faults, err);
    if (good)
        *count = reading->count;
    free(reading->partners);
    free(reading);
    return good;
}
