/* The sheets of one session in the host's folder: result, closings, tables. */
#ifndef REPORTS_HOST_SHEET_H
#define REPORTS_HOST_SHEET_H

#include "ledger/till.h"
#include "reports/accounts/host_plan.h"

/* Add the sheets of a session to the plan, below its code. */
bool host_sheets_plan(struct till *till, int index, const char *code, struct host_plan *plan,
                      struct err *err) MUST_CHECK;

/* Make one of them at `path`. */
bool host_sheet_write(struct till *till, const struct host_file *file, const char *path,
                      struct moment made_at, struct err *err) MUST_CHECK;

#endif
