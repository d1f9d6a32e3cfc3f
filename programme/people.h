/*
 * The people of a session in its book: names, sealed sheets, consents, roles,
 * and the two rights that each of them has: to take her data away, and to be
 * forgotten. See programme_store.h for transactions.
 */
#ifndef PROGRAMME_PEOPLE_H
#define PROGRAMME_PEOPLE_H

#include "base/db.h"
#include "programme/participant.h"
#include "programme/vault.h"

struct people {
    int count;
    struct participant list[PARTICIPANTS_MAX]; /* in the order of the list */
};

bool people_read(struct db *db, struct people *out, struct err *err) MUST_CHECK;

/* Those who can still be asked: an erased person has no name to be called by. */
bool people_read_named(struct db *db, struct people *out, struct err *err) MUST_CHECK;

/* Index in the list, −1 when nobody has that badge. */
int people_find(const struct people *people, const char *badge);

/*
 * Add a person at the end of the list, or give a known badge another name.
 * ERR_INPUT: badge or name refused, list full, or the badge of an erased person.
 */
bool people_put(struct db *db, const char *badge, const char *called_name,
                struct err *err) MUST_CHECK;

/* `day` = last day she came before stopping, 0 = she did not stop. */
bool people_stop(struct db *db, const char *badge, int day, struct err *err) MUST_CHECK;

/* An empty sheet when nothing was told. ERR_FORBIDDEN: another key, or altered. */
bool people_sheet(struct db *db, const struct vault *vault, const char *badge, struct sheet *out,
                  struct err *err) MUST_CHECK;
bool people_set_sheet(struct db *db, const struct vault *vault, const char *badge,
                      const struct sheet *sheet, struct err *err) MUST_CHECK;

/* The interview of J7, sealed like the sheet. "" when there is none. */
enum { INTERVIEW_MAX = 8000 };
bool people_interview(struct db *db, const struct vault *vault, const char *badge, struct buf *out,
                      struct err *err) MUST_CHECK;
bool people_set_interview(struct db *db, const struct vault *vault, const char *badge,
                          const char *notes, struct err *err) MUST_CHECK;

bool people_consent(struct db *db, const char *badge, enum consent_use use, struct consent *out,
                    struct err *err) MUST_CHECK;
/* What she decides on that day; a consent taken back keeps both dates. */
bool people_decide(struct db *db, const char *badge, enum consent_use use, bool given,
                   struct day day, struct err *err) MUST_CHECK;

/* Roles rotate: badges that hold `role` on `day`. */
enum { ROLE_NAME_MAX = 40 };
bool people_give_role(struct db *db, int day, const char *role, const char *badge,
                      struct err *err) MUST_CHECK;
typedef void role_fn(void *context, int day, const char *role, const char *badge);
bool people_each_role(struct db *db, role_fn *each, void *context, struct err *err) MUST_CHECK;

/*
 * Everything the book holds about one person, as CSV `field,value`. `vault`
 * may be NULL: the sealed part is then named as closed.
 */
bool people_export(struct db *db, const struct vault *vault, const char *badge, struct buf *out,
                   struct err *err) MUST_CHECK;

/*
 * Forget one person: name, sheet, interview, consents, reasons, words; her
 * figures stay under the badge. Commits on its own, outside any transaction,
 * then rewrites the whole file, so that no byte of the name stays in it, in
 * its WAL or in a free page. `proof` receives the paper to hand out.
 */
bool people_erase(struct db *db, const char *badge, struct moment at, struct buf *proof,
                  struct err *err) MUST_CHECK;

#endif
