/*
 * The file of where people are afterwards: badge,moment,outcome[,date,with].
 * A moment of a person is said once; all or nothing, see import.h.
 */
#ifndef PROGRAMME_OUTCOME_IMPORT_H
#define PROGRAMME_OUTCOME_IMPORT_H

#include "base/csv.h"
#include "base/db.h"

bool import_outcomes(struct db *db, const char *path, struct csv_faults *faults, int64_t *count,
                     struct err *err) MUST_CHECK;

#endif
