/*
 * The right to be forgotten: one person, or the names of all once the cold
 * review is done. Figures stay under the badge. Both commit on their own,
 * outside any transaction, then rewrite the whole file, so that no byte of a
 * name stays in it, in its WAL or in a free page.
 *
 * The sealed journal and the till's tables are not of this folder: see
 * pos/acts/erasing.h for a whole erasure and its proof.
 */
#ifndef PROGRAMME_ERASURE_H
#define PROGRAMME_ERASURE_H

#include "programme/people.h"

/* Name, e-mail, telephone, job and logo of a partner; roles and days stay under the key. */
bool erasure_of_partner(struct db *db, const char *key, bool *found, struct err *err) MUST_CHECK;

/* Name, sheet, interview, consents, roles, calls, reasons and words; her name in the words of
 * others. Her profile stays sealed under the badge, for the figures; without an open `vault`
 * (NULL) it goes too. ERR_NOT_FOUND: nobody has that badge. */
bool erasure_of_person(struct db *db, const struct vault *vault, const char *badge,
                       struct day today, struct err *err) MUST_CHECK;

/*
 * The names of all, what a sheet tells beside the profile, the interviews and
 * the reasons. ERR_FORBIDDEN: there are sheets and `vault` is closed, so that
 * the profile cannot be kept. ERR_INPUT: the session still meets.
 */
bool erasure_of_names(struct db *db, const struct vault *vault, struct err *err) MUST_CHECK;

/* A sheet without what tells who it is: year of birth, gender, schooling, work and months without,
 * place, who sent her, project yes or no, and when the fund's questionnaire was signed and typed.
 */
struct sheet sheet_profile(const struct sheet *sheet);

/* The words by which the group calls a person: her name and, of a long one, the words that no
 * other person of the list has in hers. */
enum { NAME_WORDS_MAX = 6 };
struct name_words {
    char badge[BADGE_MAX];
    int count; /* 0: she has no name any more */
    char list[NAME_WORDS_MAX][NAME_MAX_BYTES];
};
void name_words_of(const struct people *people, int person, struct name_words *out);
bool name_words_in(const struct name_words *words, const char *text);

#endif
