/*
 * Papers of the till by name, as `flashcoop print` and the print queue know them: the name
 * and the book → the bytes for one printer. Their names are in the catalogue.
 */
#ifndef REPORTS_SLIP_PAPER_H
#define REPORTS_SLIP_PAPER_H

#include "base/outlet.h"
#include "drivers/escpos.h"
#include "reports/catalogue/slip_kinds.h"
#include "ledger/print_queue.h"

/*
 * `copy` of a receipt: 0 ORIGINAL, n DUPLICATA n; ignored for other papers. Nothing is recorded.
 * ERR_USAGE: no paper of that name. ERR_NOT_FOUND: no such ticket, Z or product.
 */
bool paper_make(struct till *till, const char *name, int64_t copy,
                const struct printer_profile *profile, struct buf *out, struct err *err) MUST_CHECK;

/* The same as a PDF of A4 pages with the slips side by side, for those without a receipt printer.
 */
bool paper_make_pdf(struct till *till, const char *name, int64_t copy, struct outlet *outlet,
                    struct err *err) MUST_CHECK;

/* "x" becomes "x:A", or "x:a" in practice: the till that it tells of, whenever it comes out. */
void paper_keep_chain(const struct till *till, char name[PRINT_PAPER_MAX]);

/*
 * The name with the number that it leaves open: "fallback" is the sheet after the last one of this
 * book. Other names are copied. ERR_INPUT: too long for a name.
 */
bool paper_number(struct till *till, const char *name, char out[PRINT_PAPER_MAX],
                  struct err *err) MUST_CHECK;

/* Only the self-test needs no book. */
void paper_make_test(const struct printer_profile *profile, struct buf *out);

/* "ticket A-42", "Z 3": for people. */
void paper_describe(const char *name, char *out, size_t room);

#endif
