/*
 * All papers of a session in one folder, with an index; those a training body
 * shows (presence, certificates, evaluations) in a folder of their own.
 */
#ifndef REPORTS_PAPER_FOLDER_H
#define REPORTS_PAPER_FOLDER_H

#include "ledger/till.h"
#include "programme/vault.h"

struct paper_folder {
    const char *path; /* made when it is missing */
    bool force;       /* replace files that exist */
    struct moment made_at;
    struct vault_access access; /* to the intake sheets, for the profile of the group */
};

/*
 * ERR_INPUT: a file exists already, or a name that no font can show.
 * ERR_STORAGE: the folder refuses. Files written before a failure stay.
 */
bool paper_folder_write(struct till *till, const struct paper_folder *folder,
                        struct err *err) MUST_CHECK;

#endif
