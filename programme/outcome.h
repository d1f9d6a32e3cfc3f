/*
 * Where a person is when the session is over: on the last day, four weeks and
 * four to six months later. One word of a list each time; what nobody said is
 * "not filled in", which has its own line and is never left out of the base.
 */
#ifndef PROGRAMME_OUTCOME_H
#define PROGRAMME_OUTCOME_H

#include "base/db.h"
#include "programme/people.h"

enum outcome_moment { MOMENT_EXIT, MOMENT_FOUR_WEEKS, MOMENT_COLD, OUTCOME_MOMENT_COUNT };

enum outcome_kind {
    OUTCOME_CAE,       /* a contract with the cooperative */
    OUTCOME_CREATION,  /* a firm of one's own */
    OUTCOME_JOB_LONG,  /* for good, or for more than six months */
    OUTCOME_JOB_SHORT, /* for six months or less */
    OUTCOME_INTEGRATION,
    OUTCOME_TRAINING,
    OUTCOME_DIAGNOSIS, /* the project is looked at with an adviser */
    OUTCOME_SEARCH,
    OUTCOME_BARRIER, /* something stands in the way first */
    OUTCOME_INACTIVE,
    OUTCOME_UNREACHABLE,
    OUTCOME_UNKNOWN,
    OUTCOME_KIND_COUNT,
    OUTCOME_NOT_SAID = OUTCOME_KIND_COUNT, /* no row */
};

/* The usual groups of funders. */
enum outcome_group { GROUP_LASTING, GROUP_TRANSITION, GROUP_POSITIVE, OUTCOME_GROUP_COUNT };

enum { OUTCOME_WITH_MAX = TEXT_ROOM(60) };

struct outcome {
    enum outcome_kind kind; /* OUTCOME_NOT_SAID: nothing is known */
    struct day date;        /* DAY_NONE: not said */
    char with[OUTCOME_WITH_MAX];
};

const char *outcome_word(enum outcome_kind kind); /* below OUTCOME_KIND_COUNT */
const char *outcome_name(enum outcome_kind kind); /* for people; also of OUTCOME_NOT_SAID */
bool outcome_parse(const char *word, enum outcome_kind *out);
const char *outcome_moment_word(enum outcome_moment moment);
const char *outcome_moment_name(enum outcome_moment moment);
bool outcome_moment_parse(const char *word, enum outcome_moment *out);
/* False: it is in none of the groups. */
bool outcome_group_of(enum outcome_kind kind, enum outcome_group *out);
const char *outcome_group_name(enum outcome_group group);
/* Somebody spoke with the person, or knows: neither unreachable nor unknown nor not said. */
bool outcome_is_answer(enum outcome_kind kind);

bool outcome_read(struct db *db, const char *badge, enum outcome_moment moment, struct outcome *out,
                  struct err *err) MUST_CHECK;
/* Instead of what stood there; OUTCOME_NOT_SAID takes it away. */
bool outcome_put(struct db *db, const char *badge, enum outcome_moment moment,
                 const struct outcome *outcome, struct err *err) MUST_CHECK;

/* How many of `people` are where, over all who started; the last place is OUTCOME_NOT_SAID. */
struct outcome_counts {
    int people;
    int answers; /* outcome_is_answer() */
    int kinds[OUTCOME_KIND_COUNT + 1];
};
bool outcome_count(struct db *db, const struct people *people, enum outcome_moment moment,
                   struct outcome_counts *out, struct err *err) MUST_CHECK;

#endif
