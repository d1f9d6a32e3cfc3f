/*
 * One file taken into the book, all or nothing: what `import` does, and the screen
 * that shows first what it would take. One batch holds everything of the file and
 * the record that says so; a file that is refused, or cannot be read, leaves nothing.
 */
#ifndef POS_INTAKE_H
#define POS_INTAKE_H

#include "base/csv.h"
#include "ledger/till.h"

struct intake;

struct intake_kind {
    const char *name;  /* "products" */
    const char *title; /* N_() */
    const char *actor; /* who acts unless someone else is named */
    bool (*read)(struct intake *intake, struct err *err);
    enum action
        action;       /* ACTION_PEOPLE, what the programme records: closed sessions want a reason */
    bool is_of_a_day; /* the first one opens a prepared session */
    bool is_for_later; /* asked months later: after the session was closed, too */
    bool is_corrected; /* rows may replace what stands */
};

struct intake {
    struct till *till;
    const struct intake_kind *kind;
    const char *path;   /* `-` is standard input */
    const char *reason; /* of a correction, NULL none */
    const char *vat;    /* of products whose file says none, NULL none */
    bool is_rehearsal;  /* judge everything, take nothing */
    bool corrects;      /* rows replace what stands, with a trace */
    struct csv_faults faults;
    struct day_limits limits; /* of the days in the file */
    int64_t count;            /* taken in */
};

/* All kinds, in the order in which a session needs them. */
const struct intake_kind *intake_kinds(size_t *count);
const struct intake_kind *intake_kind_find(const char *name); /* NULL none */

/* Whether who acts may take such a file in: asked before it is read. ERR_CLOSED,
 * ERR_FORBIDDEN; ERR_INPUT: on the first till only. */
bool intake_may(struct till *till, const struct intake_kind *kind, struct err *err) MUST_CHECK;
/* `faults` are those of intake_init(); the caller releases them. */
struct intake intake_init(struct till *till, const struct intake_kind *kind, const char *path);
void intake_release(struct intake *intake);
bool intake_run(struct intake *intake, struct err *err) MUST_CHECK;

#endif
