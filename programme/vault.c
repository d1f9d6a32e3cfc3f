#include "programme/vault.h"

#include "base/lang.h"
#include "base/own_folder.h"
#include "base/whole_file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    KEY_ID_BYTES = 16,
    KEY_ID_MAX = 2 * KEY_ID_BYTES + 1,
    KEY_PATH_MAX = 4096,
    STRETCH_COST = 32768, /* 32 MiB, about a tenth of a second */
    WRAPPED_MAX = 128,
    PASSPHRASE_MIN = 8,
};

static const char SQL_VAULT[] = "SELECT key_id, salt, cost, wrapped FROM vault WHERE id = 1";
static const char SQL_ADD_VAULT[] = "INSERT INTO vault (id, key_id, salt, cost, wrapped) "
                                    "VALUES (1, ?1, NULL, 0, NULL)";
static const char SQL_PROTECT[] = "UPDATE vault SET salt = ?1, cost = ?2, wrapped = ?3 "
                                  "WHERE id = 1";

struct vault_row {
    bool found;
    char key_id[KEY_ID_MAX];
    unsigned char salt[SALT_BYTES];
    int64_t cost; /* 0 without passphrase */
    unsigned char wrapped[WRAPPED_MAX];
    size_t wrapped_length;
};

static bool vault_row_read(struct db *db, struct vault_row *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_VAULT, err);

    *out = (struct vault_row){ 0 };
    if (stmt_next(&query)) {
        size_t salt_length = 0;
        const void *salt = stmt_blob(&query, 1, &salt_length);
        const void *wrapped;

        out->found = true;
        snprintf(out->key_id, sizeof out->key_id, "%s", stmt_text(&query, 0));
        if (salt_length == SALT_BYTES)
            memcpy(out->salt, salt, SALT_BYTES);
        out->cost = stmt_int(&query, 2);
        wrapped = stmt_blob(&query, 3, &out->wrapped_length);
        if (out->wrapped_length > WRAPPED_MAX)
            out->wrapped_length = 0;
        if (out->wrapped_length > 0)
            memcpy(out->wrapped, wrapped, out->wrapped_length);
    }
    return stmt_finish(&query);
}

/* The path of a key file; its folders are made when `make` is set. */
static bool key_path(const struct vault_access *access, const char *key_id, bool make,
                     char out[KEY_PATH_MAX])
{
    char folder[KEY_PATH_MAX - KEY_ID_MAX - 16];

    if (!crypto_is_hex(key_id, KEY_ID_BYTES)) /* or it would name a file elsewhere */
        return false;
    if (access->folder)
        snprintf(folder, sizeof folder, "%s", access->folder);
    else if (!own_folder_find(OWN_DATA, folder, sizeof folder))
        return false;
    if (snprintf(out, KEY_PATH_MAX, "%s/keys", folder) >= KEY_PATH_MAX ||
        (make && !own_folder_make(out)))
        return false;
    snprintf(out, KEY_PATH_MAX, "%s/keys/%s.people", folder, key_id);
    return true;
}

static bool key_file_write(const char *path, const unsigned char key[SECRET_KEY_BYTES])
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

    if (file < 0)
        return false;

    bool good = write(file, key, SECRET_KEY_BYTES) == SECRET_KEY_BYTES && fsync(file) == 0;

    if (close(file) != 0 || !good) {
        unlink(path);
        return false;
    }
    return true;
}

static bool key_file_read(const char *path, unsigned char key[SECRET_KEY_BYTES])
{
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

    if (file < 0)
        return false;

    bool good = read(file, key, SECRET_KEY_BYTES) == SECRET_KEY_BYTES;

    close(file);
    return good;
}

static bool vault_make(struct db *db, const struct vault_access *access, struct vault *out,
                       struct err *err)
{
    unsigned char id[KEY_ID_BYTES];
    char key_id[KEY_ID_MAX];
    char path[KEY_PATH_MAX];
    struct vault vault = { .is_open = true, .is_new = true };

    if (!crypto_random(id, sizeof id, err) || !crypto_random(vault.key, sizeof vault.key, err))
        return false;
    crypto_hex(id, sizeof id, key_id);
    if (!key_path(access, key_id, true, path) || !key_file_write(path, vault.key))
        return err_fail(
            err, ERR_STORAGE,
            _("La clé des fiches ne s'enregistre pas : vérifier le dossier personnel."));

    struct stmt insert = db_prepare(db, SQL_ADD_VAULT, err);

    stmt_bind_text(&insert, 1, key_id);
    stmt_run(&insert);
    if (!stmt_finish(&insert)) {
        unlink(path);
        vault_close(&vault);
        return false;
    }
    *out = vault;
    return true;
}

/* The key under the passphrase, beside where it was: copies made before hold no passphrase. */
struct kept_wrap {
    unsigned char salt[SALT_BYTES];
    int64_t cost;
    uint64_t wrapped_length;
    unsigned char wrapped[WRAPPED_MAX];
};

static void wrap_path(const char *path, char out[KEY_PATH_MAX + 8])
{
    snprintf(out, KEY_PATH_MAX + 8, "%.*s.sealed", (int)(strlen(path) - strlen(".people")), path);
}

/* Whole, or that of the passphrase before stays. */
static bool wrap_write(const char *path, const struct kept_wrap *wrap)
{
    struct whole_file part = WHOLE_FILE_CLOSED;
    char beside[KEY_PATH_MAX + 8];
    struct err ignored = ERR_EMPTY;
    int reason;

    wrap_path(path, beside);
    if (whole_file_open_kept(&part, beside, &ignored) &&
        write(part.file, wrap, sizeof *wrap) == (ssize_t)sizeof *wrap)
        return whole_file_finish(&part, true, &reason);
    whole_file_abandon(&part);
    return false;
}

static void wrap_read(const char *path, struct vault_row *row)
{
    char beside[KEY_PATH_MAX + 8];
    struct kept_wrap wrap;
    int file;
    bool good;

    wrap_path(path, beside);
    file = open(beside, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    good = file >= 0 && read(file, &wrap, sizeof wrap) == (ssize_t)sizeof wrap &&
           wrap.wrapped_length <= WRAPPED_MAX;
    if (file >= 0)
        close(file);
    if (!good)
        return;
    memcpy(row->salt, wrap.salt, sizeof row->salt);
    memcpy(row->wrapped, wrap.wrapped, sizeof row->wrapped);
    row->cost = wrap.cost;
    row->wrapped_length = (size_t)wrap.wrapped_length;
}

static bool vault_unwrap(const struct vault_row *row, const char *passphrase, struct vault *out,
                         struct err *err)
{
    unsigned char stretched[SECRET_KEY_BYTES];
    struct buf key = buf_init(SECRET_KEY_BYTES);
    bool good;

    if (!passphrase || passphrase[0] == '\0')
        return err_fail(err, ERR_FORBIDDEN,
                        _("Les fiches sont fermées : donner la phrase secrète de l'animateur."));
    if (!crypto_stretch(passphrase, row->salt, row->cost, stretched, err))
        return false;

    struct err wrong = ERR_EMPTY;

    good = crypto_unseal(stretched, row->key_id, row->wrapped, row->wrapped_length, &key, &wrong) &&
           key.length == SECRET_KEY_BYTES;
    if (good) {
        memcpy(out->key, key.data, SECRET_KEY_BYTES);
        out->is_open = true;
        crypto_wipe(key.data, key.length);
    }
    crypto_wipe(stretched, sizeof stretched);
    buf_release(&key);
    return good || err_fail(err, ERR_FORBIDDEN, _("La phrase secrète n'est pas la bonne."));
}

/* The key that lies here in the open; else a copy of before the passphrase has its key wrapped as
 * that left it. */
static bool key_read(const struct vault_access *access, struct vault_row *row,
                     unsigned char key[SECRET_KEY_BYTES])
{
    char path[KEY_PATH_MAX];

    if (row->wrapped_length > 0 || !key_path(access, row->key_id, false, path))
        return false;
    if (key_file_read(path, key))
        return true;
    wrap_read(path, row);
    return false;
}

bool vault_open(struct db *db, const struct vault_access *access, struct vault *out,
                struct err *err)
{
    struct vault_row row;
    bool is_here;
    struct vault vault = { .is_open = true };

    if (!vault_row_read(db, &row, err))
        return false;
    if (!row.found)
        return vault_make(db, access, out, err);
    if (access->opened && access->opened->is_open) {
        *out = *access->opened;
        out->is_new = false;
        return true;
    }
    is_here = key_read(access, &row, vault.key);
    if (row.wrapped_length > 0)
        return vault_unwrap(&row, access->passphrase, out, err);
    if (!is_here)
        return err_fail(err, ERR_FORBIDDEN,
                        _("La clé des fiches n'est pas sur cet ordinateur : ouvrir le livre là où "
                          "il a été fait, ou y mettre une phrase secrète."));
    *out = vault;
    return true;
}

void vault_discard(struct db *db, const struct vault_access *access, struct vault *vault)
{
    struct err ignored = ERR_EMPTY;
    struct vault_row row;
    char path[KEY_PATH_MAX];

    if (vault->is_new && vault_row_read(db, &row, &ignored) && row.found &&
        key_path(access, row.key_id, false, path))
        unlink(path);
    vault_close(vault);
}

void vault_close(struct vault *vault)
{
    crypto_wipe(vault->key, sizeof vault->key);
    vault->is_open = false;
}

bool vault_protect(struct db *db, const struct vault *vault, const struct vault_access *access,
                   struct err *err)
{
    struct vault_row row;
    unsigned char salt[SALT_BYTES];
    unsigned char stretched[SECRET_KEY_BYTES];
    char path[KEY_PATH_MAX];
    struct buf wrapped = buf_init(WRAPPED_MAX);

    assert(vault->is_open);
    if (!access->passphrase || strlen(access->passphrase) < PASSPHRASE_MIN)
        return err_fail(err, ERR_INPUT, _("La phrase secrète a au moins %d caractères."),
                        (int)PASSPHRASE_MIN);
    if (!vault_row_read(db, &row, err) || !crypto_random(salt, sizeof salt, err) ||
        !crypto_stretch(access->passphrase, salt, STRETCH_COST, stretched, err))
        return false;

    bool good = crypto_seal(stretched, row.key_id, vault->key, sizeof vault->key, &wrapped, err);

    crypto_wipe(stretched, sizeof stretched);
    if (good) {
        struct stmt update = db_prepare(db, SQL_PROTECT, err);

        stmt_bind_blob(&update, 1, salt, sizeof salt);
        stmt_bind_int(&update, 2, STRETCH_COST);
        stmt_bind_blob(&update, 3, wrapped.data, wrapped.length);
        stmt_run(&update);
        good = stmt_finish(&update);
    }
    if (good && key_path(access, row.key_id, true, path)) {
        struct kept_wrap kept = { .cost = STRETCH_COST, .wrapped_length = wrapped.length };

        memcpy(kept.salt, salt, sizeof kept.salt);
        memcpy(kept.wrapped, wrapped.data, wrapped.length);
        if (wrap_write(path, &kept))
            unlink(path); /* from here on only the passphrase opens the sheets */
        else
            good = err_fail(err, ERR_STORAGE,
                            _("La clé des fiches ne s'enregistre pas : vérifier "
                              "le dossier personnel."));
    }
    buf_release(&wrapped);
    return good;
}

bool vault_is_made(struct db *db, bool *out, struct err *err)
{
    struct vault_row row;

    if (!vault_row_read(db, &row, err))
        return false;
    *out = row.found;
    return true;
}

bool vault_is_protected(struct db *db, const struct vault_access *access, bool *out,
                        struct err *err)
{
    struct vault_row row;
    struct vault vault = { 0 };

    if (!vault_row_read(db, &row, err))
        return false;
    if (row.found)
        key_read(access, &row, vault.key);
    vault_close(&vault);
    *out = row.wrapped_length > 0;
    return true;
}
