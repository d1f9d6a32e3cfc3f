/*
 * The key of the personal sheets while a session is open at the desk: found
 * where the machine keeps it, or given by the animator's passphrase and then
 * kept until the sheets are closed again or the book is. Whoever sells alone
 * never gets it (ACTION_PEOPLE).
 */
#ifndef POS_SHEET_KEY_H
#define POS_SHEET_KEY_H

#include "pos/acts/desk.h"

enum sheet_lock {
    SHEETS_EMPTY,     /* nothing was ever sealed: there is no key */
    SHEETS_PLAIN,     /* the key is on this machine, without a passphrase */
    SHEETS_LOCKED,    /* the passphrase is needed */
    SHEETS_UNLOCKED,  /* it was given */
    SHEETS_ELSEWHERE, /* the key is on another machine */
};

bool sheet_key_state(const struct desk *desk, enum sheet_lock *out, struct err *err) MUST_CHECK;

/*
 * For reading: a closed vault where nothing was ever sealed. ERR_FORBIDDEN: the passphrase is
 * needed, the key is elsewhere, or who acts may not read sheets. Close `out` afterwards.
 */
bool sheet_key_look(struct desk *desk, struct vault *out, struct err *err) MUST_CHECK;

/* For writing, in the caller's transaction: makes the key the first time. */
bool sheet_key_take(struct desk *desk, struct vault *out, struct err *err) MUST_CHECK;
/* Ends that transaction; a key that was made for what is not kept goes too. */
bool sheet_key_end(struct desk *desk, struct vault *vault, bool good, struct err *err) MUST_CHECK;

/* ERR_FORBIDDEN: a wrong passphrase. */
bool sheet_key_unlock(struct desk *desk, const char *passphrase, struct err *err) MUST_CHECK;
void sheet_key_lock(struct desk *desk);

/* A passphrase for sheets that have none; they stay open. ERR_INPUT: too short. */
bool sheet_key_protect(struct desk *desk, const char *passphrase, struct err *err) MUST_CHECK;

#endif
