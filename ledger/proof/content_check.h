/*
 * A row that another till brings, judged as if a person had typed it: sealed and signed, it may
 * still hold what no door here would take.
 */
#ifndef LEDGER_CONTENT_CHECK_H
#define LEDGER_CONTENT_CHECK_H

#include "base/db.h"

/* The row that `row` stands on. ERR_TAMPERED names its column. */
bool content_check(const struct stmt *row, struct err *err) MUST_CHECK;

#endif
