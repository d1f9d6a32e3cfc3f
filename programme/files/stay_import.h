/*
 * The file of who is in the group when: badge,from[,to,reason], one row a
 * period; a day (`3`, `J3`) or its date. All periods of a person who stands in
 * the file take the place of hers in the book. All or nothing, see import.h.
 */
#ifndef PROGRAMME_STAY_IMPORT_H
#define PROGRAMME_STAY_IMPORT_H

#include "base/csv.h"
#include "base/db.h"

bool import_stays(struct db *db, const char *path, struct csv_faults *faults, int64_t *count,
                  struct err *err) MUST_CHECK;

#endif
