/*
 * What is recorded day by day: presence, ratings, strength cards, answers.
 * A put replaces what was there; imports refuse the same key twice. See
 * programme_store.h for transactions, and ask programme_allow() first.
 */
#ifndef PROGRAMME_RECORDS_H
#define PROGRAMME_RECORDS_H

#include "base/db.h"
#include "programme/attendance.h"
#include "programme/rating.h"
#include "programme/statement.h"

/* J`day`, that half: how long she was there; not called: as if nobody had asked, once more.
 * ERR_INPUT: more than a half-day holds. */
bool records_put_presence(struct db *db, const char *badge, int day, enum half half,
                          const struct presence *presence, struct err *err) MUST_CHECK;
bool records_presence_exists(struct db *db, const char *badge, int day, enum half half, bool *out,
                             struct err *err) MUST_CHECK;
bool records_attendance(struct db *db, const char *badge, struct attendance *out,
                        struct err *err) MUST_CHECK;

/* The last day that was called, 0 none. */
bool records_last_called(struct db *db, int *out, struct err *err) MUST_CHECK;

/* Minutes of presence of one person: the weight of a share. */
bool records_minutes(struct db *db, const char *badge, int64_t *out, struct err *err) MUST_CHECK;

/* Checked by rating_check() before. */
bool records_put_rating(struct db *db, const char *badge, const struct rating *rating,
                        const struct grid *grid, struct err *err) MUST_CHECK;
bool records_rating_exists(struct db *db, const char *badge, const struct rating *rating,
                           const struct grid *grid, bool *out, struct err *err) MUST_CHECK;

/* Everything said about one person. */
bool records_assessment(struct db *db, const char *badge, const struct grid *grid,
                        const struct calendar *calendar, struct assessment *out,
                        struct err *err) MUST_CHECK;

/* Each rating as it was given, days ascending. */
typedef void rating_fn(void *context, const char *badge, const struct rating *rating);
bool records_each_rating(struct db *db, const char *badge, const struct grid *grid, rating_fn *each,
                         void *context, struct err *err) MUST_CHECK;

/* One strength from each person to each other; a second one replaces the first. */
bool records_put_card(struct db *db, const char *giver, const char *badge, const char *indicator,
                      struct err *err) MUST_CHECK;
/* Each card as it was given. */
typedef void card_fn(void *context, const char *giver, const char *badge, const char *indicator);
bool records_each_card(struct db *db, card_fn *each, void *context, struct err *err) MUST_CHECK;
bool records_card_exists(struct db *db, const char *giver, const char *badge, bool *out,
                         struct err *err) MUST_CHECK;
/* `counts` beside the grid's indicators. */
bool records_cards(struct db *db, const char *badge, const struct grid *grid,
                   int counts[INDICATORS_MAX], struct err *err) MUST_CHECK;

bool records_put_answer(struct db *db, const char *badge, const char *statement, enum answer answer,
                        struct err *err) MUST_CHECK;
/* ANSWER_NONE when she did not say. */
bool records_answer(struct db *db, const char *badge, const char *statement, enum answer *out,
                    struct err *err) MUST_CHECK;
/* Counts over the session; participants = all who started. */
bool records_impact(struct db *db, const char *statement, struct impact *out,
                    struct err *err) MUST_CHECK;

#endif
