/*
 * The people of a session in its book: names, sealed sheets, consents, and the
 * right of each of them to take her data away; erasure.h has the right to be
 * forgotten. See programme_store.h for transactions.
 */
#ifndef PROGRAMME_PEOPLE_H
#define PROGRAMME_PEOPLE_H

#include "base/db.h"
#include "programme/interview.h"
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
/* The name of a badge in a `struct people`, "" for nobody: a name_fn of reports. */
const char *people_called_name(void *people, const char *badge);
/* The same for a scanned code: the barcode of a badge, or the badge itself. */
int people_find_code(const struct people *people, const char *code);

/* The person of that badge. ERR_NOT_FOUND: nobody has it. */
bool people_person(struct db *db, const char *badge, struct participant *out,
                   struct err *err) MUST_CHECK;

/*
 * Add a person at the end of the list, or give a known badge another name.
 * ERR_INPUT: badge or name refused, list full, the badge of an erased person, or
 * a badge that is the name itself, which the sealed journal would keep for ever.
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

/* The interview of the last day, sealed like the sheet; an empty one when there is none. */
enum { INTERVIEW_BYTES_MAX = 16384 };
bool people_interview(struct db *db, const struct vault *vault, const char *badge,
                      struct interview *out, struct err *err) MUST_CHECK;
bool people_set_interview(struct db *db, const struct vault *vault, const char *badge,
                          const struct interview *interview, struct err *err) MUST_CHECK;

bool people_consent(struct db *db, const char *badge, enum consent_use use, struct consent *out,
                    struct err *err) MUST_CHECK;
/* What she decides on that day; a consent taken back keeps both dates. */
bool people_decide(struct db *db, const char *badge, enum consent_use use, bool given,
                   struct day day, struct err *err) MUST_CHECK;

/*
 * Everything the book holds about one person, as CSV `field,value`. `vault`
 * may be NULL: the sealed part is then named as closed.
 */
bool people_export(struct db *db, const struct vault *vault, const char *badge, struct buf *out,
                   struct err *err) MUST_CHECK;

#endif
