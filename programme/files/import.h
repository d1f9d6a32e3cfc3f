/*
 * Files of people, presence, ratings and answers, read into the book. The
 * columns are a promise to users (docs, `flashcoop help import`).
 *
 * The caller asks programme_allow() first, programme_allow_answers() for answers.
 *
 * All or nothing: each bad line goes to `faults`; when there is one the
 * function returns false and the caller rolls its transaction back.
 * `count` = lines taken in.
 */
#ifndef PROGRAMME_IMPORT_H
#define PROGRAMME_IMPORT_H

#include "base/csv.h"
#include "base/db.h"
#include "programme/vault.h"

/*
 * badge,name[,birth_year,gender,schooling,employment,territory,prescriber,project,languages,
 * contact,help,expectations,contract,birth_date,commune,months_without_work,signed_on,typed_on]
 * A known badge is updated; what a line leaves empty stays as it was. The vault
 * is opened only when a line tells more than a name.
 */
bool import_participants(struct db *db, const char *path, const struct vault_access *access,
                         struct csv_faults *faults, int64_t *count, struct err *err) MUST_CHECK;

/* What people were marked, said, and when they came. */
struct import_file {
    const char *path;
    bool corrects; /* rows replace what stands; else the same key again is a fault */
};

/* badge,day,half,minutes[,reason]; a correction without minutes takes the call back */
bool import_attendance(struct db *db, const struct import_file *file, struct csv_faults *faults,
                       int64_t *count, struct err *err) MUST_CHECK;

/* badge,rater,indicator,day,value */
bool import_ratings(struct db *db, const struct import_file *file, struct csv_faults *faults,
                    int64_t *count, struct err *err) MUST_CHECK;

/* badge,statement,answer */
bool import_answers(struct db *db, const struct import_file *file, struct csv_faults *faults,
                    int64_t *count, struct err *err) MUST_CHECK;

#endif
