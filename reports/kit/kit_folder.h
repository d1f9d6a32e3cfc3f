/*
 * The kit of a session in one folder: each paper that people finish as
 * OpenDocument text and as PDF, the others as PDF alone.
 */
#ifndef REPORTS_KIT_FOLDER_H
#define REPORTS_KIT_FOLDER_H

#include "reports/kit/kit_facts.h"

/* Each line is "FILE: why and what to do". */
struct kit_refusals {
    int not_yet; /* something is not written yet: what is in a product */
    int failed;  /* it cannot be made on this machine: letters without a font */
    struct buf lines;
};

struct kit_folder {
    const char *path; /* made when it is missing */
    bool force;       /* replace files that exist */
    struct moment made_at;
    struct kit_refusals *refusals; /* gets the papers that were not made; the caller releases it */
    int count;                     /* gets how many files were written */
};

/*
 * A paper that cannot be made stops no other; an older one of that name is taken away when files
 * may be replaced. ERR_INPUT: a file exists already. ERR_FORBIDDEN: papers name people: the
 * animator's. ERR_STORAGE: the folder refuses. Files written before a failure stay.
 */
bool kit_folder_write(struct till *till, struct kit_folder *folder, struct err *err) MUST_CHECK;

#endif
