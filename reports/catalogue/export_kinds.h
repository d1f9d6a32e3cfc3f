/*
 * How each file for the host is written.
 */
#ifndef REPORTS_EXPORT_KINDS_H
#define REPORTS_EXPORT_KINDS_H

#include "base/outlet.h"
#include "ledger/till.h"

struct export_request {
    struct till *till;
    const char *path; /* a folder or a file: see the traits of its row */
    bool force;
    bool analytic;              /* the FEC with the cooperative's own columns */
    char made[OUTLET_PATH_MAX]; /* a name that is the law's, not the caller's; else "" */
};

typedef bool export_fn(struct export_request *request, struct err *err);

export_fn export_fec, export_csv, export_journal, export_archive, export_e_reporting;

#endif
