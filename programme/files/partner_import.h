/*
 * The file of who stands around the group:
 * key,kind,name[,organisation,job,roles,days,start,end,email,phone,inside,signs,publish,logo].
 *
 * A known key is updated, what a row leaves empty stays; the days that a file gives take the place
 * of those before. More moments of one are more rows of the same key. All or nothing, see import.h.
 */
#ifndef PROGRAMME_PARTNER_IMPORT_H
#define PROGRAMME_PARTNER_IMPORT_H

#include "base/csv.h"
#include "base/db.h"
#include "programme/partner.h"

/* `logo` is a PNG, beside the file when its path is not a whole one. */
bool import_partners(struct db *db, const char *path, struct csv_faults *faults, int64_t *count,
                     struct err *err) MUST_CHECK;

/*
 * More moments of one: "1;2;7", each from `start` to `end` (both "" = all day). ERR_INPUT: no days,
 * no clock, too many. partner_check() says whether they fit the session.
 */
bool partner_take_slots(struct partner *partner, const char *days, const char *start,
                        const char *end, struct err *err) MUST_CHECK;

/* "9:30", "09:30", "9h30", "9h": minutes after midnight. False: no time of a day. */
bool clock_parse(const char *text, int *out);

#endif
