/*
 * All papers of a session in one folder, with an index; those a training body
 * shows (presence, certificates, evaluations) in a folder of their own.
 */
#ifndef REPORTS_PAPER_FOLDER_H
#define REPORTS_PAPER_FOLDER_H

#include "base/buf.h"
#include "ledger/till.h"
#include "programme/vault.h"

struct paper_folder {
    const char *path; /* made when it is missing */
    bool force;       /* replace files that exist */
    struct moment made_at;
    struct vault_access access;      /* to the intake sheets, for the profile of the group */
    struct paper_refusals *refusals; /* gets the papers that were not made; NULL = nobody asks */
    int day;                         /* only the papers of that day, without index; 0 all */
    const char *only;                /* the one of that name alone; NULL all */
};

/* Each line is "FILE: why and what to do". */
struct paper_refusals {
    int not_yet; /* something is not written yet: allergens, a call */
    int failed;  /* it cannot be made on this machine: letters without a font */
    struct buf lines;
};

/*
 * A paper that cannot be made stops no other: it is named in the index and in `refusals`, and an
 * older one of that name is taken away when files may be replaced. ERR_INPUT: a file exists
 * already. ERR_FORBIDDEN: papers name people: the animator's. ERR_STORAGE: the folder refuses.
 * Files written before a failure stay.
 */
bool paper_folder_write(struct till *till, const struct paper_folder *folder,
                        struct err *err) MUST_CHECK;

/* Every table as a spreadsheet in the folder of the papers. */
bool report_tables_write(struct till *till, const struct paper_folder *folder,
                         struct err *err) MUST_CHECK;

#endif
