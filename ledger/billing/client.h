/*
 * Clients of services, by a key of the group's own. What a document says of
 * them is sealed with it; here is what the next one will say.
 */
#ifndef LEDGER_CLIENT_H
#define LEDGER_CLIENT_H

#include "base/db.h"
#include "ledger/session.h"

enum { CLIENT_EMAIL_MAX = 121 };

struct client {
    char key[ACTOR_MAX]; /* up to 15 letters, digits, "-" */
    char name[NAME_MAX_TEXT];
    char address[ADDRESS_MAX];
    char siren[SIREN_MAX]; /* "": a private person */
    char vat_number[VAT_NUMBER_MAX];
    char email[CLIENT_EMAIL_MAX];
};

/* ERR_INPUT: no key, no name, a SIREN that cannot be one. */
bool client_check(const struct client *client, struct err *err) MUST_CHECK;

/* A known key is updated; an empty field leaves what is there. */
bool client_put(struct db *db, const struct client *client, struct err *err) MUST_CHECK;
/* ERR_NOT_FOUND. */
bool client_find(struct db *db, const char *key, struct client *out, struct err *err) MUST_CHECK;

#endif
