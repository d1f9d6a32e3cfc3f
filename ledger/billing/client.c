#include "ledger/billing/client.h"

#include "base/lang.h"

#include <stdio.h>
#include <string.h>

static const char SQL_PUT[] =
    "INSERT INTO client (key, name, address, siren, vat_number, email) VALUES (?1, ?2, ?3, ?4, ?5, "
    "?6) ON CONFLICT (key) DO UPDATE SET name = excluded.name, "
    "address = iif(excluded.address = '', address, excluded.address), "
    "siren = iif(excluded.siren = '', siren, excluded.siren), "
    "vat_number = iif(excluded.vat_number = '', vat_number, excluded.vat_number), "
    "email = iif(excluded.email = '', email, excluded.email)";
static const char SQL_FIND[] =
    "SELECT key, name, address, siren, vat_number, email FROM client WHERE key = ?1";

bool client_check(const struct client *client, struct err *err)
{
    if (client->key[0] == '\0' ||
        client->key[strspn(client->key, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                        "0123456789-")] != '\0')
        return err_fail(err, ERR_INPUT,
                        _("Clé du client « %.20s » : des lettres sans accent, des chiffres, -."),
                        client->key);
    if (client->name[0] == '\0')
        return err_fail(err, ERR_INPUT, _("Le client n'a pas de nom : l'écrire."));
    if (client->siren[0] != '\0' && !siren_is_good(client->siren))
        return err_fail(err, ERR_INPUT, _("SIREN « %.20s » : 9 chiffres, dont une clé juste."),
                        client->siren);
    return true;
}

bool client_put(struct db *db, const struct client *client, struct err *err)
{
    if (!client_check(client, err))
        return false;

    struct stmt put = db_prepare(db, SQL_PUT, err);

    stmt_bind_text(&put, 1, client->key);
    stmt_bind_text(&put, 2, client->name);
    stmt_bind_text(&put, 3, client->address);
    stmt_bind_text(&put, 4, client->siren);
    stmt_bind_text(&put, 5, client->vat_number);
    stmt_bind_text(&put, 6, client->email);
    stmt_run(&put);
    return stmt_finish(&put);
}

static void row_take(const struct stmt *row, struct client *out)
{
    snprintf(out->key, sizeof out->key, "%s", stmt_text(row, 0));
    snprintf(out->name, sizeof out->name, "%s", stmt_text(row, 1));
    snprintf(out->address, sizeof out->address, "%s", stmt_text(row, 2));
    snprintf(out->siren, sizeof out->siren, "%s", stmt_text(row, 3));
    snprintf(out->vat_number, sizeof out->vat_number, "%s", stmt_text(row, 4));
    snprintf(out->email, sizeof out->email, "%s", stmt_text(row, 5));
}

bool client_find(struct db *db, const char *key, struct client *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_FIND, err);
    bool found = false;

    stmt_bind_text(&query, 1, key);
    if (stmt_next(&query)) {
        row_take(&query, out);
        found = true;
    }
    return stmt_finish(&query) &&
           (found ||
            err_fail(err, ERR_NOT_FOUND,
                     _("Client « %.20s » inconnu : l'écrire d'abord (import clients)."), key));
}
