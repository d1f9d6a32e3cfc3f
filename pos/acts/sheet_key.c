#include "pos/acts/sheet_key.h"

#include "programme/people.h"

static const struct vault_access HERE = { NULL, NULL, NULL };

bool sheet_key_state(const struct desk *desk, enum sheet_lock *out, struct err *err)
{
    struct db *db = desk->till->db;
    struct err closed = ERR_EMPTY;
    struct vault vault;
    bool is_made;
    bool is_protected;

    if (!vault_is_made(db, &is_made, err) || !vault_is_protected(db, &HERE, &is_protected, err))
        return false;
    if (!is_made)
        *out = SHEETS_EMPTY;
    else if (is_protected)
        *out = desk->sheets.is_open ? SHEETS_UNLOCKED : SHEETS_LOCKED;
    else if (vault_open(db, &HERE, &vault, &closed)) {
        vault_close(&vault);
        *out = SHEETS_PLAIN;
    } else {
        *out = SHEETS_ELSEWHERE;
    }
    return true;
}

bool sheet_key_look(struct desk *desk, struct vault *out, struct err *err)
{
    bool is_made;

    *out = (struct vault){ .is_open = false };
    if (!till_check(desk->till, ACTION_PEOPLE, err) ||
        !vault_is_made(desk->till->db, &is_made, err))
        return false;
    return !is_made || sheet_key_take(desk, out, err);
}

bool sheet_key_take(struct desk *desk, struct vault *out, struct err *err)
{
    if (!till_check(desk->till, ACTION_PEOPLE, err))
        return false;
    if (!desk->sheets.is_open)
        return vault_open(desk->till->db, &HERE, out, err);
    *out = desk->sheets;
    return true;
}

bool sheet_key_end(struct desk *desk, struct vault *vault, bool good, struct err *err)
{
    if (!good)
        vault_discard(desk->till->db, &HERE, vault); /* before: its key's name is in the book */
    vault_close(vault);
    return till_write_end(desk->till, good, err);
}

bool sheet_key_unlock(struct desk *desk, const char *passphrase, struct err *err)
{
    const struct vault_access access = { NULL, passphrase, NULL };

    return till_check(desk->till, ACTION_PEOPLE, err) &&
           vault_open(desk->till->db, &access, &desk->sheets, err);
}

void sheet_key_lock(struct desk *desk)
{
    vault_close(&desk->sheets);
}

bool sheet_key_protect(struct desk *desk, const char *passphrase, struct err *err)
{
    const struct vault_access access = { NULL, passphrase, NULL };
    struct vault vault;

    if (!sheet_key_take(desk, &vault, err))
        return false;
    if (!vault_protect(desk->till->db, &vault, &access, err)) {
        vault_close(&vault);
        return false;
    }
    vault.is_new = false;
    desk->sheets = vault;
    return true;
}
