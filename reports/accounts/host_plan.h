/* The files of a host's folder, before any is made: what the index lists and what may be replaced.
 */
#ifndef REPORTS_HOST_PLAN_H
#define REPORTS_HOST_PLAN_H

#include "base/day.h"
#include "ledger/closing/closing.h"

enum { HOST_FILE_MAX = 96, HOST_TITLE_MAX = 160, HOST_FILES_MAX = 4000 };

enum host_file_kind {
    HOST_KEPT, /* of an earlier run: listed, not made */
    HOST_FEC,
    HOST_DESCRIPTION,
    HOST_PRESET,
    HOST_RESULT,
    HOST_CLOSING,
    HOST_CLOSINGS,
    HOST_SALES,
    HOST_BALANCE,
    HOST_POSTINGS,
    HOST_JOURNAL,
    HOST_ARCHIVE,
};

struct host_file {
    enum host_file_kind kind;
    char name[HOST_FILE_MAX]; /* below the folder: "MAMC26/resultat.pdf" */
    char title[HOST_TITLE_MAX];
    struct day from;
    struct day to;
    int till;   /* which book */
    int preset; /* which one, and which of its files */
    int part;
    char chain; /* of a closing */
    enum period_kind period;
    int64_t number;
};

struct host_plan {
    struct host_file *all; /* owned */
    int count;
};

/* A new file at the end; NULL when there are too many. `name` as printf. */
struct host_file *host_plan_add(struct host_plan *plan, enum host_file_kind kind, const char *name,
                                ...) __attribute__((format(printf, 3, 4)));
void host_plan_release(struct host_plan *plan);
bool host_plan_has(const struct host_plan *plan, const char *name);

/* What the index of an earlier run names; nothing when there is none. */
bool host_plan_read_index(const char *folder, struct host_plan *out, struct err *err) MUST_CHECK;
/* ERR_INPUT: it names the FEC of another SIREN. */
bool host_plan_check_siren(const struct host_plan *plan, const char *siren,
                           struct err *err) MUST_CHECK;

/* ERR_INPUT: a file that the old index does not name is in the way. */
bool host_plan_check(const struct host_plan *plan, const struct host_plan *before,
                     const char *folder, struct err *err) MUST_CHECK;

/* index.csv and index.txt. */
bool host_plan_write_index(const struct host_plan *plan, const char *folder, const char *heading,
                           struct err *err) MUST_CHECK;

#endif
