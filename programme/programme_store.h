/*
 * The programme's tables in a book: days, state and grid. People are in
 * people.h, presence and ratings in records.h, workshops and follow-up in
 * workbook.h; together these four hold all the SQL of this folder.
 *
 * A function that writes does so in the caller's transaction when there is
 * one, and on its own otherwise. After a failure the caller rolls back.
 */
#ifndef PROGRAMME_PROGRAMME_STORE_H
#define PROGRAMME_PROGRAMME_STORE_H

#include "base/db.h"
#include "programme/grid.h"

/* The text that makes the tables of the programme. */
const char *programme_schema(void);

/* Make the tables, seven days without dates and the default grid. Run once on a new book. */
bool programme_store_create(struct db *db, struct err *err) MUST_CHECK;

bool programme_calendar(struct db *db, struct calendar *out, struct err *err) MUST_CHECK;

/*
 * Replace days and modules. ERR_INPUT: a day that goes away holds presence or
 * ratings. Notes stay with their day.
 */
bool programme_set_calendar(struct db *db, const struct calendar *calendar,
                            struct err *err) MUST_CHECK;

/* Dates J1..Jn in one call, as `flashcoop new --dates` gives them. */
bool programme_set_dates(struct db *db, const struct day *dates, int date_count,
                         struct err *err) MUST_CHECK;

enum { DAY_NOTE_MAX = 1000 };
bool programme_day_note(struct db *db, int day, char out[DAY_NOTE_MAX], struct err *err) MUST_CHECK;
bool programme_set_day_note(struct db *db, int day, const char *note, struct err *err) MUST_CHECK;

bool programme_state(struct db *db, enum session_state *out, struct err *err) MUST_CHECK;
/* ERR_INPUT: a state only follows the one before. */
bool programme_advance(struct db *db, enum session_state to, struct err *err) MUST_CHECK;

/*
 * Ask before recording presence, ratings or people. Until the session is closed
 * the answer is yes. From then on a reason is needed (ERR_CLOSED without), and
 * the correction stays visible: `what` says it in words, by badge.
 */
struct correction {
    const char *what;
    const char *reason; /* NULL or "" = none */
    struct moment at;
    const char *who; /* badge or role, for the trace; NULL: the program itself */
};
bool programme_allow(struct db *db, const struct correction *correction,
                     struct err *err) MUST_CHECK;

/* What was corrected and why, whatever the state: it stays visible. ERR_INPUT: no reason. */
bool programme_note_correction(struct db *db, const struct correction *correction,
                               struct err *err) MUST_CHECK;

/* A change of a table that does not trace itself: `change->subject` is whom or what it is about. */
struct traced {
    const char *subject, *old, *new;
};
bool programme_trace(struct db *db, const struct correction *correction,
                     const struct traced *change, struct err *err) MUST_CHECK;

/* Answers may come months later: they need a reason only once the session is archived. */
bool programme_allow_answers(struct db *db, const struct correction *correction,
                             struct err *err) MUST_CHECK;

/* Called for each correction, oldest first. */
typedef void correction_fn(void *context, struct moment at, const char *what, const char *reason);
bool programme_each_correction(struct db *db, correction_fn *each, void *context,
                               struct err *err) MUST_CHECK;

bool programme_grid(struct db *db, struct grid *out, struct err *err) MUST_CHECK;
/* ERR_CLOSED: something was rated already; a session keeps the grid it started with. */
bool programme_set_grid(struct db *db, const struct grid *grid, struct err *err) MUST_CHECK;

/* Language beside French on papers; false in `*found` when there is none. */
bool programme_second_tongue(struct db *db, enum tongue *out, bool *found,
                             struct err *err) MUST_CHECK;
bool programme_set_second_tongue(struct db *db, const char *code, struct err *err) MUST_CHECK;

/* Things to tick on a day's list. */
bool programme_tick(struct db *db, int day, const char *step, bool done,
                    struct err *err) MUST_CHECK;
bool programme_is_ticked(struct db *db, int day, const char *step, bool *out,
                         struct err *err) MUST_CHECK;

#endif
