/*
 * Who may do what, and the PINs that prove who acts.
 *
 * A participant acts under a badge, alone or with an animator or the host
 * beside (the tutor of the actor). A role without a PIN asks for none.
 */
#ifndef LEDGER_ROLE_H
#define LEDGER_ROLE_H

#include "ledger/journal.h"

enum role { ROLE_PARTICIPANT, ROLE_ANIMATOR, ROLE_HOST };

enum action {
    ACTION_SELL,          /* sell, scan, print on request, park */
    ACTION_REFUND,        /* refund, cash in and out, prices below ledger/allowance */
    ACTION_COUNT,         /* count the drawer */
    ACTION_CLOSE_DAY,     /* X, Z, month */
    ACTION_PEOPLE,        /* personal sheets; marks, answers and papers by name */
    ACTION_CHARGE,        /* charges, sharing vote */
    ACTION_SET_UP,        /* session, products, settings: the animator prepares */
    ACTION_CLOSE_SESSION, /* session closing, corrections after it */
    ACTION_EXPORT,
    ACTION_END,
};

enum role role_of(const char *who);
enum role actor_role(const struct actor *actor); /* the higher one of who and tutor */
bool role_may(enum role role, enum action action);

/* ERR_FORBIDDEN with a sentence that says who may. */
bool actor_check(const struct actor *actor, enum action action, struct err *err) MUST_CHECK;

/* PIN: 4 to 64 characters. Set in the caller's transaction; the journal says that it was set. */
enum { PIN_MIN = 4, PIN_MAX = 65 };
bool pin_put(struct journal *journal, enum role role, const char *pin, const struct actor *actor,
             struct moment moment, struct err *err) MUST_CHECK;
/* What the record of a PIN keeps of its row, so that another row shows; "" without a row. */
enum { PIN_SEAL_MAX = 2 * HASH_BYTES + 1 };
bool pin_seal_read(struct db *db, enum role role, char out[PIN_SEAL_MAX],
                   struct err *err) MUST_CHECK;
bool pin_is_set(struct db *db, enum role role, bool *out, struct err *err) MUST_CHECK;

/* Whether it is that role's; any is where none is set. Who asks counts the tries: ledger/pin_wait.
 */
bool pin_is_right(struct db *db, enum role role, const char *pin, bool *out,
                  struct err *err) MUST_CHECK;

const char *role_word(enum role role); /* "animator", as operators are written */
const char *role_name(enum role role); /* in the chosen language */
/* Who acted, for people: the name of a role, a badge as it is. Borrowed from `who`. */
const char *who_name(const char *who);

#endif
