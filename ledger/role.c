#include "ledger/role.h"

#include "base/lang.h"

#include <string.h>

static const char SQL_FIND[] = "SELECT salt, cost, hash FROM pin WHERE role = ?";
static const char SQL_PUT[] = "INSERT OR REPLACE INTO pin (role, salt, cost, hash) "
                              "VALUES (?, ?, ?, ?)";

/* 16 MiB and about 40 ms: memory-hard, yet bearable on a small laptop. Stored with each hash. */
enum { PIN_COST = 16384, PIN_ROW_MAX = 4096 };

enum role role_of(const char *who)
{
    if (strcmp(who, "host") == 0)
        return ROLE_HOST;
    return strcmp(who, "animator") == 0 ? ROLE_ANIMATOR : ROLE_PARTICIPANT;
}

enum role actor_role(const struct actor *actor)
{
    enum role own = role_of(actor->who);
    enum role beside = role_of(actor->tutor);

    return beside > own ? beside : own;
}

static enum role action_least_role(enum action action)
{
    static const enum role LEAST[ACTION_END] = {
        [ACTION_SELL] = ROLE_PARTICIPANT,  [ACTION_REFUND] = ROLE_ANIMATOR,
        [ACTION_COUNT] = ROLE_PARTICIPANT, [ACTION_CLOSE_DAY] = ROLE_ANIMATOR,
        [ACTION_PEOPLE] = ROLE_ANIMATOR,   [ACTION_CHARGE] = ROLE_ANIMATOR,
        [ACTION_SET_UP] = ROLE_ANIMATOR,   [ACTION_CLOSE_SESSION] = ROLE_HOST,
        [ACTION_EXPORT] = ROLE_HOST,
    };

    return LEAST[action];
}

bool role_may(enum role role, enum action action)
{
    return role >= action_least_role(action);
}

bool actor_check(const struct actor *actor, enum action action, struct err *err)
{
    if (role_may(actor_role(actor), action))
        return true;
    if (action_least_role(action) == ROLE_HOST)
        return err_fail(err, ERR_FORBIDDEN, _("Réservé à la coopérative : lui demander."));
    return err_fail(err, ERR_FORBIDDEN, _("Demander à l'animateur : il tape son code."));
}

bool pin_seal_read(struct db *db, enum role role, char out[PIN_SEAL_MAX], struct err *err)
{
    struct stmt query = db_prepare(db, SQL_FIND, err);
    struct buf row = buf_init(PIN_ROW_MAX);
    unsigned char hash[HASH_BYTES];
    struct err too_long = ERR_EMPTY;

    stmt_bind_text(&query, 1, role_word(role));
    out[0] = '\0';
    if (stmt_next(&query)) {
        for (int column = 0; column < 3; column++) {
            struct stmt_cell cell = stmt_cell(&query, column);

            canonical_put_cell(&row, &cell);
        }
        crypto_hash(role_word(role), strlen(role_word(role)), row.data, row.length, hash);
        crypto_hex(hash, HASH_BYTES, out);
        if (!buf_check(&row, &too_long))
            strcpy(out, "?"); /* no record says that */
    }
    buf_release(&row);
    return stmt_finish(&query);
}

bool pin_put(struct journal *journal, enum role role, const char *pin, const struct actor *actor,
             struct moment moment, struct err *err)
{
    unsigned char salt[SALT_BYTES];
    unsigned char hash[SECRET_KEY_BYTES];
    char seal[PIN_SEAL_MAX];
    size_t length = strlen(pin);

    if (role == ROLE_PARTICIPANT)
        return err_fail(err, ERR_INPUT, _("Seuls l'animateur et la coopérative ont un code."));
    if (length < PIN_MIN || length >= PIN_MAX)
        return err_fail(err, ERR_INPUT, _("Le code a de 4 à 64 caractères : en choisir un autre."));
    if (!crypto_random(salt, sizeof salt, err) || !crypto_stretch(pin, salt, PIN_COST, hash, err))
        return false;

    struct stmt put = db_prepare(journal->db, SQL_PUT, err);

    stmt_bind_text(&put, 1, role_word(role));
    stmt_bind_blob(&put, 2, salt, sizeof salt);
    stmt_bind_int(&put, 3, PIN_COST);
    stmt_bind_blob(&put, 4, hash, sizeof hash);
    stmt_run(&put);
    return stmt_finish(&put) && pin_seal_read(journal->db, role, seal, err) &&
           journal_note(journal, RECORD_PIN, actor, moment,
                        &(struct note){ role_word(role), seal, 0 }, err);
}

bool pin_is_set(struct db *db, enum role role, bool *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_FIND, err);
    bool found;

    stmt_bind_text(&query, 1, role_word(role));
    found = stmt_next(&query);
    if (!stmt_finish(&query))
        return false;
    *out = found;
    return true;
}

bool pin_is_right(struct db *db, enum role role, const char *pin, bool *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_FIND, err);
    unsigned char salt[SALT_BYTES] = { 0 };
    unsigned char stored[SECRET_KEY_BYTES] = { 0 };
    unsigned char tried[SECRET_KEY_BYTES];
    bool good = true;
    bool found;

    stmt_bind_text(&query, 1, role_word(role));
    found = stmt_next(&query);

    int64_t cost = found ? stmt_int(&query, 1) : 0;

    if (found)
        good = stmt_blob_copy(&query, 0, salt, SALT_BYTES) &&
               stmt_blob_copy(&query, 2, stored, SECRET_KEY_BYTES);
    if (!stmt_finish(&query))
        return false;
    if (!good)
        return err_fail(err, ERR_TAMPERED,
                        _("Le code de ce livre a été modifié : ne pas s'y fier."));
    if (found && !crypto_stretch(pin, salt, cost, tried, err))
        return false;
    *out = !found || crypto_is_equal(tried, stored, sizeof tried);
    return true;
}

const char *role_word(enum role role)
{
    static const char *const WORDS[] = { "participant", "animator", "host" };

    return WORDS[role];
}

const char *role_name(enum role role)
{
    static const char *const NAMES[] = { N_("participant"), N_("animateur"), N_("coopérative") };

    return _(NAMES[role]);
}

const char *who_name(const char *who)
{
    enum role role = role_of(who);

    return role == ROLE_PARTICIPANT ? who : role_name(role);
}
