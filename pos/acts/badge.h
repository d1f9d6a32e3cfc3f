/*
 * Badges and the people behind them. In a book that lists its people, nobody else acts, sells or is
 * paid back, so that a slip of the finger does not become a person.
 */
#ifndef POS_BADGE_H
#define POS_BADGE_H

#include "programme/people.h"

/* True for a badge of the list, and for any badge while the list is empty. ERR_NOT_FOUND. */
bool people_know(const struct people *people, const char *badge, struct err *err) MUST_CHECK;

/* The same, reading the list; roles are always known. */
bool badge_check_known(struct db *db, const char *badge, struct err *err) MUST_CHECK;

/* What people call a person or a role; a badge whose name is not known stays as it is. */
void badge_write_name(struct db *db, const char *who, char out[NAME_MAX_BYTES]);

/* The badge that a scanned code is of: its barcode, or the badge itself. False: of nobody. */
bool badge_of_code(struct db *db, const char *code, char out[BADGE_MAX]);

/* What is written for ever must name nobody. ERR_INPUT: the sentence says which badge to write. */
bool badge_check_unnamed(struct db *db, const char *text, struct err *err) MUST_CHECK;

#endif
