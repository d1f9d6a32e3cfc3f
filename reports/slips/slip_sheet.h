/*
 * Slips on A4: what the papers of the till write for a receipt printer, in
 * three columns of a PDF, each slip whole and with a line to cut along.
 */
#ifndef REPORTS_SLIP_SHEET_H
#define REPORTS_SLIP_SHEET_H

#include "base/day.h"
#include "base/outlet.h"
#include "drivers/escpos.h"

struct slip_sheet;

/* ERR_STORAGE: no memory, or the part of the program that makes PDF is missing. */
bool slip_sheet_open(const char *title, struct moment made_at, struct outlet *outlet,
                     struct slip_sheet **out, struct err *err) MUST_CHECK;

/* For escpos_init_listener(); lives as long as the sheet. */
const struct escpos_listener *slip_sheet_listener(const struct slip_sheet *sheet);

/* The bytes are in the outlet, which is not finished here. Both free the sheet. */
bool slip_sheet_close(struct slip_sheet *sheet, struct err *err) MUST_CHECK;
void slip_sheet_abandon(struct slip_sheet *sheet);

#endif
