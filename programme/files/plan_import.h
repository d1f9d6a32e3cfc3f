/*
 * More files for scripts: the days, the grid, and what people agree to, find
 * strong in each other, or answer months later. Same promises as
 * programme/import.h: all or nothing, every bad line named.
 */
#ifndef PROGRAMME_PLAN_IMPORT_H
#define PROGRAMME_PLAN_IMPORT_H

#include "base/csv.h"
#include "base/db.h"

/* day[,date,am,pm,note,ticks,steps]: minutes planned, words of the day's list; what a line leaves
 * empty stays. All days 1..n. */
bool plan_import_days(struct db *db, const char *path, struct csv_faults *faults, int64_t *count,
                      struct err *err) MUST_CHECK;

/* As `flashcoop formats` writes it, instead of the days there were: those that stay keep their
 * dates. ERR_CLOSED: the session is open. */
bool plan_import_format(struct db *db, const char *path, struct csv_faults *faults, int64_t *count,
                        struct err *err) MUST_CHECK;

/* As `flashcoop grid` writes it. ERR_CLOSED: someone was rated already. */
bool plan_import_grid(struct db *db, const char *path, struct csv_faults *faults, int64_t *count,
                      struct err *err) MUST_CHECK;

/* badge,use,decision,date: use image quote follow-up sharing; decision yes or no */
bool plan_import_consents(struct db *db, const char *path, struct csv_faults *faults,
                          int64_t *count, struct err *err) MUST_CHECK;

/* day,role,badge: who takes what on; `till welcome making stock poster accounts time cleaning`, or
 * the group's own words */
bool plan_import_roles(struct db *db, const char *path, struct csv_faults *faults, int64_t *count,
                       struct err *err) MUST_CHECK;

/* giver,badge,indicator: one strength that a person sees in another */
bool plan_import_cards(struct db *db, const char *path, struct csv_faults *faults, int64_t *count,
                       struct err *err) MUST_CHECK;

/* badge,date,channel,result: telephone online letter visit; answered no-answer refused lost */
bool plan_import_calls(struct db *db, const char *path, struct csv_faults *faults, int64_t *count,
                       struct err *err) MUST_CHECK;

/*
 * moment,respondent,question,words: hot or cold; animator, partner (":2" to ":9" for others) or a
 * badge; a question of that questionnaire.
 */
bool plan_import_opinions(struct db *db, const char *path, struct csv_faults *faults,
                          int64_t *count, struct err *err) MUST_CHECK;

#endif
